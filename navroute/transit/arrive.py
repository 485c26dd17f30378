"""Backwards in time: the latest departure that still arrives by a given moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from navroute.times import iso_z
from navroute.transit.schedule import Schedule

__all__ = ["ArriveBy", "Sail", "latest_departure"]

Sail = Callable[[dt.datetime], Schedule]

_MINUTE = dt.timedelta(minutes=1)
_DIRECT_STEPS = 8  # without waits by the clock two or three are enough
_MOST_STEPS = 40


@dataclass(frozen=True, slots=True)
class ArriveBy:
    """An arrival to keep, and when the ship has to leave for it.

    Parameters
    ----------
    moment : datetime
        Aware, UTC.
    latest_departures : mapping of str to datetime
        ``p50`` and ``p90``: the latest departures that arrive in time with 50 and 90 %.
    """

    moment: dt.datetime
    latest_departures: Mapping[str, dt.datetime]

    def to_dict(self) -> dict[str, Any]:
        """Return both as JSON-ready values."""
        latest = {level: iso_z(when) for level, when in self.latest_departures.items()}
        return {"moment": iso_z(self.moment), "latest_departure": latest}


def latest_departure(sail: Sail, arrive: dt.datetime, probability: float) -> dt.datetime:
    """Return the last whole minute of departure that arrives in time with a probability.

    A ship that leaves later never arrives earlier, so there is one such moment. It is approached
    by the time that is missing, then, where a convoy or daylight makes arrivals jump, by halving.

    Parameters
    ----------
    sail : callable
        The schedule of the voyage for a departure.
    arrive : datetime
        Aware UTC.
    probability : float
        Share of voyages that have arrived by then, 0 to 1.
    """
    in_time, late = None, arrive + _MINUTE
    departure = _whole_minute(arrive - (sail(arrive).arrival_at(probability) - arrive))
    for step in range(_MOST_STEPS):
        missing = sail(departure).arrival_at(probability) - arrive
        if missing <= dt.timedelta():
            in_time = departure if in_time is None else max(in_time, departure)
        else:
            late = min(late, departure)
        if in_time is not None and late - in_time <= _MINUTE:
            break
        departure = _next(departure - missing, in_time, late, direct=step < _DIRECT_STEPS)
    return departure if in_time is None else in_time


def _next(
    wanted: dt.datetime, in_time: dt.datetime | None, late: dt.datetime, *, direct: bool
) -> dt.datetime:
    """Return the next departure to try, strictly inside what is still open."""
    wanted = _whole_minute(wanted)
    if in_time is None:
        return min(wanted, late - _MINUTE)
    if not direct:
        wanted = _whole_minute(in_time + (late - in_time) / 2)
    return min(max(wanted, in_time + _MINUTE), late - _MINUTE)


def _whole_minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)
