"""navroute's own JSON answers back as the results that they were made of."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np

from navroute import chokepoints
from navroute.bands import Band, TimeBand
from navroute.errors import InvalidInputError, NavrouteError
from navroute.geo import FloatArray
from navroute.imports.schemas import ONE
from navroute.law.verdict import Status, Verdict
from navroute.network.path import Crossing, SeaPath
from navroute.places import Place
from navroute.ports import Port
from navroute.positions import Position
from navroute.results import ArriveBy, Passage, Route, Voyage
from navroute.transit.daylight import Light
from navroute.transit.fuel import FuelPlan, Spot, Supply
from navroute.transit.schedule import Event, EventTime, Losses, Schedule
from navroute.transit.speed import SpeedBasis
from navroute.transit.stops import Stops
from navroute.transit.weather import WindsUsed
from navroute.vessels import Vessel, VesselType

__all__ = ["answer_from_dict"]

Values = Mapping[str, Any]
T = TypeVar("T")


def answer_from_dict(values: Values, *, source: str = "the answer") -> Route | Voyage:
    """Return the route or voyage whose ``to_dict()`` gave the values.

    Parameters
    ----------
    values : mapping
        Schema ``navroute/route/1`` or ``navroute/eta/1``; unknown keys are passed over.
    source : str
        For the error.

    Raises
    ------
    InvalidInputError
        Something is missing or of the wrong kind.
    """
    try:
        if values["schema"] not in ONE:
            raise InvalidInputError(f"its schema is {values['schema']}, not {' or '.join(ONE)}")
        return _voyage(values) if values["schema"] == ONE[0] else _route(values)
    except KeyError as error:
        missing = f"it has no {error}"
    except NavrouteError as error:
        missing = str(error).rstrip(".")
    except (TypeError, ValueError, AttributeError, IndexError):
        missing = "a value in it is empty or of the wrong kind"  # Python's own words help nobody
    raise InvalidInputError(
        f"{source} is not a whole answer of navroute: {missing}.",
        hint="Save it anew: navroute eta ... --json > voyage.json",
    )


def _voyage(values: Values) -> Voyage:
    route = _route(values)
    depart = _moment(values["depart"])
    return Voyage(
        vessel=_vessel(values["vessel"]),
        route=route,
        depart=depart,
        speed=SpeedBasis(Band(**values["speed_kn"]), values["speed_basis"]),
        schedule=_schedule(values, route, depart),
        as_of=dt.date.fromisoformat(values["as_of"]),
        depart_latest=_moment(values["depart_latest"]) if "depart_latest" in values else None,
        arrive_by=_arrive_by(values["arrive_by"]) if "arrive_by" in values else None,
        fuel=_fuel(values.get("fuel"), _vessel(values["vessel"])),
        weather=_winds(values.get("weather")),
        stops=_stops(values.get("stops")),
    )


def _winds(values: Values | None) -> WindsUsed | None:
    if values is None:
        return None
    return WindsUsed(values["winds"], values["covered_share"], tuple(values["sources"]))


def _stops(values: Values | None) -> Stops | None:
    if values is None:
        return None
    names = ("per_1000_nm", "median_h", "shape", "own_share", "ships")
    return Stops(**{name: values[name] for name in names}, sources=tuple(values["sources"]))


def _losses(values: Values | None) -> Losses | None:
    return None if values is None else Losses(**{k: Band(**v) for k, v in values.items()})


def _arrive_by(values: Values) -> ArriveBy:
    latest = {level: _moment(text) for level, text in values["latest_departure"].items()}
    return ArriveBy(_moment(values["moment"]), latest)


def _fuel(values: Values | None, vessel: Vessel) -> FuelPlan | None:
    if values is None:
        return None
    dry = values["runs_dry"]
    return FuelPlan(
        vessel=vessel,
        range_nm=values["range_nm"],
        speed_kn=values["speed_kn"],
        needed_nm=values["needed_nm"],
        dry=None if dry is None else _spot(dry),
        replenishments=tuple(_spot(row) for row in values["replenishments"]),
    )


def _spot(values: Values) -> Spot:
    supply = values["supply"]
    return Spot(
        distance_nm=values["distance_nm"],
        lat=values["lat"],
        lon=values["lon"],
        time=_moment(values["time"]),
        supply=None if supply is None else Supply(supply),
        supplier=values["supplier"] or "",
    )


def _route(values: Values) -> Route:
    path = _path(values["path"])
    free_path = values.get("free_path")
    detour_nm = values["detour_nm"]
    return Route(
        origin=_place(values["origin"]),
        destination=_place(values["destination"]),
        path=path,
        passages=tuple(
            _passage(crossing, row)
            for crossing, row in zip(path.crossings, values["passages"], strict=True)
        ),
        verdicts=tuple(_verdict(verdict) for verdict in values["verdicts"]),
        detour_nm=None if detour_nm is None else float(detour_nm),
        network=str(values["network"]),
        assumptions=tuple(map(str, values["assumptions"])),
        warnings=tuple(map(str, values["warnings"])),
        free_path=None if free_path is None else _path(free_path),
        other_verdicts=tuple(_verdict(row) for row in values.get("other_verdicts", ())),
    )


def _passage(crossing: Crossing, values: Values) -> Passage:
    light = values.get("light")
    return Passage(
        chokepoints.get(crossing.chokepoint),
        crossing.distance_nm,
        crossing.position,
        eta=_time_band(values["eta"]) if "eta" in values else None,
        light=None if light is None else Light(light),
        light_at=tuple(map(Light, (values.get("light_at") or {}).values())),
    )


def _path(values: Values | None) -> SeaPath:
    if not isinstance(values, Mapping):
        raise InvalidInputError("it has no path")
    points = np.array(values["lon_lat_deg"], dtype=float)
    runs_nm = np.array(values["distance_run_nm"], dtype=float)
    if points.shape != (len(runs_nm), 2) or len(points) < 2 or np.any(np.diff(runs_nm) < 0):
        raise InvalidInputError("its path is not a line")
    for lon, lat in points:
        Position(lat=lat, lon=lon)
    first_nm, last_nm = values["approach_nm"]
    crossings = tuple(
        Crossing(row["chokepoint"], float(row["distance_nm"]), _position(row))
        for row in values["crossings"]
    )
    return SeaPath(points, runs_nm, crossings, (float(first_nm), float(last_nm)))


def _schedule(values: Values, route: Route, depart: dt.datetime) -> Schedule:
    timeline = values["timeline"]
    knots_nm = np.array(timeline["distance_run_nm"], dtype=float)
    knots_h = np.array([timeline["hours"][key] for key in ("p10", "p50", "p90")], dtype=float)
    if knots_h.shape != (3, len(knots_nm)) or np.any(np.diff(knots_nm) < 0):
        raise InvalidInputError("its timeline is not a table")
    arrival = _time_band(values["eta"])
    ends = ("departure", route.origin, 0.0), ("arrival", route.destination, route.distance_nm)
    start, end = (
        Event(kind, kind, place.name, nm, place.position.lat, place.position.lon)  # type: ignore[arg-type]
        for kind, place, nm in ends
    )
    timed = [
        (start, TimeBand(depart, depart, depart)),
        *((_passage_event(passage), passage.eta) for passage in route.passages),
        (end, arrival),
    ]
    events = tuple(
        EventTime(event, eta, _hours(event.distance_nm, knots_nm, knots_h))
        for event, eta in timed
        if eta is not None
    )
    under_way_h = Band(**values["duration_h"]) if "depart_latest" in values else None
    losses = _losses(values.get("losses"))
    return Schedule(depart, events, knots_nm, knots_h, under_way_h=under_way_h, losses=losses)


def _passage_event(passage: Passage) -> Event:
    at = passage.position
    return Event("passage", passage.id, passage.name, passage.distance_nm, at.lat, at.lon)


def _hours(distance_nm: float, knots_nm: FloatArray, knots_h: FloatArray) -> Band:
    return Band(*(float(np.interp(distance_nm, knots_nm, row)) for row in knots_h))


def _place(values: Values) -> Place:
    if "id" not in values:
        return _position(values)
    return dataclasses.replace(_record(Port, values), position=_position(values["position"]))


def _vessel(values: Values) -> Vessel:
    lost_on = values.get("lost_on")
    ranges = values.get("ranges_nm_at_kn") or ()
    return dataclasses.replace(
        _record(Vessel, values),
        type=VesselType(values["type"]),
        lost_on=None if lost_on is None else dt.date.fromisoformat(lost_on),
        ranges_nm_at_kn=tuple((row["range_nm"], row["speed_kn"]) for row in ranges),
    )


def _verdict(values: Values) -> Verdict:
    return dataclasses.replace(
        _record(Verdict, {**values, "status": None}), status=Status(values["verdict"])
    )


def _record(kind: type[T], values: Values) -> T:
    """Return a dataclass whose texts, tuples and sets JSON had turned into None and lists."""
    found: dict[str, Any] = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        if field.name not in values:
            continue
        value, sort = values[field.name], str(field.type)
        if sort == "str":
            value = value or ""
        elif sort.startswith("tuple"):
            value = tuple(value or ())
        elif sort.startswith("frozenset"):
            value = frozenset(value or ())
        found[field.name] = value
    return kind(**found)


def _position(values: Values) -> Position:
    return Position(lat=values["lat"], lon=values["lon"])


def _time_band(values: Values) -> TimeBand:
    return TimeBand(*(_moment(values[key]) for key in ("p10", "p50", "p90")))


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise InvalidInputError(f"the time {text} has no offset")
    return moment.astimezone(dt.UTC)
