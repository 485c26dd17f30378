"""map: saved answers on one map or picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

__all__ = ["map_command", "renderer"]

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
    """Draw one or several saved voyages on one map, each in a colour of its own.

    Of a saved convoy every group is drawn, of a comparison every voyage that exists, of a refusal
    the closed gates and the way as it would be.
    An HTML map is one file that opens from disk with no network.
    """
    from navroute.cli import show
    from navroute.export.files import write_bytes

    render = renderer(_kind(target))
    answers = [answer for file in files for answer in _read(file)]
    write_bytes(target, render(answers, title))
    show.note(f"Wrote {target}.")


def _kind(target: str) -> str:
    from navroute.errors import InvalidInputError

    for kind in _RENDERERS:
        if target.casefold().endswith(f".{kind}"):
            return kind
    raise InvalidInputError(
        f"The ending of '{target}' names no map or picture.",
        hint="Write -o voyages.html, .svg or .png.",
    )


def renderer(kind: str) -> Renderer:
    """Return what draws answers, given a title too, as ``html``, ``svg`` or ``png``."""
    return _RENDERERS[kind]


def _read(file: str) -> Answers:
    from navroute.along import route_along
    from navroute.imports import RouteFile
    from navroute.imports.reading import read_saved

    found = read_saved(file)
    return (route_along(found) if isinstance(found, RouteFile) else found).to_answers()


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


_RENDERERS: dict[str, Renderer] = {"html": _html, "svg": _svg, "png": _png}
