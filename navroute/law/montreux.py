"""The Turkish Straits: the Montreux Convention of 1936, in peace and in war.

Which rule holds depends on the ship's class (arts. 2-12 and Annex II), its flag, its base and
the state of war on the date. States are data (``montreux_rules.json``), so that a new one is a
new entry; :func:`judge` also takes a state given by hand.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from navroute.chokepoints import Chokepoint
from navroute.law.rulebook import long_date, montreux, rule
from navroute.law.verdict import Verdict
from navroute.names import fold
from navroute.vessels import Vessel, VesselType

__all__ = ["State", "has_black_sea_base", "judge", "state_on"]

TURKEY = "TR"


@dataclass(frozen=True, slots=True)
class State:
    """A period in the life of the Convention.

    Parameters
    ----------
    regime : str
        ``peace``, ``war_turkey_neutral`` (art. 19), ``turkey_threatened`` (arts. 6 and 21),
        ``turkey_belligerent`` (arts. 5 and 20) or ``not_modelled``.
    id : str
    since : str
        ISO date; empty for the first.
    until : str
        ISO date, included; empty while the period lasts.
    belligerents : frozenset of str
        Flags at war with each other while Türkiye is neutral.
    enemies : frozenset of str
        Flags at war with Türkiye.
    confirmed_on : str
        ISO date of the latest report that the state still stood.
    why : str
        Why a state is not modelled.
    """

    regime: str
    id: str = ""
    since: str = ""
    until: str = ""
    belligerents: frozenset[str] = field(default_factory=frozenset)
    enemies: frozenset[str] = field(default_factory=frozenset)
    confirmed_on: str = ""
    why: str = ""


def judge(
    vessel: Vessel, chokepoint: Chokepoint, on: dt.date, *, state: State | None = None
) -> Verdict:
    """Return whether a ship may pass the Bosphorus or the Dardanelles.

    Parameters
    ----------
    vessel : Vessel
    chokepoint : Chokepoint
    on : date
    state : State, optional
        Default: the state of war on that date.
    """
    now = state or state_on(on)
    if now.regime == "not_modelled":
        key = "montreux.not_modelled"
    elif vessel.is_merchant:
        key = _merchant_rule(vessel, on, now)
    else:
        key = _warship_rule(vessel, now)
    return rule(key).verdict(chokepoint, since=now.since, **_facts(vessel, now))


@functools.lru_cache(maxsize=64)
def state_on(on: dt.date) -> State:
    """Return the state of the Convention on a date."""
    day = on.isoformat()
    for row in montreux()["states"]:
        if row.get("from", "") <= day <= row.get("until", "9999"):
            return _state_from(row)
    raise AssertionError(f"montreux_rules.json leaves a gap at {day}")


@functools.lru_cache(maxsize=256)
def has_black_sea_base(home_port: str) -> bool:
    """Return whether a home port, or one of several, lies in the Black Sea (art. 19(4))."""
    where = f" {fold(home_port)} "
    return any(f" {fold(base)} " in where for base in montreux()["black_sea_bases"])


def _merchant_rule(vessel: Vessel, on: dt.date, now: State) -> str:
    # Section I: art. 5 Türkiye at war, art. 6 Türkiye threatened, else arts. 2 and 4.
    if now.regime == "turkey_belligerent":
        return "montreux.M3.enemy" if vessel.flag in now.enemies else "montreux.M3"
    if now.regime == "turkey_threatened":
        return "montreux.M2"
    contested = montreux()["contested_merchants"]
    day = on.isoformat()
    if vessel.contested and day >= contested["observed_to_avoid_from"]:
        # Not marked as avoided: no other sea way leads to the Black Sea.
        return "montreux.M1.avoided"
    if vessel.contested and day >= contested["contested_from"]:
        return "montreux.M1.contested"
    return "montreux.M1"


def _warship_rule(vessel: Vessel, now: State) -> str:
    # Section II: arts. 20 and 21 come first, then art. 19, then peace (arts. 9-18).
    if vessel.flag == TURKEY:
        return "montreux.TR"
    if now.regime in ("turkey_belligerent", "turkey_threatened"):
        return "montreux.W1"
    if now.regime == "war_turkey_neutral":
        return _wartime_rule(vessel, now)
    return _peacetime_rule(vessel)


def _wartime_rule(vessel: Vessel, now: State) -> str:
    if vessel.flag not in now.belligerents:
        return "montreux.W4"  # art. 19(1), and Turkish policy beyond it
    if _is_black_sea_power(vessel) and has_black_sea_base(vessel.home_port):
        return "montreux.W2"  # art. 19(4): return to base
    if vessel.type is VesselType.NAVAL_TANKER:
        return "montreux.W9"  # art. 9 gives no relief from art. 19(2)
    return "montreux.W3"  # art. 19(2)


def _peacetime_rule(vessel: Vessel) -> str:
    riparian = _is_black_sea_power(vessel)
    if vessel.type is VesselType.AIRCRAFT_CARRIER:
        return "montreux.carrier"  # not named in arts. 10 and 11
    if vessel.type is VesselType.SUBMARINE:  # art. 12
        rejoins = riparian and has_black_sea_base(vessel.home_port)
        return "montreux.W5" if rejoins else "montreux.W5.closed"
    if vessel.type is VesselType.CAPITAL_SHIP:  # art. 11
        return "montreux.W6" if riparian else "montreux.W6.closed"
    if vessel.type is VesselType.NAVAL_TANKER:
        return "montreux.art9"  # no notice, no tonnage, if alone
    if (vessel.displacement_t or 0) > montreux()["art14_tonnage_t"]:
        return "montreux.W7.tonnage"
    return "montreux.W7" if riparian else "montreux.W8"  # arts. 10, 13, 14; art. 18


def _is_black_sea_power(vessel: Vessel) -> bool:
    return vessel.flag in montreux()["black_sea_powers"]


def _facts(vessel: Vessel, now: State) -> dict[str, str]:
    facts = {"name": vessel.name, "why": now.why}
    if now.regime == "war_turkey_neutral":
        facts |= _facts_of_war(now)
    if vessel.displacement_t:
        facts["displacement"] = f"{vessel.displacement_t:,.0f}"
    return facts


@functools.lru_cache(maxsize=16)
def _facts_of_war(now: State) -> dict[str, str]:
    names = montreux()["country_names"]
    return {
        "belligerents": " and ".join(names.get(flag, flag) for flag in sorted(now.belligerents)),
        "began": long_date(now.since) if now.since else "the outbreak of the war",
        "confirmed": long_date(now.confirmed_on) if now.confirmed_on else "its announcement",
    }


def _state_from(row: Mapping[str, Any]) -> State:
    return State(
        regime=row["regime"],
        id=row["id"],
        since=row.get("from", ""),
        until=row.get("until", ""),
        belligerents=frozenset(row.get("belligerents", ())),
        enemies=frozenset(row.get("enemies", ())),
        confirmed_on=row.get("confirmed_on", ""),
        why=row.get("why", ""),
    )
