"""The Suez Canal: open to every ship of commerce or war (Convention of Constantinople 1888).

Sizes are plain limits (``limits``); the draught that falls with beam is not modelled.
"""

from __future__ import annotations

import datetime as dt

from navroute.chokepoints import Chokepoint
from navroute.law.rulebook import rule
from navroute.law.verdict import Verdict
from navroute.vessels import Vessel

__all__ = ["judge"]


def judge(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict:  # noqa: ARG001
    """Return whether a ship may use the Suez Canal."""
    return rule("suez.merchant" if vessel.is_merchant else "suez.warship").verdict(chokepoint)
