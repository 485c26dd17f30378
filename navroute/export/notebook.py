"""What a notebook shows: a small SVG and a table; no script, so it works in any notebook."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from navroute import times
from navroute.bands import TimeBand
from navroute.export import track
from navroute.export.svg import svg_text
from navroute.export.track import Stop

__all__ = ["notebook_html"]

WIDTH_PX = 640
_CELL = "padding:2px 12px 2px 0;text-align:"


def notebook_html(answer: Mapping[str, Any]) -> str:
    """Return picture and timetable of a voyage or route as an HTML fragment."""
    one = track.read(answer)
    timed = one.depart is not None
    heads = ("Where", "nm run", *(("p10 (UTC)", "p50 (UTC)", "p90 (UTC)") if timed else ()))
    head = "".join(_cell("th", words, number) for number, words in enumerate(heads))
    rows = "".join(_row(stop) for stop in one.stops)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div style="max-width:{WIDTH_PX}px">{svg_text([answer], width=WIDTH_PX)}{table}</div>'


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
