"""When a ship is where: speed and delays combined into p10, p50 and p90 along the route.

The time to a distance run *d* is ``d / v`` plus, for each delay reached, its wait and what its
stretch takes beyond sailing it at ``v``. The speed ``v`` is one factor for the whole voyage: a
slow ship is slow all the way. Waits and transits are independent of it and of each other. Every
term grows along the route and falls with speed in each draw, so the percentiles do too.

The percentiles at two events belong to each moment by itself: p90 at a gate and p90 at arrival
need not be the same voyage, and differences between them are not percentiles of the leg.

Accuracy of the arithmetic, not of the ship: without delays the answer is exact; with delays the
sampling error is about half a percent of the band's width (200 seeds compared). Weather along
the way will enter as a factor on distance run, unplanned stops as one more delay.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from navroute.bands import Band, TimeBand
from navroute.errors import InvalidInputError
from navroute.times import utc_or_error
from navroute.transit import draws
from navroute.transit.speed import SpeedBasis
from navroute.transit.waits import Delay

__all__ = ["Event", "EventTime", "Schedule", "estimate"]

FloatArray = NDArray[np.float64]

_ALONG = 33  # knots spread along the route, so that times between events bend where they must
_TOLERANCE_NM = 0.01
_JUST_OFF_NM = 1e-9  # 2 micrometres are no stretch; a ship that waits at 0 nm has departed


@dataclass(frozen=True, slots=True)
class Event:
    """A place on the route whose time is wanted.

    Parameters
    ----------
    kind : {"departure", "passage", "arrival"}
    id : str
        Chokepoint id or port id.
    name : str
    distance_nm : float
        Distance run from the departure.
    lat, lon : float
        Degrees.
    """

    kind: Literal["departure", "passage", "arrival"]
    id: str
    name: str
    distance_nm: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class EventTime:
    """An event with its time.

    Parameters
    ----------
    event : Event
    eta : TimeBand
        At a passage: the time at the gate line, after any wait before it.
    hours : Band
        Hours after departure, not rounded.
    """

    event: Event
    eta: TimeBand
    hours: Band

    def to_dict(self) -> dict[str, Any]:
        """Return the event with ``eta`` and ``hours`` as JSON-ready values."""
        event = self.event
        return {
            "kind": event.kind,
            "id": event.id,
            "name": event.name,
            "distance_nm": round(event.distance_nm, 1),
            "lat": event.lat,
            "lon": event.lon,
            "eta": self.eta.to_dict(),
            "hours": _rounded(self.hours),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """The times of one voyage.

    Parameters
    ----------
    depart : datetime
        Aware UTC, whole seconds.
    events : tuple of EventTime
        In the order of the route.
    knots_nm : ndarray of float, shape (k,)
        Distances run, increasing.
    knots_h : ndarray of float, shape (3, k)
        Hours after departure at the knots: p10, p50, p90.
    """

    depart: dt.datetime
    events: tuple[EventTime, ...]
    knots_nm: FloatArray
    knots_h: FloatArray

    @property
    def arrival(self) -> TimeBand:
        """Time of arrival."""
        return self.events[-1].eta

    @property
    def duration_h(self) -> Band:
        """Hours from departure to arrival."""
        return self.events[-1].hours

    @property
    def passage_times(self) -> tuple[TimeBand, ...]:
        """Times at the passages, in order."""
        return tuple(timed.eta for timed in self.events if timed.event.kind == "passage")

    def times_at(self, distances_nm: ArrayLike) -> FloatArray:
        """Return seconds after departure at any distances run.

        Parameters
        ----------
        distances_nm : array_like of float, shape (n,)
            0 to the length of the voyage. Where the ship waits, the time is that of leaving.

        Returns
        -------
        ndarray of float, shape (3, n)
            p10, p50 and p90; the values at events are those of ``events``.

        Raises
        ------
        InvalidInputError
            A distance is not on the route.
        """
        wanted = np.asarray(distances_nm, dtype=float)
        end_nm = self.knots_nm[-1] + _TOLERANCE_NM
        if not np.all((wanted >= -_TOLERANCE_NM) & (wanted <= end_nm)):
            raise InvalidInputError(
                "A distance run is not on the route.",
                hint=f"Give distances from 0 to {self.knots_nm[-1]:.1f} nm.",
            )
        hours = [np.interp(wanted, self.knots_nm, row) for row in self.knots_h]
        return np.asarray(hours) * 3600.0

    def position_time(self, distance_nm: float) -> TimeBand:
        """Return the time at one distance run."""
        return _moments(self.depart, self.times_at([distance_nm])[:, 0] / 3600.0)

    def to_dict(self) -> dict[str, Any]:
        """Return arrival, duration and events as JSON-ready values."""
        return {
            "eta": self.arrival.to_dict(),
            "duration_h": _rounded(self.duration_h),
            "events": [event.to_dict() for event in self.events],
        }


def estimate(
    events: Sequence[Event],
    *,
    speed: SpeedBasis,
    depart: dt.datetime,
    delays: Sequence[Delay] = (),
    seed: int = 0,
) -> Schedule:
    """Return p10, p50 and p90 at every event of a voyage.

    Parameters
    ----------
    events : sequence of Event
        In order of distance run, the departure at 0 first, the arrival last.
    speed : SpeedBasis
    depart : datetime
        Aware; fractions of a second are dropped.
    delays : sequence of Delay
        From `navroute.transit.waits.delays_for`; their stretches do not overlap.
    seed : int
        Not negative. The same seed gives the same answer on every machine.

    Raises
    ------
    InvalidInputError
        Events out of order, distances that are not finite, overlapping delays, or a negative
        seed.
    DateError
        A naive or impossible departure.
    """
    _check_events(events)
    _check_delays(delays)
    if seed < 0:
        raise InvalidInputError(f"The seed {seed} is negative.", hint="Use 0 or more.")
    start = utc_or_error(depart)
    events_nm = np.array([event.distance_nm for event in events])
    knots_nm = _knots(events_nm, delays)
    ordered = sorted(delays, key=lambda delay: (delay.from_nm, delay.to_nm))
    knots_h = draws.percentiles(_hours(knots_nm, speed.band_kn, ordered, seed, start.timestamp()))
    at_events = knots_h[:, np.searchsorted(knots_nm, events_nm)]
    timed = [
        EventTime(event, _moments(start, hours), Band(*(float(value) for value in hours)))
        for event, hours in zip(events, at_events.T, strict=True)
    ]
    return Schedule(start, tuple(timed), knots_nm, knots_h)


def _check_events(events: Sequence[Event]) -> None:
    run = [event.distance_nm for event in events]
    ordered = all(first <= second for first, second in itertools.pairwise(run))
    if not run or run[0] != 0 or not ordered or not math.isfinite(run[-1]):
        raise InvalidInputError(
            "The events of a voyage are not in order of distance run.",
            hint="Begin with the departure at 0 nm and end with the arrival.",
        )


def _check_delays(delays: Sequence[Delay]) -> None:
    # Where two stretches overlapped, the same miles would be taken off twice.
    ordered = sorted(delays, key=lambda delay: (delay.from_nm, delay.to_nm))
    for first, second in itertools.pairwise(ordered):
        if first.to_nm > second.from_nm:
            raise InvalidInputError(
                f"The stretches of '{first.chokepoint}' and '{second.chokepoint}' overlap.",
                hint="Use delays_for(), which shares the room between them.",
            )


def _knots(events_nm: FloatArray, delays: Sequence[Delay]) -> FloatArray:
    """Return the distances at which times are computed; between them they are interpolated."""
    end_nm = float(events_nm[-1])
    waits_nm = [_waits_at_nm(delay) for delay in delays]
    before = [math.nextafter(nm, 0.0) for nm in waits_nm]  # time jumps at a wait
    at = waits_nm + [delay.to_nm for delay in delays]
    every = np.concatenate([events_nm, before, at, np.linspace(0.0, end_nm, _ALONG)])
    return np.unique(every[every <= end_nm])


def _waits_at_nm(delay: Delay) -> float:
    return max(delay.from_nm, _JUST_OFF_NM)


def _hours(
    knots_nm: FloatArray, speed_kn: Band, delays: Sequence[Delay], seed: int, depart_s: float
) -> FloatArray:
    """Return the hours after departure at each knot in each draw, shape (knots, draws)."""
    v_kn = draws.quantile(speed_kn, draws.LEVELS)
    hours = np.divide.outer(knots_nm, v_kn)
    seen: Counter[str] = Counter()
    for delay in delays:
        seen[delay.chokepoint] += 1
        key = f"{delay.chokepoint}/{seen[delay.chokepoint]}"
        least_h = _drawn(delay.least_transit_h, seed, f"{key}/transit")
        extra_h = np.maximum(least_h - (delay.to_nm - delay.from_nm) / v_kn, 0.0)
        first = np.searchsorted(knots_nm, _waits_at_nm(delay))
        wait_h = _drawn(delay.wait_h, seed, f"{key}/wait")
        if delay.wait_until is not None:
            wait_h = wait_h + delay.wait_until(depart_s + hours[first] * 3600.0)
        hours[first:] += wait_h + np.multiply.outer(_share(delay, knots_nm[first:]), extra_h)
    return hours


def _drawn(band: Band, seed: int, key: str) -> FloatArray:
    return draws.quantile(band, draws.shuffled_levels(seed, key))


def _share(delay: Delay, knots_nm: FloatArray) -> FloatArray:
    """Return how much of the delay's stretch is run at each knot behind its beginning."""
    length_nm = delay.to_nm - delay.from_nm
    if length_nm < _JUST_OFF_NM:
        return np.ones_like(knots_nm)
    return np.clip((knots_nm - delay.from_nm) / length_nm, 0.0, 1.0)


def _moments(depart: dt.datetime, hours: FloatArray) -> TimeBand:
    return TimeBand(*(depart + dt.timedelta(seconds=round(float(h) * 3600.0)) for h in hours))


def _rounded(band: Band) -> dict[str, float]:
    return {name: round(value, 2) for name, value in band.to_dict().items()}
