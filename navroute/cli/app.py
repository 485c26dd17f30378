"""The command tree; each command lives in a module of its own and imports what it needs late.

Building all commands takes longer than most answers, so for one that is named only that is built.
"""

from __future__ import annotations

import importlib
from typing import Annotated

import typer

from navroute._version import __version__

__all__ = ["app_for", "whole_app"]

# What is typed, and where it is defined; the later ones are groups of commands.
_COMMANDS = {
    "eta": ("plan", "eta"),
    "route": ("plan", "route"),
    "compare": ("compare", "compare"),
    "convoy": ("convoy", "convoy"),
    "export": ("export", "export"),
    "map": ("map", "map_command"),
    "vessels": ("lookup", "vessels_app"),
    "ports": ("lookup", "ports_app"),
    "chokepoints": ("lookup", "chokepoints_app"),
    "sources": ("lookup", "sources_app"),
}

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


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"navroute {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    del version


def whole_app() -> typer.Typer:
    """Return all commands."""
    return _app(tuple(_COMMANDS))


def app_for(arguments: list[str]) -> typer.Typer:
    """Return the command that the arguments begin with, or all if they begin otherwise."""
    named = arguments and arguments[0] in _COMMANDS
    return _app((arguments[0],)) if named else whole_app()


def _app(names: tuple[str, ...]) -> typer.Typer:
    app = typer.Typer(
        name="navroute",
        help="Which way a named ship can legally and physically go, how far, and when it is where.",
        epilog=_EPILOG,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in names:
        module, attribute = _COMMANDS[name]
        found = getattr(importlib.import_module(f"navroute.cli.{module}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app
