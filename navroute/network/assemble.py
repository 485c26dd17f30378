"""From a found path to vertices, miles and gates in order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from navroute import geo
from navroute.geo import FloatArray
from navroute.network.gates import WALL
from navroute.network.graph import KINDS, SeaGraph
from navroute.network.legs import Leg
from navroute.network.path import Crossing, SeaPath
from navroute.network.search import Found
from navroute.positions import Position

if TYPE_CHECKING:
    from navroute.ports import Port

__all__ = ["Draft", "Points"]

LONG_APPROACH_NM = 30.0
STRAIGHT_NM = 3.0  # of a leg that may cross land, where all others keep clear of it
AT_SEAT_DEG = 0.004  # farther from its seat, a port is not where its ships lie
INLAND_WARNING = (
    "Part of the way is the St Lawrence Seaway or the Great Lakes, whose locks, limits and winter "
    "closure are not checked."
)

UNIT_NM = 1e-6  # lengths are summed in whole numbers of it: both ways round to the same digit

Place: TypeAlias = "Port | Position"
CrossingAt = tuple[int, str, float]
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A path before it is measured.

    Parameters
    ----------
    vertices : ndarray of float, shape (n, 2)
        Longitude and latitude.
    lengths_nm : ndarray of float, shape (n - 1,)
        Of the legs between them.
    crossings : list of tuple of (int, str, float)
        Leg, gate crossed and the share of the leg run there, in order.
    through_network : bool
        Whether the first and the last leg only lead from a place to the network.
    inland : bool
        Whether part of it is inland water.
    whatever : (bool, bool)
        Whether the first and the last leg are drawn straight whatever lies between.
    """

    vertices: FloatArray
    lengths_nm: FloatArray
    crossings: list[CrossingAt]
    through_network: bool
    inland: bool = False
    whatever: tuple[bool, bool] = (False, False)

    @classmethod
    def direct(cls, origin: Place, destination: Place, leg: Leg) -> Draft:
        """Return the straight way between two places."""
        crossings = [(0, gate, fraction) for gate, fraction in leg.crossings]
        vertices = np.array([_key(origin), _key(destination)])
        return cls(vertices, np.array([leg.length_nm]), crossings, through_network=False)

    @classmethod
    def found(
        cls,
        graph: SeaGraph,
        places: tuple[Place, Place],
        found: Found,
        ends: tuple[Leg, Leg],
        *,
        exact: bool = False,
    ) -> Draft:
        """Return the way through the nodes found, with the legs at both ends.

        ``exact`` tells that these legs are as good as any other, not mere approaches.
        """
        nodes, edges = np.array(found.nodes), np.array(found.edges, dtype=np.int64)
        vertices = np.empty((len(nodes) + 2, 2))
        vertices[0], vertices[-1] = _key(places[0]), _key(places[1])
        vertices[1:-1, 0], vertices[1:-1, 1] = graph.lon_deg[nodes], graph.lat_deg[nodes]
        lengths = np.empty(len(edges) + 2)
        lengths[0], lengths[-1] = ends[0].length_nm, ends[1].length_nm
        lengths[1:-1] = graph.edge_nm[edges]
        crossings = [(0, gate, fraction) for gate, fraction in ends[0].crossings]
        for leg, edge in enumerate(found.edges, start=1):
            if edge in graph.edge_crossings:
                ahead = graph.edge_nodes[edge, 0] == found.nodes[leg - 1]
                crossed = graph.edge_crossings[edge]
                crossings += [(leg, *c) for c in (crossed if ahead else _turn(crossed))]
        crossings += [(len(edges) + 1, *c) for c in _turn(ends[1].crossings)]
        inland = bool((graph.edge_kind[edges] == KINDS.index("inland")).any())
        return cls(vertices, lengths, crossings, through_network=not exact, inland=inland)

    def between(self, graph: SeaGraph, head: Points, tail: Points) -> Draft:
        """Return the way with other points before and behind it, all as (lon, lat)."""
        ends = np.array(head).reshape(-1, 2), np.array(tail[::-1]).reshape(-1, 2)
        vertices = np.vstack([ends[0], self.vertices, ends[1]])
        first, last = len(ends[0]), len(vertices) - len(ends[1])
        lengths, crossings = [], [(leg + first, gate, share) for leg, gate, share in self.crossings]
        for part in (slice(0, first + 1), slice(last - 1, len(vertices))):
            lon, lat = vertices[part].T
            lengths.append(geo.lengths_nm(lon[:-1], lat[:-1], lon[1:], lat[1:]))
            if len(lon) < 2:
                continue
            found = graph.gate_lines.crossings(lon[:-1], lat[:-1], lon[1:], lat[1:])
            crossings += [
                (leg + part.start, graph.gate_ids[gate], share)
                for leg, gate, share in zip(
                    found.leg.tolist(), found.gate.tolist(), found.fraction.tolist(), strict=True
                )
                if gate != WALL
            ]
        return Draft(
            vertices,
            np.concatenate([lengths[0], self.lengths_nm, lengths[1]]),
            sorted(crossings, key=lambda c: (c[0], c[2])),
            self.through_network,
            self.inland,
            self.whatever,
        )

    def reversed(self) -> Draft:
        """Return the same way the other way round."""
        last = len(self.lengths_nm) - 1
        return Draft(
            self.vertices[::-1],
            self.lengths_nm[::-1],
            [(last - leg, gate, 1.0 - share) for leg, gate, share in reversed(self.crossings)],
            self.through_network,
            self.inland,
            self.whatever[::-1],
        )

    def measured(self, origin: Place, destination: Place) -> SeaPath:
        """Return the path with distances run, gates in order and warnings."""
        whole = np.round(self.lengths_nm / UNIT_NM)
        runs = np.empty(len(whole) + 1)
        runs[0] = 0.0
        np.cumsum(whole, out=runs[1:])
        runs *= UNIT_NM
        points = self.vertices
        first, last = (self.through_network or whatever for whatever in self.whatever)
        approach = float(self.lengths_nm[0]) * first, float(self.lengths_nm[-1]) * last
        long_nm = LONG_APPROACH_NM if self.through_network else STRAIGHT_NM
        crossings = _once(self._crossings(runs)) if self.crossings else ()
        if not whole.all():
            keep = np.concatenate([[True], whole > 0])
            if not keep[-1]:
                keep[-2:] = _at_water(points[-2], points[-1])[::-1]
            if not whole[0]:
                keep[:2] = _at_water(points[1], points[0])
            points, runs = points[keep], runs[keep]
        return SeaPath(
            lon_lat_deg=points,
            distance_run_nm=runs,
            crossings=crossings,
            approach_nm=approach,
            warnings=_warnings(origin, destination, approach, long_nm, inland=self.inland),
        )

    def _crossings(self, runs: FloatArray) -> Iterator[Crossing]:
        legs = [leg for leg, _, _ in self.crossings]
        shares = [share for _, _, share in self.crossings]
        after = [leg + 1 for leg in legs]
        points = geo.points_along(self.vertices[legs], self.vertices[after], shares)
        crossed = runs[legs] + np.array(shares) * (runs[after] - runs[legs])
        for (_, gate, _), run, (lon, lat) in zip(
            self.crossings, crossed.tolist(), points, strict=True
        ):
            yield Crossing(gate, run, Position(lat=lat, lon=lon))


def _at_water(seat: FloatArray, port: FloatArray) -> tuple[bool, bool]:
    """Return whether the port stays, and its seat: the port, unless it lies away from the water."""
    away = bool(np.abs(port - seat).max() > AT_SEAT_DEG)
    return not away, away


def _warnings(
    origin: Place,
    destination: Place,
    approach_nm: tuple[float, float],
    long_nm: float,
    *,
    inland: bool,
) -> tuple[str, ...]:
    texts = ("from {} to the network", "from the network to {}")
    long = [
        f"{length:.0f} nm {text.format(place.name)}"
        for text, place, length in zip(texts, (origin, destination), approach_nm, strict=True)
        if length > long_nm
    ]
    warnings = [f"The way runs in a straight line for {' and '.join(long)}."] if long else []
    if inland:
        warnings.append(INLAND_WARNING)
    return tuple(warnings)


def _once(crossings: Iterable[Crossing]) -> tuple[Crossing, ...]:
    """Return the crossings without repeats: a gate line with a bend can be crossed twice."""
    return tuple(next(same) for _, same in itertools.groupby(crossings, key=lambda c: c.chokepoint))


def _key(place: Place) -> tuple[float, float]:
    return place.position.lon, place.position.lat


def _turn(crossings: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    return tuple((gate, 1.0 - fraction) for gate, fraction in reversed(crossings))
