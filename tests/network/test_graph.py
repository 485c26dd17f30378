"""The arrays, their public view, and what loading refuses."""

from __future__ import annotations

import numpy as np
import pytest

from navroute import datafiles, network
from navroute.errors import DataError, InvalidInputError
from navroute.network.graph import SeaGraph


def test_unknown_network_names_those_there_are():
    with pytest.raises(InvalidInputError) as caught:
        network.load("lanes")
    assert "marnet" in caught.value.hint


def test_network_is_loaded_once():
    assert network.load() is network.load(network.DEFAULT) is network.load("seanet")


def test_name_tells_the_version(sea):
    assert sea.name.startswith("marnet/1.6.")


def test_networkx_view_has_lengths_gates_and_positions(sea):
    view = sea.to_networkx()
    graph = sea.graph
    assert view.number_of_nodes() == len(graph.lon_deg)
    assert view.number_of_edges() == len(graph.edge_nm)
    u, v = graph.edge_nodes[100].tolist()
    assert view.edges[u, v]["length_nm"] == graph.edge_nm[100]
    assert view.nodes[u] == {"lon": graph.lon_deg[u], "lat": graph.lat_deg[u]}
    gates = {gate for _, _, gates in view.edges(data="gates") for gate in gates}
    assert gates == set(graph.gate_ids)


def test_networkx_view_is_fresh_each_time(sea):
    view = sea.to_networkx()
    view.clear()
    assert sea.to_networkx().number_of_nodes() == len(sea.graph.lon_deg)


def test_arrays_cannot_be_written(sea):
    with pytest.raises(ValueError, match="read-only"):
        sea.graph.edge_nm[0] = 0


def test_adjacency_lists_every_edge_from_both_ends(sea):
    first, far, edges = sea.graph.adjacency
    assert len(far) == len(edges) == 2 * len(sea.graph.edge_nm)
    for node in (0, 1234, len(sea.graph.lon_deg) - 1):
        for arc in range(first[node], first[node + 1]):
            assert {node, far[arc]} == set(sea.graph.edge_nodes[edges[arc]].tolist())


def test_arrays_survive_a_round_trip(sea):
    again = SeaGraph.from_arrays(sea.graph.to_arrays())
    for key, array in sea.graph.to_arrays().items():
        np.testing.assert_array_equal(again.to_arrays()[key], array)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no network", b"\x93NUMPY"])
def test_file_that_is_no_network_is_a_data_error(monkeypatch, content):
    monkeypatch.setattr(datafiles, "read_bytes", lambda _: content)
    with pytest.raises(DataError):
        SeaGraph.from_file("network/marnet.npz")
