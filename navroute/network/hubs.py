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
from navroute.network.packing import unpack_bytes

__all__ = ["Hubs", "Met"]

IntArray = NDArray[np.int64]

CHUNK = 65536
PATIENCE = 12  # reaches after which distances are worth working out for all hubs


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
    arrays : mapping
        As the builder gives them: ``top_node`` ascending, ``hub_size`` of each how many hubs it
        has, and of these ``hub``, ascending for each node, ``hub_half`` the half of an arc that
        leads on towards the hub (-1 at the hub itself), and ``hub_next`` which of the hubs of the
        node there it is; the numbers of hubs are packed by byte.
    heads : ndarray of int
        Where each half of an arc leads to.
    weight : ndarray of float
        Of each arc.
    """

    def __init__(
        self,
        arrays: Mapping[str, NDArray[np.generic]],
        heads: NDArray[np.int32],
        weight: FloatArray,
    ) -> None:
        self._nodes = np.asarray(arrays["top_node"], np.int64)
        self._number = dict(zip(self._nodes.tolist(), range(len(self._nodes)), strict=True))
        self._first = np.concatenate([[0], np.cumsum(arrays["hub_size"], dtype=np.int64)])
        self._hub = unpack_bytes(np.asarray(arrays["hub"], np.uint8), np.uint16, steps=True)
        self._half = np.asarray(arrays["hub_half"], np.int32)
        self._next = unpack_bytes(np.asarray(arrays["hub_next"], np.uint8), np.uint16)
        self._heads, self._weight = heads, weight
        self._begin = np.zeros(int(heads.max(initial=0)) + 1, dtype=np.int32)
        self._begin[self._nodes] = self._first[:-1]
        self._distance: FloatArray | None = None
        self._reaches = 0

    def _distances(self, entry: IntArray) -> FloatArray:
        """Return how far some hubs are; after a while they are worked out for all."""
        self._reaches += 1
        if self._distance is None and self._reaches > PATIENCE:
            parts = np.array_split(np.arange(len(self._hub)), len(self._hub) // CHUNK + 1)
            self._distance = np.concatenate([self._walked(part) for part in parts])
        return self._walked(entry) if self._distance is None else self._distance[entry]

    def _walked(self, entry: IntArray) -> FloatArray:
        """Return how far some hubs are, arc by arc."""
        found, left = np.zeros(len(entry)), np.arange(len(entry))
        while len(left):
            half = self._half[entry]
            on = half >= 0
            left, half, entry = left[on], half[on], entry[on]
            found[left] += self._weight[half >> 1]
            entry = self._begin[self._heads[half]] + self._next[entry]
        return found

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
        hub, cost = self._hub[entry], self._distances(entry) + np.repeat(spent, count)
        best = np.full(len(self._nodes), np.inf)
        np.minimum.at(best, hub, cost)
        return _Reach(best, number, count, hub, cost)

    def _way(self, reach: _Reach, hub: int) -> tuple[int, list[int]]:
        """Return the node where the way to a hub begins, and the halves of its arcs."""
        entry = int(np.flatnonzero((reach.hub == hub) & (reach.cost == reach.best[hub]))[0])
        at = int(np.searchsorted(np.cumsum(reach.count), entry, side="right"))
        number = int(reach.number[at])
        begin, stop = int(self._first[number]), int(self._first[number + 1])
        at = begin + int(np.searchsorted(self._hub[begin:stop], hub))
        halves: list[int] = []
        while (half := int(self._half[at])) >= 0:
            halves.append(half)
            at = int(self._begin[self._heads[half]]) + int(self._next[at])
        return int(self._nodes[number]), halves


@dataclass(frozen=True, slots=True, eq=False)
class _Reach:
    """What the hubs cost from somewhere, and by which nodes."""

    best: FloatArray
    number: IntArray
    count: IntArray
    hub: NDArray[np.int32]
    cost: FloatArray
