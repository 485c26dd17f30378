"""The search, against networkx on random graphs and on the shipped network."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navroute import geo
from navroute.network.gates import GateLines
from navroute.network.graph import SeaGraph
from navroute.network.search import shortest_path


def random_graph(seed: int, count: int = 40) -> SeaGraph:
    """Nodes anywhere on Earth, each joined to some others; every third edge crosses a gate."""
    rng = np.random.default_rng(seed)
    lon, lat = rng.uniform(-180, 180, count), np.degrees(np.arcsin(rng.uniform(-1, 1, count)))
    pairs = sorted({tuple(sorted(rng.choice(count, 2, replace=False).tolist())) for _ in range(90)})
    u, v = np.array(pairs).T
    crossing = np.arange(0, len(pairs), 3)
    return SeaGraph(
        name="random",
        lon_deg=lon,
        lat_deg=lat,
        edge_nodes=np.array(pairs, dtype=np.int32),
        edge_nm=geo.lengths_nm(lon[u], lat[u], lon[v], lat[v]),
        edge_kind=np.zeros(len(pairs), dtype=np.uint8),
        gate_ids=("gate_a", "gate_b"),
        crossing_edge=crossing.astype(np.int32),
        crossing_gate=(crossing % 2).astype(np.int16),
        crossing_fraction=np.full(len(crossing), 0.5),
        gate_lines=GateLines(np.empty(0, np.int64), np.empty((0, 4))),
    )


def oracle(graph: SeaGraph, sources, targets, closed=frozenset()) -> float:
    """The cheapest way by networkx's Dijkstra over the public view, with two extra nodes."""
    view = graph.to_networkx()
    view.remove_edges_from([(u, v) for u, v, d in view.edges(data=True) if closed & {*d["gates"]}])
    for node, cost in sources.items():
        view.add_edge("from", node, length_nm=cost)
    # Costs on the way out must not be usable as a short cut, nor those on the way in.
    directed = view.to_directed()
    directed.remove_edges_from([(node, "from") for node in sources])
    for node, cost in targets.items():
        directed.add_edge(node, "to", length_nm=cost)
    try:
        return float(nx.shortest_path_length(directed, "from", "to", weight="length_nm"))
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return math.inf


def ends_at(graph: SeaGraph, rng, position, extra_nm=500.0) -> dict[int, float]:
    nodes = rng.choice(len(graph.lon_deg), 4, replace=False).tolist()
    return {
        node: geo.distance_nm(*position, graph.lon_deg[node], graph.lat_deg[node])
        + rng.uniform(0, extra_nm)
        for node in nodes
    }


@settings(max_examples=150)
@given(
    st.integers(0, 10_000),
    st.sampled_from([frozenset(), frozenset({"gate_a"}), frozenset({"gate_a", "gate_b"})]),
)
def test_random_graphs_agree_with_networkx(seed, closed):
    graph, rng = random_graph(seed % 60), np.random.default_rng(seed)
    start, goal = rng.uniform((-180, -80), (180, 80)), rng.uniform((-180, -80), (180, 80))
    sources, targets = ends_at(graph, rng, start), ends_at(graph, rng, goal)
    found = shortest_path(
        graph, sources, targets, tuple(goal), crossings=graph.closed_crossings(closed)
    )
    expected = oracle(graph, sources, targets, closed)
    if found is None:
        assert expected == math.inf
        return
    assert found.cost == pytest.approx(expected, rel=1e-12)
    lengths = sum(graph.edge_nm_list[edge] for edge in found.edges)
    ends = sources[found.nodes[0]] + targets[found.nodes[-1]]
    assert found.cost == pytest.approx(lengths + ends, rel=1e-12)
    for (u, v), edge in zip(itertools.pairwise(found.nodes), found.edges, strict=True):
        assert sorted((u, v)) == graph.edge_nodes[edge].tolist()
        assert not closed & {gate for gate, _ in graph.edge_crossings.get(edge, ())}


def test_shipped_network_agrees_with_networkx(sea):
    graph = sea.graph
    rng = np.random.default_rng(3)
    view = graph.to_networkx()
    for closed in (frozenset(), frozenset({"suez_canal"}), frozenset({"malacca", "panama_canal"})):
        open_view = nx.subgraph_view(
            view, filter_edge=lambda u, v, c=closed: not c & {*view.edges[u, v]["gates"]}
        )
        for start, goal in rng.integers(0, len(graph.lon_deg), (15, 2)).tolist():
            position = graph.lon_deg[goal], graph.lat_deg[goal]
            crossings = graph.closed_crossings(closed)
            found = shortest_path(graph, {start: 0}, {goal: 0}, position, crossings=crossings)
            expected = nx.shortest_path_length(open_view, start, goal, weight="length_nm")
            assert found is not None
            assert found.cost == pytest.approx(expected, abs=1e-6)


def test_penalty_buys_the_fewest_closed_crossings(sea):
    graph = sea.graph
    closed = frozenset({"bosphorus", "dardanelles", "gibraltar"})
    aegean, euxine = (
        int(np.hypot(graph.lon_deg - x, graph.lat_deg - y).argmin())
        for x, y in ((25.0, 38.0), (34.0, 43.5))
    )
    goal = graph.lon_deg[euxine], graph.lat_deg[euxine]
    crossings = graph.closed_crossings(closed)
    assert shortest_path(graph, {aegean: 0}, {euxine: 0}, goal, crossings=crossings) is None
    found = shortest_path(graph, {aegean: 0}, {euxine: 0}, goal, crossings=crossings, penalty=1e6)
    assert found is not None
    assert sum(crossings[edge] for edge in found.edges) == 2


def test_no_sources_or_no_targets_is_no_path(sea):
    assert shortest_path(sea.graph, {}, {0: 0.0}, (0.0, 0.0)) is None
    assert shortest_path(sea.graph, {0: 0.0}, {}, (0.0, 0.0)) is None
