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
from navroute.chart.sea.prune import mark_paths, open_rows

__all__ = ["edges_for_strays"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

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


def edges_for_strays(
    places: FloatArray,
    edges: NDArray[np.int32],
    length: FloatArray,
    keep: NDArray[np.bool_],
    coasts: IntArray,
    targets: IntArray,
    report: Callable[[str], None],
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
    rows = open_rows(places, edges, length)
    nothing, add = np.zeros(0, dtype=np.bool_), np.zeros(len(edges), dtype=np.bool_)

    def look(job: _Look) -> tuple[IntArray, IntArray]:
        closed = ~(keep | add)
        used, seen = np.zeros(len(edges), np.bool_), np.zeros(len(places), np.bool_)
        few = []
        for place in job.places:
            total, parent, edge = distances_from(*rows, nothing, place, job.within_nm)
            near = targets[total[targets] <= job.within_nm]
            if len(near) < FEW:
                few.append(place)
            # A position sees all that there is to see.
            own = rows[3][rows[0][place] : rows[0][place + 1]]
            before = closed[own]
            closed[own] = False
            most_nm = job.within_nm * (1 + WORSE) + WORSE_NM
            pruned, _, _ = distances_from(*rows, closed, place, most_nm)
            closed[own] = before
            bad = near[pruned[near] > total[near] * (1 + WORSE) + WORSE_NM]
            mark_paths(total, parent, edge, bad, job.within_nm, used, seen)
        return np.flatnonzero(used), np.array(few, dtype=np.int64)

    some, within_nm = _one_in_each(places, coasts, PATCH_DEG), NEAR_NM
    look(_Look(some[:1], within_nm))  # compiles before the fork
    for patch_deg in (LONE_PATCH_DEG, None):
        lone = []
        # What is added for some coasts serves those beside them, so these are looked at later.
        for first in range(ROUNDS):
            jobs = [
                _Look(part, within_nm)
                for part in np.array_split(some[first::ROUNDS], len(some) // (ROUNDS * BLOCK) + 1)
            ]
            for found, few in list(on_all_cores(look, jobs)):
                add[found] = True
                lone.append(few)
            report(f"ways from coasts, round {first} of {ROUNDS}: {add.sum()} edges more")
        if patch_deg is not None:
            some, within_nm = _one_in_each(places, np.concatenate(lone), patch_deg), FAR_NM
            report(f"{len(some)} stretches of coast with few ports near")
    return np.asarray(add & ~keep)


def _one_in_each(places: FloatArray, nodes: IntArray, patch_deg: float) -> IntArray:
    """Return the first node of each patch of the map."""
    cells = np.floor(places[nodes] / patch_deg).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    return np.asarray(nodes[np.sort(first)])
