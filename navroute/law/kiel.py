"""The Kiel Canal: German internal waters, with a table of sizes.

Foreign warships need diplomatic authorisation; ships under Russian flag are kept from the
locks by Regulation (EU) 833/2014 art. 3ea. How deep a ship may lie depends on its length and
beam: see :func:`max_draught_m`.
"""

from __future__ import annotations

import datetime as dt
import functools

from navroute.chokepoints import Chokepoint
from navroute.law import limits
from navroute.law.rulebook import passage, rule
from navroute.law.verdict import Verdict
from navroute.vessels import Vessel

__all__ = ["check_size", "judge", "max_draught_m"]

GERMANY, RUSSIA = "DE", "RU"


def judge(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict:
    """Return whether a ship may use the Kiel Canal."""
    key = _merchant_rule(vessel, on) if vessel.is_merchant else _warship_rule(vessel)
    return rule(key).verdict(chokepoint)


def check_size(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict | None:
    """Return what forbids the passage by size, None if nothing known does."""
    plain = limits.check_size(vessel, chokepoint, on)
    if plain or vessel.draught_m is None or vessel.loa_m is None or vessel.beam_m is None:
        return plain
    allowed_m = max_draught_m(vessel.loa_m, vessel.beam_m)
    if vessel.draught_m <= allowed_m:
        return None
    return limits.refuse(
        vessel,
        chokepoint,
        "draught_m",
        allowed_m,
        note=f"by the canal's table for {vessel.loa_m:g} x {vessel.beam_m:g} m",
    )


def max_draught_m(loa_m: float, beam_m: float) -> float:
    """Return the draught allowed for a length and beam, metres.

    Parameters
    ----------
    loa_m, beam_m : float
        Within the canal's 235 m and 32.5 m.

    Notes
    -----
    Three corners are published: 160 x 27 m and 193 x 20 m at 9.5 m, 235 x 32.5 m at 7.0 m
    (wsv-nok). Between them the draught follows the plane through them, held between 7.0 and
    9.5 m.

    Examples
    --------
    >>> max_draught_m(160, 27), max_draught_m(193, 20), max_draught_m(235, 32.5)
    (9.5, 9.5, 7.0)
    """
    deepest, least, per_loa, per_beam = _plane()
    (loa0, beam0) = _corner()
    sloped = deepest + per_loa * (loa_m - loa0) + per_beam * (max(beam_m, beam0) - beam0)
    # Rounded to the millimetre, so that the corners come out as they are published.
    return round(min(deepest, max(least, sloped)), 3)


@functools.cache
def _plane() -> tuple[float, float, float, float]:
    """Return deepest and least draught, and draught per metre of length and of beam."""
    wide, narrow, largest = passage("kiel_canal")["draught_table"]
    # Along the edge from narrow to wide the draught stays the same: one metre of beam costs
    # as much as that much length.
    loa_per_beam = (narrow["loa_m"] - wide["loa_m"]) / (wide["beam_m"] - narrow["beam_m"])
    excess_loa = (
        largest["loa_m"] - narrow["loa_m"] + loa_per_beam * (largest["beam_m"] - narrow["beam_m"])
    )
    per_loa = (largest["draught_m"] - narrow["draught_m"]) / excess_loa
    return narrow["draught_m"], largest["draught_m"], per_loa, per_loa * loa_per_beam


@functools.cache
def _corner() -> tuple[float, float]:
    narrow = passage("kiel_canal")["draught_table"][1]
    return narrow["loa_m"], narrow["beam_m"]


def _merchant_rule(vessel: Vessel, on: dt.date) -> str:
    # Art. 3ea(1) ports, art. 3ea(1a) locks.
    data, day = passage("kiel_canal"), on.isoformat()
    if vessel.flag != RUSSIA or day < data["eu_ports_from"]:
        return "kiel.merchant"
    return "kiel.eu_locks" if day >= data["eu_locks_from"] else "kiel.eu_ports"


def _warship_rule(vessel: Vessel) -> str:
    if vessel.flag == GERMANY:
        return "kiel.german_warship"
    return "kiel.warship_ru" if vessel.flag == RUSSIA else "kiel.warship"
