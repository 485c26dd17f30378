"""The long answers: a voyage, a route, a comparison, as text and tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from navroute import chokepoints, places, times
from navroute.bands import TimeBand
from navroute.cli import when
from navroute.cli.show import line, section, table
from navroute.comparison import Comparison
from navroute.convoy_results import Convoy
from navroute.crosscheck import Opinion
from navroute.errors import NoRouteError
from navroute.law.verdict import Status, Verdict
from navroute.results import Passage, Route, Voyage

__all__ = ["comparison", "law", "possible", "reasons", "route", "timetable", "voyage"]

_SHORT = "%d %b %H:%M"


def voyage(result: Voyage) -> None:
    """Print who, where, how far, when, by which way, and what that rests on."""
    ship = result.vessel
    known = [f"flag {ship.flag}" if ship.flag else "", f"IMO {ship.imo}" if ship.imo else ""]
    line(ship.name, style="bold")
    line("; ".join([ship.type_text, *filter(None, known)]))
    line()
    line(f"{_title(result.origin)}  to  {_title(result.destination)}", style="bold")
    for text in when.lines(result):
        line(text)
    line(f"Distance   {result.distance_nm:,.0f} nm")
    line(f"Under way  {_durations(result)}")
    line(f"Arrives    {times.format_utc(result.eta.p50)}{_local(result)}")
    line(f"           between {_clock(result.eta.p10)} and {_clock(result.eta.p90)} UTC (p10-p90)")
    line(f"Speed      {_speed(result)}")
    line()
    timetable(result)
    law(result.route, f"Closed to it on {result.as_of}")
    section("Fuel", [result.fuel.statement] if result.fuel else [])
    _foundations(result.route)


def timetable(result: Voyage) -> None:
    """Print the way with times, light and verdicts."""
    table(
        ("The way", "nm run", "p10 (UTC)", "p50 (UTC)", "p90 (UTC)", "Light", "Verdict"),
        _timetable(result),
        right=(1,),
    )


def route(result: Route, opinions: Iterable[Opinion] = ()) -> None:
    """Print a way without a ship, and what other sea networks say of it."""
    line(f"{_title(result.origin)}  to  {_title(result.destination)}", style="bold")
    line(f"Distance   {result.distance_nm:,.1f} nm")
    for opinion in opinions:
        if opinion.network != result.network:
            line(f"           by {opinion.beside(result.distance_nm)}")
    line()
    rows = [(p.name, p.id, f"{p.distance_nm:,.0f}") for p in result.passages]
    ends = (
        (result.origin.name, "", "0"),
        (result.destination.name, "", f"{result.distance_nm:,.0f}"),
    )
    table(("The way", "Id", "nm run"), (ends[0], *rows, ends[1]), right=(2,))
    law(result, "Closed")
    _foundations(result)


def comparison(result: Comparison) -> None:
    """Print one row per destination and case; the reasons of closed ways below."""
    line(f"{result.vessel.name}: {result.vessel.type_text}", style="bold")
    rows, failures = [], []
    for name, case, found in result.rows:
        if isinstance(found, Voyage):
            via = ", ".join(passage.id for passage in found.passages)
            days = f"{found.duration_h.p50 / 24:.1f}"
            rows.append((name, case, f"{found.distance_nm:,.0f}", days, _clock(found.eta.p50), via))
        else:
            closed = isinstance(found, NoRouteError)
            rows.append((name, case, "-", "-", "no route" if closed else "failed", ""))
            failures.append(f"{name} ({case}): {found}")
    table(("To", "Case", "nm", "Days", "ETA p50 (UTC)", "By"), rows, right=(2, 3))
    section("Why not", failures)


def possible(found: Route | Voyage | Convoy) -> str:
    """Return in one line what would be possible with the closure open."""
    text = f"If it were open: {found.distance_nm:,.0f} nm"
    if not isinstance(found, Route):
        hours = times.format_duration(found.duration_h.p50)
        text += f", {hours}, arriving about {times.format_utc(found.eta.p50)}"
    first = next((p for p in found.passages if _overridden(found, p)), None)
    if first is not None:
        gate = first.chokepoint.in_prose
        text += f"; as it is, the way ends before {gate} at {first.distance_nm:,.0f} nm"
    return text + "."


def _overridden(found: Route | Voyage | Convoy, passage: Passage) -> bool:
    return any(v.chokepoint == passage.id and v.overridden for v in found.verdicts)


def _title(place: places.Place) -> str:
    country = getattr(place, "country", "")
    return f"{place.name}, {country}" if country else place.name


def _clock(moment: dt.datetime) -> str:
    return f"{times.nearest_minute(moment):{_SHORT}}"


def _durations(result: Voyage) -> str:
    hours = result.duration_h
    low, middle, high = (times.format_duration(h) for h in (hours.p10, hours.p50, hours.p90))
    return f"{middle}  (p10 {low}, p90 {high})"


def _local(result: Voyage) -> str:
    zone = places.local_time_zone(result.destination)
    return "" if zone is None else f"  ({times.format_local(result.eta.p50, zone.key)} local)"


def _speed(result: Voyage) -> str:
    band = result.speed.band_kn
    how = "in usual weather" if result.speed.in_usual_weather else "made good"
    return f"{band.p10:.3g}-{band.p50:.3g}-{band.p90:.3g} kn {how}: {result.speed.basis}"


def _timetable(result: Voyage) -> Iterator[tuple[str, ...]]:
    verdicts = {verdict.chokepoint: verdict for verdict in result.verdicts}
    yield (result.origin.name, "0", "", _clock(result.depart), "", "", "")
    for passage in result.passages:
        assert passage.eta is not None
        verdict = verdicts[passage.id].status.value
        yield (*_row(passage.name, passage.distance_nm, passage.eta), _light(passage), verdict)
    yield (*_row(result.destination.name, result.distance_nm, result.eta), "", "")


def _light(passage: Passage) -> str:
    """Return how light it is there: one word, or three where p10, p50 and p90 differ."""
    seen = [light.value for light in passage.light_at]
    if len(set(seen)) > 1:
        return "-".join(seen)
    return "" if passage.light is None else passage.light.value


def _row(name: str, distance_nm: float, when: TimeBand) -> tuple[str, ...]:
    return (name, f"{distance_nm:,.0f}", *(_clock(t) for t in (when.p10, when.p50, when.p90)))


def law(result: Route, title: str) -> None:
    """Print what is closed, cautioned and opened, and the detour it forces."""
    closed = [v for v in result.verdicts if v.status is Status.CLOSED and not v.by_ice]
    passed = {passage.id for passage in result.passages}
    caution = [v for v in result.verdicts if v.status is Status.CAUTION and v.chokepoint in passed]
    section(title, reasons(closed))
    section("Passed with caution", reasons(caution))
    opened = [v for v in result.verdicts if v.overridden and v.status is not Status.CLOSED]
    section("Opened by you", reasons(v for v in opened if v not in caution))
    if result.detour_nm is not None:
        line()
        line(_detour(result.detour_nm))


def _detour(detour_nm: float) -> str:
    if detour_nm < 0.5:
        return "Forced detour: none by law or size."
    return f"Forced detour: {detour_nm:,.0f} nm more than with everything open."


def reasons(verdicts: Iterable[Verdict]) -> list[str]:
    """Return a sentence per reason, with the chokepoints it holds for, its rule and sources."""
    names: dict[str, list[str]] = {}
    for verdict in verdicts:
        article = f", art. {verdict.article}" if verdict.article[:1].isdigit() else ""
        sources = f"; sources: {', '.join(verdict.sources)}" if verdict.sources else ""
        because = f"{verdict.reason} [rule {verdict.rule}{article}{sources}]"
        names.setdefault(because, []).append(chokepoints.get(verdict.chokepoint).short_name)
    return [f"{', '.join(places)}: {because}" for because, places in names.items()]


def _foundations(result: Route) -> None:
    section("Assumptions", (*result.assumptions, f"Sea network: {result.network}."))
    section("Warnings", result.warnings, style="bold yellow")
    line()
    line("Not for navigation.", style="dim")
