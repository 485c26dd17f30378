"""Bands as distributions, and reproducible draws from them.

A band is read as the distribution whose quantile function is linear between its three
percentiles and held at p10 below the 10th and at p90 above the 90th: three numbers say nothing
about the tails, so none are made up. It follows that no draw is negative or exceeds what was
observed, that a band without width is a constant, and that raising any percentile never lowers
any quantile.

Draws are Latin hypercube samples: one draw in each of `COUNT` equally likely strata, in an order
shuffled per quantity. The order comes from the raw words of PCG64, which numpy guarantees never
to change, and depends only on the seed and the quantity's key; so adding, moving or dropping one
quantity leaves the draws of all others alone.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

from navroute.bands import Band

__all__ = ["COUNT", "LEVELS", "normals", "percentiles", "quantile", "scaled", "shuffled_levels"]

FloatArray = NDArray[np.float64]

# A count of the form 10 k + 5 puts the middle of a stratum exactly on 0.1, 0.5 and 0.9, so that
# a voyage with one uncertain quantity gets its closed-form answer from the same arithmetic.
COUNT = 2005
LEVELS: FloatArray = (np.arange(COUNT) + 0.5) / COUNT
_RANKS = [(COUNT - 5) // 10, (COUNT - 1) // 2, COUNT - 1 - (COUNT - 5) // 10]


def scaled(band: Band, factor: float) -> Band:
    """Return the band of the quantity times a positive factor."""
    return Band(band.p10 * factor, band.p50 * factor, band.p90 * factor)


def quantile(band: Band, level: FloatArray) -> FloatArray:
    """Return the band's value at each level between 0 and 1."""
    return np.asarray(np.interp(level, (0.1, 0.5, 0.9), (band.p10, band.p50, band.p90)))


def shuffled_levels(seed: int, key: str) -> FloatArray:
    """Return `LEVELS` in the order that belongs to this seed and quantity.

    Parameters
    ----------
    seed : int
        Not negative.
    key : str
        Name of the quantity, for example ``"suez_canal/1/wait"``.
    """
    return LEVELS[np.argsort(_words(seed, key).random_raw(COUNT), kind="stable")]


def normals(seed: int, key: str, shape: tuple[int, ...]) -> FloatArray:
    """Return standard normal draws of shape ``(*shape, COUNT)``, not stratified.

    Each is a sum of four uniform integers (Irwin and Hall), so no machine's mathematics library
    enters. It ends at 3.5 standard deviations.
    """
    raw = _words(seed, key).random_raw(int(np.prod(shape)) * COUNT)
    low, width = np.uint64(0xFFFF), np.uint64(16)
    total = raw & low
    for _ in range(3):
        raw >>= width
        total += raw & low
    # Four uniforms on 0 to 65535 have mean 2 * 65535 and variance 4 * (65536 ** 2 - 1) / 12.
    spread = ((65536.0**2 - 1.0) / 3.0) ** 0.5
    return np.asarray((total.astype(np.float64) - 131070.0) / spread).reshape(*shape, COUNT)


def _words(seed: int, key: str) -> np.random.PCG64:
    return np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(key.encode())]))


def percentiles(draws: FloatArray) -> FloatArray:
    """Return p10, p50 and p90 over the last axis, which holds `COUNT` draws.

    Returns
    -------
    ndarray of float, shape (3, ...)
    """
    ranked = np.partition(draws, _RANKS, axis=-1)
    return np.moveaxis(ranked[..., _RANKS], -1, 0)
