"""Maps and pictures of a way that is closed: the gates, both ends, and how it would be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from navroute.cli import show
from navroute.cli.output import PICTURES, Outputs
from navroute.errors import NavrouteError, NoRouteError

if TYPE_CHECKING:
    from navroute.export.formats import Format

__all__ = ["drawn"]


@contextmanager
def drawn(outputs: Outputs) -> Iterator[None]:
    """Draw what a refusal would be, where a map or picture was asked for; the refusal goes on.

    Other files are not written: a route that is closed is not to be loaded into a plotter.
    """
    try:
        yield
    except NoRouteError as error:
        from navroute.export.several import refusal_answers

        answers = list(refusal_answers(error))
        said = [_write(file, known, answers) for file, known in outputs.files()]
        if not outputs.json:  # then stderr is one JSON object
            for line in said:
                show.note(line)
        raise


def _write(file: str, known: Format, answers: list[dict[str, Any]]) -> str:
    """Write one file if it can show a closed way, and return what to say of it."""
    from navroute.cli.map import renderer
    from navroute.export.files import write_bytes

    if known.name not in PICTURES or not answers:
        return f"{file} was not written: there is no way."
    try:
        write_bytes(file, renderer(known.name)(answers, ""))
    except NavrouteError as failure:  # the refusal is what the user has to know
        return f"{failure} {failure.hint}".rstrip()
    return f"Wrote {file}: the closed way, as it would be if it were open."
