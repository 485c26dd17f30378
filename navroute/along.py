"""A route from a file, timed for a ship: the way is taken as given, the law is told.

Nothing is searched. A closed chokepoint does not refuse the route, for the ship may have sailed
it, or the law be broken; it is warned of. Whether the way leads over land is not checked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from navroute import chokepoints, places, remarks, times, vessels
from navroute.closures import Way, crossed
from navroute.departure import Moment, When, Window
from navroute.errors import NavrouteError
from navroute.imports import RouteFile, RoutePoint, read_route
from navroute.imports.path import to_path
from navroute.law.judge import judge_all
from navroute.law.verdict import Status, Verdict
from navroute.places import Place
from navroute.ports import Port
from navroute.question import Names, by
from navroute.results import Passage, Route, Voyage
from navroute.timing import Conditions, time_voyage
from navroute.transit import speed as speeds
from navroute.transit import weather_file
from navroute.transit.stops import usual_stops
from navroute.vessels import Vessel

__all__ = ["route_along", "voyage_along"]

AT_PORT_NM = 10.0  # a first or last waypoint that bears a port's name is that port within this


def route_along(
    file: Path | str | RouteFile,
    *,
    closed: Names = (),
    opened: Names = (),
    as_of: dt.date | str | None = None,
    ports: Iterable[Port] = (),
) -> Route:
    """Return the route in a file, with the chokepoints that it passes, whatever the ship.

    Parameters
    ----------
    file : path or RouteFile
        GPX, RTZ, GeoJSON or navroute's own JSON.
    closed, opened : str or iterable of str
        Chokepoints to suppose closed or open.
    as_of : date, optional
        Date of the rules; default today (UTC).
    ports : iterable of Port
        A user's own ports, for the names of the ends.

    Raises
    ------
    InvalidInputError
        The file cannot be read or holds no route.
    """
    given = file if isinstance(file, RouteFile) else read_route(file)
    day = times.law_day(as_of) or dt.datetime.now(dt.UTC).date()
    return _route(given, None, day, closed, opened, tuple(ports))


def voyage_along(
    vessel: str | Vessel,
    file: Path | str | RouteFile,
    *,
    depart: Moment | None = None,
    depart_window: Window | None = None,
    arrive: Moment | None = None,
    speed: speeds.SpeedInput = None,
    closed: Names = (),
    opened: Names = (),
    as_of: dt.date | str | None = None,
    ports: Iterable[Port] = (),
    fleet: Iterable[Vessel] = (),
    weather: str | Path | None = None,
    stops: bool = True,
    booked: bool | None = None,
    under_tow: bool = False,
    seed: int = 0,
) -> Voyage:
    """Return when a ship is where on the route in a file, and which laws it meets.

    Parameters
    ----------
    vessel : str or Vessel
    file : path or RouteFile
        GPX, RTZ, GeoJSON or navroute's own JSON.
    depart, depart_window, arrive
        As for `navroute.voyage`; without all three, the departure that the file gives.
    speed, as_of, fleet, weather, stops, booked, under_tow, seed
        As for `navroute.voyage`.
    closed, opened, ports
        As for :func:`route_along`.

    Raises
    ------
    InvalidInputError
        The file cannot be read or holds no route.
    DateError
        No departure was given, and the file has none.
    VesselUnavailableError
        The ship was lost before the departure.
    """
    ship = vessels.get(vessel, extra=tuple(fleet))
    given = file if isinstance(file, RouteFile) else read_route(file)
    if depart is None and depart_window is None and arrive is None:
        depart = given.depart
    when = When.read(depart, depart_window, arrive)
    first = when.depart or when.arrive
    assert first is not None
    day = times.law_day(as_of) or first.date()
    conditions = Conditions(
        ship=ship,
        speed=speeds.speed_for(ship, speed=speed, under_tow=under_tow),
        winds=None if weather is None else weather_file.load(weather),
        stops=usual_stops() if stops else None,
        seed=seed,
        booked=booked,
    )
    found = _route(given, ship, day, closed, opened, tuple(ports))
    answer = time_voyage(found, when, day, conditions)
    vessels.require_afloat(ship, answer.depart.date())
    return answer


def _route(
    given: RouteFile,
    ship: Vessel | None,
    day: dt.date,
    closed: Names,
    opened: Names,
    extra: tuple[Port, ...],
) -> Route:
    path = to_path(given)
    every = judge_all(ship, day, opened=by("--open", opened), closed=by("--close", closed))
    met = {key: every[key] for key in crossed(path)}
    destination = _place(given.points[-1], extra)
    others = [verdict for key, verdict in every.items() if key not in met]
    return Route(
        origin=_place(given.points[0], extra),
        destination=destination,
        path=path,
        passages=tuple(
            Passage(chokepoints.get(c.chokepoint), c.distance_nm, c.position)
            for c in path.crossings
        ),
        verdicts=(*met.values(), *(v for v in others if v.overridden)),
        detour_nm=None,
        network=f"none; the way is that of {given.source}",
        assumptions=(
            *_foundations(given),
            *remarks.of_route(ship, day, met, met, Way.alone(path)),
        ),
        warnings=(
            *(_warning(verdict, ship, day) for verdict in _closed(met.values())),
            *path.warnings,
            *(remarks.of_port(ship, destination, day) if ship else ()),
        ),
        other_verdicts=tuple(verdict for verdict in others if not verdict.overridden),
    )


def _place(point: RoutePoint, extra: tuple[Port, ...]) -> Place:
    """Return the port that the waypoint is named after, if it lies there; else its position."""
    from navroute import geo

    here = point.position
    try:
        named, _ = places.resolve(point.name, extra_ports=extra)
    except NavrouteError:  # most waypoints are not called after ports
        return here
    at = named.position
    near = geo.distance_nm(here.lon, here.lat, at.lon, at.lat) <= AT_PORT_NM
    return named if near else here


def _foundations(given: RouteFile) -> tuple[str, ...]:
    what = f"{len(given.points):,} points of {given.source} ({given.kind})"
    checked = f"The way is taken as given: {what}. Land and depth on it are not checked."
    return (checked, *given.notes)


def _closed(verdicts: Iterable[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.status is Status.CLOSED]


def _warning(verdict: Verdict, ship: Vessel | None, day: dt.date) -> str:
    to_whom = "" if ship is None else f" to {ship.name}"
    name = chokepoints.get(verdict.chokepoint).in_prose
    return (
        f"CLOSED: the given way passes {name}, which is closed{to_whom} on {day}. {verdict.reason}"
    )
