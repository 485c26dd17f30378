"""Reading and showing times."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute.errors import DateError, InvalidInputError
from navroute.times import (
    format_duration,
    format_local,
    format_utc,
    iso_z,
    parse_departure,
    utc_or_error,
)

NOON = dt.datetime(2025, 1, 27, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-27T12:00Z",
        "2025-01-27T12:00:00Z",
        "2025-01-27 12:00 UTC",
        " 2025-01-27t12:00z ",
        "2025-01-27T15:00+03:00",
        "2025-01-27T15:00+03",
        "2025-01-27T06:30:00.250-0530",
        "20250127T1200Z",
    ],
)
def test_one_moment_has_many_spellings(text):
    assert parse_departure(text, allow_naive=False) == (NOON, "")


def test_a_date_is_midnight_utc_and_says_so():
    for value in ("2024-12-15", dt.date(2024, 12, 15), "20241215"):
        moment, note = parse_departure(value, allow_naive=False)
        assert moment == dt.datetime(2024, 12, 15, tzinfo=dt.UTC)
        assert "00:00 UTC" in note


def test_a_naive_time_is_an_error_in_python_and_utc_with_a_note_at_the_shell():
    for value in ("2025-01-27T12:00", NOON.replace(tzinfo=None)):
        with pytest.raises(DateError, match="no time zone") as caught:
            parse_departure(value, allow_naive=False)
        assert "Z" in caught.value.hint
        moment, note = parse_departure(value, allow_naive=True)
        assert moment == NOON
        assert "UTC" in note


@pytest.mark.parametrize(
    "value",
    [
        "2025-02-30",
        "2025-02-30T12:00Z",
        "2025-13-01",
        "2025-01-27T24:00Z",
        "2025-01-27T12:61Z",
        "2025-01-27T12:00+19:00",
        "2025-01-27T12:00+02:75",
        "1868-12-31",
        "2201-01-01",
        "0000-01-01T00:00Z",
        "27.01.2025",
        "2025-W05-1",
        "2025-01",
        "2025-01-27T",
        "yesterday-ish",
        "",
        "now",
        1738000000,
        None,
        dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=5))),
        dt.datetime.max.replace(tzinfo=dt.timezone(dt.timedelta(hours=-5))),
    ],
)
def test_what_is_no_date_is_an_error_with_a_hint(value):
    with pytest.raises(DateError) as caught:
        parse_departure(value, allow_naive=False)
    assert caught.value.hint
    assert caught.value.exit_code == 2


def test_an_impossible_day_is_named():
    with pytest.raises(DateError, match="2025-02-30"):
        parse_departure("2025-02-30", allow_naive=True)


def test_now_is_a_word_of_the_shell():
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    moment, note = parse_departure("Now", allow_naive=True)
    assert before <= moment <= dt.datetime.now(dt.UTC)
    assert "UTC" in note


def test_pandas_times_do_not_travel_further():
    pandas = pytest.importorskip("pandas")
    moment = utc_or_error(pandas.Timestamp("2025-01-27T15:00:00.5+03:00"))
    assert moment == NOON
    assert type(moment) is dt.datetime
    for allow_naive in (False, True):
        with pytest.raises(DateError):
            parse_departure(pandas.NaT, allow_naive=allow_naive)


OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda m: dt.timezone(dt.timedelta(minutes=m)))
FIRST = dt.datetime(1900, 1, 1)  # noqa: DTZ001 - hypothesis adds the time zone
LAST = dt.datetime(2199, 12, 30)  # noqa: DTZ001


@given(st.datetimes(FIRST, LAST, timezones=OFFSETS))
def test_what_is_written_is_read_back(moment):
    whole = moment.replace(microsecond=0)
    assert utc_or_error(moment) == whole
    for text in (iso_z(whole), whole.isoformat()):
        assert parse_departure(text, allow_naive=False) == (whole, "")


def test_times_are_shown_to_the_nearest_minute():
    moment = dt.datetime(2025, 2, 12, 6, 12, 40, tzinfo=dt.UTC)
    assert iso_z(moment) == "2025-02-12T06:12:40Z"
    assert format_utc(moment) == "2025-02-12 06:13 UTC"
    assert format_local(moment, "Europe/Kaliningrad") == "2025-02-12 08:13 EET"
    # Istanbul has had no letters of its own since it left EET in 2016.
    assert format_local(moment, "Europe/Istanbul") == "2025-02-12 09:13 UTC+03:00"
    assert format_local(moment, "America/St_Johns") == "2025-02-12 02:43 NST"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd"])
def test_an_unknown_time_zone_is_an_error(zone):
    with pytest.raises(InvalidInputError, match="time zone"):
        format_local(NOON, zone)


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (388, "16 d 4 h"),
        (24, "1 d 0 h"),
        (23.999, "1 d 0 h"),
        (9.87, "9 h 52 min"),
        (0.999, "1 h 0 min"),
        (0.5, "30 min"),
        (0, "0 min"),
        (-30, "-1 d 6 h"),
        (-0.001, "0 min"),
    ],
)
def test_durations_read_as_people_say_them(hours, text):
    assert format_duration(hours) == text
