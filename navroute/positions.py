"""A point on Earth, and every way people write one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from navroute.errors import PositionError

__all__ = ["Position"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A point on the WGS84 ellipsoid, in degrees.

    Parameters
    ----------
    lat : float
        Latitude, -90 to 90, north positive.
    lon : float
        Longitude, -180 to 180, east positive.

    Raises
    ------
    PositionError
        A coordinate is not a finite number or is out of range.
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        for axis, value, limit in (("latitude", self.lat, 90), ("longitude", self.lon, 180)):
            if not (isinstance(value, int | float) and math.isfinite(value)):
                raise PositionError(
                    f"The {axis} {value} is not a finite number.",
                    hint="Give degrees, for example lat=34.9, lon=35.87.",
                )
            if abs(value) > limit:
                hint = f"A {axis} lies between -{limit} and {limit}."
                if axis == "latitude" and abs(self.lon) <= 90:
                    hint += " The order is latitude, longitude: are the two swapped?"
                raise PositionError(f"The {axis} {value:g} is not on Earth.", hint=hint)

    @property
    def position(self) -> Position:
        """The position itself, so that a place of any kind has ``.position``."""
        return self

    @property
    def name(self) -> str:
        """The position as text, for example ``34.900N 35.870E``."""
        ns, ew = "NS"[self.lat < 0], "EW"[self.lon < 0]
        return f"{abs(self.lat):.3f}{ns} {abs(self.lon):.3f}{ew}"

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """GeoJSON point."""
        return {"type": "Point", "coordinates": (self.lon, self.lat)}
