"""Two positions on open water: only what can lie on the way between them is looked at.

A position sees hundreds of nodes, of thousands that might be seen. Nearly all of them can be left
alone: even if it went on straight from there, a way over them would be longer than one that is
already known.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.geo import FloatArray
from navroute.network import sight
from navroute.network.hierarchy import Bound
from navroute.network.reach import UNIT_NM, Coast, vector_of
from navroute.network.waters import EARTH_NM, reduced_vectors
from navroute.network.ways import Ways

if TYPE_CHECKING:
    from navroute.network.seanet import Place

__all__ = ["Lookout", "Lookouts"]

IntArray = NDArray[np.int64]
Costs = dict[int, float]

NEAREST = 32  # nodes looked at first
PROMISING = 32
FEW = 5  # from these a first way is looked for
UNKNOWN, SEEN, HIDDEN = 0, 1, 2
# A great circle at reduced latitudes on the mean sphere is longer than the geodesic by less.
SHORTEST = 0.995


@dataclass(slots=True, eq=False)
class Lookout:
    """What a position sees, as far as it has been looked at.

    Parameters
    ----------
    start : ndarray
        Unit vector.
    lon_lat_deg : (float, float)
    some : ndarray of int
        Numbers of the nodes, among those of the tangents, that may be seen.
    least_nm : ndarray of float
        How far they are at least.
    state : ndarray of int
        Of each, whether it has been seen.
    cost_nm : ndarray of float
        Exact lengths of the legs to those that were.
    """

    start: FloatArray
    lon_lat_deg: tuple[float, float]
    some: IntArray
    least_nm: FloatArray
    state: NDArray[np.uint8]
    cost_nm: FloatArray

    @property
    def seen(self) -> IntArray:
        """Which of the nodes have been seen."""
        return np.flatnonzero(self.state == SEEN)


class Lookouts:
    """Free positions and what they see of a network.

    Parameters
    ----------
    coast : Coast
    ways : Ways
    """

    def __init__(self, coast: Coast, ways: Ways) -> None:
        self._coast = coast
        self._ways = ways
        self._at = functools.lru_cache(maxsize=1024)(self._look_out)

    def costs(
        self, origin: Place, destination: Place
    ) -> tuple[tuple[Costs, Costs], tuple[Bound, Bound]] | None:
        """Return the legs of two positions that may lie on the shortest way between them.

        And what bounds a search for it from both.

        With nothing closed but gates under ice. None if that is not to be had so: a position
        near land, or hardly any node in sight.
        """
        first, second = self._fresh(origin), self._fresh(destination)
        if first is None or second is None:
            return None
        ones, others = (first, second), (second, first)
        rest = [self._straight_nm(*each) for each in zip(ones, others, strict=True)]
        # First the nearest and those ahead.
        self._look(ones, [self._first(*each) for each in zip(ones, rest, strict=True)])
        if min(len(first.seen), len(second.seen)) < FEW or any(map(self._is_shut_in, ones)):
            return None
        limit = self._some_way(first, second, rest)
        if not np.isfinite(limit):
            return None
        self._look(ones, [self._open(*each, limit) for each in zip(ones, rest, strict=True)])
        kept = [self._within(*each, limit) for each in zip(ones, rest, strict=True)]
        return (kept[0], kept[1]), (self._bound(second, limit), self._bound(first, limit))

    def _bound(self, goal: Lookout, limit_nm: float) -> Bound:
        limit = math.ceil(limit_nm / UNIT_NM) + 1
        return Bound((self._every @ goal.start).data, EARTH_NM * SHORTEST, limit)

    @functools.cached_property
    def _every(self) -> FloatArray:
        """Unit vectors of all nodes."""
        graph = self._coast.graph
        return reduced_vectors(graph.lon_deg, graph.lat_deg)

    def _fresh(self, place: Place) -> Lookout | None:
        """Return a lookout that has seen nothing: what came before must not change an answer."""
        known = self._at(place)
        if known is None:
            return None
        return dataclasses.replace(
            known, state=np.zeros_like(known.state), cost_nm=np.zeros_like(known.cost_nm)
        )

    def _look_out(self, place: Place) -> Lookout | None:
        coast, start = self._coast, vector_of(place)
        if coast.waters.room_nm(start[None])[0][0] < 0:
            return None
        some = coast.tangents.of(start)
        angle = np.arccos(np.clip(coast.tangents.at[some] @ start, -1, 1))
        return Lookout(
            start,
            (place.position.lon, place.position.lat),
            some,
            angle * (EARTH_NM * SHORTEST),
            np.zeros(len(some), dtype=np.uint8),
            np.zeros(len(some)),
        )

    def _is_shut_in(self, one: Lookout) -> bool:
        nodes = self._coast.tangents.nodes[one.some[one.seen]]
        return self._coast.is_shut_in(one.start, nodes)

    def _first(self, one: Lookout, ahead_nm: FloatArray) -> IntArray:
        """Return the nodes to look at first: the nearest, and the most promising ones."""
        least = _smallest(one.least_nm, NEAREST), _smallest(one.least_nm + ahead_nm, PROMISING)
        which = np.zeros(len(one.some), dtype=np.bool_)
        which[np.concatenate(least)] = True
        return np.flatnonzero(which & (one.state == UNKNOWN))

    def _open(self, one: Lookout, least: FloatArray, limit: float) -> IntArray:
        return np.flatnonzero((one.state == UNKNOWN) & (one.least_nm + least <= limit))

    def _look(self, ones: tuple[Lookout, Lookout], which: list[IntArray]) -> None:
        """Find out which of some nodes are seen from each place, and how far those are."""
        coast = self._coast
        counts = [len(numbers) for numbers in which]
        if not sum(counts):
            return
        some = np.concatenate([one.some[w] for one, w in zip(ones, which, strict=True)])
        starts = np.repeat([one.start for one in ones], counts, axis=0)
        clear = sight.clear_at_sea(coast.waters, starts, coast.tangents.at[some])
        nodes = coast.tangents.nodes[some[clear]]
        from_deg = np.repeat([one.lon_lat_deg for one in ones], counts, axis=0)[clear]
        lon, lat = from_deg.T
        length = geo.lengths_nm(lon, lat, coast.graph.lon_deg[nodes], coast.graph.lat_deg[nodes])
        length = np.round(length / UNIT_NM) * UNIT_NM
        for one, numbers, seen in zip(ones, which, np.split(clear, counts[:1]), strict=True):
            one.state[numbers] = np.where(seen, SEEN, HIDDEN)
            one.cost_nm[numbers[seen]], length = np.split(length, [int(seen.sum())])

    def _straight_nm(self, one: Lookout, other: Lookout) -> FloatArray:
        """Return how far it is at least from each node of one place straight to another."""
        angle = np.arccos(np.clip(self._coast.tangents.at[one.some] @ other.start, -1, 1))
        return np.asarray(angle * (EARTH_NM * SHORTEST))

    def _some_way(self, first: Lookout, second: Lookout, rest: list[FloatArray]) -> float:
        """Return the length of a way by the most promising nodes seen."""
        ends = []
        for one, least in zip((first, second), rest, strict=True):
            seen = one.seen
            key = one.cost_nm[seen] + least[seen]
            best = seen[np.argsort(key, kind="stable")[:FEW]]
            ends.append(self._costs(one, best))
        return self._ways.open_length_nm(*ends)

    def _within(self, one: Lookout, least: FloatArray, limit: float) -> Costs:
        seen = one.seen
        return self._costs(one, seen[one.cost_nm[seen] + least[seen] <= limit + UNIT_NM])

    def _costs(self, one: Lookout, which: IntArray) -> Costs:
        nodes = self._coast.tangents.nodes[one.some[which]]
        return dict(zip(nodes.tolist(), one.cost_nm[which].tolist(), strict=True))


def _smallest(values: FloatArray, count: int) -> IntArray:
    if len(values) <= count:
        return np.arange(len(values))
    return np.asarray(np.argpartition(values, count - 1)[:count])
