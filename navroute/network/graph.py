"""The sea as arrays: nodes, edges, the gates each edge crosses.

One file format for every edition of the network, so that the search and the attaching of places
need not know what the network was built from.
"""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.geo import FloatArray
from navroute.network.arrays import read_arrays, unfit
from navroute.network.gates import GateLines
from navroute.network.packing import pack_steps, pack_whole, unpack_steps, unpack_whole

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["KINDS", "SeaGraph"]

# What an edge runs through; the arrays hold the index.
KINDS = ("sea", "fairway", "canal", "inland", "river")
PER_DEGREE, PER_NM = 1e5, 1e6  # units of what ships


@dataclass(frozen=True, eq=False)
class SeaGraph:
    """A sea network as read-only arrays.

    Parameters
    ----------
    name : str
        Short name with version, for example ``marnet/1.6.0+1``.
    lon_deg, lat_deg : ndarray of float, shape (nodes,)
    edge_nodes : ndarray of int, shape (edges, 2)
        The two ends, the smaller first; an edge can be sailed both ways.
    edge_nm : ndarray of float, shape (edges,)
        Length of the WGS84 geodesic between the ends.
    edge_kind : ndarray of int, shape (edges,)
        Index into :data:`KINDS`.
    gate_ids : tuple of str
        Chokepoints that have a gate line.
    crossing_edge, crossing_gate : ndarray of int, shape (crossings,)
        Which edge crosses which gate, ordered by edge and along the edge.
    crossing_fraction : ndarray of float, shape (crossings,)
        Share of the edge's length, from its first end, at the crossing.
    gate_lines : GateLines
        For legs that are not edges.
    """

    name: str
    lon_deg: FloatArray
    lat_deg: FloatArray
    edge_nodes: NDArray[np.int32]
    edge_nm: FloatArray
    edge_kind: NDArray[np.uint8]
    gate_ids: tuple[str, ...]
    crossing_edge: NDArray[np.int32]
    crossing_gate: NDArray[np.int16]
    crossing_fraction: FloatArray
    gate_lines: GateLines

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                value.flags.writeable = False

    @classmethod
    def from_file(cls, name: str) -> SeaGraph:
        """Read a network from the shipped data.

        Raises
        ------
        DataError
            The file is missing, damaged or not a network.
        """
        what = "hold a sea network"
        arrays = read_arrays(name, what)
        try:
            return cls.from_arrays(arrays)
        except (KeyError, ValueError, TypeError) as error:
            raise unfit(name, what) from error

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[np.generic]]) -> SeaGraph:
        """Build from the arrays that :meth:`to_arrays` gives."""
        values = dict(arrays)
        first, beyond = (
            unpack(np.asarray(values.pop(key), np.uint8), 1.0)
            for key, unpack in (("edge_first", unpack_steps), ("edge_beyond", unpack_whole))
        )
        for key in ("lon_deg", "lat_deg"):
            if values[key].dtype == np.uint8:
                values[key] = unpack_steps(values[key].astype(np.uint8), PER_DEGREE)
        return cls(
            edge_nodes=np.column_stack([first, first + beyond]).astype(np.int32),
            edge_nm=unpack_whole(np.asarray(values.pop("edge_nm"), np.uint8), PER_NM),
            name=str(values.pop("name")),
            gate_ids=tuple(str(gate) for gate in values.pop("gate_ids")),
            gate_lines=GateLines(
                gate=np.asarray(values.pop("line_gate"), np.int64),
                segments=np.asarray(values.pop("line_segment"), float),
            ),
            **values,  # type: ignore[arg-type]
        )

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return everything as arrays, ready for ``numpy.savez``.

        Raises
        ------
        ValueError
            A length is no whole number of millionths of a nautical mile.
        """
        arrays: dict[str, NDArray[np.generic]] = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name not in {"name", "gate_ids", "gate_lines", "edge_nodes", "edge_nm"}
        }
        first, last = self.edge_nodes.T.astype(float)
        arrays["edge_first"], arrays["edge_beyond"] = (
            pack_steps(first, 1),
            pack_whole(last - first, 1),
        )
        arrays["edge_nm"] = pack_whole(self.edge_nm, PER_NM)
        for key in ("lon_deg", "lat_deg"):
            # Coordinates that are not rounded stay as they are.
            with contextlib.suppress(ValueError):
                arrays[key] = pack_steps(getattr(self, key), PER_DEGREE)
        arrays["name"] = np.array(self.name)
        arrays["gate_ids"] = np.array(self.gate_ids)
        arrays["line_gate"] = self.gate_lines.gate.astype(np.int16)
        arrays["line_segment"] = self.gate_lines.segments
        return arrays

    @functools.cached_property
    def xyz(self) -> FloatArray:
        """Nodes on the unit sphere, shape (nodes, 3)."""
        return geo.unit_vectors(self.lon_deg, self.lat_deg)

    @functools.cached_property
    def adjacency(self) -> tuple[list[int], list[int], list[int]]:
        """First arc of each node (and the end), then each arc's far node and its edge.

        Plain lists: the search reads single items, where lists are faster than arrays.
        """
        near = self.edge_nodes.T.ravel()
        far = self.edge_nodes[:, ::-1].T.ravel()
        edge = np.tile(np.arange(len(self.edge_nodes)), 2)
        order = np.lexsort((far, near))
        first = np.searchsorted(near[order], np.arange(len(self.lon_deg) + 1))
        return first.tolist(), far[order].tolist(), edge[order].tolist()

    @functools.cached_property
    def edge_nm_list(self) -> list[float]:
        """Edge lengths as a plain list."""
        lengths: list[float] = self.edge_nm.tolist()
        return lengths

    @functools.cached_property
    def edge_crossings(self) -> dict[int, tuple[tuple[str, float], ...]]:
        """For edges that cross gates: (gate id, fraction) in order from the first end."""
        found: dict[int, tuple[tuple[str, float], ...]] = {}
        columns = (self.crossing_edge, self.crossing_gate, self.crossing_fraction)
        for edge, gate, fraction in zip(*(c.tolist() for c in columns), strict=True):
            found[edge] = (*found.get(edge, ()), (self.gate_ids[gate], fraction))
        return found

    def closed_crossings(self, closed: frozenset[str]) -> list[int]:
        """Return for each edge how often it crosses a closed gate."""
        return _closed_crossings(self, closed)

    def to_networkx(self) -> nx.Graph[int]:
        """Return a fresh networkx graph: nodes with lon, lat; edges with length_nm, gates, kind."""
        import networkx as nx

        graph: nx.Graph[int] = nx.Graph(name=self.name)
        for node, (lon, lat) in enumerate(
            zip(self.lon_deg.tolist(), self.lat_deg.tolist(), strict=True)
        ):
            graph.add_node(node, lon=lon, lat=lat)
        for edge, (u, v) in enumerate(self.edge_nodes.tolist()):
            graph.add_edge(
                u,
                v,
                length_nm=self.edge_nm_list[edge],
                gates=tuple(gate for gate, _ in self.edge_crossings.get(edge, ())),
                kind=KINDS[self.edge_kind[edge]],
            )
        return graph


@functools.lru_cache(maxsize=64)
def _closed_crossings(graph: SeaGraph, closed: frozenset[str]) -> list[int]:
    is_closed = np.array([gate in closed for gate in graph.gate_ids])
    counts = np.bincount(
        graph.crossing_edge[is_closed[graph.crossing_gate]], minlength=len(graph.edge_nm)
    )
    as_list: list[int] = counts.tolist()
    return as_list
