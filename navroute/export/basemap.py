"""The land behind maps and pictures: ``data/map/land.txt.gz``, one ring a line."""

from __future__ import annotations

import functools
import gzip

import numpy as np
from numpy.typing import NDArray

from navroute import datafiles
from navroute.errors import DataError

__all__ = ["ATTRIBUTION", "land_bounds", "land_rings", "land_text"]

FILE = "map/land.txt.gz"
ATTRIBUTION = "© OpenStreetMap contributors (ODbL)"
_STEP_DEG = 0.001


@functools.cache
def land_text() -> str:
    """Return the rings as encoded polylines, one a line; see :mod:`navroute.chart.map_land`.

    Raises
    ------
    DataError
        The file is missing or damaged.
    """
    try:
        return gzip.decompress(datafiles.read_bytes(FILE)).decode("ascii")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DataError(
            f"The data file '{FILE}' does not hold land.", hint="Reinstall navroute."
        ) from error


@functools.cache
def land_rings() -> tuple[NDArray[np.float64], ...]:
    """Return the rings as (lon, lat) in degrees, to be filled by the even-odd rule."""
    return tuple(_decode(line) for line in land_text().splitlines())


@functools.cache
def land_bounds() -> NDArray[np.float64]:
    """Return west, south, east, north of each ring, shape (n, 4)."""
    return np.array([[*ring.min(axis=0), *ring.max(axis=0)] for ring in land_rings()])


def _decode(line: str) -> NDArray[np.float64]:
    """Decode Google's encoded polyline format: groups of 5 bits, sign in the lowest bit."""
    groups = np.frombuffer(line.encode("ascii"), np.uint8).astype(np.int64) - 63
    last = np.flatnonzero(groups < 0x20)
    first = np.concatenate([[0], last[:-1] + 1])
    place = np.arange(len(groups)) - np.repeat(first, last - first + 1)
    values = np.add.reduceat((groups & 0x1F) << (5 * place), first)
    steps = np.where(values & 1, ~(values >> 1), values >> 1)
    return np.cumsum(steps.reshape(-1, 2), axis=0) * _STEP_DEG
