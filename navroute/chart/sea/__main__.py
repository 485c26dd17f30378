"""Build navroute's own sea network: ``python -m navroute.chart.sea`` (or ``make network``)."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from navroute.chart.sea.build import Build

RIVERS = Path("/usr/share/gmt-gshhg/binned_river_f.nc")


def depths_file() -> Path:
    """Return ETOPO1 at 0.1 degree, as pybacktrack brings it."""
    import pybacktrack

    return Path(pybacktrack.__file__).parent / "bundle_data/topography/ETOPO1_0.1.grd"


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description="Build data/network/{seanet,corners,waters}.npz.")
    parser.add_argument("--rivers", type=Path, default=RIVERS, help="of Debian's gmt-gshhg-full")
    parser.add_argument("--depths", type=Path, help="ETOPO1_0.1.grd; default: of pybacktrack")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("build/sea"),
        help="where the steps keep their results (6 GB); delete it to start anew",
    )
    options = parser.parse_args()
    begun = time.perf_counter()

    def report(text: str) -> None:
        print(f"{time.perf_counter() - begun:6.0f} s  {text}", file=sys.stderr, flush=True)

    Build(options.work, options.rivers, options.depths or depths_file(), report).run()


if __name__ == "__main__":
    main()
