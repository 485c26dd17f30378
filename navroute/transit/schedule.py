"""When a ship is where: speed, weather, delays and stops combined into p10, p50 and p90.

The march itself is in `navroute.transit.simulation`; here stand what goes in and what comes out.

The percentiles at two events belong to each moment by itself: p90 at a gate and p90 at arrival
need not be the same voyage, and differences between them are not percentiles of the leg.

Accuracy of the arithmetic, not of the ship: without delays, weather and stops the answer is exact;
with them the sampling error is about one percent of the band's width.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from navroute.bands import Band, TimeBand
from navroute.errors import InvalidInputError
from navroute.times import utc_or_error
from navroute.transit import draws
from navroute.transit.seakeeping import WeatherOnTheWay
from navroute.transit.simulation import Run, march
from navroute.transit.speed import SpeedBasis
from navroute.transit.stops import Stops
from navroute.transit.waits import Delay

__all__ = ["Event", "EventTime", "Losses", "Schedule", "estimate"]

FloatArray = NDArray[np.float64]

_TOLERANCE_NM = 0.01


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


@dataclass(frozen=True, slots=True)
class Losses:
    """What the voyage takes longer than its length at her speed in usual weather, in hours.

    Each band is that of one loss by itself: the percentiles do not add up.

    Parameters
    ----------
    weather_h : Band
        By the weather of the way and the season; below 0 where it is better than usual.
    slow_h : Band
        By canals, speed limits and approaches.
    waiting_h : Band
        Before canals and straits, for convoys, daylight and pilots.
    stopped_h : Band
        Unplanned stops.
    """

    weather_h: Band
    slow_h: Band
    waiting_h: Band
    stopped_h: Band

    @classmethod
    def of(cls, run: Run) -> Losses:
        """Return the percentiles of what the draws of a run lost."""
        lost = run.losses
        each = np.stack([lost.weather_h, lost.slow_h, lost.waiting_h, lost.stopped_h])
        return cls(*map(_band, draws.percentiles(each).T))

    def to_dict(self) -> dict[str, dict[str, float]]:
        """Return the four bands as JSON-ready values."""
        names = ("weather_h", "slow_h", "waiting_h", "stopped_h")
        return {name: _rounded(getattr(self, name)) for name in names}


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """The times of one voyage.

    Parameters
    ----------
    depart : datetime
        Aware UTC, whole seconds; the earliest departure where it is a window.
    events : tuple of EventTime
        In the order of the route.
    knots_nm : ndarray of float, shape (k,)
        Distances run, increasing.
    knots_h : ndarray of float, shape (3, k)
        Hours after ``depart`` at the knots: p10, p50, p90.
    under_way_h : Band or None
        Hours from departure to arrival, where the departure is a window.
    arrival_draws_h : ndarray of float
        Hours after ``depart`` at arrival, of all draws in ascending order; empty where a schedule
        was read from a file.
    losses : Losses or None
        What came on top of sailing; None where a schedule was read from a file without it.
    """

    depart: dt.datetime
    events: tuple[EventTime, ...]
    knots_nm: FloatArray
    knots_h: FloatArray
    under_way_h: Band | None = None
    arrival_draws_h: FloatArray = field(default_factory=lambda: np.empty(0))
    losses: Losses | None = None

    @property
    def arrival(self) -> TimeBand:
        """Time of arrival."""
        return self.events[-1].eta

    @property
    def duration_h(self) -> Band:
        """Hours from departure to arrival."""
        return self.under_way_h or self.events[-1].hours

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

    def arrival_at(self, probability: float) -> dt.datetime:
        """Return the moment by which the ship has arrived with a probability.

        Parameters
        ----------
        probability : float
            Between 0 and 1; 0.1, 0.5 and 0.9 give the percentiles of ``arrival``.
        """
        if not 0.0 <= probability <= 1.0:
            raise InvalidInputError(
                f"{probability:g} is not a probability.", hint="Give 0 to 1, for example 0.99."
            )
        if self.arrival_draws_h.size:
            hours = float(np.interp(probability, draws.LEVELS, self.arrival_draws_h))
        else:
            hours = float(draws.quantile(self.events[-1].hours, np.array(probability)))
        return self.depart + dt.timedelta(seconds=round(hours * 3600.0))

    def where_at(self, moment: dt.datetime) -> Band:
        """Return the distance run at a moment.

        Parameters
        ----------
        moment : datetime
            Aware. Before departure it is 0, after arrival the length of the voyage.

        Returns
        -------
        Band
            p10 is the distance that the ship has run with a probability of 90 %, the mirror of
            the times: the p90 time at that distance is this moment.
        """
        hours = (utc_or_error(moment) - self.depart).total_seconds() / 3600.0
        # Percentiles at a waiting place jump in time, not in distance: interp holds the place.
        late, middle, early = (
            float(np.interp(hours, row, self.knots_nm)) for row in self.knots_h[::-1]
        )
        return Band(late, middle, early)

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
    weather: WeatherOnTheWay | None = None,
    stops: Stops | None = None,
    window_h: float = 0.0,
    seed: int = 0,
) -> Schedule:
    """Return p10, p50 and p90 at every event of a voyage.

    Parameters
    ----------
    events : sequence of Event
        In order of distance run, the departure at 0 first, the arrival last.
    speed : SpeedBasis
    depart : datetime
        Aware; fractions of a second are dropped. The earliest departure of a window.
    delays : sequence of Delay
        From `navroute.transit.waits.delays_for`; their stretches do not overlap.
    weather : WeatherOnTheWay, optional
        Used if the speed is one in usual weather (``speed.in_usual_weather``).
    stops : Stops, optional
        Unplanned stops.
    window_h : float
        The ship departs anywhere in so many hours after ``depart``.
    seed : int
        Not negative. The same seed gives the same answer on every machine.

    Raises
    ------
    InvalidInputError
        Events out of order, distances that are not finite, overlapping delays, a negative
        seed or a negative window.
    DateError
        A naive or impossible departure.
    """
    _check_events(events)
    _check_delays(delays)
    if seed < 0:
        raise InvalidInputError(f"The seed {seed} is negative.", hint="Use 0 or more.")
    if not 0.0 <= window_h < math.inf:
        raise InvalidInputError(
            "The window of departure ends before it begins.",
            hint="Give the earliest departure first.",
        )
    start = utc_or_error(depart)
    run = march(
        np.array([event.distance_nm for event in events]),
        speed_kn=speed.band_kn,
        delays=sorted(delays, key=lambda delay: (delay.from_nm, delay.to_nm)),
        depart_s=start.timestamp(),
        window_h=window_h,
        weather=weather if speed.in_usual_weather else None,
        stops=stops,
        seed=seed,
    )
    return _schedule(start, events, run)


def _schedule(start: dt.datetime, events: Sequence[Event], run: Run) -> Schedule:
    knots_h = draws.percentiles(run.hours)
    places = np.searchsorted(run.knots_nm, [event.distance_nm for event in events])
    timed = [
        EventTime(event, _moments(start, hours), _band(hours))
        for event, hours in zip(events, knots_h[:, places].T, strict=True)
    ]
    window = run.hours[0].any()  # otherwise the hours under way are those of the arrival
    under_way_h = draws.percentiles(run.hours[-1] - run.hours[0]) if window else knots_h[:, -1]
    return Schedule(
        start,
        tuple(timed),
        run.knots_nm,
        knots_h,
        _band(under_way_h),
        np.sort(run.hours[-1]),
        Losses.of(run),
    )


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


def _band(hours: FloatArray) -> Band:
    return Band(*(float(value) for value in hours))


def _moments(depart: dt.datetime, hours: FloatArray) -> TimeBand:
    return TimeBand(*(depart + dt.timedelta(seconds=round(float(h) * 3600.0)) for h in hours))


def _rounded(band: Band) -> dict[str, float]:
    return {name: round(value, 2) for name, value in band.to_dict().items()}
