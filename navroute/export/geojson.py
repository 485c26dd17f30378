"""GeoJSON by RFC 7946: the route, a feature per leg, a point per event.

Every feature has a stable ``id`` and a ``kind``; units stand in the names of the properties.
Times are ISO 8601 with ``Z``. Legs carry ``start_utc`` and ``end_utc``, the pair of fields that
the QGIS temporal controller finds by itself; the route carries the median time at each of its
coordinates in ``coordinateProperties.times``, nested as the coordinates are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from navroute import datafiles
from navroute._version import __version__
from navroute.bands import Band, TimeBand
from navroute.export.events import ClosedGate, Event, closed_gates, events
from navroute.export.lines import DECIMALS, line_of, parts_of
from navroute.export.simplestyle import style_of
from navroute.law.verdict import Verdict
from navroute.positions import Position
from navroute.shapes import Polyline, bbox, densify
from navroute.times import iso_z

if TYPE_CHECKING:
    from navroute.results import Route, Voyage

__all__ = ["route_collection", "voyage_collection"]

SCHEMA = "navroute/geojson/1"
NOTE = "Computed by navroute from public data. An estimate, not for navigation."
MIN_LEG_NM = 0.005  # 9 m: shorter than the ships themselves, and nothing to draw

JsonObject = dict[str, Any]


def route_collection(route: Route, *, style: bool = True) -> JsonObject:
    """Return a route without a ship as a GeoJSON FeatureCollection.

    Parameters
    ----------
    route : Route
    style : bool
        Add simplestyle-spec keys (colours, titles).

    Returns
    -------
    dict
        JSON-ready: the route, a leg between each two events, a point per event, and a point per
        closed chokepoint that may have made the way longer.
    """
    return _collection(route, None, style=style)


def voyage_collection(voyage: Voyage, *, style: bool = True) -> JsonObject:
    """Return a voyage as a GeoJSON FeatureCollection: a route's, with ship and times.

    Parameters
    ----------
    voyage : Voyage
    style : bool
        Add simplestyle-spec keys (colours, titles).
    """
    return _collection(voyage.route, voyage, style=style)


def _collection(route: Route, voyage: Voyage | None, *, style: bool) -> JsonObject:
    line = densify(route.path)
    parts = parts_of(line)
    happenings = events(route, voyage)
    closed = closed_gates(route)
    features = [
        _feature("route", line_of(parts), _route_properties(route, voyage, parts, closed)),
        *_legs(line, happenings),
        *(_feature(e.id, _point(e.position), _event_properties(e)) for e in happenings),
        *(_closed_feature(gate) for gate in closed),
    ]
    if style:
        for feature in features:
            feature["properties"].update(style_of(feature["properties"]))
    points = [event.position for event in happenings] + [gate.position for gate in closed]
    return {
        "type": "FeatureCollection",
        "bbox": list(bbox([*parts, *map(_dot, points)])),
        "navroute": _about(route.network),
        "features": features,
    }


def _about(network: str) -> JsonObject:
    """Return the foreign member that says what made the file, and of what."""
    files = datafiles.manifest().values()
    return {
        "schema": SCHEMA,
        "version": __version__,
        "network": network,
        "note": NOTE,
        "attribution": sorted({f"{file['source']} ({file['licence']})" for file in files}),
    }


def _feature(key: str, geometry: JsonObject, properties: JsonObject) -> JsonObject:
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}


def _route_properties(
    route: Route,
    voyage: Voyage | None,
    parts: Sequence[Polyline],
    closed: Sequence[ClosedGate],
) -> JsonObject:
    ship = {} if voyage is None else _ship_properties(voyage)
    timed = {} if voyage is None else {"coordinateProperties": {"times": _times(voyage, parts)}}
    return {
        "kind": "route",
        "origin": route.origin.name,
        "destination": route.destination.name,
        "distance_nm": round(route.distance_nm, 1),
        "detour_nm": None if route.detour_nm is None else round(route.detour_nm, 1),
        **ship,
        "closed": [gate.verdict.chokepoint for gate in closed],
        "network": route.network,
        "warnings": list(route.warnings),
        "assumptions": list(route.assumptions),
        **timed,
    }


def _ship_properties(voyage: Voyage) -> JsonObject:
    return {
        "vessel": voyage.vessel.name,
        "vessel_type": voyage.vessel.type.value,
        "flag": voyage.vessel.flag,
        "departure_utc": iso_z(voyage.depart),
        **_time_fields("eta_", voyage.eta),
        **_band_fields("duration_h", voyage.duration_h),
        "speed_kn": round(float(voyage.speed.band_kn.p50), 2),
        **_band_fields("speed_kn", voyage.speed.band_kn),
        "as_of": voyage.as_of.isoformat(),
    }


def _times(voyage: Voyage, parts: Sequence[Polyline]) -> list[Any]:
    """Return the median time at every coordinate, one level deeper for a MultiLineString."""
    nested = [_part_times(voyage, part) for part in parts]
    return nested[0] if len(nested) == 1 else nested


def _part_times(voyage: Voyage, part: Polyline) -> list[str]:
    _, median_s, _ = voyage.schedule.times_at(part.distance_run_nm)
    return [iso_z(voyage.depart + dt.timedelta(seconds=round(float(s)))) for s in median_s]


def _legs(line: Polyline, happenings: Sequence[Event]) -> Iterable[JsonObject]:
    pairs = [
        (start, end)
        for start, end in pairwise(happenings)
        if end.distance_nm - start.distance_nm >= MIN_LEG_NM
    ]
    for number, (start, end) in enumerate(pairs, start=1):
        stretch = line.between(start.distance_nm, end.distance_nm)
        yield _feature(f"leg-{number}", line_of(parts_of(stretch)), _leg_properties(start, end))


def _leg_properties(start: Event, end: Event) -> JsonObject:
    properties: JsonObject = {"kind": "leg"}
    if start.time is not None and end.time is not None:
        # QGIS takes the first fields that look like a start and an end: the medians.
        properties["start_utc"] = iso_z(start.time.p50)
        properties["end_utc"] = iso_z(end.time.p50)
        for name, time in (("start", start.time), ("end", end.time)):
            properties[f"{name}_p10_utc"] = iso_z(time.p10)
            properties[f"{name}_p90_utc"] = iso_z(time.p90)
    return {
        **properties,
        "from_name": start.name,
        "to_name": end.name,
        "distance_nm": round(end.distance_nm - start.distance_nm, 1),
    }


def _event_properties(event: Event) -> JsonObject:
    properties = {
        "kind": event.kind,
        "name": event.name,
        "distance_nm": round(event.distance_nm, 1),
    }
    if event.kind == "passage":
        properties |= {"chokepoint": event.chokepoint, **_verdict_fields(event.verdict)}
        properties |= {"light": event.light} if event.light else {}
    return properties if event.time is None else {**properties, **_event_times(event, event.time)}


def _event_times(event: Event, time: TimeBand) -> JsonObject:
    departs = event.kind == "departure"
    fields = {"departure_utc": iso_z(time.p50)} if departs else _time_fields("eta_", time)
    if event.time_zone is not None:
        local = time.p50.astimezone(event.time_zone).isoformat(timespec="seconds")
        fields["departure_local" if departs else "eta_p50_local"] = local
        fields["time_zone"] = event.time_zone.key
    return fields


def _closed_feature(gate: ClosedGate) -> JsonObject:
    properties = {
        "kind": "closed_chokepoint",
        "name": gate.name,
        "chokepoint": gate.verdict.chokepoint,
        **_verdict_fields(gate.verdict),
    }
    return _feature(f"closed-{gate.verdict.chokepoint}", _point(gate.position), properties)


def _verdict_fields(verdict: Verdict | None) -> JsonObject:
    known = {} if verdict is None else verdict.to_dict()
    keys = ("verdict", "rule", "article", "reason", "since", "sources", "overridden")
    return {key: known.get(key) for key in keys}


def _time_fields(prefix: str, time: TimeBand) -> JsonObject:
    return {f"{prefix}{name}_utc": iso for name, iso in time.to_dict().items()}


def _band_fields(name: str, band: Band) -> JsonObject:
    return {f"{name}_{percentile}": round(float(v), 2) for percentile, v in band.to_dict().items()}


def _point(position: Position) -> JsonObject:
    return {"type": "Point", "coordinates": _dot(position).lon_lat_deg[0].tolist()}


def _dot(position: Position) -> Polyline:
    point = np.array([[position.lon, position.lat]], dtype=float)
    return Polyline(point, np.zeros(1)).rounded(decimals=DECIMALS)
