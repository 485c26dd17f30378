"""From which parts of the sea each node may be seen.

A free position sees a few hundred nodes; tangent to its way would be fourteen thousand. Rays are
sent out from every node in all the directions a way may leave it in, and the cells they pass are
kept: so a search looks at those nodes only that something of its own cell sees.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from navroute.chart.sea.cores import on_all_cores
from navroute.chart.sea.sight import Sight, room
from navroute.chart.sea.sphere import EARTH_NM, to_lon_lat
from navroute.network.tangents import VIEW_COLS, VIEW_DEG, VIEW_ROWS

__all__ = ["views"]

FloatArray = NDArray[np.float64]

AZIMUTHS = 3600  # rays per node, tangent or not
SLACK_NM = 0.4  # rather seen from too many cells: the shipped waters are rounded
STEP_NM = (0.2, 40.0)  # least, and most: no cell is to be stepped over
ASHORE_NM = 20.0  # a ray is followed so far into what stops it: positions may lie on rims
FARTHEST_NM = 160.0 / 180.0 * math.pi * EARTH_NM
BLOCK = 200  # nodes worked on at a time


@njit(cache=True)
def _mark(x, y, z, seen):  # type: ignore[no-untyped-def]
    lon, lat = to_lon_lat(x, y, z)
    row = min(max(int((lat + 90.0) / VIEW_DEG), 0), VIEW_ROWS - 1)
    seen[row * VIEW_COLS + int((lon + 180.0) / VIEW_DEG) % VIEW_COLS] = True


@njit(cache=True)
def _look_round(margin, far, at, before, after, seen):  # type: ignore[no-untyped-def]
    """Mark the cells that rays from one node pass; neighbours of 0 are those of no corner."""
    ax, ay, az = at
    across = math.hypot(ax, ay)
    ex, ey = -ay / across, ax / across
    nx, ny, nz = -az * ax / across, -az * ay / across, across
    for k in range(AZIMUTHS):
        angle = 2 * math.pi * k / AZIMUTHS
        ce, cn = math.cos(angle), math.sin(angle)
        ux, uy, uz = ex * ce + nx * cn, ey * ce + ny * cn, nz * cn
        px, py, pz = ay * uz - az * uy, az * ux - ax * uz, ax * uy - ay * ux
        one = px * before[0] + py * before[1] + pz * before[2]
        if one * (px * after[0] + py * after[1] + pz * after[2]) < -1e-4:
            continue
        run, ashore = 0.0, 0.0
        while run < FARTHEST_NM and ashore < ASHORE_NM:
            s = run / EARTH_NM
            cs, sn = math.cos(s), math.sin(s)
            x, y, z = ax * cs + ux * sn, ay * cs + uy * sn, az * cs + uz * sn
            left = room(margin, far, x, y, z)
            _mark(x, y, z, seen)
            step = min(max(left, STEP_NM[0]), STEP_NM[1])
            if left < -SLACK_NM:
                step = 2.0
                ashore += step
            elif ashore > 0.0:
                break
            run += step


@njit(cache=True)
def _look(margin, far, at, before, after, seen):  # type: ignore[no-untyped-def]
    for i in range(at.shape[0]):
        _look_round(margin, far, at[i], before[i], after[i], seen[i])


def views(
    sight: Sight, at: FloatArray, outline: tuple[FloatArray, FloatArray]
) -> NDArray[np.uint8]:
    """Return for each cell of the sea a bit for each node: whether it may be seen from there.

    Parameters
    ----------
    sight : Sight
    at : ndarray, shape (nodes, 3)
        Unit vectors at reduced latitudes.
    outline : two ndarrays, shape (nodes, 3)
        Directions along the outline on both sides; 0 for nodes that are no corners.

    Returns
    -------
    ndarray of uint8, shape (cells, (nodes + 7) // 8)
        As ``numpy.packbits`` gives them.
    """
    before, after = outline
    parts = [slice(k, k + BLOCK) for k in range(0, len(at), BLOCK)]

    def work(part: slice) -> NDArray[np.bool_]:
        seen = np.zeros((len(at[part]), VIEW_ROWS * VIEW_COLS), dtype=np.bool_)
        _look(sight.margin, sight.far_nm, at[part], before[part], after[part], seen)
        return seen

    work(slice(0, 1))  # compiles before the fork
    seen = np.concatenate(list(on_all_cores(work, parts)))
    return np.packbits(seen.T, axis=1)
