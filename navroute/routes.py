"""A route as the planner answers it, and the passages on it.

Results are frozen; they compute nothing but views of themselves. Each ``to_dict()`` carries a
``schema`` whose number rises when a key changes its meaning or goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navroute.chokepoints import Chokepoint
from navroute.export.drawable import Drawable
from navroute.law.verdict import Verdict
from navroute.network.path import SeaPath
from navroute.places import Place
from navroute.positions import Position

if TYPE_CHECKING:
    import geopandas
    import shapely

    from navroute.bands import TimeBand
    from navroute.transit.daylight import Light

__all__ = ["Passage", "Route"]


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
        from navroute.export.lines import line_geometry

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
