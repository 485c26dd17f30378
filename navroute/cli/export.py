"""export: a saved answer, or a route from elsewhere, in another format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from navroute.cli import options as opt

if TYPE_CHECKING:
    from navroute.export.formats import Answer, Format

__all__ = ["export"]


def export(
    file: Annotated[
        str,
        typer.Argument(
            help="A saved --json answer, or a GPX, RTZ or GeoJSON route; - for stdin.",
            show_default=False,
        ),
    ],
    *,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help=f"{opt.FORMATS} Default: by the ending of -o."),
    ] = None,
    target: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Default: stdout.")
    ] = "-",
    rtz_version: opt.RtzVersion = "1.0",
) -> None:
    """Turn a saved answer, or a route from elsewhere, into another format.

    Of a saved --json answer everything is kept: ship, times and reasons; of a convoy or a
    comparison every voyage. Of any other route the
    way is kept, and the chokepoints on it are told; navroute eta --along gives it times.
    """
    from navroute.cli.output import write

    known = _format(to, target)
    name = "" if file == "-" else Path(file).stem
    write(_read(file), target, known, name=name, rtz_version=rtz_version)


def _format(to: str | None, target: str) -> Format:
    from navroute.errors import InvalidInputError
    from navroute.export.formats import by_ending, by_name

    if to is not None:
        return by_name(to)
    if target == "-":
        raise InvalidInputError("Which format?", hint="Add --to gpx, or -o voyage.gpx.")
    return by_ending(target)


def _read(file: str) -> Answer:
    from navroute.along import route_along
    from navroute.imports import RouteFile
    from navroute.imports.reading import read_saved

    found = read_saved(file)
    return route_along(found) if isinstance(found, RouteFile) else found
