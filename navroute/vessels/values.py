"""One property of a ship, as text or number, checked and in navroute's form.

Each function returns the value or raises InvalidInputError; tables collect the errors.
"""

from __future__ import annotations

import datetime as dt
import math
import re

from navroute.errors import InvalidInputError
from navroute.names import fold, suggest
from navroute.vessels.model import VesselType

__all__ = [
    "imo_number",
    "is_imo_number",
    "iso_date",
    "measure",
    "mmsi_number",
    "number",
    "ranges",
    "vessel_type",
]

_TYPE_WORDS = {
    VesselType.MERCHANT: (
        "merchant vessel, merchant ship, cargo, cargo ship, cargo vessel, general cargo, "
        "container ship, bulk carrier, bulker, ro-ro, ro-ro cargo, ferry, passenger ship, "
        "tanker, merchant tanker, product tanker, crude tanker, LNG carrier, yacht"
    ),
    VesselType.WARSHIP: (
        "naval, frigate, corvette, destroyer, landing ship, LST, large landing ship, "
        "minesweeper, minehunter, missile boat, patrol ship, patrol boat, light surface vessel, "
        "minor war vessel"
    ),
    VesselType.CAPITAL_SHIP: "capital, battleship, battlecruiser, heavy cruiser",
    VesselType.AIRCRAFT_CARRIER: "carrier, aviation ship",
    VesselType.SUBMARINE: "sub, SSK, SSN, SSBN, SSGN, diesel submarine",
    VesselType.AUXILIARY: (
        "naval auxiliary, fleet auxiliary, intelligence ship, spy ship, naval tug, "
        "naval supply ship, replenishment ship, hospital ship"
    ),
    VesselType.NAVAL_TANKER: (
        "naval fuel auxiliary, naval oiler, oiler, fleet oiler, fleet tanker, fuel auxiliary"
    ),
}
_TYPES = {fold(kind.value): kind for kind in VesselType} | {
    fold(word): kind for kind, words in _TYPE_WORDS.items() for word in words.split(",")
}

# A value above these is a slip of unit or decimal point: each lies well above the largest ship
# ever built (458 m long, 124 m wide, drawing 30 m) and above any ship that makes a voyage.
_LARGEST = {
    "loa_m": 500.0,
    "beam_m": 130.0,
    "draught_m": 40.0,
    "air_draught_m": 200.0,
    "displacement_t": 1_000_000.0,
    "dwt_t": 700_000.0,
    "range_nm": 500_000.0,
    "speed_kn": 60.0,
}
_UNITS = {"m": "metres", "t": "tonnes", "kn": "knots", "nm": "nautical miles"}


def vessel_type(text: str) -> VesselType:
    """Read a ship type: a value of `VesselType` or an everyday word such as ``frigate``."""
    kind = _TYPES.get(fold(text))
    if kind is None:
        near = suggest(text, _TYPES, limit=3)
        meant = f"Did you mean {' or '.join(repr(word) for word in near)}? " if near else ""
        raise InvalidInputError(
            f"'{text}' is not a type of vessel.",
            hint=f"{meant}The types are {', '.join(VesselType)}.",
        )
    return kind


def measure(field: str, value: float) -> float:
    """Check one measure: finite, above zero, and not more than any ship has.

    Parameters
    ----------
    field : str
        Name that ends in the unit, for example ``"draught_m"``.
    value : float
    """
    unit = field.rpartition("_")[2]
    largest = _LARGEST["speed_kn" if unit == "kn" else field]
    if not math.isfinite(value):
        fault = "is not a finite number"
    elif value <= 0:
        fault = "is not above zero"
    elif value > largest:
        fault = f"is more than any ship has (limit {largest:,.0f})"
    else:
        return float(value)
    raise InvalidInputError(
        f"{field} {value:g} {fault}.", hint=f"Give {field} in {_UNITS[unit]}, for example 12."
    )


def number(field: str, text: str) -> float | None:
    """Read one measure from text; empty text is None."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise InvalidInputError(
            f"'{text}' is not a number.", hint="Write numbers with a decimal point, without units."
        ) from None
    return measure(field, value)


def ranges(text: str) -> tuple[tuple[float, float], ...]:
    """Read ``"6000@12;3500@16"``: nautical miles at knots."""
    pairs = []
    for item in text.split(";") if text else ():
        quoted = re.fullmatch(r"\s*([\d.]+)\s*@\s*([\d.]+)\s*", item)
        if quoted is None:
            raise InvalidInputError(
                f"'{item.strip()}' is not a range at a speed.", hint="Write 6000@12;3500@16."
            )
        far, fast = (number(field, quoted[n]) for n, field in ((1, "range_nm"), (2, "speed_kn")))
        pairs.append((far or 0.0, fast or 0.0))
    return tuple(pairs)


def imo_number(text: str) -> str:
    """Read an IMO ship number, seven digits of which the last checks the rest."""
    digits = re.sub(r"(?i)^imo[\s:]*", "", text)
    if digits and not is_imo_number(digits):
        raise InvalidInputError(
            f"'{text}' is not an IMO number.",
            hint="An IMO number has seven digits, of which the last checks the other six.",
        )
    return digits


def is_imo_number(digits: str) -> bool:
    """Whether the text is seven digits with the right check digit (IMO resolution A.1117(30))."""
    if not re.fullmatch(r"[0-9]{7}", digits):
        return False
    weighted = sum(int(d) * weight for d, weight in zip(digits, range(7, 1, -1), strict=False))
    return weighted % 10 == int(digits[6])


def mmsi_number(text: str) -> str:
    """Read a Maritime Mobile Service Identity, nine digits."""
    if text and not re.fullmatch(r"[0-9]{9}", text):
        raise InvalidInputError(f"'{text}' is not an MMSI.", hint="An MMSI has nine digits.")
    return text


def iso_date(text: str) -> dt.date | None:
    """Read a date such as ``2024-12-23``; empty text is None."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InvalidInputError(
            f"'{text}' is not a date.", hint="Write year-month-day, for example 2024-12-23."
        ) from None
