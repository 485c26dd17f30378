"""Shortest ways over a hierarchy, whatever is closed.

First as if all was open: a shortest way that crosses nothing closed is shortest with it closed.
Only where it does cross something closed is the core searched.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping

import numpy as np

from navroute.geo import FloatArray
from navroute.network.core import Core
from navroute.network.graph import SeaGraph
from navroute.network.hierarchy import CORE, LAST, UNIT_NM, Climb, Hierarchy, meeting
from navroute.network.search import Found

__all__ = ["Ways"]

Costs = Mapping[int, float]


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
        """
        begin, stop = _whole(starts), _whole(ends)
        found = self._with_all_open(begin, stop, goal, closed & self._hierarchy.last_gates)
        if found is None or self._is_open(found, closed):
            return found
        return self._through_core(begin, stop, goal, closed, math.inf)

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
