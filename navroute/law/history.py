"""Canals that were not dug yet or lay shut: closed to every ship, and to a route without one."""

from __future__ import annotations

import datetime as dt

from navroute.chokepoints import Chokepoint
from navroute.law.rulebook import long_date, passage, rule
from navroute.law.verdict import Verdict

__all__ = ["shut"]


def shut(chokepoint: Chokepoint, on: dt.date) -> Verdict | None:
    """Return the closure of a canal that nobody could use on a date, None if there was none.

    Parameters
    ----------
    chokepoint : Chokepoint
    on : date
    """
    data, day = passage("history"), on.isoformat()
    opened = data["opened"].get(chokepoint.id)
    if opened is not None and day < opened["on"]:
        said = f"{long_date(opened['on'])}{opened['note']}"
        return rule("history.not_yet_open").verdict(chokepoint, opened=said)
    for row in data["closures"]:
        if row["chokepoint"] == chokepoint.id and row["from"] <= day <= row["until"]:
            return rule(row["rule"]).verdict(chokepoint)
    return None
