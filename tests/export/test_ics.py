"""iCalendar as the icalendar package and RFC 5545 have it."""

import datetime as dt
from dataclasses import replace

import icalendar
import pytest

from navroute.errors import InvalidInputError
from navroute.export.ics import render

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def calendar(voyage):
    return icalendar.Calendar.from_ical(render(voyage, "", now=NOW))


def test_an_event_per_gate_from_p10_to_p90(sparta):
    events = calendar(sparta).walk("VEVENT")
    assert len(events) == len(sparta.passages) + 2
    for event, passage in zip(events[1:-1], sparta.passages, strict=True):
        assert event.decoded("DTSTART") == passage.eta.p10
        assert event.decoded("DTEND") == passage.eta.p90
        assert event["SUMMARY"] == f"Sparta II passes {passage.name}"
        assert event["LOCATION"] == passage.name
    assert "DTEND" not in events[0]  # the departure is a moment
    assert events[0].decoded("DTSTART") == sparta.depart
    assert events[-1].decoded("DTEND") == sparta.eta.p90


def test_uids_are_stable_and_their_own(sparta, pacific):
    first = [event["UID"] for event in calendar(sparta).walk("VEVENT")]
    assert first == [event["UID"] for event in calendar(sparta).walk("VEVENT")]
    assert len(set(first)) == len(first)
    assert not set(first) & {event["UID"] for event in calendar(pacific).walk("VEVENT")}


def test_lines_are_folded_at_75_octets_and_end_in_crlf(sparta):
    odd = replace(sparta, vessel=replace(sparta.vessel, name="Адмирал; Головко, " * 9 + "\\ \n X"))
    text = render(odd, "", now=NOW)
    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    summary = str(calendar(odd).walk("VEVENT")[0]["SUMMARY"])
    assert summary == odd.vessel.name + " leaves Tartus"


def test_a_route_without_a_ship_has_no_calendar(way):
    with pytest.raises(InvalidInputError, match="times"):
        render(way, "")
