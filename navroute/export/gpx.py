"""GPX 1.1: one route, with names, times and OpenCPN's plan.

A plan is a ``<rte>``; a ``<trk>`` would be a voyage that has been sailed. The ``<time>`` of a
route point is the median time there. OpenCPN reads departure and speeds from its own extensions
(namespace ``http://www.opencpn.org``); other readers pass over them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from navroute._version import __version__
from navroute.export.several import parts
from navroute.export.waypoints import Waypoint, leg_speed_kn, split, waypoints
from navroute.export.words import NOT_FOR_NAVIGATION, at_event, title
from navroute.export.xml import add, document
from navroute.results import Route, Voyage
from navroute.times import iso_z

if TYPE_CHECKING:
    from navroute.export.formats import Answer

__all__ = ["render"]

_SYMBOLS = {"departure": "anchor", "arrival": "anchor", "passage": "diamond"}
_NAMESPACES = {
    "xmlns": "http://www.topografix.com/GPX/1/1",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:opencpn": "http://www.opencpn.org",
    "xsi:schemaLocation": (
        "http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd"
    ),
}


def render(answer: Answer, name: str) -> str:
    """Return an answer as GPX, with a route per voyage.

    Parameters
    ----------
    answer : Route, Voyage, Convoy or Comparison
    name : str
        Name of the file without its ending; not used, a GPX names its route itself.
    """
    del name
    root = ET.Element("gpx", {"version": "1.1", "creator": f"navroute {__version__}"} | _NAMESPACES)
    metadata = add(root, "metadata")
    add(metadata, "name", title(answer))
    add(metadata, "desc", f"Computed by navroute. {NOT_FOR_NAVIGATION}.")
    for one in parts(answer):
        _add_route(root, one)
    return document(root)


def _add_route(root: ET.Element, answer: Route | Voyage) -> None:
    route, voyage = split(answer)
    rte = add(root, "rte")
    add(rte, "name", title(answer))
    add(rte, "desc", f"{route.distance_nm:,.1f} nm. {NOT_FOR_NAVIGATION}.")
    add(rte, "src", f"navroute {__version__}, sea network {route.network}")
    extensions = add(rte, "extensions")
    add(extensions, "opencpn:start", route.origin.name)
    add(extensions, "opencpn:end", route.destination.name)
    points = waypoints(answer)
    if voyage is not None:
        _add_plan(extensions, voyage, points[0])
    _add_point(rte, points[0], None)
    for before, point in pairwise(points):
        _add_point(rte, point, leg_speed_kn(before, point))


def _add_plan(extensions: ET.Element, voyage: Voyage, start: Waypoint) -> None:
    assert start.time is not None
    # One speed for the whole plan: the one that arrives at the median time.
    speed_kn = voyage.distance_nm / voyage.duration_h.p50
    add(extensions, "opencpn:planned_speed", f"{speed_kn:.2f}")
    add(extensions, "opencpn:planned_departure", iso_z(start.time.p50))
    add(extensions, "opencpn:time_display", "UTC")


def _add_point(rte: ET.Element, point: Waypoint, speed_kn: float | None) -> None:
    rtept = add(rte, "rtept", lat=f"{point.lat:.7f}", lon=f"{point.lon:.7f}")
    if point.time is not None:
        add(rtept, "time", iso_z(point.time.p50))
    add(rtept, "name", point.name)
    if point.events:
        add(rtept, "desc", " ".join(at_event(event) for event in point.events))
        add(rtept, "sym", _SYMBOLS[point.events[0].kind])
        add(rtept, "type", point.events[0].kind)
    if speed_kn is not None:
        add(add(rtept, "extensions"), "opencpn:planned_speed", f"{speed_kn:.2f}")
