"""The one module that knows law, network and time: route() and voyage()."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from navroute import chokepoints, remarks, times, vessels
from navroute import network as networks
from navroute.closures import Closures, Way, crossed, find_way
from navroute.departure import Moment, When, Window
from navroute.errors import NoRouteError
from navroute.law.group import judge_group
from navroute.law.verdict import Verdict
from navroute.network.path import SeaPath
from navroute.places import Place
from navroute.ports import Port
from navroute.question import Names, Question
from navroute.refusals import Refusal
from navroute.routes import Passage, Route
from navroute.telling import told_and_others
from navroute.vessels import Vessel

if TYPE_CHECKING:
    from navroute.results import Voyage
    from navroute.timing import Conditions
    from navroute.transit.speed import SpeedInput

__all__ = ["plan_route", "route", "sail", "voyage"]


def route(
    origin: str | Place,
    destination: str | Place,
    *,
    avoid: Names = (),
    closed: Names = (),
    opened: Names = (),
    as_of: dt.date | str | None = None,
    network: str = networks.DEFAULT,
    ports: Iterable[Port] = (),
) -> Route:
    """Return the shortest way between two places, whatever the ship.

    Parameters
    ----------
    origin, destination : str, Port or Position
        A port's name or LOCODE, a position string (``"34.9N,35.87E"``), or the object.
    avoid, closed, opened : str or iterable of str
        Chokepoints (or groups such as ``turkish_straits``) to keep clear of, to suppose
        closed, or to suppose open. Arctic passages are closed unless opened.
    as_of : date, optional
        Date of the rules; default today (UTC).
    network : str
        Name of the sea network.
    ports : iterable of Port
        A user's own ports, taken before the built-in ones.

    Returns
    -------
    Route

    Raises
    ------
    NotFoundError
        A name stands for no place or chokepoint.
    SamePlaceError
        Both ends are one place.
    NoRouteError
        Every way is closed.
    """
    day = times.law_day(as_of) or dt.datetime.now(dt.UTC).date()
    question = Question.ask(origin, destination, avoid, closed, opened, ports, network)
    return plan_route(question, (), day)


def voyage(
    vessel: str | Vessel,
    origin: str | Place,
    destination: str | Place,
    *,
    depart: Moment | None = None,
    depart_window: Window | None = None,
    arrive: Moment | None = None,
    speed: SpeedInput = None,
    avoid: Names = (),
    closed: Names = (),
    opened: Names = (),
    as_of: dt.date | str | None = None,
    network: str = networks.DEFAULT,
    ports: Iterable[Port] = (),
    fleet: Iterable[Vessel] = (),
    weather: str | Path | None = None,
    stops: bool = True,
    booked: bool | None = None,
    under_tow: bool = False,
    seed: int = 0,
) -> Voyage:
    """Return which way a ship may go, how far that is, and when it is where.

    Parameters
    ----------
    vessel : str or Vessel
        Name, alias, pennant, IMO or MMSI.
    origin, destination, avoid, closed, opened, network, ports
        As for :func:`route`.
    depart, depart_window, arrive
        One of the three. A departure, with a time zone: ``"2025-01-27T12:00Z"``; a window that
        it lies in: ``"2025-01-26..2025-01-28"`` or a pair; or an arrival to keep: then the ship
        leaves at the latest moment that keeps it with 90 %, and ``latest_departures`` of the
        answer's ``arrive_by`` holds those for 50 and 90 %.
    speed : float, str or Band, optional
        Knots in open water: ``11`` in usual weather, ``"9-11-13"`` made good whatever the
        weather; default by ship.
    as_of : date, optional
        Date of the law; default the day of departure.
    fleet : iterable of Vessel
        A user's own ships, taken before the built-in ones.
    weather : path, optional
        GRIB or netCDF file of winds, instead of the climatology (``pip install
        navroute[weather]``).
    stops : bool
        Whether unplanned stops count.
    booked : bool, optional
        Whether canal slots are booked; by default that is not known.
    under_tow : bool
        Whether the ship is towed.
    seed : int
        Seed of the simulation; one seed, one answer, on every machine.

    Returns
    -------
    Voyage

    Raises
    ------
    UnknownVesselError, UnknownPlaceError, AmbiguousNameError
    DateError
        A time is naive or impossible, or not one of the three was given.
    VesselUnavailableError
        The ship was lost before the departure.
    NoRouteError
        Every way is closed to this ship; ``possible`` holds the voyage with them open.
    """
    from navroute.timing import Conditions
    from navroute.transit import weather_file
    from navroute.transit.speed import speed_for
    from navroute.transit.stops import usual_stops

    ship = vessels.get(vessel, extra=tuple(fleet))
    when = When.read(depart, depart_window, arrive)
    question = Question.ask(origin, destination, avoid, closed, opened, ports, network)
    conditions = Conditions(
        ship=ship,
        speed=speed_for(ship, speed=speed, under_tow=under_tow),
        winds=None if weather is None else weather_file.load(weather),
        stops=usual_stops() if stops else None,
        seed=seed,
        booked=booked,
    )
    # Of an arrival to keep the departure, whose law counts, is known only when it has been timed.
    first = when.depart or when.arrive
    assert first is not None
    day = times.law_day(as_of) or first.date()
    answer = sail(question, when, day, conditions)
    if as_of is None and answer.depart.date() != day:
        answer = sail(question, when, answer.depart.date(), conditions)
    vessels.require_afloat(ship, answer.depart.date())
    return answer


def sail(question: Question, when: When, day: dt.date, conditions: Conditions) -> Voyage:
    """Return the voyage of a question whose names are resolved; raises as :func:`voyage` does."""
    from navroute.timing import time_voyage

    latest = when.window_end or when.depart
    vessels.require_afloat(conditions.ship, latest.date() if latest else day)
    try:
        found = plan_route(question, (conditions.ship,), day)
    except NoRouteError as error:
        if isinstance(error.possible, Route):
            error.possible = time_voyage(error.possible, when, day, conditions)
        raise
    return time_voyage(found, when, day, conditions)


def plan_route(question: Question, ships: tuple[Vessel, ...], day: dt.date) -> Route:
    """Return the way of ships that sail together; of one ship, or of none, its own.

    Raises
    ------
    NoRouteError
        Every way is closed to one of them; ``possible`` holds the route with them open.
    """
    verdicts = judge_group(ships, day, opened=question.opened, closed=question.closed)
    sea = networks.load(question.network)
    try:
        way = find_way(sea, question.origin, question.destination, Closures.from_verdicts(verdicts))
    except NoRouteError as error:
        refusal = Refusal(question, ships, day, verdicts, sea)
        raise refusal.explained(error, lambda other: plan_route(other, ships, day)) from error
    return _route_of(question, way, verdicts, ships, day, sea.name)


def _route_of(
    question: Question,
    way: Way,
    verdicts: Mapping[str, Verdict],
    ships: tuple[Vessel, ...],
    day: dt.date,
    network: str,
) -> Route:
    on_the_way = tuple(crossed(way.path))
    ends = question.origin.position, question.destination.position
    told, others = told_and_others(verdicts, way, *ends)
    said = [
        line
        for ship in ships or (None,)
        for line in remarks.of_route(ship, day, verdicts, on_the_way, way)
    ]
    return Route(
        origin=question.origin,
        destination=question.destination,
        path=way.path,
        passages=_passages(way.path),
        verdicts=told,
        detour_nm=way.detour_nm,
        network=network,
        assumptions=tuple(dict.fromkeys(said)),
        warnings=(*question.notes, *way.path.warnings, *_at_the_port(ships, question, day)),
        free_path=None if way.free_path is way.path else way.free_path,
        other_verdicts=others,
    )


def _at_the_port(ships: tuple[Vessel, ...], question: Question, day: dt.date) -> Iterable[str]:
    """Return the warnings of the port of destination, each once."""
    return dict.fromkeys(
        line for ship in ships for line in remarks.of_port(ship, question.destination, day)
    )


def _passages(path: SeaPath) -> tuple[Passage, ...]:
    return tuple(
        Passage(chokepoints.get(crossing.chokepoint), crossing.distance_nm, crossing.position)
        for crossing in path.crossings
    )
