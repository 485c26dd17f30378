"""The front door of law: one ship, one chokepoint, one date, one verdict.

Regime (who lets whom pass), ice and size are asked in turn; the most restrictive wins, and the
reasons of the others are kept where they matter. A user's ``--open`` and ``--close`` come last.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from navroute import chokepoints
from navroute.chokepoints import Chokepoint
from navroute.errors import InvalidInputError
from navroute.law import (
    arctic,
    danish_straits,
    general,
    history,
    kiel,
    limits,
    montreux,
    panama,
    russia,
    suez,
)
from navroute.law.rulebook import long_date, passage, rule
from navroute.law.verdict import Status, Verdict
from navroute.vessels import Vessel

__all__ = ["judge", "judge_all"]

Judge = Callable[[Vessel, Chokepoint, dt.date], Verdict]
SizeCheck = Callable[[Vessel, Chokepoint, dt.date], Verdict | None]

_REGIMES: Mapping[str, Judge] = {
    "bosphorus": montreux.judge,
    "dardanelles": montreux.judge,
    "kiel_canal": kiel.judge,
    "suez_canal": suez.judge,
    "panama_canal": panama.judge,
    "kerch": russia.judge_kerch,
    **dict.fromkeys(danish_straits.STRAITS, danish_straits.judge),
    **dict.fromkeys(russia.INTERNAL_WATERS, russia.judge_internal),
}

# Canals whose limits are a table.
_SIZE_CHECKS: Mapping[str, SizeCheck] = {
    "kiel_canal": kiel.check_size,
    "panama_canal": panama.check_size,
}


def judge(vessel: Vessel | None, chokepoint: Chokepoint, on: dt.date) -> Verdict:
    """Return whether a ship may pass a chokepoint on a date.

    Parameters
    ----------
    vessel : Vessel or None
        None for a route without a ship: then only ice and a canal that lay shut close, and
        what only small ships fit is avoided.
    chokepoint : Chokepoint
    on : date
        The date whose law is applied.
    """
    shut = history.shut(chokepoint, on)
    if shut is not None:
        return shut
    if vessel is None:
        return _without_ship(chokepoint, on)
    verdict = _since(_regime(chokepoint)(vessel, chokepoint, on), chokepoint, on)
    verdict = verdict.together_with(general.ice_season(chokepoint, on))
    check = _SIZE_CHECKS.get(chokepoint.id, limits.check_size)
    verdict = verdict.together_with(check(vessel, chokepoint, on))
    if verdict.status is Status.CLOSED:
        return verdict
    return _with_unchecked(verdict, vessel, chokepoint)


def judge_all(
    vessel: Vessel | None,
    on: dt.date,
    *,
    opened: Mapping[str, str] | Iterable[str] = (),
    closed: Mapping[str, str] | Iterable[str] = (),
    warships: int = 1,
) -> dict[str, Verdict]:
    """Return the verdict of every chokepoint that a sea route can cross.

    Parameters
    ----------
    vessel : Vessel or None
    on : date
    opened, closed : mapping of str to str, or iterable of str
        Ids that the user opens or closes whatever the rule says; a mapping says by which
        words, for example ``{"suez_canal": "--avoid suez_canal"}``.
    warships : int
        How many warships of her flag pass at once, herself included.

    Raises
    ------
    InvalidInputError
        A chokepoint is both opened and closed, or no sea route can cross it.
    """
    overrides = _overrides(opened, closed)
    verdicts = {
        point.id: judge(vessel, point, on) for point in chokepoints.all_chokepoints() if point.gate
    }
    if vessel is not None:
        told = danish_straits.judge_company(vessel, on, warships)
        verdicts |= {v.chokepoint: verdicts[v.chokepoint].together_with(v) for v in told}
    for key, (status, by) in overrides.items():
        verdicts[key] = verdicts[key].override(status, by)
    return verdicts


def _without_ship(chokepoint: Chokepoint, on: dt.date) -> Verdict:
    if chokepoint.ice:
        return arctic.judge(None, chokepoint, on)
    if chokepoint.id in passage("general")["no_ship_keeps_clear"]:
        tight = ", ".join(limits.tight_and_unknown(None, chokepoint))
        return rule("general.no_ship_tight").verdict(chokepoint, limits=tight)
    return rule("general.no_ship").verdict(chokepoint)


def _regime(chokepoint: Chokepoint) -> Judge:
    if chokepoint.ice:
        return arctic.judge
    if not chokepoint.gate:
        return russia.judge_inland
    return _REGIMES.get(chokepoint.id, general.judge)


def _since(verdict: Verdict, chokepoint: Chokepoint, on: dt.date) -> Verdict:
    """Do not apply a rule to a time before it was made."""
    if on.isoformat() >= verdict.since:
        return verdict
    return rule("general.before").verdict(chokepoint, began=long_date(verdict.since))


def _with_unchecked(verdict: Verdict, vessel: Vessel, chokepoint: Chokepoint) -> Verdict:
    unchecked = limits.tight_and_unknown(vessel, chokepoint)
    if not unchecked:
        return verdict
    near = chokepoint.id in passage("limits")["other_way_near"]
    return dataclasses.replace(
        verdict,
        reason=f"{verdict.reason} Not known and not checked: {', '.join(unchecked)}.",
        avoided=verdict.avoided or near,
    )


def _overrides(
    opened: Mapping[str, str] | Iterable[str], closed: Mapping[str, str] | Iterable[str]
) -> dict[str, tuple[Status, str]]:
    opening, closing = _worded("--open", opened), _worded("--close", closed)
    both = sorted(set(opening) & set(closing))
    if both:
        raise InvalidInputError(
            f"{', '.join(both)} cannot be both open and closed.",
            hint=f"Drop '{opening[both[0]]}' or '{closing[both[0]]}'.",
        )
    for key in (*opening, *closing):
        if not chokepoints.get(key).gate:
            raise InvalidInputError(
                f"No sea route crosses {chokepoints.get(key).name}, an inland waterway.",
                hint="Leave it out: it is closed to every route.",
            )
    return {
        **{key: (Status.OPEN, by) for key, by in opening.items()},
        **{key: (Status.CLOSED, by) for key, by in closing.items()},
    }


def _worded(option: str, ids: Mapping[str, str] | Iterable[str]) -> dict[str, str]:
    return dict(ids) if isinstance(ids, Mapping) else {key: f"{option} {key}" for key in ids}
