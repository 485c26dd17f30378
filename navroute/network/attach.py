"""From a place to the network: which nodes can be reached straight, and past which gates.

A place may start at any of its nearest nodes; the search takes the best of them together with
the rest of the way. The land polygons are coarse, and many a harbour lies inside them, so a leg
over land is dear rather than forbidden; what is forbidden is to cross a closed gate or a wall.
The legs themselves do not depend on what is closed, so they are worked out once per place.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np

from navroute import geo
from navroute.errors import NotAtSeaError
from navroute.network import land
from navroute.network.gates import WALL
from navroute.network.graph import SeaGraph
from navroute.network.legs import Leg
from navroute.positions import Position

if TYPE_CHECKING:
    from navroute.ports import Port

__all__ = ["costs", "direct_leg", "legs_from"]

NEAREST = 48  # nodes tried per place
LAND_SLACK_NM = 1.0  # legs this close to the least land are as good: the polygons are coarse
MAX_LAND_NM = 12.0  # more than the least: across a peninsula, not through a harbour
LAND_PENALTY = 5.0  # a mile of land costs as much as this many miles of water
MAX_INLAND_NM = 3.0  # positions this far inside the coarse polygons may yet be on the water
MAX_OVERLAND_NM = 150.0  # a port whose best leg is longer, and overland, has no way to the sea
# Straight legs between two places may lead poleward of the places themselves only up to here:
# beyond it the sea is under ice for most of the year.
MAX_OPEN_LATITUDE = 65.0


def costs(legs: tuple[Leg, ...], closed: frozenset[str]) -> dict[int, float]:
    """Return what each open leg costs the search, by node: its length, and more for land.

    Land that every leg must cross, because the place lies inside the polygons, costs nothing.
    """
    least = min((leg.land_nm for leg in legs), default=0.0)
    return {
        leg.node: leg.length_nm + LAND_PENALTY * max(leg.land_nm - least - LAND_SLACK_NM, 0.0)
        for leg in legs
        if leg.land_nm - least <= MAX_LAND_NM and not leg.crosses(closed)
    }


@functools.lru_cache(maxsize=4096)
def legs_from(graph: SeaGraph, place: Port | Position) -> tuple[Leg, ...]:
    """Return the legs from a place to its nearest nodes.

    Raises
    ------
    NotAtSeaError
        A position or a user's own port is inland, or any place is on water that the network
        does not reach.
    """
    position = place.position
    bounds = geo.lower_bounds_nm(position.lon, position.lat, graph.xyz)
    count = min(NEAREST, len(bounds))
    nodes = np.sort(np.argpartition(bounds, count - 1)[:count])
    legs = _legs(graph, position, graph.lon_deg[nodes], graph.lat_deg[nodes], nodes.tolist())
    _require_sea(place, legs)
    return legs


def direct_leg(
    graph: SeaGraph, origin: Port | Position, destination: Port | Position
) -> Leg | None:
    """Return the straight leg between two places if it is open water, else None.

    Harbours lie inside the coarse polygons, so up to 3 nm of the land that either place must
    cross anyway are allowed.
    """
    start, end = origin.position, destination.position
    legs = _legs(graph, start, np.array([end.lon]), np.array([end.lat]), [-1])
    if not legs:
        return None
    leg = legs[0]
    allowed = sum(
        min([MAX_INLAND_NM, *(other.land_nm for other in legs_from(graph, place))])
        for place in (origin, destination)
    )
    if leg.land_nm > allowed + 0.1:
        return None
    limit = max(abs(start.lat), abs(end.lat), MAX_OPEN_LATITUDE)
    way = geo.intermediate(start.lon, start.lat, end.lon, end.lat, step_nm=30.0)
    return leg if np.abs(way[:, 1]).max() <= limit else None


def _legs(
    graph: SeaGraph, start: Position, lon: geo.FloatArray, lat: geo.FloatArray, nodes: list[int]
) -> tuple[Leg, ...]:
    lengths = geo.lengths_nm(np.full(len(lon), start.lon), np.full(len(lon), start.lat), lon, lat)
    on_land = land.load().lengths_nm(start.lon, start.lat, lon, lat)
    found = graph.gate_lines.crossings(start.lon, start.lat, lon, lat)
    walled = set(found.leg[found.gate == WALL].tolist())
    crossings: list[list[tuple[str, float]]] = [[] for _ in nodes]
    for leg, gate, fraction in zip(
        found.leg.tolist(), found.gate.tolist(), found.fraction.tolist(), strict=True
    ):
        if leg not in walled:
            crossings[leg].append((graph.gate_ids[gate], fraction))
    columns = zip(nodes, lengths.tolist(), on_land.tolist(), crossings, strict=True)
    return tuple(
        Leg(node, length, dry, tuple(gates))
        for leg, (node, length, dry, gates) in enumerate(columns)
        if leg not in walled
    )


def _require_sea(place: Port | Position, legs: tuple[Leg, ...]) -> None:
    best = min(legs, key=lambda leg: leg.land_nm, default=None)
    shortest = min((leg.length_nm for leg in legs), default=np.inf)
    if isinstance(place, Position) or place.id.startswith("user:"):
        what = "position" if isinstance(place, Position) else "port"
        inland_nm, sea = land.load().nearest_sea(place.position)
        if inland_nm > MAX_INLAND_NM and shortest > MAX_INLAND_NM:
            raise NotAtSeaError(
                f"The {what} {place.name} is inland, about {inland_nm:.0f} nm from the sea.",
                hint=f"Give a port, or a position at sea; the nearest sea is near {sea.name}.",
            )
    elif best is None or (best.land_nm > 1.0 and shortest > MAX_OVERLAND_NM):
        raise NotAtSeaError(
            f"The sea network does not reach {place.name}: the nearest point of it is "
            f"{shortest:.0f} nm away, over land.",
            hint="Choose a port on the sea.",
        )
