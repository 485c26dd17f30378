"""The command tree; each command lives in a module of its own and imports what it needs late."""

from __future__ import annotations

from typing import Annotated

import typer

from navroute._version import __version__
from navroute.cli import compare, convoy, export, lookup, plan
from navroute.cli.map import map_command

__all__ = ["app"]

_EPILOG = """
Examples:

  navroute eta "Sparta II" --from Tartus --to Baltiysk --depart 2025-01-27T12:00Z

  navroute eta "Ivan Gren" --from Tartus --to Baltiysk --geojson gren.geojson

  navroute export voyage.json --to gpx -o voyage.gpx

  navroute route --from 34.9N,35.87E --to 54.65N,19.89E --avoid suez,kiel --json

Exit codes: 0 ok, 1 failed, 2 usage, 3 unknown place or vessel, 4 no route,
5 data missing or corrupt, 6 batch or split convoy with failed rows,
130 interrupted, 141 broken pipe.

Not for navigation.
"""

app = typer.Typer(
    name="navroute",
    help="Which way a named ship can legally and physically go, how far, and when it is where.",
    epilog=_EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"navroute {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    del version


app.command("eta")(plan.eta)
app.command("route")(plan.route)
app.command("compare")(compare.compare)
app.command("convoy")(convoy.convoy)
app.command("export")(export.export)
app.command("map")(map_command)
app.add_typer(lookup.vessels_app, name="vessels")
app.add_typer(lookup.ports_app, name="ports")
app.add_typer(lookup.chokepoints_app, name="chokepoints")
app.add_typer(lookup.sources_app, name="sources")
