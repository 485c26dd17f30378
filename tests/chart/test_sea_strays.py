"""From every coast the ways over what is kept are all but as short as over all there is."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

pytest.importorskip("numba")
from navroute import geo
from navroute.chart.sea import strays

SIDE = 7


def lattice(seed):
    """Return places 0.3 degrees apart, edges to neighbours and some farther ones."""
    rng = np.random.default_rng(seed)
    row, col = np.divmod(np.arange(SIDE * SIDE), SIDE)
    places = np.stack([col * 0.3 + 0.05, row * 0.3 + 0.05], axis=1) + rng.uniform(
        -0.04, 0.04, (SIDE * SIDE, 2)
    )
    pairs = [
        (a, b)
        for a in range(SIDE * SIDE)
        for b in range(a + 1, SIDE * SIDE)
        if abs(row[a] - row[b]) + abs(col[a] - col[b]) == 1 or rng.uniform() < 0.05
    ]
    edges = np.array(pairs, dtype=np.int32)
    return places, edges, geo.lengths_nm(*places[edges[:, 0]].T, *places[edges[:, 1]].T)


def distances(edges, length, source, used):
    graph = nx.Graph()
    for (a, b), nm, kept in zip(edges.tolist(), length.tolist(), used.tolist(), strict=True):
        if kept or source in (a, b):
            graph.add_edge(a, b, weight=nm)
    return nx.single_source_dijkstra_path_length(graph, source)


@pytest.mark.parametrize("seed", range(4))
def test_ways_from_everywhere_are_given_back(seed):
    places, edges, length = lattice(seed)
    tree = nx.minimum_spanning_tree(nx.Graph(edges.tolist()))
    keep = np.array([tree.has_edge(a, b) for a, b in edges.tolist()])
    targets = np.arange(0, SIDE * SIDE, 3)
    add = strays.edges_for_strays(
        places, edges, length, keep, np.arange(SIDE * SIDE), targets, lambda _: None
    )
    assert not (add & keep).any()
    worse = 0
    for source in range(SIDE * SIDE):
        every = distances(edges, length, source, np.ones(len(edges), dtype=bool))
        left = distances(edges, length, source, keep | add)
        before = distances(edges, length, source, keep)
        for target in targets.tolist():
            most = every[target] * (1 + strays.WORSE) + strays.WORSE_NM
            assert left[target] <= most
            worse += before[target] > most
    assert worse > 100  # else nothing was tried


def test_where_no_port_is_near_far_ways_count(monkeypatch):
    monkeypatch.setattr(strays, "NEAR_NM", 30.0)
    places = np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0], [5.0, 4.0], [0.0, 4.0]])
    edges = np.array([[0, 1], [1, 2], [2, 3], [3, 4], [0, 4]], dtype=np.int32)
    length = geo.lengths_nm(*places[edges[:, 0]].T, *places[edges[:, 1]].T)
    keep = np.array([True, False, True, True, True])
    add = strays.edges_for_strays(
        places, edges, length, keep, np.array([0]), np.array([2]), lambda _: None
    )
    assert add.tolist() == [False, True, False, False, False]
