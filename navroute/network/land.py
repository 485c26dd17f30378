"""Land as polygons, only to judge the legs between places and the network.

The polygons are GSHHG low resolution (points about 5 km apart), cut into small tiles: good to
tell a clear leg from one across a headland, and sea from inland; no chart. Seas that no ship can
leave, the Caspian and the great lakes of the continents, count as land. The polygons are read
when the first place is attached, in about 10 ms.
"""

from __future__ import annotations

import functools
import gzip
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from navroute import datafiles, geo
from navroute.errors import DataError
from navroute.geo import FloatArray
from navroute.positions import Position

__all__ = ["Land", "load"]

FILE = "land.wkb.gz"
_STEP_NM = 25.0  # a chord of 25 nm strays 0.1 nm at 60 degrees, far inside the polygons' own error


@dataclass(frozen=True, slots=True, eq=False)
class Land:
    """Land polygons with an index.

    Parameters
    ----------
    tree : shapely.STRtree
        Over polygons that do not overlap, longitudes in [-180, 180].
    """

    tree: Any

    def contains(self, lon_deg: ArrayLike, lat_deg: ArrayLike) -> NDArray[np.bool_]:
        """Return for each point whether it is on land."""
        import shapely

        points = shapely.points(np.column_stack([geo.wrap_lon(lon_deg), np.asarray(lat_deg)]))
        inside = np.zeros(len(points), dtype=bool)
        inside[self.tree.query(points, predicate="intersects")[0]] = True
        return inside

    def lengths_nm(
        self, lon1_deg: ArrayLike, lat1_deg: ArrayLike, lon2_deg: ArrayLike, lat2_deg: ArrayLike
    ) -> FloatArray:
        """Return how much of each of many geodesics lies on land, in nautical miles."""
        import shapely

        pieces = geo.cut(lon1_deg, lat1_deg, lon2_deg, lat2_deg, step_nm=_STEP_NM)
        lines = shapely.linestrings(np.stack([pieces.start, pieces.end], axis=1))
        on_land = np.zeros(len(lines))
        for shift in (0.0, 360.0, -360.0):
            reach = pieces.start[:, 0] + shift, pieces.end[:, 0] + shift
            moved = np.flatnonzero((np.maximum(*reach) >= -180) & (np.minimum(*reach) <= 180))
            if len(moved) == 0:
                continue
            here = shapely.transform(lines[moved], lambda xy, by=shift: xy + np.array([by, 0.0]))
            line, polygon = self.tree.query(here, predicate="intersects")
            cut = shapely.intersection(here[line], self.tree.geometries[polygon])
            np.add.at(on_land, moved[line], shapely.length(cut))
        share = on_land / np.maximum(shapely.length(lines), 1e-12)
        whole = geo.lengths_nm(*pieces.start.T, *pieces.end.T)
        dry = np.bincount(pieces.leg, weights=np.minimum(share, 1.0) * whole)
        return np.asarray(dry, dtype=float)

    def nearest_sea(self, position: Position) -> tuple[float, Position]:
        """Return how far inland a position is (nm, 0 at sea) and a point of sea that near.

        Looked for on rings of growing radius, then between the last two: good to a few per cent.
        """
        if not self.contains([position.lon], [position.lat])[0]:
            return 0.0, position
        dry_nm, wet_nm, sea = 0.0, 1.0, self._sea_at(position, 1.0)
        while sea is None:
            dry_nm, wet_nm = wet_nm, wet_nm * 2
            sea = self._sea_at(position, wet_nm)
        for _ in range(4):
            middle = (dry_nm + wet_nm) / 2
            nearer = self._sea_at(position, middle)
            dry_nm, wet_nm = (middle, wet_nm) if nearer is None else (dry_nm, middle)
            sea = nearer or sea
        return wet_nm, sea

    def _sea_at(self, position: Position, radius_nm: float) -> Position | None:
        """Return a point of sea at that distance, the first by bearing from north, or None."""
        around = geo.ring(position.lon, position.lat, radius_nm, count=72)
        wet = np.flatnonzero(~self.contains(*around.T))
        if len(wet) == 0:
            return None
        lon, lat = around[wet[0]].tolist()
        return Position(lat=lat, lon=lon)


@functools.cache
def load() -> Land:
    """Return the shipped land polygons.

    Raises
    ------
    DataError
        The file is missing or damaged.
    """
    import shapely

    try:
        polygons = shapely.get_parts(shapely.from_wkb(gzip.decompress(datafiles.read_bytes(FILE))))
    except (OSError, EOFError, shapely.GEOSException) as error:
        raise DataError(
            f"The data file '{FILE}' does not hold land polygons.", hint="Reinstall navroute."
        ) from error
    return Land(shapely.STRtree(polygons))
