"""Check the gate lines against OpenStreetMap land.

Do both ends lie ashore, and what does the line cross?

Run ``python -m navroute.chart.gates`` after any change to ``data/gates.geojson``; it exits
with 1 if an end is afloat. The water that a line crosses is printed to be read: a gate should
cross its own strait, the channels between the islands it runs over, and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from navroute.chokepoints import Chokepoint, all_chokepoints
from navroute.geo import intermediate, lengths_nm

__all__ = ["GateCheck", "check_gate", "main"]

SAMPLE_NM = 0.005  # about 9 m: the Corinth Canal is 24.6 m wide (aedik-corinth)
COARSE_SAMPLE_NM = 0.1  # for gates longer than 100 nm
END_TOLERANCE_NM = 0.2  # an end this near to land is ashore


@dataclass(frozen=True, slots=True)
class GateCheck:
    """What one gate line was found to do.

    Parameters
    ----------
    chokepoint : str
    ends_ashore : bool
    water_nm : tuple of float
        Lengths of the stretches of water along the line, nautical miles, first to last.
    """

    chokepoint: str
    ends_ashore: bool
    water_nm: tuple[float, ...]


def check_gate(mask: Any, point: Chokepoint) -> GateCheck:  # noqa: ANN401 - untyped package
    """Return where a gate line is ashore and where afloat.

    Parameters
    ----------
    mask : roaring_landmask.RoaringLandmask
    point : Chokepoint
        With a gate.
    """
    ends = (point.gate[0], point.gate[-1])
    stretches = (water for start, end in pairwise(point.gate) for water in _water(mask, start, end))
    return GateCheck(point.id, all(_ashore(mask, *end) for end in ends), tuple(stretches))


def main() -> None:
    """Check every gate and print what it crosses."""
    from roaring_landmask import LandmaskProvider, RoaringLandmask

    mask = RoaringLandmask.new_with_provider(LandmaskProvider.Osm)
    checks = [check_gate(mask, point) for point in all_chokepoints() if point.gate]
    for check in checks:
        crossed = ", ".join(f"{water:.2f}" for water in check.water_nm if water >= SAMPLE_NM * 2)
        end = "" if check.ends_ashore else "  END AFLOAT"
        print(f"{check.chokepoint:20s} {crossed or 'no open water'} nm{end}")
    afloat = [check.chokepoint for check in checks if not check.ends_ashore]
    print(f"{len(checks)} gates, {len(afloat)} with an end afloat {' '.join(afloat)}")
    sys.exit(1 if afloat else 0)


def _ashore(mask: Any, lon: float, lat: float) -> bool:  # noqa: ANN401
    bearings = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)
    north = END_TOLERANCE_NM / 60 * np.cos(bearings)
    east = END_TOLERANCE_NM / 60 * np.sin(bearings) / np.cos(np.radians(lat))
    return bool(mask.contains(lon, lat) or mask.contains_many(lon + east, lat + north).any())


def _water(
    mask: Any,  # noqa: ANN401
    start: tuple[float, float],
    end: tuple[float, float],
) -> Iterator[float]:
    """Yield the length of each stretch of water between two points of a gate."""
    length_nm = float(lengths_nm(*start, *end))
    step = SAMPLE_NM if length_nm < 100 else COARSE_SAMPLE_NM
    points: NDArray[np.float64] = intermediate(*start, *end, step_nm=step)
    lon, lat = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    afloat = ~mask.contains_many(lon, lat)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], afloat.astype(int), [0]))))
    for first, past in edges.reshape(-1, 2):
        yield float((past - first) * length_nm / (len(points) - 1))


if __name__ == "__main__":
    main()
