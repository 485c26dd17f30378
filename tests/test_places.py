"""Places: whatever names one becomes a port or a position, and nothing is guessed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute import geo, places, ports
from navroute.errors import AmbiguousNameError, NotAtSeaError, PositionError, UnknownPlaceError
from navroute.ports import Port
from navroute.positions import Position


@pytest.mark.parametrize("text", ["Tartus", "SYTTS", "sy tts", "Тартус", "own:tartus"])
def test_a_name_or_code_is_a_port(text):
    assert places.resolve(text) == (ports.get("Tartus"), "")


def test_a_position_string_is_a_position():
    assert places.resolve("34.9N,35.87E") == (Position(lat=34.9, lon=35.87), "")


def test_places_are_returned_as_they_are():
    port, position = ports.get("Tartus"), Position(lat=1, lon=2)
    assert places.resolve(port)[0] is port
    assert places.resolve(position)[0] is position


def test_a_note_says_which_namesake_was_taken():
    port, note = places.resolve("Portsmouth")
    assert port.country_code == "GB"
    assert "New Hampshire" in note


@pytest.mark.parametrize("pair", [(34.9, 35.87), [34.9, 35.87], 34.9, None])
def test_a_bare_pair_is_refused_with_the_way_to_write_it(pair):
    with pytest.raises(PositionError) as caught:
        places.resolve(pair)
    assert "Position(lat=" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("Tripoli", AmbiguousNameError, "2 ports"),
        ("Tartuss", UnknownPlaceError, "No port"),
        ("95,35.87", PositionError, "latitude 95"),
        ("54,65N", PositionError, "decimal commas"),
        ("Baku", NotAtSeaError, "Caspian"),
        ("Астрахань", NotAtSeaError, "Caspian"),
        ("Ivan Gren", UnknownPlaceError, "it is a ship"),
        ("Bosphorus", UnknownPlaceError, "it is a chokepoint"),
    ],
)
def test_what_is_no_place_says_why(text, error, words):
    with pytest.raises(error, match=words) as caught:
        places.resolve(text)
    assert caught.value.hint


def test_a_landlocked_port_is_refused_as_an_object_too():
    with pytest.raises(NotAtSeaError, match="Caspian"):
        places.resolve(ports.get("Makhachkala"))


def test_a_town_wins_over_a_ship_of_its_name():
    for name in ("Novorossiysk", "Severomorsk", "Kaliningrad"):
        assert isinstance(places.resolve(name)[0], Port)


def test_the_hint_for_a_chokepoint_is_a_position_that_can_be_typed():
    with pytest.raises(UnknownPlaceError) as caught:
        places.resolve("Bosphorus")
    text = caught.value.hint.rsplit(" ", 1)[1].rstrip(".")
    assert places.resolve(text)[0].position.lat == pytest.approx(41.08, abs=0.1)


def test_a_users_port_wins_even_if_its_name_looks_like_a_position():
    buoy = Port("user:e1", "E1", "", "", Position(lat=55.0, lon=12.0))
    assert places.resolve("E1", extra_ports=[buoy])[0] == buoy


@given(
    st.floats(-89.9, 89.9), st.floats(-180, 180), st.floats(-0.004, 0.004), st.floats(-0.01, 0.01)
)
def test_same_place_agrees_with_the_ellipsoid(lat, lon, north, east):
    first = Position(lat=lat, lon=lon)
    second = Position(lat=max(-90.0, min(90.0, lat + north)), lon=(lon + east + 180) % 360 - 180)
    distance_nm = geo.distance_nm(first.lon, first.lat, second.lon, second.lat)
    if abs(distance_nm - places.SAME_WITHIN_NM) > 0.001:
        assert places.same_place(first, second) == (distance_nm < places.SAME_WITHIN_NM)


def test_same_place_across_the_antimeridian():
    assert places.same_place(Position(lat=0, lon=180), Position(lat=0, lon=-180))


def test_local_time_zone():
    assert places.local_time_zone(ports.get("Tartus")) == ZoneInfo("Asia/Damascus")
    assert places.local_time_zone(Position(lat=34.9, lon=35.87)) is None
    assert places.local_time_zone(Port("user:a", "A", "", "", Position(lat=0, lon=0))) is None
