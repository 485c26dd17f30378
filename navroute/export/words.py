"""Sentences that several formats share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navroute import times
from navroute.bands import TimeBand
from navroute.export.events import Event
from navroute.export.waypoints import split

if TYPE_CHECKING:
    from navroute.export.formats import Answer

__all__ = ["NOT_FOR_NAVIGATION", "at_event", "title", "window"]

NOT_FOR_NAVIGATION = "Not for navigation"


def title(answer: Answer) -> str:
    """Return ``Sparta II: Tartus to Baltiysk``, or without the ship."""
    route, voyage = split(answer)
    ship = "" if voyage is None else f"{voyage.vessel.name}: "
    return f"{ship}{route.origin.name} to {route.destination.name}"


def window(time: TimeBand) -> str:
    """Return the median and the p10-p90 window, in UTC to the minute."""
    middle = times.format_utc(time.p50)
    if time.p10 == time.p90:
        return middle
    return f"{middle} (p10 {times.format_utc(time.p10)}, p90 {times.format_utc(time.p90)})"


def at_event(event: Event) -> str:
    """Return what is to say at a departure, a passage or an arrival: time, distance, law."""
    said = [f"{event.distance_nm:,.0f} nm run."]
    if event.time is not None:
        said.insert(0, f"{event.kind.capitalize()} {window(event.time)}.")
    if event.verdict is not None:
        said.append(f"{event.verdict.status}: {event.verdict.reason}")
    return " ".join(said)
