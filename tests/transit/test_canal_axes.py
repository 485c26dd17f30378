"""How much of a canal a way sails."""

from __future__ import annotations

import numpy as np
import pytest

from navroute import chokepoints
from navroute.datafiles import read_csv, read_json
from navroute.shapes import Polyline
from navroute.transit.canal_axes import _axes, stretches_on

AXES = {axis.chokepoint: axis for axis in _axes()}


def way(*lat_lon: tuple[float, float]) -> Polyline:
    """Return a line of points no more than a mile apart."""
    points = np.array([(lon, lat) for lat, lon in lat_lon])
    lengths = np.hypot(
        np.diff(points[:, 0]) * np.cos(np.radians(points[0, 1])), np.diff(points[:, 1])
    )
    runs = np.concatenate([[0.0], np.cumsum(lengths * 60)])
    fine = np.linspace(0.0, runs[-1], int(runs[-1]) + 2)
    return Polyline(np.column_stack([np.interp(fine, runs, c) for c in points.T]), fine)


@pytest.mark.parametrize("key", ["suez_canal", "kiel_canal", "panama_canal", "corinth_canal"])
def test_the_axes_are_as_long_as_the_canals(key):
    # 162 km from Port Said to Suez, 98.6 km, 80 km from breakwater to breakwater, 6.34 km.
    published_nm = {"suez": 87.5, "kiel": 53.2, "panama": 43.2, "corinth": 3.42}
    length_nm = float(AXES[key].runs_nm[-1])
    assert length_nm == pytest.approx(published_nm[key.removesuffix("_canal")], rel=0.06)
    assert length_nm == pytest.approx(chokepoints.get(key).length_nm, rel=0.06)


def test_every_axis_names_its_source():
    listed = {row["key"] for row in read_csv("sources.csv")}
    assert {
        f["properties"]["source"] for f in read_json("canal_axes.geojson")["features"]
    } <= listed


@pytest.mark.parametrize("key", sorted(AXES))
def test_a_way_through_sails_all_of_it_in_both_directions(key):
    along = [(lat, lon) for lon, lat in AXES[key].lon_lat_deg]
    for points in (along, along[::-1]):
        (found,) = stretches_on(way(*points))
        assert (found.chokepoint, found.share, found.enters) == (key, 1.0, True)
        assert 0.0 <= found.from_nm < found.to_nm


def test_ismailia_lies_halfway_and_who_starts_there_lies_inside():
    # Ismailia is at km 76 to 80 of 162.
    suez = AXES["suez_canal"].lon_lat_deg
    (south,) = stretches_on(way((30.58, 32.29), *((lat, lon) for lon, lat in suez if lat < 30.5)))
    assert south.share == pytest.approx(0.51, abs=0.03)
    assert not south.enters
    (north,) = stretches_on(
        way(*((lat, lon) for lon, lat in suez[::-1] if lat < 30.5), (30.58, 32.29))
    )
    assert north.share == pytest.approx(south.share, abs=0.01)
    assert north.enters


@pytest.mark.parametrize(
    "points",
    [
        ((31.6, 32.0), (31.27, 32.3), (31.6, 32.6)),  # a call at Port Said
        ((54.0, 8.5), (53.88, 9.13), (53.85, 9.35)),  # up the Elbe past Brunsbuettel
        ((54.6, 10.4), (54.37, 10.17), (54.33, 10.14)),  # into Kiel
        ((29.0, 32.9), (29.94, 32.56)),  # to Suez from the Red Sea
        ((30.7, 31.0), (30.7, 31.9)),  # never near
        ((10.0, -80.5), (9.5, -79.9), (10.0, -79.0)),  # past Colon
    ],
)
def test_who_only_calls_at_the_mouth_is_in_no_canal(points):
    assert stretches_on(way(*points)) == ()
