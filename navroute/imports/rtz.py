"""RTZ 1.0 to 1.2 (IEC 61174, Annex S)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from navroute.errors import InvalidInputError
from navroute.imports.model import RouteFile, RoutePoint
from navroute.imports.values import moment, position
from navroute.imports.xml import child, children, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read"]


def read(root: Element, source: str) -> RouteFile:
    """Return the route of an RTZ document.

    A leg is a rhumb line unless it or the default waypoint says otherwise, as the standard has
    it.

    Raises
    ------
    InvalidInputError
        Fewer than two waypoints, one without a position, or one that is not on Earth.
    """
    listed = child(root, "waypoints")
    elements = list(children(listed, "waypoint"))
    if len(elements) < 2:
        raise InvalidInputError(
            f"'{source}' holds no route.", hint="It needs at least two <waypoint>."
        )
    times = _times(root)
    usual = _geometry(child(listed, "defaultWaypoint")) or "loxodrome"
    points = tuple(
        _point(element, number, source, usual, times)
        for number, element in enumerate(elements, start=1)
    )
    info = child(root, "routeInfo")
    return RouteFile(
        source=source,
        kind=f"RTZ {root.get('version', '')}".strip(),
        name="" if info is None else info.get("routeName", ""),
        points=points,
        depart=points[0].time,
    )


def _point(
    element: Element, number: int, source: str, usual: str, times: dict[str, dt.datetime]
) -> RoutePoint:
    where = f"waypoint {number} of {source}"
    at = child(element, "position")
    if at is None:
        raise InvalidInputError(f"In {where}: there is no position.", hint="Give it one.")
    return RoutePoint(
        position=position(at.get("lat"), at.get("lon"), where),
        name=element.get("name", ""),
        time=times.get(element.get("id", "")),
        rhumb=number > 1 and (_geometry(element) or usual) == "loxodrome",
    )


def _geometry(element: Element | None) -> str:
    leg = child(element, "leg")
    return "" if leg is None else leg.get("geometryType", "").casefold()


def _times(root: Element) -> dict[str, dt.datetime]:
    """Return times by waypoint id: of the first schedule, set by hand before calculated."""
    schedule = child(child(root, "schedules"), "schedule")
    found: dict[str, dt.datetime] = {}
    for kind in ("calculated", "manual"):
        part = child(schedule, kind)
        for element in () if part is None else part:
            if local(element) in {"scheduleElement", "sheduleElement"}:
                when = moment(element.get("etd")) or moment(element.get("eta"))
                if when is not None:
                    found[element.get("waypointId", "")] = when
    return found
