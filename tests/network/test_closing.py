"""Closing a gate closes it: for every gate, by ports and by free positions on either side."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely

from navroute import chokepoints, geo, network
from navroute.errors import NoRouteError, NotAtSeaError
from navroute.positions import Position

GATES = sorted(c.id for c in chokepoints.all_chokepoints() if c.gate)

# One place per sea: Tartus, Novorossiysk, Piraeus, Trieste, Genoa, Jeddah, Basra, Mumbai, Aden,
# Singapore, Shanghai, Vladivostok, Tokyo, Darwin, Cape Town, Santos, New York, Houston, Colon,
# Balboa, Valparaiso, Seattle, Murmansk, Arkhangelsk, Baltiysk, St Petersburg, Riga, Hull.
WORLD = [
    (34.9, 35.87), (44.65, 37.8), (37.93, 23.6), (45.6, 13.6), (44.35, 8.9), (21.45, 39.1),
    (29.7, 48.8), (18.9, 72.8), (12.7, 45.0), (1.2, 103.7), (31.0, 122.4), (43.0, 131.9),
    (35.2, 139.75), (-12.4, 130.8), (-33.85, 18.4), (-24.1, -46.3), (40.45, -73.9), (29.3, -94.6),
    (9.45, -79.95), (8.8, -79.5), (-33.0, -71.7), (48.2, -123.3), (69.3, 33.5), (64.9, 40.0),
    (54.7, 19.6), (60.0, 29.5), (57.2, 23.8), (53.6, 0.3),
]  # fmt: skip
PLACES = [Position(lat=lat, lon=lon) for lat, lon in WORLD]


@pytest.fixture(scope="module", params=sorted(network.NETWORKS))
def sea(request):
    return network.load(request.param)


@pytest.fixture(scope="module")
def world_crossings(sea):
    """For every gate the pairs of places whose open way crosses it."""
    found: dict[str, list[tuple[Position, Position]]] = {gate: [] for gate in GATES}
    for pair in itertools.combinations(PLACES, 2):
        for gate in {c.chokepoint for c in sea.path(*pair).crossings}:
            found[gate].append(pair)
    return found


def ends_of_crossing_edges(sea, gate: str) -> list[tuple[Position, Position]]:
    graph = sea.graph
    number = graph.gate_ids.index(gate)
    edges = np.unique(graph.crossing_edge[graph.crossing_gate == number])
    points = [
        tuple(
            Position(lat=float(graph.lat_deg[node]), lon=float(graph.lon_deg[node]))
            for node in graph.edge_nodes[edge]
        )
        for edge in edges
    ]
    return [(first, second) for first, second in points]


def pairs_in_sight_across(gate: str) -> list[tuple[Position, Position]]:
    """Positions 1 and 6 nm either side of two points of a gate line."""
    line = shapely.LineString(chokepoints.get(gate).gate)
    pairs = []
    for share, off_nm in itertools.product((0.35, 0.6), (1.0, 6.0)):
        here = line.interpolate(share, normalized=True)
        there = line.interpolate(share + 0.01, normalized=True)
        stretch = np.cos(np.radians(here.y))
        along = np.array([(there.x - here.x) * stretch, there.y - here.y])
        across = np.array([-along[1], along[0]]) / np.hypot(*along) * off_nm / 60
        ends = [
            Position(
                lat=float(here.y + s * across[1]),
                lon=float(geo.wrap_lon(here.x + s * across[0] / stretch)),
            )
            for s in (1, -1)
        ]
        pairs.append((ends[0], ends[1]))
    return pairs


def assert_never_crosses(sea, gates_crossed, pair, gate: str) -> None:
    try:
        path = sea.path(*pair, closed=frozenset({gate}))
    except (NoRouteError, NotAtSeaError) as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert isinstance(refused, NotAtSeaError) or refused.closed == (gate,)
        return
    assert not gates_crossed(path, [gate]), f"{gate}: {pair[0].name} to {pair[1].name}"
    assert gate not in {c.chokepoint for c in path.crossings}


@pytest.mark.parametrize("gate", GATES)
def test_every_gate_is_crossed_by_some_edge(sea, gate):
    assert ends_of_crossing_edges(sea, gate)


@pytest.mark.parametrize("gate", GATES)
def test_closed_gate_is_not_crossed_between_the_nodes_beside_it(sea, gates_crossed, gate):
    for pair in ends_of_crossing_edges(sea, gate)[:4]:
        assert gates_crossed(sea.path(*pair), [gate])
        assert_never_crosses(sea, gates_crossed, pair, gate)


@pytest.mark.parametrize("gate", GATES)
def test_closed_gate_is_not_crossed_between_far_places(sea, gates_crossed, world_crossings, gate):
    pairs = world_crossings[gate]
    for pair in pairs[:: max(len(pairs) // 4, 1)]:
        assert gates_crossed(sea.path(*pair), [gate])
        assert_never_crosses(sea, gates_crossed, pair, gate)


@pytest.mark.parametrize("gate", GATES)
def test_closed_gate_is_not_crossed_by_positions_in_sight_of_each_other(sea, gates_crossed, gate):
    for pair in pairs_in_sight_across(gate):
        assert_never_crosses(sea, gates_crossed, pair, gate)


def test_what_a_path_reports_is_what_its_line_crosses(sea, gates_crossed):
    for pair in list(itertools.combinations(PLACES, 2))[::11]:
        path = sea.path(*pair)
        reported = {c.chokepoint for c in path.crossings}
        assert reported == gates_crossed(path, GATES), pair
        runs = [c.distance_nm for c in path.crossings]
        assert runs == sorted(runs)
