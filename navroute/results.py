"""What the planner answers: a route, and a voyage along it.

Results are frozen; they compute nothing but views of themselves. Each ``to_dict()`` carries a
``schema`` whose number rises when a key changes its meaning or goes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navroute.bands import Band, TimeBand
from navroute.chokepoints import Chokepoint
from navroute.export.drawable import Drawable
from navroute.law.verdict import Verdict
from navroute.network.path import SeaPath
from navroute.places import Place
from navroute.positions import Position
from navroute.times import iso_z
from navroute.transit.arrive import ArriveBy
from navroute.transit.daylight import Light
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


@dataclass(frozen=True, slots=True)
class Passage:
    """A chokepoint on the way.

    Parameters
    ----------
    chokepoint : Chokepoint
    distance_nm : float
        Distance run from the origin.
    position : Position
        Where the route crosses the gate line.
    eta : TimeBand or None
        When the ship is there; None on a route without a ship.
    light : Light or None
        Day, civil twilight or night at the median time.
    light_at : tuple of Light
        The same at p10, p50 and p90; empty where it is not known.
    """

    chokepoint: Chokepoint
    distance_nm: float
    position: Position
    eta: TimeBand | None = None
    light: Light | None = None
    light_at: tuple[Light, ...] = ()

    @property
    def id(self) -> str:
        """Id of the chokepoint."""
        return self.chokepoint.id

    @property
    def name(self) -> str:
        """Name of the chokepoint."""
        return self.chokepoint.name

    def to_dict(self) -> dict[str, Any]:
        """Return id, name, distance, position and, with a ship, the eta and the light."""
        row: dict[str, Any] = {
            "id": self.id,
            "name": self.name,
            "distance_nm": round(self.distance_nm, 1),
            "lat": round(self.position.lat, 5),
            "lon": round(self.position.lon, 5),
        }
        if self.eta is None:
            return row
        levels = zip(("p10", "p50", "p90"), self.light_at, strict=False)
        return {
            **row,
            "eta": self.eta.to_dict(),
            "light": self.light and self.light.value,
            "light_at": {name: light.value for name, light in levels} or None,
        }


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Route(Drawable):
    """The shortest way between two places past what is closed.

    Parameters
    ----------
    origin, destination : Port or Position
    path : SeaPath
    passages : tuple of Passage
        Chokepoints in the order in which they are passed.
    verdicts : tuple of Verdict
        What bears on the way: what is passed, what the user overrode, what lies on a shorter way,
        and what is closed where it may have made the way longer.
    detour_nm : float or None
        How much longer than with everything open but the ice; None when nothing is closed.
    network : str
        Name and version of the sea network.
    assumptions, warnings : tuple of str
    free_path : SeaPath or None
        The way with everything open but the ice, where it is another; else None.
    other_verdicts : tuple of Verdict
        Those of all other chokepoints, for maps; with ``verdicts`` each gate line has one.
    """

    origin: Place
    destination: Place
    path: SeaPath
    passages: tuple[Passage, ...]
    verdicts: tuple[Verdict, ...]
    detour_nm: float | None
    network: str
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    free_path: SeaPath | None = None
    other_verdicts: tuple[Verdict, ...] = ()

    def __repr__(self) -> str:
        ends = f"{self.origin.name} to {self.destination.name}"
        return f"<Route {ends}, {self.distance_nm:,.0f} nm>"

    @property
    def distance_nm(self) -> float:
        """Length in nautical miles, approaches to the network included."""
        return self.path.distance_nm

    @property
    def geometry(self) -> shapely.LineString | shapely.MultiLineString:
        """Shape in (lon, lat), densified along great circles, cut at the antimeridian."""
        from shapely.geometry import shape

        return shape(self.__geo_interface__)

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """GeoJSON LineString or, across the antimeridian, MultiLineString."""
        from navroute.export.geojson import line_geometry

        return line_geometry(self.path)

    def to_dict(self) -> dict[str, Any]:
        """Return the route as JSON-ready values, schema ``navroute/route/1``."""
        return {
            "schema": "navroute/route/1",
            **self.common_dict(),
            "geometry": self.__geo_interface__,
        }

    def common_dict(self) -> dict[str, Any]:
        """Return what a route and a voyage have in common."""
        return {
            "origin": self.origin.to_dict(),
            "destination": self.destination.to_dict(),
            "distance_nm": round(self.distance_nm, 1),
            "passages": [passage.to_dict() for passage in self.passages],
            "verdicts": [verdict.to_dict() for verdict in self.verdicts],
            "detour_nm": None if self.detour_nm is None else round(self.detour_nm, 1),
            "assumptions": list(self.assumptions),
            "warnings": list(self.warnings),
            "network": self.network,
            "path": _path_dict(self.path),
            "free_path": None if self.free_path is None else _path_dict(self.free_path),
            "other_verdicts": [verdict.to_dict() for verdict in self.other_verdicts],
        }

    def to_geojson(self, *, style: bool = True) -> dict[str, Any]:
        """Return an RFC 7946 FeatureCollection of the route, its legs and its passages."""
        from navroute.export.geojson import route_collection

        return route_collection(self, style=style)

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """Return a GeoDataFrame (EPSG:4326) of legs and events."""
        from navroute.export.frame import geodataframe

        return geodataframe(self.to_geojson(style=False))

    def export(self, path: Path | str) -> None:
        """Write the route to a file, in the format of its ending: ``.gpx``, ``.kml``, ``.rtz`` ...

        Raises
        ------
        InvalidInputError
            No format has that ending, or it needs the times of a voyage.
        OutputError
            The file could not be written.
        """
        from navroute.export.formats import save

        save(self, path)


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


def _path_dict(path: SeaPath) -> dict[str, Any]:
    """Return the vertices, whose legs are geodesics, and the gates between them.

    Numbers are not rounded, so that a saved answer gives the very same files.
    """
    return {
        "lon_lat_deg": path.lon_lat_deg.tolist(),
        "distance_run_nm": path.distance_run_nm.tolist(),
        "approach_nm": list(path.approach_nm),
        "crossings": [
            {
                "chokepoint": crossing.chokepoint,
                "distance_nm": crossing.distance_nm,
                "lat": crossing.position.lat,
                "lon": crossing.position.lon,
            }
            for crossing in path.crossings
        ],
    }


def _timeline_dict(schedule: Schedule) -> dict[str, Any]:
    """Return hours after departure at distances run; between them time runs evenly.

    Where the ship waits, two distances lie one bit apart.
    """
    rows = zip(("p10", "p50", "p90"), schedule.knots_h, strict=True)
    return {
        "distance_run_nm": schedule.knots_nm.tolist(),
        "hours": {name: row.tolist() for name, row in rows},
    }
