"""Winds from a forecast or reanalysis file, GRIB or netCDF, instead of the climatology.

``pip install navroute[weather]``. The file holds the wind at 10 m as ``u10`` and ``v10`` (or other
usual names), or as speed and direction, on a regular grid of latitude and longitude with a time.
Outside its area and its times the climatology stands in; it takes over within twelve hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from navroute.errors import InvalidInputError
from navroute.transit.weather import WindsAlong, climatology

if TYPE_CHECKING:
    import xarray

__all__ = ["FileWinds", "load"]

FloatArray = NDArray[np.float64]

_EAST = (
    "u10",
    "10u",
    "u",
    "UGRD",
    "u-component_of_wind_height_above_ground",
    "uas",
    "eastward_wind",
)
_NORTH = (
    "v10",
    "10v",
    "v",
    "VGRD",
    "v-component_of_wind_height_above_ground",
    "vas",
    "northward_wind",
)
_SPEED = ("si10", "ws10", "wind_speed", "WIND", "ws", "wspd")
_FROM = ("wdir10", "wd10", "wind_direction", "wind_from_direction", "WDIR", "wdir")
_AXES = {
    "time": ("valid_time", "time", "step"),
    "lat": ("latitude", "lat", "y"),
    "lon": ("longitude", "lon", "x"),
}
# Where GRIB files keep the wind at 10 m; last, wherever they have it.
_WIND_LEVELS: tuple[dict[str, Any], ...] = (
    {"typeOfLevel": "heightAboveGround", "level": 10},
    {"typeOfLevel": "surface"},
    {},
)
# How far a wind at sea is off a forecast of a few days or a reanalysis, each component: an
# assumption near the errors that weather centres report against buoys.
_ERROR_MPS = 1.5
_HANDOVER_S = 12 * 3600.0


@dataclass(frozen=True, slots=True, eq=False)
class FileWinds:
    """Winds of a file.

    Parameters
    ----------
    name : str
        For people.
    seconds, lat_deg, lon_deg : ndarray of float
        Axes, increasing; seconds since 1970-01-01T00:00Z; longitudes perhaps beyond 180.
    wind_mps : ndarray of float, shape (2, times, lats, lons)
        East and north.
    """

    name: str
    seconds: FloatArray
    lat_deg: FloatArray
    lon_deg: FloatArray
    wind_mps: FloatArray

    def __str__(self) -> str:
        first, last = (np.datetime64(int(s), "s") for s in self.seconds[[0, -1]])
        return f"Weather: winds of {self.name}, {first}Z to {last}Z."

    def sentence(self, lon_deg: FloatArray, lat_deg: FloatArray, seconds: FloatArray) -> str:
        """Return in words how much of a way, sailed at these moments, the file covers.

        Raises
        ------
        InvalidInputError
            None of it: the answer would be that of the climatology under the file's name.
        """
        share = self.covers(lon_deg, lat_deg, seconds)
        if share == 0.0:
            raise InvalidInputError(
                f"The weather file '{self.name}' covers nothing of the way.",
                hint=f"It holds winds {self._extent()}; "
                f"the voyage needs {_extent(lat_deg, lon_deg, seconds)}.",
            )
        part = f"{share:.0%}" if share >= 0.01 else "less than 1%"
        return (
            f"{self} It covers {part} of the way as sailed in the median; "
            "for the rest the monthly climatology stands in."
        )

    def covers(self, lon_deg: FloatArray, lat_deg: FloatArray, seconds: FloatArray) -> float:
        """Return which share of a way, sailed at these moments, the file covers, 0 to 1."""
        _, known = self._on_grid(lon_deg, lat_deg)
        return float(np.mean(known * _share_of_file(self.seconds, seconds)))

    def along(self, lon_deg: FloatArray, lat_deg: FloatArray) -> _FileWindsAlong:
        """Return the winds at places, bilinear in the file's grid."""
        found, known = self._on_grid(lon_deg, lat_deg)
        usual = climatology().along(lon_deg, lat_deg)
        return _FileWindsAlong(self.seconds, np.moveaxis(found, -1, 0), known, usual)

    def _on_grid(
        self, lon_deg: FloatArray, lat_deg: FloatArray
    ) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Return the winds at places, shape (2, times, places), and where the file knows them."""
        lon = self.lon_deg[0] + (lon_deg - self.lon_deg[0]) % 360.0
        row, up, row_ok = _between(self.lat_deg, lat_deg)
        column, right, column_ok = _between(self.lon_deg, lon)
        found = np.zeros((2, self.seconds.size, *np.shape(lon)))
        for d_row, d_column in ((0, 0), (0, 1), (1, 0), (1, 1)):
            weight = (up if d_row else 1 - up) * (right if d_column else 1 - right)
            found += weight * self.wind_mps[:, :, row + d_row, column + d_column]
        known = row_ok & column_ok & np.isfinite(found).all(axis=(0, 1))
        return np.where(known, found, 0.0), known

    def _extent(self) -> str:
        """Return in words where and when the file has values: missing ones do not count."""
        rows, columns = np.nonzero(np.isfinite(self.wind_mps).all(axis=(0, 1)))
        if not rows.size:
            return "nowhere at all of its times"
        return _extent(self.lat_deg[rows], self.lon_deg[columns], self.seconds)


@dataclass(frozen=True, slots=True, eq=False)
class _FileWindsAlong:
    """Winds of a file at places, shape (places, 2, times), where the file knows them."""

    seconds: FloatArray
    wind_mps: FloatArray
    known: NDArray[np.bool_]
    usual: WindsAlong

    def at(self, place: int, seconds: FloatArray) -> FloatArray:
        """Return east, north and spread at one place."""
        usual = self.usual.at(place, seconds)
        if not self.known[place]:
            return usual
        spread = np.full_like(seconds, _ERROR_MPS)
        components = [np.interp(seconds, self.seconds, row) for row in self.wind_mps[place]]
        share = _share_of_file(self.seconds, seconds)
        return np.asarray(usual + share * (np.stack([*components, spread]) - usual))


def _share_of_file(times: FloatArray, seconds: FloatArray) -> FloatArray:
    """Return how much the file counts at moments: 1 within its times, 0 twelve hours off."""
    outside_s = np.maximum(times[0] - seconds, seconds - times[-1])
    return np.asarray(np.clip(1.0 - outside_s / _HANDOVER_S, 0.0, 1.0))


def _extent(lat_deg: FloatArray, lon_deg: FloatArray, seconds: FloatArray) -> str:
    first, last = (np.datetime64(int(s), "s") for s in (seconds.min(), seconds.max()))
    return (
        f"from latitude {lat_deg.min():.1f} to {lat_deg.max():.1f} and "
        f"longitude {lon_deg.min():.1f} to {lon_deg.max():.1f}, {first}Z to {last}Z"
    )


def _between(
    axis: FloatArray, wanted: FloatArray
) -> tuple[NDArray[np.intp], FloatArray, NDArray[np.bool_]]:
    """Return the index before each value, how far it lies behind it, and whether it is inside."""
    before = np.clip(np.searchsorted(axis, wanted, side="right") - 1, 0, axis.size - 2)
    share = (wanted - axis[before]) / (axis[before + 1] - axis[before])
    return before, np.clip(share, 0.0, 1.0), (wanted >= axis[0]) & (wanted <= axis[-1])


def load(path: str | Path) -> FileWinds:
    """Read a file of winds.

    Parameters
    ----------
    path : str or Path
        GRIB or netCDF.

    Raises
    ------
    InvalidInputError
        xarray is not installed, or the file cannot be read or holds no winds on a grid.
    """
    path = Path(path)
    if not path.is_file():
        raise InvalidInputError(f"There is no weather file '{path}'.", hint="Check the path.")
    # First, for eccodes, which xarray loads for GRIB, brings a libproj that breaks a later pyproj.
    import pyproj  # noqa: F401

    try:
        import xarray
    except ImportError:
        raise InvalidInputError(
            "Weather files need xarray.", hint="pip install 'navroute[weather]'"
        ) from None
    try:
        with _opened(path, xarray) as data:
            return _read(data, path.name)
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        if isinstance(error, InvalidInputError):
            raise
        raise InvalidInputError(
            f"The weather file '{path}' cannot be read.",
            hint="Give GRIB (with cfgrib and eccodes) or netCDF with u10 and v10.",
        ) from error


def _opened(path: Path, library: ModuleType) -> xarray.Dataset:
    """Return the file as a dataset; of GRIB only what lies at the height of the wind.

    GRIB is known by its first bytes, for forecast centres name files ``.f006`` as well. Fields at
    several heights do not go into one dataset, and which of them stay is a matter of their order.
    """
    with path.open("rb") as file:
        if file.read(4) != b"GRIB":
            return library.open_dataset(path)  # type: ignore[no-any-return]
    data: xarray.Dataset | None = None
    for keys in _WIND_LEVELS:
        how = {"indexpath": "", "errors": "ignore", "filter_by_keys": keys}  # no file beside theirs
        try:
            data = library.open_dataset(path, engine="cfgrib", backend_kwargs=how)
        except EOFError:  # no field is at that height
            continue
        if data.data_vars:
            break
    if data is None:
        raise EOFError(path)
    return data


def _read(data: xarray.Dataset, name: str) -> FileWinds:
    axes = {axis: _axis(data, names, name) for axis, names in _AXES.items()}
    grids = [_grid(data, names, axes) for names in (_EAST, _NORTH)]
    if any(grid is None for grid in grids):
        grids = _from_speed(data, axes)
    if any(grid is None for grid in grids):
        raise InvalidInputError(
            f"The weather file '{name}' holds no wind.",
            hint="It needs u10 and v10, or wind_speed and wind_from_direction.",
        )
    seconds = np.atleast_1d(data[axes["time"]].values).astype("datetime64[s]").astype(float)
    lat, lon = (np.asarray(data[axes[axis]].values, float) for axis in ("lat", "lon"))
    if lat.size < 2 or lon.size < 2:
        raise InvalidInputError(
            f"The weather file '{name}' is not a grid.", hint="It needs two rows and two columns."
        )
    wind = np.stack([np.asarray(grid, float) for grid in grids])
    for dimension, values in ((1, seconds), (2, lat), (3, lon)):
        wind = np.take(wind, np.argsort(values), axis=dimension)
    if not np.isfinite(wind).all(axis=0).any():
        raise InvalidInputError(
            f"The weather file '{name}' holds no wind: every value is missing.",
            hint="It needs u10 and v10, or wind_speed and wind_from_direction, with values.",
        )
    seconds, lat, lon = np.sort(seconds), np.sort(lat), np.sort(lon)
    if lon[-1] - lon[0] < 360.0 <= lon[-1] - lon[0] + 1.5 * (lon[1] - lon[0]):  # round the globe
        lon, wind = np.append(lon, lon[0] + 360.0), np.concatenate([wind, wind[..., :1]], axis=3)
    return FileWinds(name, seconds, lat, lon, wind)


def _axis(data: xarray.Dataset, names: tuple[str, ...], file: str) -> str:
    for name in names:
        if name in data.coords and data[name].ndim <= 1:
            return name
    raise InvalidInputError(
        f"The weather file '{file}' has no axis {' or '.join(names)}.",
        hint="Winds must lie on a regular grid of latitude, longitude and time.",
    )


def _grid(data: xarray.Dataset, names: tuple[str, ...], axes: dict[str, str]) -> Any | None:  # noqa: ANN401 - an array of whatever the file holds
    for name in names:
        if name in data.data_vars:
            found = data[name].squeeze()
            time = next(iter(data[axes["time"]].dims), None)
            if time is None or time not in found.dims:
                found, time = found.expand_dims("_time"), "_time"
            wanted = (time, axes["lat"], axes["lon"])
            if set(wanted) == set(found.dims):
                return found.transpose(*wanted).values
    return None


def _from_speed(data: xarray.Dataset, axes: dict[str, str]) -> list[Any]:
    speed, direction = (_grid(data, names, axes) for names in (_SPEED, _FROM))
    if speed is None or direction is None:
        return [None]
    radians = np.radians(direction)  # a wind from the north blows south
    return [-speed * np.sin(radians), -speed * np.cos(radians)]
