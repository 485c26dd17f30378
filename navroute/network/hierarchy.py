"""Shortest paths by shortcuts: a contraction hierarchy whose gates can be closed at will.

Every node but those of a core was contracted over edges that cross no gate, so those shortcuts
hold whatever is closed. A search climbs from both ends, in about a hundred steps each, until both
climbs meet, or in the core, where :mod:`navroute.network.core` goes on past the closed gates. With
nothing closed but gates under ice the climbs go on through the core, which was contracted as well
(:mod:`navroute.chart.sea.hierarchy` tells how).

Lengths are whole millionths of a nautical mile (1.9 mm) kept as floats: sums are exact in any
order, so that A to B and B to A are equally long to the last digit. Ties go to the smaller node.
"""

from __future__ import annotations

import functools
import heapq
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute.geo import FloatArray
from navroute.network.arrays import read_arrays, unfit
from navroute.network.graph import SeaGraph
from navroute.network.hubs import Hubs

__all__ = [
    "CORE",
    "FLIPPED",
    "LAST",
    "UNIT_NM",
    "UP",
    "Bound",
    "Climb",
    "Hierarchy",
    "meeting",
    "whole_lengths",
]

FILE = "network/hierarchy.npz"
UNIT_NM = 1e-6
ROUNDING = 1e-9  # of cosines: none of it may cost a way
# Flags of an arc. Lower and upper end: which is contracted first.
UP = 1  # part of the climb from its lower end
CORE = 2  # between nodes of the core; a gate-crossing edge or free of gates
LAST = 4  # between ends of gates under ice; such an edge, or as short as can be without them
FLIPPED = 8  # of an edge: its second node is the lower end

IntArray = NDArray[np.int64]


def whole_lengths(length_nm: FloatArray) -> FloatArray:
    """Return lengths as whole numbers of :data:`UNIT_NM`, none of them 0."""
    return np.asarray(np.maximum(np.round(length_nm / UNIT_NM), 1.0))


@dataclass(frozen=True, slots=True)
class Climb:
    """What lies above the places that a search began at.

    Parameters
    ----------
    cost : dict of node to float
        In :data:`UNIT_NM`; of the nodes whose cost may be the least there is.
    came : dict of node to int
        Arc that leads up to a node; none for the places themselves.
    """

    cost: dict[int, float]
    came: dict[int, int]


@dataclass(frozen=True, slots=True)
class Bound:
    """What keeps a climb from nodes that no way shorter than a known one can lead over.

    Parameters
    ----------
    nearness : memoryview of float
        Of each node, the cosine of the angle to the place that the way leads to.
    radius_nm : float
        A way from a node is at least as long as its angle times this.
    limit : float
        Length of the known way, in :data:`UNIT_NM`.
    """

    nearness: memoryview
    radius_nm: float
    limit: float

    def excludes(self, node: int, spent: float) -> bool:
        """Tell whether a way over a node, reached after so much, is longer than the known one."""
        left = max(self.limit - spent, 0.0) * UNIT_NM / self.radius_nm
        return bool(left < math.pi and self.nearness[node] < math.cos(left) - ROUNDING)


class Hierarchy:
    """Arcs of a sea graph and its shortcuts.

    Parameters
    ----------
    graph : SeaGraph
    arrays : mapping
        As the builder gives them.

    Attributes
    ----------
    pocket : ndarray of int, shape (nodes,)
        Of fairways that join the open sea at one place only the node there; else -1.
    hubs : Hubs
        Of the nodes at the top.
    """

    def __init__(self, graph: SeaGraph, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        whole, edge_flags = whole_lengths(graph.edge_nm), arrays["edge_flags"]
        if len(edge_flags) != len(whole) or float(arrays["total"]) != whole.sum():
            raise ValueError("the hierarchy is that of another graph")
        self.graph = graph
        self.last_gates = frozenset(str(gate) for gate in arrays["last_gates"])
        self.flags = np.concatenate([edge_flags, arrays["cut_flags"]]).astype(np.uint8)
        self._edges = len(graph.edge_nm)
        count = len(self.flags)
        self.end, self.weight = np.empty(2 * count, np.int32), np.empty(count)
        left, right = (np.asarray(arrays[key], np.int32) for key in ("cut_left", "cut_right"))
        self._measure(left, right, np.asarray(arrays["depth_size"], np.int64))
        # Read item by item: so they come as plain numbers, and fast.
        self._left, self._right, self._end = left.data, right.data, self.end.data
        self._above: dict[int, tuple[tuple[int, float, int], ...]] = {}
        self.pocket = np.asarray(arrays["pocket"], np.int32)
        ends = np.cumsum(arrays["label_size"], dtype=np.int64).tolist()
        nodes = arrays["label_node"].tolist()
        self._label = dict(zip(nodes, zip([0, *ends[:-1]], ends, strict=True), strict=True))
        self._label_arc = np.asarray(arrays["label_arc"], np.int32)
        self._label_parent = np.asarray(arrays["label_parent"], np.uint16)
        self.hubs = Hubs(arrays, self.end, self.weight)

    @classmethod
    def from_file(cls, graph: SeaGraph, name: str = FILE) -> Hierarchy:
        """Read what was shipped with a graph.

        Raises
        ------
        DataError
            The file is missing, damaged or of another graph.
        """
        what = "fit the sea network"
        arrays = read_arrays(name, what)
        try:
            return cls(graph, arrays)
        except (KeyError, ValueError, TypeError) as error:
            raise unfit(name, what) from error

    def _measure(
        self, cut_left: NDArray[np.int32], cut_right: NDArray[np.int32], depth_size: IntArray
    ) -> None:
        """Find the ends and the length of every arc, the shallow shortcuts first.

        ``end`` holds the upper end of arc a at 2a, its lower end at 2a + 1.
        """
        edges = self._edges
        flipped = (self.flags[:edges] & FLIPPED) != 0
        first, second = self.graph.edge_nodes.T
        self.end[0 : 2 * edges : 2] = np.where(flipped, first, second)
        self.end[1 : 2 * edges : 2] = np.where(flipped, second, first)
        self.weight[:edges] = whole_lengths(self.graph.edge_nm)
        begin = 0
        for size in depth_size.tolist():
            left, right = cut_left[begin : begin + size], cut_right[begin : begin + size]
            own = slice(edges + begin, edges + begin + size)
            self.weight[own] = self.weight[left >> 1] + self.weight[right >> 1]
            self.end[2 * own.start : 2 * own.stop : 2] = self.end[right]
            self.end[2 * own.start + 1 : 2 * own.stop : 2] = self.end[left ^ 1]
            begin += size

    @functools.cached_property
    def _upward(self) -> tuple[IntArray, IntArray]:
        """First arc that leads up from each node (and the end), and these arcs."""
        upward = np.flatnonzero(self.flags & UP)
        lower = self.end[2 * upward + 1]
        first = np.zeros(len(self.graph.lon_deg) + 1, dtype=np.int64)
        np.cumsum(np.bincount(lower, minlength=len(first) - 1), out=first[1:])
        return first, upward[_sorting(lower)]

    @functools.cached_property
    def is_core(self) -> NDArray[np.bool_]:
        """Which nodes are part of the core."""
        found = np.zeros(len(self.graph.lon_deg), dtype=np.bool_)
        arcs = np.flatnonzero(self.flags & CORE)
        found[self.end[2 * arcs]] = found[self.end[2 * arcs + 1]] = True
        return found

    def above(self, node: int) -> tuple[tuple[int, float, int], ...]:
        """Return upper end, length and number of the arcs that lead up from a node."""
        known = self._above.get(node)
        if known is None:
            first, upward = self._upward
            arcs = upward[first[node] : first[node + 1]]
            heads, lengths = self.end[2 * arcs].tolist(), self.weight[arcs].tolist()
            known = self._above[node] = tuple(zip(heads, lengths, arcs.tolist(), strict=True))
        return known

    def climb(
        self,
        starts: Mapping[int, float],
        *,
        into_core: bool = True,
        bound: Bound | None = None,
    ) -> Climb:
        """Return what lies above some nodes, given what it costs to get to each.

        Parameters
        ----------
        starts : mapping of node to float
            In :data:`UNIT_NM`.
        into_core : bool
            Whether to go on above nodes of the core.
        bound : Bound, optional
            Nodes too far from where the way leads to are left out.
        """
        if into_core and len(starts) == 1:
            ((node, spent),) = starts.items()
            if spent == 0.0 and node in self._label:
                return self._shipped(node)
        above, is_core = self._above, None if into_core else self.is_core
        best = dict(starts)
        came: dict[int, int] = {}
        cost: dict[int, float] = {}
        queue = [(spent, node) for node, spent in starts.items()]
        heapq.heapify(queue)
        push, pop = heapq.heappush, heapq.heappop
        while queue:
            spent, node = pop(queue)
            if spent > best[node] or (bound is not None and bound.excludes(node, spent)):
                continue
            if is_core is not None and is_core[node]:
                cost[node] = spent
                continue
            arcs = above[node] if node in above else self.above(node)
            for head, length, _ in arcs:
                if head in best and best[head] + length < spent:
                    break  # there is a shorter way here, down from above: no use going on
            else:
                cost[node] = spent
                for head, length, arc in arcs:
                    ahead = spent + length
                    if head not in best or ahead < best[head]:
                        best[head] = ahead
                        came[head] = arc
                        push(queue, (ahead, head))
        return Climb(cost, came)

    def _shipped(self, node: int) -> Climb:
        """Return the climb from the seat of a port, which was worked out beforehand."""
        begin, stop = self._label[node]
        arcs = self._label_arc[begin:stop]
        nodes, costs = [node, *self.end[2 * arcs].tolist()], [0.0]
        lengths, parents = self.weight[arcs].tolist(), self._label_parent[begin:stop].tolist()
        for length, parent in zip(lengths, parents, strict=True):
            costs.append(costs[parent] + length)
        came = dict(zip(nodes[1:], arcs.tolist(), strict=True))
        return Climb(dict(zip(nodes, costs, strict=True)), came)

    def down(self, climb: Climb, node: int) -> list[int]:
        """Return the upward halves of the arcs from a node down to where a climb began."""
        halves = []
        came, end = climb.came, self._end
        while node in came:
            half = 2 * came[node]
            halves.append(half)
            node = end[half + 1]
        return halves

    def edges_of(self, halves: list[int]) -> list[int]:
        """Return the halves of edges that a way over halves of arcs consists of.

        Half 2a of arc a runs from its lower to its upper end, half 2a + 1 the other way.
        """
        bound, cut = 2 * self._edges, self._edges
        left, right = self._left, self._right
        stack, found = halves[::-1], []
        while stack:
            half = stack.pop()
            if half < bound:
                found.append(half)
                continue
            shortcut = (half >> 1) - cut
            if half & 1:
                stack.append(left[shortcut] ^ 1)
                stack.append(right[shortcut] ^ 1)
            else:
                stack.append(right[shortcut])
                stack.append(left[shortcut])
        return found


def _sorting(keys: NDArray[np.int32]) -> IntArray:
    """Return the stable order of node numbers: by halves of 16 bits, which is far faster."""
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    return np.asarray(order[np.argsort((keys[order] >> 16).astype(np.uint16), kind="stable")])


def meeting(first: Climb, second: Climb) -> tuple[float, int]:
    """Return the least cost of two climbs together and where they meet; -1: nowhere."""
    there, best, at = second.cost, math.inf, -1
    for node, spent in first.cost.items():
        if node in there:
            total = spent + there[node]
            if total < best or (total == best and node < at):
                best, at = total, node
    return best, at
