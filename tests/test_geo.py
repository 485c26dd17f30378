"""Geodesics, against Karney's own Python code (geographiclib), which shares none with PROJ."""

from __future__ import annotations

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from navroute import geo

LON = st.floats(-180, 180)
LAT = st.floats(-90, 90)
MICRON_NM = 1e-6 / 1852


def oracle_nm(lon1, lat1, lon2, lat2) -> float:
    return Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"] / 1852


@given(LON, LAT, LON, LAT)
def test_distance_is_that_of_geographiclib(lon1, lat1, lon2, lat2):
    found = geo.distance_nm(lon1, lat1, lon2, lat2)
    assert found == pytest.approx(oracle_nm(lon1, lat1, lon2, lat2), abs=100 * MICRON_NM)


def test_distance_of_a_printed_geodesic():
    # JFK to LHR, the example in the documentation of GeographicLib: 5551759.400 m.
    jfk, lhr = (-73.8, 40.6), (-0.5, 51.6)
    assert geo.distance_nm(*jfk, *lhr) * 1852 == pytest.approx(5_551_759.400, abs=0.001)


@given(LON, LAT, LON, LAT)
def test_lower_bound_is_never_above_the_distance(lon1, lat1, lon2, lat2):
    bound = float(geo.lower_bounds_nm(lon1, lat1, geo.unit_vectors(lon2, lat2)))
    distance = oracle_nm(lon1, lat1, lon2, lat2)
    assert bound <= distance + 1e-6
    assert bound >= 0.985 * distance - 1e-3  # and not so far below that it would be of no use


@given(LON, st.floats(-85, 85), st.floats(-170, 170), st.floats(-85, 85), st.floats(0, 1))
def test_along_shares_out_the_length(lon1, lat1, turn, lat2, fraction):
    lon2 = float(geo.wrap_lon(lon1 + turn))
    whole = oracle_nm(lon1, lat1, lon2, lat2)
    here = geo.along(lon1, lat1, lon2, lat2, fraction=fraction)
    assert oracle_nm(lon1, lat1, *here) == pytest.approx(fraction * whole, abs=1e-6)
    assert oracle_nm(*here, lon2, lat2) == pytest.approx((1 - fraction) * whole, abs=1e-6)
    assert -180 <= here[0] <= 180


@given(LON, st.floats(-85, 85), st.floats(-170, 170), st.floats(-85, 85), st.floats(5, 500))
def test_pieces_join_up_and_are_short(lon1, lat1, turn, lat2, step_nm):
    lon2 = float(geo.wrap_lon(lon1 + turn))
    pieces = geo.cut(lon1, lat1, lon2, lat2, step_nm=step_nm)
    assert np.array_equal(pieces.start[1:], pieces.end[:-1])
    assert np.array_equal(pieces.fraction[1:, 0], pieces.fraction[:-1, 1])
    lengths = [oracle_nm(*a, *b) for a, b in zip(pieces.start, pieces.end, strict=True)]
    assert max(lengths) <= step_nm + 1e-6
    assert sum(lengths) == pytest.approx(oracle_nm(lon1, lat1, lon2, lat2), abs=1e-5)
    assert np.abs(np.diff(pieces.start[:, 0])).max(initial=0) <= 180


def test_pieces_keep_legs_apart():
    pieces = geo.cut([0, 179], [0, 10], [1, -179], [0, 10], step_nm=20)
    assert sorted(set(pieces.leg.tolist())) == [0, 1]
    second = pieces.leg == 1
    assert pieces.end[second][-1].tolist() == [181, 10]  # runs on across the antimeridian
    assert pieces.fraction[second][[0, -1]].tolist()[0][0] == 0
    assert pieces.fraction[second][-1, 1] == 1


def test_intermediate_points_lie_evenly():
    points = geo.intermediate(170, 60, -170, 60, step_nm=50)
    lengths = geo.lengths_nm(*points[:-1].T, *points[1:].T)
    assert lengths == pytest.approx(lengths[0], rel=1e-9)
    assert lengths[0] <= 50
    assert points[:, 1].max() > 60  # a great circle, not the parallel


@given(LON, LAT, st.floats(0.1, 2000))
def test_ring_points_lie_at_the_radius(lon, lat, radius_nm):
    for there in geo.ring(lon, lat, radius_nm, count=8):
        assert oracle_nm(lon, lat, *there) == pytest.approx(radius_nm, abs=1e-6)


@given(st.floats(-720, 720))
def test_wrapped_longitudes_are_the_same_meridian(lon):
    wrapped = float(geo.wrap_lon(lon))
    assert -180 <= wrapped <= 180
    assert (lon - wrapped) / 360 == pytest.approx(round((lon - wrapped) / 360), abs=1e-9)
