"""iCalendar (RFC 5545): departure, a window per gate, arrival.

A window runs from p10 to p90, so a calendar shows how sure it is. The UID is made of what was
asked, not of what was answered: an estimate imported again replaces the older one.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

from navroute._version import __version__
from navroute.errors import InvalidInputError
from navroute.export.events import Event, events
from navroute.export.several import parts
from navroute.export.words import NOT_FOR_NAVIGATION, at_event, title
from navroute.results import Voyage
from navroute.times import iso_z

if TYPE_CHECKING:
    from navroute.export.formats import Answer

__all__ = ["render"]

_LINE_BYTES = 75  # RFC 5545, section 3.1
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "navroute/ics")


def render(answer: Answer, name: str, *, now: dt.datetime | None = None) -> str:
    """Return an answer as iCalendar.

    Parameters
    ----------
    answer : Voyage, Convoy or Comparison
    name : str
        Name of the file without its ending; not used.
    now : datetime, optional
        Aware; when the file is made. Default the clock.

    Raises
    ------
    InvalidInputError
        A route without a ship has no times.
    """
    del name
    voyages = [one for one in parts(answer) if isinstance(one, Voyage)]
    if not voyages:
        raise InvalidInputError(
            "A calendar needs times, which a route without a ship has not.",
            hint="Ask with 'navroute eta' and a ship.",
        )
    stamp = _utc(now or dt.datetime.now(dt.UTC))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//navroute//navroute {__version__}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title(answer))}",
    ]
    for voyage in voyages:
        for event in events(voyage.route, voyage):
            lines += _event(event, voyage, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(event: Event, voyage: Voyage, stamp: str) -> list[str]:
    assert event.time is not None
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_uid(event, voyage)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART:{_utc(event.time.p10)}",
    ]
    if event.time.p90 > event.time.p10:  # an end must lie after its start
        lines.append(f"DTEND:{_utc(event.time.p90)}")
    return [
        *lines,
        f"SUMMARY:{_text(_summary(event, voyage))}",
        f"DESCRIPTION:{_text(f'{at_event(event)} {NOT_FOR_NAVIGATION}.')}",
        f"LOCATION:{_text(event.name)}",
        f"GEO:{event.position.lat:.6f};{event.position.lon:.6f}",
        "TRANSP:TRANSPARENT",
        f"CATEGORIES:{event.kind.upper()}",
        "END:VEVENT",
    ]


def _summary(event: Event, voyage: Voyage) -> str:
    verb = {"departure": "leaves", "arrival": "arrives at"}.get(event.kind, "passes")
    return f"{voyage.vessel.name} {verb} {event.name}"


def _uid(event: Event, voyage: Voyage) -> str:
    ship = voyage.vessel
    asked = (
        ship.imo or ship.mmsi or ship.name,
        voyage.origin.name,
        voyage.destination.name,
        iso_z(voyage.depart),
        event.id,
        *sorted(verdict.overridden for verdict in voyage.verdicts if verdict.overridden),
    )
    return f"{uuid.uuid5(_SPACE, '|'.join(asked))}@navroute"


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """Escape a TEXT value (section 3.3.11)."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, escaped)
    printable = "".join(c for c in text if c.isprintable() or c in "\n\r")
    return "\\n".join(printable.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Cut a line at 75 octets, never inside a character; the rest goes on after a blank."""
    part, size = "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > _LINE_BYTES:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
