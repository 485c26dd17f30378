"""Land polygons: coarse, but never wrong by more than they say."""

from __future__ import annotations

import pytest

from navroute import datafiles
from navroute.errors import DataError
from navroute.network import land
from navroute.positions import Position


@pytest.fixture(scope="module")
def polygons() -> land.Land:
    return land.load()


# Moscow, Kansas City, Alice Springs, La Paz, Pole of Inaccessibility, Caspian, Lake Victoria.
DRY = [(55.75, 37.6), (39.1, -94.6), (-23.7, 133.9), (-16.5, -68.1), (-82.1, 54.97), (42, 51),
       (-1, 33)]  # fmt: skip
# Mid-Pacific on both sides of the antimeridian, North Pole, Black Sea, Baltic, Gulf, Red Sea.
WET = [(0, -180), (0, 179.9), (90, 0), (43.5, 34), (56, 18.5), (26.5, 52), (20, 38.5)]


@pytest.mark.parametrize(("lat", "lon"), DRY)
def test_inland_points_are_on_land(polygons, lat, lon):
    assert polygons.contains([lon], [lat]).tolist() == [True]


@pytest.mark.parametrize(("lat", "lon"), WET)
def test_points_at_sea_are_not(polygons, lat, lon):
    assert polygons.contains([lon], [lat]).tolist() == [False]


def test_length_over_a_land_bridge(polygons):
    # Suez to Port Said, 105 nm, with some 25 nm of bay and lagoon at the ends.
    suez, port_said = (32.55, 29.75), (32.4, 31.5)
    assert polygons.lengths_nm(*suez, *port_said)[0] == pytest.approx(80, abs=15)
    assert polygons.lengths_nm(*port_said, 31.0, 33.0)[0] == 0


@pytest.mark.parametrize("turn", [1, -1])
def test_length_across_the_antimeridian(polygons, turn):
    # Wrangel Island, 179.0 E to 177.4 W at 71.1 N, lies across the antimeridian.
    west, east = (175.0, 71.1), (-174.0, 71.1)
    ends = (*west, *east)[::1] if turn == 1 else (*east, *west)
    assert polygons.lengths_nm(*ends)[0] == pytest.approx(70, abs=15)


def test_many_legs_are_as_one_by_one(polygons):
    ends = ([30, 175, -74], [45, 71.1, 40.7], [36, -174, -20], [43, 71.1, 60])
    together = polygons.lengths_nm(*ends)
    for number, leg in enumerate(zip(*ends, strict=True)):
        assert polygons.lengths_nm(*leg)[0] == pytest.approx(together[number], abs=1e-9)


def test_how_far_inland(polygons):
    # Moscow to the Gulf of Finland's head: 345 nm; Madrid to the Bay of Biscay: 170 nm.
    for lat, lon, expected in ((55.75, 37.6, 375), (40.42, -3.7, 170)):
        inland_nm, sea = polygons.nearest_sea(Position(lat=lat, lon=lon))
        assert inland_nm == pytest.approx(expected, rel=0.1)
        assert not polygons.contains([sea.lon], [sea.lat])[0]
    at_sea = Position(lat=43.5, lon=34)
    assert polygons.nearest_sea(at_sea) == (0.0, at_sea)


def test_file_that_is_no_land_is_a_data_error(monkeypatch):
    monkeypatch.setattr(datafiles, "read_bytes", lambda _: b"no gzip")
    with pytest.raises(DataError):
        land.load.__wrapped__()
