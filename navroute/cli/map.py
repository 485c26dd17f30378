"""map: saved answers on one map or picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from navroute.results import Route, Voyage

__all__ = ["map_command"]

Answers = list[dict[str, Any]]
Renderer = Callable[[Answers, str], bytes]


def map_command(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Saved --json answers, or GPX, RTZ or GeoJSON routes; - for stdin.",
            show_default=False,
        ),
    ],
    *,
    target: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="What to write: .html, .svg or .png.",
            show_default=False,
        ),
    ],
    title: Annotated[str, typer.Option(help="Heading of an HTML map.")] = "",
) -> None:
    """Draw one or several saved voyages on one map, each ship in its own colour.

    Of a saved convoy every ship is drawn, of a comparison every voyage that exists, of a refusal
    the voyage that would be possible.
    An HTML map is one file that opens from disk with no network.
    """
    from navroute.cli import show
    from navroute.export.files import write_bytes

    render = _renderer(target)
    answers = [answer.to_dict() for file in files for answer in _read(file)]
    write_bytes(target, render(answers, title))
    show.note(f"Wrote {target}.")


def _renderer(target: str) -> Renderer:
    from navroute.errors import InvalidInputError

    for ending, render in (("html", _html), ("svg", _svg), ("png", _png)):
        if target.casefold().endswith(f".{ending}"):
            return render
    raise InvalidInputError(
        f"The ending of '{target}' names no map or picture.",
        hint="Write -o voyages.html, .svg or .png.",
    )


def _read(file: str) -> list[Route | Voyage]:
    from navroute.along import route_along
    from navroute.imports import RouteFile, read_all

    return [route_along(one) if isinstance(one, RouteFile) else one for one in read_all(file)]


def _html(answers: Answers, title: str) -> bytes:
    from navroute.export.html import map_page

    return map_page(answers, title=title).encode("utf-8")


def _svg(answers: Answers, title: str) -> bytes:
    from navroute.export.svg import svg_text

    del title
    return svg_text(answers).encode("utf-8")


def _png(answers: Answers, title: str) -> bytes:
    from navroute.export.png import png_bytes

    del title
    return png_bytes(answers)
