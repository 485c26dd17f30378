"""Lead the legs of fairways round the land that they cut.

Fairways are drawn by hand or found on grids whose cells are wide; a straight leg between two
bends may cut a headland, and a bend may lie ashore. Such legs are led anew on cells of some thirty
metres, if there is water to lead them through. Legs along rivers that the land polygons leave out
stay as they are.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.costs import LAND_COST, Window, cheapest, make_window, straighten
from navroute.chart.sea.fairways import Fairways, dense
from navroute.geo import lengths_nm

if TYPE_CHECKING:
    from roaring_landmask import RoaringLandmask

__all__ = ["LONGEST_NM", "STEP_NM", "is_land", "lead_round_land", "over_land_nm"]

FloatArray = NDArray[np.float64]
Chain = tuple[int | tuple[float, float], ...]  # vertices, and places of new ones

CELL_DEG = 1 / 3600
PAD, LEAST_PAD_DEG = 0.5, 0.02  # of the window around a leg: of its extent
LONGEST_NM = 12.0  # a longer one is no fairway through narrow water
STEP_NM = 0.025  # between the places of a leg that are looked at
LEAST_NM = 0.02  # of land that is worth a bend
DEAREST = 4000.0
MOST_TIMES, MOST_MORE_NM = 1.5, 0.5  # as long as the leg, and so much more
KINDS = ("fairway", "canal")


def lead_round_land(
    fairways: Fairways, first: int, seats: Iterable[int], report: Callable[[str], None]
) -> None:
    """Replace the legs from number ``first`` on that cross land by ways through water.

    Kinds stay, and ends but for bends ashore; no bend is a seat, the vertex of a port. Legs of the
    open sea that end on a fairway do not count.
    """
    land_nm = _over_land_nm(fairways, first)
    ways: dict[int, Chain] = {}
    gone: set[int] = set()
    for bend, before, after in _bends_ashore(fairways, first, set(seats)):
        a, c = (sum(fairways.legs[leg]) - bend for leg in (before, after))
        if a == c or {before, after} & (gone | ways.keys()):
            continue
        way = _way(fairways, (a, c), float(land_nm[[before - first, after - first]].sum()))
        if way is not None:
            ways[before] = (a, *way, c)
            gone.add(after)
    wanted = (np.flatnonzero(land_nm > LEAST_NM) + first).tolist()
    for leg in wanted:
        a, c = fairways.legs[leg]
        if leg not in ways and leg not in gone:
            way = _way(fairways, (a, c), float(land_nm[leg - first]))
            if way is not None:
                ways[leg] = (a, *way, c)
    _replace(fairways, ways, gone)
    report(f"{len(ways)} of {len(wanted)} legs that cut land led round it, {len(gone)} bends")


def _replace(fairways: Fairways, ways: dict[int, Chain], gone: set[int]) -> None:
    legs, kinds = [], []
    for leg, (ends, kind) in enumerate(zip(fairways.legs, fairways.kinds, strict=True)):
        if leg in gone:
            continue
        chain = [v if isinstance(v, int) else fairways.vertex(*v) for v in ways.get(leg, ends)]
        for a, b in itertools.pairwise(chain):
            if a != b:
                legs.append((a, b))
                kinds.append(kind)
    fairways.legs[:], fairways.kinds[:] = legs, kinds
    fairways.ends.clear()


def _bends_ashore(fairways: Fairways, first: int, seats: set[int]) -> list[tuple[int, int, int]]:
    """Return vertices ashore where two legs meet and no port is, each with these legs."""
    at: dict[int, list[int]] = {}
    for leg, ends in enumerate(fairways.legs):
        for vertex in ends:
            at.setdefault(vertex, []).append(leg)
    bends = [
        vertex
        for vertex, legs in at.items()
        if len(legs) == 2
        and vertex not in seats
        and min(legs) >= first
        and all(fairways.kinds[leg] == "fairway" for leg in legs)
    ]
    places = np.array([fairways.lon_lat[vertex] for vertex in bends]).reshape(-1, 2)
    dry = is_land(places)
    return [(v, *at[v]) for v, is_dry in zip(bends, dry.tolist(), strict=True) if is_dry]  # type: ignore[misc]


def is_land(lon_lat_deg: FloatArray) -> NDArray[np.bool_]:
    """Return which places OpenStreetMap calls land."""
    return np.asarray(_mask().contains_many(*np.ascontiguousarray(lon_lat_deg.T)))


@functools.cache
def _mask() -> RoaringLandmask:
    from roaring_landmask import LandmaskProvider, RoaringLandmask

    return RoaringLandmask.new_with_provider(LandmaskProvider.Osm)


def _over_land_nm(fairways: Fairways, first: int) -> FloatArray:
    """Return how far each leg from ``first`` on runs over land, 0 for those that are let be."""
    xy = np.array(fairways.lon_lat)
    legs = np.array(fairways.legs[first:], dtype=np.int64).reshape(-1, 2)
    some = np.isin(np.array(fairways.kinds[first:]), KINDS)
    return over_land_nm(xy[legs[:, 0]], xy[legs[:, 1]], some)[0]


def over_land_nm(
    start_deg: FloatArray, end_deg: FloatArray, some: NDArray[np.bool_]
) -> tuple[FloatArray, FloatArray]:
    """Return how far each of many legs runs over land, and how long it is.

    Those that are not among some, long ones and those over the antimeridian are not looked at: 0.
    """
    length = lengths_nm(*start_deg.T, *end_deg.T)
    whole = some & (length < LONGEST_NM) & (np.abs(start_deg - end_deg)[:, 0] < 180)
    count = np.where(whole, np.ceil(length / STEP_NM), 0).astype(int)
    leg = np.repeat(np.arange(len(count)), count)
    part = np.arange(len(leg)) - np.repeat(np.cumsum(count) - count, count)
    share = ((part + 0.5) / count[leg])[:, None]
    dry = is_land(start_deg[leg] + (end_deg[leg] - start_deg[leg]) * share)
    hits = np.bincount(leg[dry], minlength=len(count))
    return np.asarray(hits * length / np.maximum(count, 1)), length


def _way(
    fairways: Fairways, ends: tuple[int, int], land_nm: float
) -> list[tuple[float, float]] | None:
    """Return bends of a way between two vertices with less land under it, if there is one."""
    a, b = (np.array(fairways.lon_lat[v]) for v in ends)
    pad = LEAST_PAD_DEG + PAD * np.abs(b - a).max()
    around = np.array([pad / max(float(np.cos(np.radians(a[1]))), 0.2), pad])
    low, high = np.minimum(a, b) - around, np.maximum(a, b) + around
    window = make_window(fairways.shores, fairways.water, (*low.tolist(), *high.tolist()), CELL_DEG)
    start, goal = np.zeros((2, *window.cost.shape), dtype=np.bool_)
    start[window.cell(*a.tolist())] = goal[window.cell(*b.tolist())] = True
    lat = window.south_deg + (np.arange(len(window.cost)) + 0.5) * CELL_DEG
    cell_nm, widths = 60 * CELL_DEG, 60 * CELL_DEG * np.cos(np.radians(lat))
    cells, _ = cheapest(window.cost, start, goal, cell_nm, widths, DEAREST)
    if len(cells) < 2:
        return None
    places = window.lon_lat(cells)
    places[0], places[-1] = a, b
    steps = lengths_nm(*places[:-1].T, *places[1:].T)
    left_nm = float(steps[_dry(window, cells[1:])].sum())
    way = dense(places[straighten(window.cost, cells, cell_nm, widths)])
    longest = float(lengths_nm(*a, *b)) * MOST_TIMES + MOST_MORE_NM
    too_long = float(lengths_nm(*way[:-1].T, *way[1:].T).sum()) > longest
    if too_long or left_nm > max(land_nm - LEAST_NM, 0.0):
        return None
    return [(float(lon), float(lat)) for lon, lat in way[1:-1]]


def _dry(window: Window, cells: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray(window.cost[cells[:, 0], cells[:, 1]] >= LAND_COST)
