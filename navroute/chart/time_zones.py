"""The time zone a port keeps: that of the nearest land, of its own country if that is near."""

from __future__ import annotations

import collections
import functools
import importlib.resources
import math
from collections.abc import Iterator

__all__ = ["zone_at"]

_RINGS_NM = (0, 1, 2, 4, 8, 15, 30, 60, 120, 250, 500, 900)
_OWN_COUNTRY_WITHIN_NM = 120
_BEARINGS = 24


def zone_at(lat: float, lon: float, country_code: str) -> str:
    """Return the IANA time zone for a port.

    Ocean zones (Etc/GMT+x) are never taken. On a border river, and at an oil field nearer to a
    neighbour's coast, the zone of the port's own country within 120 nm wins over the nearest.

    Parameters
    ----------
    lat, lon : float
        Degrees.
    country_code : str
        ISO 3166 alpha-2.
    """
    nearest = ""
    offshore = False
    for distance_nm, zone in _zones_around(lat, lon):
        if country_code in _countries_of_zones()[zone] and distance_nm <= _OWN_COUNTRY_WITHIN_NM:
            return zone
        if nearest and distance_nm > _OWN_COUNTRY_WITHIN_NM:
            break
        nearest, offshore = nearest or zone, offshore or (not nearest and distance_nm > 0)
    own = [zone for zone, codes in _countries_of_zones().items() if country_code in codes]
    if offshore and len(own) == 1:
        return own[0]
    if not nearest:
        raise ValueError(f"no land within {_RINGS_NM[-1]} nm of {lat}, {lon}")
    return nearest


def _zones_around(lat: float, lon: float) -> Iterator[tuple[int, str]]:
    """Yield the distance and zone of land found on rings round a point, nearest first."""
    finder = _finder()
    for distance_nm in _RINGS_NM:
        for step in range(_BEARINGS if distance_nm else 1):
            bearing = 2 * math.pi * step / _BEARINGS
            ring_lat = max(-90.0, min(90.0, lat + distance_nm / 60 * math.cos(bearing)))
            shrink = max(math.cos(math.radians(lat)), 0.05)
            ring_lon = lon + distance_nm / 60 * math.sin(bearing) / shrink
            zone = finder.timezone_at_land(lat=ring_lat, lng=(ring_lon + 180) % 360 - 180)
            if zone:
                yield distance_nm, zone


@functools.cache
def _finder():  # type: ignore[no-untyped-def]  # noqa: ANN202 - timezonefinder is a build tool
    from timezonefinder import TimezoneFinder

    return TimezoneFinder(in_memory=True)


@functools.cache
def _countries_of_zones() -> dict[str, frozenset[str]]:
    """Return zone -> country, from the table of the tz database."""
    found: dict[str, set[str]] = collections.defaultdict(set)
    table = importlib.resources.files("tzdata").joinpath("zoneinfo", "zone.tab")
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            found[zone.strip()].add(code)
    return collections.defaultdict(frozenset, {zone: frozenset(c) for zone, c in found.items()})
