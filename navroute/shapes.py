"""Lines that a flat map draws right: great circles densified, cut at the antimeridian."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.network.path import SeaPath

__all__ = ["Polyline", "bbox", "densify", "split_at_antimeridian"]

FloatArray = NDArray[np.float64]

# A straight map line of this length strays at most 0.03 nm from the great circle at 60 degrees.
STEP_NM = 20.0


@dataclass(frozen=True, slots=True, eq=False)
class Polyline:
    """A line of points with the distance run at each.

    Parameters
    ----------
    lon_lat_deg : ndarray of float, shape (n, 2)
    distance_run_nm : ndarray of float, shape (n,)
    """

    lon_lat_deg: FloatArray
    distance_run_nm: FloatArray

    def coordinates(self, *, decimals: int = 5) -> list[tuple[float, float]]:
        """Return (lon, lat) tuples rounded to ``decimals`` (5 is about 1 m)."""
        return [(float(lon), float(lat)) for lon, lat in np.round(self.lon_lat_deg, decimals)]


def densify(path: SeaPath, *, step_nm: float = STEP_NM) -> Polyline:
    """Return the path with points along its geodesics at most ``step_nm`` apart.

    The path's own vertices are all kept.
    """
    vertices, runs = path.lon_lat_deg, path.distance_run_nm
    points, distances = [vertices[:1]], [runs[:1]]
    for index in range(len(vertices) - 1):
        leg = geo.intermediate(*vertices[index], *vertices[index + 1], step_nm=step_nm)[1:]
        share = np.arange(1, len(leg) + 1) / len(leg)
        points.append(leg)
        distances.append(runs[index] + share * (runs[index + 1] - runs[index]))
    return Polyline(np.vstack(points), np.concatenate(distances))


def split_at_antimeridian(line: Polyline) -> list[Polyline]:
    """Cut a densified line where it crosses longitude 180 (RFC 7946, section 3.1.9).

    Each part ends and the next begins on the antimeridian, at one latitude and distance run.
    """
    lon, lat = line.lon_lat_deg.T
    runs = line.distance_run_nm
    cuts = np.flatnonzero(np.abs(np.diff(lon)) > 180.0)
    parts, start = [], 0
    head: FloatArray = np.empty((0, 3))
    for cut in cuts:
        side = 180.0 if lon[cut] > 0 else -180.0
        gap = (lon[cut + 1] + 2 * side) - lon[cut]
        share = (side - lon[cut]) / gap
        at_lat = lat[cut] + share * (lat[cut + 1] - lat[cut])
        at_run = runs[cut] + share * (runs[cut + 1] - runs[cut])
        body = np.column_stack([lon, lat, runs])[start : cut + 1]
        parts.append(np.vstack([head, body, [[side, at_lat, at_run]]]))
        head, start = np.array([[-side, at_lat, at_run]]), int(cut) + 1
    parts.append(np.vstack([head, np.column_stack([lon, lat, runs])[start:]]))
    distinct = [_without_repeats(part) for part in parts]
    return [Polyline(part[:, :2], part[:, 2]) for part in distinct if len(part) > 1]


def bbox(parts: list[Polyline]) -> tuple[float, float, float, float]:
    """Return west, south, east, north; west is greater than east across the antimeridian."""
    lats = np.concatenate([part.lon_lat_deg[:, 1] for part in parts])
    south, north = float(lats.min()), float(lats.max())
    lons = [part.lon_lat_deg[:, 0] for part in parts]
    if len(parts) == 1:
        return float(lons[0].min()), south, float(lons[0].max()), north
    east_parts = [lon for lon in lons if lon.mean() > 0]
    west_parts = [lon for lon in lons if lon.mean() <= 0]
    west = min(float(lon.min()) for lon in east_parts)
    east = max(float(lon.max()) for lon in west_parts)
    return west, south, east, north


def _without_repeats(rows: FloatArray) -> FloatArray:
    keep = np.ones(len(rows), dtype=bool)
    keep[1:] = np.any(np.diff(rows[:, :2], axis=0) != 0.0, axis=1)
    return rows[keep]
