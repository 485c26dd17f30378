"""Write what ships: the graph with its gates, the corners, and the packed waters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.chart.marnet import gate_lines
from navroute.chart.npz import npz_bytes
from navroute.chart.sea.corners import Corners
from navroute.chart.sea.pack import pack, rooms_nm, strides
from navroute.chart.sea.prune import near_lines
from navroute.chart.sea.routes import Joined
from navroute.chart.sea.sight import Sight
from navroute.chart.sea.sphere import unit_vectors
from navroute.chart.sea.views import views
from navroute.chart.sea.water import Water
from navroute.network.gates import WALL
from navroute.network.graph import KINDS, SeaGraph
from navroute.network.packing import pack_directions, unpack_directions
from navroute.network.tangents import read_outline, sight_ends

__all__ = [
    "sea_graph",
    "write_all",
    "write_arrays",
    "write_corners",
    "write_graph",
    "write_views",
    "write_waters",
]

NAME = "seanet/1"
FloatArray = NDArray[np.float64]


def sea_graph(
    lon_lat_deg: FloatArray, edges: NDArray[np.int32], kind: NDArray[np.int64]
) -> SeaGraph:
    """Return the graph with lengths and gates.

    ``kind`` tells of each edge which of :data:`KINDS` it is. Edges over a wall are kept: a wall
    carries a gate line on over land, and only fairways run there.
    """
    ids, lines = gate_lines([])
    low, high = edges.min(axis=1), edges.max(axis=1)
    order = np.lexsort((high, low))
    u, v, kind = low[order], high[order], kind[order]
    lon, lat = lon_lat_deg.T
    # To cut every edge into pieces takes long; hardly any edge comes near a gate.
    near = near_lines(unit_vectors(lon, lat), np.column_stack([u, v]), lines.segments)
    crossings = lines.crossings(lon[u[near]], lat[u[near]], lon[v[near]], lat[v[near]])
    real = crossings.gate != WALL
    return SeaGraph(
        name=NAME,
        lon_deg=lon.copy(),
        lat_deg=lat.copy(),
        edge_nodes=np.column_stack([u, v]).astype(np.int32),
        # Rounded up, so that no sum of edges falls below the geodesic between its ends.
        edge_nm=np.ceil(geo.lengths_nm(lon[u], lat[u], lon[v], lat[v]) * 1e6) / 1e6,
        edge_kind=kind.astype(np.uint8),
        gate_ids=ids,
        crossing_edge=near[crossings.leg[real]].astype(np.int32),
        crossing_gate=crossings.gate[real].astype(np.int16),
        crossing_fraction=np.round(crossings.fraction[real], 6),
        gate_lines=lines,
    )


def write_all(
    places: FloatArray,
    edges: NDArray[np.int32],
    corners: Corners,
    joined: Joined,
    target: Path,
) -> None:
    """Write graph and corners; the places that an edge leads to are nodes, and all ports."""
    n = len(corners.at)
    seats = joined.port_vertex + n
    used = np.zeros(len(places), dtype=np.bool_)
    used[edges.ravel()] = True
    used[seats] = True
    number = np.cumsum(used) - 1
    kinds = {
        (min(a, b) + n, max(a, b) + n): KINDS.index(kind)
        for (a, b), kind in zip(joined.legs.tolist(), joined.kind.tolist(), strict=True)
    }
    kind = np.array([kinds.get((min(a, b), max(a, b)), 0) for a, b in edges.tolist()])
    graph = sea_graph(np.round(places[used], 5), number[edges].astype(np.int32), kind)
    target.mkdir(exist_ok=True)
    write_graph(graph, target / "seanet.npz")
    nodes = dict(zip(joined.port.tolist(), number[seats].tolist(), strict=True))
    is_corner = np.arange(len(places)) < n
    write_corners(_outline(corners, used[:n]), is_corner[used], nodes, target / "corners.npz")


def write_graph(graph: SeaGraph, target: Path) -> None:
    """Write the graph."""
    target.write_bytes(npz_bytes(graph.to_arrays()))


def _outline(
    corners: Corners, used: NDArray[np.bool_]
) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Return the packed directions of the outline before and after the corners that are used."""
    at = corners.at[used]
    return pack_directions(at, corners.before[used]), pack_directions(at, corners.after[used])


def write_corners(
    outline: tuple[NDArray[np.uint16], NDArray[np.uint16]],
    is_corner: NDArray[np.bool_],
    seats: dict[str, int],
    target: Path,
) -> None:
    """Write the tangents of the corners and the nodes of the ports."""
    ports = sorted(seats)
    before, after = outline
    write_arrays(
        {
            "is_corner": is_corner,
            "before": before,
            "turn": after - before,
            "port": np.array(ports),
            "seat": np.array([seats[port] for port in ports], dtype=np.int32),
        },
        target,
    )


def write_waters(water: Water, far_nm: NDArray[np.float32], target: Path) -> None:
    """Write the packed waters."""
    packed, size, uniform = pack(water)
    write_arrays(
        {
            "packed": packed,
            "size": size,
            "uniform": uniform,
            "stride_nm": strides(water.margin, far_nm),
            "room_nm": rooms_nm(),
        },
        target,
        seldom=True,
    )


def write_views(sight: Sight, folder: Path) -> None:
    """Write from where each end of a sight line may be seen.

    After the graph and the corners, which are read again.
    """
    with np.load(folder / "seanet.npz") as arrays:
        graph = SeaGraph.from_arrays(dict(arrays))
    with np.load(folder / "corners.npz") as arrays:
        is_corner, packed = read_outline(arrays)
    ends = sight_ends(graph, is_corner)
    at = unit_vectors(graph.lon_deg[ends], graph.lat_deg[ends])
    outline = np.zeros((2, *at.shape))
    for side, directions in zip(outline, packed, strict=True):
        side[is_corner[ends]] = unpack_directions(at[is_corner[ends]], directions)
    seen = views(sight, at, (outline[0], outline[1]))
    write_arrays({"views": seen}, folder / "views.npz", seldom=True)


def write_arrays(
    arrays: dict[str, NDArray[np.generic]], target: Path, *, seldom: bool = False
) -> None:
    """Write the arrays; the same bytes for the same arrays.

    ``seldom`` marks what only free positions need.
    """
    target.write_bytes(npz_bytes(arrays, seldom=seldom))
