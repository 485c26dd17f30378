"""Where there is room for a ship, cell by cell, and lines of sight over it.

The world at half an arc-minute, packed degree by degree: 0 is land, 1 water that is too close to
land or too shoal, and from 2 up the room left over, first in tenths of a nautical mile. A degree
is unpacked when it is first looked at; far from anything a coarse grid of safe strides is enough.
"""

from __future__ import annotations

import functools
import zlib

import numpy as np
from numpy.typing import NDArray

from navroute.geo import FloatArray
from navroute.network.arrays import read_arrays

__all__ = [
    "AXIS_RATIO",
    "EARTH_NM",
    "LEAST_STRIDE",
    "SOLID",
    "Waters",
    "load",
    "places",
    "reduced_vectors",
]

IntArray = NDArray[np.int64]

FILE = "network/waters.npz"
SIDE = 120  # cells of a degree
ROOM_NM = 0.1  # of one step of the code
LEVEL = 2.5  # code of no room to spare
STEP_NM = 0.05  # of the levels that degrees are unpacked to; level 0 is land
STRIDE_CELLS = 5  # coarse cells of a degree
SOLID = 255  # in place of a stride: no room anywhere in the coarse cell
COARSE = SIDE // STRIDE_CELLS
LEAST_STRIDE = 3  # below it the fine codes tell more
TILE = SIDE * SIDE
MOST_DEGREES = 9000  # unpacked at a time: 130 MB, more than are not the same all over
PER_RADIAN = SIDE * 180 / np.pi
EARTH_NM = 6371.0088 / 1.852  # mean radius (IUGG R1)
AXIS_RATIO = 1.0 - 1.0 / 298.257223563  # WGS84 flattening


def reduced_vectors(lon_deg: FloatArray, lat_deg: FloatArray) -> FloatArray:
    """Return unit vectors at reduced latitudes, where geodesics are nearly great circles."""
    lon = np.radians(lon_deg)
    beta = np.arctan(AXIS_RATIO * np.tan(np.radians(lat_deg)))
    return np.stack([np.cos(beta) * np.cos(lon), np.cos(beta) * np.sin(lon), np.sin(beta)], axis=-1)


class Waters:
    """Room at sea.

    Parameters
    ----------
    packed : bytes or memoryview
        Degrees one after the other, each deflated on its own.
    first : ndarray of int, shape (64801,)
        Where each degree begins; an empty one is uniform.
    uniform : ndarray of int, shape (64800,)
        Code of a degree that is uniform.
    stride_nm : ndarray of int, shape (900, 1800)
        How far one can go from anywhere in a coarse cell without meeting anything.
    room_nm : ndarray of float
        Of each code; that of land, code 0, is the least.
    """

    def __init__(
        self,
        packed: bytes | memoryview,
        first: NDArray[np.int64],
        uniform: NDArray[np.uint8],
        stride_nm: NDArray[np.uint8],
        room_nm: FloatArray,
    ) -> None:
        self.widest_nm = float(room_nm.max())
        self._least_nm = float(room_nm[0])
        level = np.round((room_nm - self._least_nm) / STEP_NM)
        self.level_of_room = int(level[room_nm > 0].min())
        self._level = np.concatenate([level, np.full(256 - len(level), level[-1])]).astype(np.uint8)
        self._packed = packed
        self._first = first
        self._uniform = self._level[uniform]
        self._stride = stride_nm.ravel()
        self._slot = np.full(len(uniform), -1, dtype=np.int64)
        self._pool = np.empty(64 * TILE, dtype=np.uint8)
        self._used = 0
        self._even: dict[int, int] = {}

    def levels(self, row: IntArray, col: IntArray) -> NDArray[np.uint8]:
        """Return the levels of cells; rows from 90 S, columns from 180 W, wrapped."""
        row = np.clip(row, 0, 180 * SIDE - 1)
        col = col % (360 * SIDE)
        down, right = row // SIDE, col // SIDE
        degree = down * 360 + right
        slot = self._slots(degree)
        found: NDArray[np.uint8] = self._pool[slot * TILE + (row % SIDE) * SIDE + col % SIDE]
        return found

    def _slots(self, degree: IntArray) -> IntArray:
        slot = self._slot[degree]
        if slot.min(initial=0) < 0:
            wanted = set(degree[slot < 0].tolist())
            if self._used + len(wanted) > MOST_DEGREES:  # a long-lived process begins anew
                self._slot[:] = -1
                self._even.clear()
                self._used = 0
                wanted = set(degree.tolist())
            for number in sorted(wanted):
                self._unpack(number)
            slot = self._slot[degree]
        return slot

    def _unpack(self, degree: int) -> None:
        begin, end = int(self._first[degree]), int(self._first[degree + 1])
        if begin == end:
            self._slot[degree] = self._slot_of_uniform(int(self._uniform[degree]))
            return
        tile = np.frombuffer(zlib.decompress(self._packed[begin:end]), dtype=np.uint8)
        self._slot[degree] = self._fill(self._level[tile])

    def _slot_of_uniform(self, level: int) -> int:
        """Return the one slot of all degrees that are the same all over."""
        if level not in self._even:
            self._even[level] = self._fill(np.full(TILE, level, dtype=np.uint8))
        return self._even[level]

    def _fill(self, tile: NDArray[np.uint8]) -> int:
        """Put a degree into the pool; return its slot."""
        slot = self._used
        if (slot + 1) * TILE > len(self._pool):
            wider = np.empty(2 * len(self._pool), dtype=np.uint8)
            wider[: slot * TILE] = self._pool[: slot * TILE]
            self._pool = wider
        self._pool[slot * TILE : (slot + 1) * TILE] = tile
        self._used += 1
        return slot

    def room_nm(self, points: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Return the room at unit vectors (negative: none), and whether they are on land."""
        x, y = places(points)
        return self.room_at(x, y), self.is_land(x, y)

    def room_at(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return the room at places in cells from 180 W and 90 S."""
        stride = self.strides(x, y)
        room = stride.astype(float)
        near = np.flatnonzero((stride < LEAST_STRIDE) | (stride == SOLID))
        if len(near):
            room[near] = self.fine_room_nm(x[near], y[near])
        return room

    def is_land(self, x: FloatArray, y: FloatArray) -> NDArray[np.bool_]:
        """Return whether there is land at places in cells from 180 W and 90 S."""
        return np.asarray(self.levels(y.astype(np.int64), np.floor(x).astype(np.int64)) == 0)

    def ashore_nm(self, point: FloatArray, most_nm: float) -> float:
        """Return how far a unit vector is from water, 0 if on it, infinite if beyond a limit."""
        (x,), (y,) = places(point[None])
        cell_nm = 60 / SIDE
        wide = max(float(np.hypot(point[0], point[1])), 0.05)
        rows = np.arange(-int(most_nm / cell_nm) - 1, int(most_nm / cell_nm) + 2)
        half = int(most_nm / cell_nm / wide) + 1
        row, col = np.meshgrid(rows, np.arange(-half, half + 1), indexing="ij")
        row, col = row + int(y), col + int(np.floor(x))
        water = self.levels(row.ravel(), col.ravel()).reshape(row.shape) != 0
        if water[len(rows) // 2, half]:
            return 0.0
        away = np.hypot((row + 0.5 - y), (col + 0.5 - x) * wide)[water] * cell_nm
        least = float(away.min(initial=np.inf))
        return least if least <= most_nm else float("inf")

    def fine_room_nm(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return the room at places in cells from 180 W and 90 S, between the cells' middles."""
        u, v = x - 0.5, y - 0.5
        left, low = np.floor(u), np.floor(v)
        u -= left
        v -= low
        col, row = left.astype(np.int64) % (360 * SIDE), low.astype(np.int64)
        np.clip(row, 0, 180 * SIDE - 2, out=row)
        down, right = row // SIDE, col // SIDE
        i, j = row - down * SIDE, col - right * SIDE
        # A degree's last row and column have their neighbours in other degrees.
        inner = (i < SIDE - 1) & (j < SIDE - 1)
        at = (self._slots(down * 360 + right) * TILE + i * SIDE + j) * inner
        pool = self._pool
        one, other = pool[at].astype(float), pool[at + SIDE].astype(float)
        one += u * (pool[at + 1] - one)
        other += u * (pool[at + SIDE + 1] - other)
        mean = one + v * (other - one)
        edge = np.flatnonzero(~inner)
        if len(edge):
            r, c, p, q = row[edge], col[edge], u[edge], v[edge]
            mean[edge] = (self.levels(r, c) * (1 - p) + self.levels(r, c + 1) * p) * (1 - q)
            mean[edge] += (self.levels(r + 1, c) * (1 - p) + self.levels(r + 1, c + 1) * p) * q
        return np.asarray(mean * STEP_NM + self._least_nm)

    def strides(self, x: FloatArray, y: FloatArray) -> NDArray[np.uint8]:
        """Return the safe strides at places in cells from 180 W and 90 S."""
        row = (y * (1 / COARSE)).astype(np.int64)
        col = (x * (1 / COARSE)).astype(np.int64) % (360 * STRIDE_CELLS)
        np.minimum(row, 180 * STRIDE_CELLS - 1, out=row)
        found: NDArray[np.uint8] = self._stride[row * (360 * STRIDE_CELLS) + col]
        return found


def places(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return places in cells from 180 W and 90 S of vectors of any length."""
    across = np.hypot(points[:, 0], points[:, 1])
    lon = np.arctan2(points[:, 1], points[:, 0])
    lat = np.arctan2(points[:, 2], AXIS_RATIO * across)
    return (lon + np.pi) * PER_RADIAN, (lat + np.pi / 2) * PER_RADIAN


@functools.cache
def load() -> Waters:
    """Return the shipped waters."""
    arrays = read_arrays(FILE, "hold the waters of the world")
    return Waters(
        arrays["packed"].data,
        np.concatenate([[0], np.cumsum(arrays["size"], dtype=np.int64)]),
        np.asarray(arrays["uniform"], np.uint8),
        np.asarray(arrays["stride_nm"], np.uint8),
        np.asarray(arrays["room_nm"], float),
    )
