"""Lines that a flat map draws right: great circles densified, cut at the antimeridian."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.chokepoints import Chokepoint
from navroute.network.path import SeaPath
from navroute.positions import Position

__all__ = ["Polyline", "bbox", "densify", "place_of", "split_at_antimeridian"]

FloatArray = NDArray[np.float64]

# A straight map line of this length strays at most 0.03 nm from the great circle at latitude 60
# and 0.17 nm at 85: s^2 tan(lat) / 8R.
STEP_NM = 20.0
# 1e-9 degrees is 0.1 mm: nearer to longitude 180 a point is rounding noise of one on it.
ON_ANTIMERIDIAN_DEG = 1e-9
# Two points of a path nearer to each other than 0.2 mm are one.
SAME_POINT_NM = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class Polyline:
    """A line of points with the distance run at each.

    Parameters
    ----------
    lon_lat_deg : ndarray of float, shape (n, 2)
    distance_run_nm : ndarray of float, shape (n,)
        Not decreasing.
    """

    lon_lat_deg: FloatArray
    distance_run_nm: FloatArray

    def rounded(self, *, decimals: int = 5) -> Polyline:
        """Return the line rounded, without points that rounding made equal to the one before."""
        points = np.round(self.lon_lat_deg, decimals) + 0.0  # + 0.0 turns -0.0 into 0.0
        rows = np.column_stack([points, self.distance_run_nm])
        return _of_rows(_without_repeats(rows))

    def at(self, distance_nm: float) -> tuple[float, float]:
        """Return (lon, lat) at a distance run, on the straight map line between two points."""
        share, before = self._locate(distance_nm)
        if share == 0.0:
            lon, lat = self.lon_lat_deg[before]
            return float(lon), float(lat)
        start, end = self.lon_lat_deg[before : before + 2]
        east = geo.wrap_lon(end[0] - start[0])
        lon = geo.wrap_lon(start[0] + share * east)
        return float(lon), float(start[1] + share * (end[1] - start[1]))

    def between(self, start_nm: float, end_nm: float) -> Polyline:
        """Return the stretch between two distances run, both ends included."""
        runs = self.distance_run_nm
        inside = (runs > start_nm + SAME_POINT_NM) & (runs < end_nm - SAME_POINT_NM)
        points = np.vstack([self.at(start_nm), self.lon_lat_deg[inside], self.at(end_nm)])
        return Polyline(points, np.concatenate([[start_nm], runs[inside], [end_nm]]))

    def _locate(self, distance_nm: float) -> tuple[float, int]:
        """Return the share of the segment that is run, and the index of the segment's start."""
        runs = self.distance_run_nm
        after = int(np.searchsorted(runs, distance_nm - SAME_POINT_NM))
        after = min(after, len(runs) - 1)
        if after == 0 or runs[after] - distance_nm <= SAME_POINT_NM:
            return 0.0, after
        length = runs[after] - runs[after - 1]
        return float((distance_nm - runs[after - 1]) / length), after - 1


def densify(path: SeaPath, *, step_nm: float = STEP_NM) -> Polyline:
    """Return the path with points along its geodesics at most ``step_nm`` apart.

    The path's own vertices and the points where it crosses a gate are all kept.
    """
    vertices, runs = _with_crossings(path)
    pieces = geo.cut(*vertices[:-1].T, *vertices[1:].T, step_nm=step_nm)
    points = np.vstack([pieces.start, vertices[-1:]])
    outside = np.abs(points[:, 0]) > 180.0
    points[outside, 0] = geo.wrap_lon(points[outside, 0])
    leg_nm = np.diff(runs)[pieces.leg]
    distances = np.append(runs[pieces.leg] + pieces.fraction[:, 0] * leg_nm, runs[-1])
    return Polyline(points, distances)


def _with_crossings(path: SeaPath) -> tuple[FloatArray, FloatArray]:
    vertices, runs = path.lon_lat_deg, path.distance_run_nm
    for crossing in path.crossings:
        if np.min(np.abs(runs - crossing.distance_nm)) > SAME_POINT_NM:
            place = int(np.searchsorted(runs, crossing.distance_nm))
            point = (crossing.position.lon, crossing.position.lat)
            vertices = np.insert(vertices, place, point, axis=0)
            runs = np.insert(runs, place, crossing.distance_nm)
    return vertices, runs


def split_at_antimeridian(line: Polyline) -> list[Polyline]:
    """Cut a densified line where it crosses longitude 180 (RFC 7946, section 3.1.9).

    Each part ends and the next begins on the antimeridian, at one latitude and distance run.
    A line that only touches the antimeridian, or runs along it, is not cut there.
    """
    lon = _on_one_side(line.lon_lat_deg[:, 0])
    rows = np.column_stack([lon, line.lon_lat_deg[:, 1], line.distance_run_nm])
    parts, start = [], 0
    head: FloatArray = np.empty((0, 3))
    for cut in np.flatnonzero(np.abs(np.diff(lon)) > 180.0):
        side = float(np.copysign(180.0, lon[cut]))
        lat, run = _crossing(rows[cut], rows[cut + 1])
        parts.append(np.vstack([head, rows[start : cut + 1], [[side, lat, run]]]))
        head, start = np.array([[-side, lat, run]]), int(cut) + 1
    parts.append(np.vstack([head, rows[start:]]))
    distinct = [_without_repeats(part) for part in parts]
    return [_of_rows(part) for part in distinct if len(part) > 1]


def _on_one_side(lon_deg: FloatArray) -> FloatArray:
    """Write each point on the antimeridian as +180 or -180, as the point before it is.

    The first points take the side of the first point off the antimeridian; without this, a line
    along it would jump from side to side.
    """
    lon = lon_deg.copy()
    on_it = np.abs(lon) >= 180.0 - ON_ANTIMERIDIAN_DEG
    off = np.flatnonzero(~on_it)
    side = np.copysign(180.0, lon[off[0]]) if len(off) else 180.0
    for index in np.flatnonzero(on_it):
        lon[index] = np.copysign(180.0, lon[index - 1]) if index else side
    return lon


def _crossing(before: FloatArray, after: FloatArray) -> tuple[float, float]:
    """Return latitude and distance run where the great circle crosses the antimeridian.

    The sphere stands for the ellipsoid: over a step of 20 nm the two differ by under 2 m.
    """
    for end in (before, after):
        if abs(end[0]) == 180.0:
            return float(end[1]), float(end[2])
    start, end = geo.unit_vectors([before[0], after[0]], [before[1], after[1]])
    normal = np.cross(start, end)
    # The great circle's plane meets the plane of longitudes 0 and 180 in this line.
    point = np.array([normal[2], 0.0, -normal[0]])
    point *= np.copysign(1.0, np.dot(point, start + end)) / max(np.linalg.norm(point), 1e-300)
    whole, part = _angle(start, end), _angle(start, point)
    share = min(part / whole, 1.0) if whole > 0.0 else 0.0
    lat = float(np.degrees(np.arctan2(point[2], abs(point[0]))))
    return lat, float(before[2] + share * (after[2] - before[2]))


def _angle(first: FloatArray, second: FloatArray) -> float:
    across = float(np.linalg.norm(np.cross(first, second)))
    return float(np.arctan2(across, np.dot(first, second)))


def bbox(parts: Iterable[Polyline]) -> tuple[float, float, float, float]:
    """Return west, south, east, north of lines that do not cross the antimeridian themselves.

    The narrowest box that holds them all: west is greater than east when it crosses the
    antimeridian (RFC 7946, section 5.2).
    """
    lines = [part.lon_lat_deg for part in parts]
    lats = np.concatenate([line[:, 1] for line in lines])
    west, east = _narrowest([(line[:, 0].min(), line[:, 0].max()) for line in lines])
    return west, float(lats.min()), east, float(lats.max())


def _narrowest(intervals: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return the shortest arc over all intervals: the circle without its widest gap."""
    ordered = sorted((float(west), float(east)) for west, east in intervals)
    first, reach = ordered[0]
    gaps = []
    for west, east in ordered[1:]:
        if west > reach:
            gaps.append((west - reach, west, reach))
        reach = max(reach, east)
    outside = first + 360.0 - reach
    width, west, east = max(gaps, default=(0.0, first, reach))
    return (west, east) if width > outside else (first, reach)


def _of_rows(rows: FloatArray) -> Polyline:
    return Polyline(rows[:, :2], rows[:, 2])


def _without_repeats(rows: FloatArray) -> FloatArray:
    keep = np.ones(len(rows), dtype=bool)
    keep[1:] = np.any(np.diff(rows[:, :2], axis=0) != 0.0, axis=1)
    return rows[keep]


def place_of(chokepoint: Chokepoint) -> Position:
    """Return the point halfway along a chokepoint's gate line; of an inland canal its position."""
    if not chokepoint.gate:
        return chokepoint.position
    points = np.array(chokepoint.gate, dtype=float)
    lon, lat = points.T
    lengths = geo.lengths_nm(lon[:-1], lat[:-1], lon[1:], lat[1:])
    runs = np.concatenate([[0.0], np.cumsum(lengths)])
    middle_lon, middle_lat = Polyline(points, runs).at(float(runs[-1]) / 2)
    return Position(lat=middle_lat, lon=middle_lon)
