"""Points along a rhumb line on the WGS84 ellipsoid.

A rhumb line is straight on a Mercator chart, so its points are those between which longitude and
isometric latitude grow in step (Snyder, Map Projections: A Working Manual, USGS PP 1395, 1987,
eq. 7-7 and 3-7).
"""

from __future__ import annotations

import math

import numpy as np

from navroute import geo
from navroute.geo import FloatArray

__all__ = ["points"]

_ECCENTRICITY = math.sqrt(0.00669437999014)  # WGS84, NGA.STND.0036
_NEAR_POLE_DEG = 89.9  # a rhumb line winds round the pole for ever


def points(
    lon1_deg: float, lat1_deg: float, lon2_deg: float, lat2_deg: float, *, step_nm: float
) -> FloatArray:
    """Return points along the rhumb line, both ends included, about ``step_nm`` apart.

    The shorter way round in longitude is taken. From or to a pole it is a meridian.

    Returns
    -------
    ndarray of float, shape (n, 2)
        Longitude and latitude, n >= 2; longitudes in [-180, 180].
    """
    ends = np.array([[lon1_deg, lat1_deg], [lon2_deg, lat2_deg]], dtype=float)
    if max(abs(lat1_deg), abs(lat2_deg)) > _NEAR_POLE_DEG:
        return geo.intermediate(lon1_deg, lat1_deg, lon2_deg, lat2_deg, step_nm=step_nm)
    north, east = lat2_deg - lat1_deg, float(geo.wrap_lon(lon2_deg - lon1_deg))
    middle = math.radians((lat1_deg + lat2_deg) / 2)
    rough_nm = 60.0 * math.hypot(north, east * math.cos(middle))
    count = max(math.ceil(rough_nm / step_nm), 1)
    share = np.arange(1, count) / count
    lat = lat1_deg + share * north
    if abs(north) > 1e-9:
        first, last = _isometric(lat1_deg), _isometric(lat2_deg)
        share = (_isometric(lat) - first) / (last - first)
    lon = geo.wrap_lon(lon1_deg + share * east)
    return np.vstack([ends[:1], np.column_stack([lon, lat]), ends[1:]])


def _isometric(lat_deg: float | FloatArray) -> FloatArray:
    sine = np.sin(np.radians(lat_deg))
    return np.asarray(
        np.arctanh(sine) - _ECCENTRICITY * np.arctanh(_ECCENTRICITY * sine), dtype=float
    )
