"""The march of many equally likely ships along one way.

All draws go along the way together, from one distance to the next. On each step a ship takes the
distance over its speed there and then, or the least time of a canal's stretch; where it must wait,
it waits as long as the clock and the draw say. Whoever is ahead stays ahead in its own draw: a
faster ship, or one that left earlier, is never later anywhere.

What is drawn: one speed for the whole voyage (a slow ship is slow all the way); the wind, as an
autoregressive run along the way; each wait and each canal transit; one unplanned stop; the moment
of departure inside its window. All are independent of each other.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute.bands import Band
from navroute.transit import draws
from navroute.transit.seakeeping import WeatherOnTheWay
from navroute.transit.stops import Stops
from navroute.transit.waits import Delay

__all__ = ["Losses", "Run", "march"]

FloatArray = NDArray[np.float64]

_ALONG = 33  # knots spread along the route, so that times between events bend where they must
_JUST_OFF_NM = 1e-9  # 2 micrometres are no stretch; a ship that waits at 0 nm has departed
# Weather systems are some 500 nm across and last about two days, in which such ships run 500 nm.
_WEATHER_LENGTH_NM = 400.0


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """What each draw took longer than its distance over its speed in usual weather, in hours.

    Parameters
    ----------
    weather_h : ndarray of float, shape (draws,)
        By the weather of the way; below 0 where it is better than usual.
    slow_h : ndarray of float
        By canals, speed limits and approaches.
    waiting_h : ndarray of float
        Before canals and straits, for convoys, daylight and pilots.
    stopped_h : ndarray of float
        Unplanned stops.
    """

    weather_h: FloatArray
    slow_h: FloatArray
    waiting_h: FloatArray
    stopped_h: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Where all draws were when.

    Parameters
    ----------
    knots_nm : ndarray of float, shape (k,)
        Distances run, increasing.
    hours : ndarray of float, shape (k, draws)
        Hours after the earliest departure; at a wait those of leaving.
    losses : Losses
        What came on top of sailing in usual weather; the rest is distance over speed.
    """

    knots_nm: FloatArray
    hours: FloatArray
    losses: Losses


def march(
    marks_nm: FloatArray,
    *,
    speed_kn: Band,
    delays: Sequence[Delay],
    depart_s: float,
    window_h: float = 0.0,
    weather: WeatherOnTheWay | None = None,
    stops: Stops | None = None,
    seed: int,
) -> Run:
    """Send all draws along the way.

    Parameters
    ----------
    marks_nm : ndarray of float
        Distances at which times are wanted; the last is the end of the way.
    speed_kn : Band
        Knots in usual weather.
    delays : sequence of Delay
        In order of ``from_nm``, not overlapping.
    depart_s : float
        Earliest departure, seconds since 1970-01-01T00:00Z.
    window_h : float
        Departure is anywhere in so many hours after it.
    weather, stops : optional
    seed : int
    """
    knots_nm = _knots(marks_nm, delays, weather)
    v_kn = draws.quantile(speed_kn, draws.LEVELS)
    now = window_h * draws.shuffled_levels(seed, "departure") if window_h else np.zeros(draws.COUNT)
    pace = _Pace(v_kn, weather, seed)
    slow = _Delays(delays, knots_nm, seed)
    stop = None if stops is None else stops.drawn(float(marks_nm[-1]), seed)
    hours = np.empty((knots_nm.size, draws.COUNT))
    slow_h, waiting_h = np.zeros(draws.COUNT), np.zeros(draws.COUNT)
    last_nm = 0.0
    for place, here_nm in enumerate(knots_nm):
        step_nm = here_nm - last_nm
        now = now + slow.run(place, step_nm / pace.at(last_nm, depart_s, now))
        if slow.is_slow(place):
            slow_h += slow.run(place, step_nm / v_kn) - step_nm / v_kn
        if stop is not None:
            now = now + np.where((stop[1] > last_nm) & (stop[1] <= here_nm), stop[0], 0.0)
        left = slow.wait(place, now, depart_s)
        if left is not now:
            waiting_h += left - now
            now = left
        if slow.by_the_clock(place):
            pace.renew()
        hours[place], last_nm = now, here_nm
    stopped_h = np.zeros(draws.COUNT) if stop is None else stop[0]
    weather_h = np.zeros(draws.COUNT)
    if weather is not None:  # what nothing else explains
        weather_h = hours[-1] - hours[0] - last_nm / v_kn - slow_h - waiting_h - stopped_h
    return Run(knots_nm, hours, Losses(weather_h, slow_h, waiting_h, stopped_h))


class _Pace:
    """Speed in each draw, piece of weather by piece."""

    def __init__(self, v_kn: FloatArray, weather: WeatherOnTheWay | None, seed: int) -> None:
        self._v_kn, self._weather = v_kn, weather
        self._piece, self._now_kn = -1, v_kn
        if weather is not None:
            edges_nm = weather.edges_nm
            self._chance = _correlated(edges_nm.size - 1, float(edges_nm[1]), seed)

    def at(self, from_nm: float, depart_s: float, hours: FloatArray) -> FloatArray:
        """Return knots from a distance run on, to the next knot."""
        if self._weather is not None:
            edges_nm = self._weather.edges_nm
            piece = int(np.searchsorted(edges_nm, from_nm, side="right")) - 1
            if piece != self._piece and piece < edges_nm.size - 1:
                self._piece = piece
                moment = depart_s + hours * 3600.0
                factor = self._weather.factor(piece, moment, self._chance[piece])
                self._now_kn = self._v_kn * factor
        return self._now_kn

    def renew(self) -> None:
        """Look at the weather again: ships that waited for one hour leave into one weather.

        Were each to keep what it met before the wait, the last to come could be the first to go on.
        """
        self._piece = -1


class _Delays:
    """Waits and slow stretches, found by the knot at which they act."""

    def __init__(self, delays: Sequence[Delay], knots_nm: FloatArray, seed: int) -> None:
        self._waits: dict[int, list[tuple[Delay, FloatArray]]] = {}
        self._least: dict[int, tuple[float, FloatArray]] = {}
        seen: Counter[str] = Counter()
        for delay in delays:
            seen[delay.chokepoint] += 1
            key = f"{delay.chokepoint}/{seen[delay.chokepoint]}"
            first = int(np.searchsorted(knots_nm, _waits_at_nm(delay)))
            wait_h = _drawn(delay.wait_h, seed, f"{key}/wait")
            least_h = _drawn(delay.least_transit_h, seed, f"{key}/transit")
            if delay.to_nm - delay.from_nm < _JUST_OFF_NM:
                wait_h = wait_h + least_h
            else:
                self._slow(delay, knots_nm, first, least_h)
            if first < knots_nm.size:
                self._waits.setdefault(first, []).append((delay, wait_h))

    def _slow(self, delay: Delay, knots_nm: FloatArray, first: int, least_h: FloatArray) -> None:
        length_nm = delay.to_nm - delay.from_nm
        for place in range(first + 1, knots_nm.size):
            if knots_nm[place] > delay.to_nm:
                break
            share = (knots_nm[place] - knots_nm[place - 1]) / length_nm
            self._least[place] = (share, least_h)

    def run(self, place: int, sailing_h: FloatArray) -> FloatArray:
        """Return the hours to a knot, reached by sailing or by a stretch that takes longer."""
        if place in self._least:
            share, least_h = self._least[place]
            return np.maximum(sailing_h, share * least_h)
        return sailing_h

    def is_slow(self, place: int) -> bool:
        """Return whether a knot is reached by a stretch with a least time."""
        return place in self._least

    def by_the_clock(self, place: int) -> bool:
        """Return whether a wait at a knot ends at an hour of the clock."""
        return any(delay.wait_until is not None for delay, _ in self._waits.get(place, ()))

    def wait(self, place: int, hours: FloatArray, depart_s: float) -> FloatArray:
        """Return the hours of leaving a knot."""
        for delay, wait_h in self._waits.get(place, ()):
            if delay.wait_until is not None:
                hours = hours + delay.wait_until(depart_s + hours * 3600.0)
            hours = hours + wait_h
        return hours


def _knots(
    marks_nm: FloatArray, delays: Sequence[Delay], weather: WeatherOnTheWay | None
) -> FloatArray:
    """Return the distances at which times are computed; between them they are interpolated."""
    end_nm = float(marks_nm[-1])
    waits_nm = [_waits_at_nm(delay) for delay in delays]
    before = [math.nextafter(nm, 0.0) for nm in waits_nm]  # time jumps at a wait
    at = waits_nm + [delay.to_nm for delay in delays]
    along = np.linspace(0.0, end_nm, _ALONG) if weather is None else weather.edges_nm
    every = np.concatenate([marks_nm, before, at, along])
    ordered: FloatArray = np.sort(every[every <= end_nm])
    # np.unique would do, and import numpy.ma for it: 20 ms of every command's start.
    first: NDArray[np.bool_] = np.concatenate([[True], np.diff(ordered) > 0.0])
    return np.asarray(ordered[first])


def _waits_at_nm(delay: Delay) -> float:
    return max(delay.from_nm, _JUST_OFF_NM)


def _drawn(band: Band, seed: int, key: str) -> FloatArray:
    return draws.quantile(band, draws.shuffled_levels(seed, key))


@functools.lru_cache(maxsize=8)  # a search for a departure sails one way many times
def _correlated(pieces: int, length_nm: float, seed: int) -> FloatArray:
    """Return a run of two wind components per draw, shape (pieces, 2, draws)."""
    run = draws.normals(seed, "weather", (pieces, 2))
    kept = math.exp(-length_nm / _WEATHER_LENGTH_NM)
    for piece in range(1, pieces):
        run[piece] *= math.sqrt(1.0 - kept**2)
        run[piece] += kept * run[piece - 1]
    run.flags.writeable = False
    return run
