"""navroute's own network: what a shortest way at sea must satisfy, whatever the coast."""

from __future__ import annotations

import functools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from navroute import chokepoints, geo, network, ports
from navroute.errors import NavrouteError, NoRouteError, NotAtSeaError
from navroute.network.lookout import Lookouts
from navroute.network.reach import vector_of
from navroute.network.tangents import Tangents
from navroute.positions import Position

SEA = network.load("seanet")
GATES = tuple(SEA.graph.gate_ids)
ICE = frozenset(c.id for c in chokepoints.all_chokepoints() if c.ice)
SOUTH, NORTH, WEST, EAST = -55.0, 62.0, -180.0, 180.0


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


@functools.cache
def sea_positions() -> list[Position]:
    """Positions with room around them that the network reaches, spread at random."""
    rng = np.random.default_rng(11)
    found = []
    while len(found) < 150:
        # As many to a square mile everywhere.
        lat = math.degrees(math.asin(rng.uniform(*np.sin(np.radians([SOUTH, NORTH])))))
        place = at(round(lat, 4), round(rng.uniform(WEST, EAST), 4))
        if SEA.coast().waters.room_nm(vector_of(place)[None])[0][0] <= 0:
            continue
        try:
            SEA._legs(place)
        except NotAtSeaError:
            continue
        found.append(place)
    return found


INDEX = st.integers(0, 149)
CLOSED = st.frozensets(st.sampled_from(GATES), max_size=6)


@functools.cache
def nm(a: Position, b: Position, closed: frozenset[str] = ICE) -> float:
    """Return the length of a way, infinite if there is none."""
    try:
        return SEA.path(a, b, closed=closed).distance_nm
    except NoRouteError:
        return math.inf


@settings(max_examples=100)
@given(INDEX, INDEX)
def test_distance_is_the_same_both_ways_and_never_below_the_geodesic(i, j):
    assume(i != j)
    a, b = (sea_positions()[n] for n in (i, j))
    assert nm(a, b) == nm(b, a)
    assert nm(a, b) >= geo.distance_nm(a.lon, a.lat, b.lon, b.lat) - 1e-6


def test_no_way_between_ports_is_longer_than_one_by_a_third_port():
    some = [port for port in ports.all_ports() if port.id in SEA.seats][7::150]
    table = np.array([[0.0 if a is b else nm(a, b, ICE) for b in some] for a in some])
    by_third = np.min(table[:, :, None] + table[None, :, :], axis=1)
    assert np.isfinite(table).mean() > 0.8
    reached = np.isfinite(table)
    assert (table[reached] <= by_third[reached] + 0.001).all()


def share_longer_than_by_a_third(some: list[Position]) -> float:
    """Return how many ways between some positions are longer than by a third of them."""
    table = np.array([[0.0 if a is b else nm(a, b) for b in some] for a in some])
    by_third = np.array(
        [
            [np.delete(row + col, [i, k]).min() for k, col in enumerate(table)]
            for i, row in enumerate(table)
        ]
    )
    pairs = np.triu_indices(len(some), 1)
    return float(((table - by_third)[pairs] > 0.01 + 2e-4 * table[pairs]).mean())


def test_hardly_a_way_is_longer_than_one_by_a_third_position():
    """Edges that no way between ports and points all over the sea uses are left out."""
    assert share_longer_than_by_a_third(sea_positions()[:44]) < 0.02


@settings(max_examples=60)
@given(INDEX, INDEX, CLOSED)
def test_closing_gates_never_shortens_a_way_and_is_kept_to(i, j, closed):
    assume(i != j)
    a, b = sea_positions()[i], sea_positions()[j]
    if nm(a, b, closed) == math.inf:
        with pytest.raises(NoRouteError) as caught:
            SEA.path(a, b, closed=closed)
        assert closed.issuperset(caught.value.closed)
        return
    path = SEA.path(a, b, closed=closed)
    assert not closed.intersection(crossing.chokepoint for crossing in path.crossings)
    assert path.distance_nm >= nm(a, b, frozenset()) - 1e-6


@settings(max_examples=60)
@given(INDEX, INDEX)
def test_what_a_path_reports_is_what_its_line_crosses(gates_crossed, i, j):
    assume(i != j)
    path = SEA.path(sea_positions()[i], sea_positions()[j])
    assert {c.chokepoint for c in path.crossings} == gates_crossed(path, GATES)
    runs = [c.distance_nm for c in path.crossings]
    assert runs == sorted(runs)
    legs = geo.lengths_nm(*path.lon_lat_deg[:-1].T, *path.lon_lat_deg[1:].T)
    np.testing.assert_allclose(np.diff(path.distance_run_nm), legs, atol=2e-4)


def test_looking_only_where_it_matters_changes_no_distance(monkeypatch):
    some = sea_positions()
    pairs = [(a, b) for step in (40, 75) for a, b in zip(some, some[step:], strict=False)]
    quick = [SEA.path(a, b, closed=ICE).distance_nm for a, b in pairs]
    monkeypatch.setattr(Lookouts, "costs", lambda *_: None)
    assert quick == [SEA.path(a, b, closed=ICE).distance_nm for a, b in pairs]


def test_what_is_not_in_the_view_of_a_cell_is_not_seen_there(monkeypatch):
    coast = SEA.coast()
    places = sea_positions()[::3]
    seen = [set(coast.reach(place).costs) for place in places]
    every = np.arange(len(coast.tangents.nodes))
    assert max(len(coast.tangents.of(vector_of(place))) for place in places) < len(every) / 5
    monkeypatch.setattr(Tangents, "_perhaps_seen", lambda *_: every)
    assert seen == [set(coast.reach(place).costs) for place in places]


def test_node_pairs_agree_with_networkx_whatever_is_closed():
    view = SEA.to_networkx()
    rng = np.random.default_rng(5)
    nodes = rng.choice(sorted(max(nx.connected_components(view), key=len)), (12, 2))
    for count in (0, 1, 3, 10):
        closed = frozenset(rng.choice(GATES, count, replace=False).tolist())
        open_view = nx.subgraph_view(
            view, filter_edge=lambda u, v, c=closed: not c & {*view.edges[u, v]["gates"]}
        )
        for a, b in nodes.tolist():
            goal = float(SEA.graph.lon_deg[b]), float(SEA.graph.lat_deg[b])
            found = SEA.ways.shortest({a: 0.0}, {b: 0.0}, goal, closed)
            try:
                expected = nx.shortest_path_length(open_view, a, b, weight="length_nm")
            except nx.NetworkXNoPath:
                assert found is None
            else:
                assert found is not None
                assert found.cost == pytest.approx(expected, abs=1e-6)


def test_two_positions_in_sight_are_joined_by_the_geodesic():
    for a, b in ((at(40.0, -40.0), at(-20.0, -25.0)), (at(-45.0, 179.5), at(-45.0, -179.5))):
        path = SEA.path(a, b)
        assert len(path.lon_lat_deg) == 2
        assert nm(a, b) == pytest.approx(geo.distance_nm(a.lon, a.lat, b.lon, b.lat), abs=1e-6)


# Inland: Moscow, Kansas, the Caspian, Vienna, Lake Ladoga, the Sahara.
@pytest.mark.parametrize(
    "position",
    [at(55.75, 37.6), at(39.1, -94.6), at(42, 51), at(48.2, 16.4), at(60.8, 31.5), at(23, 10)],
)
def test_inland_positions_are_refused(position):
    for other in (ports.get("Piraeus"), at(42.5, 50.5)):
        with pytest.raises(NotAtSeaError, match="inland") as caught:
            SEA.path(position, other)
        assert "nearest sea" in caught.value.hint


@pytest.mark.parametrize("position", [at(89.9, 0), at(85, 170), at(-80, 60)])
def test_positions_under_the_ice_are_refused(position):
    with pytest.raises(NotAtSeaError):
        SEA.path(position, at(40, -40))


# In harbours, canals and narrow waters: Tartus, Hamburg, the Kiel and the Suez canal, the
# Bosphorus, the Great Bitter Lake, Venice.
@pytest.mark.parametrize(
    ("lat", "lon"),
    [(34.9, 35.87), (53.54, 9.97), (54.33, 9.9), (30.7, 32.34), (41.1, 29.06), (30.35, 32.38),
     (45.43, 12.34)],
)  # fmt: skip
def test_positions_beside_land_find_their_way_out(lat, lon):
    straight = geo.distance_nm(lon, lat, 18.0, 36.0)
    assert straight < SEA.path(at(lat, lon), at(36.0, 18.0)).distance_nm < 4500


# Shut in by shoals or bends: the head of the Gulf of Saros, the Dardanelles, the Vistula Lagoon.
@pytest.mark.parametrize(
    ("lat", "lon", "gate"),
    [(40.5, 26.6, None), (40.35, 26.62, "dardanelles"), (54.5, 19.75, "baltiysk")],
)
def test_positions_in_narrow_water_find_their_way_out(gates_crossed, lat, lon, gate):
    place, other = at(lat, lon), at(36.0, 18.0)
    path = SEA.path(place, other)
    assert path.lon_lat_deg[0].tolist() == [lon, lat]
    assert path.distance_nm == SEA.path(other, place).distance_nm
    legs = geo.lengths_nm(*path.lon_lat_deg[:-1].T, *path.lon_lat_deg[1:].T)
    np.testing.assert_allclose(np.diff(path.distance_run_nm), legs, atol=2e-4)
    assert {c.chokepoint for c in path.crossings} == gates_crossed(path, GATES)
    if gate is not None:
        with pytest.raises(NoRouteError) as caught:
            SEA.path(place, other, closed=ICE | {gate})
        assert caught.value.closed == (gate,)


def test_two_positions_in_one_harbour_are_joined_straight():
    path = SEA.path(at(34.90, 35.86), at(34.88, 35.87))
    assert path.distance_nm == pytest.approx(1.3, abs=0.1)


RAOUL, COCOS = (-29.26667, -177.95), (-12.08889, 96.865)


@pytest.mark.parametrize(
    ("island", "there", "printed_nm"),
    # NGA Pub. 151 (11th edition, 2001): both sides of a lone island are left, and a lagoon.
    [
        (RAOUL, (-22.275, 166.45), 957),
        (RAOUL, (-18.1333, 178.4167), 701),
        (RAOUL, (-17.5333, -149.5667), 1706),
        (COCOS, (-6.0667, 105.8333), 647),
        (COCOS, (6.95, 79.85), 1539),
        ((-33.63333, -78.82778), (-27.14167, -109.44167), 1633),  # Juan Fernandez, Easter Island
    ],
)
def test_a_lone_island_is_left_on_every_side(island, there, printed_nm):
    assert nm(at(*island), at(*there)) == pytest.approx(printed_nm, rel=0.015)


@pytest.mark.parametrize(
    ("here", "there"),
    # With an islet between, or a lagoon's rim, and nothing else: not far over the geodesic.
    [
        ((-37.54, 77.76), (-38.43, 77.19)),  # Amsterdam Island
        ((-37.9, 77.5), (-29.0, 83.2)),
        ((-53.07, 73.83), (-53.55, 72.36)),  # Heard Island
        ((39.43, -31.37), (23.33, -26.14)),  # Flores
        ((-19.02, -169.83), (-16.62, -170.6)),  # Niue
        ((-5.32, 72.25), (4.0, 72.25)),  # Salomon Islands, Chagos
    ],
)
def test_an_islet_in_the_way_is_rounded_close_by(here, there):
    one, other = at(*here), at(*there)
    assert nm(one, other) < 1.02 * geo.distance_nm(*here[::-1], *there[::-1]) + 12
    assert nm(one, other) == nm(other, one)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(-16.78, 139.43), (18.37, 41.29), (21.07, -78.57), (8.88, 104.76), (27.687, 48.952)],
    ids=["Gulf of Carpentaria", "Farasan Bank", "Gulf of Ana Maria", "Ca Mau", "off Jubail"],
)
def test_a_ship_among_shoals_finds_its_way_out(lat, lon):
    path = SEA.path(at(lat, lon), ports.get("Fujairah"))
    assert path.lon_lat_deg[0].tolist() == [lon, lat]
    assert path.distance_nm >= geo.distance_nm(lon, lat, 56.3667, 25.1667) - 30


def test_a_port_that_is_joined_straight_over_land_is_told_of():
    path = SEA.path(ports.get("Halifax"), ports.get("Sackets Harbor"))
    assert path.approach_nm == (0.0, pytest.approx(41, abs=2))
    (warning,) = path.warnings
    assert f"straight line for {path.approach_nm[1]:.0f} nm from the network to Sackets" in warning
    assert SEA.path(ports.get("Halifax"), ports.get("Montreal")).warnings == ()


def test_a_port_keeps_its_own_position_at_the_end_of_a_way():
    origin, destination = ports.get("Limassol"), ports.get("Valletta")
    path = SEA.path(origin, destination)
    for place, point in ((origin, path.lon_lat_deg[0]), (destination, path.lon_lat_deg[-1])):
        assert point.tolist() == [place.position.lon, place.position.lat]


def test_a_port_listed_in_the_town_is_left_from_its_water():
    port = ports.get("Eregli")
    path = SEA.path(port, ports.get("Varna"))
    lon, lat = path.lon_lat_deg[0].tolist()
    assert 1 < geo.distance_nm(lon, lat, port.position.lon, port.position.lat) < 2
    assert path.distance_run_nm[0] == 0
    assert SEA.path(ports.get("Varna"), port).lon_lat_deg[-1].tolist() == [lon, lat]


def test_an_unknown_way_names_what_closes_it():
    with pytest.raises(NoRouteError) as caught:
        SEA.path(at(43.0, 34.0), at(36.0, 18.0), closed=frozenset({"bosphorus", "sicily"}))
    assert caught.value.closed == ("bosphorus",)


def test_derived_distances_of_pub_151():
    # Differences of distances printed in NGA Pub. 151 (11th edition, 2001).
    skagen, ushant, gibraltar = at(57.75, 10.75), at(48.6667, -5.5), at(35.95, -5.75)
    assert nm(skagen, ushant) == pytest.approx(833, rel=0.02)
    assert nm(ushant, gibraltar) == pytest.approx(918, rel=0.02)


@pytest.mark.parametrize("gate", ["dover", "gibraltar", "bab_el_mandeb", "malacca", "tsugaru"])
def test_a_closed_gate_turns_away_positions_that_see_each_other(gate):
    line = np.array(chokepoints.get(gate).gate)
    middle, along = line.mean(axis=0), line[-1] - line[0]
    across = np.array([-along[1], along[0]]) / math.hypot(*along) * 0.15
    a, b = (at(*(middle + side * across)[::-1]) for side in (1, -1))
    free = SEA.path(a, b, closed=ICE)
    assert gate in {crossing.chokepoint for crossing in free.crossings}
    try:
        shut = SEA.path(a, b, closed=ICE | {gate})
    except NavrouteError:
        return
    assert gate not in {crossing.chokepoint for crossing in shut.crossings}
    assert shut.distance_nm > free.distance_nm
