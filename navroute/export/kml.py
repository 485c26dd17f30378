"""KML 2.3 as Google Earth reads it: legs and events with time spans, and a ship that moves.

A leg's ``TimeSpan`` runs from p10 at its start to p90 at its end: while the time slider is in
it, the ship may be there. A gate's runs from p10 to p90. The ``gx:Track`` is the median voyage.
Lines are draped over the sea (``tessellate``), which makes their segments great circles.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from navroute._version import __version__
from navroute.export.several import parts
from navroute.export.simplestyle import style_of
from navroute.export.words import NOT_FOR_NAVIGATION, title
from navroute.export.xml import add, document
from navroute.results import Route, Voyage
from navroute.shapes import densify
from navroute.times import iso_z

if TYPE_CHECKING:
    from navroute.export.formats import Answer

__all__ = ["render"]

Feature = dict[str, Any]
TRACK_STEP_NM = 60.0


def render(answer: Answer, name: str) -> str:
    """Return an answer as KML; of several voyages each in a folder of its own.

    Parameters
    ----------
    answer : Route, Voyage, Convoy or Comparison
    name : str
        Name of the file without its ending; not used.
    """
    del name
    namespaces = {
        "xmlns": "http://www.opengis.net/kml/2.2",
        "xmlns:gx": "http://www.google.com/kml/ext/2.2",
    }
    root = ET.Element("kml", namespaces)
    body = add(root, "Document")
    add(body, "name", title(answer))
    add(body, "description", f"Computed by navroute {__version__}. {NOT_FOR_NAVIGATION}.")
    shown = [(one, _features(one)) for one in parts(answer)]
    _add_styles(body, [feature for _, (legs, events) in shown for feature in (*legs, *events)])
    for number, (one, features) in enumerate(shown, start=1):
        if len(shown) == 1:
            _add_one(body, one, features)
            continue
        folder = add(body, "Folder")
        add(folder, "name", title(one))
        _add_one(folder, one, features, f"ship-{number}-")
    return document(root)


def _features(answer: Route | Voyage) -> tuple[list[Feature], list[Feature]]:
    """Return legs and events."""
    features = answer.to_geojson(style=False)["features"]
    legs = [feature for feature in features if feature["properties"]["kind"] == "leg"]
    return legs, [feature for feature in features if feature["geometry"]["type"] == "Point"]


def _add_one(
    parent: ET.Element,
    answer: Route | Voyage,
    features: tuple[list[Feature], list[Feature]],
    prefix: str = "",
) -> None:
    for heading, members in zip(("Legs", "Events"), features, strict=True):
        folder = add(parent, "Folder")
        add(folder, "name", heading)
        for feature in members:
            _add_placemark(folder, feature, prefix)
    if isinstance(answer, Voyage):
        _add_track(parent, answer, prefix)


def _add_styles(body: ET.Element, features: list[Feature]) -> None:
    """Write one style per colour."""
    for colour in sorted({_colour(feature) for feature in features}):
        style = add(body, "Style", id=_style_id(colour))
        icon = add(style, "IconStyle")
        add(icon, "color", _abgr(colour))
        line = add(style, "LineStyle")
        add(line, "color", _abgr(colour))
        add(line, "width", "2")


def _colour(feature: Feature) -> str:
    style = style_of(feature["properties"])
    return str(style.get("stroke") or style["marker-color"])


def _style_id(colour: str) -> str:
    return f"colour-{colour.removeprefix('#')}"


def _abgr(colour: str) -> str:
    """Return ``#RRGGBB`` as KML wants it: opacity, blue, green, red."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"ff{blue}{green}{red}".lower()


def _add_placemark(folder: ET.Element, feature: Feature, prefix: str) -> None:
    properties = feature["properties"]
    text = style_of(properties)
    placemark = add(folder, "Placemark", id=prefix + feature["id"])
    add(placemark, "name", str(text["title"]))
    add(placemark, "description", str(text["description"]))
    _add_span(placemark, *_span(properties))
    add(placemark, "styleUrl", f"#{_style_id(_colour(feature))}")
    _add_geometry(placemark, feature["geometry"])


def _span(properties: dict[str, Any]) -> tuple[str | None, str | None]:
    if properties["kind"] == "leg":
        return properties.get("start_p10_utc"), properties.get("end_p90_utc")
    if properties["kind"] == "departure":
        return properties.get("departure_utc"), None
    return properties.get("eta_p10_utc"), properties.get("eta_p90_utc")


def _add_span(placemark: ET.Element, begin: str | None, end: str | None) -> None:
    if begin is None and end is None:
        return
    span = add(placemark, "TimeSpan")
    for tag, moment in (("begin", begin), ("end", end)):
        if moment is not None:
            add(span, tag, moment)


def _add_geometry(parent: ET.Element, geometry: dict[str, Any]) -> None:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        add(add(parent, "Point"), "coordinates", _positions([coordinates]))
        return
    parts = [coordinates] if kind == "LineString" else coordinates
    holder = parent if len(parts) == 1 else add(parent, "MultiGeometry")
    for part in parts:
        line = add(holder, "LineString")
        add(line, "tessellate", "1")
        add(line, "coordinates", _positions(part))


def _positions(coordinates: list[list[float]]) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in coordinates)


def _add_track(body: ET.Element, voyage: Voyage, prefix: str) -> None:
    placemark = add(body, "Placemark", id=f"{prefix}track")
    add(placemark, "name", f"{voyage.vessel.name}, median")
    track = add(placemark, "gx:Track")
    line = densify(voyage.route.path, step_nm=TRACK_STEP_NM)
    _, median_s, _ = voyage.schedule.times_at(line.distance_run_nm)
    for seconds in median_s:
        add(track, "when", iso_z(voyage.depart + dt.timedelta(seconds=round(float(seconds)))))
    for lon, lat in line.lon_lat_deg:
        add(track, "gx:coord", f"{lon:.5f} {lat:.5f} 0")
