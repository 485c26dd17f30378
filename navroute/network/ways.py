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
from numpy.typing import NDArray

from navroute import geo
from navroute.geo import FloatArray
from navroute.network.core import Core
from navroute.network.graph import SeaGraph
from navroute.network.hierarchy import CORE, LAST, UNIT_NM, Bound, Climb, Hierarchy, meeting
from navroute.network.search import Found

__all__ = ["Ways"]

Costs = Mapping[int, float]
Bounds = tuple[Bound | None, Bound | None]

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
        bounds: Bounds = (None, None),
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
        bounds : two of Bound or None
            Of ways from the starts and from the ends, by a way known with all open.
        """
        begin, stop = _whole(starts), _whole(ends)
        few: tuple[Costs, Costs] = begin, stop
        if origin is not None and len(begin) + len(stop) > MANY:
            few, bounds = self._worth_while(begin, stop, origin, goal)
        found = self._with_all_open(*few, closed & self._hierarchy.last_gates, bounds)
        if found is None or self._is_open(found, closed):
            return found
        return self._through_core(begin, stop, closed, math.inf)

    def open_length_nm(self, starts: Costs, ends: Costs) -> float:
        """Return the length of the shortest way with all open but gates under ice, or infinity."""
        return self._limit(_whole(starts), _whole(ends)) * UNIT_NM

    def _limit(self, starts: Costs, ends: Costs) -> float:
        """Return the cost of the shortest way with gates under ice closed, or infinity."""
        climbs = self._hierarchy.climb(starts), self._hierarchy.climb(ends)
        cost, _ = meeting(*climbs)
        met = self._hierarchy.hubs.meeting(climbs[0].cost, climbs[1].cost)
        return cost if met is None else min(cost, met.cost)

    def _worth_while(
        self, starts: Costs, ends: Costs, origin: tuple[float, float], goal: tuple[float, float]
    ) -> tuple[tuple[Costs, Costs], Bounds]:
        """Leave out starts and ends that even a geodesic from there makes longer than some way.

        And return what bounds a search for a shorter one.
        """
        both = (self._with_bounds(starts, goal), self._with_bounds(ends, origin))
        few = [
            {node: costs[node] for node in heapq.nsmallest(FEW, least, key=least.__getitem__)}
            for least, costs in zip(both, (starts, ends), strict=True)
        ]
        limit = self._limit(*few)
        kept = [
            {node: cost for node, cost in costs.items() if least[node] <= limit}
            for least, costs in zip(both, (starts, ends), strict=True)
        ]
        return (kept[0], kept[1]), (self._bound(goal, limit), self._bound(origin, limit))

    def _bound(self, goal: tuple[float, float], limit: float) -> Bound | None:
        if not math.isfinite(limit):
            return None
        nearness = self._every @ geo.unit_vectors(*goal)
        return Bound(nearness.data, geo.LEAST_RADIUS_NM, limit)

    @functools.cached_property
    def _every(self) -> FloatArray:
        """Unit vectors of all nodes."""
        return geo.unit_vectors(self.graph.lon_deg, self.graph.lat_deg)

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
        closed: frozenset[str],
        penalty_nm: float,
    ) -> Found | None:
        """Return the cheapest way when each crossing of something closed costs a penalty."""
        return self._through_core(_whole(starts), _whole(ends), closed, penalty_nm)

    def _is_open(self, found: Found, closed: frozenset[str]) -> bool:
        crossings = self.graph.edge_crossings
        return not any(
            gate in closed
            for edge in found.edges
            if edge in crossings
            for gate, _ in crossings[edge]
        )

    def _with_all_open(
        self, starts: Costs, ends: Costs, shut: frozenset[str], bounds: Bounds
    ) -> Found | None:
        climb = self._hierarchy.climb
        climbs = climb(starts, bound=bounds[0]), climb(ends, bound=bounds[1])
        found = self._by_hub(climbs)
        if shut == self.last_gates or (found is not None and not self._by_ice(climbs, found)):
            return found
        return self._joined(climbs, self._last, (shut, math.inf))

    def _by_ice(self, climbs: tuple[Climb, Climb], found: Found) -> bool:
        """Whether a way under the ice may be shorter than one that was found around it."""
        hubs = self._hierarchy.hubs
        to_ice = [hubs.meeting(climb.cost, self._ice) for climb in climbs]
        least = sum(0.0 if met is None else met.cost for met in to_ice)
        return least * UNIT_NM < found.cost

    @functools.cached_property
    def _ice(self) -> dict[int, float]:
        """The ends of the edges under the ice."""
        ends = self.graph.edge_nodes[self.graph.crossing_edge[self._crossed(self.last_gates)]]
        return dict.fromkeys(sorted(set(ends.ravel().tolist())), 0.0)

    def _crossed(self, gates: frozenset[str]) -> NDArray[np.bool_]:
        """Return which crossings of the graph are of some gates."""
        among = np.array([gate in gates for gate in self.graph.gate_ids])
        return np.asarray(among[self.graph.crossing_gate])

    def _by_hub(self, climbs: tuple[Climb, Climb]) -> Found | None:
        """Return the best way with gates under ice closed: where the climbs meet, or by a hub."""
        cost, node = meeting(*climbs)
        met = self._hierarchy.hubs.meeting(climbs[0].cost, climbs[1].cost)
        if met is not None and met.cost < cost:
            return self._whole_way(climbs, met.cost, (met.first, met.last), met.halves)
        if not math.isfinite(cost):
            return None
        return self._whole_way(climbs, cost, (node, node), [])

    def _through_core(
        self,
        starts: Costs,
        ends: Costs,
        closed: frozenset[str],
        penalty_nm: float,
    ) -> Found | None:
        climbs = (
            self._hierarchy.climb(starts, into_core=False),
            self._hierarchy.climb(ends, into_core=False),
        )
        return self._joined(climbs, self._core, (closed, penalty_nm))

    def _joined(
        self,
        climbs: tuple[Climb, Climb],
        core: Core,
        closing: tuple[frozenset[str], float],
    ) -> Found | None:
        """Return the best way: where the climbs meet, or from one to the other over a core."""
        cost, node = meeting(*climbs)
        first = last = node
        between: list[int] = []
        if core.may_join(climbs[0].cost, climbs[1].cost, cost):
            weight = self._weights(core, *closing)
            across = core.search(climbs[0].cost, climbs[1].cost, weight, cost)
            if across is not None:
                cost, first, last, between = across
        if not math.isfinite(cost):
            return None
        return self._whole_way(climbs, cost, (first, last), between)

    def _whole_way(
        self, climbs: tuple[Climb, Climb], cost: float, ends: tuple[int, int], between: list[int]
    ) -> Found:
        """Return the way up to the first node, over the halves of arcs, and down from the last."""
        first, last = ends
        up = self._hierarchy.down(climbs[0], first)[::-1]
        down = [half ^ 1 for half in self._hierarchy.down(climbs[1], last)]
        halves = np.array(self._hierarchy.edges_of([*up, *between, *down]), dtype=np.int64)
        heads = self._hierarchy.end
        begin = int(heads[halves[0] ^ 1]) if len(halves) else first
        return Found(
            cost * UNIT_NM, (begin, *heads[halves].tolist()), tuple((halves >> 1).tolist())
        )

    def _weights_of(self, core: Core, closed: frozenset[str], penalty_nm: float) -> FloatArray:
        graph = self.graph
        shut = graph.crossing_edge[self._crossed(closed)]
        counts = np.bincount(shut, minlength=len(graph.edge_nm))
        extra = np.where(counts > 0, np.maximum(counts, 1) * penalty_nm / UNIT_NM, 0.0)
        return core.weights(extra)


def _whole(costs: Costs) -> dict[int, float]:
    """Return costs as whole numbers of the hierarchy's unit."""
    return {node: float(round(cost / UNIT_NM)) for node, cost in costs.items()}
