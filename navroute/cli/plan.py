"""eta, route and compare: the questions the planner answers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navroute import network as networks
from navroute.cli import options as opt
from navroute.cli import when as timed

if TYPE_CHECKING:
    from pathlib import Path

    from navroute.results import Voyage
    from navroute.vessels import Vessel

__all__ = ["compare", "eta", "route", "user_tables"]

DEFAULT_NETWORK = networks.DEFAULT


def eta(
    vessel: opt.VesselName = None,
    *,
    origin: opt.OriginUnlessAlong = None,
    destination: opt.DestinationUnlessAlong = None,
    along: opt.Along = None,
    depart: opt.Depart = None,
    depart_window: timed.DepartWindow = None,
    arrive: timed.Arrive = None,
    noon: timed.NoonFlag = False,
    weather: timed.Weather = None,
    no_stops: timed.NoStops = False,
    speed: opt.Speed = None,
    avoid: opt.Avoid = None,
    opened: opt.Open = None,
    closed: opt.Close = None,
    as_of: opt.AsOf = None,
    json: opt.Json = False,
    geojson: opt.GeoJson = None,
    export: opt.Export = None,
    format_name: opt.Format = None,
    rtz_version: opt.RtzVersion = "1.0",
    html: opt.Map = None,
    svg: opt.Svg = None,
    png: opt.Png = None,
    booked: opt.Booked = None,
    network: opt.Network = DEFAULT_NETWORK,
    vessels_file: opt.VesselsFile = None,
    ports_file: opt.PortsFile = None,
    ship_type: opt.ShipType = None,
    flag: opt.ShipFlag = "",
    draught: opt.ShipDraught = None,
) -> None:
    """Say which way a ship goes, how far that is, and when it is where.

    A ship navroute does not know: --type warship --flag RU --speed 12 --draught 4.5
    """
    from navroute import planner
    from navroute.cli import show
    from navroute.cli.output import Outputs

    pictures = ("html", html), ("svg", svg), ("png", png)
    outputs = Outputs(
        json, geojson, tuple(export or ()), format_name, rtz_version, pictures, noon=noon
    )
    outputs.check()
    fleet, ports = user_tables(vessels_file, ports_file)
    ship = _ship(vessel, ship_type, flag, draught, fleet)
    law: dict[str, Any] = {
        "opened": opened or (),
        "closed": closed or (),
        "as_of": as_of,
        "ports": ports,
    }
    if along is not None:
        _refuse_with_along(
            origin=origin,
            destination=destination,
            avoid=avoid,
            depart_window=depart_window,
            arrive=arrive,
            weather=weather,
        )
        outputs.give(_along(ship, along, depart, speed=speed, fleet=fleet, **law))
        return
    start, end = _ends(origin, destination)
    moments, notes = timed.read(depart, depart_window, arrive)
    answer = planner.voyage(
        ship,
        start,
        end,
        **moments,
        speed=speed,
        weather=weather,
        stops=not no_stops,
        avoid=avoid or (),
        network=network,
        booked=booked,
        fleet=fleet,
        **law,
    )
    for note in notes:
        show.note(note)
    outputs.give(answer)


def route(
    *,
    origin: opt.OriginUnlessAlong = None,
    destination: opt.DestinationUnlessAlong = None,
    along: opt.Along = None,
    avoid: opt.Avoid = None,
    opened: opt.Open = None,
    closed: opt.Close = None,
    as_of: opt.AsOf = None,
    json: opt.Json = False,
    geojson: opt.GeoJson = None,
    export: opt.Export = None,
    format_name: opt.Format = None,
    rtz_version: opt.RtzVersion = "1.0",
    html: opt.Map = None,
    svg: opt.Svg = None,
    png: opt.Png = None,
    network: opt.Network = DEFAULT_NETWORK,
    cross_check: opt.CrossCheck = False,
    ports_file: opt.PortsFile = None,
) -> None:
    """Print the shortest way between two places, whatever the ship."""
    from navroute import planner
    from navroute.cli.output import Outputs

    pictures = ("html", html), ("svg", svg), ("png", png)
    outputs = Outputs(json, geojson, tuple(export or ()), format_name, rtz_version, pictures)
    outputs.check()
    _, ports = user_tables(None, ports_file)
    law: dict[str, Any] = {
        "opened": opened or (),
        "closed": closed or (),
        "as_of": as_of,
        "ports": ports,
    }
    if along is not None:
        from navroute.along import route_along

        _refuse_with_along(
            origin=origin, destination=destination, avoid=avoid, cross_check=cross_check
        )
        outputs.give(route_along(along, **law))
        return
    start, end = _ends(origin, destination)
    law["avoid"] = avoid or ()
    answer = planner.route(start, end, network=network, **law)
    if cross_check:
        from navroute.crosscheck import cross_check as opinions_of

        outputs = dataclasses.replace(outputs, opinions=opinions_of(start, end, **law))
    outputs.give(answer)


def compare(
    vessel: opt.VesselName = None,
    *,
    origin: opt.Origin,
    destinations: Annotated[
        list[str],
        typer.Option(
            "--to", help="Places, comma- or ;-separated, or --to again.", show_default=False
        ),
    ],
    depart: opt.Depart = None,
    as_if_open: Annotated[
        list[str] | None,
        typer.Option(help="A second row per place with these chokepoints open."),
    ] = None,
    speed: opt.Speed = None,
    avoid: opt.Avoid = None,
    opened: opt.Open = None,
    closed: opt.Close = None,
    as_of: opt.AsOf = None,
    json: opt.Json = False,
    network: opt.Network = DEFAULT_NETWORK,
    vessels_file: opt.VesselsFile = None,
    ports_file: opt.PortsFile = None,
    ship_type: opt.ShipType = None,
    flag: opt.ShipFlag = "",
    draught: opt.ShipDraught = None,
) -> None:
    """Set one ship's ways to several places side by side, by law and as if gates were open."""
    from navroute import comparison
    from navroute.cli import show

    fleet, ports = user_tables(vessels_file, ports_file)
    departure, note = _departure(depart)
    answer = comparison.compare(
        _ship(vessel, ship_type, flag, draught, fleet),
        origin,
        opt.split_places(destinations, ports),
        as_if_open=as_if_open or (),
        fleet=fleet,
        depart=departure,
        speed=speed,
        avoid=avoid or (),
        opened=opened or (),
        closed=closed or (),
        as_of=as_of,
        network=network,
        ports=ports,
    )
    if note:
        show.note(note)
    if json:
        show.json_object(answer.to_dict())
    else:
        show.comparison(answer)
    if answer.failed:
        raise typer.Exit(6)


def _ship(
    name: str | None,
    ship_type: str | None,
    flag: str,
    draught: float | None,
    fleet: tuple[Vessel, ...],
) -> Vessel:
    """Return a named ship, perhaps with another draught, or one made of the options."""
    from navroute import vessels
    from navroute.errors import InvalidInputError

    if ship_type is not None:
        return _as_described(name, ship_type, flag, draught, fleet)
    if name is None:
        raise InvalidInputError(
            "No ship was named.",
            hint="Name one (navroute vessels list), or describe one: --type warship --flag RU.",
        )
    if flag:
        raise InvalidInputError(
            "--flag belongs to an ad-hoc ship.", hint=f"Add --type, or drop --flag {flag}."
        )
    return _changed(vessels.get(name, extra=fleet), draught=draught)


def _as_described(
    name: str | None, ship_type: str, flag: str, draught: float | None, fleet: tuple[Vessel, ...]
) -> Vessel:
    """Return a known ship taken as another type, as one may ask of her, or a ship made up."""
    from navroute import vessels
    from navroute.cli import show
    from navroute.errors import UnknownVesselError

    described = vessels.adhoc(type=ship_type, flag=flag, name=name or "", draught_m=draught)
    if name is None:
        return described
    try:
        known = vessels.get(name, extra=fleet)
    except UnknownVesselError:
        return described
    show.note(f"{known.name} is taken as {described.type.value}, as asked; her other data stand.")
    return _changed(
        known, draught=draught, type=described.type, flag=described.flag or known.flag, contested=""
    )


def _changed(ship: Vessel, *, draught: float | None, **changes: Any) -> Vessel:  # noqa: ANN401
    from navroute.vessels.values import measure

    if draught is not None:
        changes["draught_m"] = measure("draught_m", draught)
        changes["from_memory"] = ship.from_memory - {"draught_m"}
    return dataclasses.replace(ship, **changes) if changes else ship


def _departure(text: str | None) -> tuple[Any, str]:
    from navroute import times

    return times.parse_departure("now" if text is None else text, allow_naive=True)


def user_tables(
    vessels_file: Path | None, ports_file: Path | None
) -> tuple[tuple[Vessel, ...], tuple[Any, ...]]:
    """Read ``--vessels`` and ``--ports``."""
    fleet: tuple[Vessel, ...] = ()
    ports: tuple[Any, ...] = ()
    if vessels_file is not None:
        from navroute import vessels

        fleet = vessels.load_user_file(vessels_file)
    if ports_file is not None:
        from navroute import ports as port_table

        ports = port_table.load_user_file(ports_file)
    return fleet, ports


def _ends(origin: str | None, destination: str | None) -> tuple[str, str]:
    from navroute.errors import InvalidInputError

    if origin is None or destination is None:
        missing = "--from" if origin is None else "--to"
        raise InvalidInputError(
            f"Missing option '{missing}'.",
            hint="Give --from and --to, or --along with a file that holds the way.",
        )
    return origin, destination


def _refuse_with_along(**given: object) -> None:
    from navroute.errors import InvalidInputError

    for name, value in given.items():
        if value:
            option = {"origin": "--from", "destination": "--to"}.get(
                name, "--" + name.replace("_", "-")
            )
            raise InvalidInputError(
                f"--along gives the way; {option} does not go with it.",
                hint=f"Drop {option}, or drop --along.",
            )


def _along(ship: Vessel, file: str, depart: str | None, **options: Any) -> Voyage:  # noqa: ANN401
    """Time a ship on the way in a file; without --depart the file's own departure, or now."""
    from navroute.along import voyage_along
    from navroute.cli import show
    from navroute.imports import read_route
    from navroute.times import format_utc

    given = read_route(file)
    if depart is None and given.depart is not None:
        departure, note = given.depart, f"Departs {format_utc(given.depart)}, as {file} says."
    else:
        departure, note = _departure(depart)
    if note:
        show.note(note)
    return voyage_along(ship, given, depart=departure, **options)
