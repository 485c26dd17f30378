"""Keep what is used: the edges of shortest paths, with every gate closed in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numba import njit
from numpy.typing import NDArray

from navroute.chart.sea.graph import distances_from

__all__ = ["used_edges"]


@njit(cache=True)
def _mark(parent, edge, targets, used, seen):  # type: ignore[no-untyped-def]
    """Mark the edges of the paths from the targets to the root of a tree."""
    seen[:] = False
    for t in targets:
        v = t
        while parent[v] >= 0 and not seen[v]:
            seen[v] = True
            used[edge[v]] = True
            v = parent[v]


def used_edges(
    rows: tuple[NDArray, NDArray, NDArray, NDArray],  # type: ignore[type-arg]
    sources: NDArray[np.int64],
    targets: NDArray[np.int64],
    closures: Iterable[tuple[NDArray[np.bool_], NDArray[np.int64]]],
    report: Callable[[str], None],
) -> NDArray[np.bool_]:
    """Return which edges lie on a shortest path from a source to a target.

    ``closures`` gives edges that are shut, and the sources to look from while they are.
    """
    first, head, length, number = rows
    count = int(number.max()) + 1
    used = np.zeros(count, dtype=np.bool_)
    seen = np.zeros(len(first) - 1, dtype=np.bool_)
    nothing = np.zeros(0, dtype=np.bool_)
    for k, source in enumerate(sources):
        _, parent, edge = distances_from(first, head, length, number, nothing, source)
        _mark(parent, edge, targets, used, seen)
        if k % 50 == 0:
            report(f"paths from {k} of {len(sources)} places: {used.sum()} edges")
    for shut, some in closures:
        for source in some:
            _, parent, edge = distances_from(first, head, length, number, shut, source)
            _mark(parent, edge, targets, used, seen)
    return used
