"""searoute's tables come in by one guarded door, and the shipped network is what they make."""

from __future__ import annotations

import copy
import io
import itertools
import subprocess
import sys

import networkx as nx
import numpy as np
import pytest
import shapely
from searoute.data import marnet_dict

from navroute import chokepoints, datafiles, geo
from navroute.chart import marnet as builder
from navroute.chart.fairways import by_kind
from navroute.errors import DataError
from navroute.network import marnet
from navroute.network.gates import WALL

TABLES = (
    {(170, 0): {}, (190.5, 1): {}, (-180, 2): {}, (180, 2): {}},
    {(170, 0): {(190.5, 1): {"weight": 1}, (180, 2): {"weight": 0}}, (180, 2): {(-180, 2): {}}},
)


def test_longitudes_are_wrapped_and_the_antimeridian_is_one_meridian():
    raw = marnet.from_tables(*TABLES, version="test")
    assert raw.lon_lat_deg.tolist() == [[-180, 2], [-169.5, 1], [170, 0]]
    assert raw.edges.tolist() == [[0, 2], [1, 2]]  # the edge of length 0 is gone


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ([], {}),
        ({}, {}),
        ({"name": {}}, {}),
        ({(float("nan"), 0): {}}, {}),
        ({(0, 95): {}}, {}),
        ({(500, 0): {}}, {}),
        ({(0, 0, 0): {}}, {}),
        ({(0, 0): {}}, {(0, 0): {(1, 1): {}}}),
        ({(0, 0): {}}, {(0, 0): [(0, 0)]}),
    ],
)
def test_tables_that_look_different_are_refused(nodes, edges):
    with pytest.raises(DataError) as caught:
        marnet.from_tables(nodes, edges, version="test")
    assert "searoute" in caught.value.hint


def test_unknown_version_of_searoute_is_refused(monkeypatch):
    monkeypatch.setattr("importlib.metadata.version", lambda _: "2.0.0")
    with pytest.raises(DataError, match=r"2\.0\.0"):
        marnet.read()


def test_searoutes_own_tables_are_not_touched():
    before = copy.deepcopy(marnet_dict.edge_list)
    raw = marnet.read()
    raw.lon_lat_deg[:] = 0
    assert marnet_dict.edge_list == before


def test_shipped_network_is_what_the_installed_searoute_makes(sea):
    made, shipped = builder.build().to_arrays(), sea.graph.to_arrays()
    assert made.keys() == shipped.keys()
    for key, array in made.items():
        if array.dtype.kind == "f":  # another release of PROJ may round otherwise
            np.testing.assert_allclose(array, shipped[key], atol=2e-6, err_msg=key)
        else:
            np.testing.assert_array_equal(array, shipped[key], err_msg=key)


def test_shipped_file_needs_no_pickle():
    content = io.BytesIO(datafiles.read_bytes("network/marnet.npz"))
    with np.load(content, allow_pickle=False) as arrays:
        assert {array.dtype.kind for array in arrays.values()} <= set("fiuU")


def test_lengths_are_wgs84_and_positions_are_on_earth(sea):
    graph = sea.graph
    assert np.isfinite(graph.lon_deg).all()
    assert (np.abs(graph.lon_deg) <= 180).all()
    assert (np.abs(graph.lat_deg) <= 90).all()
    u, v = graph.edge_nodes.T
    assert (u < v).all()
    lengths = geo.lengths_nm(graph.lon_deg[u], graph.lat_deg[u], graph.lon_deg[v], graph.lat_deg[v])
    np.testing.assert_allclose(graph.edge_nm, lengths, atol=1e-6)
    assert graph.edge_nm.min() > 0


def test_no_edge_crosses_a_wall_and_no_node_lies_on_a_gate(sea):
    graph = sea.graph
    assert (graph.crossing_gate != WALL).all()
    lines = shapely.linestrings(graph.gate_lines.segments.reshape(-1, 2, 2))
    nodes = shapely.points(graph.lon_deg, graph.lat_deg)
    _, distance = shapely.STRtree(lines).query_nearest(nodes, return_distance=True)
    assert distance.min() > 1e-4


def test_network_is_one_piece(sea):
    assert nx.is_connected(sea.to_networkx())


def test_fairways_cross_the_gates_they_name():
    lines = {c.id: shapely.LineString(c.gate) for c in chokepoints.all_chokepoints() if c.gate}
    kinds = by_kind()
    for feature in kinds["fairway"] + kinds["canal"]:
        line = shapely.LineString(feature["geometry"]["coordinates"])
        crossed = {gate for gate, at in lines.items() if at.intersects(line)}
        assert crossed == set(feature["properties"]["gates"]), feature["properties"]["id"]


def test_canal_lengths_are_near_the_published():
    # Suez 193.3 km (Suez Canal Authority) from Port Said's to Suez's roads; Corinth 6.3 km;
    # Kiel 98.6 km (WSV), here with the Elbe and the fjord, 5 nm, and 4 % short in the bends.
    published = {"suez-canal": 104, "corinth-canal": 4.6, "kiel-canal": 61.5}
    lines = {f["properties"]["id"]: f["geometry"]["coordinates"] for f in by_kind()["canal"]}
    for canal, expected_nm in published.items():
        length = sum(geo.distance_nm(*a, *b) for a, b in itertools.pairwise(lines[canal]))
        assert length == pytest.approx(expected_nm, rel=0.05), canal


def test_run_time_imports_neither_searoute_nor_networkx_nor_scipy():
    code = (
        "import sys; from navroute import network; from navroute.positions import Position as P; "
        "network.load('marnet').path(P(lat=34.9, lon=35.87), P(lat=54.65, lon=19.89)); "
        "sys.exit(bool({'searoute', 'networkx', 'scipy', 'pandas', 'geopandas'} & {*sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
