"""Noon positions: where a ship is each day at 12:00 UTC, as logs have it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from navroute.bands import Band
from navroute.positions import Position
from navroute.results import Voyage
from navroute.shapes import densify
from navroute.times import iso_z

__all__ = ["Noon", "noon_positions"]

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Noon:
    """Where a ship is at 12:00 UTC of one day.

    Parameters
    ----------
    moment : datetime
        Aware UTC.
    run_nm : Band
        Distance run: nine in ten ships are beyond p10, one in ten beyond p90.
    positions : tuple of Position
        Where these three distances are.
    """

    moment: dt.datetime
    run_nm: Band
    positions: tuple[Position, Position, Position]

    @property
    def position(self) -> Position:
        """The position in the median."""
        return self.positions[1]

    def to_dict(self) -> dict[str, Any]:
        """Return the noon as JSON-ready values."""
        return {
            "time": iso_z(self.moment),
            "run_nm": {name: round(nm, 1) for name, nm in self.run_nm.to_dict().items()},
            "positions": {
                name: {"lat": round(place.lat, 4), "lon": round(place.lon, 4)}
                for name, place in zip(("p10", "p50", "p90"), self.positions, strict=True)
            },
        }


def noon_positions(voyage: Voyage) -> tuple[Noon, ...]:
    """Return the position at each 12:00 UTC between departure and the median arrival.

    Parameters
    ----------
    voyage : Voyage
    """
    line = densify(voyage.route.path)
    moment = voyage.depart.replace(hour=12, minute=0, second=0, microsecond=0)
    if moment <= voyage.depart:
        moment += _DAY
    noons = []
    while moment < voyage.eta.p50:
        run_nm = voyage.schedule.where_at(moment)
        places = (line.at(nm) for nm in (run_nm.p10, run_nm.p50, run_nm.p90))
        low, middle, high = (Position(lat=lat, lon=lon) for lon, lat in places)
        noons.append(Noon(moment, run_nm, (low, middle, high)))
        moment += _DAY
    return tuple(noons)
