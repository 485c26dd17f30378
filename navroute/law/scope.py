"""What the law here does not cover: days to come, the past, a ship without a flag."""

from __future__ import annotations

import datetime as dt

from navroute.law.montreux import state_on
from navroute.law.rulebook import long_date
from navroute.vessels import Vessel

__all__ = ["remarks_on_date", "remarks_on_flag"]

# Before this day most rules are those of today, or a caution that they are younger: navroute's
# choice of year, not a date in law.
MODELLED_FROM = dt.date(1990, 1, 1)


def remarks_on_date(on: dt.date, *, today: dt.date | None = None) -> tuple[str, ...]:
    """Return what to say of applying the law as it is known to a date.

    Parameters
    ----------
    on : date
        Whose law is applied.
    today : date, optional
        Default: today (UTC).

    Returns
    -------
    tuple of str
        A sentence for a day to come and for one long past; empty for all others.
    """
    if on > (today or dt.datetime.now(dt.UTC).date()):
        return (_of_the_future(on),)
    return (_of_the_past(on),) if on < MODELLED_FROM else ()


def remarks_on_flag(vessel: Vessel) -> tuple[str, ...]:
    """Return what to say of a ship whose flag is not known; empty for one whose flag is."""
    if vessel.flag:
        return ()
    return (f"No flag is known of {vessel.name}: treated as foreign everywhere.",)


def _of_the_future(on: dt.date) -> str:
    confirmed = state_on(on).confirmed_on
    straits = f", the Turkish Straits as last confirmed on {long_date(confirmed)}"
    return (
        f"{long_date(on)} is still to come: the law is applied as it is known today"
        f"{straits if confirmed else ''}."
    )


def _of_the_past(on: dt.date) -> str:
    return (
        f"The law of the past, here of {long_date(on)}, is modelled only for the Turkish Straits "
        "from 1936 (but for the Second World War), for when the Suez Canal was shut (1956-57, "
        "1967-75, and 1948-79 to Israeli ships) and for when canals were opened; elsewhere "
        "rules of today are applied, or a caution says that they are younger."
    )
