"""Which verdicts bear on a way, and which an answer only holds for maps."""

from __future__ import annotations

from collections.abc import Mapping

from navroute import chokepoints, geo
from navroute.closures import Way, crossed
from navroute.law.verdict import Status, Verdict
from navroute.positions import Position
from navroute.shapes import place_of

__all__ = ["told_and_others"]


def told_and_others(
    verdicts: Mapping[str, Verdict], way: Way, start: Position, end: Position
) -> tuple[tuple[Verdict, ...], tuple[Verdict, ...]]:
    """Return the verdicts that bear on a way, in the order of telling, and all the others.

    Told is what is passed, in order; then, the firmest first, what the user overrode, what lies on
    a way that would be shorter, and what is closed where it may have made the way longer: a
    chokepoint over which even the straight way is longer than the way itself cannot have.

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
        return shut and _straight_way_nm(verdict.chokepoint, start, end) < way.path.distance_nm

    not_passed = [verdict for key, verdict in verdicts.items() if key not in passed]
    bearing = [verdict for verdict in not_passed if bears(verdict)]
    told = (
        *(verdicts[key] for key in passed),
        *sorted(bearing, key=lambda v: (-v.status.severity, v.chokepoint)),
    )
    return told, tuple(verdict for verdict in not_passed if verdict not in bearing)


def _straight_way_nm(key: str, start: Position, end: Position) -> float:
    via = place_of(chokepoints.get(key))
    lengths = geo.lengths_nm(
        [start.lon, via.lon], [start.lat, via.lat], [via.lon, end.lon], [via.lat, end.lat]
    )
    return float(lengths.sum())
