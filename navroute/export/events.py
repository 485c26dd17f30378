"""The events of a route or voyage in order, as every format tells them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from navroute.bands import TimeBand
from navroute.law.verdict import Status, Verdict
from navroute.places import local_time_zone
from navroute.positions import Position
from navroute.shapes import place_of

if TYPE_CHECKING:
    from navroute.results import Passage, Route, Voyage

__all__ = ["ClosedGate", "Event", "closed_gates", "events"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens at a place along the route.

    Parameters
    ----------
    id : str
        ``departure``, ``passage-suez_canal-1`` (the first time through), ``arrival``.
    kind : str
        ``departure``, ``passage`` or ``arrival``.
    name : str
        Of the port, position or chokepoint.
    position : Position
    distance_nm : float
        Distance run from the origin.
    time : TimeBand or None
        When; None on a route without a ship.
    time_zone : ZoneInfo or None
        For the local time at a port; None if there is none but UTC.
    chokepoint : str
        Id of the chokepoint of a passage, else empty.
    verdict : Verdict or None
        What the law says of the passage.
    light : str
        ``day``, ``twilight`` or ``night`` at the median time of a passage, else empty.
    """

    id: str
    kind: str
    name: str
    position: Position
    distance_nm: float
    time: TimeBand | None
    time_zone: ZoneInfo | None = None
    chokepoint: str = ""
    verdict: Verdict | None = None
    light: str = ""


@dataclass(frozen=True, slots=True)
class ClosedGate:
    """A chokepoint that is closed to the ship.

    Parameters
    ----------
    name : str
    position : Position
        The middle of its gate line.
    verdict : Verdict
    """

    name: str
    position: Position
    verdict: Verdict


def events(route: Route, voyage: Voyage | None = None) -> tuple[Event, ...]:
    """Return departure, passages in order, and arrival.

    Parameters
    ----------
    route : Route
    voyage : Voyage, optional
        The voyage on that route; without it the events have no times.
    """
    depart = None if voyage is None else _departure(voyage)
    arrive = None if voyage is None else voyage.eta
    return (
        _end("departure", route, 0.0, depart),
        *_passages(route, timed=voyage is not None),
        _end("arrival", route, route.distance_nm, arrive),
    )


def _departure(voyage: Voyage) -> TimeBand:
    """Return the percentiles of a window of departures; without one they are one moment."""
    if voyage.depart_latest is not None:
        return voyage.schedule.position_time(0.0)
    return TimeBand(voyage.depart, voyage.depart, voyage.depart)


def _end(kind: str, route: Route, distance_nm: float, time: TimeBand | None) -> Event:
    place = route.origin if kind == "departure" else route.destination
    return Event(
        id=kind,
        kind=kind,
        name=place.name,
        position=place.position,
        distance_nm=distance_nm,
        time=time,
        time_zone=local_time_zone(place),
    )


def _passages(route: Route, *, timed: bool) -> list[Event]:
    verdicts = {verdict.chokepoint: verdict for verdict in route.verdicts}
    times_passed: dict[str, int] = {}
    found = []
    for passage in route.passages:
        count = times_passed[passage.id] = times_passed.get(passage.id, 0) + 1
        eta = passage.eta if timed else None
        found.append(_passage(passage, count, eta, verdicts.get(passage.id)))
    return found


def _passage(passage: Passage, count: int, eta: TimeBand | None, verdict: Verdict | None) -> Event:
    return Event(
        id=f"passage-{passage.id}-{count}",
        kind="passage",
        name=passage.name,
        position=passage.position,
        distance_nm=passage.distance_nm,
        time=eta,
        chokepoint=passage.id,
        verdict=verdict,
        light=passage.light.value if eta is not None and passage.light is not None else "",
    )


def closed_gates(route: Route) -> tuple[ClosedGate, ...]:
    """Return the closed chokepoints that may have made the route longer: those the answer tells.

    Those closed by ice are left out, as ``detour_nm`` leaves them out.
    """
    from navroute import chokepoints

    gates = []
    for verdict in route.verdicts:
        if verdict.status is Status.CLOSED and not verdict.by_ice:
            chokepoint = chokepoints.get(verdict.chokepoint)
            gates.append(ClosedGate(chokepoint.name, place_of(chokepoint), verdict))
    return tuple(gates)
