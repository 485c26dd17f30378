"""From the points of a file to a path, measured, with the gates that it crosses.

The path is taken as given: whether it crosses land is not asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
BESIDE_NM = 5.0


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
    gates = {point.id: point.gate for point in chokepoints.all_chokepoints() if point.gate}
    crossings = _without_wandering(_crossings(vertices, runs_nm, gates))
    missed = _crossings(vertices, runs_nm, {key: _beside(gate) for key, gate in gates.items()})
    return SeaPath(vertices, runs_nm, crossings, (0.0, 0.0), _near_misses(missed, crossings))


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


def _crossings(
    vertices: FloatArray, runs_nm: FloatArray, gates: Mapping[str, Sequence[tuple[float, float]]]
) -> list[Crossing]:
    """Return what crosses lines of points, two and two, in the order of the way."""
    keys = list(gates)
    rows = [
        (index, *start, *end)
        for index, key in enumerate(keys)
        for start, end in pairwise(gates[key])
    ]
    table = np.array(rows, dtype=float)
    lines = GateLines(table[:, 0].astype(np.int64), table[:, 1:])
    found = lines.crossings(*vertices[:-1].T, *vertices[1:].T)
    crossings = []
    for leg, gate, share in zip(found.leg, found.gate, found.fraction, strict=True):
        lon, lat = geo.along(*vertices[leg], *vertices[leg + 1], fraction=float(share))
        run_nm = runs_nm[leg] + share * (runs_nm[leg + 1] - runs_nm[leg])
        crossings.append(Crossing(keys[gate], float(run_nm), Position(lat=lat, lon=lon)))
    return crossings


def _beside(gate: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a gate line that goes on over the land at both ends."""
    (first, second), (before, last) = gate[:2], gate[-2:]
    start = geo.along(*first, *second, fraction=-BESIDE_NM / geo.distance_nm(*first, *second))
    end = geo.along(*last, *before, fraction=-BESIDE_NM / geo.distance_nm(*last, *before))
    return [start, *gate, end]


def _near_misses(beside: Sequence[Crossing], passed: Sequence[Crossing]) -> tuple[str, ...]:
    """Say where the way runs close by a gate: drawn with few points, it may cut over the land.

    Where another gate is passed close by, as beside Drogden the Flint channel, that is the way.
    """
    known = [crossing.distance_nm for crossing in passed]
    missed = {
        crossing.chokepoint: crossing
        for crossing in beside
        if min((abs(crossing.distance_nm - nm) for nm in known), default=np.inf) > 2 * BESIDE_NM
    }
    return tuple(
        f"The way runs by {chokepoints.get(key).in_prose} within {BESIDE_NM:g} nm of its gate, at "
        f"{crossing.position.name}, perhaps over land; it is not counted as passed."
        for key, crossing in missed.items()
    )


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
