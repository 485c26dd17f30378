"""Out of narrow water: the way by water from a place to a fairway or to where there is room."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from navroute.geo import FloatArray, wrap_lon
from navroute.network.waters import SIDE, Waters

__all__ = ["FARTHEST_NM", "way_out"]

IntArray = NDArray[np.int64]
Cell = tuple[int, int]

FARTHEST_NM = 60.0
# How far is looked first and at last, how many places with room are tried that may turn out to be
# shut in themselves, and how many cells lie between them.
LOOKS = ((20.0, 8, 4), (FARTHEST_NM, 40, 12))
CELL_NM = 60 / SIDE
ASHORE_NM = 3.0  # a place may lie this far from the water, by the cells


@dataclass(frozen=True, slots=True, eq=False)
class _Window:
    """Cells around a place: rows from the south, columns from the west."""

    south: int
    west: int
    wide: float
    water: NDArray[np.bool_]
    room: NDArray[np.bool_]

    def place(self, cell: Cell) -> tuple[float, float]:
        """Return longitude and latitude of the middle of a cell."""
        lon = float(wrap_lon((self.west + cell[1] + 0.5) / SIDE - 180))
        return lon, (self.south + cell[0] + 0.5) / SIDE - 90


@dataclass(slots=True, eq=False)
class _Tries:
    """Places with room that are tried: whether the network is reached from there."""

    is_out: Callable[[tuple[float, float]], bool]
    most: int
    apart: int
    tried: list[Cell] = field(default_factory=list)

    def succeed(self, window: _Window, cell: Cell) -> bool:
        """Tell whether the network is reached from a cell; not of every cell it is asked."""
        if not window.room[cell] or len(self.tried) >= self.most:
            return False
        if any(abs(cell[0] - r) + abs(cell[1] - c) < self.apart for r, c in self.tried):
            return False
        self.tried.append(cell)
        return self.is_out(window.place(cell))


def way_out(
    waters: Waters,
    lon_lat_deg: tuple[float, float],
    fairways: FloatArray,
    is_out: Callable[[tuple[float, float]], bool],
) -> list[tuple[float, float]]:
    """Return points on the way by water to a fairway or to room; empty if there is none.

    Parameters
    ----------
    waters : Waters
    lon_lat_deg : (float, float)
    fairways : ndarray of float, shape (n, 2)
        Points along fairways around, as longitude and latitude.
    is_out : callable
        Whether the network is reached from a place with room.
    """
    for farthest_nm, tries, apart in LOOKS:
        window = _window(waters, lon_lat_deg, farthest_nm)
        starts = _waters_near(window, _cell(window, lon_lat_deg))
        if farthest_nm < FARTHEST_NM:  # the nearest first, which may turn out to be a puddle
            starts = dict([*starts.items()][:1])
        goals: dict[Cell, tuple[float, float]] = {}
        for lon, lat in fairways.tolist():
            goals.setdefault(_cell(window, (lon, lat)), (lon, lat))
        cells, goal = _search(window, starts, goals, _Tries(is_out, tries, apart))
        if cells:
            points = [window.place(cell) for cell in _straightened(window, cells)]
            return [*points[:-1], goal] if goal is not None else points
    return []


def _window(waters: Waters, lon_lat_deg: tuple[float, float], farthest_nm: float) -> _Window:
    lon, lat = lon_lat_deg
    wide = max(float(np.cos(np.radians(lat))), 0.1)
    half = int(farthest_nm / CELL_NM)
    across = int(half / wide)
    south, west = int((lat + 90) * SIDE) - half, int(np.floor((lon + 180) * SIDE)) - across
    row, col = np.meshgrid(
        np.arange(south, south + 2 * half + 1),
        np.arange(west, west + 2 * across + 1),
        indexing="ij",
    )
    shape = row.shape
    level = waters.levels(row.ravel(), col.ravel()).reshape(shape)
    return _Window(south, west, wide, level > 0, level >= waters.level_of_room)


def _cell(window: _Window, lon_lat_deg: tuple[float, float]) -> Cell:
    lon, lat = lon_lat_deg
    col = int(np.floor((lon + 180) * SIDE)) - window.west
    return int((lat + 90) * SIDE) - window.south, col % (360 * SIDE)


def _waters_near(window: _Window, place: Cell) -> dict[Cell, float]:
    """Return the water cells within reach of a place, and how many cells away they are."""
    rows, cols = np.nonzero(window.water)
    away = np.hypot(rows - place[0], (cols - place[1]) * window.wide)
    near = np.flatnonzero(away * CELL_NM <= ASHORE_NM)
    near = near[np.argsort(away[near], kind="stable")]
    cells = zip(rows[near].tolist(), cols[near].tolist(), strict=True)
    return dict(zip(cells, away[near].tolist(), strict=True))


def _search(
    window: _Window,
    starts: dict[Cell, float],
    goals: dict[Cell, tuple[float, float]],
    tries: _Tries,
) -> tuple[list[Cell], tuple[float, float] | None]:
    """Search from cell to cell; return those on the way, and the point of a fairway at its end."""
    rows, cols = window.water.shape
    water = window.water
    cost = dict(starts)
    came: dict[Cell, Cell] = {}
    queue = [(away, cell) for cell, away in starts.items()]
    heapq.heapify(queue)
    done: set[Cell] = set()
    while queue:
        spent, cell = heapq.heappop(queue)
        if cell in done:
            continue
        done.add(cell)
        goal = next((goals[near] for near in _around(cell) if near in goals), None)
        if goal is not None or tries.succeed(window, cell):
            way = [cell]
            while way[-1] in came:
                way.append(came[way[-1]])
            return way[::-1], goal
        for near in _around(cell)[1:]:
            row, col = near
            if near in done or not (0 <= row < rows and 0 <= col < cols) or not water[near]:
                continue
            step = float(np.hypot(row - cell[0], (col - cell[1]) * window.wide))
            if spent + step < cost.get(near, np.inf):
                cost[near], came[near] = spent + step, cell
                heapq.heappush(queue, (spent + step, near))
    return [], None


def _around(cell: Cell) -> list[Cell]:
    row, col = cell
    steps = ((0, 0), (0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
    return [(row + down, col + right) for down, right in steps]


def _straightened(window: _Window, cells: list[Cell]) -> list[Cell]:
    """Leave out cells between which the straight way is water too."""
    kept, at = [cells[0]], 0
    while at < len(cells) - 1:
        ahead = len(cells) - 1
        while ahead > at + 1 and not _is_water(window, cells[at], cells[ahead]):
            ahead -= 1
        at = ahead
        kept.append(cells[at])
    return kept


def _is_water(window: _Window, one: Cell, other: Cell) -> bool:
    count = 3 * max(abs(one[0] - other[0]), abs(one[1] - other[1])) + 1
    share = np.linspace(0, 1, count)
    rows = np.round(one[0] + share * (other[0] - one[0])).astype(int)
    cols = np.round(one[1] + share * (other[1] - one[1])).astype(int)
    return bool(window.water[rows, cols].all())
