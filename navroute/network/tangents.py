"""The nodes that a straight way from anywhere may lead to: corners, and the mouths of fairways."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from navroute.geo import FloatArray
from navroute.network.arrays import read_arrays
from navroute.network.graph import KINDS, SeaGraph
from navroute.network.packing import unpack_directions
from navroute.network.waters import SIDE, places, reduced_vectors

__all__ = [
    "ADRIFT",
    "FILE",
    "VIEWS",
    "VIEW_COLS",
    "VIEW_DEG",
    "VIEW_ROWS",
    "Tangents",
    "read_outline",
    "read_seats",
    "sight_ends",
    "view_cells",
]

FILE = "network/corners.npz"
VIEWS = "network/views.npz"
SAME_SIDE = -1e-4  # product of two sines, each to within half of a packed direction
ADRIFT = -2  # in place of a pocket: not joined to the network
VIEW_DEG = 10.0  # cells for each of which is known what may be seen from there
VIEW_ROWS, VIEW_COLS = 18, 36
CORNER_DEG = 0.7  # so close to its edge a cell may have been stepped over
FARTHEST_COS = -0.94  # sight lines longer than 160 degrees are not asked for


def read_seats(name: str = FILE) -> dict[str, int]:
    """Return the nodes of the ports."""
    arrays = _arrays(name)
    return dict(zip(arrays["port"].tolist(), arrays["seat"].tolist(), strict=True))


@functools.cache
def _arrays(name: str) -> Mapping[str, NDArray[np.generic]]:
    return read_arrays(name, "hold the corners of the sea network")


def read_outline(
    arrays: Mapping[str, NDArray[np.generic]],
) -> tuple[NDArray[np.bool_], tuple[NDArray[np.uint16], NDArray[np.uint16]]]:
    """Return which nodes are corners, and the outline on both sides of each."""
    is_corner = np.asarray(arrays["is_corner"], np.bool_)
    before = np.asarray(arrays["before"], np.uint16)
    return is_corner, (before, before + np.asarray(arrays["turn"], np.uint16))


def sight_ends(graph: SeaGraph, is_corner: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which nodes a straight way may end at: corners, and the mouths of fairways."""
    found = is_corner.copy()
    found[graph.edge_nodes[graph.edge_kind == KINDS.index("sea")].ravel()] = True
    return found


def view_cells(lon_deg: float, lat_deg: float) -> list[int]:
    """Return the cell of a place, and those that it lies close to."""
    wide = CORNER_DEG / max(np.cos(np.radians(lat_deg)), 0.1)
    rows = {
        min(max(int((lat_deg + off + 90) / VIEW_DEG), 0), VIEW_ROWS - 1)
        for off in (-CORNER_DEG, CORNER_DEG)
    }
    cols = {int((lon_deg + off + 180) // VIEW_DEG) % VIEW_COLS for off in (-wide, wide)}
    return [row * VIEW_COLS + col for row in sorted(rows) for col in sorted(cols)]


class Tangents:
    """Where a straight way may end.

    Parameters
    ----------
    graph : SeaGraph
    is_corner : ndarray of bool, shape (nodes,)
    outline : two ndarrays of int, shape (corners,)
        Packed directions from each corner along the obstacle's outline on both sides.
    pocket : ndarray of int, shape (nodes,)
        Of fairways that join the open sea at one place only the node there; -1 for others,
        :data:`ADRIFT` for nodes that are not joined to the network.
    views : ndarray of uint8, shape (cells, bytes)
        For each cell of the sea a bit for each end of a sight line: whether it may be seen there.

    Attributes
    ----------
    nodes : ndarray of int
        Corners, and the mouths of fairways that lead on.
    of_end : ndarray of int
        The numbers of these among all ends of sight lines.
    dead_ends : ndarray of int
        The mouths of the others.
    fairway : ndarray of int
        All nodes of fairways.
    """

    def __init__(
        self,
        graph: SeaGraph,
        is_corner: NDArray[np.bool_],
        outline: tuple[NDArray[np.uint16], NDArray[np.uint16]],
        pocket: NDArray[np.int32],
        views: NDArray[np.uint8],
    ) -> None:
        ends = sight_ends(graph, is_corner)
        joined = pocket != ADRIFT
        wanted = joined & ends & (is_corner | (pocket < 0))
        self.nodes = np.flatnonzero(wanted)
        self.dead_ends = np.flatnonzero(ends & ~is_corner & (pocket >= 0))
        self._views, self.of_end = views, np.flatnonzero(wanted[ends])
        self.pocket = pocket
        self.at = reduced_vectors(graph.lon_deg[self.nodes], graph.lat_deg[self.nodes])
        # Tangent: both neighbours lie on one side of the way, (place x at) . neighbour.
        self._before, self._after = self._normals(is_corner, outline)
        self.fairway = np.flatnonzero(joined & ~is_corner)
        self._graph = graph
        self.fairway_at = reduced_vectors(graph.lon_deg[self.fairway], graph.lat_deg[self.fairway])

    @classmethod
    def from_file(cls, graph: SeaGraph, pocket: NDArray[np.int32], name: str = FILE) -> Tangents:
        """Read what was shipped with a graph."""
        views = read_arrays(VIEWS, "tell what is seen from where")["views"]
        return cls(graph, *read_outline(_arrays(name)), pocket, np.asarray(views, np.uint8))

    def _normals(
        self, is_corner: NDArray[np.bool_], outline: tuple[NDArray[np.uint16], NDArray[np.uint16]]
    ) -> tuple[FloatArray, FloatArray]:
        """Return what tells on which side of a way the outline lies; 0 but for corners."""
        here = is_corner[self.nodes]
        number = np.cumsum(is_corner) - 1
        found = np.zeros((2, *self.at.shape))
        for side, packed in zip(found, outline, strict=True):
            at = self.at[here]
            side[here] = np.cross(at, unpack_directions(at, packed[number[self.nodes[here]]]))
        return found[0], found[1]

    def of(self, place: FloatArray) -> NDArray[np.int64]:
        """Return which of the nodes a straight way from a place would touch as a tangent.

        Numbers among :attr:`nodes`; the mouths of fairways always count.
        """
        some = self._perhaps_seen(place)
        tangent = (self._before[some] @ place) * (self._after[some] @ place) >= SAME_SIDE
        return some[tangent & (self.at[some] @ place > FARTHEST_COS)]

    def _perhaps_seen(self, place: FloatArray) -> NDArray[np.int64]:
        """Return the numbers of the nodes that something of the cell of a place sees."""
        ((x,), (y,)) = places(place[None])
        bits = np.bitwise_or.reduce(self._views[view_cells(x / SIDE - 180, y / SIDE - 90)])
        return np.flatnonzero(np.unpackbits(bits)[self.of_end])

    @functools.cached_property
    def _fairway_legs(self) -> tuple[NDArray[np.int32], FloatArray, FloatArray]:
        """Ends of the legs of fairways, where each begins, and where it leads."""
        graph = self._graph
        legs = graph.edge_nodes[graph.edge_kind != KINDS.index("sea")]
        legs = legs[self.pocket[legs[:, 0]] != ADRIFT]
        start, end = (reduced_vectors(graph.lon_deg[n], graph.lat_deg[n]) for n in legs.T)
        return legs, start, end - start

    def legs_at(self, place: FloatArray, within: float) -> NDArray[np.int64]:
        """Return the ends of the legs of fairways that pass a place within an angle."""
        legs, start, along = self._fairway_legs
        square = np.maximum(np.einsum("ij,ij->i", along, along), 1e-20)
        share = np.clip(np.einsum("ij,ij->i", place - start, along) / square, 0, 1)
        away = np.linalg.norm(start + along * share[:, None] - place, axis=1)
        return np.array(sorted(set(legs[away <= within].ravel().tolist())), dtype=np.int64)

    def fairways_around(self, place: FloatArray, within: float, step: float) -> FloatArray:
        """Return points along the legs of fairways near a place, longitude and latitude.

        ``within`` and ``step`` are angles.
        """
        _, start, along = self._fairway_legs
        length = np.linalg.norm(along, axis=1)
        near = np.flatnonzero(np.linalg.norm(start + along / 2 - place, axis=1) < within + length)
        count = np.ceil(length[near] / step).astype(np.int64) + 1
        leg = np.repeat(near, count)
        number = np.arange(len(leg)) - np.repeat(np.cumsum(count) - count, count)
        share = number / np.repeat(np.maximum(count - 1, 1), count)
        points = start[leg] + along[leg] * share[:, None]
        points = points[np.linalg.norm(points - place, axis=1) < within]
        x, y = places(points)
        return np.column_stack([x / SIDE - 180, y / SIDE - 90])
