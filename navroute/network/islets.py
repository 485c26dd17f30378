"""Round an islet: the way past land so small that the network has no bends left round it.

Pruning keeps the corners that ways between ports and coasts use. Behind a lone island a ship may
see none of them but far ones; then the way bends at points of rings around both places instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.geo import FloatArray
from navroute.network import sight
from navroute.network.waters import Waters, reduced_vectors

__all__ = ["bends"]

RADII_NM, BEARINGS = (4.0, 8.0, 13.0, 20.0, 30.0), 20


@dataclass(frozen=True, slots=True, eq=False)
class _End:
    """A place: longitude and latitude, unit vector, and over how much land its rays may begin."""

    lon_lat_deg: tuple[float, float]
    start: FloatArray
    ashore_nm: float


def bends(
    waters: Waters,
    ends: tuple[tuple[float, float], tuple[float, float]],
    ashore_nm: tuple[float, float],
) -> list[tuple[float, float]]:
    """Return the bends (lon, lat) of the shortest way over rings around two places, if any.

    Parameters
    ----------
    waters : Waters
    ends : two of (lon, lat)
    ashore_nm : (float, float)
        Over so much land the rays from each place may begin.
    """
    first, last = (
        _End(end, reduced_vectors(np.array([end[0]]), np.array([end[1]]))[0], land_nm)
        for end, land_nm in zip(ends, ashore_nm, strict=True)
    )
    rings = [_ring(waters, end) for end in ends]
    points = np.vstack([ring for ring, near in rings if near] or [np.empty((0, 2))])
    at = reduced_vectors(*points.T)
    seen = [sight.clear(waters, end.start, at, ashore_nm=end.ashore_nm) for end in (first, last)]
    if not seen[0].any() or not seen[1].any():
        return []
    costs = [_costs(end, points, mask) for end, mask in zip((first, last), seen, strict=True)]
    way = _shortest(costs[0], costs[1], _between(waters, points, at))
    return [(float(lon), float(lat)) for lon, lat in points[way]]


def _ring(waters: Waters, lon_lat_deg: tuple[float, float]) -> tuple[FloatArray, bool]:
    """Return the points with room around a place, and whether others have none: land is near."""
    points = np.vstack([geo.ring(*lon_lat_deg, r, count=BEARINGS) for r in RADII_NM])
    room = waters.room_nm(reduced_vectors(*points.T))[0] >= 0
    return points[room], not room.all()


def _costs(end: _End, points: FloatArray, seen: NDArray[np.bool_]) -> FloatArray:
    lon, lat = (np.full(len(points), value) for value in end.lon_lat_deg)
    return np.where(seen, geo.lengths_nm(lon, lat, *points.T), np.inf)


def _between(waters: Waters, points: FloatArray, at: FloatArray) -> FloatArray:
    """Return how far it is from each point to each other that it sees."""
    one, other = np.triu_indices(len(points), 1)
    seen = sight.clear_at_sea(waters, at[one], at[other])
    one, other = one[seen], other[seen]
    costs = np.full((len(points), len(points)), np.inf)
    costs[one, other] = costs[other, one] = geo.lengths_nm(*points[one].T, *points[other].T)
    return costs


def _shortest(start: FloatArray, goal: FloatArray, between: FloatArray) -> list[int]:
    """Return the numbers of the points on the shortest way; each is passed once at most."""
    spent, came = start.copy(), np.full(len(start), -1)
    done = np.zeros(len(start), dtype=np.bool_)
    for _ in range(len(start)):
        here = int(np.argmin(np.where(done, np.inf, spent)))
        if done[here] or not np.isfinite(spent[here]):
            break
        done[here] = True
        ahead = spent[here] + between[here]
        better = ahead < spent
        spent[better], came[better] = ahead[better], here
    total = spent + goal
    if not np.isfinite(total).any():
        return []
    way = [int(np.argmin(total))]
    while came[way[-1]] >= 0:
        way.append(int(came[way[-1]]))
    return way[::-1]
