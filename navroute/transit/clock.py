"""Waits that depend on the clock: until the next convoy, until daylight.

Each function returns what `Delay.wait_until` takes: moments of coming, in seconds since
1970-01-01T00:00Z, to hours of waiting. All work with openings in order, so whoever comes later
never goes in earlier.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from navroute.transit import daylight

__all__ = ["WaitUntil", "for_convoy", "for_daylight"]

FloatArray = NDArray[np.float64]
WaitUntil = Callable[[FloatArray], FloatArray]

_HOUR_S = 3600.0
_DAY_S = 86_400.0
# No polar night lasts longer; looked through only when a shorter look finds no day.
_LONGEST_NIGHT_S = 200 * _DAY_S


def for_convoy(arrive_by: dt.time, enter_from: dt.time, time_zone: str) -> WaitUntil:
    """Wait for the convoy that enters on the day after the last moment to come.

    Parameters
    ----------
    arrive_by, enter_from : time
        Local time; daylight saving is that of the date.
    time_zone : str
        IANA name.

    Examples
    --------
    >>> wait = for_convoy(dt.time(23), dt.time(4), "Africa/Cairo")
    >>> come = dt.datetime(2025, 1, 10, 12, tzinfo=dt.UTC).timestamp()  # 14:00 in Cairo
    >>> float(wait(np.array([come]))[0])
    14.0
    """
    zone = ZoneInfo(time_zone)

    def wait_h(come_s: FloatArray) -> FloatArray:
        first = dt.datetime.fromtimestamp(float(np.min(come_s)), zone).date()
        span = int((float(np.max(come_s)) - float(np.min(come_s))) // _DAY_S) + 3
        days = [first + dt.timedelta(days=number) for number in range(-1, span)]
        last_s = np.array([_local_s(day, arrive_by, zone) for day in days])
        enter_s = np.array([_local_s(day + dt.timedelta(1), enter_from, zone) for day in days])
        joined = np.searchsorted(last_s, come_s, side="left")
        return np.asarray((enter_s[joined] - come_s) / _HOUR_S)

    return wait_h


def for_daylight(lat: float, lon: float, needed_h: float = 0.0) -> WaitUntil:
    """Wait until the sun is up and stays up for as long as the passage takes.

    Parameters
    ----------
    lat, lon : float
        Degrees.
    needed_h : float
        Hours of daylight wanted. On a day shorter than that the ship goes in at sunrise.
    """

    def wait_h(come_s: FloatArray) -> FloatArray:
        from_s, to_s = float(np.min(come_s)), float(np.max(come_s))
        for look_s in (3 * _DAY_S, _LONGEST_NIGHT_S):
            rise_s, set_s = daylight.spells(lat=lat, lon=lon, from_s=from_s, to_s=to_s + look_s)
            last_s = np.maximum(set_s - needed_h * _HOUR_S, rise_s)
            if len(last_s) and last_s[-1] >= to_s:
                break
        day = np.searchsorted(last_s, come_s, side="left")
        return np.asarray(np.maximum(rise_s[day] - come_s, 0.0) / _HOUR_S)

    return wait_h


def _local_s(day: dt.date, clock: dt.time, zone: ZoneInfo) -> float:
    return dt.datetime.combine(day, clock, tzinfo=zone).timestamp()
