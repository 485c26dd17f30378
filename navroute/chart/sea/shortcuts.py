"""Cut rivers and inland canals that would be through ways from one sea to another.

The river data know no difference between a river and a canal for barges: by the Canal du Midi a way
would lead from Bordeaux to the Mediterranean. A ship enters such water to call at a port there.
That the way by sea from one of its mouths to another is far longer shows that they are no delta.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from navroute import geo

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["shortcuts"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

TIMES, MORE_NM = 2.5, 100.0  # so much farther the way by sea is
LEAST_NM = 8.0  # between mouths
# Estuaries so wide and shoal that their banks have fairways of their own: west, south, east, north.
ESTUARIES = ((-59.0, -36.0, -54.0, -33.0),)


def shortcuts(
    places: FloatArray,
    edges: NDArray[np.int32],
    river: NDArray[np.bool_],
    report: Callable[[str], None],
) -> IntArray:
    """Return the edges to cut, each in the middle of a river that leads from sea to sea.

    Parameters
    ----------
    places : ndarray, shape (nodes, 2)
        Longitude and latitude.
    edges : ndarray, shape (edges, 2)
        Of the full graph.
    river : ndarray of bool
        Which of them run along rivers.
    report : callable
        Told of each cut.
    """
    length = geo.lengths_nm(*places[edges[:, 0]].T, *places[edges[:, 1]].T) + 1e-6
    by_sea = _matrix(len(places), edges[~river], length[~river])
    cut: list[int] = []
    for part, mouths in _rivers(len(places), edges, river):
        while True:
            left = np.setdiff1d(part, cut)
            found = _through(places, (edges[left], length[left]), mouths, by_sea)
            if found is None:
                break
            cut.append(int(left[found]))
            lon, lat = places[edges[cut[-1], 0]]
            report(f"cut a way from sea to sea near {lat:.2f} {lon:.2f}")
    return np.array(sorted(cut), dtype=np.int64)


def _matrix(count: int, edges: NDArray[np.int32], length: FloatArray) -> csr_array:
    from scipy.sparse import coo_array

    return coo_array((length, (edges[:, 0], edges[:, 1])), shape=(count, count)).tocsr()


def _rivers(
    count: int, edges: NDArray[np.int32], river: NDArray[np.bool_]
) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield the edges of each river that hangs together, and its mouths, if there are several."""
    from scipy.sparse.csgraph import connected_components

    number = np.flatnonzero(river)
    _, part = connected_components(
        _matrix(count, edges[number], np.ones(len(number))), directed=False
    )
    wet = np.zeros(count, dtype=np.bool_)
    wet[edges[~river].ravel()] = True
    of_edge = part[edges[number, 0]]
    order = np.argsort(of_edge, kind="stable")
    for group in np.split(number[order], np.flatnonzero(np.diff(of_edge[order])) + 1):
        nodes = np.unique(edges[group]).astype(np.int64)
        mouths = nodes[wet[nodes]]
        if len(mouths) > 1:
            yield group, mouths


def _through(
    places: FloatArray,
    legs: tuple[NDArray[np.int32], FloatArray],
    mouths: IntArray,
    by_sea: csr_array,
) -> int | None:
    """Return the leg in the middle of the most blatant way from mouth to mouth, if any."""
    from scipy.sparse.csgraph import dijkstra

    edges, length = legs
    nodes, local = np.unique(edges, return_inverse=True)
    inner = _matrix(len(nodes), local.reshape(-1, 2).astype(np.int32), length)
    some = mouths[np.isin(mouths, nodes)]
    at = np.searchsorted(nodes, some)
    along, before = dijkstra(inner, directed=False, indices=at, return_predecessors=True)
    along = along[:, at]
    apart = geo.lengths_nm(
        *np.repeat(places[some], len(some), axis=0).T, *np.tile(places[some].T, len(some))
    ).reshape(len(some), len(some))
    for west, south, east, north in ESTUARIES:
        within = ((places[some] > (west, south)) & (places[some] < (east, north))).all(axis=1)
        apart[np.ix_(within, within)] = 0.0
    worst, pair = 0.0, None
    for k in np.flatnonzero(((apart > LEAST_NM) & np.isfinite(along)).any(axis=1)):
        far = np.isfinite(along[k]) & (apart[k] > LEAST_NM)
        sea = _by_sea(by_sea, int(some[k]), some, float(along[k][far].max()))
        gain = np.where(far, sea - along[k], 0.0)
        gain[~np.isfinite(gain) | (sea < TIMES * along[k])] = 0.0
        if gain.max() > max(worst, MORE_NM):
            worst, pair = float(gain.max()), (int(k), int(at[int(np.argmax(gain))]))
    if pair is None:
        return None
    way = [pair[1]]
    while before[pair[0], way[-1]] >= 0:
        way.append(int(before[pair[0], way[-1]]))
    return _middle_leg(way, local.reshape(-1, 2), length)


def _by_sea(by_sea: csr_array, mouth: int, others: IntArray, along_nm: float) -> FloatArray:
    """Return how far it is by sea to other mouths; infinite where there is no way."""
    from scipy.sparse.csgraph import dijkstra

    # Near enough is soon found; the whole sea is searched only if something is not.
    limit = max(TIMES * along_nm, along_nm + MORE_NM)
    found = dijkstra(by_sea, directed=False, indices=mouth, limit=limit)[others]
    if np.isfinite(found).all():
        return np.asarray(found)
    return np.asarray(dijkstra(by_sea, directed=False, indices=mouth)[others])


def _middle_leg(way: list[int], edges: IntArray, length: FloatArray) -> int:
    """Return the leg of a way in which half of its length lies."""
    numbers = {(int(min(pair)), int(max(pair))): k for k, pair in enumerate(edges.tolist())}
    legs = [numbers[min(a, b), max(a, b)] for a, b in itertools.pairwise(way)]
    run = np.cumsum(length[legs])
    return legs[int(np.searchsorted(run, run[-1] / 2))]
