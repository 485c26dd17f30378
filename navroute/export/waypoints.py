"""The route as a navigator's list of waypoints, for GPX and RTZ.

Waypoints are the vertices of the path and the places where it crosses a gate. Plotters draw the
legs between them in their own ways, rhumb line or great circle, the more apart the longer the leg
and the nearer the pole, so long legs and legs in high latitudes get waypoints of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from navroute import geo
from navroute.bands import TimeBand
from navroute.export.events import Event, events
from navroute.geo import FloatArray
from navroute.results import Route, Voyage
from navroute.shapes import Polyline, densify

__all__ = ["Waypoint", "leg_speed_kn", "split", "waypoints"]

LONGEST_LEG_NM = 600.0
POLAR_LAT_DEG = 70.0
POLAR_STEP_NM = 60.0
SAME_PLACE_NM = 0.01  # 19 m; readers warn of waypoints nearer to each other
ON_EVENT_NM = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint:
    """A point at which the course may change, or something happens.

    Parameters
    ----------
    name : str
        Of what happens there, else ``WP`` and its number, from 1.
    lat, lon : float
        Degrees; longitude in [-180, 180).
    distance_nm : float
        Distance run from the origin.
    events : tuple of Event
        What happens there; mostly nothing.
    time : TimeBand or None
        When; None on a route without a ship.
    """

    name: str
    lat: float
    lon: float
    distance_nm: float
    events: tuple[Event, ...]
    time: TimeBand | None


def split(answer: Route | Voyage) -> tuple[Route, Voyage | None]:
    """Return the route of an answer, and the voyage if it is one."""
    return (answer.route, answer) if isinstance(answer, Voyage) else (answer, None)


def waypoints(answer: Route | Voyage) -> tuple[Waypoint, ...]:
    """Return the waypoints of a route or a voyage, at least two.

    Parameters
    ----------
    answer : Route or Voyage
    """
    route, voyage = split(answer)
    line = _dense_enough(densify(route.path, step_nm=LONGEST_LEG_NM))
    happenings = events(route, voyage)
    keep = _worth_keeping(line.distance_run_nm, [event.distance_nm for event in happenings])
    runs = line.distance_run_nm[keep]
    times = _times(voyage, runs)
    found = []
    for number, (point, run) in enumerate(zip(line.lon_lat_deg[keep], runs, strict=True)):
        here = tuple(e for e in happenings if abs(e.distance_nm - run) <= ON_EVENT_NM)
        found.append(
            Waypoint(
                name=" / ".join(event.name for event in here) or f"WP {number + 1:03d}",
                lat=float(point[1]),
                lon=float(geo.wrap_lon(point[0])),
                distance_nm=float(run),
                events=here,
                time=None if times is None else times[number],
            )
        )
    return tuple(found)


def leg_speed_kn(start: Waypoint, end: Waypoint) -> float | None:
    """Return the median speed over a leg, waits included; None where no time passes."""
    if start.time is None or end.time is None:
        return None
    hours = (end.time.p50 - start.time.p50).total_seconds() / 3600.0
    return (end.distance_nm - start.distance_nm) / hours if hours > 0 else None


def _dense_enough(line: Polyline) -> Polyline:
    """Add points to legs that lead into high latitudes."""
    points, runs = [line.lon_lat_deg[:1]], [line.distance_run_nm[:1]]
    for before, after in pairwise(range(len(line.lon_lat_deg))):
        start, end = line.lon_lat_deg[before], line.lon_lat_deg[after]
        leg = geo.intermediate(*start, *end, step_nm=POLAR_STEP_NM)[1:]
        if np.abs([start[1], *leg[:, 1]]).max() <= POLAR_LAT_DEG:
            leg = leg[-1:]
        share = np.arange(1, len(leg) + 1) / len(leg)
        first, last = line.distance_run_nm[[before, after]]
        points.append(leg)
        runs.append(first + share * (last - first))
    return Polyline(np.vstack(points), np.concatenate(runs))


def _worth_keeping(runs: FloatArray, at_events: Sequence[float]) -> list[int]:
    """Return the indices of one point per event, and of points that are apart from all others."""
    wanted: list[int] = []
    for index, run in enumerate(runs):
        to_event = min(abs(run - event) for event in at_events)
        gap = run - runs[wanted[-1]] if wanted else np.inf
        is_event = to_event <= ON_EVENT_NM
        if gap > ON_EVENT_NM if is_event else min(to_event, gap) >= SAME_PLACE_NM:
            wanted.append(index)
    return wanted


def _times(voyage: Voyage | None, runs: FloatArray) -> list[TimeBand] | None:
    return None if voyage is None else [voyage.schedule.position_time(float(nm)) for nm in runs]
