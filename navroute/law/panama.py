"""The Panama Canal: open to all nations (Neutrality Treaty of 1977), in two sets of locks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from navroute.chokepoints import Chokepoint
from navroute.law import limits
from navroute.law.rulebook import passage, rule
from navroute.law.verdict import Status, Verdict
from navroute.vessels import Vessel

__all__ = ["check_size", "judge"]


def judge(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict:  # noqa: ARG001
    """Return whether a ship may use the Panama Canal."""
    return rule("panama.merchant" if vessel.is_merchant else "panama.warship").verdict(chokepoint)


def check_size(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict | None:
    """Return what forbids or conditions the passage by size, None if nothing known does.

    The locks of 2016 count from their opening; a ship that fits only those gets a caution.
    """
    open_locks = [
        locks
        for locks in passage("panama_canal")["locks"]
        if on.isoformat() >= locks.get("from", "")
    ]
    too_big = [_excess(vessel, locks) for locks in open_locks]
    plain = limits.check_size(vessel, chokepoint, on)
    if plain is not None and plain.status is Status.CLOSED:
        return plain
    if all(too_big):
        # Only before 2016: what the largest locks refuse, the plain limits have refused.
        dimension, limit_m = too_big[-1][0]
        largest = open_locks[-1]
        return limits.refuse(
            vessel,
            chokepoint,
            dimension,
            limit_m,
            note=f"in {largest['name']}",
        )
    if too_big[0]:
        new_only = rule("panama.new_locks").verdict(chokepoint, name=vessel.name)
        return new_only.together_with(plain)
    return plain


def _excess(vessel: Vessel, locks: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Dimensions in which a ship is known to be too big for a set of locks."""
    return [
        (dimension, locks[dimension])
        for dimension in ("draught_m", "beam_m", "loa_m")
        if (getattr(vessel, dimension) or 0) > locks[dimension]
    ]
