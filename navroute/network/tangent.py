"""navroute's own sea network: shortest paths over open water, tangent to what is in the way.

A shortest path bends only at corners of the obstacles, and touches each as a tangent. The corners
and the sight lines between them are shipped; a free position is given its own sight lines here,
so the way between two positions is the shortest there is, not a detour by some node.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navroute.network.assemble import Draft
from navroute.network.attach import Leg
from navroute.network.reach import Coast, Reach
from navroute.network.seanet import PENALTY_NM, Costs, GraphNetwork
from navroute.network.search import Found
from navroute.network.ways import Ways

if TYPE_CHECKING:
    from navroute.network.seanet import Place

__all__ = ["TangentNetwork"]


@dataclass(frozen=True, slots=True, eq=False)
class TangentNetwork(GraphNetwork):
    """A :class:`~navroute.network.path.SeaNetwork` of sight lines and fairways.

    Parameters
    ----------
    graph : SeaGraph
    ways : Ways
    seats : mapping of port id to node
    coast : callable
        Returns what free positions need, read when the first one comes.
    """

    ways: Ways
    seats: Mapping[str, int]
    coast: Callable[[], Coast]

    def seat(self, place: Place) -> int | None:
        """Return the node of a port, None for a place that has none."""
        return self.seats.get(getattr(place, "id", ""))

    def _search(self, origin: Place, destination: Place, closed: frozenset[str]) -> Draft | None:
        direct = self._direct(origin, destination)
        if direct is not None and not direct.crosses(closed):
            return Draft.direct(origin, destination, direct)
        reaches = self._reaches(origin, destination)
        costs = reaches[0].past(closed), reaches[1].past(closed)
        ends = [(place.position.lon, place.position.lat) for place in (origin, destination)]
        found = self.ways.shortest(*costs, ends[1], closed, origin=ends[0])
        if found is None:
            return None
        legs = (
            self._leg(origin, reaches[0], found.nodes[0]),
            self._leg(destination, reaches[1], found.nodes[-1]),
        )
        return Draft.found(self.graph, (origin, destination), found, legs, exact=True)

    def _reaches(self, origin: Place, destination: Place) -> tuple[Reach, Reach]:
        """Return the legs of both places, with what each needs to get to the other."""
        reaches = _reach(self, origin), _reach(self, destination)
        first, second = (
            reach if self.seat(place) is not None else self.coast().mouths(place, reach, other)
            for place, reach, other in zip(
                (origin, destination), reaches, reversed(reaches), strict=True
            )
        )
        return first, second

    def _cheapest(
        self, starts: Costs, ends: Costs, goal: tuple[float, float], closed: frozenset[str]
    ) -> Found | None:
        return self.ways.cheapest(starts, ends, goal, closed, PENALTY_NM)

    def _direct(self, origin: Place, destination: Place) -> Leg | None:
        if self.seat(origin) is not None or self.seat(destination) is not None:
            return None
        return self.coast().joined(origin, destination)

    def _legs(self, place: Place) -> tuple[Leg, ...]:
        reach = _reach(self, place)
        return tuple(self._leg(place, reach, node) for node in reach.costs)

    def _leg(self, place: Place, reach: Reach, node: int) -> Leg:
        if not reach.crossed:
            return Leg(node, reach.costs[node], 0.0, ())
        return self.coast().leg(place, reach, node)


@functools.lru_cache(maxsize=4096)
def _reach(network: TangentNetwork, place: Place) -> Reach:
    seat = network.seat(place)
    return network.coast().reach(place) if seat is None else Reach({seat: 0.0}, {})
