"""Fetch Leaflet for data/map/: script, style and licence of the npm registry's package.

``python -m navroute.chart.leaflet [--package TGZ]`` needs npm unless the package is given. The
script stays as published; from the style the rules that load images go, for the map uses none.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from navroute.chart.manifest import DATA

__all__ = ["main", "small_style", "without_source_map"]

PACKAGE = "leaflet@1.9.4"
# As the registry states it (npm view leaflet@1.9.4 dist.integrity).
INTEGRITY = (
    "sha512-nxS1ynzJOmOlHp+iL3FyWqK89GtNL8U8rvlMOsQd"
    "TTssxZwCXh8N2NB3GDQOL+YR3XnWyZAxwQixURb+FA74PA=="
)


def without_source_map(script: str) -> str:
    """Return a script without the comment that makes browsers look for its source map."""
    return re.sub(r"^//# sourceMappingURL=.*$", "", script, flags=re.MULTILINE).rstrip() + "\n"


def small_style(style: str) -> str:
    """Return a style sheet without comments, without rules that load something, on few lines."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    style = re.sub(r"[^{};]*:\s*url\([^)]*\)[^;}]*;?", "", style)
    style = re.sub(r"\s+", " ", style)
    style = re.sub(r"\s*([{};:,>])\s*", r"\1", style)
    return re.sub(r"[^{}]+\{\}", "", style).replace("}", "}\n").strip() + "\n"


def main() -> None:
    """Write script, style and licence."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m navroute.chart.leaflet")
    parser.add_argument("--package", type=Path, help=f"{PACKAGE} as npm pack writes it")
    with tempfile.TemporaryDirectory() as folder:
        package = parser.parse_args().package or _download(Path(folder))
        found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        if f"sha512-{found}" != INTEGRITY:
            sys.exit(f"the package is not {PACKAGE}: its hash is sha512-{found}")
        with tarfile.open(package) as archive:
            texts = {name: _member(archive, f"package/{name}") for name in _NAMES}
    target = DATA / "map"
    target.mkdir(exist_ok=True)
    (target / "leaflet.js").write_text(without_source_map(texts["dist/leaflet.js"]), "utf-8")
    (target / "leaflet.css").write_text(small_style(texts["dist/leaflet.css"]), "utf-8")
    (target / "leaflet-LICENSE.txt").write_text(texts["LICENSE"], "utf-8")
    print(f"map/leaflet.*: {PACKAGE}")


_NAMES = ("dist/leaflet.js", "dist/leaflet.css", "LICENSE")


def _member(archive: tarfile.TarFile, name: str) -> str:
    stream = archive.extractfile(name)
    if stream is None:
        sys.exit(f"the package has no {name}")
    return stream.read().decode("utf-8")


def _download(folder: Path) -> Path:
    command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(folder)]
    subprocess.run(command, check=True)  # noqa: S603 - fixed arguments
    return next(folder.glob("*.tgz"))


if __name__ == "__main__":
    main()
