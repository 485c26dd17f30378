"""The core of a hierarchy: the nodes that were not contracted, with the edges that cross gates.

It is searched by scipy's Dijkstra when some of these are closed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from navroute.geo import FloatArray
from navroute.network.hierarchy import Hierarchy

__all__ = ["Core"]

IntArray = NDArray[np.int64]


class Core:
    """Arcs between some nodes of a hierarchy, each in both directions.

    Parameters
    ----------
    hierarchy : Hierarchy
    flag : int
        Which arcs.
    """

    def __init__(self, hierarchy: Hierarchy, flag: int) -> None:
        arcs = np.flatnonzero(hierarchy.flags & flag)
        upper, lower = hierarchy.end[2 * arcs], hierarchy.end[2 * arcs + 1]
        used = np.zeros(len(hierarchy.graph.lon_deg), dtype=np.bool_)
        used[upper] = used[lower] = True
        self.nodes = np.flatnonzero(used)
        self._number = {node: number for number, node in enumerate(self.nodes.tolist())}
        tail = np.searchsorted(self.nodes, np.concatenate([lower, upper]))
        head = np.searchsorted(self.nodes, np.concatenate([upper, lower]))
        order = np.lexsort((head, tail))
        self._head = head[order].astype(np.int32)
        self._half = np.concatenate([2 * arcs, 2 * arcs + 1])[order]
        self._weight = hierarchy.weight[self._half >> 1]
        self._first = np.searchsorted(tail[order], np.arange(len(self.nodes) + 1)).astype(np.int32)
        edges = len(hierarchy.graph.edge_nm)
        self._is_edge = np.flatnonzero(self._half < 2 * edges)

    def weights(self, extra: FloatArray) -> FloatArray:
        """Return the lengths of the arcs, with something added to those that are edges."""
        found: FloatArray = self._weight.copy()
        found[self._is_edge] += extra[self._half[self._is_edge] >> 1]
        return found

    def may_join(
        self, starts: Mapping[int, float], ends: Mapping[int, float], limit: float
    ) -> bool:
        """Whether a way over these arcs may cost less than a limit."""
        own = self._number.keys()
        nearest = [
            min((costs[n] for n in own & costs.keys()), default=math.inf)
            for costs in (starts, ends)
        ]
        return sum(nearest) < limit

    def search(
        self,
        starts: Mapping[int, float],
        ends: Mapping[int, float],
        weight: FloatArray,
        limit: float,
    ) -> tuple[float, int, int, list[int]] | None:
        """Return the least cost from a start to an end, if less than a limit, and the way.

        That is its first node, its last, and the halves of the arcs between them.

        Parameters
        ----------
        starts, ends : mapping of node to float
            Nodes of other parts of the graph are passed over.
        weight : ndarray
            Of each arc, as :meth:`weights` gives them; infinite for what is closed.
        limit : float
        """
        from scipy.sparse import csr_matrix
        from scipy.sparse.csgraph import dijkstra

        begin, spent = self._local(starts)
        stop, rest = self._local(ends)
        if not len(begin) or not len(stop):
            return None
        # One node more, from which all starts are reached; no arc may be of length 0.
        source = len(self.nodes)
        graph = csr_matrix(
            (
                np.concatenate([weight, spent + 1]),
                np.concatenate([self._head, begin]),
                np.append(self._first, len(weight) + len(begin)),
            ),
            shape=(source + 1, source + 1),
        )
        cost, before = dijkstra(graph, indices=source, limit=limit + 1, return_predecessors=True)
        total = cost[stop] - 1 + rest
        at = int(np.argmin(total))
        if not total[at] < limit or not math.isfinite(total[at]):
            return None
        first, halves = self._trace(int(stop[at]), before, weight)
        return float(total[at]), first, int(self.nodes[stop[at]]), halves

    def _local(self, costs: Mapping[int, float]) -> tuple[IntArray, FloatArray]:
        known = [(self._number[node], cost) for node, cost in costs.items() if node in self._number]
        known.sort()
        return (
            np.array([number for number, _ in known], dtype=np.int64),
            np.array([cost for _, cost in known]),
        )

    def _trace(
        self, number: int, before: NDArray[np.int32], weight: FloatArray
    ) -> tuple[int, list[int]]:
        halves = []
        while before[number] < len(self.nodes):
            tail = int(before[number])
            arcs = np.arange(self._first[tail], self._first[tail + 1])
            arcs = arcs[self._head[arcs] == number]
            halves.append(int(self._half[arcs[np.argmin(weight[arcs])]]))
            number = tail
        return int(self.nodes[number]), halves[::-1]
