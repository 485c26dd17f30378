"""What is looked at for crossings of gates leaves none out."""

from __future__ import annotations

import numpy as np
import pytest

# The builder compiles; without numba there is nothing to test it with.
prune = pytest.importorskip("navroute.chart.sea.prune")
from navroute.chart.sea.sphere import unit_vectors  # noqa: E402 - after the guard
from navroute.network.graph import SeaGraph  # noqa: E402


def test_every_edge_that_crosses_a_gate_is_near_a_line_and_few_others_are():
    graph = SeaGraph.from_file("network/seanet.npz")
    at = unit_vectors(graph.lon_deg, graph.lat_deg)
    near = prune.near_lines(at, graph.edge_nodes, graph.gate_lines.segments)
    assert np.isin(graph.crossing_edge, near).all()
    assert len(near) < len(graph.edge_nm) / 4
