"""One answer as a map or a picture shows it: read from what ``--json`` printed.

Maps and pictures are drawn from the JSON answer alone, so that a saved answer and a fresh one
give the same map.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from navroute import chokepoints
from navroute.bands import TimeBand
from navroute.errors import InvalidInputError, NotFoundError
from navroute.export.words import listed
from navroute.network.path import Crossing, SeaPath
from navroute.positions import Position
from navroute.shapes import Polyline, densify, place_of

__all__ = ["Gate", "Stop", "Timeline", "Track", "read"]

SCHEMAS = ("navroute/eta/1", "navroute/route/1")
REFUSAL = "navroute/error/1"
FloatArray = NDArray[np.float64]
Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stop:
    """A row of the timetable.

    Parameters
    ----------
    kind : str
        ``departure``, ``passage`` or ``arrival``.
    name : str
    position : Position
    distance_nm : float
        Distance run.
    time : TimeBand or None
        When; None on a route without a ship.
    time_zone : str
        IANA name of a port's zone; empty at sea.
    chokepoint, verdict : str
        Id and OPEN, CAUTION or CLOSED of a passage; else empty.
    """

    kind: str
    name: str
    position: Position
    distance_nm: float
    time: TimeBand | None
    time_zone: str = ""
    chokepoint: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """A chokepoint with what the answer says of it.

    Parameters
    ----------
    id, name : str
    line : tuple of (lon, lat)
        The gate line; of an inland canal one point.
    position : Position
        Where its symbol stands: on the way if it is passed, else the middle of the line.
    passed : bool
    told : bool
        Whether it bears on this way; the others are only there to be looked at.
    verdict : mapping
        As in the answer: ``verdict``, ``rule``, ``article``, ``reason``, ``since``, ``sources``.
    """

    id: str
    name: str
    line: tuple[tuple[float, float], ...]
    position: Position
    passed: bool
    told: bool
    verdict: Mapping[str, Any]

    @property
    def status(self) -> str:
        """OPEN, CAUTION or CLOSED."""
        return str(self.verdict["verdict"])


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Hours after departure by distance run; linear between the knots.

    Parameters
    ----------
    distance_nm : ndarray of float, shape (k,)
    hours : ndarray of float, shape (3, k)
        p10, p50, p90.
    """

    distance_nm: FloatArray
    hours: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A voyage or route, ready to draw.

    Parameters
    ----------
    answer : mapping
        The JSON answer itself.
    line : Polyline
        Densified; longitudes run on beyond +-180 instead of jumping.
    free_line : Polyline or None
        The way with everything open, if it is another.
    stops : tuple of Stop
    gates : tuple of Gate
    depart : datetime or None
        Aware UTC; None without a ship.
    timeline : Timeline or None
    refusal : str
        Why there is no such way, and this is only how it would be; else empty.
    shut : tuple of str
        Ids of what is closed then.
    company : tuple of (str, str)
        Names and kinds of the ships that go together; empty for one.
    """

    answer: Answer
    line: Polyline
    free_line: Polyline | None
    stops: tuple[Stop, ...]
    gates: tuple[Gate, ...]
    depart: dt.datetime | None
    timeline: Timeline | None
    refusal: str = ""
    shut: tuple[str, ...] = ()
    company: tuple[tuple[str, str], ...] = ()

    @property
    def ship(self) -> str:
        """Name of the ship, of several all; empty for a route without one."""
        if self.company:
            return listed(name for name, _ in self.company)
        vessel = self.answer.get("vessel")
        return str(vessel["name"]) if vessel else ""

    @property
    def title(self) -> str:
        """Ship and ends, for example ``Sparta II: Tartus to Baltiysk``."""
        ends = f"{self.stops[0].name} to {self.stops[-1].name}"
        if self.refusal:
            return f"{self.ship}: no way from {ends}" if self.ship else f"No way from {ends}"
        named = f"{self.ship}: {ends}" if self.ship else ends
        if not self.supposed_open:
            return named
        return f"{named}, if {self.supposition} were open"

    @property
    def supposition(self) -> str:
        """What is supposed open, in words; empty if nothing is."""
        if not self.supposed_open:
            return ""
        first, *others = self.supposed_open
        if len(others) > 1:
            return f"{first} and {len(others)} more"
        return " and ".join((first, *others))

    @property
    def supposed_open(self) -> tuple[str, ...]:
        """Names of what the way passes only because it is supposed open, in order."""
        opened = {
            gate.id for gate in self.gates if str(gate.verdict["overridden"] or "")[:6] == "--open"
        }.union(self.shut)
        passed = dict.fromkeys(stop.chokepoint for stop in self.stops)
        return tuple(chokepoints.get(key).in_prose for key in passed if key in opened)


def read(answer: Answer) -> Track:
    """Return what a saved or fresh JSON answer shows.

    Parameters
    ----------
    answer : mapping
        As ``to_dict()`` of a route or voyage returns it; or of a refusal, with the route or
        voyage that would be possible.

    Raises
    ------
    InvalidInputError
        Not an answer of ``navroute eta`` or ``navroute route``, or one without its shape.
    """
    if answer.get("schema") == REFUSAL and isinstance(answer.get("possible"), Mapping):
        return _refused(answer)
    return _read(answer)


def _refused(refusal: Answer) -> Track:
    """Return the way as it would be, with the gates as they are: closed."""
    possible = refusal["possible"]
    try:
        shut = {verdict["chokepoint"]: verdict for verdict in refusal["verdicts"]}
        message = str(refusal["message"])
        told, others = (
            [verdict for verdict in possible.get(key, ()) if verdict["chokepoint"] not in shut]
            for key in ("verdicts", "other_verdicts")
        )
    except (KeyError, TypeError) as error:
        raise InvalidInputError(
            "The refusal is not a whole answer of navroute.", hint="Save it anew with --json."
        ) from error
    drawn = {**possible, "verdicts": [*shut.values(), *told], "other_verdicts": others}
    return dataclasses.replace(_read(drawn), refusal=message, shut=tuple(shut))


def _read(answer: Answer) -> Track:
    schema = answer.get("schema")
    if schema not in SCHEMAS:
        raise InvalidInputError(
            f"This is no voyage and no route: its schema is {schema!r}.",
            hint="Save one with: navroute eta ... --json > voyage.json",
        )
    try:
        return _track(answer)
    except (KeyError, TypeError, ValueError, IndexError, NotFoundError) as error:
        raise InvalidInputError(
            f"The answer cannot be drawn: {type(error).__name__} at {error}.",
            hint="Save it again with this version of navroute: navroute eta ... --json",
        ) from error


def _track(answer: Answer) -> Track:
    free = answer["free_path"]
    timed = answer["schema"] == "navroute/eta/1"
    if timed and not (answer["eta"] and answer["depart"]):
        raise ValueError("eta")
    return Track(
        answer=answer,
        line=_line(answer["path"]),
        free_line=None if free is None else _line(free),
        stops=_stops(answer),
        gates=_gates(answer),
        depart=dt.datetime.fromisoformat(answer["depart"]) if timed else None,
        timeline=_timeline(answer["timeline"]) if timed else None,
    )


def _line(path: Mapping[str, Any]) -> Polyline:
    crossings = tuple(
        Crossing(c["chokepoint"], c["distance_nm"], Position(lat=c["lat"], lon=c["lon"]))
        for c in path["crossings"]
    )
    points = np.array(path["lon_lat_deg"], dtype=float)
    runs = np.array(path["distance_run_nm"], dtype=float)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) != len(runs):
        raise ValueError("path")
    if not (np.isfinite(points).all() and np.isfinite(runs).all()):
        raise ValueError("path")
    line = densify(SeaPath(points, runs, crossings, (0.0, 0.0)))
    lon = np.unwrap(line.lon_lat_deg[:, 0], period=360.0)
    return Polyline(np.column_stack([lon, line.lon_lat_deg[:, 1]]), line.distance_run_nm)


def _timeline(columns: Mapping[str, Any]) -> Timeline:
    hours = [columns["hours"][name] for name in ("p10", "p50", "p90")]
    return Timeline(np.array(columns["distance_run_nm"], float), np.array(hours, float))


def _stops(answer: Answer) -> tuple[Stop, ...]:
    verdicts = {row["chokepoint"]: row["verdict"] for row in answer["verdicts"]}
    depart, arrive = answer.get("depart"), answer.get("eta")
    leaving = {"p10": depart, "p50": depart, "p90": depart} if depart else None
    return (
        _end("departure", answer["origin"], 0.0, leaving),
        *(
            Stop(
                "passage",
                row["name"],
                Position(lat=row["lat"], lon=row["lon"]),
                float(row["distance_nm"]),
                _band(row.get("eta")),
                chokepoint=row["id"],
                verdict=verdicts.get(row["id"], ""),
            )
            for row in answer["passages"]
        ),
        _end("arrival", answer["destination"], float(answer["distance_nm"]), arrive),
    )


def _end(kind: str, place: Mapping[str, Any], distance_nm: float, time: Any) -> Stop:  # noqa: ANN401
    where = place.get("position") or place
    position = Position(lat=where["lat"], lon=where["lon"])
    name = str(place.get("name") or position.name)
    zone = str(place.get("time_zone") or "")
    return Stop(kind, name, position, distance_nm, _band(time), zone)


def _band(times: Mapping[str, str] | None) -> TimeBand | None:
    if times is None:
        return None
    return TimeBand(*(dt.datetime.fromisoformat(times[name]) for name in ("p10", "p50", "p90")))


def _gates(answer: Answer) -> tuple[Gate, ...]:
    passed = {
        row["id"]: Position(lat=row["lat"], lon=row["lon"]) for row in reversed(answer["passages"])
    }
    told, others = answer["verdicts"], answer.get("other_verdicts", ())
    gates = []
    for bears, verdict in [*((True, v) for v in told), *((False, v) for v in others)]:
        point = chokepoints.get(verdict["chokepoint"])
        middle = place_of(point)
        line = point.gate or ((point.position.lon, point.position.lat),)
        here = passed.get(point.id)
        passing = here is not None
        gates.append(Gate(point.id, point.name, line, here or middle, passing, bears, verdict))
    return tuple(gates)
