"""Positions: every notation comes back as the same point, and bad ones teach."""

from __future__ import annotations

import json
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute.errors import PositionError
from navroute.positions import Position, looks_like_position, parse

TARTUS = (34.9, 35.87)  # 34 54.0 N, 35 52.2 E


@pytest.mark.parametrize(
    "text",
    [
        "34.9N,35.87E",
        "34.9N 35.87E",
        "34.9n35.87e",
        "N34.9 E35.87",
        "N 34.9, E 35.87",
        "35.87E,34.9N",
        "34.9 N / 35.87 E",
        "34.9,35.87",
        "34.9 35.87",
        " +34.9 ; +35.87 ",
        "34°54'N 35°52.2'E",
        "34°54′00″N 35°52′12″E",
        "34º54’N, 35º52’12”E",
        "34°54'0''N 35°52'12''E",
        "N34°54' E35°52.2'",
        "34 54 N, 35 52.2 E",
        "34 54 00 N 35 52 12 E",
        "34-54.0N 035-52.2E",
        "34:54:00N 35:52:12E",
    ],
)
def test_all_notations_of_one_place(text):
    assert looks_like_position(text)
    found = parse(text)
    assert (found.lat, found.lon) == pytest.approx(TARTUS, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("-33.9,18.4", -33.9, 18.4),
        ("33.9S,18.4E", -33.9, 18.4),
        ("12-30S 001-15W", -12.5, -1.25),
        ("90S 180W", -90.0, -180.0),
        ("0.0N 0.0E", 0.0, 0.0),
    ],
)
def test_south_and_west_are_negative(text, lat, lon):
    assert parse(text) == Position(lat=lat, lon=lon)


LATITUDES = st.integers(-90 * 3600, 90 * 3600)  # whole seconds of arc
LONGITUDES = st.integers(-180 * 3600, 180 * 3600)


def _pieces(seconds, hemispheres):
    letter = hemispheres[seconds < 0]
    degrees, rest = divmod(abs(seconds), 3600)
    return degrees, *divmod(rest, 60), letter


@given(LATITUDES, LONGITUDES)
def test_every_notation_round_trips(lat_s, lon_s):
    d, m, s, ns = _pieces(lat_s, "NS")
    e, n, t, ew = _pieces(lon_s, "EW")
    lat, lon = float(Fraction(lat_s, 3600)), float(Fraction(lon_s, 3600))
    for text in (
        f"{abs(lat):.10f}{ns},{abs(lon):.10f}{ew}",
        f"{ns}{abs(lat):.10f} {ew}{abs(lon):.10f}",
        f"{abs(lon):.10f}{ew},{abs(lat):.10f}{ns}",
        f"{lat:.10f},{lon:.10f}",
        f"{d}°{m}'{s}\"{ns} {e}°{n}'{t}\"{ew}",
        f"{d} {m} {s} {ns}, {e} {n} {t} {ew}",
        f"{d:02d}-{m + s / 60:09.6f}{ns} {e:03d}-{n + t / 60:09.6f}{ew}",
    ):
        assert looks_like_position(text), text
        found = parse(text)
        assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=2e-8), text


@given(LATITUDES, LONGITUDES)
def test_a_positions_own_name_reads_back(lat_s, lon_s):
    position = Position(lat=lat_s / 3600, lon=lon_s / 3600)
    found = parse(position.name)
    assert (found.lat, found.lon) == pytest.approx((position.lat, position.lon), abs=5.1e-4)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("95N,35.87E", "latitude 95"),
        ("95,35.87", "latitude 95"),
        ("34.9,500", "longitude 500"),
        ("34.9N,181W", "longitude -181"),
        ("nan,35.87", "nan"),
        ("34.9,inf", "inf"),
        ("34 60 N, 35 52 E", "60 minutes"),
        ("34°54'60\"N 35°52'E", "60 seconds"),
        ("34.5°30'N 35°52'E", "last part"),
        ("34.9N,35.87N", "two latitudes"),
        ("34.9W,35.87E", "two longitudes"),
        ("N34.9N,35.87E", "more than once"),
        ("34.9N,35.87", "one coordinate only"),
        ("35.87E", "one coordinate only"),
        ("-34.9N,35.87E", "a sign and the letter N"),
        ("54,65N 19,89E", "decimal commas"),
        ("54,65N", "decimal commas"),
        ("54,65 19,89", "decimal commas"),
        ("34°54' 35°52'", "cannot be read"),
    ],
)
def test_bad_positions_are_recognised_and_explained(text, words):
    assert looks_like_position(text)
    with pytest.raises(PositionError, match=words) as caught:
        parse(text)
    assert caught.value.hint
    assert caught.value.exit_code == 2


def test_a_swapped_bare_pair_is_told_the_order():
    with pytest.raises(PositionError) as caught:
        parse("120.5,35.2")
    assert "latitude,longitude" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["", "Tartus", "St Petersburg", "SYTTS", "B-261", "Sparta 2", "wpi:45003", "SENNE"]
)
def test_names_do_not_look_like_positions(text):
    assert not looks_like_position(text)
    with pytest.raises(PositionError):
        parse(text)


@pytest.mark.parametrize(
    "two", ["34.9N,35.87E,54.65N", "34.9,35.87,54.65", "34.9N 35.87E,54.65N 19.89E"]
)
def test_one_position_and_a_piece_of_the_next_is_not_one_position(two):
    """The command line splits a list of positions at commas by this."""
    assert not looks_like_position(two)


@pytest.mark.parametrize("bad", [math.nan, math.inf, "34.9", None])
def test_a_position_of_something_else_than_numbers_is_refused(bad):
    with pytest.raises(PositionError, match="not a finite number"):
        Position(lat=bad, lon=0)


def test_a_position_is_plain_floats_whatever_it_was_made_from():
    position = Position(lat=np.float32(34.5), lon=36)
    assert position == Position(lat=34.5, lon=36.0)
    assert json.dumps(position.to_dict()) == '{"lat": 34.5, "lon": 36.0}'
    assert position.__geo_interface__ == {"type": "Point", "coordinates": (36.0, 34.5)}
    assert position.position is position


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("3454N 03552E", "34-54N 035-52E"),
        ("3454.5N,03552.1E", "34-54.5N 035-52.1E"),
        ("345412N 0355200E", "34-54-12N 035-52-00E"),
        ("54,65N 19,89E", "54.65N 19.89E"),
        ("41,25 29,01", "41.25 29.01"),
    ],
)
def test_the_hint_writes_the_users_own_numbers_so_that_they_can_be_read(text, hint):
    with pytest.raises(PositionError) as caught:
        parse(text)
    assert caught.value.hint.endswith(f": {hint}")
    parse(hint)


def test_a_truth_value_is_no_degree():
    with pytest.raises(PositionError, match="latitude True"):
        Position(lat=True, lon=0)
