"""Arrays packed for shipping: whole numbers by byte, so that what is alike lies side by side.

Deflate finds little in the bytes of long numbers one after the other. Their first bytes together,
then their second ones and so on, of the differences where neighbours are alike, halve the files.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from navroute.geo import FloatArray

__all__ = [
    "pack_bytes",
    "pack_directions",
    "pack_steps",
    "pack_whole",
    "unpack_bytes",
    "unpack_directions",
    "unpack_steps",
    "unpack_whole",
]

Planes = NDArray[np.uint8]
TURN = 65536  # units of a packed direction: 0.0055 degrees


def pack_bytes(values: NDArray[np.generic], *, steps: bool = False) -> Planes:
    """Pack whole numbers byte by byte, or the ``steps`` from each to the next one."""
    packed = values
    if steps:
        packed = np.diff(values, prepend=np.zeros(1, values.dtype)).astype(values.dtype)
    return np.ascontiguousarray(packed.view(np.uint8).reshape(-1, values.itemsize).T)


def unpack_bytes(
    planes: Planes, dtype: type[np.integer], *, steps: bool = False
) -> NDArray[np.integer]:
    """Return what :func:`pack_bytes` packed."""
    values = np.ascontiguousarray(planes.T).view(dtype).ravel()
    return np.cumsum(values, dtype=dtype) if steps else values


def pack_whole(values: FloatArray, per_unit: float) -> Planes:
    """Pack numbers that are whole multiples of ``1 / per_unit`` and not negative.

    Raises
    ------
    ValueError
        Some are not.
    """
    whole = _multiples(values, per_unit)
    if (whole < 0).any():
        raise ValueError(f"not all are whole multiples of 1/{per_unit:g} from 0 up")
    return _planes(whole)


def unpack_whole(planes: Planes, per_unit: float) -> FloatArray:
    """Return what :func:`pack_whole` packed, to the last digit."""
    return np.asarray(_whole(planes) / per_unit)


def pack_steps(values: FloatArray, per_unit: float) -> Planes:
    """Pack the differences of numbers that are whole multiples of ``1 / per_unit``.

    Raises
    ------
    ValueError
        Some are not.
    """
    step = np.diff(_multiples(values, per_unit), prepend=0)
    return _planes(np.where(step < 0, -2 * step - 1, 2 * step))


def unpack_steps(planes: Planes, per_unit: float) -> FloatArray:
    """Return what :func:`pack_steps` packed, to the last digit."""
    folded = _whole(planes)
    step = np.where(folded & 1, -(folded >> 1) - 1, folded >> 1)
    return np.asarray(np.cumsum(step) / per_unit)


def pack_directions(at: FloatArray, toward: FloatArray) -> NDArray[np.uint16]:
    """Pack in which direction some places lie from others; both are unit vectors."""
    east, north = _tangents(at)
    angle = np.arctan2((toward * north).sum(axis=1), (toward * east).sum(axis=1))
    return np.asarray(np.round(angle * (TURN / (2 * np.pi))).astype(np.int64), np.uint16)


def unpack_directions(at: FloatArray, packed: NDArray[np.uint16]) -> FloatArray:
    """Return directions from places as unit vectors, to within 0.003 degrees."""
    east, north = _tangents(at)
    angle = packed.astype(float)[:, None] * (2 * np.pi / TURN)
    return np.asarray(np.cos(angle) * east + np.sin(angle) * north)


def _multiples(values: FloatArray, per_unit: float) -> NDArray[np.int64]:
    whole = np.round(np.asarray(values, float) * per_unit).astype(np.int64)
    if not np.array_equal(whole / per_unit, values):
        raise ValueError(f"not all are whole multiples of 1/{per_unit:g}")
    return whole


def _planes(whole: NDArray[np.int64]) -> Planes:
    count = max((int(whole.max(initial=0)).bit_length() + 7) // 8, 1)
    return np.stack([(whole >> (8 * k) & 255).astype(np.uint8) for k in range(count)])


def _whole(planes: Planes) -> NDArray[np.int64]:
    whole = np.zeros(planes.shape[1], dtype=np.int64)
    for k, plane in enumerate(planes):
        whole |= plane.astype(np.int64) << (8 * k)
    return whole


def _tangents(at: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return unit vectors to the east and to the north of places."""
    x, y, z = at.T
    across = np.maximum(np.hypot(x, y), 1e-12)
    east = np.stack([-y / across, x / across, np.zeros(len(at))], axis=1)
    north = np.stack([-z * x / across, -z * y / across, across], axis=1)
    return east, north
