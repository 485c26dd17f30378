"""From a route to a voyage: the ship, the weather, the waits and the stops put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from navroute import remarks, supply
from navroute.bands import TimeBand
from navroute.departure import When
from navroute.places import Place
from navroute.results import ArriveBy, Passage, Route, Voyage
from navroute.shapes import Polyline, densify
from navroute.transit import (
    approaches,
    arrive,
    canal_axes,
    canals,
    daylight,
    schedule,
    seakeeping,
    stops,
    waits,
    weather,
    weather_file,
)
from navroute.transit.speed import SpeedBasis
from navroute.vessels import Vessel

__all__ = ["Conditions", "time_voyage"]

FloatArray = NDArray[np.float64]

_JUST_BEFORE_NM = 0.001  # time jumps where a ship waits


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a voyage is timed with, beside its way.

    Parameters
    ----------
    ship : Vessel
    speed : SpeedBasis
    winds : FileWinds or None
        From a file; None for the climatology.
    stops : Stops or None
        Unplanned stops of one ship; None leaves them out.
    seed : int
    company : tuple of Vessel
        Ships that sail along; empty alone. What one of them must wait for, all do.
    booked : bool or None
        Whether canal slots are booked; None if that is not known.
    """

    ship: Vessel
    speed: SpeedBasis
    winds: weather_file.FileWinds | None = None
    stops: stops.Stops | None = None
    seed: int = 0
    company: tuple[Vessel, ...] = ()
    booked: bool | None = None


def time_voyage(found: Route, when: When, day: dt.date, conditions: Conditions) -> Voyage:
    """Return the voyage along a route.

    Parameters
    ----------
    found : Route
    when : When
        A departure, a window, or an arrival to keep: then the ship leaves at the latest moment
        that keeps it with 90 %.
    day : date
        The date whose law was applied.
    conditions : Conditions
    """
    line = densify(found.path)
    delays, departure, kept, plan = _sailed(found, line, when, conditions)
    ship, pace_kn = conditions.ship, conditions.speed.band_kn.p50
    towed = conditions.speed.under_tow
    fuel = None
    if not towed:
        fuel = supply.fuel_for(ship, found, line, plan, pace_kn, conditions.company)
    of_fuel, short_of_fuel = supply.remarks_on(ship, fuel, under_tow=towed)
    full = replace(
        found,
        passages=_timed(found.passages, plan),
        assumptions=(
            *found.assumptions,
            *conditions.speed.assumptions,
            *_foundations(line, plan, conditions),
            *remarks.of_waits(found.passages, delays),
            *of_fuel,
        ),
        warnings=(
            *found.warnings,
            *conditions.speed.warnings,
            *canals.unused_booking(found.passages, booked=conditions.booked),
            *remarks.of_loss(ship, plan.arrival.p90),
            *short_of_fuel,
        ),
    )
    return Voyage(
        vessel=ship,
        route=full,
        depart=departure,
        speed=conditions.speed,
        schedule=plan,
        as_of=day,
        depart_latest=when.window_end,
        arrive_by=kept,
        fuel=fuel,
        weather=_winds(line, plan, conditions),
        stops=_stops(conditions),
    )


def _sailed(
    found: Route, line: Polyline, when: When, conditions: Conditions
) -> tuple[tuple[waits.Delay, ...], dt.datetime, ArriveBy | None, schedule.Schedule]:
    """Return delays, departure, arrival to keep and times.

    Which rules hold at a canal depends on the day the ship comes to it, which is known only when
    the voyage has been timed: where it turns out to be another than at first, it is timed again.
    """
    stretches = canal_axes.stretches_on(line)
    days = _days_by_pace(found, when, conditions)
    delays = _delays(found, line, conditions, stretches, days)
    sail = _Sailing(found, line, delays, conditions)
    departure, kept, plan = _planned(sail, when)
    again = _delays(found, line, conditions, stretches, _days_of(plan))
    if [delay.basis for delay in again] != [delay.basis for delay in delays]:
        delays = again
        departure, kept, plan = _planned(_Sailing(found, line, delays, conditions), when)
    return delays, departure, kept, plan


def _planned(sail: _Sailing, when: When) -> tuple[dt.datetime, ArriveBy | None, schedule.Schedule]:
    kept = None if when.arrive is None else _arrive_by(sail, when.arrive)
    departure = kept.latest_departures["p90"] if kept else when.depart
    assert departure is not None  # When holds a departure or an arrival
    return departure, kept, sail(departure, when.window_h)


def _days_by_pace(found: Route, when: When, conditions: Conditions) -> Callable[[float], dt.date]:
    """Return the day at a distance run by median speed alone, from departure or to arrival."""
    moment, zero_nm = (when.depart, 0.0) if when.depart else (when.arrive, found.distance_nm)
    assert moment is not None  # When holds one of them
    pace_kn = conditions.speed.band_kn.p50

    def day_at(distance_nm: float) -> dt.date:
        return (moment + dt.timedelta(hours=(distance_nm - zero_nm) / pace_kn)).date()

    return day_at


def _days_of(plan: schedule.Schedule) -> Callable[[float], dt.date]:
    """Return the day at a distance run in the median, before any wait there."""

    def day_at(distance_nm: float) -> dt.date:
        return plan.position_time(max(distance_nm - _JUST_BEFORE_NM, 0.0)).p50.date()

    return day_at


def _delays(
    found: Route,
    line: Polyline,
    conditions: Conditions,
    stretches: tuple[canal_axes.Stretch, ...],
    day_at: Callable[[float], dt.date],
) -> tuple[waits.Delay, ...]:
    sailing = canals.Sailing(
        ships=conditions.company or (conditions.ship,),
        on=day_at(0.0),
        track=line,
        end_nm=found.distance_nm,
        booked=conditions.booked,
        stretches=stretches,
        day_at=day_at,
    )
    on_the_way = canals.delays_for(found.passages, sailing)
    ends = approaches.delays_for(found.origin, found.destination, found.distance_nm, on_the_way)
    return (*on_the_way, *ends)


def _timed(passages: tuple[Passage, ...], plan: schedule.Schedule) -> tuple[Passage, ...]:
    """Return the passages with their times, and how light it is there then."""
    return tuple(
        replace(
            passage,
            eta=eta,
            light=lights[1],
            light_at=lights,
        )
        for passage, eta in zip(passages, plan.passage_times, strict=True)
        for lights in [_lights(passage, eta)]
    )


def _lights(passage: Passage, eta: TimeBand) -> tuple[daylight.Light, ...]:
    """Return how light it is at p10, p50 and p90."""
    lat, lon = passage.position.lat, passage.position.lon
    return tuple(
        daylight.day_or_twilight_or_night(lat=lat, lon=lon, moment=moment)
        for moment in (eta.p10, eta.p50, eta.p90)
    )


class _Sailing:
    """Sail the way for any departure; what does not depend on it is computed once."""

    def __init__(
        self,
        found: Route,
        line: Polyline,
        delays: tuple[waits.Delay, ...],
        conditions: Conditions,
    ) -> None:
        self._events, self._delays, self._with = _events(found), delays, conditions
        winds: weather.Winds = conditions.winds or weather.climatology()
        self._weather = seakeeping.on_the_way(line, conditions.ship, winds)

    def __call__(self, departure: dt.datetime, window_h: float = 0.0) -> schedule.Schedule:
        return schedule.estimate(
            self._events,
            speed=self._with.speed,
            depart=departure,
            delays=self._delays,
            weather=self._weather,
            stops=_stops(self._with),
            window_h=window_h,
            seed=self._with.seed,
        )


def _arrive_by(sail: arrive.Sail, moment: dt.datetime) -> ArriveBy:
    latest = {f"p{level}": arrive.latest_departure(sail, moment, level / 100) for level in (50, 90)}
    return ArriveBy(moment, latest)


def _foundations(
    line: Polyline, plan: schedule.Schedule, conditions: Conditions
) -> tuple[str, ...]:
    lines = []
    winds, run_nm = conditions.winds, line.distance_run_nm
    if not conditions.speed.in_usual_weather:
        if winds is not None:
            lines.append("The weather file is not used: the speed was given as made good.")
    elif winds is None:
        lines.append(weather.sentence())
    else:
        lines.append(winds.sentence(*_when_where(line, plan)))
    if (own := _stops(conditions)) is not None:
        lines.append(own.sentence(float(run_nm[-1])))
    elif conditions.stops is None:
        lines.append("Without unplanned stops, as asked.")
    return tuple(lines)


def _winds(
    line: Polyline, plan: schedule.Schedule, conditions: Conditions
) -> weather.WindsUsed | None:
    if not conditions.speed.in_usual_weather:
        return None
    if conditions.winds is None:
        return weather.WindsUsed()
    covered = conditions.winds.covers(*_when_where(line, plan))
    return weather.WindsUsed(conditions.winds.name, covered, sources=())


def _when_where(
    line: Polyline, plan: schedule.Schedule
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return longitude, latitude and seconds since 1970 at each point, in the median."""
    lon_deg, lat_deg = line.lon_lat_deg.T
    seconds = plan.depart.timestamp() + plan.times_at(line.distance_run_nm)[1]
    return lon_deg, lat_deg, np.asarray(seconds)


def _stops(conditions: Conditions) -> stops.Stops | None:
    """Return the stops of all who sail together, None where they are in the speed already."""
    if conditions.speed.holds_stops:
        return None
    if conditions.stops is None or not conditions.company:
        return conditions.stops
    return conditions.stops.of_group(len(conditions.company))


def _events(found: Route) -> list[schedule.Event]:
    start, end = found.origin, found.destination
    return [
        schedule.Event("departure", "departure", start.name, 0.0, *_lat_lon(start)),
        *(
            schedule.Event("passage", p.id, p.name, p.distance_nm, p.position.lat, p.position.lon)
            for p in found.passages
        ),
        schedule.Event("arrival", "arrival", end.name, found.distance_nm, *_lat_lon(end)),
    ]


def _lat_lon(place: Place) -> tuple[float, float]:
    return place.position.lat, place.position.lon
