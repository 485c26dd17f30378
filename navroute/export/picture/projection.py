"""From the globe to the plane: Mercator for most ways, polar stereographic near a pole.

Both are conformal, so that headings and coasts look as sailors know them (Snyder, Map
Projections: A Working Manual, USGS Professional Paper 1395, 1987, equations 7-1, 7-2 and 21-1 to
21-12, on the sphere).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from navroute.export.picture.canvas import Points

__all__ = ["Mercator", "PolarStereographic", "Projection", "choose"]

POLAR_FROM_DEG = 75.0  # there Mercator draws four times as large as at the equator
_MERCATOR_END_DEG = 85.0


class Projection(Protocol):
    """What a picture needs of a projection."""

    @property
    def turns_deg(self) -> tuple[float, ...]:
        """Longitudes to add to land so that every copy of it that may be seen is drawn."""
        ...

    def project(self, lon_lat_deg: Points) -> Points:
        """Return plane coordinates, y upwards; longitudes may run on beyond +-180."""
        ...

    def shows(self, ring: Points) -> bool:
        """Return whether a ring on the globe is a ring in the plane."""
        ...

    def reach(self, bounds_deg: Points) -> Points:
        """Return boxes in the plane that hold what lies in boxes of longitude and latitude.

        Both as rows of west, south, east, north; a quick way to pass over what is not seen.
        """
        ...


@dataclass(frozen=True, slots=True)
class Mercator:
    """Mercator's projection, in degrees of longitude.

    Parameters
    ----------
    middle_deg : float
        Longitude at x = 0: that of the middle of the way, so that no way is cut.
    """

    middle_deg: float

    @property
    def turns_deg(self) -> tuple[float, ...]:
        """Land is drawn on both sides of the antimeridian."""
        near = 360.0 * round(self.middle_deg / 360.0)
        return (near - 360.0, near, near + 360.0)

    def project(self, lon_lat_deg: Points) -> Points:
        """Return plane coordinates; latitudes beyond 85 degrees are drawn at 85."""
        lat = np.radians(np.clip(lon_lat_deg[:, 1], -_MERCATOR_END_DEG, _MERCATOR_END_DEG))
        y = np.degrees(np.log(np.tan(np.pi / 4 + lat / 2)))
        return np.column_stack([lon_lat_deg[:, 0] - self.middle_deg, y])

    def shows(self, ring: Points) -> bool:  # noqa: ARG002 - Mercator shows every ring
        """Return True."""
        return True

    def reach(self, bounds_deg: Points) -> Points:
        """Return the boxes themselves, stretched: Mercator keeps meridians and parallels."""
        return np.hstack([self.project(bounds_deg[:, :2]), self.project(bounds_deg[:, 2:])])


@dataclass(frozen=True, slots=True)
class PolarStereographic:
    """The stereographic projection around a pole, in degrees at the pole.

    Parameters
    ----------
    middle_deg : float
        Longitude that points down from the north pole, up from the south pole.
    south : bool
        Around the south pole.
    """

    middle_deg: float
    south: bool = False

    @property
    def turns_deg(self) -> tuple[float, ...]:
        """The globe is drawn once."""
        return (0.0,)

    def project(self, lon_lat_deg: Points) -> Points:
        """Return plane coordinates; what is near the other pole is drawn far out."""
        sign = -1.0 if self.south else 1.0
        colatitude = np.radians(np.clip(90.0 - sign * lon_lat_deg[:, 1], 0.0, 170.0))
        radius = 2.0 * np.degrees(np.tan(colatitude / 2))
        angle = np.radians(lon_lat_deg[:, 0] - self.middle_deg)
        return np.column_stack([radius * np.sin(angle), -sign * radius * np.cos(angle)])

    def shows(self, ring: Points) -> bool:
        """Return False for a continent around the other pole, which has no outside here."""
        return bool((ring[:, 1] * (-1.0 if self.south else 1.0)).max() > -60.0)

    def reach(self, bounds_deg: Points) -> Points:
        """Return boxes without end: near a pole the box of a ring says little."""
        return np.tile([-np.inf, -np.inf, np.inf, np.inf], (len(bounds_deg), 1))


def choose(lines: Sequence[Points]) -> Projection:
    """Return the projection in which lines look right.

    Parameters
    ----------
    lines : sequence of ndarray, shape (n, 2)
        Longitude and latitude; longitudes run on.
    """
    points = np.vstack(lines)
    lon, lat = points.T
    north, south = float(lat.max()), float(lat.min())
    if north > POLAR_FROM_DEG and south > -10.0:
        return PolarStereographic(_mean_lon(points))
    if south < -POLAR_FROM_DEG and north < 10.0:
        return PolarStereographic(_mean_lon(points), south=True)
    return Mercator(float(lon.min() + lon.max()) / 2)


def _mean_lon(points: Points) -> float:
    """Return the longitude of the mean of the points, which near a pole is not the mean one."""
    from navroute import geo

    x, y, _ = geo.unit_vectors(*points.T).mean(axis=0)
    return float(np.degrees(np.arctan2(y, x)))
