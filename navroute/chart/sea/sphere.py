"""Directions on the auxiliary sphere of WGS84.

A geodesic of the ellipsoid is very nearly a great circle between points taken at their *reduced*
latitudes, so tangency and lines of sight are worked out there.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["AXIS_RATIO", "EARTH_NM", "to_lon_lat", "unit_vectors"]

FloatArray = NDArray[np.float64]

AXIS_RATIO = 1.0 - 1.0 / 298.257223563  # WGS84 flattening
EARTH_NM = 6371.0088 / 1.852  # mean radius (IUGG R1)


def unit_vectors(lon_deg: FloatArray, lat_deg: FloatArray) -> FloatArray:
    """Return unit vectors at reduced latitudes, shape (n, 3)."""
    lon = np.radians(lon_deg)
    beta = np.arctan(AXIS_RATIO * np.tan(np.radians(lat_deg)))
    return np.stack([np.cos(beta) * np.cos(lon), np.cos(beta) * np.sin(lon), np.sin(beta)], axis=-1)


@njit(cache=True)
def to_lon_lat(x: float, y: float, z: float) -> tuple[float, float]:
    """Return longitude and geodetic latitude in degrees of a unit vector."""
    return (
        math.degrees(math.atan2(y, x)),
        math.degrees(math.atan2(z, AXIS_RATIO * math.hypot(x, y))),
    )
