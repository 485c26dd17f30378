"""The one module that knows law, network and time: route() and voyage()."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from navroute import chokepoints, remarks, times, vessels
from navroute import network as networks
from navroute.closures import Closures, Way, crossed, find_way
from navroute.errors import NoRouteError
from navroute.law.judge import judge_all
from navroute.law.verdict import Status, Verdict
from navroute.network.path import SeaPath
from navroute.places import Place
from navroute.ports import Port
from navroute.question import Names, Question, by
from navroute.results import Passage, Route, Voyage
from navroute.transit import schedule, waits
from navroute.transit import speed as speeds
from navroute.vessels import Vessel

__all__ = ["route", "voyage"]


def route(
    origin: str | Place,
    destination: str | Place,
    *,
    avoid: Names = (),
    closed: Names = (),
    opened: Names = (),
    as_of: dt.date | None = None,
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
    day = as_of or dt.datetime.now(dt.UTC).date()
    question = Question.ask(origin, destination, avoid, closed, opened, ports, network)
    return _plan_route(question, None, day)


def voyage(
    vessel: str | Vessel,
    origin: str | Place,
    destination: str | Place,
    *,
    depart: str | dt.datetime,
    speed: speeds.SpeedInput = None,
    avoid: Names = (),
    closed: Names = (),
    opened: Names = (),
    as_of: dt.date | None = None,
    network: str = networks.DEFAULT,
    ports: Iterable[Port] = (),
    fleet: Iterable[Vessel] = (),
    seed: int = 0,
) -> Voyage:
    """Return which way a ship may go, how far that is, and when it is where.

    Parameters
    ----------
    vessel : str or Vessel
        Name, alias, pennant, IMO or MMSI.
    origin, destination, avoid, closed, opened, network, ports
        As for :func:`route`.
    depart : str or datetime
        Departure, with a time zone: ``"2025-01-27T12:00Z"``.
    speed : float, str or Band, optional
        Speed made good in open water, knots: ``11``, ``"9-11-13"``; default by ship.
    as_of : date, optional
        Date of the law; default the day of departure.
    fleet : iterable of Vessel
        A user's own ships, taken before the built-in ones.
    seed : int
        Seed of the simulation; one seed, one answer, on every machine.

    Returns
    -------
    Voyage

    Raises
    ------
    UnknownVesselError, UnknownPlaceError, AmbiguousNameError
    DateError
        The departure is naive or impossible.
    VesselUnavailableError
        The ship was lost before the departure.
    NoRouteError
        Every way is closed to this ship; ``possible`` holds the voyage with them open.
    """
    ship = vessels.get(vessel, extra=tuple(fleet))
    departure, _ = times.parse_departure(depart, allow_naive=False)
    vessels.require_afloat(ship, departure.date())
    question = Question.ask(origin, destination, avoid, closed, opened, ports, network)
    day = as_of or departure.date()
    basis = speeds.speed_for(ship, speed=speed)

    def timed(found: Route) -> Voyage:
        return _time_voyage(ship, found, departure, basis, day, seed)

    try:
        found = _plan_route(question, ship, day)
    except NoRouteError as error:
        if isinstance(error.possible, Route):
            error.possible = timed(error.possible)
        raise
    return timed(found)


def _plan_route(question: Question, vessel: Vessel | None, day: dt.date) -> Route:
    verdicts = judge_all(vessel, day, opened=question.opened, closed=question.closed)
    sea = networks.load(question.network)
    try:
        way = find_way(sea, question.origin, question.destination, Closures.from_verdicts(verdicts))
    except NoRouteError as error:
        raise _explained(error, question, vessel, day, verdicts) from error
    return _route_of(question, way, verdicts, vessel, day, sea.name)


def _route_of(
    question: Question,
    way: Way,
    verdicts: Mapping[str, Verdict],
    vessel: Vessel | None,
    day: dt.date,
    network: str,
) -> Route:
    on_the_way = tuple(crossed(way.path))
    return Route(
        origin=question.origin,
        destination=question.destination,
        path=way.path,
        passages=_passages(way.path),
        verdicts=_worth_telling(verdicts, on_the_way, frozenset(crossed(way.free_path))),
        detour_nm=way.detour_nm,
        network=network,
        assumptions=remarks.of_route(vessel, day, verdicts, on_the_way, way),
        warnings=(*question.notes, *way.path.warnings),
        free_path=None if way.free_path is way.path else way.free_path,
    )


def _passages(path: SeaPath) -> tuple[Passage, ...]:
    return tuple(
        Passage(chokepoints.get(crossing.chokepoint), crossing.distance_nm, crossing.position)
        for crossing in path.crossings
    )


def _worth_telling(
    verdicts: Mapping[str, Verdict], on_the_way: Iterable[str], on_the_free_way: frozenset[str]
) -> tuple[Verdict, ...]:
    """Verdicts of what is passed, in order; of what is closed or overridden; of what was left."""
    passed = [verdicts[key] for key in on_the_way]
    others = [
        verdict
        for key, verdict in verdicts.items()
        if verdict not in passed
        and (verdict.status is Status.CLOSED or verdict.overridden or key in on_the_free_way)
    ]
    return (*passed, *sorted(others, key=lambda v: (-v.status.severity, v.chokepoint)))


def _explained(
    error: NoRouteError,
    question: Question,
    vessel: Vessel | None,
    day: dt.date,
    verdicts: Mapping[str, Verdict],
) -> NoRouteError:
    """Say who closed the way, and what would be possible with it open."""
    causes = [verdicts[key] for key in error.closed if key in verdicts]
    opened = {**question.opened, **by("--open", error.closed)}
    closed = {key: by for key, by in question.closed.items() if key not in opened}
    possible: Route | None = None
    with contextlib.suppress(NoRouteError):  # even then there may be none
        possible = _plan_route(replace(question, opened=opened, closed=closed), vessel, day)
    ship = "this ship" if vessel is None else vessel.name
    names = " and ".join(chokepoints.get(key).name for key in error.closed) or "every way"
    return NoRouteError(
        f"There is no route from {question.origin.name} to {question.destination.name} "
        f"on {day}: {names} {'is' if len(error.closed) < 2 else 'are'} closed"
        + ("." if vessel is None else f" to {ship}."),
        hint=_what_would_work(error, possible),
        closed=error.closed,
        verdicts=causes,
        possible=possible,
    )


def _what_would_work(error: NoRouteError, possible: Route | None) -> str:
    if possible is None:
        return error.hint
    return (
        f"With --open {','.join(error.closed)} it would be {possible.distance_nm:,.0f} nm; "
        "or choose a destination this side of the closure."
    )


def _time_voyage(
    ship: Vessel,
    found: Route,
    departure: dt.datetime,
    basis: speeds.SpeedBasis,
    day: dt.date,
    seed: int,
) -> Voyage:
    delays = waits.delays_for(found.passages)
    plan = schedule.estimate(
        _events(found), speed=basis, depart=departure, delays=delays, seed=seed
    )
    timed = tuple(
        replace(passage, eta=eta)
        for passage, eta in zip(found.passages, plan.passage_times, strict=True)
    )
    full = replace(
        found,
        passages=timed,
        assumptions=(
            *found.assumptions,
            *basis.assumptions,
            *remarks.of_waits(found.passages, delays),
        ),
        warnings=(*found.warnings, *basis.warnings, *remarks.of_loss(ship, plan.arrival.p90)),
    )
    return Voyage(ship, full, departure, basis, plan, day)


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
