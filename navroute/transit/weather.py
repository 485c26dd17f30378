"""The wind along a way: a climatology by month, or a forecast or reanalysis where there is one.

``data/weather/winds.npz`` holds for each month and each 2-degree cell the mean wind vector and the
spread of one component about it (built by ``navroute.chart.weather`` from COADS). Between cells the
winds are bilinear, between the middles of months linear, December next to January.

Winds are vectors *towards* which the air moves, east and north, in metres per second.
"""

from __future__ import annotations

import functools
import io
import math
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from navroute.datafiles import read_bytes
from navroute.errors import DataError

__all__ = ["Climatology", "Winds", "WindsAlong", "WindsUsed", "climatology", "sentence"]

FloatArray = NDArray[np.float64]

NAME = "weather/winds.npz"
CLIMATOLOGY = "COADS climatology"
SOURCES = ("coads-ferret", "imo-fw-curves", "kwon-code")
YEAR_S = 365.2425 * 86400.0
_MONTHS = np.arange(-1.0, 13.0)  # December before, January after
_AROUND = np.arange(-1, 13) % 12
_FIELDS = ("east", "north", "spread")


class WindsAlong(Protocol):
    """The winds at a few places, whenever they are asked for."""

    def at(self, place: int, seconds: FloatArray) -> FloatArray:
        """Return east, north and spread at one place, shape (3, n), at n moments.

        Parameters
        ----------
        place : int
            Which of the places, counted from 0.
        seconds : ndarray of float
            Seconds since 1970-01-01T00:00Z.
        """
        ...


class Winds(Protocol):
    """Somewhere winds come from."""

    def along(self, lon_deg: FloatArray, lat_deg: FloatArray) -> WindsAlong:
        """Return the winds at places."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class MonthlyWinds:
    """Winds at a few places by month, shape (places, 3, 12)."""

    monthly_mps: FloatArray

    def at(self, place: int, seconds: FloatArray) -> FloatArray:
        """Return east, north and spread at one place, linear between the middles of months."""
        month = (seconds / YEAR_S % 1.0) * 12.0 - 0.5
        table = self.monthly_mps[place]
        before, after = math.floor(float(month.min())), math.ceil(float(month.max()))
        if after - before <= 1:  # the common case, in a fraction of the time
            first = table[:, before % 12, None]
            change = table[:, (before + 1) % 12, None] - first
            return np.asarray(first + change * (month - before))
        return np.stack([np.interp(month, _MONTHS, row[_AROUND]) for row in table])


@dataclass(frozen=True, slots=True, eq=False)
class Climatology:
    """Monthly winds on a regular grid round the globe.

    Parameters
    ----------
    grid_mps : ndarray of float, shape (3, 12, rows, columns)
        East, north, spread; by month; rows from south to north.
    south_deg, west_deg, step_deg : float
        Centre of the first cell, and the distance between centres.
    """

    grid_mps: FloatArray
    south_deg: float
    west_deg: float
    step_deg: float

    def along(self, lon_deg: FloatArray, lat_deg: FloatArray) -> MonthlyWinds:
        """Return the winds at places, bilinear between cells."""
        rows, columns = self.grid_mps.shape[2:]
        y = np.clip((lat_deg - self.south_deg) / self.step_deg, 0.0, rows - 1.0)
        x = (lon_deg - self.west_deg) / self.step_deg
        row = np.minimum(np.floor(y).astype(np.intp), rows - 2)
        column = np.floor(x).astype(np.intp)
        up, right = y - row, x - column
        found = np.zeros((3, 12, *np.shape(row)))
        for d_row, d_column in ((0, 0), (0, 1), (1, 0), (1, 1)):
            weight = (up if d_row else 1 - up) * (right if d_column else 1 - right)
            found += weight * self.grid_mps[:, :, row + d_row, (column + d_column) % columns]
        return MonthlyWinds(np.moveaxis(found, -1, 0))


@functools.cache
def climatology() -> Climatology:
    """Return the shipped climatology.

    Raises
    ------
    DataError
        The file is missing or damaged.
    """
    content = read_bytes(NAME)
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            packed = np.stack([arrays[name] for name in _FIELDS])
            step_mps = float(arrays["step_mps"])
            south, step, west, _ = (float(value) for value in arrays["grid_deg"])
    except (KeyError, ValueError, OSError) as error:
        raise DataError(f"The data file '{NAME}' cannot be read.") from error
    return Climatology(packed * step_mps, south, west, step)


@dataclass(frozen=True, slots=True)
class WindsUsed:
    """Which winds a voyage was timed with.

    Parameters
    ----------
    name : str
        The climatology, or a file.
    covered_share : float
        How much of the way, as sailed in the median, they cover, 0 to 1; the climatology covers
        all, and stands in for the rest of a file.
    sources : tuple of str
        Keys of ``data/sources.csv``; none of a user's file.
    """

    name: str = CLIMATOLOGY
    covered_share: float = 1.0
    sources: tuple[str, ...] = SOURCES

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-ready values."""
        share = round(self.covered_share, 4)
        return {"winds": self.name, "covered_share": share, "sources": list(self.sources)}


def sentence() -> str:
    """Return in words what the climatology is."""
    return (
        f"Weather: monthly winds of the {CLIMATOLOGY} with their spread, correlated over about "
        f"400 nm; head wind and sea cost power by ship size [sources: {', '.join(SOURCES)}]."
    )
