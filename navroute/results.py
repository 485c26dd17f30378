"""What the planner answers: a route (:mod:`navroute.routes`), and here a voyage along it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navroute.bands import Band, TimeBand
from navroute.export.drawable import Drawable
from navroute.law.verdict import Verdict
from navroute.places import Place
from navroute.routes import Passage, Route
from navroute.times import iso_z
from navroute.transit.arrive import ArriveBy
from navroute.transit.fuel import FuelPlan
from navroute.transit.schedule import Schedule
from navroute.transit.speed import SpeedBasis
from navroute.transit.stops import Stops
from navroute.transit.weather import WindsUsed
from navroute.vessels import Vessel

if TYPE_CHECKING:
    import geopandas
    import shapely

__all__ = ["ArriveBy", "Passage", "Route", "Voyage"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Voyage(Drawable):
    """A ship on a route, with a time at every event.

    Parameters
    ----------
    vessel : Vessel
    route : Route
        Its passages carry times.
    depart : datetime
        Aware, UTC.
    speed : SpeedBasis
        Speed made good in open water as a band, and what it rests on.
    schedule : Schedule
        Times at any distance run.
    as_of : date
        The date whose law was applied.
    depart_latest : datetime or None
        End of the window of departures, which begins with ``depart``.
    arrive_by : ArriveBy or None
        The arrival to keep, if one was asked for; ``depart`` then keeps it with 90 %.
    fuel : FuelPlan or None
        Whether the fuel lasts, and what if not; None if the ship's range is not known.
    weather : WindsUsed or None
        The winds that slow or quicken her; None if the speed holds whatever the weather.
    stops : Stops or None
        The unplanned stops that are reckoned with; None if none are.
    """

    vessel: Vessel
    route: Route
    depart: dt.datetime
    speed: SpeedBasis
    schedule: Schedule
    as_of: dt.date
    depart_latest: dt.datetime | None = None
    arrive_by: ArriveBy | None = None
    fuel: FuelPlan | None = None
    weather: WindsUsed | None = None
    stops: Stops | None = None

    def __repr__(self) -> str:
        ends = f"{self.origin.name} to {self.destination.name}"
        when = (
            f"arriving {self.eta.p50:%Y-%m-%d} (p10 {self.eta.p10:%d %b}, p90 {self.eta.p90:%d %b})"
        )
        return f"<Voyage of {self.vessel.name}, {ends}, {self.distance_nm:,.0f} nm, {when}>"

    @property
    def origin(self) -> Place:
        """Where the voyage begins."""
        return self.route.origin

    @property
    def destination(self) -> Place:
        """Where the voyage ends."""
        return self.route.destination

    @property
    def distance_nm(self) -> float:
        """Length in nautical miles."""
        return self.route.distance_nm

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Chokepoints in order, with times."""
        return self.route.passages

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is passed, overridden, closed or left aside on this way."""
        return self.route.verdicts

    @property
    def other_verdicts(self) -> tuple[Verdict, ...]:
        """Verdicts of all other chokepoints, which do not bear on this way."""
        return self.route.other_verdicts

    @property
    def detour_nm(self) -> float | None:
        """How much longer than with everything open; None when nothing is closed."""
        return self.route.detour_nm

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the answer rests on."""
        return self.route.assumptions

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader should doubt."""
        return self.route.warnings

    @property
    def network(self) -> str:
        """Name and version of the sea network."""
        return self.route.network

    @property
    def geometry(self) -> shapely.LineString | shapely.MultiLineString:
        """Shape of the route."""
        return self.route.geometry

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """Shape of the route as GeoJSON."""
        return self.route.__geo_interface__

    @property
    def eta(self) -> TimeBand:
        """Time of arrival."""
        return self.schedule.arrival

    @property
    def duration_h(self) -> Band:
        """Hours from departure to arrival."""
        return self.schedule.duration_h

    def to_dict(self) -> dict[str, Any]:
        """Return the voyage as JSON-ready values, schema ``navroute/eta/1``."""
        common = self.route.common_dict()
        return {
            "schema": "navroute/eta/1",
            "vessel": self.vessel.to_dict(),
            "origin": common.pop("origin"),
            "destination": common.pop("destination"),
            "depart": self.depart.isoformat().replace("+00:00", "Z"),
            "as_of": self.as_of.isoformat(),
            "distance_nm": common.pop("distance_nm"),
            "eta": self.eta.to_dict(),
            "duration_h": {k: round(v, 2) for k, v in self.duration_h.to_dict().items()},
            "speed_kn": self.speed.band_kn.to_dict(),
            "speed_basis": self.speed.basis,
            **({"depart_latest": iso_z(self.depart_latest)} if self.depart_latest else {}),
            **({"arrive_by": self.arrive_by.to_dict()} if self.arrive_by else {}),
            **common,
            "fuel": self.fuel and self.fuel.to_dict(),
            "weather": self.weather and self.weather.to_dict(),
            "stops": self.stops and self.stops.to_dict(self.distance_nm),
            "losses": self.schedule.losses and self.schedule.losses.to_dict(),
            "timeline": _timeline_dict(self.schedule),
        }

    def to_geojson(self, *, style: bool = True) -> dict[str, Any]:
        """Return an RFC 7946 FeatureCollection of the route, its timed legs and events."""
        from navroute.export.geojson import voyage_collection

        return voyage_collection(self, style=style)

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """Return a GeoDataFrame (EPSG:4326) of timed legs and events."""
        from navroute.export.frame import geodataframe

        return geodataframe(self.to_geojson(style=False))

    def export(self, path: Path | str) -> None:
        """Write the voyage to a file, in the format of its ending; see :meth:`Route.export`."""
        from navroute.export.formats import save

        save(self, path)


def _timeline_dict(schedule: Schedule) -> dict[str, Any]:
    """Return hours after departure at distances run; between them time runs evenly.

    Where the ship waits, two distances lie one bit apart.
    """
    rows = zip(("p10", "p50", "p90"), schedule.knots_h, strict=True)
    return {
        "distance_run_nm": schedule.knots_nm.tolist(),
        "hours": {name: row.tolist() for name, row in rows},
    }
