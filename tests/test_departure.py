"""A departure, a window, or an arrival to keep: exactly one of them."""

from __future__ import annotations

import datetime as dt

import pytest

from navroute.departure import When
from navroute.errors import DateError

NOON = dt.datetime(2025, 1, 27, 12, tzinfo=dt.UTC)


def test_a_departure_an_arrival_and_a_window_are_read():
    assert When.read("2025-01-27T12:00Z") == When(NOON)
    assert When.read(arrive="2025-01-27T12:00Z") == When(None, arrive=NOON)
    window = When.read(window="2025-01-27T12:00Z..2025-01-29T18:00Z")
    assert window.depart == NOON
    assert window.window_h == 54.0
    assert When.read(window=(NOON, NOON)).window_h == 0.0


def test_what_was_assumed_is_said():
    assert When.read(window="2025-01-27..2025-01-28").notes == (
        "The date 2025-01-27 is read as 00:00 UTC.",
        "The date 2025-01-28 is read as 00:00 UTC.",
    )


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"depart": NOON, "arrive": NOON},
        {"window": "2025-01-27"},
        {"window": "2025-01-28..2025-01-27"},
        {"window": "2025-01-26..2025-01-27..2025-01-28"},
        {"arrive": "soon"},
        {"window": "2025-01-27T12:00..2025-01-28T12:00Z"},
    ],
)
def test_anything_else_is_refused_with_a_hint(given):
    with pytest.raises(DateError) as caught:
        When.read(**given)
    assert caught.value.hint
