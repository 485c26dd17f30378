"""What a person reads: data on stdout, everything else on stderr, plain text in a pipe."""

from __future__ import annotations

import functools
import json as json_module
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from navroute.errors import NavrouteError, NoRouteError

if TYPE_CHECKING:
    from rich.console import Console

    from navroute.chokepoints import Chokepoint
    from navroute.crosscheck import Opinion
    from navroute.export.formats import Answer
    from navroute.ports import Port
    from navroute.sources import Source
    from navroute.vessels import Vessel

__all__ = [
    "answer",
    "chokepoints",
    "json_object",
    "note",
    "ports",
    "record",
    "refusal",
    "table",
    "vessels",
]

PIPE_WIDTH = 160  # wide enough that no table wraps; pagers and grep want one row a line
TEXT_WIDTH = 100


def json_object(content: dict[str, Any]) -> None:
    """Print one JSON object to stdout."""
    print(json_module.dumps(content, ensure_ascii=False, allow_nan=False))


def note(text: str) -> None:
    """Print a remark to stderr."""
    print(text, file=sys.stderr)


@functools.cache
def console() -> Console:
    """Return the console for stdout; rich itself honours NO_COLOR and TERM=dumb."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(width=width, highlight=False, markup=False, emoji=False)


def table(
    headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()
) -> None:
    """Print rows in columns; ``right`` gives the columns of numbers."""
    from rich import box
    from rich.table import Table

    style = box.SIMPLE_HEAD if sys.stdout.isatty() else None
    grid = Table(box=style, pad_edge=False, header_style="bold", show_edge=False)
    numbers = set(right)
    for index, header in enumerate(headers):
        grid.add_column(header, justify="right" if index in numbers else "left")
    for row in rows:
        grid.add_row(*row)
    console().print(grid)


def line(text: str = "", *, style: str = "") -> None:
    """Print one line."""
    console().print(text, style=style or None, soft_wrap=True)


def section(title: str, items: Iterable[str], *, style: str = "bold") -> None:
    """Print a heading and a bullet per item; nothing when there is none."""
    listed = list(items)
    if not listed:
        return
    line()
    line(title, style=style)
    for item in listed:
        line(bullet(item))


def bullet(text: str) -> str:
    """Return a list item, wrapped and indented."""
    return textwrap.fill(
        text,
        TEXT_WIDTH,
        initial_indent="  - ",
        subsequent_indent="    ",
        break_on_hyphens=False,
    )


def answer(result: Answer, opinions: Iterable[Opinion] = ()) -> None:
    """Print an answer for a person; of a route also what other sea networks say."""
    from navroute.cli import convoy_report, report
    from navroute.comparison import Comparison
    from navroute.convoy_results import Convoy
    from navroute.results import Route, Voyage

    match result:
        case Voyage():
            report.voyage(result)
        case Route():
            report.route(result, opinions)
        case Convoy():
            convoy_report.convoy(result)
        case Comparison():
            report.comparison(result)


def refusal(error: NavrouteError) -> None:
    """Print an error and its hint to stderr; for a closed way also why, and what would be."""
    print(f"navroute: {error}", file=sys.stderr)
    if isinstance(error, NoRouteError):
        from navroute.cli import report

        for reason in report.reasons(error.verdicts):
            note(bullet(reason))
    if error.hint:
        print(f"Hint: {error.hint}", file=sys.stderr)
    if isinstance(error, NoRouteError) and error.possible is not None:
        from navroute.cli import report

        note(report.possible(error.possible))


def vessels(found: Sequence[Vessel], *, json: bool) -> None:
    """Print ships, a row each."""
    if json:
        rows = [vessel.to_dict() for vessel in found]
        json_object({"schema": "navroute/vessels/1", "vessels": rows})
        return
    table(
        ("Name", "Flag", "Type", "Class", "Home port", "IMO", "Pennant"),
        (
            (v.name, v.flag, v.type.value, v.ship_class, v.home_port, v.imo, ", ".join(v.pennants))
            for v in found
        ),
    )


def ports(found: Sequence[Port], *, json: bool) -> None:
    """Print ports, a row each."""
    if json:
        rows = [port.to_dict() for port in found]
        json_object({"schema": "navroute/ports/1", "ports": rows})
        return
    table(
        ("Name", "Country", "LOCODE", "Position", "Kind", "Time zone"),
        ((p.name, p.country, p.locode, p.position.name, p.kind, p.time_zone) for p in found),
    )


def chokepoints(found: Sequence[Chokepoint], *, json: bool) -> None:
    """Print chokepoints, a row each."""
    if json:
        rows = [chokepoint.to_dict() for chokepoint in found]
        json_object({"schema": "navroute/chokepoints/1", "chokepoints": rows})
        return
    table(
        ("Id", "Name", "Kind", "Region", "Draught m"),
        (
            (
                c.id,
                c.name,
                c.kind,
                c.region,
                "" if c.max_draught_m is None else f"{c.max_draught_m:g}",
            )
            for c in found
        ),
        right=(4,),
    )


def record(item: Vessel | Port | Chokepoint | Source, schema: str, *, json: bool) -> None:
    """Print all fields of one thing, those without a value left out."""
    content = item.to_dict()
    if json:
        json_object({"schema": schema, **content})
        return
    for key, value in content.items():
        if value not in (None, "", [], {}):
            label = f"{key.replace('_', ' '):<20}  "
            line(
                textwrap.fill(
                    label + _plain(value),
                    TEXT_WIDTH,
                    subsequent_indent=" " * 22,
                    break_long_words=False,  # an address stays whole
                    break_on_hyphens=False,
                )
            )


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_plain(inner) for inner in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
