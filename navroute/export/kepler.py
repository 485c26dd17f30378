"""Trips for kepler.gl: GeoJSON whose positions are longitude, latitude, altitude, Unix seconds.

A fourth number breaks RFC 7946, so it is written here and nowhere else. A line that crosses the
antimeridian becomes two trips, for kepler.gl animates LineStrings only.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from navroute.errors import InvalidInputError
from navroute.export.files import json_text
from navroute.export.several import parts
from navroute.export.words import title
from navroute.results import Voyage
from navroute.shapes import Polyline, densify, split_at_antimeridian

if TYPE_CHECKING:
    from navroute.export.formats import Answer

__all__ = ["render"]


def render(answer: Answer, name: str) -> str:
    """Return the median voyages as kepler.gl trips.

    Parameters
    ----------
    answer : Voyage, Convoy or Comparison
    name : str
        Name of the file without its ending; not used.

    Raises
    ------
    InvalidInputError
        A route without a ship has no times.
    """
    del name
    voyages = [one for one in parts(answer) if isinstance(one, Voyage)]
    if not voyages:
        raise InvalidInputError(
            "A trip needs times, which a route without a ship has not.",
            hint="Ask with 'navroute eta' and a ship.",
        )
    features = [trip for voyage in voyages for trip in _trips(voyage)]
    return json_text({"type": "FeatureCollection", "features": features})


def _trips(voyage: Voyage) -> list[dict[str, Any]]:
    cut = split_at_antimeridian(densify(voyage.route.path))
    return [_trip(voyage, part, number) for number, part in enumerate(cut, start=1)]


def _trip(voyage: Voyage, part: Polyline, number: int) -> dict[str, Any]:
    _, median_s, _ = voyage.schedule.times_at(part.distance_run_nm)
    begin = math.floor(voyage.depart.timestamp())
    return {
        "type": "Feature",
        "geometry": {
            "type": "LineString",
            "coordinates": [
                [round(float(lon), 5), round(float(lat), 5), 0, begin + round(float(seconds))]
                for (lon, lat), seconds in zip(part.lon_lat_deg, median_s, strict=True)
            ],
        },
        "properties": {
            "name": title(voyage),
            "part": number,
            "vessel": voyage.vessel.name,
            "vessel_type": voyage.vessel.type.value,
            "flag": voyage.vessel.flag,
        },
    }
