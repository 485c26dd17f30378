"""Several ships together: what the law says of a group, by the most restricted of them.

Each ship is judged by herself, in the knowledge of how many warships of her flag pass at once.
Of each chokepoint the most restrictive verdict counts for all; it says for which ships it holds,
unless it is for all. What one ship avoids, the group avoids.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from navroute.law import judge
from navroute.law.verdict import Status, Verdict
from navroute.vessels import Vessel

__all__ = ["judge_each", "judge_group", "warships_of_her_flag"]


def judge_group(
    ships: Sequence[Vessel],
    on: dt.date,
    *,
    opened: Mapping[str, str],
    closed: Mapping[str, str],
) -> dict[str, Verdict]:
    """Return the verdict of every chokepoint for ships that sail together.

    Parameters
    ----------
    ships : sequence of Vessel
        Of one ship the verdicts are her own; of none those of a route without a ship.
    on, opened, closed
        As for :func:`navroute.law.judge.judge_all`.
    """
    if not ships:
        return judge.judge_all(None, on, opened=opened, closed=closed)
    each = judge_each(ships, on, opened=opened, closed=closed)
    if len(ships) == 1:
        return each[0]
    names = [ship.name for ship in ships]
    return {key: _worst(names, [verdicts[key] for verdicts in each]) for key in each[0]}


def judge_each(
    ships: Sequence[Vessel],
    on: dt.date,
    *,
    opened: Mapping[str, str],
    closed: Mapping[str, str],
) -> list[dict[str, Verdict]]:
    """Return the verdicts of each ship by herself, in the company of the others.

    Parameters
    ----------
    ships : sequence of Vessel
    on, opened, closed
        As for :func:`navroute.law.judge.judge_all`.
    """
    return [
        judge.judge_all(
            ship, on, opened=opened, closed=closed, warships=warships_of_her_flag(ship, ships)
        )
        for ship in ships
    ]


def warships_of_her_flag(ship: Vessel, ships: Sequence[Vessel]) -> int:
    """Return how many warships and auxiliaries of a ship's flag sail in a group."""
    return sum(other.flag == ship.flag and not other.is_merchant for other in ships)


def _worst(names: Sequence[str], verdicts: Sequence[Verdict]) -> Verdict:
    worst = max(verdicts, key=lambda verdict: verdict.status.severity)
    held = [
        name
        for name, verdict in zip(names, verdicts, strict=True)
        if (verdict.status, verdict.rule) == (worst.status, worst.rule)
    ]
    reason = worst.reason
    if len(held) < len(names) and not worst.overridden:
        reason = f"For {', '.join(held)}: {reason}"
    # A closed chokepoint is not merely avoided.
    avoided = worst.status is not Status.CLOSED and any(v.avoided for v in verdicts)
    return dataclasses.replace(worst, reason=reason, avoided=avoided)
