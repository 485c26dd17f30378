"""Where the sun stands: day, civil twilight or night at a place and time.

Position of the sun by the low-precision formulas of J. Meeus, Astronomical Algorithms, 2nd ed.
(1998), chapter 25, with sidereal time by chapter 12: the method of NOAA's solar calculator. Good
to 0.015 degrees from 1990 to 2050, some seconds of time; refraction near the horizon varies by
more. Everything works on arrays of seconds since 1970-01-01T00:00Z.
"""

from __future__ import annotations

import datetime as dt
import enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "CIVIL_TWILIGHT_DEG",
    "SUNRISE_DEG",
    "Light",
    "day_or_twilight_or_night",
    "spells",
    "sun_elevation_deg",
]

FloatArray = NDArray[np.float64]

# Geometric height of the sun's centre at sunrise and sunset: 34' of refraction and 16' of
# semidiameter below the horizon (Explanatory Supplement to the Astronomical Almanac).
SUNRISE_DEG = -50.0 / 60.0
CIVIL_TWILIGHT_DEG = -6.0

_J2000_S = 946_728_000.0  # 2000-01-01T12:00Z
_DAY_S = 86_400.0
_TURN_DEG_PER_S = 360.0 / _DAY_S  # the sun's mean pace over the sky


class Light(enum.StrEnum):
    """How light it is."""

    DAY = "day"  # the sun is up
    TWILIGHT = "twilight"  # civil twilight: down by no more than 6 degrees
    NIGHT = "night"


def day_or_twilight_or_night(*, lat: float, lon: float, moment: dt.datetime) -> Light:
    """Return how light it is at a place.

    Parameters
    ----------
    lat, lon : float
        Degrees.
    moment : datetime
        Aware.

    Examples
    --------
    >>> noon = dt.datetime(2024, 12, 21, 12, tzinfo=dt.UTC)
    >>> str(day_or_twilight_or_night(lat=51.0, lon=1.5, moment=noon))
    'day'
    """
    height_deg = float(sun_elevation_deg(lat=lat, lon=lon, unix_s=moment.timestamp()))
    if height_deg >= SUNRISE_DEG:
        return Light.DAY
    return Light.TWILIGHT if height_deg >= CIVIL_TWILIGHT_DEG else Light.NIGHT


def sun_elevation_deg(*, lat: float, lon: float, unix_s: ArrayLike) -> FloatArray:
    """Return the height of the sun's centre above the horizon, without refraction.

    Parameters
    ----------
    lat, lon : float
        Degrees.
    unix_s : array_like of float
        Seconds since 1970-01-01T00:00Z.
    """
    hour_angle, declination = _hour_angle_and_declination(lon, np.asarray(unix_s, dtype=float))
    up = np.sin(np.radians(lat)) * np.sin(declination)
    across = np.cos(np.radians(lat)) * np.cos(declination) * np.cos(hour_angle)
    return np.asarray(np.degrees(np.arcsin(np.clip(up + across, -1.0, 1.0))))


def spells(
    *, lat: float, lon: float, from_s: float, to_s: float, least_deg: float = SUNRISE_DEG
) -> tuple[FloatArray, FloatArray]:
    """Return when the sun rises above a height and sinks below it again.

    Parameters
    ----------
    lat, lon : float
        Degrees.
    from_s, to_s : float
        Seconds since 1970-01-01T00:00Z; every spell that touches this span is returned.
    least_deg : float
        `SUNRISE_DEG` for day, `CIVIL_TWILIGHT_DEG` for day and civil twilight.

    Returns
    -------
    starts, ends : ndarray of float
        Seconds since 1970-01-01T00:00Z. A day on which the sun stays below has no spell; one on
        which it stays above is a spell from midnight to midnight by the sun.
    """
    days = np.arange(np.floor(from_s / _DAY_S) - 2, np.ceil(to_s / _DAY_S) + 3)
    noon_s = _noon_s(lon, days * _DAY_S + (0.5 - lon / 360.0) * _DAY_S)
    starts = _crossing_s(lat, lon, noon_s, least_deg, side=-1.0)
    ends = _crossing_s(lat, lon, noon_s, least_deg, side=1.0)
    seen = (ends - starts > 1.0) & (ends >= from_s) & (starts <= to_s)
    return starts[seen], ends[seen]


def _noon_s(lon: float, near_s: FloatArray) -> FloatArray:
    """Return when the sun stands on the meridian, by two steps of Newton's rule."""
    for _ in range(2):
        hour_angle, _ = _hour_angle_and_declination(lon, near_s)
        near_s = near_s - np.degrees(hour_angle) / _TURN_DEG_PER_S
    return near_s


def _crossing_s(
    lat: float, lon: float, noon_s: FloatArray, least_deg: float, *, side: float
) -> FloatArray:
    """Return when the sun stands at a height before (-1) or after (1) each noon.

    Where it never does, noon itself, or midnight if it stays above.
    """
    moment_s = noon_s + side * _DAY_S / 4  # a quarter of a day off, so that no step wraps round
    phi = np.radians(lat)
    for _ in range(4):
        hour_angle, declination = _hour_angle_and_declination(lon, moment_s)
        across = np.cos(phi) * np.cos(declination)
        level = (np.sin(np.radians(least_deg)) - np.sin(phi) * np.sin(declination)) / across
        wanted_deg = np.degrees(np.arccos(np.clip(level, -1.0, 1.0)))
        step_deg = (side * wanted_deg - np.degrees(hour_angle) + 180.0) % 360.0 - 180.0
        moment_s = moment_s + step_deg / _TURN_DEG_PER_S
    return moment_s


def _hour_angle_and_declination(lon: float, unix_s: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the sun's local hour angle (-pi to pi) and its apparent declination, radians."""
    days = (unix_s - _J2000_S) / _DAY_S
    t = days / 36_525.0
    anomaly = np.radians(357.52911 + 35_999.05029 * t - 0.0001537 * t**2)
    centre = (
        (1.914602 - 0.004817 * t - 0.000014 * t**2) * np.sin(anomaly)
        + (0.019993 - 0.000101 * t) * np.sin(2 * anomaly)
        + 0.000289 * np.sin(3 * anomaly)
    )
    node = np.radians(125.04 - 1_934.136 * t)
    mean_longitude = 280.46646 + 36_000.76983 * t + 0.0003032 * t**2
    longitude = np.radians(mean_longitude + centre - 0.00569 - 0.00478 * np.sin(node))
    obliquity = np.radians(23.439291 - 0.0130042 * t + 0.00256 * np.cos(node))
    ascension = np.arctan2(np.cos(obliquity) * np.sin(longitude), np.cos(longitude))
    declination = np.arcsin(np.sin(obliquity) * np.sin(longitude))
    sidereal_deg = 280.46061837 + 360.98564736629 * days + 0.000387933 * t**2
    hour_angle = np.radians(sidereal_deg + lon) - ascension
    return (hour_angle + np.pi) % (2 * np.pi) - np.pi, declination
