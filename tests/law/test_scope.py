"""What the law does not cover is said: days to come, the past, no flag."""

import datetime as dt

from navroute.law.scope import remarks_on_date, remarks_on_flag
from navroute.vessels import Vessel, VesselType

TODAY = dt.date(2026, 11, 23)


def test_a_day_to_come_is_told_once_with_what_is_known() -> None:
    (said,) = remarks_on_date(dt.date(2030, 5, 1), today=TODAY)
    assert said.startswith("1 May 2030 is still to come")
    assert "last confirmed on 2 January 2024" in said


def test_today_and_the_years_that_are_modelled_need_no_remark() -> None:
    assert remarks_on_date(TODAY, today=TODAY) == ()
    assert remarks_on_date(dt.date(1990, 1, 1), today=TODAY) == ()


def test_the_past_says_what_of_it_is_modelled() -> None:
    (said,) = remarks_on_date(dt.date(1970, 6, 10), today=TODAY)
    assert "10 June 1970" in said
    assert "Suez Canal was shut" in said


def test_a_ship_without_a_flag_is_foreign_and_that_is_said() -> None:
    ship = Vessel("a warship", VesselType.WARSHIP, "")
    assert remarks_on_flag(ship) == (
        "No flag is known of a warship: treated as foreign everywhere.",
    )
    assert remarks_on_flag(Vessel("Gren", VesselType.WARSHIP, "RU")) == ()
