"""navroute's own sea network: shortest paths over open water, tangent to what is in the way.

A shortest path bends only at corners of the obstacles, and touches each as a tangent. The corners
and the sight lines between them are shipped; a free position is given its own sight lines here,
so the way between two positions is the shortest there is, not a detour by some node.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from navroute import datafiles, geo
from navroute.errors import NotAtSeaError
from navroute.geo import FloatArray
from navroute.network import waters
from navroute.network.attach import Leg
from navroute.network.gates import WALL
from navroute.network.graph import SeaGraph
from navroute.network.seanet import PENALTY_NM, Costs, GraphNetwork
from navroute.network.search import Found
from navroute.network.ways import Ways

if TYPE_CHECKING:
    from navroute.network.seanet import Place

__all__ = ["Corners", "TangentNetwork"]

FILE = "network/corners.npz"
SAME_SIDE = -1e-12  # product of two sines, each of some 1e-4
LONGEST_SNAP_NM = 8.0  # from a place among banks, or ashore, to the nearest fairway
SNAPS = 6
FARTHEST_COS = -0.94  # sight lines longer than 160 degrees are not asked for


@dataclass(frozen=True, eq=False)
class Corners:
    """What is known of each node beside its place.

    Parameters
    ----------
    at : ndarray, shape (nodes, 3)
        Unit vectors at reduced latitudes.
    before, after : ndarray, shape (nodes, 3)
        The obstacle's outline on both sides; zero for a node that is no corner.
    seats : dict of port id to node
    """

    at: FloatArray
    before: FloatArray
    after: FloatArray
    seats: dict[str, int]

    @classmethod
    def from_file(cls, graph: SeaGraph, name: str = FILE) -> Corners:
        """Read what was shipped with a graph."""
        with np.load(io.BytesIO(datafiles.read_bytes(name)), allow_pickle=False) as arrays:
            at = waters.reduced_vectors(graph.lon_deg, graph.lat_deg)
            seats = dict(zip(arrays["port"].tolist(), arrays["seat"].tolist(), strict=True))
            return cls(at, arrays["before"].astype(float), arrays["after"].astype(float), seats)

    def tangent_from(self, place: FloatArray) -> NDArray[np.int64]:
        """Return the nodes where a straight way from a place would leave as a tangent."""
        normal = np.cross(place, self.at)
        one_side = np.einsum("ij,ij->i", normal, self.before)
        other = np.einsum("ij,ij->i", normal, self.after)
        return np.flatnonzero((one_side * other >= SAME_SIDE) & (self.at @ place > FARTHEST_COS))

    @functools.cached_property
    def fairway(self) -> NDArray[np.int64]:
        """Nodes of fairways: the ones that are no corners."""
        return np.flatnonzero(~self.before.any(axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class TangentNetwork(GraphNetwork):
    """A :class:`~navroute.network.path.SeaNetwork` of sight lines and fairways."""

    corners: Corners
    ways: Ways

    def _shortest(
        self, starts: Costs, ends: Costs, goal: tuple[float, float], closed: frozenset[str]
    ) -> Found | None:
        return self.ways.shortest(starts, ends, goal, closed)

    def _cheapest(
        self, starts: Costs, ends: Costs, goal: tuple[float, float], closed: frozenset[str]
    ) -> Found | None:
        return self.ways.cheapest(starts, ends, goal, closed, PENALTY_NM)

    def _legs(self, place: Place) -> tuple[Leg, ...]:
        return _legs_from(self, place)

    def _direct(self, origin: Place, destination: Place) -> Leg | None:
        if self.seat(origin) is not None or self.seat(destination) is not None:
            return None
        start, end = _vector(origin), _vector(destination)
        if float(start @ end) < FARTHEST_COS or not waters.load().sees(start, end[None])[0]:
            return None
        if not waters.load().sees(end, start[None])[0]:
            return None
        point = destination.position
        return next(
            iter(_straight(self.graph, origin, np.array([point.lon]), np.array([point.lat]), [-1])),
            None,
        )

    def seat(self, place: Place) -> int | None:
        """Return the node of a port, None for a place that has none."""
        return self.corners.seats.get(getattr(place, "id", ""))


def _vector(place: Place) -> FloatArray:
    position = place.position
    vectors = waters.reduced_vectors(np.array([position.lon]), np.array([position.lat]))
    return np.asarray(vectors[0])


@functools.lru_cache(maxsize=4096)
def _legs_from(network: TangentNetwork, place: Place) -> tuple[Leg, ...]:
    seat = network.seat(place)
    if seat is not None:
        return (Leg(seat, 0.0, 0.0, ()),)
    start = _vector(place)
    nodes = network.corners.tangent_from(start)
    seen = waters.load().sees(start, network.corners.at[nodes])
    nodes = nodes[seen] if seen.any() else _nearest_fairway(network, place, start)
    graph = network.graph
    return _straight(graph, place, graph.lon_deg[nodes], graph.lat_deg[nodes], nodes.tolist())


def _nearest_fairway(network: TangentNetwork, place: Place, start: FloatArray) -> NDArray[np.int64]:
    nodes = network.corners.fairway
    cosine = network.corners.at[nodes] @ start
    some = np.argsort(-cosine, kind="stable")[:SNAPS]
    away = np.arccos(np.clip(cosine[some], -1, 1)) * waters.EARTH_NM
    if away[0] > LONGEST_SNAP_NM:
        raise NotAtSeaError(
            f"The sea network does not reach {place.name}: its nearest fairway is "
            f"{away[0]:.0f} nm away.",
            hint="Give a port, or a position at sea.",
        )
    return np.asarray(nodes[some[away <= max(away[0] + 1.0, 2 * away[0])]])


def _straight(
    graph: SeaGraph, place: Place, lon: FloatArray, lat: FloatArray, nodes: list[int]
) -> tuple[Leg, ...]:
    start = place.position
    lengths = geo.lengths_nm(np.full(len(lon), start.lon), np.full(len(lon), start.lat), lon, lat)
    found = graph.gate_lines.crossings(start.lon, start.lat, lon, lat)
    crossings: list[list[tuple[str, float]]] = [[] for _ in nodes]
    for leg, gate, fraction in zip(
        found.leg.tolist(), found.gate.tolist(), found.fraction.tolist(), strict=True
    ):
        if gate != WALL:
            crossings[leg].append((graph.gate_ids[gate], fraction))
    return tuple(
        Leg(node, length, 0.0, tuple(gates))
        for node, length, gates in zip(nodes, lengths.tolist(), crossings, strict=True)
    )
