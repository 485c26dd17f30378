"""vessels, ports, chokepoints and sources: what navroute knows, by list, search and name."""

from __future__ import annotations

from typing import Annotated

import typer

from navroute.cli import options as opt

__all__ = ["chokepoints_app", "ports_app", "sources_app", "vessels_app"]

vessels_app = typer.Typer(help="Named ships.", no_args_is_help=True)
ports_app = typer.Typer(help="Ports and naval bases.", no_args_is_help=True)
chokepoints_app = typer.Typer(help="Straits, canals and gates.", no_args_is_help=True)
sources_app = typer.Typer(help="What the source keys stand for.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name, alias or code.", show_default=False)]
Key = Annotated[str, typer.Argument(help="A key, as uawire-sparta2.", show_default=False)]
Text = Annotated[str, typer.Argument(help="Part of a name or code.", show_default=False)]
Limit = Annotated[int, typer.Option(min=1, help="At most so many rows.")]


@vessels_app.command("list")
def vessels_list(*, json: opt.Json = False, vessels_file: opt.VesselsFile = None) -> None:
    """List every ship."""
    from navroute import vessels
    from navroute.cli import show

    own = vessels.load_user_file(vessels_file) if vessels_file else ()
    show.vessels((*own, *vessels.all_vessels()), json=json)


@vessels_app.command("search")
def vessels_search(
    text: Text, *, json: opt.Json = False, vessels_file: opt.VesselsFile = None
) -> None:
    """Find ships by a part of a name, a pennant, an IMO number or MMSI."""
    from navroute import vessels
    from navroute.cli import show

    own = vessels.load_user_file(vessels_file) if vessels_file else ()
    show.vessels(vessels.search(text, extra=own), json=json)


@vessels_app.command("show")
def vessels_show(
    name: Name, *, json: opt.Json = False, vessels_file: opt.VesselsFile = None
) -> None:
    """Show all that is known of one ship, with sources."""
    from navroute import vessels
    from navroute.cli import show

    own = vessels.load_user_file(vessels_file) if vessels_file else ()
    show.record(vessels.get(name, extra=own), "navroute/vessel/1", json=json)


@ports_app.command("search")
def ports_search(
    text: Text,
    *,
    limit: Limit = 20,
    json: opt.Json = False,
    ports_file: opt.PortsFile = None,
) -> None:
    """Find ports by a part of a name or a LOCODE."""
    from navroute import ports
    from navroute.cli import show

    own = ports.load_user_file(ports_file) if ports_file else ()
    show.ports(ports.search(text, extra=own, limit=limit), json=json)


@ports_app.command("show")
def ports_show(name: Name, *, json: opt.Json = False, ports_file: opt.PortsFile = None) -> None:
    """Show one port."""
    from navroute import ports
    from navroute.cli import show

    own = ports.load_user_file(ports_file) if ports_file else ()
    show.record(ports.get(name, extra=own), "navroute/port/1", json=json)


@chokepoints_app.command("list")
def chokepoints_list(*, json: opt.Json = False) -> None:
    """List every chokepoint."""
    from navroute import chokepoints
    from navroute.cli import show

    show.chokepoints(chokepoints.all_chokepoints(), json=json)


@chokepoints_app.command("show")
def chokepoints_show(name: Name, *, json: opt.Json = False) -> None:
    """Show one chokepoint: limits, regime, times, sources."""
    from navroute import chokepoints
    from navroute.cli import show

    show.record(chokepoints.get(name), "navroute/chokepoint/1", json=json)


@sources_app.command("list")
def sources_list(*, json: opt.Json = False) -> None:
    """List every source: key, where it lies, what it supports."""
    from navroute import sources
    from navroute.cli import show

    found = sources.all_sources()
    if json:
        rows = [source.to_dict() for source in found]
        show.json_object({"schema": "navroute/sources/1", "sources": rows})
        return
    show.table(("Key", "Supports"), ((source.key, source.supports) for source in found))


@sources_app.command("show")
def sources_show(key: Key, *, json: opt.Json = False) -> None:
    """Show where a source lies and what it supports."""
    from navroute import sources
    from navroute.cli import show

    show.record(sources.get(key), "navroute/source/1", json=json)
