"""The wind along a way: what climates are known for, between cells and months, from files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from navroute.errors import InvalidInputError
from navroute.transit import weather_file
from navroute.transit.weather import Climatology, climatology


def at(lat: float, lon: float, month: int) -> np.ndarray:
    """Return east, north and spread in the middle of a month."""
    moment = np.array([dt.datetime(2025, month, 16, tzinfo=dt.UTC).timestamp()])
    return climatology().along(np.array([lon]), np.array([lat])).at(0, moment)[:, 0]


def test_westerlies_trades_and_the_monsoon_blow_as_they_are_known_to():
    assert at(50, -30, 1)[0] > 4  # the North Atlantic in January: westerly
    assert at(15, -40, 7)[0] < -4  # the north-east trade: easterly
    assert at(15, -40, 7)[1] < 0
    summer, winter = at(12, 58, 7), at(12, 58, 1)  # the Arabian Sea
    assert summer[0] > 5
    assert summer[1] > 5  # the south-west monsoon
    assert winter[1] < -2  # the north-east monsoon
    assert at(50, -30, 1)[2] > 1.5 * at(50, -30, 7)[2]  # storms are in winter


def test_no_place_is_without_wind_not_even_where_no_ship_reported():
    lon, lat = np.meshgrid(np.arange(-180.0, 181, 7.3), np.arange(-90.0, 91, 4.9))
    along = climatology().along(lon.ravel(), lat.ravel())
    for place in range(0, lon.size, 37):
        east, north, spread = along.at(place, np.linspace(0, 3.2e7, 9))
        assert np.all(np.hypot(east, north) < 15)
        assert np.all((spread > 0.2) & (spread < 15))


def test_between_cells_and_across_the_antimeridian_winds_are_bilinear():
    grid = np.zeros((3, 12, 2, 4))
    grid[0] = [[0, 10, 20, 30], [100, 110, 120, 130]]
    winds = Climatology(grid, south_deg=0.0, west_deg=0.0, step_deg=90.0)
    lon, lat = np.array([45.0, -45.0, 315.0, 0.0]), np.array([0.0, 0.0, 0.0, 45.0])
    along = winds.along(lon, lat)
    found = [float(along.at(place, np.zeros(1))[0, 0]) for place in range(4)]
    assert found == pytest.approx([5, 15, 15, 50])


def test_months_are_linear_between_their_middles_and_december_meets_january():
    grid = np.zeros((3, 12, 2, 2)) + np.arange(12.0)[None, :, None, None]
    along = Climatology(grid, -90.0, 0.0, 180.0).along(np.zeros(1), np.zeros(1))
    year_s = 365.2425 * 86400
    found = along.at(0, np.array([0.5, 1.0, 11.5, 0.0, 12.0]) / 12 * year_s)[0]
    assert found == pytest.approx([0, 0.5, 11, 5.5, 5.5])


def winds_file(
    path: Path, *, speed_and_direction: bool = False, u10: float | np.ndarray = 20.0
) -> Path:
    """Write two days of a 20 m/s wind from the west over the Bay of Biscay, as netCDF 3."""
    netcdf = pytest.importorskip("scipy.io").netcdf_file
    with netcdf(path, "w") as file:
        for name, values in (
            ("time", np.arange(0, 49, 6.0)),
            ("latitude", np.arange(50.0, 42.9, -1.0)),  # from the north, as ECMWF does
            ("longitude", np.arange(-12.0, 0.1, 1.0)),
        ):
            file.createDimension(name, values.size)
            file.createVariable(name, "d", (name,))[:] = values
        file.variables["time"].units = "hours since 2025-01-15 00:00:00"
        shape = tuple(file.dimensions[name] for name in ("time", "latitude", "longitude"))
        fields = {"u10": u10, "v10": 0.0}
        if speed_and_direction:
            fields = {"wind_speed": 20.0, "wind_from_direction": 270.0}
        for name, value in fields.items():
            dims = ("time", "latitude", "longitude")
            file.createVariable(name, "f", dims)[:] = np.full(shape, value)
    return path


@pytest.mark.parametrize("speed_and_direction", [False, True])
def test_a_file_of_winds_holds_in_its_area_and_times(tmp_path, speed_and_direction):
    pytest.importorskip("xarray")
    winds = weather_file.load(
        winds_file(tmp_path / "w.nc", speed_and_direction=speed_and_direction)
    )
    along = winds.along(np.array([-5.0, -30.0]), np.array([46.5, 46.5]))
    inside = dt.datetime(2025, 1, 16, tzinfo=dt.UTC).timestamp()
    late = inside + 10 * 86400
    known, later = along.at(0, np.array([inside, late])).T
    assert known[:2] == pytest.approx([20, 0], abs=1e-4)
    usual = climatology().along(np.array([-5.0]), np.array([46.5])).at(0, np.array([late]))[:, 0]
    assert later == pytest.approx(usual)
    elsewhere = along.at(1, np.array([inside]))[:, 0]
    assert abs(elsewhere[0] - 20) > 5
    assert "w.nc" in str(winds)


def test_a_file_without_winds_is_refused(tmp_path):
    pytest.importorskip("xarray")
    with pytest.raises(InvalidInputError, match="no weather file"):
        weather_file.load(tmp_path / "absent.nc")
    bad = tmp_path / "bad.nc"
    bad.write_bytes(b"no netCDF")
    with pytest.raises(InvalidInputError, match="cannot be read"):
        weather_file.load(bad)


def test_missing_winds_and_other_months_and_areas_do_not_count_as_covered(tmp_path):
    pytest.importorskip("xarray")
    with pytest.raises(InvalidInputError, match="every value is missing"):
        weather_file.load(winds_file(tmp_path / "nan.nc", u10=np.nan))
    west_only = np.where(np.arange(13) < 7, 20.0, np.nan)  # known from 12 to 6 degrees west
    winds = weather_file.load(winds_file(tmp_path / "half.nc", u10=west_only))
    lon, lat = np.linspace(-11.5, -0.5, 12), np.full(12, 46.5)
    now = np.full(12, dt.datetime(2025, 1, 16, tzinfo=dt.UTC).timestamp())
    assert "It covers 50% of the way" in winds.sentence(lon, lat, now)
    with pytest.raises(InvalidInputError, match="covers nothing of the way") as caught:
        winds.sentence(lon, lat, now + 181 * 86400)
    for told in ("43.0 to 50.0", "-12.0 to -6.0", "2025-01-17", "46.5 to 46.5", "2025-07-16"):
        assert told in caught.value.hint
    for elsewhere in (lon + 20, lon + 7):
        with pytest.raises(InvalidInputError, match="covers nothing"):
            winds.sentence(elsewhere[5:], lat[5:], now[5:])


def test_the_shell_refuses_a_file_that_covers_nothing(tmp_path, navroute_cli):
    pytest.importorskip("xarray")
    file = str(winds_file(tmp_path / "january.nc"))
    asked = ("eta", "Ivan Gren", "--from", "48.5N,6W", "--to", "44N,9W", "--weather", file)
    assert navroute_cli(*asked, "--depart", "2025-01-15T00:00Z").code == 0
    july = navroute_cli(*asked, "--depart", "2025-07-15T00:00Z")
    assert july.code == 2
    assert "covers nothing of the way" in july.err
    assert "2025-07-15" in july.err
