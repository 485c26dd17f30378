"""From the points of a file to a path, measured, with the gates that it crosses.

The path is taken as given: whether it crosses land is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from navroute import chokepoints, geo
from navroute.errors import InvalidInputError
from navroute.geo import FloatArray
from navroute.imports import rhumb
from navroute.imports.model import RouteFile, RoutePoint
from navroute.network.gates import GateLines
from navroute.network.path import Crossing, SeaPath
from navroute.positions import Position

__all__ = ["to_path"]

RHUMB_STEP_NM = 20.0  # a geodesic over 20 nm at latitude 60 strays 30 m from the rhumb line
SHORTEST_NM = 0.1  # as places.same_place
# A track that wanders over a gate line has passed it once, or, if it came back, not at all.
WANDERS_NM = 20.0


def to_path(file: RouteFile) -> SeaPath:
    """Return the path of a route file.

    Raises
    ------
    InvalidInputError
        The route has no length.
    """
    vertices = _vertices(file.points)
    legs_nm = geo.lengths_nm(*vertices[:-1].T, *vertices[1:].T)
    runs_nm = np.concatenate([[0.0], np.cumsum(legs_nm)])
    if runs_nm[-1] < SHORTEST_NM:
        raise InvalidInputError(
            f"The route in '{file.source}' has no length.", hint="Give two points that differ."
        )
    crossings = _without_wandering(_crossings(vertices, runs_nm))
    return SeaPath(vertices, runs_nm, crossings, (0.0, 0.0))


def _vertices(points: Sequence[RoutePoint]) -> FloatArray:
    found = [np.array([[points[0].position.lon, points[0].position.lat]])]
    for before, point in pairwise(points):
        start, end = before.position, point.position
        if point.rhumb:
            leg = rhumb.points(start.lon, start.lat, end.lon, end.lat, step_nm=RHUMB_STEP_NM)
        else:
            leg = np.array([[start.lon, start.lat], [end.lon, end.lat]])
        found.append(leg[1:])
    vertices = np.vstack(found)
    keep = np.ones(len(vertices), dtype=bool)
    keep[1:] = np.any(np.diff(vertices, axis=0) != 0.0, axis=1)
    return vertices if keep.sum() < 2 else vertices[keep]


def _crossings(vertices: FloatArray, runs_nm: FloatArray) -> list[Crossing]:
    gated = [point for point in chokepoints.all_chokepoints() if point.gate]
    rows = [
        (index, *start, *end)
        for index, point in enumerate(gated)
        for start, end in pairwise(point.gate)
    ]
    table = np.array(rows, dtype=float)
    lines = GateLines(table[:, 0].astype(np.int64), table[:, 1:])
    found = lines.crossings(*vertices[:-1].T, *vertices[1:].T)
    crossings = []
    for leg, gate, share in zip(found.leg, found.gate, found.fraction, strict=True):
        lon, lat = geo.along(*vertices[leg], *vertices[leg + 1], fraction=float(share))
        run_nm = runs_nm[leg] + share * (runs_nm[leg + 1] - runs_nm[leg])
        crossings.append(Crossing(gated[gate].id, float(run_nm), Position(lat=lat, lon=lon)))
    return crossings


def _without_wandering(crossings: Sequence[Crossing]) -> tuple[Crossing, ...]:
    """Strike out pairs of crossings of one gate that follow each other at once."""
    kept: list[Crossing] = []
    for crossing in crossings:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.chokepoint == crossing.chokepoint
            and crossing.distance_nm - last.distance_nm < WANDERS_NM
        ):
            kept.pop()
        else:
            kept.append(crossing)
    return tuple(kept)
