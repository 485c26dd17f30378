"""Winds in GRIB, as eccodes writes them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from navroute import planner
from navroute.errors import InvalidInputError
from navroute.transit import weather_file

DAY = dt.datetime(2025, 1, 15, tzinfo=dt.UTC)
WIND = (("10u", 20.0), ("10v", -5.0))
GRID = {
    "Ni": 13,
    "Nj": 8,
    "latitudeOfFirstGridPointInDegrees": 50.0,  # from the north, as forecast centres do
    "latitudeOfLastGridPointInDegrees": 43.0,
    "longitudeOfFirstGridPointInDegrees": 348.0,
    "longitudeOfLastGridPointInDegrees": 360.0,
    "iDirectionIncrementInDegrees": 1.0,
    "jDirectionIncrementInDegrees": 1.0,
}


@pytest.fixture(scope="module")
def eccodes() -> Any:
    # First, for eccodes brings a libproj that breaks a later pyproj.
    import pyproj  # noqa: F401, PLC0415

    pytest.importorskip("cfgrib")
    return pytest.importorskip("eccodes")


def written(
    eccodes: Any,
    path: Path,
    *,
    fields: tuple[tuple[str, float], ...] = WIND,
    steps: tuple[int, ...] = (0, 12, 24, 48),
    edition: int = 2,
) -> Path:
    """Write a forecast for the Bay of Biscay, one message per field and step."""
    with path.open("wb") as file:
        for step in steps:
            for name, value in fields:
                message = eccodes.codes_grib_new_from_samples(f"regular_ll_sfc_grib{edition}")
                for key, set_to in GRID.items():
                    eccodes.codes_set(message, key, set_to)
                eccodes.codes_set(message, "dataDate", int(f"{DAY:%Y%m%d}"))
                eccodes.codes_set(message, "dataTime", 0)
                eccodes.codes_set(message, "shortName", name)
                eccodes.codes_set(message, "stepRange", str(step))
                eccodes.codes_set_values(message, np.full(13 * 8, value))
                eccodes.codes_write(message, file)
                eccodes.codes_release(message)
    return path


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("forecast.grib2", {}),
        ("gfs.t00z.pgrb2.f000", {}),
        ("edition_1.grb", {"edition": 1}),
        ("temperature_first.grib2", {"fields": (("2t", 280.0), ("msl", 1e5), *WIND)}),
        ("one_time.grib2", {"steps": (0,)}),
    ],
)
def test_winds_come_out_as_they_went_in(eccodes, tmp_path, name, how, capfd):
    winds = weather_file.load(written(eccodes, tmp_path / name, **how))
    last_s = (DAY + dt.timedelta(hours=max(how.get("steps", (48,))))).timestamp()
    assert (winds.seconds[0], winds.seconds[-1]) == (DAY.timestamp(), last_s)
    along = winds.along(np.array([-5.0, 0.0]), np.array([46.5, 43.0]))
    for place in (0, 1):
        found = along.at(place, np.array([DAY.timestamp()]))[:2, 0]
        assert found == pytest.approx([20.0, -5.0], abs=1e-3)
    assert [path.name for path in tmp_path.iterdir()] == [name]  # and no index beside it
    assert capfd.readouterr().err == ""


def test_a_gale_ahead_in_grib_slows_the_ship(eccodes, tmp_path):
    gale = written(eccodes, tmp_path / "gale.grib2", fields=(("10u", 0.0), ("10v", -18.0)))
    asked = ("Ivan Gren", "43.6N,8.5W", "48.3N,5.3W")
    usual = planner.voyage(*asked, depart=DAY, stops=False)
    slowed = planner.voyage(*asked, depart=DAY, stops=False, weather=gale)
    assert slowed.duration_h.p50 > 1.25 * usual.duration_h.p50
    assert slowed.to_dict()["weather"]["winds"] == "gale.grib2"
    assert slowed.to_dict()["weather"]["covered_share"] == pytest.approx(1.0)


def test_grib_without_wind_or_without_end_is_refused(eccodes, tmp_path):
    calm = written(eccodes, tmp_path / "warm.grib2", fields=(("2t", 280.0),))
    with pytest.raises(InvalidInputError, match="no wind"):
        weather_file.load(calm)
    torn = tmp_path / "torn.grib2"
    torn.write_bytes(calm.read_bytes()[:90])
    with pytest.raises(InvalidInputError, match=r"cannot be read|no wind|no axis"):
        weather_file.load(torn)
