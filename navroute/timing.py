"""From a route to a voyage: the ship, the weather, the waits and the stops put together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from navroute import remarks
from navroute.departure import When
from navroute.places import Place
from navroute.results import ArriveBy, Route, Voyage
from navroute.transit import arrive, schedule, seakeeping, stops, waits, weather
from navroute.transit.speed import SpeedBasis
from navroute.vessels import Vessel

__all__ = ["Conditions", "time_voyage"]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a voyage is timed with, beside its way.

    Parameters
    ----------
    ship : Vessel
    speed : SpeedBasis
    winds : Winds or None
        From a file; None for the climatology.
    with_stops : bool
        Whether unplanned stops count.
    seed : int
    """

    ship: Vessel
    speed: SpeedBasis
    winds: weather.Winds | None = None
    with_stops: bool = True
    seed: int = 0


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
    delays = waits.delays_for(found.passages)
    sail = _Sailing(found, delays, conditions)
    kept = None if when.arrive is None else _arrive_by(sail, when.arrive)
    departure = kept.latest_departures["p90"] if kept else when.depart
    assert departure is not None  # When holds a departure or an arrival
    plan = sail(departure, when.window_h)
    full = replace(
        found,
        passages=tuple(
            replace(passage, eta=eta)
            for passage, eta in zip(found.passages, plan.passage_times, strict=True)
        ),
        assumptions=(
            *found.assumptions,
            *conditions.speed.assumptions,
            *_foundations(found, conditions),
            *remarks.of_waits(found.passages, delays),
        ),
        warnings=(
            *found.warnings,
            *conditions.speed.warnings,
            *remarks.of_loss(conditions.ship, plan.arrival.p90),
        ),
    )
    return Voyage(
        conditions.ship, full, departure, conditions.speed, plan, day, when.window_end, kept
    )


class _Sailing:
    """Sail the way for any departure; what does not depend on it is computed once."""

    def __init__(
        self, found: Route, delays: tuple[waits.Delay, ...], conditions: Conditions
    ) -> None:
        self._events, self._delays, self._with = _events(found), delays, conditions
        winds = conditions.winds or weather.climatology()
        self._weather = seakeeping.on_the_way(found.path, conditions.ship, winds)
        self._stops = stops.usual_stops() if conditions.with_stops else None

    def __call__(self, departure: dt.datetime, window_h: float = 0.0) -> schedule.Schedule:
        return schedule.estimate(
            self._events,
            speed=self._with.speed,
            depart=departure,
            delays=self._delays,
            weather=self._weather,
            stops=self._stops,
            window_h=window_h,
            seed=self._with.seed,
        )


def _arrive_by(sail: arrive.Sail, moment: dt.datetime) -> ArriveBy:
    latest = {f"p{level}": arrive.latest_departure(sail, moment, level / 100) for level in (50, 90)}
    return ArriveBy(moment, latest)


def _foundations(found: Route, conditions: Conditions) -> tuple[str, ...]:
    lines = []
    if conditions.speed.in_usual_weather:
        lines.append(weather.sentence(conditions.winds))
    if conditions.with_stops:
        lines.append(stops.usual_stops().sentence(found.distance_nm))
    else:
        lines.append("Without unplanned stops, as asked.")
    return tuple(lines)


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
