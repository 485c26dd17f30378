"""Unplanned stops: engine trouble, waiting for an escort or a berth, orders to loiter.

How often and how long stands in ``data/stops.csv`` with what it rests on. Stops come at a rate per
distance run; a voyage has none or one, which stands for all its stops together and lies anywhere on
the way. How long it lasts is log-logistic: the median and a tail that falls like a power, because
some stops last for weeks.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute.datafiles import read_csv, split_list
from navroute.errors import DataError
from navroute.transit.draws import shuffled_levels

__all__ = ["Stops", "usual_stops"]

FloatArray = NDArray[np.float64]

_LONGEST_H = 60 * 24.0  # who stops for two months has ended the voyage


@dataclass(frozen=True, slots=True)
class Stops:
    """How often a ship stops for reasons of its own, and for how long.

    Parameters
    ----------
    per_1000_nm : float
        Stops per 1,000 nautical miles.
    median_h : float
        Median length of a stop in hours.
    shape : float
        The 90th percentile is ``9 ** (1 / shape)`` times the median.
    rests_on : str
    sources : tuple of str
        Keys of ``data/sources.csv``.
    """

    per_1000_nm: float
    median_h: float
    shape: float
    rests_on: str = ""
    sources: tuple[str, ...] = ()

    def chance(self, distance_nm: float) -> float:
        """Return the probability of a stop on a way of this length."""
        return float(-np.expm1(-self.per_1000_nm * distance_nm / 1000.0))

    def drawn(self, distance_nm: float, seed: int) -> tuple[FloatArray, FloatArray]:
        """Return hours stopped in each draw, and at which distance run.

        Parameters
        ----------
        distance_nm : float
            Length of the voyage.
        seed : int
        """
        level = shuffled_levels(seed, "stops/hours")
        chance = self.chance(distance_nm)
        excess = np.clip((level - (1.0 - chance)) / max(chance, 1e-12), 0.0, 1.0 - 1e-9)
        hours = self.median_h * (excess / (1.0 - excess)) ** (1.0 / self.shape)
        return np.minimum(hours, _LONGEST_H), shuffled_levels(seed, "stops/where") * distance_nm

    def sentence(self, distance_nm: float) -> str:
        """Return the assumption in words, for a way of this length."""
        p90_h = self.median_h * 9.0 ** (1.0 / self.shape)
        return (
            f"Unplanned stops: a {self.chance(distance_nm):.0%} chance of one on this way, then "
            f"{self.median_h:g} h in the median, {p90_h:.0f} h in one of ten (--no-stops leaves "
            f"them out). {self.rests_on}"
        )


@functools.cache
def usual_stops() -> Stops:
    """Return the shipped figures.

    Raises
    ------
    DataError
        The table has no usable row.
    """
    try:
        row = read_csv("stops.csv")[0]
        rate, median_h, shape = (float(row[n]) for n in ("per_1000_nm", "median_h", "shape"))
    except (IndexError, KeyError, ValueError) as error:
        raise DataError("The table stops.csv has no row of figures.") from error
    return Stops(rate, median_h, shape, row["rests_on"], split_list(row["sources"]))
