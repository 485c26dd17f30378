"""Options and text of departures, windows, arrivals to keep, and noon positions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from navroute.noons import Noon
    from navroute.results import Voyage

__all__ = ["Arrive", "DepartWindow", "NoStops", "NoonFlag", "Weather", "lines", "noons", "read"]

DepartWindow = Annotated[
    str | None,
    typer.Option(metavar="A..B", help="Departure anywhere between two times, instead of --depart."),
]
Arrive = Annotated[
    str | None,
    typer.Option(help="Arrival to keep: works backwards to the latest departure at 50 and 90 %."),
]
NoonFlag = Annotated[bool, typer.Option("--noon", help="Add the position at 12:00 UTC each day.")]
NoStops = Annotated[bool, typer.Option("--no-stops", help="Leave unplanned stops out.")]
Weather = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Winds from GRIB or netCDF, not the climatology; needs the extra 'weather'.",
    ),
]


def read(
    depart: str | None, window: str | None, arrive: str | None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the times as `navroute.planner.voyage` takes them, and what was assumed."""
    from navroute.departure import When

    if depart is None and window is None and arrive is None:
        depart = "now"
    when = When.read(depart, window, arrive, allow_naive=True)
    if when.window_end is not None:
        return {"depart_window": (when.depart, when.window_end)}, when.notes
    return {"depart": when.depart, "arrive": when.arrive}, when.notes


def lines(voyage: Voyage) -> Iterable[str]:
    """Return what the heading says of departure."""
    from navroute.times import format_utc

    if voyage.depart_latest is not None:
        yield f"Departs    {format_utc(voyage.depart)} to {format_utc(voyage.depart_latest)}"
        return
    yield f"Departs    {format_utc(voyage.depart)}"
    if voyage.arrive_by is not None:
        latest = voyage.arrive_by.latest_departures
        yield f"           latest for {format_utc(voyage.arrive_by.moment)} with 90 %;"
        yield f"           with 50 % {format_utc(latest['p50'])}"


def noons(found: Iterable[Noon]) -> None:
    """Print a row per noon."""
    from navroute.cli.show import line, table

    line()
    table(
        ("Noon (UTC)", "Position p50", "nm run at least (p10)", "p50", "at most (p90)"),
        (
            (
                f"{noon.moment:%d %b %H:%M}",
                noon.position.name,
                *(f"{nm:,.0f}" for nm in (noon.run_nm.p10, noon.run_nm.p50, noon.run_nm.p90)),
            )
            for noon in found
        ),
        right=(2, 3, 4),
    )
