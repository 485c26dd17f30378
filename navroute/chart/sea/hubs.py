"""Hub labels of the top of a hierarchy: every shortest way there passes a node both ends know.

Pruned landmark labelling (Akiba, Iwata, Yoshida, SIGMOD 2013) with weights: nodes are taken in
order of importance, and a search from each labels only what no earlier one has settled.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from navroute.chart.sea.graph import distances_from, rows_of

__all__ = ["all_distances", "label"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

Rows = tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]

MOST_LABELS = 1500  # of one node
SAMPLES = 200  # trees by which importance is judged


def _importance(rows: Rows, count: int) -> IntArray:
    """Return how many shortest ways of some trees pass each node."""
    passed = np.zeros(count, dtype=np.int64)
    nothing = np.zeros(0, dtype=np.bool_)
    for source in np.linspace(0, count - 1, min(SAMPLES, count)).astype(int).tolist():
        total, parent, _ = distances_from(*rows, nothing, source)
        below = np.ones(count, dtype=np.int64)
        for node in np.argsort(-total, kind="stable").tolist():
            if parent[node] >= 0:
                below[parent[node]] += below[node]
        passed += below
    return passed


def all_distances(count: int, ends: NDArray[np.int32], weight: FloatArray) -> FloatArray:
    """Return the distances between all nodes of a graph."""
    rows = rows_of(count, ends, weight)
    nothing = np.zeros(0, dtype=np.bool_)
    found = np.empty((count, count))
    for source in range(count):
        found[source] = distances_from(*rows, nothing, source)[0]
    return found


@njit(cache=True)
def _spread(first, head, weight, number, order, between, hub, dist, arc, size):  # type: ignore[no-untyped-def]
    """Label all nodes; ``between`` holds all distances, so that a search need not order them."""
    count = first.shape[0] - 1
    to_hub = np.full(count, np.inf)
    for r in range(count):
        h = order[r]
        for k in range(size[h]):
            to_hub[hub[h, k]] = dist[h, k]
        by_distance = np.argsort(between[h])
        for v in by_distance:
            d = between[h, v]
            if d == np.inf:
                break
            known = False
            for k in range(size[v]):
                if to_hub[hub[v, k]] + dist[v, k] <= d:
                    known = True
                    break
            if known:
                continue
            towards = -1
            for a in range(first[v], first[v + 1]):
                w = head[a]
                # The next node on the way must know this hub too.
                if between[h, w] + weight[a] == d and size[w] > 0 and hub[w, size[w] - 1] == r:
                    towards = number[a]
                    break
            if v != h and towards < 0:
                continue
            k = size[v]
            if k >= hub.shape[1]:
                raise OverflowError("too many labels")
            hub[v, k], dist[v, k], arc[v, k] = r, d, towards
            size[v] = k + 1
        for k in range(size[h]):
            to_hub[hub[h, k]] = np.inf
    return 0


def label(
    ends: NDArray[np.int32], weight: FloatArray, between: FloatArray
) -> tuple[IntArray, IntArray, FloatArray, IntArray]:
    """Return of each node how many labels it has, and of each label hub, distance and arc.

    Parameters
    ----------
    ends : ndarray of int, shape (arcs, 2)
    weight : ndarray of float, shape (arcs,)
        Whole numbers, so that sums are exact.
    between : ndarray of float, shape (nodes, nodes)
        As :func:`all_distances` gives them.

    Returns
    -------
    size, hub, distance, arc : ndarray
        The arc is the one that leads on towards the hub, -1 at the hub itself.
    """
    count = len(between)
    rows = rows_of(count, ends, weight)
    order = np.argsort(-_importance(rows, count), kind="stable")
    hub = np.zeros((count, MOST_LABELS), dtype=np.int32)
    dist = np.zeros((count, MOST_LABELS))
    arc = np.zeros((count, MOST_LABELS), dtype=np.int32)
    size = np.zeros(count, dtype=np.int64)
    _spread(*rows, order, between, hub, dist, arc, size)
    used = np.arange(MOST_LABELS) < size[:, None]
    return size, hub[used].astype(np.int64), dist[used], arc[used].astype(np.int64)
