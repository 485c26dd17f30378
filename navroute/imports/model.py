"""A route as a file gives it, whatever the format."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from navroute.positions import Position

__all__ = ["RouteFile", "RoutePoint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePoint:
    """A waypoint.

    Parameters
    ----------
    position : Position
    name : str
    time : datetime or None
        Aware UTC; what the file says, not what navroute makes of it.
    rhumb : bool
        Whether the leg that leads here is a rhumb line; else it is a geodesic.
    """

    position: Position
    name: str = ""
    time: dt.datetime | None = None
    rhumb: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFile:
    """A route from a file.

    Parameters
    ----------
    source : str
        Name of the file.
    kind : str
        The format, for people: ``GPX``, ``RTZ 1.0``.
    name : str
        What the file calls the route; may be empty.
    points : tuple of RoutePoint
        At least two, in order.
    depart : datetime or None
        Aware UTC; when the route begins, if the file says.
    notes : tuple of str
        What was taken and what was left.
    """

    source: str
    kind: str
    name: str
    points: tuple[RoutePoint, ...]
    depart: dt.datetime | None = None
    notes: tuple[str, ...] = ()
