"""All other straits: open by the law of the sea, but for what ``passage_rules.json`` lists."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from typing import Any

from navroute.chokepoints import Chokepoint
from navroute.law.rulebook import Rule, passage, rule
from navroute.law.verdict import Verdict
from navroute.vessels import Vessel

__all__ = ["ice_season", "is_tanker", "judge"]


def judge(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict:
    """Return the first special rule that covers the ship, else that the strait is open."""
    day = on.isoformat()
    for special, when in _specials().get(chokepoint.id, ()):
        if day >= special.since and _covers(when, vessel):
            return special.verdict(chokepoint)
    if vessel.is_merchant:
        return rule("general.open.merchant").verdict(chokepoint, regime=chokepoint.regime)
    return rule("general.open.warship").verdict(
        chokepoint, regime=chokepoint.regime, warship_rule=chokepoint.warship_rule
    )


def ice_season(chokepoint: Chokepoint, on: dt.date) -> Verdict | None:
    """Return a caution where a strait is under ice in that month, else None."""
    winter = passage("general")["ice_seasons"].get(chokepoint.id)
    if winter is None or on.month not in winter["months"]:
        return None
    return rule("general.ice_season").verdict(chokepoint, season=winter["season"])


def is_tanker(vessel: Vessel) -> bool:
    """Return whether a merchant ship is a tanker by the words of its class."""
    return vessel.is_merchant and "tanker" in vessel.ship_class.casefold()


_KINDS: Mapping[str, Callable[[Vessel], bool]] = {
    "any": lambda _: True,
    "merchant": lambda vessel: vessel.is_merchant,
    "warship": lambda vessel: not vessel.is_merchant,
    "tanker": is_tanker,
}


def _covers(when: Mapping[str, Any], vessel: Vessel) -> bool:
    return (
        _KINDS[when["ships"]](vessel)
        and vessel.flag in when.get("flags", (vessel.flag,))
        and vessel.flag not in when.get("not_flags", ())
    )


@functools.cache
def _specials() -> Mapping[str, list[tuple[Rule, Mapping[str, Any]]]]:
    """Return the special rules of each chokepoint, in the order of the file."""
    by_place: dict[str, list[tuple[Rule, Mapping[str, Any]]]] = {}
    for key, row in passage("general")["rules"].items():
        for place in row.get("when", {}).get("chokepoints", ()):
            by_place.setdefault(place, []).append((rule(key), row["when"]))
    return by_place
