"""Dates and times: reading what people type, showing what the model answers.

Inside navroute every time is a timezone-aware UTC :class:`datetime.datetime` in whole seconds.
Python callers must say the offset; the shell reads a time without one as UTC and says so.
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from navroute.errors import DateError, InvalidInputError

__all__ = [
    "format_duration",
    "format_local",
    "format_utc",
    "iso_z",
    "law_day",
    "nearest_minute",
    "parse_departure",
    "utc_or_error",
]

FIRST_YEAR = 1869  # the Suez Canal opened on 17 November 1869; no rule or figure is older
LAST_YEAR = 2200

_HINT = "Write ISO 8601 with an offset, for example 2025-01-27T12:00Z, or a date: 2025-01-27."
# An own grammar, because datetime.fromisoformat accepts more with every Python release.
_ISO = re.compile(
    r"(?P<date>(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|(?P<compact>\d{8}))"
    r"(?:[T ](?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)


def parse_departure(
    value: str | dt.datetime | dt.date, *, allow_naive: bool
) -> tuple[dt.datetime, str]:
    """Return the moment a caller means, and a note on what was assumed.

    Parameters
    ----------
    value : str, datetime or date
        ISO 8601: ``2025-01-27T12:00Z``, ``2025-01-27 15:00+03:00``, ``20250127T1200Z``. A date
        alone is 00:00 UTC of that day. Fractions of a second are dropped.
    allow_naive : bool
        How the shell reads: a time without offset is UTC, and ``now`` is allowed. Otherwise both
        are errors.

    Returns
    -------
    datetime
        Aware UTC, whole seconds.
    str
        One sentence on what was assumed; empty if nothing was.

    Raises
    ------
    DateError
        Unreadable, impossible, naive, or a year outside 1869 to 2200.

    Examples
    --------
    >>> moment, note = parse_departure("2025-01-27T15:00+03:00", allow_naive=False)
    >>> iso_z(moment), note
    ('2025-01-27T12:00:00Z', '')
    """
    if isinstance(value, dt.datetime):
        return _from_datetime(value, allow_naive=allow_naive)
    if isinstance(value, dt.date):
        return _midnight(value.year, value.month, value.day)
    if isinstance(value, str):
        return _from_text(value.strip(), allow_naive=allow_naive)
    raise DateError(f"{value!r} is not a date.", hint=_HINT)


def utc_or_error(value: dt.datetime) -> dt.datetime:
    """Return an aware datetime as UTC in whole seconds; a naive one is a `DateError`."""
    return parse_departure(value, allow_naive=False)[0]


def _from_text(text: str, *, allow_naive: bool) -> tuple[dt.datetime, str]:
    if text.casefold() == "now":
        if not allow_naive:
            raise DateError("'now' is a word for the shell.", hint="Pass datetime.now(UTC).")
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        return now, f"'now' is {format_utc(now)}."
    found = _ISO.fullmatch(text)
    if found is None:
        raise DateError(f"'{text}' is not a date.", hint=_HINT)
    day = found["compact"] or found["year"] + found["month"] + found["day"]
    year, month, day_of_month = int(day[:4]), int(day[4:6]), int(day[6:])
    if found["hour"] is None:
        return _midnight(year, month, day_of_month)
    clock = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    try:
        moment = dt.datetime(year, month, day_of_month, *clock, tzinfo=_zone(found["zone"]))
    except ValueError as error:
        raise _impossible(text, error) from None
    return _from_datetime(moment, allow_naive=allow_naive)


def _zone(text: str | None) -> dt.tzinfo | None:
    """Return the offset as a time zone; offsets in use run from -12:00 to +14:00."""
    if text is None:
        return None
    if text[0] not in "+-":
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        raise ValueError(f"no place on Earth keeps the offset {text}")
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-offset if text[0] == "-" else offset)


def _midnight(year: int, month: int, day: int) -> tuple[dt.datetime, str]:
    _check_year(year)
    try:
        moment = dt.datetime(year, month, day, tzinfo=dt.UTC)
    except ValueError as error:
        raise _impossible(f"{year:04d}-{month:02d}-{day:02d}", error) from None
    return moment, f"The date {moment:%Y-%m-%d} is read as 00:00 UTC."


def _from_datetime(value: dt.datetime, *, allow_naive: bool) -> tuple[dt.datetime, str]:
    _check_year(value.year)
    note = ""
    if value.utcoffset() is None:
        if not allow_naive:
            raise DateError(
                f"The time {value:%Y-%m-%d %H:%M} has no time zone.",
                hint="Add one: 2025-01-27T12:00Z in text, datetime(..., tzinfo=UTC) in Python.",
            )
        value = value.replace(tzinfo=dt.UTC)
        note = f"The time {value:%Y-%m-%d %H:%M} has no time zone and is read as UTC."
    moment = value.astimezone(dt.UTC)
    # Rebuilt field by field so that subclasses (pandas.Timestamp) do not travel further.
    return dt.datetime(
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        tzinfo=dt.UTC,
    ), note


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(
            f"The year {year} is outside {FIRST_YEAR} to {LAST_YEAR}.",
            hint=f"Give a departure between {FIRST_YEAR} and {LAST_YEAR}.",
        )


def _impossible(text: str, error: ValueError) -> DateError:
    return DateError(f"'{text}' is not a possible time: {error}.", hint=_HINT)


def iso_z(moment: dt.datetime) -> str:
    """Return an aware time as ISO 8601 in UTC, for example ``2025-02-12T06:13:20Z``."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def format_utc(moment: dt.datetime) -> str:
    """Return an aware time for a person, to the nearest minute: ``2025-02-12 06:13 UTC``."""
    return nearest_minute(moment.astimezone(dt.UTC)).strftime("%Y-%m-%d %H:%M UTC")


def format_local(moment: dt.datetime, time_zone: str) -> str:
    """Return an aware time as the clocks of a port show it: ``2025-02-12 08:13 EET``.

    Parameters
    ----------
    moment : datetime
        Aware.
    time_zone : str
        IANA name, for example ``"Europe/Kaliningrad"``. Zones without letters of their own are
        shown as an offset: ``UTC+03:00``.

    Raises
    ------
    InvalidInputError
        No such time zone.
    """
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInputError(
            f"There is no time zone '{time_zone}'.",
            hint="Use a name of the IANA database, for example Europe/Kaliningrad.",
        ) from error
    local = nearest_minute(moment).astimezone(zone)
    letters = local.tzname() or ""
    label = letters if letters.isalpha() else "UTC" + local.isoformat()[-6:]
    return f"{local:%Y-%m-%d %H:%M} {label}"


def law_day(value: dt.date | str | None) -> dt.date | None:
    """Return the date of law that a caller means: a date, ISO text, or None.

    Raises
    ------
    DateError
        It is neither.
    """
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise DateError(f"{value!r} is not a date.", hint="Write a date as 2021-06-01.") from None


def nearest_minute(moment: dt.datetime) -> dt.datetime:
    """Return a time to the nearest minute, as people are shown it."""
    return (moment + dt.timedelta(seconds=30)).replace(second=0, microsecond=0)


def format_duration(hours: float) -> str:
    """Return a duration for a person: ``16 d 4 h``, ``9 h 52 min``, ``40 min``.

    Examples
    --------
    >>> format_duration(388), format_duration(9.87), format_duration(23.999)
    ('16 d 4 h', '9 h 52 min', '1 d 0 h')
    """
    minutes = round(abs(hours) * 60)
    sign = "-" if hours < 0 and minutes else ""
    if minutes < 60:
        return f"{sign}{minutes} min"
    if minutes < 24 * 60:
        return f"{sign}{minutes // 60} h {minutes % 60} min"
    days, rest = divmod(round(abs(hours)), 24)
    return f"{sign}{days} d {rest} h"
