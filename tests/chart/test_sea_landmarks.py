"""Distances to landmarks: rounded down, from nodes far apart, and what is not reached is told."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

pytest.importorskip("numba")
from navroute.chart.sea.landmarks import COUNT, landmarks
from navroute.network.landmarks import FARTHEST, STEPS_PER_NM


def random_graph(seed):
    """Return edges and lengths of a graph of 60 nodes, and of three more that lie apart."""
    rng = np.random.default_rng(seed)
    at = rng.uniform(0, 500, (60, 2))
    away = np.linalg.norm(at[:, None] - at, axis=2)
    pairs = [(i, j) for i in range(60) for j in np.argsort(away[i])[1:5].tolist() if i < j]
    length = [float(away[pair]) * rng.uniform(1.0, 1.3) for pair in pairs]
    edges = np.array([*pairs, (60, 61), (61, 62)], dtype=np.int32)
    return edges, np.array([*length, 5.0, 7.0])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_row_holds_the_distances_from_some_node_rounded_down(seed):
    edges, length = random_graph(seed)
    graph = nx.Graph()
    graph.add_nodes_from(range(63))
    graph.add_weighted_edges_from(np.column_stack([edges, length]).tolist())
    nodes = np.arange(63)
    packed = landmarks(63, edges, length, nodes)["distance"]
    rows = np.cumsum(packed, axis=1, dtype=np.uint16)
    assert rows.shape == (COUNT, 63)
    truth = dict(nx.all_pairs_dijkstra_path_length(graph))
    known = np.array([[truth[a].get(b, np.inf) for b in range(63)] for a in range(63)])
    for row in rows:
        reached = row != FARTHEST
        short = known[:, reached] - row[reached] / STEPS_PER_NM
        fits = (short > -1e-6).all(axis=1) & (short < 1 / STEPS_PER_NM).all(axis=1)
        assert (fits & (np.isfinite(known) == reached).all(axis=1)).any()
