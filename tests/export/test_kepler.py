"""Trips have four numbers a position, and no other file has."""

import json

import pyogrio
import pytest

from navroute.errors import InvalidInputError
from navroute.export.kepler import render


def test_positions_end_in_unix_seconds(sparta):
    (trip,) = json.loads(render(sparta, ""))["features"]
    coordinates = trip["geometry"]["coordinates"]
    assert {len(position) for position in coordinates} == {4}
    assert coordinates[0][3] == sparta.depart.timestamp()
    assert coordinates[-1][3] == sparta.eta.p50.timestamp()
    times = [position[3] for position in coordinates]
    assert times == sorted(times)


def test_the_antimeridian_cuts_a_trip_in_two(pacific):
    trips = json.loads(render(pacific, ""))["features"]
    assert len(trips) == 2
    for trip in trips:
        lons = [position[0] for position in trip["geometry"]["coordinates"]]
        assert max(lons) - min(lons) < 180


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # GDAL's words
def test_gdal_reads_the_lines(pacific, tmp_path):
    """As kepler.gl draws them: GDAL warns of the fourth number and passes over it."""
    path = tmp_path / "trips.kepler.json"
    pacific.export(path)
    trips = pyogrio.read_dataframe(path)
    assert trips["vessel"].tolist() == ["Sparta II"] * 2
    assert trips.geometry.geom_type.tolist() == ["LineString"] * 2
    west, _, east, _ = trips.total_bounds
    assert west >= -180
    assert east <= 180


def test_a_route_without_a_ship_has_no_trip(way):
    with pytest.raises(InvalidInputError, match="times"):
        render(way, "")
