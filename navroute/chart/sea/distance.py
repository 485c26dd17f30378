"""Distances on latitude bands, exact up to a cap."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["distance_to"]


@njit(cache=True, fastmath=True)
def _columns(mask, cell, cap, out):  # type: ignore[no-untyped-def]
    rows, cols = mask.shape
    reach = int(cap / cell) + 2
    run = np.full(cols, reach, np.int32)
    for r in range(rows):
        for c in range(cols):
            run[c] = 0 if mask[r, c] else min(run[c] + 1, reach)
            out[r, c] = run[c]
    run[:] = reach
    for r in range(rows - 1, -1, -1):
        for c in range(cols):
            run[c] = 0 if mask[r, c] else min(run[c] + 1, reach)
            out[r, c] = min(out[r, c], run[c])
    return reach


@njit(cache=True, fastmath=True)
def _rows(vertical, reach, cell, widths, cap, wrap, out):  # type: ignore[no-untyped-def]
    rows, cols = vertical.shape
    block = 64
    for r in range(rows):
        wide = widths[r]
        side = int(cap / wide) + 1
        near = np.zeros(cols, np.bool_)
        # columns with anything in reach, spread sideways
        last = -10 * cols
        for _ in range(2):
            for c in range(cols):
                if vertical[r, c] < reach:
                    last = c
                if c - last <= side:
                    near[c] = True
            if wrap:
                last -= cols
            else:
                break
        last = 10 * cols
        for _ in range(2):
            for c in range(cols - 1, -1, -1):
                if vertical[r, c] < reach:
                    last = c
                if last - c <= side:
                    near[c] = True
            if wrap:
                last += cols
            else:
                break
        for c in range(cols):
            if not near[c]:
                out[r, c] = cap
                continue
            up = vertical[r, c] * cell
            best = min(up * up, cap * cap)
            k = 1
            while k <= side and (k * wide) * (k * wide) < best:
                step = (k * wide) * (k * wide)
                for s in (-k, k):
                    j = c + s
                    if j < 0 or j >= cols:
                        if not wrap:
                            continue
                        j %= cols
                    v = vertical[r, j]
                    if v < reach:
                        total = step + (v * cell) * (v * cell)
                        best = min(best, total)
                k += 1
            out[r, c] = np.sqrt(best)
    return block


def distance_to(
    mask: NDArray[np.bool_],
    *,
    cell_nm: float,
    widths_nm: NDArray[np.float64],
    cap_nm: float,
    wrap: bool,
) -> NDArray[np.float32]:
    """Return each cell's distance in nautical miles to the nearest set cell, at most the cap.

    Parameters
    ----------
    widths_nm : ndarray
        Width of a cell in each row; rows are so few that it hardly changes between neighbours.
    wrap : bool
        The last column is next to the first.
    """
    vertical = np.empty(mask.shape, dtype=np.int16)
    reach = _columns(mask, cell_nm, cap_nm, vertical)
    out = np.empty(mask.shape, dtype=np.float32)
    _rows(vertical, reach, cell_nm, widths_nm, cap_nm, wrap, out)
    return out
