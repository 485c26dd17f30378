"""Sun, day and twilight against printed examples and an almanac library."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute.transit.daylight import (
    CIVIL_TWILIGHT_DEG,
    SUNRISE_DEG,
    Light,
    _hour_angle_and_declination,
    day_or_twilight_or_night,
    spells,
    sun_elevation_deg,
)

# Civil dawn, sunrise, sunset, civil dusk in UTC by PyEphem 4.2.1 (VSOP87), horizon -6 and -0:50,
# centre of the sun, no pressure: the conventions of the US Naval Observatory's tables.
ALMANAC = [
    ("2024-12-21", 51.0, 1.4754, "07:15:19", "07:55:01", "15:49:44", "16:29:27"),  # Dover
    ("2025-01-27", 35.9625, -5.5313, "06:58:56", "07:26:10", "17:43:59", "18:11:13"),  # Gibraltar
    ("2024-06-20", 41.0826, 29.0587, "01:57:37", "02:31:20", "17:39:34", "18:13:17"),  # Bosphorus
    ("2025-03-20", 9.08, -79.68, "11:01:46", "11:22:41", "23:29:27", "23:50:23"),  # Panama
    ("2025-02-17", 57.8, 10.75, "06:01:42", "06:42:14", "16:20:35", "17:01:12"),  # Skagen
]


def seconds(text: str) -> float:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp()


def test_declination_of_the_printed_example():
    # Meeus, Astronomical Algorithms, example 25.a: 13 October 1992, 0h TD, -7.78507 degrees.
    _, declination = _hour_angle_and_declination(0.0, np.array([seconds("1992-10-13")]))
    assert np.degrees(declination[0]) == pytest.approx(-7.78507, abs=1e-4)


def test_equation_of_time_of_the_printed_example():
    # Meeus, example 28.b: 13 October 1992, +13 min 42.7 s, so noon at Greenwich is at 11:46:17.
    hour_angle, _ = _hour_angle_and_declination(0.0, np.array([seconds("1992-10-13T11:46:17")]))
    assert np.degrees(hour_angle[0]) * 240 == pytest.approx(0, abs=5)  # seconds; it drifts by 7 s


@pytest.mark.parametrize(("day", "lat", "lon", "dawn", "sunrise", "sunset", "dusk"), ALMANAC)
def test_rising_and_setting_by_the_almanac(day, lat, lon, dawn, sunrise, sunset, dusk):
    middle = (seconds(f"{day}T{sunrise}") + seconds(f"{day}T{sunset}")) / 2
    for level, up, down in (
        (CIVIL_TWILIGHT_DEG, dawn, dusk),
        (SUNRISE_DEG, sunrise, sunset),
    ):
        starts, ends = spells(lat=lat, lon=lon, from_s=middle, to_s=middle, least_deg=level)
        assert starts == pytest.approx([seconds(f"{day}T{up}")], abs=10)
        assert ends == pytest.approx([seconds(f"{day}T{down}")], abs=10)


@pytest.mark.parametrize(("day", "lat", "lon", "dawn", "sunrise", "sunset", "dusk"), ALMANAC)
def test_light_changes_at_the_almanac_times(day, lat, lon, dawn, sunrise, sunset, dusk):
    def light(clock: str, minutes: int) -> Light:
        moment = dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=dt.UTC)
        return day_or_twilight_or_night(
            lat=lat, lon=lon, moment=moment + dt.timedelta(0, minutes * 60)
        )

    assert [light(dawn, -1), light(dawn, 1)] == ["night", "twilight"]
    assert [light(sunrise, -1), light(sunrise, 1)] == ["twilight", "day"]
    assert [light(sunset, -1), light(sunset, 1)] == ["day", "twilight"]
    assert [light(dusk, -1), light(dusk, 1)] == ["twilight", "night"]


def test_polar_night_has_no_day_and_polar_day_no_end():
    span = {"lat": 69.08, "lon": 33.42}  # Severomorsk
    winter, summer = seconds("2024-12-21T10:00"), seconds("2024-06-21T10:00")
    starts, _ = spells(**span, from_s=winter, to_s=winter + 86_400)
    assert len(starts) == 0
    starts, ends = spells(**span, from_s=summer, to_s=summer + 86_400)
    assert starts[0] <= summer
    assert ends[-1] >= summer + 86_400
    assert starts[1:] == pytest.approx(ends[:-1], abs=60)


@given(lat=st.floats(-66, 66), lon=st.floats(-180, 180), when=st.floats(6.3e8, 2.5e9))
def test_the_sun_is_up_exactly_in_its_spells(lat, lon, when):
    starts, ends = spells(lat=lat, lon=lon, from_s=when, to_s=when)
    height = float(sun_elevation_deg(lat=lat, lon=lon, unix_s=when))
    if abs(height - SUNRISE_DEG) > 0.05:
        assert bool(len(starts)) == (height > SUNRISE_DEG)
    assert np.all(starts < ends)
