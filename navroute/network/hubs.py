"""Shortest ways over the top of a hierarchy, with all open but gates under ice.

Of each node there some hubs are shipped, and how far they are: so many that two nodes always
share one on a shortest way between them. So a way needs no search, only the best common hub.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute.geo import FloatArray

__all__ = ["Hubs", "Met"]

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Met:
    """The best way over a hub: its cost, its first and last node, and the halves of its arcs."""

    cost: float
    first: int
    last: int
    halves: list[int]


class Hubs:
    """Hubs of some nodes.

    Parameters
    ----------
    nodes : ndarray of int
        Ascending.
    size : ndarray of int
        How many hubs each of them has.
    hub : ndarray of int
        One node after the other, ascending for each.
    distance : ndarray of float
    half : ndarray of int
        The half of an arc that leads on towards the hub, -1 at the hub itself.
    heads : ndarray of int
        Where each half of an arc leads to.
    """

    def __init__(
        self,
        nodes: IntArray,
        size: IntArray,
        hub: IntArray,
        distance: FloatArray,
        half: NDArray[np.int32],
        heads: NDArray[np.int32],
    ) -> None:
        self._number = dict(zip(nodes.tolist(), range(len(nodes)), strict=True))
        self._nodes = nodes
        self._first = np.concatenate([[0], np.cumsum(size)])
        self._hub = hub
        self._distance = distance
        self._half = half
        self._heads = heads

    def meeting(self, starts: Mapping[int, float], ends: Mapping[int, float]) -> Met | None:
        """Return the best way from a start to an end that are nodes here, or None."""
        there, back = self._reach(starts), self._reach(ends)
        if there is None or back is None:
            return None
        total = there.best + back.best
        hub = int(np.argmin(total))
        if not np.isfinite(total[hub]):
            return None
        first, ahead = self._way(there, hub)
        last, behind = self._way(back, hub)
        return Met(float(total[hub]), first, last, ahead + [half ^ 1 for half in behind[::-1]])

    def _reach(self, costs: Mapping[int, float]) -> _Reach | None:
        known = self._number
        mine = [(known[node], cost) for node, cost in costs.items() if node in known]
        if not mine:
            return None
        mine.sort()
        number = np.array([number for number, _ in mine])
        spent = np.array([cost for _, cost in mine])
        count = self._first[number + 1] - self._first[number]
        entry = np.repeat(self._first[number] - np.cumsum(count) + count, count)
        entry += np.arange(len(entry))
        hub, cost = self._hub[entry], self._distance[entry] + np.repeat(spent, count)
        best = np.full(len(self._nodes), np.inf)
        np.minimum.at(best, hub, cost)
        return _Reach(best, number, count, hub, cost)

    def _way(self, reach: _Reach, hub: int) -> tuple[int, list[int]]:
        """Return the node where the way to a hub begins, and the halves of its arcs."""
        entry = int(np.flatnonzero((reach.hub == hub) & (reach.cost == reach.best[hub]))[0])
        at = int(np.searchsorted(np.cumsum(reach.count), entry, side="right"))
        node = first = int(self._nodes[reach.number[at]])
        halves: list[int] = []
        while True:
            number = self._number[node]
            begin, stop = int(self._first[number]), int(self._first[number + 1])
            half = int(self._half[begin + int(np.searchsorted(self._hub[begin:stop], hub))])
            if half < 0:
                return first, halves
            halves.append(half)
            node = int(self._heads[half])


@dataclass(frozen=True, slots=True, eq=False)
class _Reach:
    """What the hubs cost from somewhere, and by which nodes."""

    best: FloatArray
    number: IntArray
    count: IntArray
    hub: IntArray
    cost: FloatArray
