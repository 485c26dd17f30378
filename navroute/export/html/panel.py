"""The text beside the map: who, how far, when, why not; written as HTML, readable without script.

Every word from an answer passes through :func:`escape`: names come from users' own files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from navroute import chokepoints, times
from navroute.export.html import icons
from navroute.export.track import Stop, Track

__all__ = ["article", "swatch"]

_STATUS_WORDS = {"OPEN": "open", "CAUTION": "caution", "CLOSED": "closed"}


def article(track: Track, number: int, name: str) -> str:
    """Return summary, timetable and reasons of one answer, under a name."""
    answer = track.answer
    label = escape(name if track.ship else "Route")
    kind = _kind(track)
    ends = f"{escape(track.stops[0].name)} {icons.ARROW} {escape(track.stops[-1].name)}"
    refusal = (
        f'<p class="refusal">{icons.BY_STATUS["CLOSED"]}<span>{escape(track.refusal)}</span></p>'
    )
    if track.supposed_open:
        kind = f"If {track.supposition} were open; {kind}"
    return (
        f'<article class="ship" data-ship="{number}" aria-labelledby="ship-{number}">'
        f'<header>{swatch(number)}<h2 id="ship-{number}">{label}</h2></header>'
        f'<p class="ends">{ends}</p>{refusal if track.refusal else ""}'
        f'<p class="kind">{escape(kind)}</p>'
        f"{_facts(track)}{_timetable(track, number)}{_law(track)}"
        f"{_folded('The ships', _ships(track))}{_notes(answer)}</article>"
    )


def _kind(track: Track) -> str:
    if track.company:
        return f"{len(track.company)} ships, one timetable"
    ship = track.answer.get("vessel")
    return str(ship["type_text"]) if ship else "Shortest way, whatever the ship"


def _ships(track: Track) -> list[str]:
    return [f"{name}: {kind}" for name, kind in track.company]


def swatch(number: int) -> str:
    """Return the ship's colour as a small line."""
    return f'<span class="swatch ship-colour-{number % 6}" aria-hidden="true"></span>'


def _facts(track: Track) -> str:
    rows = "".join(
        f"<div><dt>{term}</dt><dd>{detail}</dd></div>" for term, detail in _fact_rows(track)
    )
    return f'<dl class="facts">{rows}</dl>'


def _fact_rows(track: Track) -> Iterator[tuple[str, str]]:
    answer = track.answer
    if track.depart is not None:
        band = track.stops[-1].time
        assert band is not None
        zone = track.stops[-1].time_zone
        lon = track.stops[-1].position.lon
        between = f"{_time(band.p10, zone, lon)} to {_time(band.p90, zone, lon)}"
        first = track.stops[0]
        leaving = _time(track.depart, first.time_zone, first.position.lon, long=True)
        yield "Departs", f"<strong>{leaving}</strong>"
        yield (
            "Arrives",
            (
                f"<strong>{_time(band.p50, zone, lon, long=True)}</strong>"
                f"<small>80 %: {between}</small>"
            ),
        )
        hours = answer["duration_h"]
        low, middle, high = (times.format_duration(hours[name]) for name in ("p10", "p50", "p90"))
        yield "Under way", f"<strong>{middle}</strong><small>{low} to {high}</small>"
    yield "Distance", f"<strong>{answer['distance_nm']:,.0f} nm</strong>{_detour(answer)}"
    if track.depart is not None:
        speed = answer["speed_kn"]
        middle = f"{speed['p50']:.3g} kn"
        ends = f"{speed['p10']:.3g} to {speed['p90']:.3g} kn: {answer['speed_basis']}"
        yield "Speed", f"<strong>{middle}</strong><small>{escape(ends)}</small>"


def _detour(answer: Mapping[str, Any]) -> str:
    detour_nm = answer["detour_nm"]
    if detour_nm is None or detour_nm < 0.5:
        return ""
    return f"<small>{detour_nm:,.0f} nm of it forced</small>"


def _time(moment: dt.datetime, zone: str, lon: float, *, long: bool = False) -> str:
    """Return a time that the script can turn into local time."""
    shown = times.nearest_minute(moment.astimezone(dt.UTC))
    text = f"{shown.day} {shown:%b %Y, %H:%M} UTC" if long else f"{shown.day} {shown:%b %H:%M}"
    attributes = f'datetime="{times.iso_z(moment)}" data-zone="{escape(zone)}" data-lon="{lon:.1f}"'
    if long:
        attributes += " data-long"
    return f"<time {attributes}>{text}</time>"


def _timetable(track: Track, number: int) -> str:
    timed = track.depart is not None
    head = '<th scope="col">Where</th><th scope="col" class="number">nm run</th>'
    if timed:
        head += '<th scope="col">When <small>median, and 80 % between</small></th>'
    rows = "".join(_row(stop, number, index) for index, stop in enumerate(track.stops))
    caption = f"Timetable of {escape(track.ship)}" if timed else "The way"
    return (
        f'<table class="timetable"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(stop: Stop, number: int, index: int) -> str:
    icon = icons.PORT if stop.kind != "passage" else icons.BY_STATUS.get(stop.verdict, "")
    status = f'<span class="hidden">, {_STATUS_WORDS[stop.verdict]}</span>' if stop.verdict else ""
    cells = (
        f'<th scope="row"><button type="button" class="stop">{icon}'
        f"<span>{escape(stop.name)}{status}</span></button></th>"
        f'<td class="number">{stop.distance_nm:,.0f}</td>'
    )
    if stop.time is not None:
        lon = stop.position.lon
        cells += f"<td>{_time(stop.time.p50, stop.time_zone, lon)}"
        if stop.time.p10 != stop.time.p90:
            ends = [_time(t, stop.time_zone, lon) for t in (stop.time.p10, stop.time.p90)]
            cells += f"<small>{ends[0]} to {ends[1]}</small>"
        cells += "</td>"
    return f'<tr data-ship="{number}" data-stop="{index}">{cells}</tr>'


def _law(track: Track) -> str:
    passed = {stop.chokepoint for stop in track.stops}
    verdicts = track.answer["verdicts"]
    closed = [v for v in verdicts if v["verdict"] == "CLOSED" and not _by_ice(v)]
    caution = [v for v in verdicts if v["verdict"] == "CAUTION" and v["chokepoint"] in passed]
    to_whom = "Closed to it" if track.ship else "Closed"
    return _reasons(to_whom, "CLOSED", closed) + _reasons("Passed with caution", "CAUTION", caution)


def _by_ice(verdict: Mapping[str, Any]) -> bool:
    return str(verdict["rule"]).startswith("arctic.ice")


def _reasons(title: str, status: str, verdicts: Sequence[Mapping[str, Any]]) -> str:
    """Return an item per reason, with the chokepoints it holds for."""
    names: dict[str, list[str]] = {}
    for verdict in verdicts:
        name = chokepoints.get(verdict["chokepoint"]).short_name
        names.setdefault(verdict["reason"], []).append(name)
    items = "".join(
        f"<li>{icons.BY_STATUS[status]}<div><strong>{escape(', '.join(places))}</strong> "
        f"{escape(reason)}</div></li>"
        for reason, places in names.items()
    )
    return f'<section class="law"><h3>{title}</h3><ul>{items}</ul></section>' if items else ""


def _notes(answer: Mapping[str, Any]) -> str:
    network = f"Sea network: {answer['network']}."
    return _folded("Warnings", answer["warnings"], opened=True) + _folded(
        "What it rests on", [*answer["assumptions"], network]
    )


def _folded(title: str, items: Iterable[str], *, opened: bool = False) -> str:
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    state = " open" if opened else ""
    return (
        f"<details{state}><summary>{title}</summary><ul>{listed}</ul></details>" if listed else ""
    )
