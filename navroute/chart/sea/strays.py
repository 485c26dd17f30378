"""Find the coasts that pruning has cut off from their shortest ways, and give these back.

Edges are kept for ways between ports. A ship at anchor under a coast between them, or off an island
without a port, rounds other capes; so from each stretch of coast the ways over the pruned graph are
held against those over the whole one, and where they are longer, the edges of the latter are added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.cores import on_all_cores
from navroute.chart.sea.graph import distances_from
from navroute.chart.sea.prune import Rows, mark_paths, open_rows

__all__ = ["edges_for_strays"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Report = Callable[[str], None]

PATCH_DEG, NEAR_NM = 0.2, 250.0  # one place on the coast in each; how far its ways are looked at
# Where few ports are so near, ways are looked at over all the sea between.
FEW, LONE_PATCH_DEG, FAR_NM = 3, 0.5, 1500.0
WORSE, WORSE_NM = 0.1, 4.0
ROUNDS, BLOCK = 16, 32


@dataclass(frozen=True, slots=True)
class _Look:
    """Places to look from, and how far."""

    places: IntArray
    within_nm: float


@dataclass(frozen=True, slots=True, eq=False)
class _Graph:
    """All edges, those kept or added, and where ways are looked for to."""

    rows: Rows
    kept: NDArray[np.bool_]
    targets: IntArray

    def look(self, job: _Look) -> tuple[IntArray, IntArray]:
        """Return the edges that ways from places miss most, and the places with few targets."""
        nothing, closed = np.zeros(0, dtype=np.bool_), ~self.kept
        used, seen = np.zeros(len(closed), np.bool_), np.zeros(len(self.rows[0]) - 1, np.bool_)
        few = []
        for place in job.places:
            total, parent, edge = distances_from(*self.rows, nothing, place, job.within_nm)
            near = self.targets[total[self.targets] <= job.within_nm]
            if len(near) < FEW:
                few.append(place)
            # A position sees all that there is to see.
            own = self.rows[3][self.rows[0][place] : self.rows[0][place + 1]]
            before = closed[own]
            closed[own] = False
            most_nm = job.within_nm * (1 + WORSE) + WORSE_NM
            pruned, _, _ = distances_from(*self.rows, closed, place, most_nm)
            closed[own] = before
            bad = near[pruned[near] > total[near] * (1 + WORSE) + WORSE_NM]
            mark_paths(total, parent, edge, bad, job.within_nm, used, seen)
        return np.flatnonzero(used), np.array(few, dtype=np.int64)

    def look_from(self, places: IntArray, within_nm: float, report: Report) -> IntArray:
        """Keep what ways from all of some places miss most; return the places with few targets."""
        lone = [np.zeros(0, dtype=np.int64)]
        # What is kept for some coasts serves those beside them, so these are looked at later.
        for first in range(ROUNDS):
            part = places[first::ROUNDS]
            blocks = np.array_split(part, len(places) // (ROUNDS * BLOCK) + 1)
            jobs = [_Look(block, within_nm) for block in blocks]
            for found, few in list(on_all_cores(self.look, jobs)):
                self.kept[found] = True
                lone.append(few)
            report(f"ways from coasts, round {first} of {ROUNDS}: {self.kept.sum()} edges")
        return np.concatenate(lone)


def edges_for_strays(
    places: FloatArray,
    edges: NDArray[np.int32],
    length: FloatArray,
    keep: NDArray[np.bool_],
    coasts: IntArray,
    targets: IntArray,
    report: Report,
) -> NDArray[np.bool_]:
    """Return which edges to add to those kept.

    Parameters
    ----------
    places : ndarray, shape (nodes, 2)
        Longitude and latitude.
    edges, length : ndarray
        Of the whole graph; nautical miles.
    keep : ndarray of bool, shape (edges,)
    coasts : ndarray of int
        Nodes that may be looked from.
    targets : ndarray of int
        Nodes that ways are looked for to.
    report : callable
        Told of progress.
    """
    graph = _Graph(open_rows(places, edges, length), keep.copy(), targets)
    some = _one_in_each(places, coasts, PATCH_DEG)
    graph.look(_Look(some[:1], NEAR_NM))  # compiles before the fork
    lone = graph.look_from(some, NEAR_NM, report)
    far = _one_in_each(places, lone, LONE_PATCH_DEG)
    report(f"{len(far)} stretches of coast with few ports near")
    graph.look_from(far, FAR_NM, report)
    return np.asarray(graph.kept & ~keep)


def _one_in_each(places: FloatArray, nodes: IntArray, patch_deg: float) -> IntArray:
    """Return the first node of each patch of the map."""
    cells = np.floor(places[nodes] / patch_deg).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    return np.asarray(nodes[np.sort(first)])
