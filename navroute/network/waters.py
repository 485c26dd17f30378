"""Where there is room for a ship, cell by cell, and lines of sight over it.

The world at half an arc-minute, packed degree by degree: 0 is land, 1 water that is too close to
land or too shoal, and from 2 up the room left over, in tenths of a nautical mile. A degree is
unpacked when it is first looked at; far from anything a coarse grid of safe strides is enough.
"""

from __future__ import annotations

import functools
import io
import zlib

import numpy as np
from numpy.typing import NDArray

from navroute import datafiles
from navroute.geo import FloatArray

__all__ = ["AXIS_RATIO", "EARTH_NM", "Waters", "load", "reduced_vectors"]

FILE = "network/waters.npz"
SIDE = 120  # cells of a degree
ROOM_NM = 0.1  # of one step of the code
LEVEL = 2.5  # code of no room to spare
STRIDE_CELLS = 5  # coarse cells of a degree
SOLID = 255  # in place of a stride: no room anywhere in the coarse cell
LEAST_STEP_NM = 0.2
SLACK_NM = 0.06  # what the packing may have rounded away
LONGEST_RIM_NM = 15.0  # a place may lie this far inside water that is too close to land
# Shares of a ray that are looked at first, each halfway between those before.
PROBES = tuple(k / 2**n for n in range(1, 6) for k in range(1, 2**n, 2))
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
    packed : bytes
        Degrees one after the other, each deflated on its own.
    first : ndarray of int, shape (64801,)
        Where each degree begins; an empty one is uniform.
    uniform : ndarray of int, shape (64800,)
        Code of a degree that is uniform.
    stride_nm : ndarray of int, shape (900, 1800)
        How far one can go from anywhere in a coarse cell without meeting anything.
    """

    def __init__(
        self,
        packed: bytes,
        first: NDArray[np.int64],
        uniform: NDArray[np.uint8],
        stride_nm: NDArray[np.uint8],
    ) -> None:
        self._packed = packed
        self._first = first
        self._uniform = uniform
        self._stride = stride_nm
        self._slot = np.full(len(uniform), -1, dtype=np.int32)
        self._pool = np.empty((64, SIDE * SIDE), dtype=np.uint8)
        self._used = 0

    def codes(self, row: NDArray[np.int64], col: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Return the codes of cells; rows from 90 S, columns from 180 W, wrapped."""
        row = np.clip(row, 0, 180 * SIDE - 1)
        col = col % (360 * SIDE)
        degree = (row // SIDE) * 360 + col // SIDE
        slot = self._slot[degree]
        if (slot < 0).any():
            for number in np.unique(degree[slot < 0]).tolist():
                self._unpack(number)
            slot = self._slot[degree]
        found: NDArray[np.uint8] = self._pool[slot, (row % SIDE) * SIDE + col % SIDE]
        return found

    def _unpack(self, degree: int) -> None:
        if self._used == len(self._pool):
            self._pool = np.concatenate([self._pool, np.empty_like(self._pool)])
        begin, end = int(self._first[degree]), int(self._first[degree + 1])
        self._pool[self._used] = (
            np.frombuffer(zlib.decompress(self._packed[begin:end]), dtype=np.uint8)
            if end > begin
            else self._uniform[degree]
        )
        self._slot[degree] = self._used
        self._used += 1

    def _places(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        lon = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
        lat = np.degrees(
            np.arctan2(points[:, 2], AXIS_RATIO * np.hypot(points[:, 0], points[:, 1]))
        )
        return (lon + 180) * SIDE, (lat + 90) * SIDE

    def room_nm(self, points: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Return the room at unit vectors (negative: none), and whether they are on land."""
        x, y = self._places(points)
        stride = self._strides(x, y)
        room = np.where(stride == SOLID, 0, stride).astype(float)
        land = np.zeros(len(room), dtype=np.bool_)
        near = np.flatnonzero(room < 3)
        if len(near):
            room[near], land[near] = self._fine(x[near], y[near])
        return room, land

    def _fine(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
        col, row = np.floor(x - 0.5).astype(int), np.floor(y - 0.5).astype(int)
        u, v = x - 0.5 - col, y - 0.5 - row
        mean = np.zeros(len(x))
        for down, wv in ((0, 1 - v), (1, v)):
            for right, wu in ((0, 1 - u), (1, u)):
                mean += wv * wu * self.codes(row + down, col + right)
        land = self.codes(np.floor(y).astype(int), np.floor(x).astype(int)) == 0
        return (mean - LEVEL) * ROOM_NM, land

    def _not_barred(
        self, start: FloatArray, across: FloatArray, total: FloatArray
    ) -> NDArray[np.int64]:
        """Return the rays that a few samples do not bar: most go at the first look."""
        live = np.arange(len(total))
        for share in PROBES:
            run = share * total[live]
            angle = run[:, None] / EARTH_NM
            x, y = self._places(start * np.cos(angle) + across[live] * np.sin(angle))
            live = live[(self._strides(x, y) != SOLID) | (run < LONGEST_RIM_NM)]
        return live

    def _strides(self, x: FloatArray, y: FloatArray) -> NDArray[np.uint8]:
        coarse = SIDE // STRIDE_CELLS
        found: NDArray[np.uint8] = self._stride[
            np.clip((y / coarse).astype(int), 0, 180 * STRIDE_CELLS - 1),
            (x / coarse).astype(int) % (360 * STRIDE_CELLS),
        ]
        return found

    def sees(self, start: FloatArray, ends: FloatArray) -> NDArray[np.bool_]:
        """Return which of many places are seen from one over water with room.

        The start may lie in water too close to land: the ray then has to leave it without
        touching land, and not to come back.
        """
        cosine = np.clip(ends @ start, -1, 1)
        across = ends - cosine[:, None] * start
        sine = np.linalg.norm(across, axis=1)
        total = np.arctan2(sine, cosine) * EARTH_NM
        across /= np.maximum(sine, 1e-12)[:, None]
        seen = np.zeros(len(ends), dtype=np.bool_)
        run = np.zeros(len(ends))
        out = np.zeros(len(ends), dtype=np.bool_)
        live = self._not_barred(start, across, total)
        while len(live):
            angle = run[live, None] / EARTH_NM
            room, land = self.room_nm(start * np.cos(angle) + across[live] * np.sin(angle))
            free = room >= -SLACK_NM
            out[live] |= free
            good = np.where(out[live], free, ~land & (run[live] < LONGEST_RIM_NM))
            run[live] += np.maximum(room, LEAST_STEP_NM)
            live = live[good]
            done = run[live] >= total[live]
            seen[live[done]] = True
            live = live[~done]
        return seen


@functools.cache
def load() -> Waters:
    """Return the shipped waters."""
    with np.load(io.BytesIO(datafiles.read_bytes(FILE)), allow_pickle=False) as arrays:
        first = np.concatenate([[0], np.cumsum(arrays["size"], dtype=np.int64)])
        return Waters(arrays["packed"].tobytes(), first, arrays["uniform"], arrays["stride_nm"])
