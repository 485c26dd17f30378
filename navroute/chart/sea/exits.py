"""Further ways out of ports, wherever the first one leads round.

A port is joined by its cheapest way to open water, which may be out of the wrong end of a sound for
half of what is bound there. Of all places at which open water can be reached, those are given a way
of their own that lie much nearer this way than by the fairways there are.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.cores import on_all_cores
from navroute.chart.sea.costs import LAND_COST, field, make_window, straighten, trace
from navroute.chart.sea.fairways import ONE_WAY, Fairways, dense, within
from navroute.chart.sea.graph import distances_from, rows_of
from navroute.chart.sea.water import CELL_DEG, UNIT_NM

__all__ = ["add_exits"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Rows = tuple[NDArray, NDArray, NDArray, NDArray]  # type: ignore[type-arg]

HALF_DEG, FINE_DEG = 0.8, 1 / 240  # half-width of the window, its cells
LONGEST_NM = 60.0  # of a way out
LEAST_GAIN_NM, LEAST_GAIN = 3.0, 0.12  # over the ways that there are; per mile of the new one
MOST_EXITS = 4
APART_NM = 3.0  # exits found in one another's stead
STRAIGHT_NM = 60.0  # over the rim of a coast, looked at so far
STEP_NM = 0.25
LEAST_BANKS_NM = 0.25  # off both banks, but near the port
NEAR_PORT_NM = 2.0


@dataclass(frozen=True, slots=True)
class _Exit:
    """A way out: the vertex of a fairway that it leaves, and its further points."""

    vertex: int
    points: FloatArray
    kinds: list[str]
    run_nm: float  # from the port


@dataclass(frozen=True, slots=True)
class _Near:
    """The fairways around a port: vertices, their positions and how far off they are."""

    vertices: IntArray
    lon_lat: FloatArray
    run_nm: FloatArray
    out: NDArray[np.bool_]  # on open water

    def and_way(self, points: FloatArray, run_nm: float) -> _Near:
        """Return the same with the vertices of a new way, which is so long in all."""
        left = np.array([_way_nm(points[k:]) for k in range(len(points))])
        return _Near(
            np.concatenate([self.vertices, np.full(len(points), -1)]),
            np.vstack([self.lon_lat, points]),
            np.concatenate([self.run_nm, run_nm - left]),
            np.concatenate([self.out, np.arange(len(points)) == len(points) - 1]),
        )


def add_exits(fairways: Fairways, ports: list[int], report: Callable[[str], None]) -> None:
    """Give the ports (vertices of fairways) the further ways out that they want.

    Looked for on all cores among the fairways as they are; then added one after the other, if what
    was added before does not serve.
    """
    rows = _rows(fairways)

    def look(port: int) -> list[_Exit]:
        if within(fairways.lon_lat[port], ONE_WAY):
            return []
        return _exits(fairways, _near(fairways, rows, port), port)

    look(ports[0])
    found: list[tuple[int, _Exit]] = []
    for k, (port, exits) in enumerate(zip(ports, on_all_cores(look, ports), strict=True)):
        found += [(port, way) for way in exits]
        if k % 500 == 0:
            report(f"further ways out of ports: {k}")
    added = 0
    for port, way in found:
        near = _near(fairways, rows, port)
        bound = _bound(near, way.points[-1:])[0]
        no_use = _gain(bound, np.array(way.run_nm)) <= 0
        if no_use or _straight(fairways, near, way.points[-1], way.run_nm + LEAST_GAIN_NM):
            continue
        fairways.add_kinds(way.points, way.vertex, way.kinds)
        rows = _rows(fairways)
        added += 1
    report(f"{added} further ways out of ports, of {len(found)}")


def _rows(fairways: Fairways) -> Rows:
    legs = np.array(fairways.legs, dtype=np.int32)
    return rows_of(len(fairways.lon_lat), legs, fairways.length_nm())


def _near(fairways: Fairways, rows: Rows, port: int) -> _Near:
    nothing = np.zeros(0, dtype=np.bool_)
    total, _, _ = distances_from(*rows, nothing, port, LONGEST_NM)
    vertices = np.flatnonzero(total <= LONGEST_NM)
    lon_lat = np.array([fairways.lon_lat[v] for v in vertices])
    out = np.array([fairways.is_open(*p) for p in lon_lat.tolist()], dtype=np.bool_)
    return _Near(vertices, lon_lat, total[vertices], out)


def _exits(fairways: Fairways, near: _Near, port: int) -> list[_Exit]:
    """Return the ways out of a port that gain enough, the nearest first."""
    lon, lat = fairways.lon_lat[port]
    wide = HALF_DEG / max(np.cos(np.radians(lat)), 0.2)
    low = max(lat - HALF_DEG, -89.0)
    window = make_window(
        fairways.shores,
        fairways.water,
        (lon - wide, low, lon + wide, min(lat + HALF_DEG, 89.0)),
        FINE_DEG,
    )
    shape = window.cost.shape
    start = np.full(shape, np.inf)
    vertex = np.full(shape, -1, dtype=np.int64)
    order = np.argsort(-near.run_nm)
    for v, place, run in zip(
        near.vertices[order], near.lon_lat[order], near.run_nm[order], strict=True
    ):
        row, col = window.cell(*place.tolist())
        if 0 <= row < shape[0] and 0 <= col < shape[1]:
            start[row, col], vertex[row, col] = run, v
    middle = window.south_deg + (np.arange(shape[0]) + 0.5) * FINE_DEG
    high, widths = 60 * FINE_DEG, 60 * FINE_DEG * np.cos(np.radians(middle))
    target = fairways.open_in(window)
    cost = window.cost.copy()
    cost[(cost >= LAND_COST) & ~np.isfinite(start)] = np.inf
    total, run_nm, parent, _ = field(cost, start, target, high, widths, 2 * LONGEST_NM)
    goal = np.flatnonzero(target.ravel() & np.isfinite(total.ravel()) & (start.ravel() == np.inf))
    goal = goal[run_nm.ravel()[goal] <= LONGEST_NM]
    if not len(goal):
        return []
    cells = np.stack([goal // shape[1], goal % shape[1]], axis=1)
    places = window.lon_lat(cells)
    length_nm = run_nm.ravel()[goal]
    gain = _gain(_bound(near, places), length_nm)
    found: list[_Exit] = []
    while len(found) < MOST_EXITS and gain.max() > 0:
        k = int(np.where(gain > 0, length_nm, np.inf).argmin())
        run = float(length_nm[k])
        gain[_away(places, places[k]) < APART_NM] = 0.0
        if _straight(fairways, near, places[k], run + LEAST_GAIN_NM):
            continue
        way = trace(parent, goal[k], shape[1])
        if not _wide(fairways, window.lon_lat(way), run - run_nm[way[0, 0], way[0, 1]]):
            continue
        kept = straighten(cost, way, high, widths)
        points = dense(window.lon_lat(way)[kept])[1:]
        first = int(vertex[way[0, 0], way[0, 1]])
        line = np.vstack([[fairways.lon_lat[first]], points])
        kinds = ["river" if window.river(a, b) else "fairway" for a, b in itertools.pairwise(line)]
        found.append(_Exit(first, points, kinds, run))
        gain = np.minimum(gain, _gain(run + _away(places, places[k]), length_nm))
        near = near.and_way(points, run)
    return found


def _bound(near: _Near, places: FloatArray) -> FloatArray:
    """Return at least how far places on open water are by the fairways there are."""
    best = np.full(len(places), np.inf)
    for place, run in zip(near.lon_lat[near.out], near.run_nm[near.out], strict=True):
        best = np.minimum(best, run + _away(places, place))
    return best


def _way_nm(points: FloatArray) -> float:
    return sum(float(_away(b[None], a)[0]) for a, b in itertools.pairwise(points))


def _gain(bound_nm: FloatArray, run_nm: FloatArray) -> FloatArray:
    """Return by how much ways are shorter than others, 0 where that is not worth it."""
    gain = bound_nm - run_nm
    return np.asarray(np.where(gain < np.maximum(LEAST_GAIN_NM, LEAST_GAIN * run_nm), 0.0, gain))


def _away(places: FloatArray, place: FloatArray) -> FloatArray:
    """Return distances, as on a plane: near enough for what lies side by side."""
    east = (places[:, 0] - place[0] + 180) % 360 - 180
    return np.asarray(60 * np.hypot(east * np.cos(np.radians(place[1])), places[:, 1] - place[1]))


def _straight(fairways: Fairways, near: _Near, goal: FloatArray, within_nm: float) -> bool:
    """Tell whether a ship can leave the fairways for a place over the rim of a coast."""
    away = _away(near.lon_lat, goal)
    some = (near.run_nm + away < within_nm) & (away < STRAIGHT_NM)
    for place, far in zip(near.lon_lat[some], away[some], strict=True):
        share = np.linspace(0, 1, int(far / STEP_NM) + 2)[:, None]
        if (fairways.inner_at(place + ((goal - place + 180) % 360 - 180) * share) >= 0).all():
            return True
    return False


def _wide(fairways: Fairways, way: FloatArray, run_nm: float) -> bool:
    """Tell whether a way keeps off both banks, but near where it begins."""
    run = np.linspace(0, run_nm, len(way))
    row = ((way[:, 1] + 90) / CELL_DEG).astype(int)
    col = ((way[:, 0] + 180) / CELL_DEG).astype(int) % fairways.water.land.shape[1]
    banks = fairways.water.land[row, col] * UNIT_NM
    return bool((banks[run > NEAR_PORT_NM] >= LEAST_BANKS_NM).all())
