"""Which gate lines the rays from one place cross, many rays at a time.

The lines are cut into pieces so short that they are great circles for all purposes (within 4 m);
then a crossing is a matter of signs. Where exactly a ray crosses is worked out for the few rays
that become part of a way.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.geo import FloatArray
from navroute.network.gates import WALL, GateLines
from navroute.network.waters import reduced_vectors

__all__ = ["GateRays"]

PIECE_DEG = 0.1


class GateRays:
    """Gate lines in short pieces.

    Parameters
    ----------
    lines : GateLines
        Walls are left out: no ray runs over land.
    """

    def __init__(self, lines: GateLines) -> None:
        real = lines.gate != WALL
        segments = lines.segments[real]
        count = np.ceil(np.abs(segments[:, 2:] - segments[:, :2]).max(axis=1) / PIECE_DEG)
        count = np.maximum(count, 1).astype(np.int64)
        number = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        self._gate = np.repeat(lines.gate[real], count)
        start, along = segments[:, :2], segments[:, 2:] - segments[:, :2]
        ends = [
            np.repeat(start, count, axis=0)
            + np.repeat(along, count, axis=0) * ((number + k) / np.repeat(count, count))[:, None]
            for k in (0, 1)
        ]
        self._ends = ends
        self._first, self._second = (reduced_vectors(*end.T) for end in ends)
        self._plane = np.cross(self._first, self._second)

    def crossed(
        self, start: FloatArray, ends: FloatArray
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], FloatArray]:
        """Return ray, gate, piece and share of the ray for each crossing, in that order.

        Parameters
        ----------
        start, ends : ndarray
            Unit vectors at reduced latitudes.
        """
        if not len(ends):
            nothing = np.empty(0, dtype=np.int64)
            return nothing, nothing, nothing, np.empty(0)
        ray, piece = self._abeam(start, ends) if len(ends) > 1 else self._astride(start, ends)
        # Half-open sides, as in GateLines: what lies on a line counts as beyond it.
        before = self._plane @ start
        after = np.einsum("ij,ij->i", ends[ray], self._plane[piece])
        cut = (before[piece] >= 0) != (after >= 0)
        ray, piece = ray[cut], piece[cut]
        here, there = before[piece], np.einsum("ij,ij->i", ends[ray], self._plane[piece])
        share = here / (here - there)
        point = start + (ends[ray] - start) * share[:, None]
        # Both great circles meet on the far side of the Earth too.
        near = np.einsum("ij,ij->i", point, self._first[piece]) > 0
        ray, piece, point = ray[near], piece[near], point[near]
        length = np.linalg.norm(point, axis=1)
        whole = np.arccos(np.clip(ends[ray] @ start, -1, 1))
        run = np.arccos(np.clip(point @ start / length, -1, 1))
        share = np.clip(run / np.maximum(whole, 1e-12), 0, 1)
        order = np.lexsort((self._gate[piece], share, ray))
        return ray[order], self._gate[piece][order], piece[order], share[order]

    def _astride(
        self, start: FloatArray, ends: FloatArray
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return for one ray the pieces with an end on either side of its great circle."""
        normal = np.cross(start, ends[0])
        piece = np.flatnonzero((self._first @ normal >= 0) != (self._second @ normal >= 0))
        return np.zeros(len(piece), dtype=np.int64), piece

    def _abeam(
        self, start: FloatArray, ends: FloatArray
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return rays and the pieces that lie in their direction, near or far."""
        axis = np.zeros(3)
        axis[np.argmin(np.abs(start))] = 1.0
        east = np.cross(axis, start)
        north = np.cross(start, east)
        bearing, first, second = (
            np.arctan2(at @ east, at @ north) for at in (ends, self._first, self._second)
        )
        order = np.argsort(bearing, kind="stable")
        turn = 2 * np.pi
        known = np.concatenate([bearing[order] + shift for shift in (-turn, 0, turn)])
        span = (second - first + np.pi) % turn - np.pi
        low = np.minimum(first, first + span)
        begin = np.searchsorted(known, low)
        count = np.searchsorted(known, low + np.abs(span)) - begin
        piece = np.repeat(np.arange(len(count)), count)
        number = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count)
        return order[(begin[piece] + number) % len(ends)], piece

    def refined(
        self,
        start_deg: tuple[float, float],
        end_deg: tuple[float, float],
        piece: int,
        share: float,
    ) -> float:
        """Return the share of a geodesic's length at which it crosses a piece."""
        first, second = (end[piece] for end in self._ends)
        along = second - first
        shares = [share, min(share + 1e-3, 1.0) if share < 0.5 else share - 1e-3]
        for _ in range(2):
            points = geo.points_along(
                np.array([start_deg, start_deg]), np.array([end_deg, end_deg]), shares
            )
            off = [
                along[0] * (lat - first[1]) - along[1] * float(geo.wrap_lon(lon - first[0]))
                for lon, lat in points
            ]
            if off[0] == off[1]:
                break
            better = shares[0] - off[0] * (shares[1] - shares[0]) / (off[1] - off[0])
            shares = [float(np.clip(better, 0, 1)), shares[0]]
        return shares[0]
