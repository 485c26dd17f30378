"""How far a full tank takes a ship at a speed.

Fuel burnt in an hour grows with the cube of speed, so fuel burnt in a mile with its square: range
goes with V^-2. Between two quoted points (range, speed) the range runs straight in logarithms
through both; beyond the points it goes with V^-2 from the nearest one. Slower than `SLOWEST` of
the lowest quoted speed it does not grow any more, for hotel load and poor efficiency eat the gain;
above the ship's maximum speed it does not fall. A range quoted without speed is taken at cruise
speed. A range that is quoted longer at a higher speed is cut to the one at the lower.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from navroute.vessels import Vessel

__all__ = ["SLOWEST", "basis", "capped_below_kn", "range_at_nm"]

SLOWEST = 0.75  # of the lowest quoted speed; navroute's assumption

_Points = Sequence[tuple[float, float]]


def range_at_nm(vessel: Vessel, speed_kn: float) -> float | None:
    """Return how far a full tank takes a ship at a speed, None if no range is known.

    Examples
    --------
    >>> from navroute import vessels
    >>> range_at_nm(vessels.get("Admiral Gorshkov"), 14.0)  # as quoted
    4850.0
    """
    points = _points(vessel)
    if not points:
        return None
    fastest_kn = vessel.max_speed_kn or math.inf
    return _through(points, max(min(speed_kn, fastest_kn), SLOWEST * points[0][1]))


def capped_below_kn(vessel: Vessel) -> float | None:
    """Return the speed below which the range grows no more, None if no range is known."""
    points = _points(vessel)
    return SLOWEST * points[0][1] if points else None


def basis(vessel: Vessel) -> str:
    """Return in words what the range rests on."""
    marked = {"ranges_nm_at_kn", "range_nm"} & vessel.from_memory
    memory = " (from memory)" if marked else ""
    if vessel.ranges_nm_at_kn:
        quoted = " and ".join(f"{nm:,.0f} nm at {kn:g} kn" for nm, kn in vessel.ranges_nm_at_kn)
    else:
        quoted = f"{vessel.range_nm:,.0f} nm, taken at cruise speed {vessel.cruise_speed_kn:g} kn"
    return (
        f"quoted {quoted}{memory}; range goes with V^-2, down to "
        f"{SLOWEST:g} of the lowest quoted speed"
    )


def _points(vessel: Vessel) -> _Points:
    """Return (range, speed) by rising speed, the range never rising with it."""
    quoted = vessel.ranges_nm_at_kn
    if not quoted and vessel.range_nm and vessel.cruise_speed_kn:
        quoted = ((vessel.range_nm, vessel.cruise_speed_kn),)
    # Of two at one speed the shorter: it comes last, and stays.
    by_speed = {kn: nm for nm, kn in sorted(quoted, reverse=True)}
    speeds_kn = sorted(by_speed)
    ranges_nm = itertools.accumulate((by_speed[kn] for kn in speeds_kn), min)
    return list(zip(ranges_nm, speeds_kn, strict=True))


def _through(points: _Points, speed_kn: float) -> float:
    for (nm1, kn1), (nm2, kn2) in itertools.pairwise(points):
        if kn1 <= speed_kn <= kn2:
            share = math.log(speed_kn / kn1) / math.log(kn2 / kn1)
            return nm1 * math.pow(nm2 / nm1, share)
    nm, kn = points[0] if speed_kn <= points[0][1] else points[-1]
    return nm * (kn / speed_kn) ** 2
