"""convoy: several ships together."""

from __future__ import annotations

from typing import Annotated

import typer

from navroute.cli import asked, plan
from navroute.cli import options as opt
from navroute.cli import when as timed

__all__ = ["convoy"]


def convoy(
    ships: Annotated[
        list[str],
        typer.Argument(help='Names with commas: "Sparta,Ivan Gren,Kama".', show_default=False),
    ],
    *,
    origin: opt.Origin,
    destination: opt.Destination,
    depart: opt.Depart = None,
    may_split: Annotated[
        bool, typer.Option("--may-split", help="Ships may part where the law parts them.")
    ] = False,
    speed: opt.Speed = None,
    under_tow: Annotated[
        list[str] | None,
        typer.Option("--under-tow", help="Those of the ships that are towed, with commas."),
    ] = None,
    weather: timed.Weather = None,
    no_stops: timed.NoStops = False,
    avoid: opt.Avoid = None,
    opened: opt.Open = None,
    closed: opt.Close = None,
    as_of: opt.AsOf = None,
    booked: opt.Booked = None,
    json: opt.Json = False,
    geojson: opt.GeoJson = None,
    export: opt.Export = None,
    format_name: opt.Format = None,
    html: opt.Map = None,
    svg: opt.Svg = None,
    png: opt.Png = None,
    network: opt.Network = plan.DEFAULT_NETWORK,
    vessels_file: opt.VesselsFile = None,
    ports_file: opt.PortsFile = None,
) -> None:
    """Time several ships that sail together, and say what company costs each of them.

    The slowest sets the pace, the most restricted the way:

    navroute convoy "Sparta,Ivan Gren,Kama" --from Tartus --to Baltiysk --depart 2025-01-27
    """
    from navroute.cli import show
    from navroute.cli.output import Outputs
    from navroute.cli.refused import drawn
    from navroute.convoys import convoy as sail_together

    pictures = ("html", html), ("svg", svg), ("png", png)
    outputs = Outputs(json, geojson, tuple(export or ()), format_name, pictures=pictures)
    outputs.check()
    fleet, ports = asked.user_tables(vessels_file, ports_file)
    moments, notes = timed.read(depart, None, None)
    with drawn(outputs):
        answer = sail_together(
            ",".join(ships),
            origin,
            destination,
            depart=moments["depart"],
            may_split=may_split,
            speed=speed,
            weather=weather,
            stops=not no_stops,
            avoid=avoid or (),
            opened=opened or (),
            closed=closed or (),
            as_of=as_of,
            booked=booked,
            under_tow=",".join(under_tow or ()),
            network=network,
            ports=ports,
            fleet=fleet,
        )
    for note in notes:
        show.note(note)
    if sum(len(group.ships) for group in answer.groups) == 1:
        show.note("One ship was named: this is a voyage of one, as navroute eta tells it in full.")
    outputs.give(answer)
    if answer.failed:
        raise typer.Exit(6)
