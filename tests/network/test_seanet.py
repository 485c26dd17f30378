"""Paths: their shape, length, symmetry, warnings, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navroute import chokepoints, geo, network, ports
from navroute.errors import NavrouteError, NotAtSeaError, PositionError, SamePlaceError
from navroute.network.attach import legs_from
from navroute.positions import Position

ICE = frozenset(c.id for c in chokepoints.all_chokepoints() if c.ice)
SEA = network.load("marnet")


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


# NGA Pub. 151 (11th edition, 2001), printed distances, nm; the last three are sums of its legs.
PUB_151 = [
    ("Gibraltar", "Port Said", 1925, 0.02),
    ("Aden", "Suez", 1310, 0.03),
    ("New York", "Colon", 1972, 0.03),
    ("Singapore", "Yokohama", 2889, 0.03),
    ("Cape Town", "Montevideo", 3640, 0.03),
]


@pytest.mark.parametrize(("origin", "destination", "printed_nm", "tolerance"), PUB_151)
def test_distances_of_the_printed_tables(origin, destination, printed_nm, tolerance):
    path = SEA.path(ports.get(origin), ports.get(destination), closed=ICE)
    assert path.distance_nm == pytest.approx(printed_nm, rel=tolerance)


# Baltiysk to Baniyas by legs of Pub. 151: 4,340, 4,225 and 4,032; Baniyas is 17 nm from Tartus.
@pytest.mark.parametrize(
    ("closed", "expected_nm", "by"),
    [
        (set(), 4049, "kiel_canal"),
        ({"kiel_canal"}, 4242, "sound_helsingor"),
        ({"kiel_canal", "sound_helsingor"}, 4357, "great_belt"),
        ({"kiel_canal", "sound_helsingor", "great_belt"}, 4400, "little_belt"),
    ],
)
def test_tartus_to_baltiysk_by_each_way_in(closed, expected_nm, by):
    path = SEA.path(ports.get("Tartus"), ports.get("Baltiysk"), closed=ICE | closed)
    assert path.distance_nm == pytest.approx(expected_nm, rel=0.015)
    assert by in {c.chokepoint for c in path.crossings}


def test_tartus_to_novorossiysk_goes_through_both_straits_in_order():
    path = SEA.path(ports.get("Tartus"), ports.get("Novorossiysk"))
    passed = [c.chokepoint for c in path.crossings]
    assert passed.index("dardanelles") < passed.index("bosphorus")
    assert 1250 < path.distance_nm < 1340  # "at most 1,340" from Latakia by legs of Pub. 151


LAT, LON = st.floats(-89.9, 89.9), st.floats(-180, 180)
POSITIONS = st.builds(lambda lat, lon: Position(lat=lat, lon=lon), LAT, LON)


def assert_sound(path, origin: Position, destination: Position) -> None:
    points, runs = path.lon_lat_deg, path.distance_run_nm
    assert np.isfinite(points).all()
    assert (np.abs(points[:, 0]) <= 180).all()
    assert runs[0] == 0
    assert (np.diff(runs) > 0).all()
    # Were a longitude to jump by 360 degrees, the miles between points would not add up.
    legs = geo.lengths_nm(*points[:-1].T, *points[1:].T)
    np.testing.assert_allclose(np.diff(runs), legs, atol=1e-5)
    straight = geo.distance_nm(origin.lon, origin.lat, destination.lon, destination.lat)
    assert path.distance_nm >= straight - 1e-6
    assert geo.distance_nm(*points[0], origin.lon, origin.lat) < 1e-5
    assert geo.distance_nm(*points[-1], destination.lon, destination.lat) < 1e-5
    for crossing in path.crossings:
        assert 0 <= crossing.distance_nm <= path.distance_nm


@settings(max_examples=200)
@given(POSITIONS, POSITIONS)
def test_any_two_positions_give_a_sound_path_or_a_clear_error(first, second):
    try:
        path = SEA.path(first, second)
    except NavrouteError as error:
        assert isinstance(error, NotAtSeaError | SamePlaceError)  # noqa: PT017 - which of two
        return
    assert_sound(path, first, second)
    back = SEA.path(second, first)
    assert back.distance_nm == pytest.approx(path.distance_nm, abs=1e-6)
    np.testing.assert_allclose(back.lon_lat_deg[::-1], path.lon_lat_deg)
    assert [c.chokepoint for c in back.crossings[::-1]] == [c.chokepoint for c in path.crossings]


@settings(max_examples=60)
@given(POSITIONS, POSITIONS, st.sampled_from(sorted(SEA.graph.gate_ids)))
def test_closing_a_gate_never_shortens_a_path(first, second, gate):
    try:
        free, shut = SEA.path(first, second), SEA.path(first, second, closed=frozenset({gate}))
    except NavrouteError:
        return
    assert shut.distance_nm >= free.distance_nm - 1e-6


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (at(35.2, 139.75), at(37.7, -122.7)),  # Tokyo to San Francisco
        (at(0, 179.99), at(0, -179.99)),
        (at(0, 180), at(10, -180)),
        (at(89.9, 0), at(89.9, 180)),
        (at(80, 0), at(-59, 180)),
        (at(-59, -180), at(-59, 0)),
        (at(72, 179), at(72, -179)),
    ],
)
def test_antimeridian_and_poles(first, second):
    assert_sound(SEA.path(first, second), first, second)


def test_positions_on_both_sides_of_the_antimeridian_are_neighbours():
    assert SEA.path(at(0, 179.99), at(0, -179.99)).distance_nm == pytest.approx(1.2, abs=0.01)


def test_tokyo_to_san_francisco_is_near_the_great_circle():
    path = SEA.path(at(35.2, 139.75), at(37.7, -122.7))
    # Pub. 151 prints 4,536 for Yokohama to San Francisco.
    assert path.distance_nm == pytest.approx(4536, rel=0.02)


def test_open_water_between_two_positions_is_crossed_straight():
    path = SEA.path(at(0, -30), at(-30, 5))
    assert len(path.lon_lat_deg) == 2
    assert path.distance_nm == pytest.approx(geo.distance_nm(-30, 0, 5, -30))
    assert path.approach_nm == (0, 0)


def test_close_places_are_joined_straight():
    path = SEA.path(ports.get("Tartus"), at(34.95, 35.8))
    assert path.distance_nm < 6


def test_river_ports_of_two_rivers_are_not_joined_straight_over_land():
    # Santa Fe on the Parana and Colon on the Uruguay, 135 nm apart.
    path = SEA.path(ports.get("wpi:13560"), ports.get("wpi:13730"), closed=ICE)
    assert len(path.lon_lat_deg) > 2


def test_long_approaches_are_warned_of_and_counted():
    path = SEA.path(at(34.9, 35.7), at(54.75, 19.5), closed=ICE)
    assert path.distance_run_nm[1] == pytest.approx(path.approach_nm[0])
    assert path.distance_nm - path.distance_run_nm[-2] == pytest.approx(path.approach_nm[1])
    named = [text for text in path.warnings if "straight line" in text]
    assert bool(named) == (max(path.approach_nm) > 30)


def test_seaway_is_warned_of():
    path = SEA.path(ports.get("Chicago"), ports.get("Tartus"), closed=ICE)
    assert any("Seaway" in text for text in path.warnings)
    assert not any("Seaway" in text for text in SEA.path(at(45, -45), ports.get("Tartus")).warnings)


@pytest.mark.parametrize(
    "position",
    [at(55.75, 37.6), at(39.1, -94.6), at(42, 51), at(48.2, 16.4), at(-80, 60), at(23, 10)],
)
def test_inland_positions_are_refused(position):
    with pytest.raises(NotAtSeaError, match="inland") as caught:
        SEA.path(position, ports.get("Tartus"))
    assert "nearest sea" in caught.value.hint


@pytest.mark.parametrize("name", ["Baku", "Aktau", "Makhachkala", "Turkmenbashi", "Astrakhan"])
def test_ports_of_the_caspian_are_refused(name):
    with pytest.raises(NotAtSeaError, match=name):
        SEA.path(ports.get(name), ports.get("Tartus"))


@pytest.mark.parametrize("name", ["Hamburg", "Antwerp", "Rouen", "New Orleans", "Rostov", "Riga"])
def test_river_ports_are_not_refused(name):
    assert SEA.path(ports.get(name), ports.get("Tartus"), closed=ICE).distance_nm > 0


def test_nearly_all_ports_are_attached():
    missing = []
    for port in ports.all_ports()[::12]:
        try:
            legs_from(SEA.graph, port)
        except NotAtSeaError as error:
            missing.append(str(error))
    assert len(missing) <= 5, missing


def test_same_place_is_an_error_not_zero_miles():
    with pytest.raises(SamePlaceError):
        SEA.path(at(35, 18), at(35, 18))
    with pytest.raises(SamePlaceError):
        SEA.path(at(0, 180), at(0, -180))


def test_nan_cannot_get_in():
    with pytest.raises(PositionError):
        at(math.nan, 0)


def test_closures_do_not_leak_into_the_next_call():
    places = ports.get("Tartus"), ports.get("Mumbai")
    before = SEA.path(*places)
    around = SEA.path(*places, closed=frozenset({"suez_canal"}))
    after = SEA.path(*places)
    assert around.distance_nm > 2 * before.distance_nm
    np.testing.assert_array_equal(before.lon_lat_deg, after.lon_lat_deg)


def test_closed_gates_without_a_line_change_nothing():
    places = ports.get("Tartus"), ports.get("Novorossiysk")
    path = SEA.path(*places, closed=frozenset({"volga_don"}))
    assert path.distance_nm == SEA.path(*places).distance_nm
