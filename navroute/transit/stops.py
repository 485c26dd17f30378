"""Unplanned stops: engine trouble, waiting for an escort or a berth, orders to loiter.

How often and how long stands in ``data/stops.csv`` with what it rests on. Stops come at a rate per
distance run; a voyage has none or one, which stands for all its stops together and lies anywhere on
the way. How long it lasts is log-logistic: the median and a tail that falls like a power, because
some stops last for weeks.

A group stops when any of its ships does. A share of the stops are a ship's own, as engine trouble
is: these come from each ship by herself. Orders, exercises and waits hold a group as they hold one
ship. So n ships stop at ``1 + share * (n - 1)`` times the rate of one, and of their own stops the
chance is ``1 - (1 - p) ** n``, if it is p for each.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import Any

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
        Stops of one ship per 1,000 nautical miles.
    median_h : float
        Median length of a stop in hours.
    shape : float
        The 90th percentile is ``9 ** (1 / shape)`` times the median.
    rests_on : str
    sources : tuple of str
        Keys of ``data/sources.csv``.
    own_share : float
        How many of the stops, 0 to 1, are a ship's own, so that each ship of a group has them.
    ships : int
        How many sail together.
    """

    per_1000_nm: float
    median_h: float
    shape: float
    rests_on: str = ""
    sources: tuple[str, ...] = ()
    own_share: float = 0.0
    ships: int = 1

    def of_group(self, ships: int) -> Stops:
        """Return the stops of so many ships together: the group stops when any of them does."""
        return replace(self, ships=ships)

    def chance(self, distance_nm: float) -> float:
        """Return the probability of a stop on a way of this length."""
        rate = self.per_1000_nm * (1.0 + self.own_share * (self.ships - 1))
        return float(-np.expm1(-rate * distance_nm / 1000.0))

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
        return (
            f"Unplanned stops: a {self.chance(distance_nm):.0%} chance of one on this way, then "
            f"{self.median_h:g} h in the median, {self.p90_h:.0f} h in one of ten "
            f"(--no-stops leaves them out). {self._of_company()}{self.rests_on}"
        )

    def to_dict(self, distance_nm: float) -> dict[str, Any]:
        """Return the figures for a way of this length as JSON-ready values."""
        return {
            "chance": round(self.chance(distance_nm), 4),
            "ships": self.ships,
            "per_1000_nm": self.per_1000_nm,
            "own_share": self.own_share,
            "median_h": self.median_h,
            "shape": self.shape,
            "p90_h": round(self.p90_h, 1),
            "sources": list(self.sources),
        }

    @property
    def p90_h(self) -> float:
        """Hours that one stop in ten exceeds."""
        return float(self.median_h * 9.0 ** (1.0 / self.shape))

    def _of_company(self) -> str:
        if self.ships == 1:
            return ""
        return (
            f"The {self.ships} ships stop when any of them does: {self.own_share:.0%} of the stops "
            "are taken as a ship's own, which each has by herself, the others as the group's. "
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
        rate, median_h, shape, own_share = (
            float(row[name]) for name in ("per_1000_nm", "median_h", "shape", "own_share")
        )
    except (IndexError, KeyError, ValueError) as error:
        raise DataError("The table stops.csv has no row of figures.") from error
    sources = split_list(row["sources"])
    return Stops(rate, median_h, shape, row["rests_on"], sources, own_share)
