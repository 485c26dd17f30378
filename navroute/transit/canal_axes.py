"""Which stretches of a way lie in a canal, read from the shape of both.

A gate tells that a canal is passed, not how much of it: a voyage may begin or end inside, and then
cross the gate or not. ``data/canal_axes.geojson`` holds the axis of each sea canal, from end to
end of what its ``transit_h`` covers, and how far from it the line of a sea network may run.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from navroute.datafiles import read_json
from navroute.errors import DataError

__all__ = ["Stretch", "stretches_on"]

FloatArray = NDArray[np.float64]

NAME = "canal_axes.geojson"
_STEP_NM = 0.5  # the way is looked at so often
_LEAST_SHARE = 0.05  # who only calls at the mouth of a canal is not in it
_AT_END_SHARE = 0.15  # of the axis: whose way begins or ends so near its end is in port there
_LONGEST_LEG_NM = 25.0  # between two points of a densified way


class Way(Protocol):
    """A line over the sea, densified."""

    @property
    def lon_lat_deg(self) -> FloatArray:
        """Vertices, shape (n, 2)."""
        ...

    @property
    def distance_run_nm(self) -> FloatArray:
        """Distance run at each vertex."""
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a way inside a canal.

    Parameters
    ----------
    chokepoint : str
        Id of the canal.
    from_nm, to_nm : float
        Distance run where it begins and ends.
    share : float
        How much of the canal it is, 0 to 1.
    enters : bool
        Whether the way comes in by an end of the canal; otherwise it begins inside.
    """

    chokepoint: str
    from_nm: float
    to_nm: float
    share: float
    enters: bool


def stretches_on(way: Way) -> tuple[Stretch, ...]:
    """Return the stretches of a way that lie in a canal, in the order in which they are sailed."""
    found = [stretch for axis in _axes() for stretch in axis.stretches_on(way)]
    return tuple(sorted(found, key=lambda stretch: stretch.from_nm))


@dataclass(frozen=True, slots=True, eq=False)
class _Axis:
    """The axis of one canal on a flat map about its middle."""

    chokepoint: str
    within_nm: float
    lon_lat_deg: FloatArray
    points_nm: FloatArray
    runs_nm: FloatArray

    @classmethod
    def of(cls, chokepoint: str, within_nm: float, lon_lat_deg: FloatArray) -> _Axis:
        points_nm = _flat(lon_lat_deg, lon_lat_deg)
        steps_nm = np.hypot(*np.diff(points_nm, axis=0).T)
        runs_nm = np.concatenate([[0.0], np.cumsum(steps_nm)])
        return cls(chokepoint, within_nm, lon_lat_deg, points_nm, runs_nm)

    def stretches_on(self, way: Way) -> list[Stretch]:
        """Return the stretches of a way along this axis."""
        stretches = []
        for run_nm in self._near(way):
            lon, lat = (np.interp(run_nm, way.distance_run_nm, c) for c in way.lon_lat_deg.T)
            off_nm, axis_nm = self._projected(np.column_stack([lon, lat]))
            # Beyond an end every point projects on the end itself: there the way is outside.
            inside = (off_nm <= self.within_nm) & (axis_nm > 0.0) & (axis_nm < self.runs_nm[-1])
            for group in _groups(inside):
                found = self._stretch(run_nm[group], axis_nm[group])
                if found.share >= _LEAST_SHARE:
                    stretches.append(found)
        return stretches

    def _near(self, way: Way) -> list[FloatArray]:
        """Return distances run, close together, wherever the way comes near the axis."""
        flat_nm = _flat(way.lon_lat_deg, self.lon_lat_deg)
        margin_nm = _LONGEST_LEG_NM + self.within_nm
        low, high = self.points_nm.min(axis=0), self.points_nm.max(axis=0)
        near = ((flat_nm > low - margin_nm) & (flat_nm < high + margin_nm)).all(axis=1)
        runs_nm = way.distance_run_nm
        found = []
        for group in _groups(near):
            from_nm, to_nm = float(runs_nm[group[0]]), float(runs_nm[group[-1]])
            if to_nm > from_nm:
                count = int(np.ceil((to_nm - from_nm) / _STEP_NM)) + 1
                found.append(np.linspace(from_nm, to_nm, count))
        return found

    def _projected(self, lon_lat_deg: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return how far points lie off the axis, and where along it, nautical miles."""
        here = _flat(lon_lat_deg, self.lon_lat_deg)[:, None, :]
        start, along = self.points_nm[:-1], np.diff(self.points_nm, axis=0)
        squares = np.einsum("ij,ij->i", along, along)
        share = np.clip(np.einsum("nij,ij->ni", here - start, along) / squares, 0.0, 1.0)
        off = here - (start + share[..., None] * along)
        off_nm = np.hypot(off[..., 0], off[..., 1])
        best = off_nm.argmin(axis=1)
        rows = np.arange(len(best))
        run = self.runs_nm[best] + share[rows, best] * np.diff(self.runs_nm)[best]
        return off_nm[rows, best], run

    def _stretch(self, run_nm: FloatArray, axis_nm: FloatArray) -> Stretch:
        end_nm = float(self.runs_nm[-1])
        first, last = (self._to_end(float(axis_nm[place])) for place in (0, -1))
        share = abs(last - first) / end_nm
        enters = first in (0.0, end_nm)
        return Stretch(self.chokepoint, float(run_nm[0]), float(run_nm[-1]), share, enters)

    def _to_end(self, axis_nm: float) -> float:
        end_nm = float(self.runs_nm[-1])
        if axis_nm < _AT_END_SHARE * end_nm:
            return 0.0
        return end_nm if axis_nm > (1.0 - _AT_END_SHARE) * end_nm else axis_nm


@functools.cache
def _axes() -> tuple[_Axis, ...]:
    """Return the axes.

    Raises
    ------
    DataError
        The file holds no lines.
    """
    try:
        return tuple(
            _Axis.of(
                feature["properties"]["chokepoint"],
                float(feature["properties"]["within_nm"]),
                np.array(feature["geometry"]["coordinates"], dtype=float),
            )
            for feature in read_json(NAME)["features"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"The data file '{NAME}' holds no canal axes.") from error


def _flat(lon_lat_deg: FloatArray, about_deg: FloatArray) -> FloatArray:
    """Return nautical miles east and north of a line's first point; canals are short."""
    lon0, lat0 = about_deg[0]
    middle = np.radians(about_deg[:, 1].mean())
    east = ((lon_lat_deg[:, 0] - lon0 + 180.0) % 360.0 - 180.0) * 60.0 * np.cos(middle)
    return np.column_stack([east, (lon_lat_deg[:, 1] - lat0) * 60.0])


def _groups(flags: NDArray[np.bool_]) -> list[NDArray[np.intp]]:
    """Return the places of each unbroken run of true values."""
    places = np.flatnonzero(flags)
    return [] if not places.size else np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
