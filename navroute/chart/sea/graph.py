"""The full graph: corners and fairways, joined wherever they see each other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import njit
from numpy.typing import NDArray

from navroute.chart.sea.cores import on_all_cores
from navroute.chart.sea.corners import Corners
from navroute.chart.sea.sight import (
    Sight,
    bitangents,
    inner_room,
    room,
    tangents_from,
    visible_from_rims,
)
from navroute.chart.sea.sphere import unit_vectors
from navroute.chart.sea.water import NODE_MARGIN_NM

__all__ = [
    "corner_pairs",
    "distances_from",
    "edges_to_corners",
    "free_edges",
    "rows_of",
    "sea_edges",
]

FloatArray = NDArray[np.float64]
Edges = NDArray[np.int32]
BLOCK = 100  # corners worked on at a time
RIM_EVERY = 2  # of the vertices of a fairway on the rim of a coast: about each 4 nm
RIM_TO_RIM = True  # may a way lead straight from one rim to another


def corner_pairs(sight: Sight, corners: Corners, report: Callable[[str], None]) -> Edges:
    """Return the pairs of corners with a bitangent of clear sight."""
    n = len(corners.at)
    firsts = list(range(0, n, BLOCK))
    args = (sight.margin, sight.far_nm, corners.at, corners.before, corners.after)

    def block(first: int) -> Edges:
        out = np.empty((400_000, 2), dtype=np.int32)
        count = bitangents(*args, first, min(first + BLOCK, n), out)
        if count > len(out):
            out = np.empty((count, 2), dtype=np.int32)
            bitangents(*args, first, min(first + BLOCK, n), out)
        return out[:count]

    block(n)  # compiles before the fork
    parts = []
    for first, part in zip(firsts, on_all_cores(block, firsts), strict=True):
        parts.append(part)
        if first % (100 * BLOCK) == 0:
            report(f"lines of sight from corner {first} of {n}")
    return np.vstack(parts)


@njit(cache=True)
def _free_pairs(margin, far, inner, at, rim, first, last, out):  # type: ignore[no-untyped-def]
    count = 0
    for i in range(first, last):
        for j in range(i + 1, at.shape[0]):
            if rim[i] and rim[j] and not RIM_TO_RIM:
                continue
            if at[i, 0] * at[j, 0] + at[i, 1] * at[j, 1] + at[i, 2] * at[j, 2] < -0.94:
                continue
            if visible_from_rims(margin, far, inner, at[i], at[j]):
                if count < out.shape[0]:
                    out[count, 0] = i
                    out[count, 1] = j
                count += 1
    return count


def _to_each_other(sight: Sight, at: FloatArray, rim: NDArray[np.bool_]) -> Edges:
    """Return the pairs of places that see each other."""
    args = (sight.margin, sight.far_nm, sight.inner, at, rim)

    def block(first: int) -> Edges:
        out = np.empty((BLOCK * len(at), 2), dtype=np.int32)
        count = _free_pairs(*args, first, min(first + BLOCK, len(at)), out)
        return out[:count].copy()

    block(len(at))  # compiles before the fork
    return np.vstack(list(on_all_cores(block, list(range(0, len(at), BLOCK)))))


def _to_corners(sight: Sight, corners: Corners, at: FloatArray) -> Edges:
    """Return (place, corner) of every sight line from places that is tangent at the corner."""

    def block(places: NDArray[np.int64]) -> Edges:
        buffer = np.empty(len(corners.at), dtype=np.int32)
        parts = [np.empty((0, 2), dtype=np.int32)]
        for i in places:
            count = tangents_from(
                sight.margin,
                sight.far_nm,
                sight.inner,
                at[i],
                corners.at,
                corners.before,
                corners.after,
                buffer,
            )
            parts.append(np.stack([np.full(count, i, dtype=np.int32), buffer[:count]], axis=1))
        return np.vstack(parts)

    index = np.arange(len(at))
    block(index[:0])
    return np.vstack(list(on_all_cores(block, np.array_split(index, max(len(at) // 50, 1)))))


def _leaves(free: NDArray[np.bool_], legs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which vertices of fairways a ship may leave them at: where open water begins.

    Further along the fairway nothing is nearer, for the water is open between.
    """
    number = np.bincount(legs.ravel(), minlength=len(free))
    found = number != 2  # its ends, and where it forks
    for one, other in ((0, 1), (1, 0)):
        found[legs[~free[legs[:, other]], one]] = True
    return np.asarray(free & found)


def free_edges(
    sight: Sight, corners: Corners, at: FloatArray, legs: NDArray[np.int64]
) -> tuple[Edges, Edges]:
    """Return the edges of the vertices of fairways that have room: to corners, to each other.

    On the rim of an open coast too a ship may leave a fairway: it need not go straight out.
    """
    free = np.array([room(sight.margin, sight.far_nm, *p) >= 0 for p in at])
    some = free | np.array([inner_room(sight.inner, *p) >= 0 for p in at])
    rim = some & ~free
    along = rim & (np.arange(len(at)) % RIM_EVERY == 0)
    index = np.flatnonzero(_leaves(free, legs) | _leaves(some, legs) | along)
    to_corners = _to_corners(sight, corners, at[index])
    to_corners[:, 0] = index[to_corners[:, 0]]
    pairs = _to_each_other(sight, at[index], rim[index])
    return to_corners, index[pairs].astype(np.int32)


def edges_to_corners(
    sight: Sight, corners: Corners, lon_lat_deg: FloatArray, which: range
) -> Edges:
    """Return the edges to corners of some vertices of fairways, those that have room."""
    index = np.array(which, dtype=np.int64)
    at = unit_vectors(*lon_lat_deg[index].T)
    free = np.array([inner_room(sight.inner, *p) >= 0 for p in at], dtype=np.bool_)
    found = _to_corners(sight, corners, at[free])
    found[:, 0] = index[free][found[:, 0]]
    return found


def sea_edges(sight: Sight, corners: Corners, spacing_deg: float) -> tuple[FloatArray, Edges]:
    """Return positions spread over the open sea, and their edges (position, corner)."""
    places = []
    for lat in np.arange(-64.0, 76.0, spacing_deg):
        step = spacing_deg / max(np.cos(np.radians(lat)), 0.2)
        places += [(lon, lat) for lon in np.arange(-180.0, 180.0, step)]
    xy = np.array(places)
    at = unit_vectors(*xy.T)
    free = np.array([room(sight.margin, sight.far_nm, *p) >= NODE_MARGIN_NM for p in at])
    return xy[free], _to_corners(sight, corners, at[free])


def each_once(edges: NDArray[np.generic], count: int) -> NDArray[np.int32]:
    """Return the edges in order, each once."""
    keys = np.unique(keys_of(edges, count))
    pairs = np.stack([keys // count, keys % count], axis=1).astype(np.int32)
    return np.asarray(pairs[pairs[:, 0] != pairs[:, 1]])


def keys_of(edges: NDArray[np.generic], count: int) -> NDArray[np.int64]:
    """Return one number for each edge, whichever way round it is written."""
    both = edges.astype(np.int64)
    return np.asarray(both.min(axis=1) * count + both.max(axis=1))


def rows_of(n: int, edges: Edges, length: FloatArray) -> tuple[NDArray, NDArray, NDArray, NDArray]:  # type: ignore[type-arg]
    """Return the graph as compressed rows: first, head, length and edge number of each arc."""
    tail = np.concatenate([edges[:, 0], edges[:, 1]])
    head = np.concatenate([edges[:, 1], edges[:, 0]])
    number = np.tile(np.arange(len(edges), dtype=np.int32), 2)
    order = np.argsort(tail, kind="stable")
    first = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(tail, minlength=n), out=first[1:])
    return first, head[order], np.tile(length, 2)[order], number[order]


@njit(cache=True)
def distances_from(first, head, length, number, shut, source, limit=np.inf):  # type: ignore[no-untyped-def]
    """Return distance, predecessor and edge of every node; ``shut`` marks closed edges.

    Nodes farther than ``limit`` may be left out.
    """
    n = first.shape[0] - 1
    total = np.full(n, np.inf)
    parent = np.full(n, -1, np.int32)
    edge = np.full(n, -1, np.int32)
    size = 4 * n
    key = np.empty(size)
    val = np.empty(size, np.int32)
    m = 1
    key[0] = 0.0
    val[0] = source
    total[source] = 0.0
    while m > 0:
        here, u = key[0], val[0]
        m -= 1
        if m > 0:
            k0, v0 = key[m], val[m]
            k = 0
            while True:
                c = 2 * k + 1
                if c >= m:
                    break
                if c + 1 < m and key[c + 1] < key[c]:
                    c += 1
                if key[c] >= k0:
                    break
                key[k] = key[c]
                val[k] = val[c]
                k = c
            key[k] = k0
            val[k] = v0
        if here > limit:
            break
        if here > total[u]:
            continue
        for a in range(first[u], first[u + 1]):
            if shut.shape[0] > 0 and shut[number[a]]:
                continue
            v = head[a]
            new = here + length[a]
            if new < total[v]:
                total[v] = new
                parent[v] = u
                edge[v] = number[a]
                if m >= size:
                    key = np.concatenate((key, np.empty(size)))
                    val = np.concatenate((val, np.empty(size, np.int32)))
                    size *= 2
                k = m
                m += 1
                while k > 0:
                    up = (k - 1) >> 1
                    if key[up] <= new:
                        break
                    key[k] = key[up]
                    val[k] = val[up]
                    k = up
                key[k] = new
                val[k] = v
    return total, parent, edge
