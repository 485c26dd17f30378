"""navroute's own sea network: shortest paths over open water, tangent to what is in the way.

A shortest path bends only at corners of the obstacles, and touches each as a tangent. The corners
and the sight lines between them are shipped; a free position is given its own sight lines here,
so the way between two positions is the shortest there is, not a detour by some node.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.errors import NotAtSeaError
from navroute.network.assemble import Draft, Points
from navroute.network.gates import WALL
from navroute.network.legs import Leg, Reach
from navroute.network.seanet import PENALTY_NM, SAME_PLACE_NM, Costs, GraphNetwork
from navroute.network.search import Found
from navroute.network.ways import Ways
from navroute.positions import Position

if TYPE_CHECKING:
    from navroute.network.lookout import Lookouts
    from navroute.network.reach import Coast
    from navroute.network.seanet import Place

__all__ = ["TangentNetwork"]

NEXT_PORT_NM = (60.0, 3.0)  # from a port, from a position
SAME_PORT_NM = 10.0
FAR_ROUND, FAR_ROUND_NM = 1.05, 8.0  # so much longer than straight, a way may be a detour
LONE_NM = 20.0  # nothing of the network is nearer


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
    lookouts : callable
        Returns what two of them need beside.
    """

    ways: Ways
    seats: Mapping[str, int]
    coast: Callable[[], Coast]
    lookouts: Callable[[], Lookouts]

    @property
    def seat_nodes(self) -> NDArray[np.int64]:
        """The nodes of all ports."""
        return np.unique(np.fromiter(self.seats.values(), dtype=np.int64))

    def seat(self, place: Place) -> int | None:
        """Return the node of a port, None for a place that has none."""
        return self.seats.get(getattr(place, "id", ""))

    def _search(self, origin: Place, destination: Place, closed: frozenset[str]) -> Draft | None:
        direct = self._direct(origin, destination)
        if direct is not None and not direct.crosses(closed):
            return Draft.direct(origin, destination, direct)
        draft = self._by_lookouts(origin, destination, closed)
        if draft is None:
            draft = self._by_reaches(origin, destination, closed)
        return self._or_round_an_islet((origin, destination), draft, closed)

    def _or_round_an_islet(
        self, places: tuple[Place, Place], draft: Draft | None, closed: frozenset[str]
    ) -> Draft | None:
        """Return a way, or a much shorter one close round an islet that bars the straight one."""
        if draft is None or any(self.seat(place) is not None for place in places):
            return draft
        keys = [(place.position.lon, place.position.lat) for place in places]
        length = float(draft.lengths_nm.sum())
        if length < FAR_ROUND * geo.distance_nm(*keys[0], *keys[1]) + FAR_ROUND_NM:
            return draft
        bends = self.coast().bends_round_islets(*places)
        if not bends:
            return draft
        last = Position(lat=bends[-1][1], lon=bends[-1][0])
        leg = self.coast().joined(last, places[1])
        if leg is None:
            return draft
        end = Draft.direct(last, places[1], leg)
        other = end.between(self.graph, (keys[0], *bends[:-1]), ())
        if closed.intersection(gate for _, gate, _ in other.crossings):
            return draft
        return other if float(other.lengths_nm.sum()) < length else draft

    def _by_reaches(
        self, origin: Place, destination: Place, closed: frozenset[str]
    ) -> Draft | None:
        """Return the way of places near land, or at a port."""
        places = origin, destination
        needed = _way_out(self, origin), _way_out(self, destination)
        perhaps = tuple(
            way or _way_aside(self, place) for way, place in zip(needed, places, strict=True)
        )
        drafts = [] if any(needed) else [self._from_reaches(origin, destination, closed)]
        if any(perhaps):
            drafts.append(self._from_narrow_water(places, (perhaps[0], perhaps[1]), closed))
        found = [draft for draft in drafts if draft is not None]
        return min(found, key=lambda draft: float(draft.lengths_nm.sum()), default=None)

    def _from_reaches(
        self, origin: Place, destination: Place, closed: frozenset[str]
    ) -> Draft | None:
        """Return the way between places that see something of the network, or lie at a port."""
        reaches = self._reaches(origin, destination)
        costs = reaches[0].past(closed), reaches[1].past(closed)
        ends = [(place.position.lon, place.position.lat) for place in (origin, destination)]
        found = self.ways.shortest(*costs, ends[1], closed, origin=ends[0])
        if found is None:
            return None
        draft = self._draft((origin, destination), found, costs)
        return dataclasses.replace(draft, whatever=(reaches[0].whatever, reaches[1].whatever))

    def _from_narrow_water(
        self,
        places: tuple[Place, Place],
        ways_out: tuple[Points, Points],
        closed: frozenset[str],
    ) -> Draft | None:
        """Return the way between places of which at least one must first get out."""
        keys = [(place.position.lon, place.position.lat) for place in places]
        outside = [
            Position(lat=way[-1][1], lon=way[-1][0]) if way else place
            for place, way in zip(places, ways_out, strict=True)
        ]
        ends = [(place.position.lon, place.position.lat) for place in outside]
        if geo.distance_nm(*ends[0], *ends[1]) < SAME_PLACE_NM:
            draft: Draft | None = Draft(np.array(ends), np.zeros(1), [], through_network=False)
        else:
            draft = self._search(outside[0], outside[1], closed)
        if draft is None:
            return None
        head, tail = (
            (key, *way[:-1]) if way else () for key, way in zip(keys, ways_out, strict=True)
        )
        whole = draft.between(self.graph, head, tail)
        return None if closed.intersection(gate for _, gate, _ in whole.crossings) else whole

    def _by_lookouts(
        self, origin: Place, destination: Place, closed: frozenset[str]
    ) -> Draft | None:
        """Return the way of two positions on open water, if it crosses nothing closed."""
        if self.seat(origin) is not None or self.seat(destination) is not None:
            return None
        seen = self.lookouts().costs(origin, destination)
        if seen is None:
            return None
        costs, bounds = seen
        goal = destination.position.lon, destination.position.lat
        found = self.ways.shortest(*costs, goal, closed & self.ways.last_gates, bounds=bounds)
        if found is None:
            return None
        draft = self._draft((origin, destination), found, costs)
        if closed.intersection(gate for _, gate, _ in draft.crossings):
            return None
        return draft

    def _draft(
        self, places: tuple[Place, Place], found: Found, costs: tuple[Costs, Costs]
    ) -> Draft:
        ends = (
            self._leg(places[0], found.nodes[0], costs[0]),
            self._leg(places[1], found.nodes[-1], costs[1]),
        )
        return Draft.found(self.graph, places, found, ends, exact=True)

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
        self,
        starts: Costs,
        ends: Costs,
        goal: tuple[float, float],  # noqa: ARG002 - of use to a search of marnet only
        closed: frozenset[str],
    ) -> Found | None:
        return self.ways.cheapest(starts, ends, closed, PENALTY_NM)

    def _direct(self, origin: Place, destination: Place) -> Leg | None:
        if self.seat(origin) is not None or self.seat(destination) is not None:
            return None
        return self.coast().joined(origin, destination)

    def _legs(self, place: Place) -> tuple[Leg, ...]:
        way = _way_out(self, place)
        outside = Position(lat=way[-1][1], lon=way[-1][0]) if way else place
        costs = _reach(self, outside).costs
        legs = tuple(self._leg(outside, node, costs) for node in costs)
        if not way:
            return legs
        lon, lat = np.array([(place.position.lon, place.position.lat), *way]).T
        passed = self.graph.gate_lines.crossings(lon[:-1], lat[:-1], lon[1:], lat[1:]).gate
        gates = tuple((self.graph.gate_ids[gate], 0.0) for gate in passed.tolist() if gate != WALL)
        return tuple(dataclasses.replace(leg, crossings=gates + leg.crossings) for leg in legs)

    def _leg(self, place: Place, node: int, costs: Costs) -> Leg:
        if self.seat(place) is not None:
            return Leg(node, 0.0, 0.0, ())
        return self.coast().leg(place, node, costs[node])


@functools.lru_cache(maxsize=4096)
def _way_out(network: TangentNetwork, place: Place) -> Points:
    """Return the way out of water too narrow to see anything from; empty if none is needed."""
    try:
        _reach(network, place)
    except NotAtSeaError:
        way = network.coast().way_out(place)
        if not way:
            raise
        return way
    return ()


@functools.lru_cache(maxsize=4096)
def _way_aside(network: TangentNetwork, place: Place) -> Points:
    """Return the way straight out of the rim of a coast that no corner is near on, else nothing."""
    if network.seat(place) is not None or min(_reach(network, place).costs.values()) <= LONE_NM:
        return ()
    return network.coast().way_out(place) if network.coast().is_rim(place) else ()


@functools.lru_cache(maxsize=4096)
def _reach(network: TangentNetwork, place: Place) -> Reach:
    seat = network.seat(place)
    if seat is not None:
        return Reach({seat: 0.0}, {})
    coast = network.coast()
    is_position = isinstance(place, Position)
    try:
        reach = coast.reach(place)
    except NotAtSeaError:
        # A port that lies beyond what the chart calls water is joined to the port next to it.
        nodes = coast.nearest(place, network.seat_nodes, NEXT_PORT_NM[is_position])
        if not len(nodes) or coast.way_out(place):
            raise
        return coast.straight(place, nodes)
    if is_position or min(reach.costs.values()) <= LONE_NM:
        return reach
    # Seen from the town, over land, is not reached from the harbour.
    nodes = coast.nearest(place, network.seat_nodes, SAME_PORT_NM)
    return coast.straight(place, nodes) if len(nodes) else reach
