"""Geodesics on the WGS84 ellipsoid; the only module that speaks to pyproj."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

__all__ = ["NM_M", "distance_nm", "intermediate", "lengths_nm", "unit_vectors", "wrap_lon"]

FloatArray = NDArray[np.float64]

NM_M = 1852.0  # international nautical mile, exact by definition (1929 Hydrographic Conference)


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


def unit_vectors(lon_deg: ArrayLike, lat_deg: ArrayLike) -> FloatArray:
    """Return points on the unit sphere, shape (..., 3): distances without poles or dateline."""
    lon, lat = np.radians(np.asarray(lon_deg, float)), np.radians(np.asarray(lat_deg, float))
    cos_lat = np.cos(lat)
    return np.stack([cos_lat * np.cos(lon), cos_lat * np.sin(lon), np.sin(lat)], axis=-1)
