"""Fairways: drawn canals, tracks found between waypoints, and a way from every port to the sea."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.costs import LAND_COST, Rivers, Window, cheapest, make_window, straighten
from navroute.chart.sea.land import LandEdges
from navroute.chart.sea.water import CELL_DEG, NODE_MARGIN_NM, UNIT_NM, Water
from navroute.geo import lengths_nm

__all__ = ["Fairways", "Seat", "label_water"]

FloatArray = NDArray[np.float64]

TRIES = ((0.25, 1 / 600), (0.8, 1 / 600), (2.5, 1 / 600), (6.0, 1 / 240))  # half-width of the window, cell (deg)
LONGEST_OVER_LAND_NM = 4.0  # more, and the place is not on the sea
MERGE_COST_NM = 0.0


@dataclass(frozen=True, slots=True)
class Seat:
    """How a place is joined: its vertex and how far the way runs over land (nm)."""

    vertex: int
    over_land_nm: float


def label_water(water: Water) -> NDArray[np.int32]:
    """Return numbers of connected waters with clearance, joined over the antimeridian."""
    from scipy.ndimage import label

    labels, count = label(water.margin >= 0)
    parent = np.arange(count + 1)
    west, east = labels[:, 0], labels[:, -1]
    for a, b in zip(west, east, strict=True):
        if a and b:
            parent[b] = parent[a] = min(parent[a], parent[b])
    return parent.astype(np.int32)[labels]


def _afloat(window: Window, place: FloatArray) -> FloatArray:
    """Return the middle of the nearest cell that is not land."""
    wet = np.argwhere(window.cost < LAND_COST)
    row, col = window.cell(*place)
    nearest = np.argmin((wet[:, 0] - row) ** 2 + (wet[:, 1] - col) ** 2)
    return window.lon_lat(wet[nearest : nearest + 1])[0]


@dataclass(slots=True)
class Fairways:
    """Vertices and legs of all fairways, and which waters they have joined."""

    land: LandEdges
    rivers: Rivers
    water: Water
    labels: NDArray[np.int32]
    lon_lat: list[tuple[float, float]] = field(default_factory=list)
    legs: list[tuple[int, int]] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)

    def label_at(self, lon: float, lat: float) -> int:
        """Return the number of the water at a position, 0 where there is no room."""
        row, col = int((lat + 90) / CELL_DEG), int((lon + 180) / CELL_DEG)
        return int(self.labels[row, col % self.labels.shape[1]])

    def add_line(self, points: FloatArray, first: int | None = None) -> int:
        """Add a polyline; return its last vertex."""
        last = first
        for lon, lat in points:
            self.lon_lat.append((float(lon), float(lat)))
            here = len(self.lon_lat) - 1
            if last is not None:
                self.legs.append((last, here))
            last = here
        assert last is not None
        return last

    def add_track(self, waypoints: FloatArray, cell_deg: float = 1 / 1200) -> None:
        """Add the cheapest way along waypoints; it joins the waters that it runs through."""
        last = None
        for a, b in zip(waypoints[:-1], waypoints[1:], strict=True):
            pad = 0.08 + 0.25 * np.abs(b - a).max()
            low, high = np.minimum(a, b) - pad, np.maximum(a, b) + pad
            cell = cell_deg if (high - low).max() < 2 else 1 / 480
            window = make_window(
                self.land, self.rivers, self.water, (low[0], low[1], high[0], high[1]), cell
            )
            b = _afloat(window, b)
            points, _ = self._search(window, _afloat(window, a), window.cell(*b))
            last = self.add_line(points if last is None else points[1:], last)

    def _search(
        self, window: Window, start: FloatArray, goal: tuple[int, int] | NDArray[np.bool_]
    ) -> tuple[FloatArray, float]:
        source = np.zeros(window.cost.shape, dtype=np.bool_)
        source[window.cell(*start)] = True
        target = goal
        if isinstance(goal, tuple):
            target = np.zeros(window.cost.shape, dtype=np.bool_)
            target[goal] = True
        lat = window.south_deg + (np.arange(window.cost.shape[0]) + 0.5) * window.cell_deg
        high = 60 * window.cell_deg
        widths = high * np.cos(np.radians(lat))
        cells, _ = cheapest(window.cost, source, target, high, widths)
        if len(cells) < 1:
            return np.empty((0, 2)), np.inf
        ashore = window.cost[cells[:, 0], cells[:, 1]] >= LAND_COST
        steps = np.hypot(
            np.diff(cells[:, 0]) * high, np.diff(cells[:, 1]) * widths[cells[1:, 0]]
        )
        points = window.lon_lat(cells)
        wide = straighten(window.cost, cells, high, widths)
        return points[wide], float(steps[ashore[1:]].sum())

    def _targets(self, window: Window) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
        """Return where a way may end, and the leg of a fairway in each cell (-1: none)."""
        legs = np.full(window.cost.shape, -1, dtype=np.int32)
        rows, cols = window.cost.shape
        lat = window.south_deg + (np.arange(rows) + 0.5) * window.cell_deg
        lon = window.west_deg + (np.arange(cols) + 0.5) * window.cell_deg
        r = ((lat + 90) / CELL_DEG).astype(int)
        c = ((lon + 180) / CELL_DEG).astype(int) % self.labels.shape[1]
        open_water = np.isin(self.labels[np.ix_(r, c)], list(self.joined))
        target = open_water & (window.margin >= NODE_MARGIN_NM / UNIT_NM)
        if self.legs:
            xy = np.array(self.lon_lat)
            pairs = np.array(self.legs)
            rel = (xy - [window.west_deg, window.south_deg])
            rel[:, 0] %= 360
            rel /= window.cell_deg
            size = np.array([cols, rows])
            a, b = rel[pairs[:, 0]], rel[pairs[:, 1]]
            near = ((np.maximum(a, b) > 0) & (np.minimum(a, b) < size)).all(axis=1)
            near &= np.abs(a - b).max(axis=1) < 5000
            for k in np.flatnonzero(near):
                n = int(np.abs(b[k] - a[k]).max()) * 2 + 2
                p = (a[k] + (b[k] - a[k]) * np.linspace(0, 1, n)[:, None]).astype(int)
                p = p[((p >= 0) & (p < size)).all(axis=1)]
                legs[p[:, 1], p[:, 0]] = k
        return target | (legs >= 0), legs

    def join(self, lon: float, lat: float) -> Seat | None:
        """Give a place its way to open water or to another fairway; None if there is none."""
        for half, cell in TRIES:
            wide = half / max(np.cos(np.radians(lat)), 0.2)
            window = make_window(
                self.land, self.rivers, self.water,
                (lon - wide, max(lat - half, -89), lon + wide, min(lat + half, 89)), cell,
            )
            target, legs = self._targets(window)
            points, over_land = self._search(window, np.array([lon, lat]), target)
            if len(points) and over_land <= LONGEST_OVER_LAND_NM:
                break
        else:
            return None
        points[0] = lon, lat
        first = len(self.lon_lat)
        last = self.add_line(points)
        leg = legs[window.cell(*points[-1])] if len(points) > 1 else -1
        if leg >= 0:
            self.legs += [(last, end) for end in self.legs[leg]]
        return Seat(first, over_land)

    def length_nm(self) -> FloatArray:
        """Return the length of every leg."""
        xy = np.array(self.lon_lat)
        a, b = np.array(self.legs).T
        return lengths_nm(xy[a, 0], xy[a, 1], xy[b, 0], xy[b, 1])


def join_all(
    fairways: Fairways, places: list[tuple[float, float]], report: Callable[[str], None]
) -> list[Seat | None]:
    """Join every place, those nearest to open water first come first."""
    seats: list[Seat | None] = []
    for k, (lon, lat) in enumerate(places):
        seats.append(fairways.join(lon, lat))
        if k % 250 == 0:
            report(f"ports {k}")
    return seats
