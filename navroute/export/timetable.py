"""The timetable: one row per departure, passage and arrival, as CSV and as Markdown."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from navroute import times
from navroute._version import __version__
from navroute.chokepoints import get as chokepoint
from navroute.export.events import Event, events
from navroute.export.several import Several, parts
from navroute.export.waypoints import split
from navroute.export.words import NOT_FOR_NAVIGATION, title
from navroute.law.verdict import Status, Verdict
from navroute.results import Route, Voyage

if TYPE_CHECKING:
    from navroute.export.formats import Answer

__all__ = ["COLUMNS", "render_csv", "render_markdown"]

COLUMNS = (
    "event",
    "name",
    "chokepoint",
    "lat",
    "lon",
    "distance_nm",
    "leg_nm",
    "p10_utc",
    "p50_utc",
    "p90_utc",
    "p50_local",
    "time_zone",
    "verdict",
    "rule",
    "reason",
)


def render_csv(answer: Answer, name: str) -> str:
    """Return the timetable as CSV (RFC 4180), empty cells where nothing is known.

    Parameters
    ----------
    answer : Route, Voyage, Convoy or Comparison
        Of several voyages the first column, ``voyage``, says which.
    name : str
        Name of the file without its ending; not used.
    """
    del name
    several = isinstance(answer, Several)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ("voyage", *COLUMNS) if several else COLUMNS)
    writer.writeheader()
    for one in parts(answer):
        which = {"voyage": title(one)} if several else {}
        before_nm = 0.0
        for event in events(*split(one)):
            writer.writerow(which | _row(event, before_nm))
            before_nm = event.distance_nm
    return stream.getvalue()


def _row(event: Event, before_nm: float) -> dict[str, str]:
    row = {
        "event": event.kind,
        "name": event.name,
        "chokepoint": event.chokepoint,
        "lat": f"{event.position.lat:.5f}",
        "lon": f"{event.position.lon:.5f}",
        "distance_nm": f"{event.distance_nm:.1f}",
        "leg_nm": f"{event.distance_nm - before_nm:.1f}",
    }
    if event.time is not None:
        row |= {f"{key}_utc": text for key, text in event.time.to_dict().items()}
        if event.time_zone is not None:
            local = event.time.p50.astimezone(event.time_zone)
            row["p50_local"] = local.isoformat(timespec="seconds")
            row["time_zone"] = event.time_zone.key
    if event.verdict is not None:
        verdict = event.verdict
        row |= {"verdict": verdict.status.value, "rule": verdict.rule, "reason": verdict.reason}
    return row


def render_markdown(answer: Answer, name: str) -> str:
    """Return the answer as Markdown: the sum of it, the timetable, the law and what it rests on.

    Parameters
    ----------
    answer : Route, Voyage, Convoy or Comparison
    name : str
        Name of the file without its ending; not used.
    """
    del name
    return "\n".join(map(_document, parts(answer)))


def _document(answer: Route | Voyage) -> str:
    route, voyage = split(answer)
    closed = [v for v in route.verdicts if v.status is Status.CLOSED and not v.by_ice]
    passed = {passage.id for passage in route.passages}
    caution = [v for v in route.verdicts if v.status is Status.CAUTION and v.chokepoint in passed]
    blocks = [
        f"# {_cell(title(answer))}",
        "  \n".join(_summary(route, voyage)),
        _table(events(route, voyage)),
        _section("Closed", map(_law, closed)),
        _section("Passed with caution", map(_law, caution)),
        _section("Warnings", map(_cell, route.warnings)),
        _section("Assumptions", map(_cell, route.assumptions)),
        _signature(route),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _signature(route: Route) -> str:
    made = f"Computed by navroute {__version__}, sea network {_cell(route.network)}."
    return f"*{made} {NOT_FOR_NAVIGATION}.*"


def _summary(route: Route, voyage: Voyage | None) -> list[str]:
    lines = [f"**{route.distance_nm:,.0f} nm**"]
    if route.detour_nm is not None and route.detour_nm >= 0.5:
        lines[0] += f", of which {route.detour_nm:,.0f} nm are forced by closures"
    if voyage is not None:
        early, middle, late = map(
            times.format_utc, (voyage.eta.p10, voyage.eta.p50, voyage.eta.p90)
        )
        until = voyage.depart_latest and f" to {times.format_utc(voyage.depart_latest)}"
        lines.append(f"Departs {times.format_utc(voyage.depart)}{until or ''}")
        lines.append(f"Arrives **{middle}**, between {early} and {late} (p10 to p90)")
    return lines


def _table(happenings: Sequence[Event]) -> str:
    heads = ["The way", "nm run"]
    timed = happenings[0].time is not None
    heads += ["p10 (UTC)", "p50 (UTC)", "p90 (UTC)"] if timed else []
    rows = [[*heads, "Verdict"], ["---", "---:", *["---"] * (len(heads) - 1)]]
    for event in happenings:
        cells = [_cell(event.name), f"{event.distance_nm:,.0f}"]
        if event.time is not None:
            moments = (event.time.p10, event.time.p50, event.time.p90)
            if event.time.p10 == event.time.p90:
                cells += ["", _clock(event.time.p50), ""]
            else:
                cells += [_clock(moment) for moment in moments]
        rows.append([*cells, "" if event.verdict is None else event.verdict.status.value])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _clock(moment: dt.datetime) -> str:
    return times.format_utc(moment).removesuffix(" UTC")


def _law(verdict: Verdict) -> str:
    sources = f" Sources: {', '.join(verdict.sources)}." if verdict.sources else ""
    name = chokepoint(verdict.chokepoint).name
    return f"**{_cell(name)}**: {_cell(verdict.reason)}{sources}"


def _section(heading: str, items: Iterable[str]) -> str:
    listed = [f"- {item}" for item in items]
    return "\n".join([f"## {heading}", "", *listed]) if listed else ""


def _cell(text: str) -> str:
    """Return a text that breaks no table and starts no markup."""
    escaped = "".join(f"\\{c}" if c in "\\|*_`[]<>" else c for c in text)
    return " ".join(escaped.split())
