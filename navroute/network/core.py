"""The core of a hierarchy: ends of gate-crossing edges, searched with some gates closed.

All arcs of a round are relaxed at once in numpy, from the nodes that came nearer in the round
before; what cannot lead to the goal within the best way known is left alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.geo import FloatArray
from navroute.network.hierarchy import UNIT_NM, Hierarchy

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
        self._tail, self._head = tail[order], head[order]
        self._half = np.concatenate([2 * arcs, 2 * arcs + 1])[order]
        self._weight = hierarchy.weight[self._half >> 1]
        self._first = np.searchsorted(self._tail, np.arange(len(self.nodes) + 1))
        edges = len(hierarchy.graph.edge_nm)
        self._is_edge = np.flatnonzero(self._half < 2 * edges)
        graph = hierarchy.graph
        self._xyz = geo.unit_vectors(graph.lon_deg[self.nodes], graph.lat_deg[self.nodes])

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
        goal: tuple[float, float],
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
        goal : (lon, lat)
            Where the costs of the ends lead to, none of them below the geodesic.
        """
        begin, spent = self._local(starts)
        stop, rest = self._local(ends)
        if not len(begin) or not len(stop):
            return None
        least = geo.lower_bounds_nm(*goal, self._xyz) / UNIT_NM
        cost = np.full(len(self.nodes), np.inf)
        cost[begin] = spent
        came = np.full(len(self.nodes), -1, dtype=np.int64)
        best = limit
        active = begin
        while len(active):
            best = min(best, float((cost[stop] + rest).min()))
            active = active[cost[active] + least[active] <= best]
            counts = self._first[active + 1] - self._first[active]
            arcs = np.repeat(self._first[active] - np.cumsum(counts) + counts, counts)
            arcs += np.arange(len(arcs))
            head, ahead = self._head[arcs], cost[self._tail[arcs]] + weight[arcs]
            nearer = (ahead < cost[head]) & (ahead + least[head] <= best)
            arcs, head, ahead = arcs[nearer], head[nearer], ahead[nearer]
            np.minimum.at(cost, head, ahead)
            reached = ahead == cost[head]
            came[head[reached][::-1]] = arcs[reached][::-1]  # of ties the first tail stays
            again = np.zeros(len(self.nodes), dtype=np.bool_)
            again[head] = True
            active = np.flatnonzero(again)
        total = cost[stop] + rest
        at = int(np.argmin(total))
        if not total[at] < limit or not math.isfinite(total[at]):
            return None
        first, halves = self._trace(int(stop[at]), came)
        return float(total[at]), first, int(self.nodes[stop[at]]), halves

    def _local(self, costs: Mapping[int, float]) -> tuple[IntArray, FloatArray]:
        known = [(self._number[node], cost) for node, cost in costs.items() if node in self._number]
        known.sort()
        return (
            np.array([number for number, _ in known], dtype=np.int64),
            np.array([cost for _, cost in known]),
        )

    def _trace(self, number: int, came: IntArray) -> tuple[int, list[int]]:
        halves = []
        while came[number] >= 0:
            arc = int(came[number])
            halves.append(int(self._half[arc]))
            number = int(self._tail[arc])
        return int(self.nodes[number]), halves[::-1]
