"""Corners of the obstacles: where a shortest path over open water can bend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from navroute.chart.sea.sphere import unit_vectors
from navroute.chart.sea.water import CELL_DEG, GIVE, NODE_MARGIN_NM, UNIT_NM, Water

__all__ = ["Corners", "find_corners"]

FloatArray = NDArray[np.float64]

TOLERANCE_NM = 0.16  # of the simplified outline, well inside NODE_MARGIN_NM
LEAST_ROOM_NM = 0.04  # along the simplified outline
SMALLEST_POOL = 40  # points of an outline with water inside; smaller ones lead nowhere


@dataclass(frozen=True, slots=True)
class Corners:
    """Convex corners; ``before`` and ``after`` are the outline's neighbours, as unit vectors."""

    lon_lat_deg: FloatArray
    at: FloatArray
    before: FloatArray
    after: FloatArray


@njit(cache=True)
def _trace(margin, level, seen, row, col, points):  # type: ignore[no-untyped-def]
    """Follow one outline with the obstacle on the left; return the number of points."""
    _rows, cols = margin.shape
    lr, lc, rr, rc = row, col, row, col + 1
    n = 0
    while True:
        a = float(margin[lr, lc % cols])
        b = float(margin[rr, rc % cols])
        t = (level - a) / (b - a)
        if n < points.shape[0]:
            points[n, 0] = lc + t * (rc - lc)
            points[n, 1] = lr + t * (rr - lr)
        n += 1
        if rr == lr and rc == lc + 1:
            if seen[lr, lc % cols]:
                return n
            seen[lr, lc % cols] = True
        fx, fy = -(rr - lr), rc - lc
        flr, flc, frr, frc = lr + fy, lc + fx, rr + fy, rc + fx
        if margin[frr, frc % cols] < level:
            lr, lc = frr, frc
        elif margin[flr, flc % cols] < level:
            lr, lc, rr, rc = flr, flc, frr, frc
        else:
            rr, rc = flr, flc


@njit(cache=True)
def _clear(margin, a, b):  # type: ignore[no-untyped-def]
    """Tell whether a short chord has room all along."""
    rows, cols = margin.shape
    ax, ay = (a[0] + 180.0) / CELL_DEG - 0.5, (a[1] + 90.0) / CELL_DEG - 0.5
    bx, by = (b[0] + 180.0) / CELL_DEG - 0.5, (b[1] + 90.0) / CELL_DEG - 0.5
    steps = int(max(abs(bx - ax), abs(by - ay)) * 3) + 2
    for k in range(1, steps):
        x, y = ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps
        c, r = int(np.floor(x)), int(np.floor(y))
        if r < 0 or r >= rows - 1:
            continue
        u, v = x - c, y - r
        c0, c1 = c % cols, (c + 1) % cols
        low = margin[r, c0] * (1 - u) + margin[r, c1] * u
        high = margin[r + 1, c0] * (1 - u) + margin[r + 1, c1] * u
        if (low * (1 - v) + high * v) * UNIT_NM < LEAST_ROOM_NM:
            return False
    return True


@njit(cache=True)
def _keep(xy, weight, tolerance, margin, keep):  # type: ignore[no-untyped-def]
    """Douglas-Peucker with distances in nautical miles at the chord's latitude.

    A chord without room is divided further, so that a ship could follow the simplified outline.
    """
    n = xy.shape[0]
    stack = [(0, n - 1)]
    keep[0] = True
    keep[n - 1] = True
    while len(stack) > 0:
        i, j = stack.pop()
        if j - i < 2:
            continue
        scale = np.cos(np.radians(0.5 * (xy[i, 1] + xy[j, 1])))
        ax, ay = xy[i, 0] * scale, xy[i, 1]
        dx, dy = xy[j, 0] * scale - ax, xy[j, 1] - ay
        length = np.hypot(dx, dy)
        worst, at = -1.0, i
        for k in range(i + 1, j):
            px, py = xy[k, 0] * scale - ax, xy[k, 1] - ay
            if length > 1e-9:
                u = min(max((px * dx + py * dy) / length / length, 0.0), 1.0)
                far = np.hypot(px - u * dx, py - u * dy)
            else:
                far = np.hypot(px, py)
            far *= weight[k]
            if far > worst:
                worst, at = far, k
        if worst * 60 > tolerance or not _clear(margin, xy[i], xy[j]):
            keep[at] = True
            stack.append((i, at))
            stack.append((at, j))


@njit(cache=True)
def _convex(xy):  # type: ignore[no-untyped-def]
    """Return which vertices of a ring (last = first) are corners that a taut line bends at."""
    n = xy.shape[0] - 1
    out = np.zeros(n, np.bool_)
    for k in range(n):
        p, v, q = xy[(k - 1) % n], xy[k], xy[k + 1]
        # A ring around a pole ends a whole turn from where it began.
        east_in = (v[0] - p[0] + 180.0) % 360.0 - 180.0
        east_out = (q[0] - v[0] + 180.0) % 360.0 - 180.0
        out[k] = east_in * (q[1] - v[1]) > east_out * (v[1] - p[1])
    return out


def _outlines(water: Water) -> list[FloatArray]:
    level = NODE_MARGIN_NM / UNIT_NM + 0.01
    margin = water.margin
    seen = np.zeros(margin.shape, dtype=np.bool_)
    buffer = np.empty((4_000_000, 2))
    rings = []
    for row in range(1, margin.shape[0] - 1):
        blocked = margin[row] < level
        for col in np.flatnonzero(blocked & ~np.roll(blocked, -1)):
            if seen[row, col]:
                continue
            n = _trace(margin, level, seen, row, col, buffer)
            if n > len(buffer):
                raise OverflowError(f"outline of {n} points")
            xy = (buffer[:n] + 0.5) * CELL_DEG
            area = np.sum(xy[:-1, 0] * xy[1:, 1] - xy[1:, 0] * xy[:-1, 1])
            if n > SMALLEST_POOL or area > 0:
                rings.append(xy - [180.0, 90.0])
    return rings


def _simplify(ring: FloatArray, weight: FloatArray, water: Water) -> FloatArray:
    far = int(np.argmax(np.hypot(*(ring - ring[0]).T)))
    keep = np.zeros(len(ring), dtype=np.bool_)
    for part in (slice(0, far + 1), slice(far, len(ring))):
        if part.stop - part.start > 1:
            _keep(ring[part], weight[part], TOLERANCE_NM, water.margin, keep[part])
    return ring[keep]


def _weights(water: Water, ring: FloatArray) -> FloatArray:
    """Return how strictly each point of an outline is to be kept to: less far off land."""
    row = ((ring[:, 1] + 90) / CELL_DEG).astype(int)
    col = ((ring[:, 0] + 180) / CELL_DEG).astype(int) % water.land.shape[1]
    offing = water.land[row, col] * UNIT_NM
    return np.where(offing > 1.4, GIVE[2.0], np.where(offing > 0.7, GIVE[1.0], GIVE[0.5]))


def find_corners(water: Water) -> Corners:
    """Return the convex corners of everything that blocks the way."""
    at, before, after = [], [], []
    for outline in _outlines(water):
        ring = _simplify(outline, _weights(water, outline), water)
        if len(ring) < 4:
            continue
        convex = _convex(ring)
        at.append(ring[:-1][convex])
        before.append(np.roll(ring[:-1], 1, axis=0)[convex])
        after.append(ring[1:][convex])
    v, p, q = (np.vstack(part) for part in (at, before, after))
    v[:, 0] = (v[:, 0] + 180) % 360 - 180
    return Corners(v, unit_vectors(*v.T), unit_vectors(*p.T), unit_vectors(*q.T))
