"""Lines of sight: great circles marched over the margins in steps of the room that is left."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from navroute.chart.sea.sphere import EARTH_NM, to_lon_lat, unit_vectors
from navroute.chart.sea.water import CELL_DEG, UNIT_NM, Water

__all__ = [
    "Sight",
    "bitangents",
    "inner_room",
    "prepare",
    "room",
    "tangents_from",
    "visible",
    "visible_from_rims",
]

FloatArray = NDArray[np.float64]

COARSE = 12  # cells of the margins to a coarse cell
LEAST_STEP_NM = 0.2
RIM_STEP_NM = 0.5
LONGEST_RIM_NM = 30.0  # so far a way out of a port may run along an open coast
RIM_SLACK_NM = 0.02
# Shares of a ray that are looked at first, each halfway between those before.
PROBES = np.array([k / 2**n for n in range(1, 6) for k in range(1, 2**n, 2)])


@dataclass(frozen=True, slots=True)
class Sight:
    """What the marching needs: margins, and how far off anything is on a coarse grid."""

    margin: NDArray[np.int8]
    far_nm: NDArray[np.float32]
    inner: NDArray[np.int8]


def prepare(water: Water) -> Sight:
    """Return the margins with a coarse grid of safe strides, in nautical miles."""
    from scipy.spatial import cKDTree

    rows, cols = (n // COARSE for n in water.margin.shape)
    none = (water.margin < 0).reshape(rows, COARSE, cols, COARSE)
    blocked, solid = none.any(axis=(1, 3)), none.all(axis=(1, 3))
    cell = CELL_DEG * COARSE
    lat = -90 + (np.arange(rows) + 0.5) * cell
    lon = -180 + (np.arange(cols) + 0.5) * cell
    grid_lon, grid_lat = np.meshgrid(lon, lat)
    edge = blocked & ~(
        np.roll(blocked, 1, 1)
        & np.roll(blocked, -1, 1)
        & np.roll(blocked, 1, 0)
        & np.roll(blocked, -1, 0)
    )
    tree = cKDTree(unit_vectors(grid_lon[edge], grid_lat[edge]))
    for axis in (0, 1):  # the rim of a solid cell may yet be interpolated from free ones
        solid &= np.roll(solid, 1, axis) & np.roll(solid, -1, axis)
    far = np.where(solid, np.float32(-1), np.float32(0))
    chord, _ = tree.query(unit_vectors(grid_lon[~blocked], grid_lat[~blocked]))
    gap_nm = 2 * np.arcsin(np.minimum(chord / 2, 1)) * EARTH_NM
    far[~blocked] = np.maximum(gap_nm - cell * 60 * math.sqrt(2) - 1, 0)
    return Sight(water.margin, far, water.inner)


@njit(cache=True)
def room(margin, far, x, y, z):  # type: ignore[no-untyped-def]
    """Return how far one can go from here in any direction (nm); negative where blocked."""
    lon, lat = to_lon_lat(x, y, z)
    fx = (lon + 180.0) / CELL_DEG
    fy = (lat + 90.0) / CELL_DEG
    wide = far[min(int(fy / COARSE), far.shape[0] - 1), int(fx / COARSE) % far.shape[1]]
    if wide > 3.0 or wide < 0.0:
        return wide
    return _between_cells(margin, fx - 0.5, fy - 0.5)


@njit(cache=True)
def inner_room(inner, x, y, z):  # type: ignore[no-untyped-def]
    """Return the room over the least clearance; negative where there is less."""
    lon, lat = to_lon_lat(x, y, z)
    return _between_cells(inner, (lon + 180.0) / CELL_DEG - 0.5, (lat + 90.0) / CELL_DEG - 0.5)


@njit(cache=True)
def _between_cells(margin, fx, fy):  # type: ignore[no-untyped-def]
    rows, cols = margin.shape
    c = math.floor(fx)
    r = min(max(math.floor(fy), 0), rows - 2)
    u = fx - c
    v = fy - r
    c0 = c % cols
    c1 = (c + 1) % cols
    low = margin[r, c0] * (1 - u) + margin[r, c1] * u
    high = margin[r + 1, c0] * (1 - u) + margin[r + 1, c1] * u
    return (low * (1 - v) + high * v) * UNIT_NM


@njit(cache=True)
def visible(margin, far, a, b, slack):  # type: ignore[no-untyped-def]
    """Tell whether the great circle from a to b keeps its clearance (to within slack, nm)."""
    cosine = min(max(a[0] * b[0] + a[1] * b[1] + a[2] * b[2], -1.0), 1.0)
    ux = b[0] - cosine * a[0]
    uy = b[1] - cosine * a[1]
    uz = b[2] - cosine * a[2]
    sine = math.sqrt(ux * ux + uy * uy + uz * uz)
    total = math.atan2(sine, cosine) * EARTH_NM
    if sine < 1e-12:
        return True
    ux, uy, uz = ux / sine, uy / sine, uz / sine
    if total > 8.0:
        for part in PROBES:
            s = part * total / EARTH_NM
            cs, sn = math.cos(s), math.sin(s)
            if (
                room(margin, far, a[0] * cs + ux * sn, a[1] * cs + uy * sn, a[2] * cs + uz * sn)
                < -slack
            ):
                return False
    run = 0.0
    while run < total:
        s = run / EARTH_NM
        cs, sn = math.cos(s), math.sin(s)
        left = room(margin, far, a[0] * cs + ux * sn, a[1] * cs + uy * sn, a[2] * cs + uz * sn)
        if left < -slack:
            return False
        run += max(left, LEAST_STEP_NM)
    return True


@njit(cache=True)
def _rim_nm(margin, far, inner, a, b, ends):  # type: ignore[no-untyped-def]
    """Return how long the great circle from a to b stays on the rim of a coast; negative: ashore.

    ``ends`` is the angle at which it ends.
    """
    cosine = min(max(a[0] * b[0] + a[1] * b[1] + a[2] * b[2], -1.0), 1.0)
    ux = b[0] - cosine * a[0]
    uy = b[1] - cosine * a[1]
    uz = b[2] - cosine * a[2]
    sine = math.sqrt(ux * ux + uy * uy + uz * uz)
    if sine < 1e-12:
        return 0.0
    ux, uy, uz = ux / sine, uy / sine, uz / sine
    run = 0.0
    while run <= ends:
        s = run / EARTH_NM
        cs, sn = math.cos(s), math.sin(s)
        x, y, z = a[0] * cs + ux * sn, a[1] * cs + uy * sn, a[2] * cs + uz * sn
        if room(margin, far, x, y, z) >= 0.0:
            return run
        left = inner_room(inner, x, y, z)
        if left < 0.0 or run > LONGEST_RIM_NM:
            return -1.0
        run += min(max(left, LEAST_STEP_NM), RIM_STEP_NM)
    return ends


@njit(cache=True)
def _barred(margin, far, a, b, total):  # type: ignore[no-untyped-def]
    """Tell whether the great circle from a to b is barred at one of some probes at sea."""
    sine = math.sin(total / EARTH_NM)
    for part in PROBES:
        run = part * total
        if run < LONGEST_RIM_NM + 1.0 or run > total - LONGEST_RIM_NM - 1.0:
            continue
        u = math.sin((total - run) / EARTH_NM) / sine
        v = math.sin(run / EARTH_NM) / sine
        x, y, z = u * a[0] + v * b[0], u * a[1] + v * b[1], u * a[2] + v * b[2]
        if room(margin, far, x, y, z) < -RIM_SLACK_NM:
            return True
    return False


@njit(cache=True)
def visible_from_rims(margin, far, inner, a, b):  # type: ignore[no-untyped-def]
    """Tell whether the great circle from a to b keeps its clearance but on the rims of coasts.

    At both ends it may cross water that is too close to an open coast, over the least clearance.
    """
    cosine = min(max(a[0] * b[0] + a[1] * b[1] + a[2] * b[2], -1.0), 1.0)
    total = math.acos(cosine) * EARTH_NM
    if total < 0.05:
        return True
    # What lies farther out than any rim bars most rays: it is looked at first.
    barred = total > 4 * LONGEST_RIM_NM and _barred(margin, far, a, b, total)
    head = -1.0 if barred else _rim_nm(margin, far, inner, a, b, total)
    if head < 0.0:
        return False
    if head >= total:
        return True
    tail = _rim_nm(margin, far, inner, b, a, total - head)
    if tail < 0.0 or head + tail >= total:
        return tail >= 0.0
    if head == 0.0 and tail == 0.0:
        return visible(margin, far, a, b, 0.0)
    sine = math.sqrt(max(1.0 - cosine * cosine, 1e-24))
    first, last = np.empty(3), np.empty(3)
    for k in range(3):
        u = (b[k] - cosine * a[k]) / sine
        s = head / EARTH_NM
        first[k] = a[k] * math.cos(s) + u * math.sin(s)
        s = (total - tail) / EARTH_NM
        last[k] = a[k] * math.cos(s) + u * math.sin(s)
    return visible(margin, far, first, last, RIM_SLACK_NM)


@njit(cache=True)
def bitangents(margin, far, at, before, after, first, last, out):  # type: ignore[no-untyped-def]
    """Find pairs (i, j > i) tangent at both ends that see each other, i in [first, last)."""
    n = at.shape[0]
    count = 0
    for i in range(first, last):
        ax, ay, az = at[i]
        px, py, pz = before[i, 0], before[i, 1], before[i, 2]
        qx, qy, qz = after[i, 0], after[i, 1], after[i, 2]
        # (a x b) . p  =  (p x a) . b
        p0, p1, p2 = py * az - pz * ay, pz * ax - px * az, px * ay - py * ax
        q0, q1, q2 = qy * az - qz * ay, qz * ax - qx * az, qx * ay - qy * ax
        for j in range(i + 1, n):
            bx, by, bz = at[j, 0], at[j, 1], at[j, 2]
            s = (p0 * bx + p1 * by + p2 * bz) * (q0 * bx + q1 * by + q2 * bz)
            if s < -1e-20:
                continue
            nx, ny, nz = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
            s = (nx * before[j, 0] + ny * before[j, 1] + nz * before[j, 2]) * (
                nx * after[j, 0] + ny * after[j, 1] + nz * after[j, 2]
            )
            if s < -1e-20:
                continue
            if ax * bx + ay * by + az * bz < -0.94:
                continue
            if visible(margin, far, at[i], at[j], 0.0):
                if count < out.shape[0]:
                    out[count, 0] = i
                    out[count, 1] = j
                count += 1
    return count


@njit(cache=True)
def tangents_from(margin, far, inner, place, at, before, after, out):  # type: ignore[no-untyped-def]
    """Find the corners that are seen from a place, be it on the rim of a coast, tangent there."""
    count = 0
    ax, ay, az = place
    for j in range(at.shape[0]):
        bx, by, bz = at[j, 0], at[j, 1], at[j, 2]
        nx, ny, nz = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
        s = (nx * before[j, 0] + ny * before[j, 1] + nz * before[j, 2]) * (
            nx * after[j, 0] + ny * after[j, 1] + nz * after[j, 2]
        )
        if s < -1e-20 or ax * bx + ay * by + az * bz < -0.94:
            continue
        if visible_from_rims(margin, far, inner, place, at[j]):
            out[count] = j
            count += 1
    return count
