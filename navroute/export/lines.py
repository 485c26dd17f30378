"""A path as a line of GeoJSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from navroute.network.path import SeaPath
from navroute.shapes import Polyline, densify, split_at_antimeridian

__all__ = ["DECIMALS", "line_geometry", "line_of", "parts_of"]

DECIMALS = 5  # degrees; about 1 m

JsonObject = dict[str, Any]


def line_geometry(path: SeaPath) -> JsonObject:
    """Return a path as GeoJSON LineString or, across the antimeridian, MultiLineString."""
    return line_of(parts_of(densify(path)))


def parts_of(line: Polyline) -> list[Polyline]:
    """Cut and round a line; parts that rounding shrank to a point are dropped."""
    rounded = [part.rounded(decimals=DECIMALS) for part in split_at_antimeridian(line)]
    lines = [part for part in rounded if len(part.lon_lat_deg) > 1]
    if lines:
        return lines
    ends = np.round(line.lon_lat_deg[[0, -1]], DECIMALS)  # RFC 7946 wants two positions
    return [Polyline(ends, line.distance_run_nm[[0, -1]])]


def line_of(parts: Sequence[Polyline]) -> JsonObject:
    """Return parts as a LineString or, if there are several, a MultiLineString."""
    coordinates = [part.lon_lat_deg.tolist() for part in parts]
    if len(coordinates) == 1:
        return {"type": "LineString", "coordinates": coordinates[0]}
    return {"type": "MultiLineString", "coordinates": coordinates}
