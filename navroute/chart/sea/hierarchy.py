"""Build data/network/hierarchy.npz, by which a shortest path takes microseconds.

Run ``python -m navroute.chart.sea.hierarchy`` after the sea network has been rebuilt.

A contraction hierarchy in two steps, so that any gates can be closed without work beforehand.
First every node is contracted that no gate-crossing edge ends at, over edges that cross no gate:
these shortcuts hold whatever is closed. What is left is the core, and a search with gates closed
runs over the core's arcs and the gate-crossing edges that are open. Then the core is contracted
too, as if all was open but the gates under ice; their ends are left, a handful of nodes. A
shortest path with all open that crosses nothing closed is also the answer with gates closed.
"""

from __future__ import annotations

import argparse
import heapq
import itertools
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute import chokepoints
from navroute.chart.manifest import DATA
from navroute.chart.sea.contract import contract
from navroute.chart.sea.hubs import all_distances, label
from navroute.chart.sea.ship import write_arrays
from navroute.network.graph import KINDS, SeaGraph
from navroute.network.hierarchy import CORE, FLIPPED, LAST, UP, whole_lengths
from navroute.network.packing import pack_bytes
from navroute.network.tangents import ADRIFT

__all__ = ["build", "main"]

# A node whose contraction would add more shortcuts than this is left in the core: the last few
# thousand would each be joined to all others, and the core is searched faster without that.
MOST, MOST_LAST = 30, 150

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(slots=True)
class _Arcs:
    """Edges, then shortcuts; a half is twice the arc's number, and one more when turned round."""

    tail: IntArray
    head: IntArray
    weight: NDArray[np.float64]
    flags: NDArray[np.uint8]
    left: IntArray
    right: IntArray

    def half(self, arc: IntArray, start: IntArray) -> IntArray:
        return np.asarray(2 * arc + (self.tail[arc] != start))

    def contract(self, chosen: IntArray, stay: BoolArray, most: int) -> tuple[IntArray, IntArray]:
        """Contract the graph of some arcs, add the shortcuts; return ranks and the live arcs."""
        rank, end, weight, dead, left, right = contract(
            self.tail[chosen], self.head[chosen], self.weight[chosen], stay, most
        )
        fresh = np.arange(len(chosen), len(weight))
        first = len(self.weight)
        number = np.concatenate([chosen, first + fresh - len(chosen)])
        self.head = np.concatenate([self.head, end[2 * fresh]])
        self.tail = np.concatenate([self.tail, end[2 * fresh + 1]])
        self.weight = np.concatenate([self.weight, weight[fresh]])
        self.flags = np.concatenate([self.flags, np.zeros(len(fresh), np.uint8)])
        new = first + np.arange(len(fresh))
        halves = (
            self.half(number[left[fresh]], self.tail[new]),
            self.half(number[right[fresh]], self.head[new]) ^ 1,
        )
        self.left = np.concatenate([self.left, halves[0]])
        self.right = np.concatenate([self.right, halves[1]])
        return rank.astype(np.int64), number[~dead]

    def turn(self, arcs: IntArray, edges: int) -> None:
        """Turn arcs round: shortcuts in themselves, edges by their flag."""
        self.tail[arcs], self.head[arcs] = self.head[arcs], self.tail[arcs]
        cut = arcs[arcs >= edges]
        self.left[cut], self.right[cut] = self.right[cut] ^ 1, self.left[cut] ^ 1
        self.flags[arcs[arcs < edges]] |= FLIPPED
        turned = np.zeros(len(self.tail), dtype=np.int64)
        turned[arcs] = 1
        own = np.arange(edges, len(self.tail))
        self.left[own] ^= turned[self.left[own] >> 1]
        self.right[own] ^= turned[self.right[own] >> 1]


def build(
    graph: SeaGraph, seats: IntArray, report: Callable[[str], None]
) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of the hierarchy; see :mod:`navroute.network.hierarchy`."""
    edges, nodes = len(graph.edge_nm), len(graph.lon_deg)
    last = tuple(sorted(c.id for c in chokepoints.all_chokepoints() if c.ice))
    icy = np.isin(graph.gate_ids, last)[graph.crossing_gate]
    gated, iced = np.zeros((2, edges), dtype=np.bool_)
    gated[graph.crossing_edge] = True
    iced[graph.crossing_edge[icy]] = True
    core, end = np.zeros((2, nodes), dtype=np.bool_)
    core[graph.edge_nodes[gated].ravel()] = True
    end[graph.edge_nodes[iced].ravel()] = True
    arcs = _Arcs(
        graph.edge_nodes[:, 0].astype(np.int64),
        graph.edge_nodes[:, 1].astype(np.int64),
        whole_lengths(graph.edge_nm),
        np.zeros(edges, np.uint8),
        np.full(edges, -1, np.int64),
        np.full(edges, -1, np.int64),
    )
    rank, live = arcs.contract(np.flatnonzero(~gated), core, MOST)
    core = rank < 0
    both = core[arcs.tail[live]] & core[arcs.head[live]]
    arcs.flags[live[~both]] |= UP
    report(f"{(~core).sum()} nodes contracted, {core.sum()} in the core")
    arcs.flags[live[both]] |= CORE
    arcs.flags[np.flatnonzero(gated)] |= CORE
    report(f"{((arcs.flags & CORE) != 0).sum()} arcs in the core")
    chosen = np.concatenate([live[both], np.flatnonzero(gated & ~iced)])
    above, live = arcs.contract(chosen, ~core | end, MOST_LAST)
    end = core & (above < 0)
    report(f"{end.sum()} nodes at the top")
    inner = end[arcs.tail[live]] & end[arcs.head[live]]
    arcs.flags[live[~inner]] |= UP
    arcs.flags[live[inner]] |= LAST
    arcs.flags[np.flatnonzero(iced)] |= LAST
    rank[core] = np.where(end[core], 2 * nodes, above[core] + nodes)
    high = rank[arcs.tail] > rank[arcs.head]
    high |= (rank[arcs.tail] == rank[arcs.head]) & (arcs.tail > arcs.head)
    arcs.turn(np.flatnonzero(high), edges)
    arcs, depths = _sorted(arcs, edges)
    report(f"{len(arcs.weight) - edges} shortcuts, {len(depths)} deep")
    top = _Top.of(arcs, np.flatnonzero(end), iced)
    entries, parents, sizes = _labels(arcs, rank, np.unique(seats), top)
    report(f"{len(entries)} entries of {len(sizes)} labels")
    hubs = top.labels(arcs)
    report(f"{hubs['hub_size'].sum()} hubs of {len(top.nodes)} nodes at the top")
    return {
        "edge_flags": arcs.flags[:edges],
        "cut_flags": arcs.flags[edges:],
        "cut_left": arcs.left[edges:].astype(np.int32),
        "cut_right": arcs.right[edges:].astype(np.int32),
        "depth_size": np.array(depths, dtype=np.int32),
        "last_gates": np.array(last),
        "total": np.array(whole_lengths(graph.edge_nm).sum()),
        "pocket": _pockets(graph),
        "label_node": np.unique(seats).astype(np.int32),
        "label_size": sizes.astype(np.int32),
        "label_arc": entries.astype(np.int32),
        "label_parent": parents.astype(np.uint16),
        **hubs,
    }


@dataclass(frozen=True, slots=True)
class _Top:
    """The nodes that are never contracted, with the arcs between them and all distances."""

    nodes: IntArray
    arcs: IntArray
    between: NDArray[np.float64]

    @classmethod
    def of(cls, arcs: _Arcs, nodes: IntArray, iced: BoolArray) -> _Top:
        chosen = np.flatnonzero(arcs.flags & LAST)
        chosen = chosen[~iced[np.minimum(chosen, len(iced) - 1)] | (chosen >= len(iced))]
        ends = cls._local(arcs, nodes, chosen)
        return cls(nodes, chosen, all_distances(len(nodes), ends, arcs.weight[chosen]))

    @staticmethod
    def _local(arcs: _Arcs, nodes: IntArray, chosen: IntArray) -> NDArray[np.int32]:
        ends = np.column_stack([arcs.tail[chosen], arcs.head[chosen]])
        return np.searchsorted(nodes, ends).astype(np.int32)

    def labels(self, arcs: _Arcs) -> dict[str, NDArray[np.generic]]:
        """Return the hubs of every node, as :mod:`navroute.network.hubs` reads them."""
        ends = self._local(arcs, self.nodes, self.arcs)
        size, hub, _, arc = label(ends, arcs.weight[self.arcs], self.between)
        owner = np.repeat(np.arange(len(size)), size)
        ahead = arc >= 0
        onward = ends[np.maximum(arc, 0)].sum(axis=1) - owner  # the other end
        key = owner * len(size) + hub
        following = np.searchsorted(key, np.where(ahead, onward * len(size) + hub, key))
        first = np.cumsum(size) - size
        half = arcs.half(self.arcs[np.maximum(arc, 0)], self.nodes[owner])
        return {
            "top_node": self.nodes.astype(np.int32),
            "hub_size": size.astype(np.int32),
            "hub": pack_bytes(hub.astype(np.uint16), steps=True),
            "hub_half": np.where(ahead, half, -1).astype(np.int32),
            "hub_next": pack_bytes(np.where(ahead, following - first[onward], 0).astype(np.uint16)),
        }

    def idle(self, cost: dict[int, float]) -> set[int]:
        """Return the nodes here that others here lead to at no more cost."""
        place = np.searchsorted(self.nodes, list(cost)).clip(max=max(len(self.nodes) - 1, 0))
        mine = [
            (int(at), node)
            for at, node in zip(place.tolist(), cost, strict=True)
            if len(self.nodes) and self.nodes[at] == node
        ]
        if len(mine) < 2:
            return set()
        at = np.array([number for number, _ in mine])
        spent = np.array([cost[node] for _, node in mine])
        by_others = spent[:, None] + self.between[np.ix_(at, at)]
        np.fill_diagonal(by_others, np.inf)
        worse = by_others.min(axis=0) <= spent
        return {node for (_, node), idle in zip(mine, worse.tolist(), strict=True) if idle}


def _pockets(graph: SeaGraph) -> NDArray[np.int32]:
    """Return for each node of a fairway that joins the open sea at one place only, that place.

    -1 for all others, and -2 for what is not joined to most of the network. Nobody goes there
    but to go there: such mouths are looked at only by those who are bound for the places behind.
    """
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    sea = graph.edge_kind == KINDS.index("sea")
    nodes = len(graph.lon_deg)

    def parts(edges: NDArray[np.int32]) -> tuple[int, NDArray[np.int32]]:
        links = np.ones(len(edges), np.uint8), (edges[:, 0], edges[:, 1])
        count, part = connected_components(csr_matrix(links, (nodes, nodes)), directed=False)
        return int(count), np.asarray(part)

    count, part = parts(graph.edge_nodes[~sea])
    mouths = np.unique(graph.edge_nodes[sea])
    single = np.bincount(part[mouths], minlength=count) == 1
    mouth = np.full(count, -1, dtype=np.int32)
    mouth[part[mouths]] = mouths
    size = np.bincount(part, minlength=count)
    pocket = np.where((single & (size > 1))[part], mouth[part], -1).astype(np.int32)
    _, whole = parts(graph.edge_nodes)
    pocket[whole != np.argmax(np.bincount(whole))] = ADRIFT
    return pocket


def _sorted(arcs: _Arcs, edges: int) -> tuple[_Arcs, list[int]]:
    """Drop the shortcuts that nothing needs; order the others by depth, then by lower end."""
    need = arcs.flags & (UP | CORE | LAST) != 0
    depth = np.zeros(len(need), dtype=np.int64)
    for arc in range(len(need) - 1, edges - 1, -1):
        if need[arc]:
            need[arcs.left[arc] >> 1] = need[arcs.right[arc] >> 1] = True
    for arc in range(edges, len(need)):
        depth[arc] = 1 + max(depth[arcs.left[arc] >> 1], depth[arcs.right[arc] >> 1])
    need[:edges] = True
    kept = np.flatnonzero(need)
    kept = kept[np.lexsort((arcs.head[kept], arcs.tail[kept], depth[kept]))]
    kept = np.concatenate([np.arange(edges), kept[kept >= edges]])
    number = np.full(len(need), -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    left, right = (
        np.where(child >= 0, 2 * number[child >> 1] + (child & 1), -1)[kept]
        for child in (arcs.left, arcs.right)
    )
    found = _Arcs(
        arcs.tail[kept], arcs.head[kept], arcs.weight[kept], arcs.flags[kept], left, right
    )
    return found, np.bincount(depth[kept])[1:].tolist()


def _labels(
    arcs: _Arcs, rank: IntArray, seats: IntArray, top: _Top
) -> tuple[IntArray, IntArray, IntArray]:
    """Return for each seat what a search upward from it reaches on a shortest path.

    Entry by entry the arc that leads to a node, and the entry that it comes from (0: the seat,
    i + 1: entry i).
    """
    upward = np.flatnonzero(arcs.flags & UP)
    order = upward[np.argsort(arcs.tail[upward], kind="stable")]
    bounds = np.searchsorted(arcs.tail[order], np.arange(len(rank) + 1)).tolist()
    columns = arcs.head[order].tolist(), arcs.weight[order].tolist(), order.tolist()
    above = [
        list(zip(*(column[begin:stop] for column in columns), strict=True))
        for begin, stop in itertools.pairwise(bounds)
    ]
    tail, ranks = arcs.tail.tolist(), rank.tolist()
    entries, parents, sizes = [], [], []
    for seat in seats.tolist():
        cost, came, settled = _upward(seat, above, ranks)
        place = {seat: 0}
        needed = _needed(cost, came, settled, above, tail, top.idle(cost))
        for node in settled[1:]:
            if node in needed:
                entries.append(came[node])
                parents.append(place[tail[came[node]]])
                place[node] = len(place)
        sizes.append(len(place) - 1)
    return np.array(entries), np.array(parents), np.array(sizes)


def _needed(
    cost: dict[int, float],
    came: dict[int, int],
    settled: list[int],
    above: list[list[tuple[int, float, int]]],
    tail: list[int],
    idle: set[int],
) -> set[int]:
    """Return the nodes that are not reached shorter from above, and those on the way to them."""
    least: dict[int, float] = {}
    found: set[int] = set()
    for node in reversed(settled):
        ways = [least[head] + length for head, length, _ in above[node]]
        least[node] = min([cost[node], *ways])
        if least[node] == cost[node] and node not in idle:
            while node in came and node not in found:
                found.add(node)
                node = tail[came[node]]  # noqa: PLW2901 - climbs down
    return found


def _upward(
    seat: int, above: list[list[tuple[int, float, int]]], rank: list[int]
) -> tuple[dict[int, float], dict[int, int], list[int]]:
    """Return cost and arc of what lies above a node, and the nodes from low to high."""
    cost, came = {seat: 0.0}, {}
    queue = [(rank[seat], seat)]
    settled = []
    while queue:
        _, node = heapq.heappop(queue)
        settled.append(node)
        for head, length, arc in above[node]:
            ahead = cost[node] + length
            if head not in cost:
                heapq.heappush(queue, (rank[head], head))
            if ahead < cost.get(head, np.inf):
                cost[head], came[head] = ahead, arc
    return cost, came, settled


def main() -> None:
    """Read the shipped network and write its hierarchy."""
    argparse.ArgumentParser(description="Build data/network/hierarchy.npz.").parse_args()
    begun = time.perf_counter()

    def report(text: str) -> None:
        print(f"{time.perf_counter() - begun:6.0f} s  {text}", file=sys.stderr, flush=True)

    folder = DATA / "network"
    with np.load(folder / "seanet.npz", allow_pickle=False) as arrays:
        graph = SeaGraph.from_arrays(dict(arrays))
    with np.load(folder / "corners.npz", allow_pickle=False) as arrays:
        seats = arrays["seat"].astype(np.int64)
    write_arrays(build(graph, seats, report), folder / "hierarchy.npz")


if __name__ == "__main__":
    main()
