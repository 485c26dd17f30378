"""Given ways: measured, and the gates on them found by geometry."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from navroute import geo
from navroute.errors import InvalidInputError
from navroute.imports import RouteFile, RoutePoint, rhumb
from navroute.imports.path import to_path
from navroute.positions import Position


def given(*lat_lon, rhumb_line=False):
    points = tuple(
        RoutePoint(position=Position(lat=lat, lon=lon), rhumb=rhumb_line and number > 0)
        for number, (lat, lon) in enumerate(lat_lon)
    )
    return RouteFile(source="x.gpx", kind="GPX", name="", points=points)


def gates(*lat_lon):
    return [crossing.chokepoint for crossing in to_path(given(*lat_lon)).crossings]


def test_length_is_that_of_geographiclib():
    ends = (35.0, 139.0), (38.0, -123.0)
    expected_m = Geodesic.WGS84.Inverse(*ends[0], *ends[1])["s12"]
    assert to_path(given(*ends)).distance_nm * 1852 == pytest.approx(expected_m, abs=0.01)


def test_gates_are_passed_in_order():
    east, west = (36.1, -4.5), (35.9, -6.5)
    assert gates(east, west) == ["gibraltar"]
    assert gates(west, east, (33.0, 20.0))[0] == "gibraltar"
    assert gates((30.0, -20.0), (30.0, -30.0)) == []


def test_a_track_that_wanders_over_a_gate_passes_it_once_or_not_at_all():
    east, west = (36.0, -5.4), (35.95, -5.6)
    assert gates(east, west, east, west) == ["gibraltar"]
    assert gates(east, west, east) == []
    far_west = (36.0, -9.0)
    assert gates(east, far_west, east) == ["gibraltar", "gibraltar"]


def test_a_rhumb_line_is_as_long_as_rhumbsolve_says():
    # GeographicLib's RhumbSolve(1), its own example: JFK to Singapore Changi, 18523563 m.
    start, end = (
        (40 + 38 / 60 + 23 / 3600, -73 - 46 / 60 - 44 / 3600),
        (
            1 + 21 / 60 + 33 / 3600,
            103 + 59 / 60 + 22 / 3600,
        ),
    )
    points = rhumb.points(start[1], start[0], end[1], end[0], step_nm=1.0)
    total_m = geo.lengths_nm(*points[:-1].T, *points[1:].T).sum() * 1852
    assert total_m == pytest.approx(18_523_563, abs=1.0)


def test_a_rhumb_line_keeps_its_parallel_and_takes_the_short_way_round():
    points = rhumb.points(170.0, 50.0, -170.0, 50.0, step_nm=20.0)
    assert np.abs(points[:, 1] - 50.0).max() < 1e-12
    assert np.abs(points[:, 0]).min() >= 170.0
    great_circle = to_path(given((50, 170), (50, -170))).distance_nm
    loxodrome = to_path(given((50, 170), (50, -170), rhumb_line=True)).distance_nm
    assert loxodrome > great_circle + 2


def test_a_rhumb_line_to_the_pole_ends():
    points = rhumb.points(10.0, 80.0, 60.0, 90.0, step_nm=60.0)
    assert points[-1].tolist() == [60.0, 90.0]


def test_a_route_without_length_is_refused():
    with pytest.raises(InvalidInputError, match="no length"):
        to_path(given((10, 20), (10, 20)))
