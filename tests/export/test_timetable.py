"""The timetable says what the answer says."""

import csv
import io
from dataclasses import replace

import icalendar

from navroute.export import ics, post
from navroute.export.timetable import COLUMNS, render_csv, render_markdown


def rows(answer):
    return list(csv.DictReader(io.StringIO(render_csv(answer, ""), newline="")))


def test_csv_has_a_row_per_event_with_times_and_law(sparta):
    table = rows(sparta)
    assert tuple(table[0]) == COLUMNS
    assert [row["name"] for row in table] == [
        "Tartus",
        *(p.name for p in sparta.passages),
        "Baltiysk",
    ]
    assert table[-1]["p90_utc"] == sparta.eta.to_dict()["p90"]
    assert table[-1]["p50_local"].endswith("+02:00")
    assert table[0]["p50_utc"] == "2025-01-27T12:00:00Z"
    gibraltar = next(row for row in table if row["chokepoint"] == "gibraltar")
    assert gibraltar["verdict"] == "OPEN"
    total = sum(float(row["leg_nm"]) for row in table)
    assert abs(total - sparta.distance_nm) < 0.1 * len(table)


def test_csv_of_a_route_has_no_times(way):
    assert {row["p50_utc"] for row in rows(way)} == {""}


def test_markdown_is_a_table_with_reasons(sparta):
    text = render_markdown(sparta, "")
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(table) == len(sparta.passages) + 4
    assert len({line.replace("\\|", "").count("|") for line in table}) == 1
    assert "Kiel Canal" in text
    assert "833/2014" in text
    assert "Not for navigation" in text


def test_markdown_escapes(sparta):
    odd = replace(sparta, vessel=replace(sparta.vessel, name="A|B*_`<script>"))
    assert render_markdown(odd, "").startswith("# A\\|B\\*\\_\\`\\<script\\>: Tartus to Baltiysk\n")


def test_a_window_of_departures_is_one_in_every_format(window):
    first = rows(window)[0]
    assert first["p10_utc"] < first["p50_utc"] < first["p90_utc"]
    assert first["p10_utc"] > "2025-01-26T00:00:00Z"
    assert first["p90_utc"] < "2025-01-28T00:00:00Z"
    assert "Departs 2025-01-26 00:00 UTC to 2025-01-28 00:00 UTC" in render_markdown(window, "")
    assert "Departs 26 Jan to 28 Jan 2025" in post.render(window, "")
    departure = icalendar.Calendar.from_ical(ics.render(window, "")).walk("VEVENT")[0]
    assert departure.decoded("DTEND") > departure.decoded("DTSTART")
