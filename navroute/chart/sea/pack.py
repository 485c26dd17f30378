"""Pack the waters for shipping; see :mod:`navroute.network.waters` for the code."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.water import UNIT_NM, Water
from navroute.network.waters import LEVEL, ROOM_NM, SIDE, SOLID, STRIDE_CELLS

__all__ = ["encode", "pack", "rooms_nm", "strides"]

TOP = 9  # highest code of even steps
WIDE_NM = (1.0, 1.6, 2.4)  # room of the codes beyond, so that lines of sight take longer strides
LAND_UNITS = 6  # closer to a coast than this (of UNIT_NM) counts as land


def encode(margin: NDArray[np.int8], land: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the codes of cells."""
    room = np.floor(margin.astype(np.float32) * UNIT_NM / ROOM_NM + LEVEL + 0.5)
    code: NDArray[np.uint8] = np.clip(room, 1, TOP).astype(np.uint8)
    for number, least_nm in enumerate(WIDE_NM, start=TOP + 1):
        code[margin >= np.float32(least_nm / UNIT_NM)] = number
    code[(land < LAND_UNITS) & (margin < 0)] = 0
    return code


def rooms_nm() -> NDArray[np.float64]:
    """Return the room that each code stands for."""
    return np.concatenate([(np.arange(TOP + 1) - LEVEL) * ROOM_NM, WIDE_NM])


def pack(water: Water) -> tuple[NDArray[np.uint8], NDArray[np.int32], NDArray[np.uint8]]:
    """Return all degrees packed, the size of each, and the code of uniform ones."""
    parts, sizes = [], np.zeros(64_800, dtype=np.int32)
    uniform = np.zeros(64_800, dtype=np.uint8)
    for row in range(180):
        rows = slice(row * SIDE, (row + 1) * SIDE)
        band = encode(water.margin[rows], water.land[rows])
        for col in range(360):
            tile = band[:, col * SIDE : (col + 1) * SIDE]
            number = row * 360 + col
            if (tile == tile[0, 0]).all():
                uniform[number] = tile[0, 0]
                continue
            data = zlib.compress(np.ascontiguousarray(tile).tobytes(), 9)
            parts.append(np.frombuffer(data, dtype=np.uint8))
            sizes[number] = len(data)
    return np.concatenate(parts), sizes, uniform


def strides(margin: NDArray[np.int8], far_nm: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return safe strides on the coarse grid that ships."""
    times = far_nm.shape[0] // (180 * STRIDE_CELLS)
    rows, cols = 180 * STRIDE_CELLS, 360 * STRIDE_CELLS
    least = far_nm.reshape(rows, times, cols, times).min(axis=(1, 3))
    found: NDArray[np.uint8] = np.clip(np.floor(least), 0, SOLID - 1).astype(np.uint8)
    cells = SIDE // STRIDE_CELLS
    solid = np.zeros((rows, cols), dtype=np.bool_)
    for row in range(rows):
        band = margin[row * cells : (row + 1) * cells].reshape(cells, cols, cells)
        solid[row] = (band < 0).all(axis=(0, 2))
    for axis in (0, 1):  # the rim of a solid cell may yet be interpolated from free ones
        solid &= np.roll(solid, 1, axis) & np.roll(solid, -1, axis)
    found[solid] = SOLID
    return found
