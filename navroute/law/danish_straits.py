"""The Danish straits: Great Belt, Little Belt and the Sound with Drogden and Flintrännan.

Merchant ships pass freely by the Treaty of Copenhagen of 1857; foreign warships by the Danish
ordinance of May 1999 and, in Flintrännan, by Swedish rules. Draught and air draught choose
among the ways: see :func:`ways_that_fit`.
"""

from __future__ import annotations

import datetime as dt

from navroute import chokepoints
from navroute.chokepoints import Chokepoint
from navroute.law.limits import fits
from navroute.law.rulebook import passage, rule
from navroute.law.verdict import Verdict
from navroute.vessels import Vessel

__all__ = ["STRAITS", "judge", "judge_company", "ways_that_fit"]

STRAITS = frozenset({"great_belt", "little_belt", "sound_helsingor", "drogden", "flintrannan"})

DENMARK, SWEDEN = "DK", "SE"


def judge(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict:  # noqa: ARG001
    """Return whether a ship may pass one of the Danish straits."""
    return rule(_rule(vessel, chokepoint.id)).verdict(chokepoint)


def judge_company(vessel: Vessel, on: dt.date, warships: int) -> tuple[Verdict, ...]:
    """Return what holds beside :func:`judge` for several warships of one nation at once.

    Parameters
    ----------
    vessel : Vessel
    on : date
    warships : int
        Warships of her flag that pass together, herself included.

    Returns
    -------
    tuple of Verdict
        One per strait where it matters; empty for a merchant ship and for few warships.
    """
    data, asked = passage("danish_straits"), rule("danish.company")
    free = vessel.is_merchant or vessel.flag == DENMARK or on.isoformat() < asked.since
    if free or warships <= data["company_without_notice"]:
        return ()
    return tuple(
        asked.verdict(chokepoints.get(key), count=str(warships)) for key in data["company_notice"]
    )


def ways_that_fit(draught_m: float, air_draught_m: float | None = None) -> tuple[str, ...]:
    """Return the ways into the Baltic that a draught and air draught allow, shallowest first.

    Parameters
    ----------
    draught_m : float
    air_draught_m : float, optional
        Not checked when unknown.

    Returns
    -------
    tuple of str
        Of ``drogden``, ``flintrannan`` and ``great_belt``; empty when none is deep enough.

    Examples
    --------
    >>> ways_that_fit(7.8)
    ('flintrannan', 'great_belt')
    """
    ship = {"draught_m": draught_m, "air_draught_m": air_draught_m}
    ways = passage("danish_straits")["ways_into_the_baltic"]
    return tuple(key for key in ways if fits(ship, chokepoints.get(key)))


def _rule(vessel: Vessel, place: str) -> str:
    data = passage("danish_straits")
    if vessel.is_merchant:
        # Treaty of 1857, art. 1; the Little Belt is lawful but no way for large ships.
        small = vessel.loa_m is not None and vessel.loa_m < data["large_loa_m"]
        avoided = place == "little_belt" and not small
        return "danish.little_belt_large" if avoided else "danish.merchant"
    if place in data["swedish"]:
        return "danish.own" if vessel.flag == SWEDEN else "danish.swedish"
    if vessel.flag == DENMARK:
        return "danish.own"
    # Ordinance of 1999: notice in Hollænderdyb/Drogden and the Little Belt; elsewhere only of
    # more than three warships at once.
    return "danish.notice" if place in data["notice"] else "danish.warship"
