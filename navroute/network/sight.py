"""Lines of sight over the waters: which of many rays keep clear of everything.

All rays are looked at together, the middle of each first: room there clears a piece of the ray,
and none at all bars it. What is left of a ray is looked at in its middle again, down to pieces so
short that they are straight on the map; those are sampled finely.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from navroute.geo import FloatArray
from navroute.network.waters import (
    EARTH_NM,
    LEAST_STRIDE,
    SIDE,
    SOLID,
    Waters,
    places,
)

__all__ = ["LONGEST_RIM_NM", "clear", "clear_at_sea", "joined", "over_water", "past_harbour"]

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

SHORT_NM = 16.0  # pieces up to here are straight on the map: within 50 m at 70 degrees
LEAST_NM = 0.3  # no finer
LOOKS, FEW_PIECES = 4, 3000  # parts that the first samples are taken in, of so many
SLACK_NM = 0.06  # what the packing may have rounded away
LONGEST_RIM_NM = 15.0  # a place may lie this far inside water that is too close to land
RIM_STEP_NM = 0.2
HARBOUR_RIM_NM = 6.0
BANK_NM = 0.4  # a fairway may run between banks closer than the cells


def clear(
    waters: Waters,
    start: FloatArray,
    ends: FloatArray,
    *,
    ashore_nm: float = 0.0,
) -> BoolArray:
    """Return which of many places are seen from one over water with room.

    The start may lie in water too close to land: the ray then has to leave it without touching
    land, and not to come back.

    Parameters
    ----------
    waters : Waters
    start, ends : ndarray
        Unit vectors at reduced latitudes, none of the ends opposite to the start.
    ashore_nm : float
        Over so much land the rays may begin.
    """
    rays = _Rays(waters, start, ends)
    rays.leave_rim(ashore_nm)
    rays.sample(rays.halve())
    return rays.open


def past_harbour(
    waters: Waters, start: FloatArray, ends: FloatArray, *, ashore_nm: float
) -> BoolArray:
    """Return the same, for rays that begin beyond the ring of narrow water round a harbour.

    There is room close in, where ships lie, and none between that and the open sea.
    """
    rays = _Rays(waters, start, ends)
    rays.leave_rim(ashore_nm, HARBOUR_RIM_NM)
    rays.sample(rays.halve())
    return rays.open


def clear_at_sea(waters: Waters, starts: FloatArray, ends: FloatArray) -> BoolArray:
    """Return which of many pairs of places see each other, if the first of each has room."""
    rays = _Rays(waters, starts, ends)
    rays.sample(rays.halve())
    return rays.open


def joined(
    waters: Waters, start: FloatArray, end: FloatArray, ashore_nm: tuple[float, float]
) -> bool:
    """Whether two places see each other; both may lie in water too close to land."""
    rays, back = _Rays(waters, start, end[None]), _Rays(waters, end, start[None])
    rays.leave_rim(ashore_nm[0])
    back.leave_rim(ashore_nm[1])
    if not rays.open[0] or not back.open[0]:
        return False
    rays.stop_before(back)
    rays.sample(rays.halve())
    return bool(rays.open[0])


def over_water(
    waters: Waters, start: FloatArray, ends: FloatArray, *, ashore_nm: float
) -> BoolArray:
    """Return which of many places near one are reached without land on the way.

    Not counted is land where the ray begins, and the banks close to where it ends.
    """
    rays = _Rays(waters, start, ends)
    return rays.touch_no_land(ashore_nm)


class _Rays:
    """Rays and which of them are still open."""

    def __init__(self, waters: Waters, start: FloatArray, ends: FloatArray) -> None:
        self._waters = waters
        self._start = np.broadcast_to(start, ends.shape)
        cosine = np.clip(np.einsum("ij,ij->i", ends, self._start), -1, 1)
        sine = np.maximum(np.sqrt(1 - cosine * cosine), 1e-12)
        self._across = (ends - cosine[:, None] * start) / sine[:, None]
        self._begin = np.zeros(len(ends))
        self._end = np.arctan2(sine, cosine)
        self.open = np.ones(len(ends), dtype=np.bool_)

    def _places(self, ray: IntArray, angle: FloatArray) -> tuple[FloatArray, FloatArray]:
        cosine, sine = np.cos(angle), np.sin(angle)
        return places(self._start[ray] * cosine[:, None] + self._across[ray] * sine[:, None])

    def leave_rim(self, ashore_nm: float, least_nm: float = 0.0) -> None:
        """Let the rays begin where they have left the land and the water too close to it.

        No nearer than a least distance.
        """
        if not len(self.open):
            return
        at = places(self._start[:1])
        if not ashore_nm and not least_nm and self._waters.room_at(*at)[0] >= -SLACK_NM:
            return
        live = np.arange(len(self.open))
        step = RIM_STEP_NM / EARTH_NM
        for number in range(int(LONGEST_RIM_NM / RIM_STEP_NM)):
            angle = np.minimum(number * step, self._end[live])
            x, y = self._places(live, angle)
            dry = self._waters.is_land(x, y) & (angle * EARTH_NM > ashore_nm)
            self.open[live[dry]] = False
            far = number * RIM_STEP_NM >= least_nm
            out = (angle >= self._end[live]) | (far & (self._waters.room_at(x, y) >= -SLACK_NM))
            self._begin[live[out]] = angle[out]
            live = live[~dry & ~out]
            if not len(live):
                return
        self.open[live] = False

    def stop_before(self, back: _Rays) -> None:
        """Let the one ray end where its way back from the other end has left the land."""
        self._end = self._end - back._begin

    def touch_no_land(self, ashore_nm: float) -> BoolArray:
        """Return which rays lie over water but for their ends."""
        first, last = ashore_nm / EARTH_NM, self._end - BANK_NM / EARTH_NM
        step = RIM_STEP_NM / EARTH_NM
        for number in range(int(self._end.max(initial=0) / step) + 1):
            live = np.flatnonzero(self.open & (number * step >= first) & (number * step <= last))
            x, y = self._places(live, np.full(len(live), number * step))
            self.open[live[self._waters.is_land(x, y)]] = False
        return self.open

    def halve(self) -> tuple[IntArray, FloatArray, FloatArray]:
        """Look at the middles of pieces until they are clear or short; return the short ones."""
        ray = np.flatnonzero(self.open & (self._begin < self._end))
        begin, end = self._begin[ray], self._end[ray]
        short: list[tuple[IntArray, FloatArray, FloatArray]] = []
        while len(ray):
            middle = (begin + end) / 2
            stride = self._waters.strides(*self._places(ray, middle))
            self.open[ray[stride == SOLID]] = False
            reach = np.where(stride >= LEAST_STRIDE, stride, 0) / EARTH_NM
            ray = np.concatenate([ray, ray])
            begin, end = (
                np.concatenate([begin, middle + reach]),
                np.concatenate([middle - reach, end]),
            )
            left = (end > begin) & self.open[ray]
            ray, begin, end = ray[left], begin[left], end[left]
            is_short = end - begin <= SHORT_NM / EARTH_NM
            short.append((ray[is_short], begin[is_short], end[is_short]))
            long = ~is_short
            ray, begin, end = ray[long], begin[long], end[long]
        if not short:
            return ray, begin, end
        rays, begins, ends = (np.concatenate(column) for column in zip(*short, strict=True))
        return rays, begins, ends

    def sample(self, pieces: tuple[IntArray, FloatArray, FloatArray]) -> None:
        """Close the rays that some short piece bars."""
        ray, begin, end = pieces
        keep = self.open[ray]
        ray, begin, end = ray[keep], begin[keep], end[keep]
        x1, y1 = self._places(ray, begin)
        x2, y2 = self._places(ray, end)
        wide = 360 * SIDE
        dx, dy = (x2 - x1 + wide / 2) % wide - wide / 2, y2 - y1
        length = (end - begin) * EARTH_NM
        # One look each first, by and by: it bars most rays that are barred.
        looks = LOOKS if len(ray) > FEW_PIECES else 1
        for turn in range(looks):
            keep = self.open[ray]
            ray = ray[keep]
            x1, y1, dx, dy, length = (column[keep] for column in (x1, y1, dx, dy, length))
            part = slice(turn, None, looks)
            self._look(ray[part], (x1 + dx / 2)[part], (y1 + dy / 2)[part])
        keep = self.open[ray]
        ray = ray[keep]
        x1, y1, dx, dy, length = (column[keep] for column in (x1, y1, dx, dy, length))
        count = np.maximum(np.ceil(length / (2 * self._waters.widest_nm)), 1).astype(np.int64)
        piece = np.repeat(np.arange(len(ray)), count)
        number = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count)
        share = (number + 0.5) / count[piece]
        half = length[piece] / count[piece] / 2  # on both sides of a sample
        while len(piece):
            room = self._look(
                ray[piece], x1[piece] + share * dx[piece], y1[piece] + share * dy[piece]
            )
            left = (room < half) & self.open[ray[piece]] & (half > LEAST_NM / 2)
            piece, share, half = piece[left], share[left], half[left] / 2
            off = half / length[piece]
            piece, half = np.tile(piece, 2), np.tile(half, 2)
            share = np.concatenate([share - off, share + off])

    def _look(self, ray: IntArray, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return the room at places on rays, and close those that have none."""
        room = self._waters.fine_room_nm(x, y)
        self.open[ray[room < -SLACK_NM]] = False
        return room
