"""RTZ, the route exchange format of ECDIS (IEC 61174, Annex S), versions 1.0 and 1.2.

1.0 is the default, for the oldest systems read it. What the versions write differently: 1.0
spells ``sheduleElement``; only 1.2 can hold a window of more than a day, as a duration, around
an ETA; 1.2 wants a revision on every waypoint. A leg stands at the waypoint that it leads to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from navroute._version import __version__
from navroute.errors import InvalidInputError
from navroute.export.several import parts
from navroute.export.waypoints import Waypoint, leg_speed_kn, split, waypoints
from navroute.export.words import NOT_FOR_NAVIGATION, window
from navroute.export.xml import add, document, plain
from navroute.results import Voyage
from navroute.times import iso_z

if TYPE_CHECKING:
    from navroute.export.formats import Answer

__all__ = ["VERSIONS", "render"]

VERSIONS = ("1.0", "1.2")
_LONGEST_NAME = 128  # characters; beyond it checkers warn


def render(answer: Answer, name: str, *, version: str = "1.0") -> str:
    """Return a route or voyage as RTZ.

    Parameters
    ----------
    answer : Route or Voyage, or an answer with one voyage
    name : str
        Name of the file without its ending: the standard wants it as the name of the route.
    version : {"1.0", "1.2"}

    Raises
    ------
    InvalidInputError
        There is no such version here, or the answer has several voyages.
    """
    if version not in VERSIONS:
        raise InvalidInputError(
            f"navroute does not write RTZ {version}.", hint=f"It writes {' and '.join(VERSIONS)}."
        )
    one, *others = parts(answer)
    if others:
        raise InvalidInputError(
            f"An RTZ file holds one route, and this answer has {1 + len(others)}.",
            hint="Ask for each ship and destination with navroute eta, or write .gpx for all.",
        )
    _, voyage = split(one)
    points = waypoints(one)
    root = ET.Element(
        "route",
        {"xmlns": f"http://www.cirm.org/RTZ/{version.replace('.', '/')}", "version": version},
    )
    add(root, "routeInfo", None, **_route_info(voyage, name))
    listed = add(root, "waypoints")
    for number, point in enumerate(points, start=1):
        _add_waypoint(listed, number, point, version)
    if voyage is not None:
        schedule = add(add(root, "schedules"), "schedule", id="1", name="navroute, p50")
        _add_times(add(schedule, "calculated"), points, version)
    return document(root)


def _route_info(voyage: Voyage | None, name: str) -> dict[str, str]:
    info = {
        "routeName": plain(name),
        "routeAuthor": f"navroute {__version__}",
        "routeStatus": NOT_FOR_NAVIGATION,
    }
    if voyage is None:
        return info
    ship = voyage.vessel
    info["validityPeriodStart"] = iso_z(voyage.depart)
    info["validityPeriodStop"] = iso_z(voyage.eta.p90)
    info["vesselName"] = ship.name
    numbers = {"vesselMMSI": ship.mmsi, "vesselIMO": ship.imo}
    return info | {key: number for key, number in numbers.items() if number.isdigit()}


def _add_waypoint(listed: ET.Element, number: int, point: Waypoint, version: str) -> None:
    named = {"id": str(number), "name": point.name[:_LONGEST_NAME]}
    if version != "1.0":
        named["revision"] = "0"
    waypoint = add(listed, "waypoint", **named)
    lat, lon = f"{point.lat:.7f}", f"{point.lon:.7f}"
    add(waypoint, "position", lat=lat, lon="-180.0" if float(lon) >= 180.0 else lon)
    if number > 1:
        add(waypoint, "leg", geometryType="Orthodrome")


def _add_times(calculated: ET.Element, points: Sequence[Waypoint], version: str) -> None:
    tag = "sheduleElement" if version == "1.0" else "scheduleElement"  # so spelt in the schema
    moment = _median(points[0])
    add(calculated, tag, waypointId="1", etd=iso_z(moment))
    for number, (before, point) in enumerate(pairwise(points), start=2):
        # The schedule must go forwards; waypoints may lie less than a second apart.
        moment = max(_median(point), moment + dt.timedelta(seconds=1))
        values = {"waypointId": str(number), "eta": iso_z(moment)}
        if number < len(points):
            values["etd"] = iso_z(moment)
        speed_kn = leg_speed_kn(before, point)
        if speed_kn is not None:
            values["speed"] = f"{speed_kn:.2f}"
        add(calculated, tag, None, **(values | _uncertainty(point, version)))


def _median(point: Waypoint) -> dt.datetime:
    assert point.time is not None
    return point.time.p50


def _uncertainty(point: Waypoint, version: str) -> dict[str, str]:
    if not point.events or point.time is None:
        return {}
    note = {"Note": f"ETA {window(point.time)}"}
    if version == "1.0":  # its windows are times of day, too short for a voyage
        return note
    early, late = point.time.p50 - point.time.p10, point.time.p90 - point.time.p50
    return note | {"etaWindowBefore": _duration(early), "etaWindowAfter": _duration(late)}


def _duration(span: dt.timedelta) -> str:
    return f"PT{round(span.total_seconds())}S"
