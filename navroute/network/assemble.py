"""From a found path to vertices, miles and gates in order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from navroute import geo
from navroute.geo import FloatArray
from navroute.network.attach import Leg
from navroute.network.graph import KINDS, SeaGraph
from navroute.network.path import Crossing, SeaPath
from navroute.network.search import Found
from navroute.positions import Position

if TYPE_CHECKING:
    from navroute.ports import Port

__all__ = ["Draft"]

LONG_APPROACH_NM = 30.0
INLAND_WARNING = (
    "Part of the way is the St Lawrence Seaway or the Great Lakes, whose locks, limits and winter "
    "closure are not checked."
)

Place: TypeAlias = "Port | Position"
CrossingAt = tuple[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A path before it is measured.

    Parameters
    ----------
    vertices : list of (lon, lat)
    legs : list of tuple of (str, float)
        For each leg between vertices the gates crossed and the share of the leg run at each.
    through_network : bool
        False for one straight leg from place to place.
    inland : bool
        Whether part of it is inland water.
    """

    vertices: list[tuple[float, float]]
    legs: list[tuple[CrossingAt, ...]]
    through_network: bool
    inland: bool = False

    @classmethod
    def direct(cls, origin: Place, destination: Place, leg: Leg) -> Draft:
        """Return the straight way between two places."""
        return cls([_key(origin), _key(destination)], [leg.crossings], through_network=False)

    @classmethod
    def found(
        cls, graph: SeaGraph, places: tuple[Place, Place], found: Found, ends: tuple[Leg, Leg]
    ) -> Draft:
        """Return the way through the nodes found, with the legs at both ends."""
        nodes = list(found.nodes)
        lon, lat = graph.lon_deg[nodes].tolist(), graph.lat_deg[nodes].tolist()
        vertices = [_key(places[0]), *zip(lon, lat, strict=True), _key(places[1])]
        legs = [ends[0].crossings]
        for node, edge in zip(nodes, found.edges, strict=False):
            crossings = graph.edge_crossings.get(edge, ())
            legs.append(crossings if graph.edge_nodes[edge, 0] == node else _turn(crossings))
        inland = any(graph.edge_kind[list(found.edges)] == KINDS.index("inland"))
        return cls(vertices, [*legs, _turn(ends[1].crossings)], through_network=True, inland=inland)

    def reversed(self) -> Draft:
        """Return the same way the other way round."""
        return Draft(
            self.vertices[::-1],
            [_turn(leg) for leg in self.legs[::-1]],
            self.through_network,
            self.inland,
        )

    def measured(self, origin: Place, destination: Place) -> SeaPath:
        """Return the path with distances run, gates in order and warnings."""
        points: FloatArray = np.array(self.vertices)
        lengths = geo.lengths_nm(*points[:-1].T, *points[1:].T)
        runs = np.concatenate([[0.0], np.cumsum(lengths)])
        keep = np.concatenate([[True], lengths > 1e-6])
        approach = (float(lengths[0]), float(lengths[-1])) if self.through_network else (0.0, 0.0)
        return SeaPath(
            lon_lat_deg=points[keep],
            distance_run_nm=runs[keep],
            crossings=_once(self._crossings(points, runs)),
            approach_nm=approach,
            warnings=_warnings(origin, destination, approach, inland=self.inland),
        )

    def _crossings(self, points: FloatArray, runs: FloatArray) -> Iterator[Crossing]:
        for index, leg in enumerate(self.legs):
            for gate, fraction in leg:
                first, second = points[index].tolist(), points[index + 1].tolist()
                lon, lat = geo.along(*first, *second, fraction=fraction)
                run = runs[index] + fraction * (runs[index + 1] - runs[index])
                yield Crossing(gate, float(run), Position(lat=lat, lon=lon))


def _warnings(
    origin: Place, destination: Place, approach_nm: tuple[float, float], *, inland: bool
) -> tuple[str, ...]:
    texts = ("from {} to the network", "from the network to {}")
    long = [
        f"{length:.0f} nm {text.format(place.name)}"
        for text, place, length in zip(texts, (origin, destination), approach_nm, strict=True)
        if length > LONG_APPROACH_NM
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


def _turn(crossings: tuple[CrossingAt, ...]) -> tuple[CrossingAt, ...]:
    return tuple((gate, 1.0 - fraction) for gate, fraction in reversed(crossings))
