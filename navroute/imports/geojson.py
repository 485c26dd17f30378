"""GeoJSON, navroute's own or another's, and the path in navroute's own JSON answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from navroute.errors import InvalidInputError
from navroute.imports.model import RouteFile, RoutePoint
from navroute.imports.values import moment, position
from navroute.positions import Position

__all__ = ["read", "read_answer_path"]

JsonObject = dict[str, Any]


def read(content: JsonObject, source: str) -> RouteFile:
    """Return the route of a GeoJSON document: navroute's route feature, or the first line.

    The parts of a MultiLineString are one route, as where it was cut at the antimeridian.

    Raises
    ------
    InvalidInputError
        No line of two points or more, or a point that is not on Earth.
    """
    feature = _line_feature(content)
    if feature is None:
        raise InvalidInputError(
            f"'{source}' holds no route.", hint="It needs a LineString of at least two positions."
        )
    properties = feature.get("properties") or {}
    times = _flat((properties.get("coordinateProperties") or {}).get("times"))
    coordinates = _coordinates(feature["geometry"])
    timed = times if len(times) == len(coordinates) else [None] * len(coordinates)
    points = [
        RoutePoint(position=_position(xy, number, source), time=moment(time))
        for number, (xy, time) in enumerate(zip(coordinates, timed, strict=True), start=1)
    ]
    ends = str(properties.get("origin") or ""), str(properties.get("destination") or "")
    return RouteFile(
        source=source,
        kind="GeoJSON",
        name=" to ".join(filter(None, ends)) or str(properties.get("name") or ""),
        points=_named(points, *ends),
        depart=points[0].time,
        notes=("The lines of GeoJSON are straight on the map; positions are taken as they are.",),
    )


def read_answer_path(content: JsonObject, source: str) -> RouteFile:
    """Return the route of a ``--json`` answer: the vertices of its path.

    Raises
    ------
    InvalidInputError
        The answer has no path, as those of navroute 0.1 had not.
    """
    try:
        coordinates = content["path"]["lon_lat_deg"]
        ends = content["origin"]["name"], content["destination"]["name"]
    except (KeyError, TypeError):
        ends, coordinates = ("", ""), []
    if len(coordinates) < 2:
        raise InvalidInputError(
            f"'{source}' is an answer without its path.", hint="Ask again with --json."
        )
    points = [
        RoutePoint(position=_position(xy, number, source))
        for number, xy in enumerate(coordinates, start=1)
    ]
    return RouteFile(
        source=source,
        kind="navroute JSON",
        name=" to ".join(ends),
        points=_named(points, *ends),
        depart=moment(content.get("depart")),
    )


def _line_feature(content: JsonObject) -> JsonObject | None:
    features = [feature for feature in _features(content) if _is_line(feature)]
    own = [f for f in features if (f.get("properties") or {}).get("kind") == "route"]
    return next(iter(own or features), None)


def _features(content: JsonObject) -> Iterator[JsonObject]:
    kind = content.get("type")
    if kind == "FeatureCollection":
        listed = content.get("features")
        yield from (f for f in (listed if isinstance(listed, list) else ()) if isinstance(f, dict))
    elif kind == "Feature":
        yield content
    else:
        yield {"geometry": content}


def _is_line(feature: JsonObject) -> bool:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        return False
    is_line = geometry.get("type") in ("LineString", "MultiLineString")
    return (
        is_line
        and isinstance(geometry.get("coordinates"), list)
        and len(_coordinates(geometry)) > 1
    )


def _coordinates(geometry: JsonObject) -> list[Any]:
    coordinates = geometry["coordinates"]
    if geometry["type"] == "LineString":
        return list(coordinates)
    return [xy for part in coordinates if isinstance(part, list) for xy in part]


def _flat(times: object) -> list[Any]:
    if not isinstance(times, list):
        return []
    nested = bool(times) and isinstance(times[0], list)
    return [time for part in times for time in part] if nested else times


def _position(xy: object, number: int, source: str) -> Position:
    where = f"position {number} of {source}"
    if not isinstance(xy, list) or len(xy) < 2:
        raise InvalidInputError(f"In {where}: not a position.", hint="Write [lon, lat].")
    return position(xy[1], xy[0], where)


def _named(points: list[RoutePoint], start: str, end: str) -> tuple[RoutePoint, ...]:
    return (replace(points[0], name=start), *points[1:-1], replace(points[-1], name=end))
