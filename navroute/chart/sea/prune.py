"""Keep what is used: the edges of shortest paths, with every gate closed in turn."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from navroute import geo
from navroute.chart.marnet import gate_lines
from navroute.chart.sea.cores import on_all_cores
from navroute.chart.sea.graph import distances_from, rows_of
from navroute.chart.sea.sphere import unit_vectors

__all__ = [
    "ARCTIC",
    "BY_SEA",
    "Rows",
    "Uses",
    "crossing",
    "mark_paths",
    "near_lines",
    "often_used",
    "open_rows",
    "used_edges",
    "used_nearby",
]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Rows = tuple[NDArray, NDArray, NDArray, NDArray]  # type: ignore[type-arg]

ARCTIC = (
    "kara_gate",
    "yugorsky_shar",
    "vilkitsky",
    "sannikov",
    "dmitry_laptev",
    "de_long",
    "lancaster",
    "amundsen_gulf",
)
# Closed unless asked for: gates under ice, and what a route without a ship keeps clear of although
# hardly any way of a port depends on it.
SHUT = (*ARCTIC, "canso_canal")
BY_SEA = (*SHUT, "panama_canal", "suez_canal", "kiel_canal", "corinth_canal")  # no canal at all
# Chokepoints that are often closed together.
TOGETHER = (
    ("suez_canal", "panama_canal"),
    ("suez_canal", "bab_el_mandeb"),
    ("drogden", "flintrannan"),
    ("great_belt", "little_belt"),
    ("kiel_canal", "corinth_canal"),
)
NEAR_GATE, BESIDE_GATE = 3, 2  # places per closed gate: nearest, and farther off
BLOCK = 8
TOUCH = 3e-5  # of the Earth's radius: nodes as close to a line as this lie on it
PIECE_DEG, LONGER = 0.25, 0.5  # of a line; by so much of itself each is drawn out at both ends


@dataclass(frozen=True, slots=True)
class Uses:
    """From where to where ways are looked for.

    Parameters
    ----------
    sources, targets : ndarray of int
        Nodes.
    within_nm : float
        Targets farther off do not count.
    """

    sources: IntArray
    targets: IntArray
    within_nm: float = np.inf


@njit(cache=True)
def mark_paths(total, parent, edge, targets, limit, used, seen):  # type: ignore[no-untyped-def]
    """Mark the edges of the paths from the targets within a limit to the root of a tree."""
    seen[:] = False
    for t in targets:
        v = t
        if total[t] > limit:
            continue
        while parent[v] >= 0 and not seen[v]:
            seen[v] = True
            used[edge[v]] = True
            v = parent[v]


@dataclass(frozen=True, slots=True)
class _Job:
    """Sources to look from, and what is closed meanwhile."""

    sources: IntArray
    shut: IntArray  # edges, beside those of SHUT
    ice: bool = True  # whether those of SHUT are closed


def used_edges(
    places: FloatArray,
    edges: NDArray[np.int32],
    length: FloatArray,
    uses: Uses,
    report: Callable[[str], None],
) -> NDArray[np.bool_]:
    """Return which edges lie on a shortest path from a source to a target.

    With the Arctic closed, with nothing closed, and with each gate closed in turn.
    """
    return _used(places, edges, length, uses, (list(_jobs(places, edges, uses.sources)), report))


def used_nearby(
    places: FloatArray,
    edges: NDArray[np.int32],
    length: FloatArray,
    uses: Uses,
    report: Callable[[str], None],
) -> NDArray[np.bool_]:
    """Return the same with the Arctic closed and nothing else, for many sources."""
    parts = np.array_split(uses.sources, max(len(uses.sources) // (8 * BLOCK), 1))
    nothing = np.empty(0, dtype=np.int64)
    jobs = [_Job(part, nothing) for part in parts]
    return _used(places, edges, length, uses, (jobs, report))


def _used(
    places: FloatArray,
    edges: NDArray[np.int32],
    length: FloatArray,
    uses: Uses,
    work: tuple[list[_Job], Callable[[str], None]],
) -> NDArray[np.bool_]:
    jobs, report = work
    rows = {
        ice: _rows_without(places, edges, length, _shut(places, edges) if ice else None)
        for ice in {job.ice for job in jobs}
    }

    def one(job: _Job) -> IntArray:
        shut = np.zeros(len(edges) if len(job.shut) else 0, dtype=np.bool_)
        shut[job.shut] = True
        used = np.zeros(len(edges), dtype=np.bool_)
        seen = np.zeros(len(places), dtype=np.bool_)
        for source in job.sources:
            total, parent, edge = distances_from(*rows[job.ice], shut, source, uses.within_nm)
            mark_paths(total, parent, edge, uses.targets, uses.within_nm, used, seen)
        return np.flatnonzero(used)

    one(_Job(uses.sources[:1], np.empty(0, dtype=np.int64), jobs[0].ice))
    used = np.zeros(len(edges), dtype=np.bool_)
    for k, found in enumerate(on_all_cores(one, jobs)):
        used[found] = True
        if k % 10 == 0:
            report(f"shortest ways, part {k} of {len(jobs)}: {used.sum()} edges")
    return used


def open_rows(places: FloatArray, edges: NDArray[np.int32], length: FloatArray) -> Rows:
    """Return the edges as compressed rows, those left out that are closed unless asked for."""
    return _rows_without(places, edges, length, _shut(places, edges))


def _shut(places: FloatArray, edges: NDArray[np.int32]) -> IntArray:
    """Return the edges that are closed unless asked for."""
    at = unit_vectors(*places.T)
    return np.unique(np.concatenate([crossing(at, edges, gate) for gate in SHUT]))


def _rows_without(
    places: FloatArray, edges: NDArray[np.int32], length: FloatArray, without: IntArray | None
) -> Rows:
    """Return compressed rows, as of all edges, from which some are left out for good.

    That spares the searches a look at each of them.
    """
    left = np.ones(len(edges), dtype=np.bool_)
    if without is not None:
        left[without] = False
    first, head, along, number = rows_of(len(places), edges[left], length[left])
    return first, head, along, np.flatnonzero(left).astype(np.int32)[number]


@njit(cache=True)
def _crosses(at, edges, first, second, found):  # type: ignore[no-untyped-def]
    """Mark the edges that cross the great circle from the first point to the second."""
    gx = first[1] * second[2] - first[2] * second[1]
    gy = first[2] * second[0] - first[0] * second[2]
    gz = first[0] * second[1] - first[1] * second[0]
    mx, my, mz = first[0] + second[0], first[1] + second[1], first[2] + second[2]
    for k in range(edges.shape[0]):
        a, b = at[edges[k, 0]], at[edges[k, 1]]
        side_a = gx * a[0] + gy * a[1] + gz * a[2]
        side_b = gx * b[0] + gy * b[1] + gz * b[2]
        if (side_a >= 0) == (side_b >= 0):
            continue
        nx = a[1] * b[2] - a[2] * b[1]
        ny = a[2] * b[0] - a[0] * b[2]
        nz = a[0] * b[1] - a[1] * b[0]
        side_p = nx * first[0] + ny * first[1] + nz * first[2]
        side_q = nx * second[0] + ny * second[1] + nz * second[2]
        if (side_p >= 0) == (side_q >= 0):
            continue
        # The crossing on this side of the Earth, not on the far side.
        if mx * (a[0] + b[0]) + my * (a[1] + b[1]) + mz * (a[2] + b[2]) > 0:
            found[k] = True


def crossing(at: FloatArray, edges: NDArray[np.int32], gate: str) -> IntArray:
    """Return the edges that cross the line of a gate; ``at`` holds the nodes' unit vectors."""
    ids, lines = gate_lines([])
    segments = lines.segments[lines.gate == ids.index(gate)]
    found = np.zeros(len(edges), dtype=np.bool_)
    for lon1, lat1, lon2, lat2 in segments.tolist():
        ends = unit_vectors(np.array([lon1, lon2]), np.array([lat1, lat2]))
        _crosses(at, edges, ends[0], ends[1], found)
    return np.flatnonzero(found)


def near_lines(at: FloatArray, edges: NDArray[np.int32], segments: FloatArray) -> IntArray:
    """Return the edges that cross lines, or would if the lines were somewhat longer.

    ``at`` holds the nodes' unit vectors, ``segments`` longitudes and latitudes of both ends. A line
    is straight on the map, hence looked at piece by piece.
    """
    found, on_line = np.zeros(len(edges), dtype=np.bool_), np.zeros(len(at), dtype=np.bool_)
    for lon1, lat1, lon2, lat2 in segments.tolist():
        count = int(np.ceil(max(abs(lon2 - lon1), abs(lat2 - lat1)) / PIECE_DEG))
        share = np.linspace(0, 1, count + 1)
        line = unit_vectors(lon1 + (lon2 - lon1) * share, lat1 + (lat2 - lat1) * share)
        for first, second in itertools.pairwise(line):
            more = (second - first) * LONGER
            _crosses(at, edges, _unit(first - more), _unit(second + more), found)
            across = _unit(np.cross(first, second))
            half = np.linalg.norm(second - first) / 2 + TOUCH
            beside = np.linalg.norm(at - (first + second) / 2, axis=1) <= half
            on_line |= beside & (np.abs(at @ across) <= TOUCH)
    return np.flatnonzero(found | on_line[edges].any(axis=1))


def _unit(vector: FloatArray) -> FloatArray:
    return np.asarray(vector / np.linalg.norm(vector))


@njit(cache=True)
def _count(total, parent, edge, targets, limit, uses, seen):  # type: ignore[no-untyped-def]
    """Count one use of each edge on the paths from the targets within a limit to the root."""
    seen[:] = False
    for t in targets:
        v = t
        if total[t] > limit:
            continue
        while parent[v] >= 0 and not seen[v]:
            seen[v] = True
            uses[edge[v]] += 1
            v = parent[v]


def often_used(
    places: FloatArray,
    edges: NDArray[np.int32],
    length: FloatArray,
    uses: Uses,
    report: Callable[[str], None],
) -> NDArray[np.int32]:
    """Return from how many of the sources shortest paths use each edge, the Arctic closed."""
    rows = open_rows(places, edges, length)
    shut = np.zeros(0, dtype=np.bool_)

    def work(part: IntArray) -> tuple[IntArray, NDArray[np.int32]]:
        counts = np.zeros(len(edges), dtype=np.int32)
        seen = np.zeros(len(places), dtype=np.bool_)
        for source in part:
            total, parent, edge = distances_from(*rows, shut, source, uses.within_nm)
            _count(total, parent, edge, uses.targets, uses.within_nm, counts, seen)
        found = np.flatnonzero(counts)
        return found, counts[found]

    work(uses.sources[:1])
    parts = np.array_split(uses.sources, max(len(uses.sources) // (4 * BLOCK), 1))
    every = np.zeros(len(edges), dtype=np.int32)
    for k, (found, counts) in enumerate(on_all_cores(work, parts)):
        every[found] += counts
        if k % 10 == 0:
            report(f"uses of edges, part {k} of {len(parts)}: {(every > 0).sum()} edges")
    return every


def _jobs(places: FloatArray, edges: NDArray[np.int32], sources: IntArray) -> Iterator[_Job]:
    """Yield what is closed, and nodes to look from while it is."""
    ids, lines = gate_lines([])
    at = unit_vectors(*places.T)
    nothing = np.empty(0, dtype=np.int64)
    for part in np.array_split(sources, max(len(sources) // BLOCK, 1)):
        yield _Job(part, nothing)
    for part in np.array_split(sources[::6], max(len(sources) // 6 // BLOCK, 1)):
        yield _Job(part, nothing, ice=False)
    for gates in (*TOGETHER, *((gate,) for gate in ids if gate not in ARCTIC)):
        shut = np.concatenate([crossing(at, edges, gate) for gate in gates])
        middle = lines.segments[lines.gate == ids.index(gates[0])].reshape(-1, 2).mean(axis=0)
        away = geo.lengths_nm(*places[sources].T, *np.repeat(middle[:, None], len(sources), 1))
        order = np.argsort(away, kind="stable")
        yield _Job(sources[np.r_[order[:NEAR_GATE], order[20:80:15][:BESIDE_GATE]]], shut)
