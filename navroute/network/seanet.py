"""A sea network made of a graph: attach both places, search, measure, list the gates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from navroute import geo
from navroute.errors import NoRouteError, SamePlaceError
from navroute.network.assemble import Draft
from navroute.network.attach import costs, direct_leg, legs_from
from navroute.network.graph import SeaGraph
from navroute.network.legs import Leg
from navroute.network.path import SeaPath
from navroute.network.search import Found, shortest_path
from navroute.positions import Position

if TYPE_CHECKING:
    import networkx as nx

    from navroute.ports import Port

__all__ = ["PENALTY_NM", "SAME_PLACE_NM", "GraphNetwork"]

SAME_PLACE_NM = 0.001  # 2 m: finer than any position given
# Dearer than any way round the world, so that a path past closed gates crosses as few as can be.
PENALTY_NM = 1e6

Place: TypeAlias = "Port | Position"
Costs = Mapping[int, float]


@dataclass(frozen=True, slots=True, eq=False)
class GraphNetwork:
    """A :class:`~navroute.network.path.SeaNetwork` over a :class:`SeaGraph`."""

    graph: SeaGraph

    @property
    def name(self) -> str:
        """Short name with version."""
        return self.graph.name

    def to_networkx(self) -> nx.Graph[int]:
        """Return a fresh graph: nodes with lon, lat; edges with length_nm, gates and kind."""
        return self.graph.to_networkx()

    def path(
        self, origin: Place, destination: Place, *, closed: frozenset[str] = frozenset()
    ) -> SeaPath:
        """Return the shortest path that crosses none of the closed chokepoints.

        Parameters
        ----------
        origin, destination : Port or Position
        closed : frozenset of str
            Ids of chokepoints. Ids that have no gate line change nothing.

        Raises
        ------
        NoRouteError
            Every way is closed; ``closed`` names the closures that matter.
        NotAtSeaError
            A place is inland or on water that the network does not reach.
        SamePlaceError
            The places lie less than 2 m apart.
        """
        if geo.distance_nm(*_key(origin), *_key(destination)) < SAME_PLACE_NM:
            raise SamePlaceError(
                f"{origin.name} and {destination.name} are one place.",
                hint="Choose two places that differ.",
            )
        # Always searched the same way round, so that A to B and B to A are one path.
        turned = _key(origin) > _key(destination)
        first, last = (destination, origin) if turned else (origin, destination)
        draft = self._search(first, last, closed)
        if draft is None:
            raise self._no_route(origin, destination, closed)
        return (draft.reversed() if turned else draft).measured(origin, destination)

    def _legs(self, place: Place) -> tuple[Leg, ...]:
        """Return the legs from a place to nodes."""
        return legs_from(self.graph, place)

    def _direct(self, origin: Place, destination: Place) -> Leg | None:
        """Return the straight leg between two places if it is open water."""
        return direct_leg(self.graph, origin, destination)

    def _shortest(
        self, starts: Costs, ends: Costs, goal: tuple[float, float], closed: frozenset[str]
    ) -> Found | None:
        """Return the shortest way between nodes past what is closed."""
        crossings = self.graph.closed_crossings(closed) if closed else None
        return shortest_path(self.graph, starts, ends, goal, crossings=crossings)

    def _cheapest(
        self, starts: Costs, ends: Costs, goal: tuple[float, float], closed: frozenset[str]
    ) -> Found | None:
        """Return the way between nodes that crosses as little of what is closed as can be."""
        crossings = self.graph.closed_crossings(closed)
        return shortest_path(
            self.graph, starts, ends, goal, crossings=crossings, penalty=PENALTY_NM
        )

    def _search(self, origin: Place, destination: Place, closed: frozenset[str]) -> Draft | None:
        direct = self._direct(origin, destination)
        if direct is not None and not direct.crosses(closed):
            return Draft.direct(origin, destination, direct)
        starts, ends = self._legs(origin), self._legs(destination)
        found = self._shortest(
            costs(starts, closed), costs(ends, closed), _key(destination), closed
        )
        if found is None:
            return None
        first, last = _by_node(starts)[found.nodes[0]], _by_node(ends)[found.nodes[-1]]
        return Draft.found(self.graph, (origin, destination), found, (first, last))

    def _no_route(self, origin: Place, destination: Place, closed: frozenset[str]) -> NoRouteError:
        """Return the error that names the fewest closures whose opening would give a route."""
        legs = [_by_node(self._legs(place)) for place in (origin, destination)]
        starts, ends = (
            {
                node: cost + PENALTY_NM * sum(gate in closed for gate, _ in by_node[node].crossings)
                for node, cost in costs(tuple(by_node.values()), frozenset()).items()
            }
            for by_node in legs
        )
        found = self._cheapest(starts, ends, _key(destination), closed)
        if found is None:
            return NoRouteError(
                f"The sea network joins no way from {origin.name} to {destination.name}."
            )
        gates = [g for g, _ in legs[0][found.nodes[0]].crossings]
        gates += [g for e in found.edges for g, _ in self.graph.edge_crossings.get(e, ())]
        gates += [g for g, _ in legs[1][found.nodes[-1]].crossings]
        culprits = tuple(dict.fromkeys(gate for gate in gates if gate in closed))
        return NoRouteError(
            f"There is no way from {origin.name} to {destination.name} with "
            f"{', '.join(culprits)} closed.",
            closed=culprits,
        )


def _key(place: Place) -> tuple[float, float]:
    return place.position.lon, place.position.lat


def _by_node(legs: tuple[Leg, ...]) -> dict[int, Leg]:
    return {leg.node: leg for leg in legs}
