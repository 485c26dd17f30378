"""Waypoints follow the path, close enough together for plotters that draw rhumb lines."""

from itertools import pairwise

import numpy as np
import pytest

from navroute import geo
from navroute.export.waypoints import leg_speed_kn, waypoints


@pytest.mark.parametrize("name", ["sparta", "pacific", "arctic", "way"])
def test_lengths_ends_and_gates(name, request):
    answer = request.getfixturevalue(name)
    points = waypoints(answer)
    lon, lat = np.array([(p.lon, p.lat) for p in points]).T
    legs_nm = geo.lengths_nm(lon[:-1], lat[:-1], lon[1:], lat[1:])
    assert legs_nm.sum() == pytest.approx(answer.distance_nm, rel=1e-6, abs=0.5)
    assert legs_nm.max() <= 600.001
    assert all(-180.0 <= point.lon < 180.0 for point in points)
    told = [event.kind for point in points for event in point.events]
    assert told == ["departure", *["passage"] * len(answer.passages), "arrival"]


def test_legs_above_70_degrees_are_short(arctic):
    for start, end in pairwise(waypoints(arctic)):
        if max(start.lat, end.lat) > 70.5:
            assert geo.distance_nm(start.lon, start.lat, end.lon, end.lat) <= 60.001


def test_speed_of_a_leg(sparta, way):
    first, second, *_ = waypoints(sparta)
    hours = (second.time.p50 - first.time.p50).total_seconds() / 3600
    expected = geo.distance_nm(first.lon, first.lat, second.lon, second.lat) / hours
    assert leg_speed_kn(first, second) == pytest.approx(expected, rel=1e-4)
    assert leg_speed_kn(*waypoints(way)[:2]) is None
