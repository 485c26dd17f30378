"""eta and route: the questions the planner answers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from navroute import network as networks
from navroute.cli import asked
from navroute.cli import options as opt
from navroute.cli import when as timed

if TYPE_CHECKING:
    from navroute.results import Voyage
    from navroute.vessels import Vessel

__all__ = ["eta", "route"]

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
    under_tow: opt.UnderTow = False,
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
    loa: opt.ShipLength = None,
    beam: opt.ShipBeam = None,
    air_draught: opt.ShipAirDraught = None,
) -> None:
    """Say which way a ship goes, how far that is, and when it is where.

    A ship navroute does not know: --type warship --flag RU --speed 12 --draught 4.5
    """
    from navroute import planner
    from navroute.cli import show
    from navroute.cli.output import Outputs
    from navroute.cli.refused import drawn

    pictures = ("html", html), ("svg", svg), ("png", png)
    outputs = Outputs(
        json, geojson, tuple(export or ()), format_name, rtz_version, pictures, noon=noon
    )
    outputs.check()
    fleet, ports = asked.user_tables(vessels_file, ports_file)
    sizes = asked.measures(draught, loa, beam, air_draught)
    ship = asked.ship_of(vessel, ship_type, flag, sizes, fleet)
    law: dict[str, Any] = {
        "opened": opened or (),
        "closed": closed or (),
        "as_of": as_of,
        "ports": ports,
    }
    timing: dict[str, Any] = {
        "speed": speed,
        "weather": weather,
        "stops": not no_stops,
        "booked": booked,
        "under_tow": under_tow,
        "fleet": fleet,
    }
    if along is not None:
        _refuse_with_along(origin=origin, destination=destination, avoid=avoid)
        asked_times = (depart, depart_window, arrive)
        outputs.give(_along(ship, along, asked_times, **timing, **law))
        return
    start, end = _ends(origin, destination)
    moments, notes = timed.read(depart, depart_window, arrive)
    with drawn(outputs):
        answer = planner.voyage(
            ship,
            start,
            end,
            **moments,
            avoid=avoid or (),
            network=network,
            **timing,
            **law,
        )
    for note in notes:
        show.note(note)
    outputs.give(answer)


def route(
    places: opt.FromTo = None,
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
    from navroute.cli.refused import drawn

    pictures = ("html", html), ("svg", svg), ("png", png)
    outputs = Outputs(json, geojson, tuple(export or ()), format_name, rtz_version, pictures)
    outputs.check()
    _, ports = asked.user_tables(None, ports_file)
    law: dict[str, Any] = {
        "opened": opened or (),
        "closed": closed or (),
        "as_of": as_of,
        "ports": ports,
    }
    if along is not None:
        from navroute.along import route_along

        _refuse_with_along(
            from_to=places,
            origin=origin,
            destination=destination,
            avoid=avoid,
            cross_check=cross_check,
        )
        outputs.give(route_along(along, **law))
        return
    start, end = _from_to(places, origin, destination)
    law["avoid"] = avoid or ()
    with drawn(outputs):
        answer = planner.route(start, end, network=network, **law)
    if cross_check:
        from navroute.crosscheck import cross_check as opinions_of

        outputs = dataclasses.replace(outputs, opinions=opinions_of(start, end, **law))
    outputs.give(answer)


def _ends(origin: str | None, destination: str | None) -> tuple[str, str]:
    from navroute.errors import InvalidInputError

    if origin is None or destination is None:
        missing = "--from" if origin is None else "--to"
        raise InvalidInputError(
            f"Missing option '{missing}'.",
            hint="Give --from and --to, or --along with a file that holds the way.",
        )
    return origin, destination


def _from_to(
    places: list[str] | None, origin: str | None, destination: str | None
) -> tuple[str, str]:
    """Return both ends, given as two arguments or as options."""
    from navroute.errors import InvalidInputError

    if not places:
        return _ends(origin, destination)
    if origin is not None or destination is not None:
        raise InvalidInputError(
            f"{' and '.join(places)} and {'--from' if origin is not None else '--to'} do not go "
            "together.",
            hint="Give both places bare, or both with --from and --to.",
        )
    if len(places) != 2:
        raise InvalidInputError(
            f"Got {len(places)} place{'s' * (len(places) != 1)} ({', '.join(places)}) "
            "where two, from and to, are asked for.",
            hint="Give two places, in quotes if of several words, or --from and --to.",
        )
    return places[0], places[1]


def _refuse_with_along(**given: object) -> None:
    from navroute.errors import InvalidInputError

    for name, value in given.items():
        if value:
            names = {"from_to": "FROM TO", "origin": "--from", "destination": "--to"}
            option = names.get(name, "--" + name.replace("_", "-"))
            raise InvalidInputError(
                f"--along gives the way; {option} does not go with it.",
                hint=f"Drop {option}, or drop --along.",
            )


def _along(
    ship: Vessel,
    file: str,
    times: tuple[str | None, str | None, str | None],
    **options: Any,  # noqa: ANN401
) -> Voyage:
    """Time a ship on the way in a file; without any time the file's own departure, or now."""
    from navroute.along import voyage_along
    from navroute.cli import show
    from navroute.imports import read_route
    from navroute.times import format_utc

    given = read_route(file)
    if given.depart is not None and not any(times):
        moments: dict[str, Any] = {"depart": given.depart}
        notes: tuple[str, ...] = (f"Departs {format_utc(given.depart)}, as {file} says.",)
    else:
        moments, notes = timed.read(*times)
    for note in notes:
        show.note(note)
    return voyage_along(ship, given, **moments, **options)
