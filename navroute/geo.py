"""Geodesics on the WGS84 ellipsoid; the only module that speaks to pyproj."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

__all__ = [
    "LEAST_RADIUS_NM",
    "NM_M",
    "Pieces",
    "along",
    "cut",
    "distance_nm",
    "intermediate",
    "lengths_nm",
    "lower_bounds_nm",
    "points_along",
    "ring",
    "unit_vectors",
    "wrap_lon",
]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

NM_M = 1852.0  # international nautical mile, exact by definition (1929 Hydrographic Conference)

# Smallest radius of curvature of WGS84, a(1 - e^2), the meridian's at the equator (NGA.STND.0036):
# with it, the spherical distance between geodetic positions never exceeds the geodesic.
LEAST_RADIUS_NM = 6_378_137.0 * (1 - 0.00669437999014) / NM_M


@functools.cache
def _geod() -> Geod:
    return Geod(ellps="WGS84")


def wrap_lon(lon_deg: ArrayLike) -> FloatArray:
    """Return longitudes in [-180, 180)."""
    return np.asarray((np.asarray(lon_deg, dtype=float) + 180.0) % 360.0 - 180.0)


def lengths_nm(
    lon1_deg: ArrayLike, lat1_deg: ArrayLike, lon2_deg: ArrayLike, lat2_deg: ArrayLike
) -> FloatArray:
    """Return geodesic lengths in nautical miles, element by element."""
    first = np.asarray(lon1_deg, float), np.asarray(lat1_deg, float)
    second = np.asarray(lon2_deg, float), np.asarray(lat2_deg, float)
    _, _, metres = _geod().inv(*first, *second)
    return np.asarray(metres, dtype=float) / NM_M


def distance_nm(lon1_deg: float, lat1_deg: float, lon2_deg: float, lat2_deg: float) -> float:
    """Return the geodesic length between two points in nautical miles."""
    return float(lengths_nm(lon1_deg, lat1_deg, lon2_deg, lat2_deg))


def intermediate(
    lon1_deg: float, lat1_deg: float, lon2_deg: float, lat2_deg: float, *, step_nm: float
) -> FloatArray:
    """Return points along a geodesic, both ends included, at most ``step_nm`` apart.

    Returns
    -------
    ndarray of float, shape (n, 2)
        Longitude and latitude, n >= 2; longitudes in [-180, 180].
    """
    count = max(int(np.ceil(distance_nm(lon1_deg, lat1_deg, lon2_deg, lat2_deg) / step_nm)), 1)
    ends = np.array([[lon1_deg, lat1_deg], [lon2_deg, lat2_deg]], dtype=float)
    if count == 1:
        return ends
    inner = _geod().npts(lon1_deg, lat1_deg, lon2_deg, lat2_deg, count - 1)
    return np.vstack([ends[:1], np.array(inner, dtype=float), ends[1:]])


def along(
    lon1_deg: float, lat1_deg: float, lon2_deg: float, lat2_deg: float, *, fraction: float
) -> tuple[float, float]:
    """Return the (lon, lat) at a fraction of a geodesic's length from its first end."""
    azimuth, _, metres = _geod().inv(lon1_deg, lat1_deg, lon2_deg, lat2_deg)
    lon, lat, _ = _geod().fwd(lon1_deg, lat1_deg, azimuth, metres * fraction)
    return float(lon), float(lat)


def points_along(
    start_deg: FloatArray, end_deg: FloatArray, fraction: ArrayLike
) -> list[tuple[float, float]]:
    """Return the (lon, lat) at a fraction of each of many geodesics' lengths.

    Parameters
    ----------
    start_deg, end_deg : ndarray of float, shape (n, 2)
        Longitude and latitude.
    fraction : array_like, shape (n,)
    """
    lon1, lat1 = start_deg.T
    azimuth, _, metres = _geod().inv(lon1, lat1, *end_deg.T)
    run = np.asarray(metres, float) * np.asarray(fraction, float)
    lon, lat, _ = _geod().fwd(lon1, lat1, azimuth, run)
    return list(zip(np.asarray(lon).tolist(), np.asarray(lat).tolist(), strict=True))


def ring(lon_deg: float, lat_deg: float, radius_nm: float, *, count: int) -> FloatArray:
    """Return ``count`` points at one distance from a point, evenly by bearing, from north."""
    bearings = np.arange(count) * (360.0 / count)
    same = np.ones(count)
    lon, lat, _ = _geod().fwd(lon_deg * same, lat_deg * same, bearings, radius_nm * NM_M * same)
    return np.column_stack([lon, lat])


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Geodesics cut so short that each piece is straight on a flat map.

    Parameters
    ----------
    leg : ndarray of int, shape (n,)
        Which geodesic a piece belongs to; not decreasing.
    fraction : ndarray of float, shape (n, 2)
        Where on its geodesic a piece begins and ends, 0 to 1.
    start, end : ndarray of float, shape (n, 2)
        Longitude and latitude. Longitudes run on across the antimeridian, beyond +-180.
    """

    leg: IntArray
    fraction: FloatArray
    start: FloatArray
    end: FloatArray


def cut(
    lon1_deg: ArrayLike,
    lat1_deg: ArrayLike,
    lon2_deg: ArrayLike,
    lat2_deg: ArrayLike,
    *,
    step_nm: float,
) -> Pieces:
    """Cut many geodesics at once into pieces of at most ``step_nm`` each."""
    ends = [np.atleast_1d(np.asarray(x, float)) for x in (lon1_deg, lat1_deg, lon2_deg, lat2_deg)]
    lon1, lat1, lon2, lat2 = np.broadcast_arrays(*ends)
    azimuth, _, metres = _geod().inv(lon1, lat1, lon2, lat2)
    counts = np.maximum(np.ceil(np.asarray(metres) / NM_M / step_nm), 1).astype(np.int64)
    leg = np.repeat(np.arange(len(counts)), counts)
    number = np.arange(len(leg)) - np.repeat(np.cumsum(counts) - counts, counts)
    fraction = np.column_stack([number, number + 1]) / counts[leg][:, None]
    lon, lat, _ = _geod().fwd(
        lon1[leg], lat1[leg], np.asarray(azimuth)[leg], np.asarray(metres)[leg] * fraction[:, 0]
    )
    start = np.column_stack([lon, lat])
    start[number == 0] = np.column_stack([lon1, lat1])
    last = number == counts[leg] - 1
    end = np.empty_like(start)
    end[:-1], end[last] = start[1:], np.column_stack([lon2, lat2])
    for points in (start, end):
        points[:, 0] = lon1[leg] + wrap_lon(points[:, 0] - lon1[leg])
    return Pieces(leg, fraction, start, end)


def lower_bounds_nm(lon_deg: ArrayLike, lat_deg: ArrayLike, to: FloatArray) -> FloatArray:
    """Return distances to points given as unit vectors, never longer than the geodesics.

    Parameters
    ----------
    lon_deg, lat_deg : array_like
        One position.
    to : ndarray of float, shape (n, 3)
        Points as :func:`unit_vectors` gives them.
    """
    chord = np.linalg.norm(to - unit_vectors(lon_deg, lat_deg), axis=-1)
    return np.asarray(2 * np.arcsin(np.minimum(chord / 2, 1.0)) * LEAST_RADIUS_NM)


def unit_vectors(lon_deg: ArrayLike, lat_deg: ArrayLike) -> FloatArray:
    """Return points on the unit sphere, shape (..., 3): distances without poles or dateline."""
    lon, lat = np.radians(np.asarray(lon_deg, float)), np.radians(np.asarray(lat_deg, float))
    cos_lat = np.cos(lat)
    return np.stack([cos_lat * np.cos(lon), cos_lat * np.sin(lon), np.sin(lat)], axis=-1)
