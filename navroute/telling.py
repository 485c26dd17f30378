"""Which verdicts bear on a way, and which an answer only holds for maps."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from navroute import chokepoints, geo
from navroute.closures import Way, crossed
from navroute.law.verdict import Status, Verdict
from navroute.positions import Position
from navroute.shapes import densify, place_of

__all__ = ["told_and_others"]

NEAR_NM = 500.0  # a day and a half of sailing: nobody asks why a ship did not go farther out


def told_and_others(
    verdicts: Mapping[str, Verdict], way: Way, start: Position, end: Position
) -> tuple[tuple[Verdict, ...], tuple[Verdict, ...]]:
    """Return the verdicts that bear on a way, in the order of telling, and all the others.

    Told is what is passed, in order; then, the firmest first, what the user overrode, what lies on
    a way that would be shorter, and what is closed near the way where it may have made it longer:
    a chokepoint over which even the straight way is longer than the way itself cannot have.

    Parameters
    ----------
    verdicts : mapping of str to Verdict
        Of every chokepoint.
    way : Way
    start, end : Position
    """
    passed = dict.fromkeys(crossed(way.path))
    ways = (way.open_path, way.free_path, way.lawful_path)
    left_aside = {key for path in ways for key in crossed(path)}

    def bears(verdict: Verdict) -> bool:
        if verdict.overridden or verdict.chokepoint in left_aside:
            return True
        shut = verdict.status is Status.CLOSED and not verdict.by_ice
        return shut and _in_question(place_of(chokepoints.get(verdict.chokepoint)), way, start, end)

    not_passed = [verdict for key, verdict in verdicts.items() if key not in passed]
    bearing = [verdict for verdict in not_passed if bears(verdict)]
    told = (
        *(verdicts[key] for key in passed),
        *sorted(bearing, key=lambda v: (-v.status.severity, v.chokepoint)),
    )
    return told, tuple(verdict for verdict in not_passed if verdict not in bearing)


def _in_question(via: Position, way: Way, start: Position, end: Position) -> bool:
    """Return whether a place lies near a way and is not a longer one even in straight lines."""
    straight = geo.lengths_nm(
        [start.lon, via.lon], [start.lat, via.lat], [via.lon, end.lon], [via.lat, end.lat]
    )
    if straight.sum() >= way.path.distance_nm:
        return False
    lon, lat = densify(way.path).lon_lat_deg.T
    there = np.full(len(lon), via.lon), np.full(len(lat), via.lat)
    return float(geo.lengths_nm(lon, lat, *there).min()) <= NEAR_NM
