"""GPX 1.0 and 1.1: the first route, or the track if there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from navroute.errors import InvalidInputError
from navroute.imports.model import RouteFile, RoutePoint
from navroute.imports.values import moment, position
from navroute.imports.xml import child, children, text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read"]


def read(root: Element, source: str) -> RouteFile:
    """Return the route of a GPX document.

    Legs are taken as geodesics: GPX does not say what they are.

    Raises
    ------
    InvalidInputError
        Neither a route nor a track of two points or more, or a point that is not on Earth.
    """
    routes = [rte for rte in children(root, "rte") if len(list(children(rte, "rtept"))) > 1]
    notes = ["GPX does not say what its legs are; they are taken as great circles."]
    if routes:
        chosen, elements = routes[0], list(children(routes[0], "rtept"))
        if len(routes) > 1:
            notes.append(f"Took the first of {len(routes)} routes.")
    else:
        chosen, elements = _track(root, source)
        notes.append("There is no route in it; took the track.")
    points = tuple(
        _point(element, f"point {number} of {source}")
        for number, element in enumerate(elements, start=1)
    )
    return RouteFile(
        source=source,
        kind="GPX",
        name=text(chosen, "name"),
        points=points,
        depart=_departure(chosen, points),
        notes=tuple(notes),
    )


def _track(root: Element, source: str) -> tuple[Element, list[Element]]:
    for trk in children(root, "trk"):
        found = [point for part in children(trk, "trkseg") for point in children(part, "trkpt")]
        if len(found) > 1:
            return trk, found
    raise InvalidInputError(
        f"'{source}' holds no route.", hint="It needs a <rte> with at least two <rtept>."
    )


def _point(element: Element, where: str) -> RoutePoint:
    return RoutePoint(
        position=position(element.get("lat"), element.get("lon"), where),
        name=text(element, "name"),
        time=moment(text(element, "time")),
    )


def _departure(rte: Element, points: Sequence[RoutePoint]) -> dt.datetime | None:
    """Return OpenCPN's planned departure, or the first time if the times are those of a plan.

    Many programs write into ``<time>`` when a point was made.
    """
    planned = moment(text(child(rte, "extensions"), "planned_departure"))
    if planned is not None:
        return planned
    times = [point.time for point in points if point.time is not None]
    forwards = all(first <= second for first, second in pairwise(times))
    is_plan = len(times) == len(points) and forwards and times[0] < times[-1]
    return times[0] if is_plan else None
