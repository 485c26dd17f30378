"""Which gate lines a geodesic crosses, for the network's edges and for legs drawn on the spot.

A gate line joins land to land. A leg drawn straight could still pass round its end over the
land, from sea to sea across an isthmus; walls, lines over land that carry the gate lines on, are
there to be crossed by nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from navroute import geo
from navroute.geo import FloatArray, IntArray, Pieces

__all__ = ["STEP_NM", "WALL", "GateCrossings", "GateLines"]

WALL = -1  # in place of a gate's index: never to be crossed

# A chord of 5 nm strays 3 m from the geodesic at 70 degrees: below the precision of the lines.
STEP_NM = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class GateCrossings:
    """Crossings of many legs, ordered by leg and by fraction along it.

    Parameters
    ----------
    leg : ndarray of int, shape (n,)
    gate : ndarray of int, shape (n,)
        Index into the ids of the gate lines, or :data:`WALL`.
    fraction : ndarray of float, shape (n,)
        Share of the leg's length run at the crossing.
    """

    leg: IntArray
    gate: IntArray
    fraction: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class GateLines:
    """Gate lines and walls as straight segments on a flat map.

    Parameters
    ----------
    gate : ndarray of int, shape (n,)
        Which gate a segment belongs to, or :data:`WALL`.
    segments : ndarray of float, shape (n, 4)
        lon1, lat1, lon2, lat2 in degrees.
    """

    gate: IntArray
    segments: FloatArray

    def crossings(
        self,
        lon1_deg: ArrayLike,
        lat1_deg: ArrayLike,
        lon2_deg: ArrayLike,
        lat2_deg: ArrayLike,
    ) -> GateCrossings:
        """Return what each of many geodesics crosses."""
        pieces = geo.cut(lon1_deg, lat1_deg, lon2_deg, lat2_deg, step_nm=STEP_NM)
        found = [_crossed(pieces, self.segments, shift) for shift in (0.0, 360.0, -360.0)]
        piece, segment, share = (np.concatenate(column) for column in zip(*found, strict=True))
        begin, end = pieces.fraction[piece].T
        fraction = begin + share * (end - begin)
        leg, gate = pieces.leg[piece], self.gate[segment]
        order = np.lexsort((gate, fraction, leg))
        return GateCrossings(leg[order], gate[order], fraction[order])


def _crossed(
    pieces: Pieces, segments: FloatArray, shift_deg: float
) -> tuple[IntArray, IntArray, FloatArray]:
    """Return piece, segment and share of the piece for every crossing."""
    moved = segments + np.array([shift_deg, 0, shift_deg, 0])
    low, high = np.minimum(pieces.start, pieces.end), np.maximum(pieces.start, pieces.end)
    seg_low = np.minimum(moved[:, :2], moved[:, 2:])
    seg_high = np.maximum(moved[:, :2], moved[:, 2:])
    near = (seg_low <= high.max(axis=0)).all(axis=1) & (seg_high >= low.min(axis=0)).all(axis=1)
    hits = [_none()]
    for index in np.flatnonzero(near):
        boxes = (low <= seg_high[index]).all(axis=1) & (high >= seg_low[index]).all(axis=1)
        candidates = np.flatnonzero(boxes)
        if len(candidates):
            hits.append(_cross_one(pieces, candidates, moved[index], int(index)))
    piece, segment, share = (np.concatenate(column) for column in zip(*hits, strict=True))
    return piece, segment, share


def _cross_one(
    pieces: Pieces, candidates: IntArray, segment: FloatArray, index: int
) -> tuple[IntArray, IntArray, FloatArray]:
    start, end = pieces.start[candidates], pieces.end[candidates]
    first, second = segment[:2], segment[2:]
    # Half-open sides: a point on the line counts as beyond it, so that a path through a vertex
    # lying on a gate crosses once, and one that only touches it, not at all or twice.
    side1, side2 = _side(first, second, start), _side(first, second, end)
    passes = (side1 >= 0) != (side2 >= 0)
    passes &= (_side(start, end, first) >= 0) != (_side(start, end, second) >= 0)
    hit = np.flatnonzero(passes)
    share = side1[hit] / (side1[hit] - side2[hit])
    return candidates[hit], np.full(len(hit), index, dtype=np.int64), share


def _side(first: FloatArray, second: FloatArray, point: FloatArray) -> FloatArray:
    """Return twice the signed area of the triangle: positive if ``point`` lies to the left."""
    along = second - first
    to = point - first
    return np.asarray(along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0])


def _none() -> tuple[IntArray, IntArray, NDArray[np.float64]]:
    return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
