"""How fast a ship makes good over a voyage, and what that rests on.

The figures stand in ``data/speeds.csv``, a row per kind of ship, each with its basis. Unit ``kn``
is a speed; ``cruise`` and ``given`` are factors on the ship's cruise speed and on ``--speed``.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from navroute.bands import Band
from navroute.datafiles import read_csv, split_list
from navroute.errors import DataError, InvalidInputError
from navroute.transit.draws import scaled
from navroute.vessels import Vessel

__all__ = ["SpeedBasis", "SpeedInput", "speed_for"]

MIN_SPEED_KN = 0.1  # slower is drifting, not sailing
MAX_SPEED_KN = 60.0  # above any ship that crosses seas

_FALLBACK = "naval_group"
_TOWED = "under_tow"
_GIVEN = "as given"
_ONE_SPEED = (
    "It is the speed in usual weather (a sea margin of 15 % on power); one holds for the whole "
    "voyage, and the weather of the way and the season slows or quickens it."
)
_AS_IT_IS = "It is taken as made good whatever the weather; one speed holds for the whole voyage."
_TOW = (
    "Under tow: the weather slows her as it does a ship of her size; whether a strait or canal "
    "takes tows is not checked."
)
_STOPS_HELD = "The observed tows' stops are in their speed, so no unplanned stops are added."
_HINT = f"A speed lies between {MIN_SPEED_KN:g} and {MAX_SPEED_KN:g} kn: --speed 11 or 9-11-13."


@dataclass(frozen=True, slots=True)
class SpeedBasis:
    """A ship's speed made good over a whole voyage.

    Parameters
    ----------
    band_kn : Band
        Knots, 0.1 to 60. One draw from it holds for the whole voyage.
    basis : str
        What the band is, in a few words.
    assumptions : tuple of str
        What it rests on, one sentence each.
    sources : tuple of str
        Keys of ``data/sources.csv``.
    warnings : tuple of str
        What the user should doubt.
    kind : str
        Id of the row of ``data/speeds.csv`` behind it; empty for a speed made elsewhere.
    in_usual_weather : bool
        Whether the band is speed in usual weather, so that the weather of the way and the season
        slows or quickens it; otherwise it is speed made good whatever the weather.
    under_tow : bool
        Whether the ship is towed and burns no fuel of her own.
    holds_stops : bool
        Whether unplanned stops are in the band already.

    Raises
    ------
    InvalidInputError
        A speed is not a number between 0.1 and 60 kn.
    """

    band_kn: Band
    basis: str
    assumptions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    kind: str = ""
    in_usual_weather: bool = True
    under_tow: bool = False
    holds_stops: bool = False

    def __post_init__(self) -> None:
        for speed_kn in (self.band_kn.p10, self.band_kn.p50, self.band_kn.p90):
            _check_speed(speed_kn)


SpeedInput = float | str | Band | SpeedBasis | None


@dataclass(frozen=True, slots=True)
class _SpeedRow:
    """One row of data/speeds.csv."""

    id: str
    unit: str
    band: Band
    basis: str
    rests_on: str
    sources: tuple[str, ...]


def speed_for(vessel: Vessel, *, speed: SpeedInput = None, under_tow: bool = False) -> SpeedBasis:
    """Return the speed a ship makes good, with its basis.

    Parameters
    ----------
    vessel : Vessel
    speed : float, str, Band or SpeedBasis, optional
        Knots. One number is the median of the speed in usual weather, so that a winter slows it
        and a calm quickens it; three (``"9-11-13"`` or a Band) are speeds made good, taken as
        they are whatever the weather; a SpeedBasis, as from a calibration on sightings, is used
        itself. Without any the ship's own data and the observed transits of its type decide.
    under_tow : bool
        Whether the ship is towed. Then observed tows decide, unless a speed is given.

    Returns
    -------
    SpeedBasis
        A speed above the ship's maximum that the user asked for is kept and warned of; no
        derived speed exceeds the maximum.

    Raises
    ------
    InvalidInputError
        The speed cannot be read or is not between 0.1 and 60 kn.
    """
    if under_tow:
        return _under_tow(vessel, speed)
    if speed is None:
        return _from_type(vessel)
    if isinstance(speed, SpeedBasis):
        return speed
    given = _read(speed)
    if isinstance(given, Band):
        said = f"Speed made good {_text(given)} kn (p10-p50-p90), as given."
        warned = _too_fast(vessel, given.p90)
        return SpeedBasis(given, _GIVEN, (said, _AS_IT_IS), (), warned, in_usual_weather=False)
    return _from_one_number(vessel, given)


def _under_tow(vessel: Vessel, speed: SpeedInput) -> SpeedBasis:
    """Return the speed of a tow: that of observed tows, or as given for this one."""
    if speed is not None:
        given = speed_for(replace(vessel, max_speed_kn=None), speed=speed)
        return replace(given, assumptions=(*given.assumptions, _TOW), under_tow=True)
    row = _rows()[_TOWED]
    said = f"Speed {_text(row.band)} kn (p10-p50-p90): {row.basis}. {row.rests_on}"
    told = (said, _ONE_SPEED, _TOW, _STOPS_HELD)
    return SpeedBasis(
        row.band, row.basis, told, row.sources, kind=row.id, under_tow=True, holds_stops=True
    )


def _read(speed: float | str | Band) -> float | Band:
    """Return one number or three, as the user gave them."""
    if isinstance(speed, Band):
        return speed
    value: str | float = speed
    if isinstance(speed, str):
        value = speed.strip().casefold().removesuffix("knots").removesuffix("kn").strip()
        if "-" in value[1:]:  # a leading minus is a negative number, refused below
            return Band.parse(value)
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise InvalidInputError(f"{speed!r} is not a speed.", hint=_HINT) from None
    _check_speed(number)
    return number


def _check_speed(speed_kn: float) -> None:
    # A comparison with NaN is false, so NaN is refused with the rest.
    if not MIN_SPEED_KN <= speed_kn <= MAX_SPEED_KN:
        raise InvalidInputError(f"A speed of {speed_kn:g} kn is not possible.", hint=_HINT)


def _from_one_number(vessel: Vessel, speed_kn: float) -> SpeedBasis:
    row = _rows()["--speed"]
    # What the user gave stands even above the ship's maximum, but it does not spread upwards.
    spread = _rounded(scaled(row.band, speed_kn))
    fastest_kn = min(vessel.max_speed_kn or MAX_SPEED_KN, MAX_SPEED_KN, spread.p90)
    band = Band(min(max(spread.p10, MIN_SPEED_KN), speed_kn), speed_kn, max(fastest_kn, speed_kn))
    said = f"Speed {_text(band)} kn (p10-p50-p90), from {speed_kn:g} kn as given."
    return SpeedBasis(
        band,
        _GIVEN,
        (f"{said} {row.rests_on}", _ONE_SPEED),
        row.sources,
        _too_fast(vessel, speed_kn),
        kind=row.id,
    )


def _from_type(vessel: Vessel) -> SpeedBasis:
    row, unknown = _row_for(vessel)
    band, own = _for_ship(row, vessel)
    band, capped = _capped(_rounded(band), vessel.max_speed_kn)
    said = f"Speed {_text(band)} kn (p10-p50-p90): {row.basis}{own}. {row.rests_on}"
    sources = dict.fromkeys(row.sources + (vessel.sources if own else ()))
    return SpeedBasis(
        band,
        row.basis + own,
        (said, *unknown, *capped, _ONE_SPEED),
        tuple(sources),
        kind=row.id,
    )


def _row_for(vessel: Vessel) -> tuple[_SpeedRow, tuple[str, ...]]:
    """Return the row of the ship's type, or the fallback and a sentence that says so."""
    row = _rows().get(vessel.type.value)
    if row is not None and (row.unit != "cruise" or vessel.cruise_speed_kn is not None):
        return row, ()
    kind = vessel.type.value.replace("_", " ")
    lacking = f"No observed speeds of the type {kind}" if row is None else "No cruise speed known"
    said = f"{lacking}: the band of naval groups stands in; --speed sets a better one."
    return _rows()[_FALLBACK], (said,)


def _for_ship(row: _SpeedRow, vessel: Vessel) -> tuple[Band, str]:
    """Return the row's band for this ship, and in words what of the ship entered."""
    cruise_kn = vessel.cruise_speed_kn
    if cruise_kn is None:
        return row.band, ""
    marked = ", from memory" if "cruise_speed_kn" in vessel.from_memory else ""
    if row.unit == "cruise":
        return scaled(row.band, cruise_kn), f" (cruise speed {cruise_kn:g} kn{marked})"
    if cruise_kn < row.band.p50:
        # The observed groups are of faster ships; a slow one has their spread about its own pace.
        slowed = scaled(row.band, cruise_kn / row.band.p50)
        return slowed, f" (lowered to the ship's cruise speed {cruise_kn:g} kn{marked})"
    return row.band, ""


def _capped(band: Band, max_kn: float | None) -> tuple[Band, tuple[str, ...]]:
    if max_kn is None or band.p90 <= max_kn:
        return band, ()
    capped = Band(min(band.p10, max_kn), min(band.p50, max_kn), max_kn)
    return capped, (f"No speed above the ship's maximum of {max_kn:g} kn.",)


def _too_fast(vessel: Vessel, speed_kn: float) -> tuple[str, ...]:
    if vessel.max_speed_kn is None or speed_kn <= vessel.max_speed_kn:
        return ()
    said = f"{speed_kn:g} kn is above the maximum speed of {vessel.name}"
    return (f"{said}, {vessel.max_speed_kn:g} kn; it is used because you gave it.",)


@functools.cache
def _rows() -> dict[str, _SpeedRow]:
    """Return the table by what a row applies to, and by its id."""
    table: dict[str, _SpeedRow] = {}
    for cells in read_csv("speeds.csv"):
        try:
            band = Band(*(float(cells[name]) for name in ("p10", "p50", "p90")))
        except ValueError as error:
            raise DataError(f"The row '{cells['id']}' of speeds.csv has no band.") from error
        row = _SpeedRow(
            cells["id"],
            cells["unit"],
            band,
            cells["basis"],
            cells["rests_on"],
            split_list(cells["sources"]),
        )
        table |= dict.fromkeys((row.id, *split_list(cells["applies_to"])), row)
    return table


def _rounded(band: Band) -> Band:
    return Band(round(band.p10, 2), round(band.p50, 2), round(band.p90, 2))


def _text(band: Band) -> str:
    return f"{band.p10:.3g}-{band.p50:.3g}-{band.p90:.3g}"
