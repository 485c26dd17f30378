"""compare: one ship's ways to several places side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from navroute.cli import asked, plan
from navroute.cli import options as opt

__all__ = ["compare"]


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
    geojson: opt.GeoJson = None,
    export: opt.Export = None,
    format_name: opt.Format = None,
    html: opt.Map = None,
    svg: opt.Svg = None,
    png: opt.Png = None,
    network: opt.Network = plan.DEFAULT_NETWORK,
    vessels_file: opt.VesselsFile = None,
    ports_file: opt.PortsFile = None,
    ship_type: opt.ShipType = None,
    flag: opt.ShipFlag = "",
    draught: opt.ShipDraught = None,
    loa: opt.ShipLength = None,
    beam: opt.ShipBeam = None,
    air_draught: opt.ShipAirDraught = None,
) -> None:
    """Set one ship's ways to several places side by side, by law and as if gates were open.

    Maps and files hold every voyage that exists; a map, where none does, the ways as they would be.
    """
    from navroute import comparison
    from navroute.cli import show
    from navroute.cli.output import Outputs

    pictures = ("html", html), ("svg", svg), ("png", png)
    outputs = Outputs(json, geojson, tuple(export or ()), format_name, pictures=pictures)
    outputs.check()
    fleet, ports = asked.user_tables(vessels_file, ports_file)
    departure, note = asked.departure(depart)
    sizes = asked.measures(draught, loa, beam, air_draught)
    ship = asked.ship_of(vessel, ship_type, flag, sizes, fleet)
    answer = comparison.compare(
        ship,
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
    outputs.give(answer)
    if answer.failed:
        raise typer.Exit(6)
