"""From land, depth, rivers and lanes to the files that ship, in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.chart.marnet import gate_lines
from navroute.chart.sea import ship
from navroute.chart.sea.corners import Corners, find_corners
from navroute.chart.sea.costs import load_rivers
from navroute.chart.sea.depth import Depths
from navroute.chart.sea.fairways import Fairways, Seat, label_water
from navroute.chart.sea.graph import corner_pairs, free_edges, rows_of, sea_edges
from navroute.chart.sea.land import load_land_edges
from navroute.chart.sea.lanes import lane_points
from navroute.chart.sea.prune import used_edges
from navroute.chart.sea.routes import draw, port_places
from navroute.chart.sea.sight import Sight, prepare
from navroute.chart.sea.sphere import unit_vectors
from navroute.chart.sea.water import CELL_DEG, survey

__all__ = ["ARCTIC", "Whole", "build", "keep_used"]

Report = Callable[[str], None]
FloatArray = NDArray[np.float64]
DATA = Path(__file__).resolve().parents[3] / "data"

ARCTIC = (
    "kara_gate",
    "yugorsky_shar",
    "vilkitsky",
    "sannikov",
    "dmitry_laptev",
    "de_long",
    "lancaster",
    "amundsen_gulf",
)
LEAST_WATER = 200  # cells of a connected water whose corners count
LATITUDES = (-72.0, 79.5)
SEA_POINTS_DEG = 3.0  # free positions that the network is kept fit for
PORTS, SEA_POINTS = 500, 250  # places that ways are looked for from
NEAR_GATE, BESIDE_GATE = 8, 5  # places per closed gate: nearest, and farther off


@dataclass(frozen=True, slots=True)
class Whole:
    """The full graph before pruning; the first ``corners`` nodes are corners."""

    lon_lat_deg: FloatArray
    edges: NDArray[np.int32]
    length_nm: FloatArray
    corners: int


def build(rivers: Path, depths: Path | None, report: Report) -> None:
    """Write the files below data/network."""
    report("land")
    land = load_land_edges()
    ports = np.array(list(port_places().values()))
    water = survey(land, _depths(depths, land), (np.vstack([ports, lane_points()]), ports), report)
    labels = label_water(water)
    sight = prepare(water)
    corners = _afloat(find_corners(water), labels)
    fairways = Fairways(land, load_rivers(rivers), water, labels)
    seats = draw(fairways, report)
    whole = join(sight, corners, fairways, report)
    kept = keep_used(sight, corners, whole, seats, report)
    target = DATA / "network"
    ship.write_all(whole.lon_lat_deg, kept, corners, fairways, seats, target)
    ship.write_waters(water, sight.far_nm, target / "waters.npz")


def _depths(path: Path | None, land) -> Depths:  # type: ignore[no-untyped-def]
    if path is None:
        import pybacktrack

        path = Path(pybacktrack.__file__).parent / "bundle_data/topography/ETOPO1_0.1.grd"
    return Depths(path, land)


def _afloat(corners: Corners, labels: NDArray[np.int32]) -> Corners:
    """Leave out the corners of puddles and of waters under the ice."""
    counts = np.bincount(labels[::3, ::3].ravel(), minlength=int(labels.max()) + 1) * 9
    counts[0] = 0
    lon, lat = corners.lon_lat_deg.T
    row = ((lat + 90) / CELL_DEG - 0.5).astype(int)
    col = ((lon + 180) / CELL_DEG - 0.5).astype(int)
    cols = labels.shape[1]
    size = np.max(
        [counts[labels[row + i, (col + j) % cols]] for i in (0, 1) for j in (0, 1)], axis=0
    )
    keep = (size >= LEAST_WATER) & (lat > LATITUDES[0]) & (lat < LATITUDES[1])
    return Corners(
        corners.lon_lat_deg[keep], corners.at[keep], corners.before[keep], corners.after[keep]
    )


def join(sight: Sight, corners: Corners, fairways: Fairways, report: Report) -> Whole:
    """Return the full graph: everything that sees everything, and the fairways."""
    pairs = corner_pairs(sight, corners, report)
    xy, n = np.array(fairways.lon_lat), len(corners.at)
    _, to_corners, to_each_other = free_edges(sight, corners, unit_vectors(*xy.T))
    to_corners[:, 0] += n
    legs = np.array(fairways.legs, dtype=np.int32) + n
    edges = np.vstack([pairs, to_corners, to_each_other + n, legs])
    places = np.vstack([corners.lon_lat_deg, xy])
    keys = np.unique(edges.min(axis=1).astype(np.int64) * len(places) + edges.max(axis=1))
    edges = np.stack([keys // len(places), keys % len(places)], axis=1).astype(np.int32)
    edges = edges[edges[:, 0] != edges[:, 1]]
    report(f"{len(places)} nodes, {len(edges)} edges")
    return Whole(places, edges, _lengths(places, edges), n)


def _lengths(places: FloatArray, edges: NDArray[np.int32]) -> FloatArray:
    parts = np.array_split(edges, max(len(edges) // 300_000, 1))
    return np.concatenate(
        [geo.lengths_nm(*places[part[:, 0]].T, *places[part[:, 1]].T) for part in parts]
    )


def keep_used(
    sight: Sight, corners: Corners, whole: Whole, seats: dict[str, Seat], report: Report
) -> NDArray[np.int32]:
    """Return the edges that shortest ways use, and all legs of fairways."""
    sea, extra = sea_edges(sight, corners, SEA_POINTS_DEG)
    extra[:, 0] += len(whole.lon_lat_deg)
    places = np.vstack([whole.lon_lat_deg, sea])
    edges = np.vstack([whole.edges, extra]).astype(np.int32)
    length = np.concatenate([whole.length_nm, _lengths(places, extra)])
    rows = rows_of(len(places), edges, length)
    ports = np.unique([whole.corners + seat.vertex for seat in seats.values()])
    sea_nodes = np.arange(len(whole.lon_lat_deg), len(places))
    sources = np.concatenate(
        [_spread(places, ports, PORTS), _spread(places, sea_nodes, SEA_POINTS)]
    )
    closures = _closures(places, edges, sources)
    used = used_edges(rows, sources, np.concatenate([ports, sea_nodes]), closures, report)
    keep = used[: len(whole.edges)]
    keep |= (whole.edges >= whole.corners).all(axis=1) & _short(whole)
    report(f"{keep.sum()} edges kept")
    return whole.edges[keep]


def _short(whole: Whole) -> NDArray[np.bool_]:
    return whole.length_nm < 3.0  # legs of fairways and their neighbours


def _spread(places: FloatArray, nodes: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return about so many of the nodes, no two in one patch of sea, the same each time."""
    cells = np.floor(places[nodes] / 1.5).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    some = nodes[np.sort(first)]
    if len(some) <= count:
        return some
    return np.sort(np.random.default_rng(151).choice(some, count, replace=False))


def _closures(
    places: FloatArray, edges: NDArray[np.int32], sources: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.int64]]]:
    """Yield edges shut by each gate (the Arctic always), and places around it to look from."""
    ids, lines = gate_lines([])
    u, v = edges.T
    found = lines.crossings(*places[u].T, *places[v].T)
    shut_by = {gate: np.unique(found.leg[found.gate == number]) for number, gate in enumerate(ids)}
    ice = np.zeros(len(edges), dtype=np.bool_)
    for gate in ARCTIC:
        ice[shut_by[gate]] = True
    yield ice, sources[::4]
    pairs = [
        ("suez_canal", "panama_canal"),
        ("drogden", "flintrannan"),
        ("great_belt", "little_belt"),
    ]
    for gates in [*pairs, *((gate,) for gate in ids if gate not in ARCTIC)]:
        shut = ice.copy()
        for gate in gates:
            shut[shut_by[gate]] = True
        middle = lines.segments[lines.gate == ids.index(gates[0])].reshape(-1, 2).mean(axis=0)
        away = geo.lengths_nm(*places[sources].T, *np.repeat(middle[:, None], len(sources), 1))
        order = np.argsort(away, kind="stable")
        yield shut, sources[np.r_[order[:NEAR_GATE], order[20:60:8][:BESIDE_GATE]]]
