"""Build data/network/marnet.npz: searoute's marnet, mended by data/fairways.geojson.

Run ``python -m navroute.chart.marnet`` (or ``make data``) after a change to the fairways or the
gates. With ``--check`` the drawn lines are first held against OpenStreetMap land, which needs
``pip install .[chart]``. The format of the fairways is told in :mod:`navroute.chart.fairways`.
"""

from __future__ import annotations

import argparse
import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from navroute import chokepoints, geo
from navroute.chart import fairway_check
from navroute.chart.fairways import by_kind, wall_line
from navroute.chart.manifest import DATA
from navroute.chart.npz import npz_bytes
from navroute.geo import FloatArray
from navroute.network import marnet
from navroute.network.gates import WALL, GateLines
from navroute.network.graph import KINDS, SeaGraph

__all__ = ["build", "main"]

REVISION = 1  # of the mending


@dataclass(slots=True)
class _Draft:
    """Nodes and edges while the network is being mended."""

    nodes: dict[tuple[float, float], int]
    edges: dict[tuple[int, int], str]

    def node(self, lon: float, lat: float) -> int:
        point = (round(lon, 6), round(lat, 6))
        return self.nodes.setdefault(point, len(self.nodes))

    def existing(self, lon: float, lat: float) -> int:
        """Return the node at a point; a KeyError here is a fault of fairways.geojson."""
        return self.nodes[round(lon, 6), round(lat, 6)]

    def join(self, u: int, v: int, kind: str) -> None:
        if u != v:
            self.edges[min(u, v), max(u, v)] = kind

    def points(self) -> FloatArray:
        return np.array(list(self.nodes))


def build() -> SeaGraph:
    """Return the mended network of the installed searoute."""
    raw = marnet.read()
    fairways = by_kind()
    draft = _Draft(
        {(lon, lat): node for node, (lon, lat) in enumerate(raw.lon_lat_deg.tolist())},
        dict.fromkeys(map(tuple, raw.edges.tolist()), "sea"),
    )
    for feature in fairways.get("removed", []):
        _remove(draft, feature)
    for kind in ("fairway", "canal"):
        for feature in fairways.get(kind, []):
            _add_line(draft, feature, kind)
    for feature in fairways.get("inland", []):
        _mark_inland(draft, feature)
    return _graph(draft, gate_lines(fairways.get("wall", [])), raw.version)


def _remove(draft: _Draft, feature: dict[str, Any]) -> None:
    """Drop the edges that a feature names, or those with an end inside its polygon."""
    geometry = feature["geometry"]
    if geometry["type"] == "Polygon":
        inside = _inside(draft, geometry)
        doomed = [edge for edge in draft.edges if inside[edge[0]] or inside[edge[1]]]
    else:
        u, v = (draft.existing(lon, lat) for lon, lat in geometry["coordinates"])
        doomed = [(min(u, v), max(u, v))]
    for edge in doomed:
        del draft.edges[edge]


def _add_line(draft: _Draft, feature: dict[str, Any], kind: str) -> None:
    properties = feature["properties"]
    chain = [draft.node(lon, lat) for lon, lat in feature["geometry"]["coordinates"]]
    for u, v in itertools.pairwise(chain):
        draft.join(u, v, kind)
    for end, key in ((chain[0], "join_first"), (chain[-1], "join_last")):
        for lon, lat in properties.get(key, ()):
            draft.join(end, draft.existing(lon, lat), "sea")


def _mark_inland(draft: _Draft, feature: dict[str, Any]) -> None:
    inside = _inside(draft, feature["geometry"])
    for edge in draft.edges:
        if inside[edge[0]] and inside[edge[1]]:
            draft.edges[edge] = "inland"


def _inside(draft: _Draft, polygon: dict[str, Any]) -> NDArray[np.bool_]:
    import shapely
    from shapely.geometry import shape

    return np.asarray(shapely.contains_xy(shape(polygon), draft.points()))


def gate_lines(walls: list[dict[str, Any]]) -> tuple[tuple[str, ...], GateLines]:
    """Return the ids of the gates, and their lines with the walls that carry them on."""
    gates = {c.id: c.gate for c in chokepoints.all_chokepoints() if c.gate}
    ids = tuple(sorted(gates))
    lines = [(ids.index(gate), list(line)) for gate, line in gates.items()]
    lines += [(WALL, wall_line(feature, gates)) for feature in walls]
    segments = [
        (gate, (*first, *second))
        for gate, line in sorted(lines)
        for first, second in itertools.pairwise(line)
    ]
    gate, coordinates = zip(*segments, strict=True)
    return ids, GateLines(np.array(gate, np.int64), np.array(coordinates, float))


def _graph(draft: _Draft, gates: tuple[tuple[str, ...], GateLines], version: str) -> SeaGraph:
    """Return the graph of the nodes that have edges, sorted by position."""
    ids, lines = gates
    _drop_walled(draft, lines)
    points = draft.points()
    used = sorted({node for edge in draft.edges for node in edge}, key=lambda n: tuple(points[n]))
    number = {node: index for index, node in enumerate(used)}
    edges = sorted(
        (min(number[u], number[v]), max(number[u], number[v]), KINDS.index(kind))
        for (u, v), kind in draft.edges.items()
    )
    lon, lat = points[used].T
    u, v, kind = np.array(edges).T
    crossings = lines.crossings(lon[u], lat[u], lon[v], lat[v])
    return SeaGraph(
        name=f"marnet/{version}+{REVISION}",
        lon_deg=lon.copy(),
        lat_deg=lat.copy(),
        edge_nodes=np.column_stack([u, v]).astype(np.int32),
        edge_nm=np.round(geo.lengths_nm(lon[u], lat[u], lon[v], lat[v]), 6),
        edge_kind=kind.astype(np.uint8),
        gate_ids=ids,
        crossing_edge=crossings.leg.astype(np.int32),
        crossing_gate=crossings.gate.astype(np.int16),
        crossing_fraction=np.round(crossings.fraction, 6),
        gate_lines=lines,
    )


def _drop_walled(draft: _Draft, lines: GateLines) -> None:
    """Leave out the edges that cross a wall."""
    edges = list(draft.edges)
    u, v = np.array(edges).T
    points = draft.points()
    crossings = lines.crossings(*points[u].T, *points[v].T)
    for edge in np.unique(crossings.leg[crossings.gate == WALL]).tolist():
        del draft.edges[edges[edge]]


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description="Build data/network/marnet.npz.")
    parser.add_argument("--check", action="store_true", help="hold the fairways against land")
    if parser.parse_args().check:
        fairway_check.main()
    graph = build()
    content = npz_bytes(graph.to_arrays())
    target = DATA / "network" / "marnet.npz"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(content)
    print(
        f"{graph.name}: {len(graph.lon_deg)} nodes, {len(graph.edge_nm)} edges, "
        f"{len(graph.crossing_edge)} gate crossings, {len(content) / 1000:.0f} kB"
    )


if __name__ == "__main__":
    main()
