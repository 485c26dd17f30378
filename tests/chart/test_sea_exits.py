"""A port in a sound is given the way out of its other end, and no port one that is of no use."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import pytest
from numpy.testing import assert_allclose

# The builder compiles; without numba there is nothing to test it with.
costs = pytest.importorskip("navroute.chart.sea.costs")
from navroute.chart.sea import exits  # noqa: E402 - after the guard
from navroute.chart.sea.fairways import Fairways, dense  # noqa: E402
from navroute.chart.sea.land import LandEdges  # noqa: E402
from navroute.chart.sea.water import UNIT_NM, WORLD, Water  # noqa: E402
from navroute.geo import lengths_nm  # noqa: E402

CELL = 120  # to a degree
SEA, ROOM = 7, 3.0  # number of the open sea; its margin in nautical miles
NO_RIVERS = costs.Rivers(np.empty((0, 2)), np.empty(0))
PORT = (0.0, 0.1)


@pytest.fixture(autouse=True)
def _no_areas(monkeypatch):
    """There is nothing to be avoided here, and so no need of what draws it."""
    monkeypatch.setattr(costs, "raster_of_areas", lambda *args: np.zeros(args[3], dtype=np.bool_))


def box(west, south, east, north):
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [(*a, *b) for a, b in itertools.pairwise(ring)]


def land_of(*boxes):
    edges = np.array([edge for one in boxes for edge in box(*one)], dtype=float)
    return LandEdges(np.empty((0, 4)), np.empty(0), 0.1, edges)


def sound(half_deg):
    """Return fairways of a sound from 0.3 S to 0.3 N, whose port goes out by its northern end."""
    land = land_of((-1.0, -0.3, -half_deg, 0.3), (half_deg, -0.3, 1.0, 0.3))
    # Pages that nothing is written to take no memory.
    margin, far, inner = (np.zeros(WORLD, dtype=kind) for kind in (np.int8, np.uint8, np.int8))
    labels = np.zeros(WORLD, dtype=np.int32)
    here = slice(178 * CELL, 182 * CELL)
    inner[round(89.7 * CELL) : round(90.3 * CELL), here] = -1
    far[88 * CELL : 92 * CELL, here] = round(60 * half_deg / UNIT_NM)
    for south, north in ((89.0, 89.7 - 0.1), (90.3 + 0.1, 91.0)):
        rows = slice(round(south * CELL), round(north * CELL))
        margin[rows, here], labels[rows, here] = round(ROOM / UNIT_NM), SEA
    shores = costs.Shores(land, land, NO_RIVERS)
    fairways = Fairways(shores, Water(margin, far, inner), labels, joined={SEA})
    fairways.add_line(dense(np.array([PORT, (0.0, 0.45)])))
    return fairways


def distance_nm(fairways, place):
    """Return how far a place is from the port by the fairways, and straight from their ends."""
    graph = nx.Graph()
    for (a, b), length in zip(fairways.legs, fairways.length_nm(), strict=True):
        graph.add_edge(a, b, weight=length)
    run = nx.single_source_dijkstra_path_length(graph, fairways.vertex(*PORT))
    out = [v for v in run if fairways.is_open(*fairways.lon_lat[v])]
    return min(run[v] + float(lengths_nm(*fairways.lon_lat[v], *place)) for v in out)


def test_a_port_in_a_sound_goes_out_of_both_of_its_ends():
    fairways, south = sound(0.03), (0.0, -0.5)
    assert distance_nm(fairways, south) > 60
    exits.add_exits(fairways, [fairways.vertex(*PORT)], print)
    assert distance_nm(fairways, south) == pytest.approx(0.6 * 60, rel=0.05)


def test_what_has_its_ways_out_is_given_no_more():
    fairways = sound(0.03)
    exits.add_exits(fairways, [fairways.vertex(*PORT)], print)
    once = list(fairways.legs)
    exits.add_exits(fairways, [fairways.vertex(*PORT)], print)
    assert fairways.legs == once


def test_no_way_leads_through_a_gap_too_narrow_for_a_ship():
    fairways = sound(0.003)
    before = len(fairways.legs)
    exits.add_exits(fairways, [fairways.vertex(*PORT)], print)
    assert len(fairways.legs) == before


def test_the_field_of_costs_is_that_of_networkx():
    rng = np.random.default_rng(3)
    cost = rng.uniform(1, 5, (12, 15)).astype(np.float32)
    start = np.full(cost.shape, np.inf)
    start[2, 3], start[9, 9] = 0.0, 1.5
    nowhere = np.zeros(cost.shape, dtype=np.bool_)
    total, run, parent, _ = costs.field(cost, start, nowhere, 1.0, np.ones(12), 1e9)
    # Between neighbours the mean cost holds; the knight's moves can only be shorter.
    graph = nx.grid_2d_graph(12, 15)
    graph.add_edges_from(((r, c), (r + 1, c + d)) for r in range(11) for c in range(15)
                         for d in (-1, 1) if 0 <= c + d < 15)  # fmt: skip
    for a, b in graph.edges:
        graph.edges[a, b]["weight"] = np.hypot(a[0] - b[0], a[1] - b[1]) * (cost[a] + cost[b]) / 2
    for r in range(12):
        for c in range(15):
            way = costs.trace(parent, r * 15 + c, 15)
            steps = np.hypot(*np.diff(way, axis=0).T)
            assert_allclose(run[r, c], start[tuple(way[0])] + steps.sum())
    graph.add_edge("from", (2, 3), weight=0.0)
    graph.add_edge("from", (9, 9), weight=1.5)
    most = nx.single_source_dijkstra_path_length(graph, "from")
    assert all(total[at] <= most[at] + 1e-6 for at in most if at != "from")
