"""The hierarchy against networkx, on random graphs with any gates closed."""

from __future__ import annotations

import functools
import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navroute import datafiles, geo
from navroute.errors import DataError
from navroute.network.gates import GateLines
from navroute.network.graph import SeaGraph
from navroute.network.hierarchy import UNIT_NM, Hierarchy
from navroute.network.ways import Ways

# The builder compiles; without numba there is nothing to test it with.
builder = pytest.importorskip("navroute.chart.sea.hierarchy")
build = builder.build

GATES = ("gate_a", "gate_b", "gate_c", "kara_gate", "vilkitsky")  # the last two lie under ice
SEATS = np.arange(0, 60, 7)


@functools.cache
def ways(seed: int) -> Ways:
    graph = random_graph(seed)
    with pytest.MonkeyPatch.context() as patch:
        if seed % 2:  # a core, and a top, of more nodes than gates make necessary
            patch.setattr(builder, "MOST", 1)
            patch.setattr(builder, "MOST_LAST", 2)
        return Ways(Hierarchy(graph, build(graph, SEATS, lambda _: None)))


def random_graph(seed: int, count: int = 60) -> SeaGraph:
    """Nodes anywhere, some with many neighbours, some in rows; a third of the edges has gates."""
    rng = np.random.default_rng(seed)
    lon, lat = rng.uniform(-180, 180, count), np.degrees(np.arcsin(rng.uniform(-1, 1, count)))
    chosen = {tuple(sorted(rng.choice(count, 2, replace=False).tolist())) for _ in range(110)}
    row = range(count // 2, count - 1 - seed % 3)  # a fairway, and maybe nodes without edges
    pairs = np.array(sorted(chosen | {(node, node + 1) for node in row}))
    crossing = np.sort(rng.choice(len(pairs), len(pairs) // 3))
    u, v = pairs.T
    return SeaGraph(
        name="random",
        lon_deg=lon,
        lat_deg=lat,
        edge_nodes=pairs.astype(np.int32),
        edge_nm=np.round(geo.lengths_nm(lon[u], lat[u], lon[v], lat[v]), 6),
        edge_kind=np.zeros(len(pairs), dtype=np.uint8),
        gate_ids=GATES,
        crossing_edge=crossing.astype(np.int32),
        crossing_gate=rng.integers(0, len(GATES), len(crossing)).astype(np.int16),
        crossing_fraction=np.full(len(crossing), 0.5),
        gate_lines=GateLines(np.empty(0, np.int64), np.empty((0, 4))),
    )


def oracle(graph: SeaGraph, starts, ends, closed, penalty=math.inf) -> float:
    """The cheapest way by networkx's Dijkstra over the public view, with two extra nodes."""
    view = nx.DiGraph()
    for u, v, data in graph.to_networkx().edges(data=True):
        hits = sum(gate in closed for gate in data["gates"])
        if hits and penalty == math.inf:
            continue
        cost = data["length_nm"] + (hits * penalty if hits else 0)
        view.add_edge(u, v, cost=cost)
        view.add_edge(v, u, cost=cost)
    view.add_weighted_edges_from((("from", n, c) for n, c in starts.items()), weight="cost")
    view.add_weighted_edges_from(((n, "to", c) for n, c in ends.items()), weight="cost")
    try:
        return float(nx.shortest_path_length(view, "from", "to", weight="cost"))
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return math.inf


CLOSED = st.frozensets(st.sampled_from(GATES))


@settings(max_examples=300)
@given(st.integers(0, 11), st.data(), CLOSED)
def test_ways_are_as_short_as_networkx_finds_them(seed, data, closed):
    network = ways(seed)
    graph = network.graph
    goal = data.draw(st.tuples(st.floats(-179, 179), st.floats(-80, 80)))
    nodes = st.lists(st.integers(0, 59), min_size=1, max_size=12, unique=True)
    extra = st.floats(0, 400).map(lambda nm: round(nm, 6))
    starts = {node: data.draw(extra) for node in data.draw(nodes)}
    ends = {
        node: round(geo.distance_nm(*goal, graph.lon_deg[node], graph.lat_deg[node]), 6)
        + data.draw(extra)
        for node in data.draw(nodes)
    }
    found = network.shortest(starts, ends, goal, closed)
    expected = oracle(graph, starts, ends, closed)
    if found is None:
        assert expected == math.inf
        return
    assert found.cost == pytest.approx(expected, abs=1e-6)
    assert_sound(graph, found, closed)
    assert found.cost == pytest.approx(
        starts[found.nodes[0]] + ends[found.nodes[-1]] + graph.edge_nm[list(found.edges)].sum(),
        abs=1e-6,
    )


@pytest.mark.parametrize("seed", range(4))
def test_from_seat_to_seat_both_ways_are_the_same(seed):
    network = ways(seed)
    graph = network.graph
    for closed in (frozenset(), {"kara_gate"}, {"gate_a"}, {"gate_a", "gate_c", "vilkitsky"}):
        for a, b in itertools.combinations(SEATS.tolist(), 2):
            goals = [(graph.lon_deg[node], graph.lat_deg[node]) for node in (b, a)]
            there = network.shortest({a: 0.0}, {b: 0.0}, goals[0], frozenset(closed))
            back = network.shortest({b: 0.0}, {a: 0.0}, goals[1], frozenset(closed))
            expected = oracle(graph, {a: 0.0}, {b: 0.0}, closed)
            assert (there is None) == (back is None) == (expected == math.inf)
            if there is not None and back is not None:
                assert there.cost == back.cost == pytest.approx(expected, abs=1e-6)
                assert_sound(graph, there, closed)


@settings(max_examples=60)
@given(st.integers(0, 11), st.integers(0, 59), st.integers(0, 59), CLOSED)
def test_a_penalty_buys_the_fewest_crossings_of_what_is_closed(seed, a, b, closed):
    network = ways(seed)
    graph = network.graph
    found = network.cheapest({a: 0.0}, {b: 0.0}, closed, 1e6)
    expected = oracle(graph, {a: 0.0}, {b: 0.0}, closed, penalty=1e6)
    assert (found.cost if found else math.inf) == pytest.approx(expected, abs=1e-5)


def assert_sound(graph: SeaGraph, found, closed) -> None:
    assert len(found.nodes) == len(found.edges) + 1
    for pair, edge in zip(itertools.pairwise(found.nodes), found.edges, strict=True):
        assert sorted(pair) == graph.edge_nodes[edge].tolist()
        assert not {*closed} & {gate for gate, _ in graph.edge_crossings.get(edge, ())}


def test_the_same_network_gives_the_same_bytes():
    graph = random_graph(1)
    first, second = (build(graph, SEATS, lambda _: None) for _ in range(2))
    assert first.keys() == second.keys()
    for key, array in first.items():
        np.testing.assert_array_equal(array, second[key])


def test_lengths_are_whole_so_that_sums_are_exact():
    weight = ways(0)._hierarchy.weight
    assert (weight == np.round(weight)).all()
    assert weight.min() >= 1
    assert weight.max() * UNIT_NM < 100_000


def test_a_hierarchy_of_another_network_is_refused(monkeypatch, tmp_path):
    builder.write_arrays(build(random_graph(1), SEATS, lambda _: None), tmp_path / "hierarchy.npz")
    monkeypatch.setattr(
        datafiles, "read_bytes", lambda _: (tmp_path / "hierarchy.npz").read_bytes()
    )
    assert Hierarchy.from_file(random_graph(1)).weight.size
    with pytest.raises(DataError):
        Hierarchy.from_file(random_graph(2))
