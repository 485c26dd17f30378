"""What a notebook shows: a small SVG and a table; no script, so it works in any notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from navroute import times
from navroute.bands import TimeBand
from navroute.export import track
from navroute.export.picture import MAX_SHIPS
from navroute.export.svg import svg_text
from navroute.export.track import Stop, Track
from navroute.export.tracks import together

__all__ = ["notebook_html"]

WIDTH_PX = 640
_CELL = "padding:2px 12px 2px 0;text-align:"


def notebook_html(answers: Sequence[Mapping[str, Any]]) -> str:
    """Return picture and timetables of the voyages or routes of an answer as an HTML fragment."""
    tracks = together([track.read(answer) for answer in answers])
    if not tracks:
        return "<p>There is no voyage to show.</p>"
    # More ways than a picture can tell apart still have their timetables.
    picture = svg_text(answers, width=WIDTH_PX) if len(tracks) <= MAX_SHIPS else ""
    tables = "".join(_table(one, titled=len(tracks) > 1) for one in tracks)
    return f'<div style="max-width:{WIDTH_PX}px">{picture}{tables}</div>'


def _table(one: Track, *, titled: bool) -> str:
    timed = one.depart is not None
    heads = ("Where", "nm run", *(("p10 (UTC)", "p50 (UTC)", "p90 (UTC)") if timed else ()))
    head = "".join(_cell("th", words, number) for number, words in enumerate(heads))
    rows = "".join(_row(stop) for stop in one.stops)
    caption = f'<caption style="text-align:left">{escape(one.title)}</caption>' if titled else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(stop: Stop) -> str:
    verdict = f" ({stop.verdict.lower()})" if stop.verdict not in ("", "OPEN") else ""
    cells = [stop.name + verdict, f"{stop.distance_nm:,.0f}", *_times(stop.time)]
    return f"<tr>{''.join(_cell('td', words, number) for number, words in enumerate(cells))}</tr>"


def _times(band: TimeBand | None) -> list[str]:
    if band is None:
        return []
    moments = (times.nearest_minute(t) for t in (band.p10, band.p50, band.p90))
    return [f"{moment.day} {moment:%b %H:%M}" for moment in moments]


def _cell(tag: str, words: str, number: int) -> str:
    side = "left" if number == 0 else "right"
    return f'<{tag} style="{_CELL}{side}">{escape(words)}</{tag}>'
