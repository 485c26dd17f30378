"""Build data/map/land.txt.gz: the land that maps and pictures draw.

``python -m navroute.chart.map_land`` (``pip install .[chart]``). From the OpenStreetMap land
polygons in the PyPI package roaring-landmask: coarse along open coasts, fine around chokepoints,
where a reader zooms in. One ring a line, as encoded polyline with 3 decimals; filled by the
even-odd rule, so that lakes of the sea such as the Caspian are rings like the others.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from navroute import chokepoints, geo
from navroute.chart.manifest import DATA

__all__ = ["build", "encode", "main"]

FINE_DEG, COARSE_DEG = 0.003, 0.013  # 0.2 nm and 0.8 nm of latitude
FINE_AREA_DEG2, COARSE_AREA_DEG2 = 0.0001, 0.002  # about 1 km2 and 20 km2 at mid-latitudes
NEAR_GATE_NM = 40.0
OPEN_SEA_KINDS = {"open sea", "inland canal"}

Points = NDArray[np.float64]


def build() -> bytes:
    """Return the rings, encoded and compressed; the same bytes each time."""
    near = _gate_positions()
    rings = [_thinned(ring, near) for ring in _rings()]
    lines = sorted(encode(ring) for ring in rings if len(ring) > 3)
    return gzip.compress("\n".join(lines).encode("ascii"), compresslevel=9, mtime=0)


def encode(lon_lat_deg: Points) -> str:
    """Return a line in Google's encoded polyline format, 3 decimals, longitude first."""
    whole = np.round(lon_lat_deg * 1000).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64)).ravel()
    return "".join(_encoded(int(step)) for step in steps)


def _encoded(step: int) -> str:
    value = ~(step << 1) if step < 0 else step << 1
    text = ""
    while value >= 0x20:
        text += chr((0x20 | (value & 0x1F)) + 63)
        value >>= 5
    return text + chr(value + 63)


def _gate_positions() -> Points:
    points = [
        lon_lat
        for point in chokepoints.all_chokepoints()
        if point.kind not in OPEN_SEA_KINDS
        for lon_lat in (point.gate or ((point.position.lon, point.position.lat),))
    ]
    lon, lat = np.array(points, dtype=float).T
    return geo.unit_vectors(lon, lat)


def _rings() -> Iterator[Points]:
    import shapely
    from roaring_landmask import LandmaskProvider, Shapes

    land: Any = shapely.get_parts(shapely.from_wkb(Shapes.wkb(LandmaskProvider.Osm)))
    land = land[shapely.area(land) > FINE_AREA_DEG2]
    for ring in shapely.get_rings(shapely.simplify(land, FINE_DEG)):
        yield shapely.get_coordinates(ring)


def _thinned(ring: Points, near: Points) -> Points:
    """Return the ring with its points away from gates thinned; empty if it is too small there."""
    import shapely

    closest = np.concatenate(
        [
            (geo.unit_vectors(*block.T) @ near.T).max(axis=1)
            for block in np.array_split(ring, len(ring) // 5000 + 1)
        ]
    )
    fine = closest > np.cos(np.radians(NEAR_GATE_NM / 60.0))
    if not fine.any() and shapely.area(shapely.polygons(ring)) < COARSE_AREA_DEG2:
        return np.empty((0, 2))
    cuts = np.flatnonzero(np.diff(fine)) + 1
    pieces = []
    for start, end in zip([0, *cuts], [*cuts, len(ring)], strict=True):
        piece = ring[start:end]
        pieces.append(piece if fine[start] else _coarse(piece))
    return _distinct(np.vstack(pieces))


def _coarse(piece: Points) -> Points:
    import shapely

    if len(piece) < 3:
        return piece
    if np.array_equal(piece[0], piece[-1]):  # a closed ring would shrink to its one fixed point
        middle = len(piece) // 2
        return np.vstack([_coarse(piece[: middle + 1]), _coarse(piece[middle:])[1:]])
    line = shapely.simplify(shapely.linestrings(piece), COARSE_DEG)
    return np.asarray(shapely.get_coordinates(line))


def _distinct(points: Points) -> Points:
    """Return the points without repeats at the precision of the encoding."""
    rounded = np.round(points, 3)
    keep = np.ones(len(rounded), dtype=bool)
    keep[1:] = np.any(np.diff(rounded, axis=0) != 0.0, axis=1)
    distinct: Points = rounded[keep]
    return distinct


def main() -> None:
    """Write the file."""
    content = build()
    path = DATA / "map" / "land.txt.gz"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    plain = len(gzip.decompress(content))
    print(f"map/land.txt.gz: {len(content) / 1000:.0f} kB, {plain / 1000:.0f} kB unpacked")


if __name__ == "__main__":
    main()
