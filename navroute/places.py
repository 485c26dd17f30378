"""Where a voyage begins or ends: whatever names a place becomes a port or a position.

A text is read as a position if it looks like one (`navroute.positions`), else as the name or
code of a port (`navroute.ports`). Nothing is guessed beyond that: a pair of numbers without
names is refused, and so is a port that sea-going ships cannot reach.
"""

from __future__ import annotations

import math
import zoneinfo
from collections.abc import Iterable

from navroute import ports, positions
from navroute.errors import (
    AmbiguousNameError,
    NotAtSeaError,
    NotFoundError,
    PositionError,
    UnknownPlaceError,
)
from navroute.ports import Port
from navroute.positions import Position

__all__ = ["Place", "local_time_zone", "resolve", "same_place"]

Place = Port | Position

SAME_WITHIN_NM = 0.1
_EARTH_RADIUS_NM = 3440.07  # mean radius 6371.0088 km (IUGG)


def resolve(place: str | Place, *, extra_ports: Iterable[Port] = ()) -> tuple[Place, str]:
    """Return the place that is meant, and a note where its name is also that of other ports.

    Parameters
    ----------
    place : str, Port or Position
        A port's name, alias, LOCODE or id, or a position string; a port or position is returned
        as it is.
    extra_ports : iterable of Port
        The user's own ports, which win over the built-in ones and over position strings.

    Returns
    -------
    place : Port or Position
    note : str
        Empty, or which of several namesakes was taken.

    Raises
    ------
    PositionError
        A bare pair of numbers, or a position string that cannot be read or is not on Earth.
    UnknownPlaceError
        Nothing is called so.
    AmbiguousNameError
        Several ports are called so.
    NotAtSeaError
        A port that sea-going ships cannot reach, such as those of the Caspian Sea.
    """
    if isinstance(place, Position):
        return place, ""
    if not isinstance(place, str | Port):
        raise PositionError(
            f"{place!r} is neither a name nor a position.",
            hint="A bare pair is never guessed: use Position(lat=34.9, lon=35.87).",
        )
    own = tuple(extra_ports)
    if isinstance(place, str) and positions.looks_like_position(place) and not _is_own(place, own):
        return positions.parse(place), ""
    try:
        port, note = ports.find(place, extra=own)
    except UnknownPlaceError as error:
        raise _explained(error, str(place)) from None
    if port.kind == "landlocked":
        raise NotAtSeaError(
            f"{port.name} lies {port.notes}.", hint="Choose a port that opens to the ocean."
        )
    return port, note


def same_place(first: Place, second: Place) -> bool:
    """Whether two places are at most 0.1 nm apart."""
    return _distance_nm(first.position, second.position) <= SAME_WITHIN_NM


def local_time_zone(place: Place) -> zoneinfo.ZoneInfo | None:
    """Return the time zone a port keeps; None for a position, or where it is not known."""
    if isinstance(place, Position) or place.time_zone == "UTC":
        return None
    return zoneinfo.ZoneInfo(place.time_zone)


def _is_own(text: str, own: Iterable[Port]) -> bool:
    """Whether a user's port is called just so, as a buoy named E1 may be."""
    wanted = text.strip().casefold()
    return any(wanted in map(str.casefold, (port.name, *port.aliases)) for port in own)


def _explained(error: UnknownPlaceError, text: str) -> UnknownPlaceError:
    """Return the error with a better hint if the name is that of a ship or a chokepoint."""
    from navroute import chokepoints, vessels

    for kind, known, advice in (
        ("ship", vessels.get, "Give a port or a position as the place; the ship goes first."),
        ("chokepoint", chokepoints.get, "Give a position near it, or a port: {at}."),
    ):
        try:
            found = known(text)
        except NotFoundError as miss:
            if not isinstance(miss, AmbiguousNameError):
                continue
            return UnknownPlaceError(f"'{text}' is no port; ships have that name.", hint=advice)
        at = getattr(found, "position", None)
        hint = advice.format(at=at.name.replace(" ", ",") if at else "")
        return UnknownPlaceError(f"No port is known as '{text}'; it is a {kind}.", hint=hint)
    return error


def _distance_nm(first: Position, second: Position) -> float:
    """Return the great-circle distance on a sphere; near enough, and without heavy libraries."""
    lat1, lat2 = math.radians(first.lat), math.radians(second.lat)
    half_chord_squared = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(second.lon - first.lon) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_NM * math.asin(min(1.0, math.sqrt(half_chord_squared)))
