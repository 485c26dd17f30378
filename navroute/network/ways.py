"""Shortest ways over a hierarchy, whatever is closed.

First as if all was open: a shortest way that crosses nothing closed is shortest with it closed.
Only where it does cross something closed is the core searched.
"""

from __future__ import annotations

import functools
import heapq
import math
from collections.abc import Mapping

import numpy as np

from navroute import geo
from navroute.geo import FloatArray
from navroute.network.core import Core
from navroute.network.graph import SeaGraph
from navroute.network.hierarchy import CORE, LAST, UNIT_NM, Climb, Hierarchy, meeting
from navroute.network.search import Found

__all__ = ["Ways"]

Costs = Mapping[int, float]

MANY = 24  # starts and ends together: from here on it is worth while to leave some out
FEW = 6  # that a first way is looked for from, the most promising ones


class Ways:
    """What a hierarchy and its cores answer.

    Parameters
    ----------
    hierarchy : Hierarchy
    """

    def __init__(self, hierarchy: Hierarchy) -> None:
        self._hierarchy = hierarchy
        self._weights = functools.lru_cache(maxsize=32)(self._weights_of)

    @property
    def graph(self) -> SeaGraph:
        """The graph that the ways run over."""
        return self._hierarchy.graph

    @property
    def last_gates(self) -> frozenset[str]:
        """Gates under ice: whether they are closed makes no difference to the speed."""
        return self._hierarchy.last_gates

    @functools.cached_property
    def _core(self) -> Core:
        return Core(self._hierarchy, CORE)

    @functools.cached_property
    def _last(self) -> Core:
        return Core(self._hierarchy, LAST)

    def shortest(
        self,
        starts: Costs,
        ends: Costs,
        goal: tuple[float, float],
        closed: frozenset[str] = frozenset(),
        *,
        origin: tuple[float, float] | None = None,
    ) -> Found | None:
        """Return the shortest way from any start to any end, or None if there is none.

        Parameters
        ----------
        starts, ends : mapping of node to float
            Cost (nm) from the origin to a node, and from a node to the goal. An end's cost must
            not be below the geodesic to the goal.
        goal : (lon, lat)
            The position that the ends' costs lead to.
        closed : frozenset of str
            Gates that no edge of the way may cross.
        origin : (lon, lat), optional
            The position that the starts' costs lead from, none of them below the geodesic; with
            it a search from many starts to many ends is faster.
        """
        begin, stop = _whole(starts), _whole(ends)
        few: tuple[Costs, Costs] = begin, stop
        if origin is not None and len(begin) + len(stop) > MANY:
            few = self._worth_while(begin, stop, origin, goal)
        found = self._with_all_open(*few, goal, closed & self._hierarchy.last_gates)
        if found is None or self._is_open(found, closed):
            return found
        return self._through_core(begin, stop, goal, closed, math.inf)

    def open_length_nm(self, starts: Costs, ends: Costs) -> float:
        """Return the length of the shortest way with all open but gates under ice, or infinity."""
        climbs = self._hierarchy.climb(_whole(starts)), self._hierarchy.climb(_whole(ends))
        return meeting(*climbs)[0] * UNIT_NM

    def _worth_while(
        self, starts: Costs, ends: Costs, origin: tuple[float, float], goal: tuple[float, float]
    ) -> tuple[Costs, Costs]:
        """Leave out starts and ends that even a geodesic from there makes longer than some way."""
        both = (self._with_bounds(starts, goal), self._with_bounds(ends, origin))
        few = [
            {node: costs[node] for node in heapq.nsmallest(FEW, least, key=least.__getitem__)}
            for least, costs in zip(both, (starts, ends), strict=True)
        ]
        limit, _ = meeting(*(self._hierarchy.climb(costs) for costs in few))
        kept = [
            {node: cost for node, cost in costs.items() if least[node] <= limit}
            for least, costs in zip(both, (starts, ends), strict=True)
        ]
        return kept[0], kept[1]

    def _with_bounds(self, costs: Costs, goal: tuple[float, float]) -> dict[int, float]:
        """Return for each node what a way over it costs at least."""
        graph, nodes = self.graph, list(costs)
        xyz = geo.unit_vectors(graph.lon_deg[nodes], graph.lat_deg[nodes])
        rest = (geo.lower_bounds_nm(*goal, xyz) / UNIT_NM).tolist()
        return {node: costs[node] + least for node, least in zip(nodes, rest, strict=True)}

    def cheapest(
        self,
        starts: Costs,
        ends: Costs,
        goal: tuple[float, float],
        closed: frozenset[str],
        penalty_nm: float,
    ) -> Found | None:
        """Return the cheapest way when each crossing of something closed costs a penalty."""
        return self._through_core(_whole(starts), _whole(ends), goal, closed, penalty_nm)

    def _is_open(self, found: Found, closed: frozenset[str]) -> bool:
        crossings = self.graph.edge_crossings
        return not any(
            gate in closed
            for edge in found.edges
            if edge in crossings
            for gate, _ in crossings[edge]
        )

    def _with_all_open(
        self, starts: Costs, ends: Costs, goal: tuple[float, float], shut: frozenset[str]
    ) -> Found | None:
        climbs = self._hierarchy.climb(starts), self._hierarchy.climb(ends)
        return self._joined(climbs, self._last, (shut, math.inf), goal)

    def _through_core(
        self,
        starts: Costs,
        ends: Costs,
        goal: tuple[float, float],
        closed: frozenset[str],
        penalty_nm: float,
    ) -> Found | None:
        climbs = (
            self._hierarchy.climb(starts, into_core=False),
            self._hierarchy.climb(ends, into_core=False),
        )
        return self._joined(climbs, self._core, (closed, penalty_nm), goal)

    def _joined(
        self,
        climbs: tuple[Climb, Climb],
        core: Core,
        closing: tuple[frozenset[str], float],
        goal: tuple[float, float],
    ) -> Found | None:
        """Return the best way: where the climbs meet, or from one to the other over a core."""
        cost, node = meeting(*climbs)
        first = last = node
        between: list[int] = []
        if core.may_join(climbs[0].cost, climbs[1].cost, cost):
            weight = self._weights(core, *closing)
            across = core.search(climbs[0].cost, climbs[1].cost, weight, cost, goal)
            if across is not None:
                cost, first, last, between = across
        if not math.isfinite(cost):
            return None
        up = self._hierarchy.down(climbs[0], first)[::-1]
        down = [half ^ 1 for half in self._hierarchy.down(climbs[1], last)]
        halves = np.array(self._hierarchy.edges_of([*up, *between, *down]), dtype=np.int64)
        ends = self._hierarchy.end
        begin = int(ends[halves[0] ^ 1]) if len(halves) else first
        return Found(cost * UNIT_NM, (begin, *ends[halves].tolist()), tuple((halves >> 1).tolist()))

    def _weights_of(self, core: Core, closed: frozenset[str], penalty_nm: float) -> FloatArray:
        counts = np.array(self.graph.closed_crossings(closed), dtype=float)
        extra = np.where(counts > 0, np.maximum(counts, 1) * penalty_nm / UNIT_NM, 0.0)
        return core.weights(extra)


def _whole(costs: Costs) -> dict[int, float]:
    """Return costs as whole numbers of the hierarchy's unit."""
    return {node: float(round(cost / UNIT_NM)) for node, cost in costs.items()}
