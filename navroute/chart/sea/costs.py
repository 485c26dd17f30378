"""Fine grids of what it costs to steam: deep in mid-channel cheap, over land all but barred."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numba import njit
from numpy.typing import NDArray

from navroute.chart.sea.areas import load_areas, raster_of_areas
from navroute.chart.sea.distance import distance_to
from navroute.chart.sea.land import LandEdges, rasterise
from navroute.chart.sea.water import CELL_DEG, UNIT_NM, Water

__all__ = [
    "SMALL_CRAFT",
    "Rivers",
    "Shores",
    "Window",
    "cheapest",
    "field",
    "load_rivers",
    "make_window",
    "straighten",
    "trace",
]

FloatArray = NDArray[np.float64]

LAND_COST = 300.0
RIVER_COST = 2.0
SHOAL_COST = 1.6
SMALL_CRAFT = "small craft"  # areas through which no way of a ship leads, whatever the port
SHY_NM = 0.3  # mid-channel is preferred up to this far from the banks


@dataclass(frozen=True, slots=True)
class Rivers:
    """Points along rivers of the World Data Bank II, sorted by latitude."""

    lon_lat_deg: FloatArray
    lat_deg: FloatArray


@dataclass(frozen=True, slots=True)
class Shores:
    """What tells land from water.

    Parameters
    ----------
    land : LandEdges
        OpenStreetMap, which leaves out most rivers and some harbours.
    finer : LandEdges
        GSHHG, which has harbours and the mouths of rivers.
    rivers : Rivers
    """

    land: LandEdges
    finer: LandEdges
    rivers: Rivers


@dataclass(frozen=True, slots=True)
class Window:
    """Cost per nautical mile on a small grid; row 0 in the south."""

    west_deg: float
    south_deg: float
    cell_deg: float
    cost: NDArray[np.float32]
    margin: NDArray[np.int8]

    def cell(self, lon_deg: float, lat_deg: float) -> tuple[int, int]:
        """Return row and column of a position."""
        return (
            int((lat_deg - self.south_deg) / self.cell_deg),
            int(((lon_deg - self.west_deg) % 360) / self.cell_deg),
        )

    def river(self, a: FloatArray, b: FloatArray) -> bool:
        """Tell whether a leg runs through river cells ashore."""
        rows, cols = self.cost.shape
        for share in (np.arange(8) + 0.5) / 8:
            row, col = self.cell(*(a + (b - a) * share).tolist())
            if 0 <= row < rows and 0 <= col < cols and self.cost[row, col] == RIVER_COST:
                return True
        return False

    def lon_lat(self, cells: NDArray[np.int64]) -> FloatArray:
        """Return positions of the middles of cells given as row, column."""
        lon = self.west_deg + (cells[:, 1] + 0.5) * self.cell_deg
        return np.stack(
            [(lon + 180) % 360 - 180, self.south_deg + (cells[:, 0] + 0.5) * self.cell_deg], axis=1
        )


def load_rivers(path: Path) -> Rivers:
    """Read ``binned_river_f.nc`` of gmt-gshhg-full, densified to a point each 0.05 nm or so."""
    import h5py

    with h5py.File(path) as file:
        first_segment = file["Id_of_first_segment_in_a_bin"][:]
        segments = file["N_segments_in_a_bin"][:]
        file["Id_of_first_point_in_a_segment"][:]
        points = file["N_points_for_a_segment"][:]
        dx = file["Relative_longitude_from_SW_corner_of_bin"][:].view(np.uint16) / 65535
        dy = file["Relative_latitude_from_SW_corner_of_bin"][:].view(np.uint16) / 65535
    bin_of = np.zeros(len(points), dtype=np.int64)
    for b in np.flatnonzero(segments):
        bin_of[first_segment[b] : first_segment[b] + segments[b]] = b
    owner = np.repeat(np.arange(len(points)), points)
    lon = (bin_of[owner] % 360 + dx[: len(owner)] + 180) % 360 - 180
    lat = 89 - bin_of[owner] // 360 + dy[: len(owner)]
    xy = np.stack([lon, lat], axis=1)
    same = (owner[1:] == owner[:-1]) & (np.abs(np.diff(lon)) < 1)
    a, b = xy[:-1][same], xy[1:][same]
    times = np.maximum(np.ceil(np.abs(b - a).max(axis=1) / 0.0012), 1).astype(int)
    index = np.repeat(np.arange(len(a)), times)
    part = (np.arange(len(index)) - np.repeat(np.cumsum(times) - times, times)) / times[index]
    dense = a[index] + part[:, None] * (b[index] - a[index])
    dense = dense[np.argsort(dense[:, 1], kind="stable")]
    return Rivers(dense, np.ascontiguousarray(dense[:, 1]))


def _river_cells(
    rivers: Rivers, window: tuple[float, float, float], shape: tuple[int, int]
) -> NDArray[np.bool_]:
    west, south, cell = window
    grid = np.zeros(shape, dtype=np.bool_)
    lat = rivers.lat_deg
    some = rivers.lon_lat_deg[
        np.searchsorted(lat, south) : np.searchsorted(lat, south + shape[0] * cell)
    ]
    col = (((some[:, 0] - west) % 360) / cell).astype(int)
    row = ((some[:, 1] - south) / cell).astype(int)
    inside = (col < shape[1]) & (row < shape[0])
    grid[row[inside], col[inside]] = True
    return grid


def _land_window(
    land: LandEdges, west: float, south: float, shape: tuple[int, int], cell: float
) -> NDArray[np.bool_]:
    grid = rasterise(land, west, south, shape, cell, touched=False)
    for turn in (-360.0, 360.0):
        over = west + shape[1] * cell if turn < 0 else west
        if (turn < 0 and over > 180) or (turn > 0 and over < -180):
            grid |= rasterise(land, west + turn, south, shape, cell, touched=False)
    return grid


@functools.cache
def _not_for_ships() -> list[tuple[str, FloatArray]]:
    return [(kind, ring) for kind, ring in load_areas() if kind == SMALL_CRAFT]


def make_window(
    shores: Shores,
    water: Water,
    bounds_deg: tuple[float, float, float, float],
    cell_deg: float,
) -> Window:
    """Return the costs in a window (west, south, east, north)."""
    west, south, east, north = bounds_deg
    shape = (int((north - south) / cell_deg), int((east - west) / cell_deg))
    ashore = _land_window(shores.land, west, south, shape, cell_deg)
    inner = ashore & ~_land_window(shores.finer, west, south, shape, cell_deg)
    inner |= ashore & _river_cells(shores.rivers, (west, south, cell_deg), shape)
    lat = south + (np.arange(shape[0]) + 0.5) * cell_deg
    lon = (west + (np.arange(shape[1]) + 0.5) * cell_deg + 180) % 360
    rows = ((lat + 90) / CELL_DEG).astype(int)
    cols = (lon / CELL_DEG).astype(int) % water.margin.shape[1]
    margin = water.margin[np.ix_(rows, cols)]
    offing = water.land[np.ix_(rows, cols)] * UNIT_NM
    banks = distance_to(
        ashore,
        cell_nm=60 * cell_deg,
        widths_nm=60 * cell_deg * np.cos(np.radians(lat)),
        cap_nm=SHY_NM,
        wrap=False,
    )
    cost = 1 + 0.8 * (1 - np.minimum(banks, SHY_NM) / SHY_NM) ** 2
    cost[(margin < 0) & (offing > 4.2)] *= SHOAL_COST
    cost[ashore] = LAND_COST
    cost[inner] = RIVER_COST
    cost[raster_of_areas(_not_for_ships(), west, south, shape, cell_deg)] = LAND_COST
    return Window(west, south, cell_deg, cost.astype(np.float32), margin)


@njit(cache=True)
def _sift_up(heap_key, heap_val, n, key, val):  # type: ignore[no-untyped-def]
    k = n
    while k > 0:
        up = (k - 1) >> 1
        if heap_key[up] <= key:
            break
        heap_key[k] = heap_key[up]
        heap_val[k] = heap_val[up]
        k = up
    heap_key[k] = key
    heap_val[k] = val


@njit(cache=True)
def _sift_down(heap_key, heap_val, n):  # type: ignore[no-untyped-def]
    key, val = heap_key[n], heap_val[n]
    k = 0
    while True:
        child = 2 * k + 1
        if child >= n:
            break
        if child + 1 < n and heap_key[child + 1] < heap_key[child]:
            child += 1
        if heap_key[child] >= key:
            break
        heap_key[k] = heap_key[child]
        heap_val[k] = heap_val[child]
        k = child
    heap_key[k] = key
    heap_val[k] = val


@njit(cache=True)
def field(cost, start, target, cell_nm, widths_nm, dearest, first=False):  # type: ignore[no-untyped-def]
    """Spread from cells with a cost to begin with; return cost, length and parent of each cell.

    Targets are reached but not passed. The fourth value is the cell at which the search ends with
    ``first``: the first target reached; else it is -1.
    """
    rows, cols = cost.shape
    total = start.copy().ravel()
    run = start.copy().ravel()
    parent = np.full(rows * cols, -1, np.int32)
    size = 1 << 16
    key = np.empty(size)
    val = np.empty(size, np.int32)
    n = 0
    for cell in range(rows * cols):
        if total[cell] < np.inf:
            if n + 1 >= size:
                key = np.concatenate((key, np.empty(size)))
                val = np.concatenate((val, np.empty(size, np.int32)))
                size *= 2
            _sift_up(key, val, n, total[cell], np.int32(cell))
            n += 1
    end = -1
    while n > 0:
        here, cell = key[0], val[0]
        n -= 1
        _sift_down(key, val, n)
        if here > dearest:
            break
        if here > total[cell]:
            continue
        r, c = cell // cols, cell % cols
        if target[r, c]:
            if first:
                end = cell
                break
            if parent[cell] >= 0:
                continue
        for dr in range(-2, 3):
            for dc in range(-2, 3):
                if (dr == 0 and dc == 0) or (abs(dr) != 1 and abs(dc) != 1):
                    continue
                if abs(dr) == 2 and abs(dc) == 2:
                    continue
                a, b = r + dr, c + dc
                if a < 0 or b < 0 or a >= rows or b >= cols:
                    continue
                step = np.hypot(dr * cell_nm, dc * widths_nm[r])
                if abs(dr) == 2 or abs(dc) == 2:
                    mean = 0.25 * (
                        cost[r, c]
                        + cost[a, b]
                        + cost[
                            r + dr // 2 if abs(dr) == 2 else r, c + dc // 2 if abs(dc) == 2 else c
                        ]
                        + cost[
                            r + dr // 2 if abs(dr) == 2 else a, c + dc // 2 if abs(dc) == 2 else b
                        ]
                    )
                else:
                    mean = 0.5 * (cost[r, c] + cost[a, b])
                new = here + step * mean
                if new < total[a * cols + b]:
                    total[a * cols + b] = new
                    run[a * cols + b] = run[cell] + step
                    parent[a * cols + b] = cell
                    if n + 1 >= size:
                        key = np.concatenate((key, np.empty(size)))
                        val = np.concatenate((val, np.empty(size, np.int32)))
                        size *= 2
                    _sift_up(key, val, n, new, np.int32(a * cols + b))
                    n += 1
    return total.reshape(cost.shape), run.reshape(cost.shape), parent, end


def trace(parent: NDArray[np.int32], end: int, cols: int) -> NDArray[np.int64]:
    """Return the cells (row, column) of the way that leads to a cell."""
    way = [int(end)]
    while parent[way[-1]] >= 0:
        way.append(int(parent[way[-1]]))
    return np.stack(np.divmod(np.array(way[::-1], dtype=np.int64), cols), axis=1)


def cheapest(
    cost: NDArray[np.float32],
    source: NDArray[np.bool_],
    target: NDArray[np.bool_],
    cell_nm: float,
    widths_nm: FloatArray,
    dearest: float,
) -> tuple[NDArray[np.int64], float]:
    """Return the cells of the cheapest way from any source to any target, and what it costs."""
    start = np.where(source, 0.0, np.inf)
    total, _, parent, end = field(cost, start, target, cell_nm, widths_nm, dearest, first=True)
    if end < 0:
        return np.empty((0, 2), dtype=np.int64), np.inf
    return trace(parent, end, cost.shape[1]), float(total.flat[end])


@njit(cache=True)
def _line_cost(cost, a, b, cell_nm, width_nm):  # type: ignore[no-untyped-def]
    dr, dc = b[0] - a[0], b[1] - a[1]
    n = max(abs(dr), abs(dc)) * 2
    if n == 0:
        return 0.0
    total = 0.0
    for k in range(n):
        u = (k + 0.5) / n
        total += cost[int(a[0] + dr * u + 0.5), int(a[1] + dc * u + 0.5)]
    return total / n * np.hypot(dr * cell_nm, dc * width_nm)


@njit(cache=True)
def straighten(cost, cells, cell_nm, widths_nm):  # type: ignore[no-untyped-def]
    """Return indices of the cells that are needed: straight legs cost no more than the way."""
    n = cells.shape[0]
    run = np.zeros(n)
    for k in range(1, n):
        run[k] = run[k - 1] + _line_cost(
            cost, cells[k - 1], cells[k], cell_nm, widths_nm[cells[k, 0]]
        )
    keep = [0]
    i = 0
    while i < n - 1:
        best = i + 1
        step = 2
        j = i + 2
        while j < n:
            straight = _line_cost(cost, cells[i], cells[j], cell_nm, widths_nm[cells[j, 0]])
            if straight <= (run[j] - run[i]) * 1.01 + 0.01:
                best = j
            elif step > 64:
                break
            step = max(1, (j - i) // 16)
            j += step
            if j - best > 400:
                break
        keep.append(best)
        i = best
    return keep
