"""Failures measured in today's tools (searoute 1.6.0, scgraph 3.6.0, seavoyage 0.1.20),
each a thing navroute does better.
"""

from __future__ import annotations

import itertools
import math

import pytest

import navroute
from navroute import Position
from navroute.errors import (
    NoRouteError,
    NotAtSeaError,
    PositionError,
    UnknownChokepointError,
)


def test_no_path_is_an_error_never_zero_miles_and_zero_hours():
    with pytest.raises(NoRouteError) as caught:
        navroute.route("Tartus", "Baltiysk", closed=["gibraltar", "suez"])
    assert set(caught.value.closed) <= {"gibraltar", "suez_canal"}


def test_closures_do_not_leak_into_the_next_call():
    before = navroute.route("Tartus", "Mumbai").distance_nm
    around = navroute.route("Tartus", "Mumbai", closed="suez").distance_nm
    after = navroute.route("Tartus", "Mumbai").distance_nm
    assert before == after
    assert around > 2 * before


def test_unknown_closures_are_refused_with_suggestions():
    with pytest.raises(UnknownChokepointError) as caught:
        navroute.route("Tartus", "Mumbai", closed="suecz")
    assert "suez_canal" in caught.value.suggestions


def test_a_nautical_mile_is_1852_metres():
    # Two points 60' of latitude apart at the equator: 110,574 m on WGS84 (Torge, Geodesy, 2001).
    found = navroute.route(Position(lat=0, lon=-30), Position(lat=1, lon=-30))
    assert found.distance_nm == pytest.approx(110_574 / 1852, rel=0.05)


@pytest.mark.parametrize(
    ("lat", "lon"), [(0, 500), (math.nan, 0), (0, math.nan), (math.inf, 0), (95, 0)]
)
def test_impossible_positions_are_refused(lat, lon):
    with pytest.raises(PositionError):
        navroute.route(Position(lat=lat, lon=lon), "Tartus")


@pytest.mark.parametrize(("lat", "lon"), [(55.75, 37.6), (39.1, -94.6), (23.0, 10.0)])
def test_inland_cities_are_refused(lat, lon):
    with pytest.raises(NotAtSeaError, match="inland"):
        navroute.route(Position(lat=lat, lon=lon), "Tartus")


def test_a_closed_strait_is_never_sailed_through():
    found = navroute.route("Fujairah", "Mumbai", closed="hormuz")
    assert "hormuz" not in [passage.id for passage in found.passages]
    with pytest.raises(NoRouteError):
        navroute.route("Bahrain", "Mumbai", closed="hormuz")


def test_across_the_pacific_no_longitude_leaves_the_map():
    found = navroute.route("Yokohama", "Seattle")
    geometry = found.__geo_interface__
    assert geometry["type"] == "MultiLineString"
    for part in geometry["coordinates"]:
        longitudes = [lon for lon, _ in part]
        assert all(-180 <= lon <= 180 for lon in longitudes)
        assert all(abs(b - a) < 90 for a, b in itertools.pairwise(longitudes))
    # NGA Pub. 151: 4,245 nm north of the Aleutians, 4,276 nm south of them.
    assert found.distance_nm == pytest.approx(4_260, rel=0.05)
