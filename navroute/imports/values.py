"""Positions and times as files write them."""

from __future__ import annotations

import datetime as dt
import math

from navroute.errors import InvalidInputError, PositionError
from navroute.positions import Position

__all__ = ["moment", "position"]


def position(lat: object, lon: object, where: str) -> Position:
    """Return a position, its longitude brought into -180 to 180.

    Parameters
    ----------
    lat, lon : object
        Numbers, or texts that are numbers. Longitudes that run on across the antimeridian, up
        to 360, are common and taken.
    where : str
        For the error: ``waypoint 3 of route.rtz``.

    Raises
    ------
    InvalidInputError
        Not a position on Earth.
    """
    try:
        lat_deg, lon_deg = float(str(lat)), float(str(lon))
        if 180.0 < abs(lon_deg) <= 360.0:
            lon_deg = math.remainder(lon_deg, 360.0)
        return Position(lat=lat_deg, lon=lon_deg)
    except PositionError as error:
        raise InvalidInputError(f"In {where}: {error}", hint=error.hint) from None
    except ValueError:
        raise InvalidInputError(
            f"In {where}: lat '{lat}', lon '{lon}' is not a position.",
            hint="Give degrees as numbers.",
        ) from None


def moment(text: object) -> dt.datetime | None:
    """Return an ISO 8601 time in UTC; None where there is none that can be read.

    A time without an offset is UTC, as GPX and RTZ say.
    """
    if not isinstance(text, str) or not text:
        return None
    try:
        value = dt.datetime.fromisoformat(text.strip().upper())  # some write a small z
    except ValueError:
        return None
    aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    return aware.astimezone(dt.UTC).replace(microsecond=0)
