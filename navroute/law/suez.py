"""The Suez Canal: open to every ship of commerce or war (Convention of Constantinople 1888).

Egypt kept Israeli ships out until 1979. When it lay shut to all stands in ``history``.
Sizes are plain limits (``limits``); the draught that falls with beam is not modelled.
"""

from __future__ import annotations

import datetime as dt

from navroute.chokepoints import Chokepoint
from navroute.law.rulebook import rule
from navroute.law.verdict import Verdict
from navroute.vessels import Vessel

__all__ = ["judge"]


ISRAEL = "IL"
FIRST_ISRAELI_PASSAGE = "1979-04-30"  # the freighter Ashdod, jta-ashdod


def judge(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict:
    """Return whether a ship may use the Suez Canal."""
    barred = rule("suez.israeli")
    if vessel.flag == ISRAEL and barred.since <= on.isoformat() < FIRST_ISRAELI_PASSAGE:
        return barred.verdict(chokepoint)
    return rule("suez.merchant" if vessel.is_merchant else "suez.warship").verdict(chokepoint)
