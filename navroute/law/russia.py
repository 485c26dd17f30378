"""Waters that Russia controls: the Kerch Strait, Baltiysk, the White Sea Gorlo, inland canals."""

from __future__ import annotations

import datetime as dt

from navroute.chokepoints import Chokepoint
from navroute.law.rulebook import passage, rule
from navroute.law.verdict import Verdict
from navroute.vessels import Vessel

__all__ = ["INTERNAL_WATERS", "judge_inland", "judge_internal", "judge_kerch"]

INTERNAL_WATERS = frozenset({"baltiysk", "gorlo"})

RUSSIA, UKRAINE = "RU", "UA"


def judge_kerch(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict:
    """Return whether a ship may pass the Kerch Strait."""
    data, day = passage("russia"), on.isoformat()
    if vessel.flag == UKRAINE and day >= data["kerch_ukraine_from"]:
        key = "ukrainian"
    elif not vessel.is_merchant and vessel.flag not in (RUSSIA, UKRAINE):
        key = "foreign_warship"  # treaty of 2003: only the two riparians
    elif day < data["kerch_control_from"]:
        key = "treaty"
    elif not vessel.is_merchant:
        key = "russian" if vessel.flag == RUSSIA else "ukrainian_warship"
    else:
        key = "azov_ban" if day >= data["kerch_azov_ban_from"] else "merchant"
    return rule(f"russia.kerch.{key}").verdict(chokepoint)


def judge_internal(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict:  # noqa: ARG001
    """Return whether a ship may pass the Baltiysk Strait or the White Sea Gorlo."""
    if vessel.flag == RUSSIA:
        key = "russian"
    else:
        key = "merchant" if vessel.is_merchant else "foreign_warship"
    return rule(f"russia.internal.{key}").verdict(chokepoint)


def judge_inland(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict:
    """Return whether a ship may use a Russian inland waterway, which no sea route does."""
    if vessel.flag != RUSSIA:
        key = "foreign"
    else:
        key = "russian" if on.month in passage("russia")["inland_season_months"] else "winter"
    return rule(f"russia.inland.{key}").verdict(chokepoint)
