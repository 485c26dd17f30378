"""OpenStreetMap land as edges, and its raster at any resolution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["LandEdges", "load_land_edges", "rasterise"]

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LandEdges:
    """Edges of the land polygons, sorted by their southern end.

    Parameters
    ----------
    xyxy_deg : ndarray, shape (n, 4)
        Longitude and latitude of both ends.
    south_deg : ndarray, shape (n,)
        Southern latitude of each edge, ascending.
    tallest_deg : float
        Largest north-south extent of an edge that is not kept apart.
    tall : ndarray, shape (m, 4)
        The few edges taller than that.
    """

    xyxy_deg: FloatArray
    south_deg: FloatArray
    tallest_deg: float
    tall: FloatArray

    def between(self, south_deg: float, north_deg: float) -> FloatArray:
        """Return the edges that may touch a band of latitude."""
        first = np.searchsorted(self.south_deg, south_deg - self.tallest_deg)
        last = np.searchsorted(self.south_deg, north_deg)
        return np.vstack([self.xyxy_deg[first:last], self.tall])


def load_land_edges(provider: str = "Osm") -> LandEdges:
    """Read the land polygons of roaring-landmask: ``Osm`` (ODbL) or ``Gshhg`` (LGPL)."""
    import shapely
    from roaring_landmask import LandmaskProvider, Shapes

    wkb = Shapes.wkb(getattr(LandmaskProvider, provider))
    rings = shapely.get_rings(shapely.get_parts(shapely.from_wkb(wkb)))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    edges = np.hstack([xy[:-1], xy[1:]])[same]
    height = np.abs(edges[:, 3] - edges[:, 1])
    tall = edges[height > 0.1]
    edges = edges[height <= 0.1]
    south = np.minimum(edges[:, 1], edges[:, 3])
    order = np.argsort(south, kind="stable")
    return LandEdges(edges[order], south[order], 0.1, tall)


@njit(cache=True)
def _burn(grid, winding, edges, west, south, cell):  # type: ignore[no-untyped-def]
    """Mark the cells an edge touches, and its winding where it crosses the middle of a row."""
    rows, cols = grid.shape
    for k in range(edges.shape[0]):
        x0 = (edges[k, 0] - west) / cell
        y0 = (edges[k, 1] - south) / cell
        x1 = (edges[k, 2] - west) / cell
        y1 = (edges[k, 3] - south) / cell
        sign = 1
        if y1 < y0:
            x0, x1, y0, y1, sign = x1, x0, y1, y0, -1
        if y1 < 0 or y0 >= rows or (x0 >= cols and x1 >= cols):
            continue
        slope = (x1 - x0) / (y1 - y0) if y1 > y0 else 0.0
        for r in range(max(0, int(np.floor(y0))), min(rows - 1, int(np.floor(y1))) + 1):
            lo = max(y0, float(r))
            hi = min(y1, r + 1.0)
            if y1 > y0:
                a, b = x0 + slope * (lo - y0), x0 + slope * (hi - y0)
            else:
                a, b = x0, x1
            if a > b:
                a, b = b, a
            for c in range(max(0, int(np.floor(a))), min(cols - 1, int(np.floor(b))) + 1):
                grid[r, c] = True
            mid = r + 0.5
            if y0 <= mid < y1:
                c = int(np.ceil(x0 + slope * (mid - y0) - 0.5))
                if c < cols:
                    winding[r, max(c, 0)] += sign


@njit(cache=True)
def _fill(grid, winding):  # type: ignore[no-untyped-def]
    for r in range(grid.shape[0]):
        level = 0
        for c in range(grid.shape[1]):
            level += winding[r, c]
            if level != 0:
                grid[r, c] = True


@njit(cache=True)
def _fill_only(grid, winding):  # type: ignore[no-untyped-def]
    for r in range(grid.shape[0]):
        level = 0
        for c in range(grid.shape[1]):
            level += winding[r, c]
            grid[r, c] = level != 0


def rasterise(
    land: LandEdges,
    west_deg: float,
    south_deg: float,
    shape: tuple[int, int],
    cell_deg: float,
    *,
    touched: bool = True,
) -> NDArray[np.bool_]:
    """Return which cells are land: row 0 in the south.

    ``touched`` counts every cell that a coast runs through as land; otherwise a cell is land
    when its middle is.
    """
    edges = land.between(south_deg, south_deg + shape[0] * cell_deg)
    grid = np.zeros(shape, dtype=np.bool_)
    winding = np.zeros(shape, dtype=np.int16)
    _burn(grid, winding, edges, west_deg, south_deg, cell_deg)
    (_fill if touched else _fill_only)(grid, winding)
    return grid
