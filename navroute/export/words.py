"""Sentences that several formats share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from navroute import times
from navroute.bands import TimeBand
from navroute.export.events import Event
from navroute.export.several import parts

if TYPE_CHECKING:
    from navroute.export.formats import Answer

__all__ = ["NOT_FOR_NAVIGATION", "at_event", "listed", "title", "title_of", "window"]

NOT_FOR_NAVIGATION = "Not for navigation"


def title(answer: Answer) -> str:
    """Return ``Sparta II: Tartus to Baltiysk``, or without the ship; of several all of them."""
    each = parts(answer)
    ships = [getattr(one, "vessel", None) for one in each]
    return title_of(
        [ship.name for ship in ships if ship is not None],
        [one.origin.name for one in each],
        [one.destination.name for one in each],
    )


def title_of(ships: Iterable[str], origins: Iterable[str], destinations: Iterable[str]) -> str:
    """Return who goes from where to where, each named once."""
    who, ends = listed(ships), f"{listed(origins)} to {listed(destinations)}"
    return f"{who}: {ends}" if who else ends


def listed(names: Iterable[str], most: int = 4) -> str:
    """Return names with commas, each once; of many the first few and how many more."""
    each = list(dict.fromkeys(names))
    if len(each) > most:
        each[most - 1 :] = [f"{len(each) - most + 1} more"]
    return ", ".join(each)


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
