"""Lead the legs of fairways round the land that they cut.

Fairways are drawn by hand or found on grids whose cells are wide; a straight leg between two
bends may cut a headland. Such legs are led anew on cells of some thirty metres, if there is water
to lead them through. Legs along rivers that the land polygons leave out stay as they are.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.costs import LAND_COST, Window, cheapest, make_window, straighten
from navroute.chart.sea.fairways import Fairways, dense
from navroute.geo import lengths_nm

__all__ = ["lead_round_land"]

FloatArray = NDArray[np.float64]

CELL_DEG = 1 / 3600
PAD, LEAST_PAD_DEG = 0.5, 0.02  # of the window around a leg: of its extent
LONGEST_NM = 12.0  # a longer one is no fairway through narrow water
STEP_NM = 0.025  # between the places of a leg that are looked at
LEAST_NM = 0.05  # of land that is worth a bend
DEAREST = 4000.0
MOST_TIMES, MOST_MORE_NM = 1.5, 0.5  # as long as the leg, and so much more
KINDS = ("fairway", "canal")


def lead_round_land(fairways: Fairways, first: int, report: Callable[[str], None]) -> None:
    """Replace the legs from number ``first`` on that cross land by ways through water.

    Kinds and ends stay. Legs of the open sea that end on a fairway do not count.
    """
    land_nm = _over_land_nm(fairways, first)
    wanted = (np.flatnonzero(land_nm > LEAST_NM) + first).tolist()
    legs, kinds, led = [], [], 0
    ways = {leg: _way(fairways, leg, float(land_nm[leg - first])) for leg in wanted}
    for leg, (ends, kind) in enumerate(zip(fairways.legs, fairways.kinds, strict=True)):
        way = ways.get(leg)
        if way is None:
            chain = list(ends)
        else:
            chain = [ends[0], *(fairways.vertex(*p) for p in way[1:-1].tolist()), ends[1]]
            led += 1
        for a, b in itertools.pairwise(chain):
            if a != b:
                legs.append((a, b))
                kinds.append(kind)
    fairways.legs[:], fairways.kinds[:] = legs, kinds
    fairways.ends.clear()
    report(f"{led} of {len(wanted)} legs that cut land led round it")


def _over_land_nm(fairways: Fairways, first: int) -> FloatArray:
    """Return how far each leg runs over land, 0 for those that are let be."""
    from roaring_landmask import LandmaskProvider, RoaringLandmask

    land = RoaringLandmask.new_with_provider(LandmaskProvider.Osm)
    xy = np.array(fairways.lon_lat)
    legs = np.array(fairways.legs[first:], dtype=np.int64).reshape(-1, 2)
    a, b = xy[legs[:, 0]], xy[legs[:, 1]]
    length = lengths_nm(*a.T, *b.T)
    whole = (length < LONGEST_NM) & (np.abs(a[:, 0] - b[:, 0]) < 180)
    whole &= np.isin(np.array(fairways.kinds[first:]), KINDS)
    count = np.where(whole, np.ceil(length / STEP_NM), 0).astype(int)
    leg = np.repeat(np.arange(len(legs)), count)
    part = np.arange(len(leg)) - np.repeat(np.cumsum(count) - count, count)
    share = ((part + 0.5) / count[leg])[:, None]
    at = a[leg] + (b[leg] - a[leg]) * share
    dry = np.asarray(land.contains_many(*np.ascontiguousarray(at.T)))
    hits = np.bincount(leg[dry], minlength=len(legs))
    return np.asarray(hits * length / np.maximum(count, 1))


def _way(fairways: Fairways, leg: int, land_nm: float) -> FloatArray | None:
    """Return a way between the ends of a leg with less land under it, if there is one."""
    a, b = (np.array(fairways.lon_lat[v]) for v in fairways.legs[leg])
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
    return None if too_long or left_nm > land_nm - LEAST_NM else way


def _dry(window: Window, cells: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray(window.cost[cells[:, 0], cells[:, 1]] >= LAND_COST)
