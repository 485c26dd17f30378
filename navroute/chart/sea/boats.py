"""Drop the fairways that lead through areas for small craft, whatever drew them.

Ways are searched round such areas at a high cost. Where that was not enough, or an area was added
since, the legs are left out; but a port keeps its cheapest way, on one side.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.areas import load_areas
from navroute.chart.sea.costs import SMALL_CRAFT
from navroute.chart.sea.mend import main_part

__all__ = ["without_boats"]

FloatArray = NDArray[np.float64]


def without_boats(
    places: FloatArray,
    edges: NDArray[np.int32],
    corners: int,
    seats: NDArray[np.int64],
    report: Callable[[str], None],
) -> NDArray[np.int32]:
    """Return the edges without the legs of fairways that cross areas for small craft.

    Parameters
    ----------
    places : ndarray, shape (nodes, 2)
        Longitude and latitude; the first ``corners`` are no fairways.
    edges : ndarray, shape (edges, 2)
    corners : int
    seats : ndarray of int
        Nodes of ports, none of which is to be cut off.
    report : callable
        Told how many there are.
    """
    barred = _crossing(places, edges, corners)
    keep = np.ones(len(edges), dtype=np.bool_)
    keep[barred] = False
    wanted = seats[main_part(edges, len(places))[seats]]
    for leg in barred.tolist():
        lost = wanted[~main_part(edges[keep], len(places))[wanted]]
        if not len(lost):
            break
        keep[leg] = True
        left = wanted[~main_part(edges[keep], len(places))[wanted]]
        keep[leg] = len(left) < len(lost)
    report(f"{(~keep).sum()} legs through areas for small craft left out")
    return edges[keep]


def _crossing(places: FloatArray, edges: NDArray[np.int32], corners: int) -> NDArray[np.int64]:
    """Return the legs to and along fairways that cross an area for small craft."""
    import shapely

    legs = np.flatnonzero((edges >= corners).any(axis=1))
    east = np.abs(places[edges[legs, 0], 0] - places[edges[legs, 1], 0])
    legs = legs[east < 180.0]  # no such area lies on the antimeridian
    tree = shapely.STRtree(
        [shapely.Polygon(ring) for kind, ring in load_areas() if kind == SMALL_CRAFT]
    )
    found, _ = tree.query(shapely.linestrings(places[edges[legs]]), predicate="intersects")
    return np.asarray(legs[np.unique(found)], dtype=np.int64)
