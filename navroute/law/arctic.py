"""The Northern Sea Route and the Northwest Passage: closed by ice unless the user opens them."""

from __future__ import annotations

import datetime as dt

from navroute.chokepoints import Chokepoint
from navroute.law.rulebook import passage, rule
from navroute.law.verdict import Verdict
from navroute.vessels import Vessel

__all__ = ["judge"]

RUSSIA = "RU"


def judge(vessel: Vessel | None, chokepoint: Chokepoint, on: dt.date) -> Verdict:
    """Return the closure by ice, with the notice that Russia asks of foreign warships.

    Parameters
    ----------
    vessel : Vessel or None
        None judges the ice alone.
    """
    data = passage("arctic")
    if chokepoint.id in data["northwest_passage"]:
        return rule("arctic.ice.northwest").verdict(chokepoint)
    ice = rule("arctic.ice").verdict(chokepoint)
    if vessel is None or vessel.is_merchant or vessel.flag == RUSSIA:
        return ice
    if on.isoformat() < data["foreign_warship_law_from"]:
        return ice
    return ice.together_with(rule("arctic.nsr_warship").verdict(chokepoint))
