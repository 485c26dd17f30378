"""One line for a post: the whole answer in at most 280 characters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from navroute import chokepoints
from navroute.export.several import parts
from navroute.export.waypoints import split
from navroute.export.words import title
from navroute.law.verdict import Status
from navroute.results import Route, Voyage
from navroute.times import nearest_minute

if TYPE_CHECKING:
    from navroute.export.formats import Answer

__all__ = ["LIMIT", "render"]

LIMIT = 280  # characters of a post
_END = " Estimate, not for navigation."
_LONGEST_TITLE = 120


def render(answer: Answer, name: str) -> str:
    """Return each route or voyage of an answer as one line for a post.

    As many of the gates on the way are named as there is room for, evenly from the whole way.

    Parameters
    ----------
    answer : Route, Voyage, Convoy or Comparison
    name : str
        Name of the file without its ending; not used.
    """
    del name
    return "".join(map(_line, parts(answer)))


def _line(answer: Route | Voyage) -> str:
    route, voyage = split(answer)
    head = title(answer)
    if len(head) > _LONGEST_TITLE:
        head = head[: _LONGEST_TITLE - 1] + "…"
    # "by Dover" says as much as "by the Strait of Dover".
    names = (passage.chokepoint.short_name.removeprefix("Strait of ") for passage in route.passages)
    gates = list(dict.fromkeys(names))
    rest = f".{_when(voyage)}{_END}"
    for forced in (_forced(route), ""):
        for count in range(len(gates), -1, -1):
            text = f"{head}, {route.distance_nm:,.0f} nm{forced}{_way(gates, count)}{rest}"
            if len(text) <= LIMIT:
                return text + "\n"
    raise AssertionError(text)  # the title is cut so that it fits


def _forced(route: Route) -> str:
    """Say what the closures cost, and which of them the shortest way would have passed."""
    if route.detour_nm is None or route.detour_nm < 0.5 or route.free_path is None:
        return ""
    closed = {v.chokepoint for v in route.verdicts if v.status is Status.CLOSED and not v.by_ice}
    met = dict.fromkeys(c.chokepoint for c in route.free_path.crossings if c.chokepoint in closed)
    names = [chokepoints.get(key).short_name for key in met]
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
    return f" ({route.detour_nm:,.0f} of them forced: {listed} closed)"


def _way(gates: Sequence[str], count: int) -> str:
    if not gates or count == 0:
        return ""
    if count == len(gates):
        return f" by {', '.join(gates)}"
    step = len(gates) / count
    return f" by {', '.join(gates[int((i + 0.5) * step)] for i in range(count))}"


def _when(voyage: Voyage | None) -> str:
    if voyage is None:
        return ""
    eta = voyage.eta
    until = "" if voyage.depart_latest is None else f"{_day(voyage.depart)} to "
    return (
        f" Departs {until}{_day(voyage.depart_latest or voyage.depart, with_year=True)}, "
        f"arrives about {_minute(eta.p50)} UTC (80 %: {_day(eta.p10)} to {_day(eta.p90)})."
    )


def _day(moment: dt.datetime, *, with_year: bool = False) -> str:
    text = f"{moment.day} {moment:%b}"
    return f"{text} {moment.year}" if with_year else text


def _minute(moment: dt.datetime) -> str:
    rounded = nearest_minute(moment)
    return f"{_day(rounded, with_year=True)} {rounded:%H:%M}"
