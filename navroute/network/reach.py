"""From a place to the network: the nodes that it sees, or the fairway that it lies beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.errors import NotAtSeaError
from navroute.geo import FloatArray
from navroute.network import escape, islets, land, sight
from navroute.network.graph import SeaGraph
from navroute.network.legs import Crossed, Leg, Reach
from navroute.network.rays import GateRays
from navroute.network.tangents import Tangents
from navroute.network.waters import EARTH_NM, Waters, reduced_vectors
from navroute.positions import Position

if TYPE_CHECKING:
    from navroute.network.seanet import Place

__all__ = ["UNIT_NM", "Coast", "vector_of"]

IntArray = NDArray[np.int64]

UNIT_NM = 1e-6  # legs are measured in whole numbers of it, as edges are
MAX_ASHORE_NM = 3.0  # a place this far ashore, by a coarse chart, may yet be meant to be afloat
ASHORE_SLACK_NM = 0.5
LONGEST_SNAP_NM = 8.0  # from a place among banks to the nearest fairway
SNAPS = 6
SHUT_IN_NM = 20.0  # a place among corners that sees none so near is shut in
FAIRWAY_STEP_NM = 0.3
HARBOUR_NM = 1.0  # from a place ashore by the cells to a fairway
IN_FAIRWAY_NM = 0.3
LAKE_NM = 10.0  # inland by the coarse polygons: not a mere bay
FARTHEST_COS = -0.94  # two places more than 160 degrees apart are not joined straight


@dataclass(frozen=True, slots=True, eq=False)
class Coast:
    """What the legs of a place depend on."""

    graph: SeaGraph
    tangents: Tangents
    waters: Waters
    rays: GateRays

    def reach(self, place: Place) -> Reach:
        """Return the legs from a place.

        Raises
        ------
        NotAtSeaError
            The place is inland, or on water that the network does not reach.
        """
        start = vector_of(place)
        nodes = self._nodes(start)
        if not len(nodes):
            raise self._refusal(place, start)
        return self._measured(place, start, nodes)

    def nearest(self, place: Place, nodes: IntArray, within_nm: float) -> IntArray:
        """Return the nearest of some nodes, none if all are farther off than that."""
        at = reduced_vectors(self.graph.lon_deg[nodes], self.graph.lat_deg[nodes])
        away_nm = np.arccos(np.clip(at @ vector_of(place), -1, 1)) * EARTH_NM
        best = int(np.argmin(away_nm))
        return nodes[best : best + 1] if away_nm[best] <= within_nm else nodes[:0]

    def straight(self, place: Place, nodes: IntArray) -> Reach:
        """Return the straight legs from a place to some nodes, whatever lies between."""
        reach = self._measured(place, vector_of(place), nodes)
        return Reach(reach.costs, reach.crossed, whatever=True)

    def mouths(self, place: Place, reach: Reach, bound_for: Reach) -> Reach:
        """Return a reach with the mouths of dead-end fairways that the other place lies in."""
        behind = self.tangents.pocket[list(bound_for.costs)]
        wanted = sorted(set(behind[behind >= 0].tolist()) - reach.costs.keys())
        if not wanted:
            return reach
        start, nodes = vector_of(place), np.array(wanted)
        ashore_nm = self.waters.ashore_nm(start, MAX_ASHORE_NM)
        seen = self._clear(start, nodes, min(ashore_nm, MAX_ASHORE_NM))
        return reach.and_to(self._measured(place, start, nodes[seen]))

    def joined(self, origin: Place, destination: Place) -> Leg | None:
        """Return the straight leg between two places if it is open water, else None."""
        ends = vector_of(origin), vector_of(destination)
        if float(ends[0] @ ends[1]) < FARTHEST_COS:
            return None
        ashore = [self.waters.ashore_nm(end, MAX_ASHORE_NM) for end in ends]
        if max(ashore) > MAX_ASHORE_NM:
            return None
        slack = _with_slack(ashore[0]), _with_slack(ashore[1])
        if not sight.joined(self.waters, *ends, slack):
            return None
        if self._is_lake(origin) or self._is_lake(destination):
            return None
        here, there = origin.position, destination.position
        length = geo.distance_nm(here.lon, here.lat, there.lon, there.lat)
        found = self.rays.crossed(ends[0], ends[1][None])
        crossings = [
            (self.graph.gate_ids[gate], self.rays.refined(_key(origin), _key(destination), *at))
            for _, gate, *at in zip(*(column.tolist() for column in found), strict=True)
        ]
        return Leg(-1, round(length / UNIT_NM) * UNIT_NM, 0.0, tuple(crossings))

    def leg(self, place: Place, node: int, length_nm: float) -> Leg:
        """Return the straight leg to a node, with the exact places where it crosses gates."""
        lon, lat = self.graph.lon_deg[[node]], self.graph.lat_deg[[node]]
        found = self.rays.crossed(vector_of(place), reduced_vectors(lon, lat))
        end = float(lon[0]), float(lat[0])
        crossings = [
            (self.graph.gate_ids[gate], self.rays.refined(_key(place), end, piece, share))
            for _, gate, piece, share in zip(*(c.tolist() for c in found), strict=True)
        ]
        return Leg(node, length_nm, 0.0, tuple(crossings))

    def bends_round_islets(self, origin: Place, destination: Place) -> list[tuple[float, float]]:
        """Return the bends of a way between two places of which one lies near land."""
        ends = [vector_of(place) for place in (origin, destination)]
        ashore = [self.waters.ashore_nm(end, MAX_ASHORE_NM) for end in ends]
        if max(ashore) > MAX_ASHORE_NM or float(ends[0] @ ends[1]) < FARTHEST_COS:
            return []
        slack = _with_slack(ashore[0]), _with_slack(ashore[1])
        return islets.bends(self.waters, (_key(origin), _key(destination)), slack)

    def is_rim(self, place: Place) -> bool:
        """Whether a place lies in water too close to a coast, or beside it."""
        return bool(self.waters.room_nm(vector_of(place)[None])[0][0] < 0)

    def way_out(self, place: Place) -> tuple[tuple[float, float], ...]:
        """Return points on the way out of water that nothing can be seen from; empty: none."""
        if self._is_lake(place):
            return ()
        start = vector_of(place)
        within, step = escape.FARTHEST_NM / EARTH_NM, FAIRWAY_STEP_NM / EARTH_NM
        fairways = self.tangents.fairways_around(start, within, step)
        return tuple(escape.way_out(self.waters, _key(place), fairways, self._is_out))

    def _is_out(self, lon_lat_deg: tuple[float, float]) -> bool:
        lon, lat = lon_lat_deg
        start = vector_of(Position(lat=lat, lon=lon))
        return bool(len(self._nodes(start, past_harbour=False)))

    def _nodes(self, start: FloatArray, *, past_harbour: bool = True) -> IntArray:
        ashore_nm = self.waters.ashore_nm(start, MAX_ASHORE_NM)
        if ashore_nm == 0.0:
            nodes = self._seen(start, 0.0, past_harbour=past_harbour)
            shut_in = not len(nodes) or self.is_shut_in(start, nodes)
            if not shut_in and self.waters.room_nm(start[None])[0][0] >= 0:
                return nodes
            nodes = _both(nodes, self._beside(start, LONGEST_SNAP_NM, 0.0))
            if past_harbour and shut_in and (not len(nodes) or self.is_shut_in(start, nodes)):
                nodes = _both(nodes, self._beyond(start))
            return nodes
        # In a harbour or a canal by a coarse chart; then ashore beside the open sea.
        allowed_nm = min(ashore_nm, MAX_ASHORE_NM) + ASHORE_SLACK_NM
        nodes = self._beside(start, max(HARBOUR_NM, min(ashore_nm, MAX_ASHORE_NM)), allowed_nm)
        if not len(nodes) and ashore_nm <= MAX_ASHORE_NM:
            beside = self._beside(start, LONGEST_SNAP_NM, allowed_nm)
            nodes = _both(beside, self._seen(start, ashore_nm, past_harbour=past_harbour))
        return nodes

    def is_shut_in(self, start: FloatArray, nodes: IntArray) -> bool:
        """Tell whether there are corners around a place, and it sees none but far ones.

        As from a lagoon: through a gap of its ring the whole ocean on that side is seen.
        """
        if not len(self._around(start)):
            return False
        at = reduced_vectors(self.graph.lon_deg[nodes], self.graph.lat_deg[nodes])
        return bool((at @ start < np.cos(SHUT_IN_NM / EARTH_NM)).all())

    def _around(self, start: FloatArray) -> IntArray:
        """Return the numbers of the corners near a place, tangent or not."""
        return np.flatnonzero(self.tangents.at @ start > np.cos(sight.LONGEST_RIM_NM / EARTH_NM))

    def _beyond(self, start: FloatArray) -> IntArray:
        """Return what is seen beyond narrow water, from a place that is shut in by it."""
        some = self.tangents.nodes[_both(self.tangents.of(start), self._around(start))]
        some = np.concatenate([some, self.tangents.dead_ends])
        return np.asarray(some[self._clear(start, some, 0.0, past_harbour=True)])

    def _seen(self, start: FloatArray, ashore_nm: float, *, past_harbour: bool) -> IntArray:
        some = self.tangents.of(start)
        on_rim = bool(ashore_nm or self.waters.room_nm(start[None])[0][0] < 0)
        if on_rim:
            # On the rim of a coast any corner near by is a way out of it, tangent or not.
            some = _both(some, self._around(start))
        nodes = self.tangents.nodes[some]
        clear = self._clear(start, nodes, ashore_nm)
        if on_rim and past_harbour:
            shut = np.flatnonzero(~clear)
            clear[shut] = self._clear(start, nodes[shut], ashore_nm, past_harbour=True)
        seen, ends = nodes[clear], self.tangents.dead_ends
        if not len(seen):
            seen = ends[self._clear(start, ends, ashore_nm)]
        return np.asarray(seen)

    def _clear(
        self, start: FloatArray, nodes: IntArray, ashore_nm: float, *, past_harbour: bool = False
    ) -> NDArray[np.bool_]:
        at = reduced_vectors(self.graph.lon_deg[nodes], self.graph.lat_deg[nodes])
        see = sight.past_harbour if past_harbour else sight.clear
        return see(self.waters, start, at, ashore_nm=_with_slack(ashore_nm))

    def _beside(self, start: FloatArray, within_nm: float, ashore_nm: float) -> IntArray:
        """Return the ends of the fairway that a place lies in, or the nearest nodes of fairways.

        No land may lie before the latter.
        """
        inside = self.tangents.legs_at(start, IN_FAIRWAY_NM / EARTH_NM)
        if len(inside):
            return inside
        at, nodes = self.tangents.fairway_at, self.tangents.fairway
        away = np.arccos(np.clip(at @ start, -1, 1)) * EARTH_NM
        near = np.flatnonzero(away <= within_nm)
        near = near[np.argsort(away[near], kind="stable")][: 4 * SNAPS]
        afloat = sight.over_water(self.waters, start, at[near], ashore_nm=ashore_nm)
        return np.asarray(np.sort(nodes[near[afloat][:SNAPS]]))

    def _is_lake(self, place: Place) -> bool:
        """Whether a place is on water that no ship leaves, such as the Caspian Sea."""
        return land.load().nearest_sea(place.position)[0] > LAKE_NM

    def _measured(self, place: Place, start: FloatArray, nodes: IntArray) -> Reach:
        graph, here = self.graph, place.position
        lon, lat = graph.lon_deg[nodes], graph.lat_deg[nodes]
        same = np.ones(len(nodes))
        length = geo.lengths_nm(here.lon * same, here.lat * same, lon, lat)
        length = np.round(length / UNIT_NM) * UNIT_NM
        numbers = nodes.tolist()
        crossed: dict[int, Crossed] = {}
        found = self.rays.crossed(start, reduced_vectors(lon, lat))
        for ray, gate, piece, share in zip(*(column.tolist() for column in found), strict=True):
            node = numbers[ray]
            crossed[node] = (*crossed.get(node, ()), (graph.gate_ids[gate], piece, share))
        return Reach(dict(zip(numbers, length.tolist(), strict=True)), crossed)

    def _refusal(self, place: Place, start: FloatArray) -> NotAtSeaError:
        if isinstance(place, Position) or place.id.startswith("user:"):
            inland_nm, sea = land.load().nearest_sea(place.position)
            if inland_nm > MAX_ASHORE_NM:
                what = "position" if isinstance(place, Position) else "port"
                return NotAtSeaError(
                    f"The {what} {place.name} is inland, about {inland_nm:.0f} nm from the sea.",
                    hint=f"Give a port, or a position at sea; the nearest sea is near {sea.name}.",
                )
        away_nm = np.arccos(np.clip(self.tangents.at @ start, -1, 1)).min() * EARTH_NM
        return NotAtSeaError(
            f"The sea network does not reach {place.name}: the nearest point of it is "
            f"{away_nm:.0f} nm away, over land, shoals or ice.",
            hint="Choose a port or a position on the open sea.",
        )


def vector_of(place: Place) -> FloatArray:
    """Return the unit vector of a place."""
    position = place.position
    vectors = reduced_vectors(np.array([position.lon]), np.array([position.lat]))
    return np.asarray(vectors[0])


def _key(place: Place) -> tuple[float, float]:
    return place.position.lon, place.position.lat


def _both(one: IntArray, other: IntArray) -> IntArray:
    # np.union1d would do, and import numpy.ma for it: 10 ms of a command's start.
    return np.array(sorted({*one.tolist(), *other.tolist()}), dtype=np.int64)


def _with_slack(ashore_nm: float) -> float:
    return ashore_nm + ASHORE_SLACK_NM if ashore_nm else 0.0
