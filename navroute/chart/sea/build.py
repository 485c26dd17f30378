"""From land, depth, rivers and lanes to the files that ship, step by step.

Every step keeps its result in a folder, so that a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.chart.sea import ship
from navroute.chart.sea.boats import without_boats
from navroute.chart.sea.corners import Corners, find_corners
from navroute.chart.sea.costs import Shores, load_rivers
from navroute.chart.sea.depth import Depths
from navroute.chart.sea.fairways import Fairways, label_water
from navroute.chart.sea.graph import corner_pairs, each_once, free_edges, keys_of, sea_edges
from navroute.chart.sea.land import LandEdges, load_land_edges
from navroute.chart.sea.lanes import lane_points
from navroute.chart.sea.mend import Mended, mend
from navroute.chart.sea.prune import Uses, often_used, used_edges, used_nearby
from navroute.chart.sea.routes import Joined, draw, open_sea, port_places
from navroute.chart.sea.sight import Sight, prepare
from navroute.chart.sea.sphere import EARTH_NM, unit_vectors
from navroute.chart.sea.strays import edges_for_strays
from navroute.chart.sea.water import CELL_DEG, Water, distances, survey

__all__ = ["Build", "full_graph"]

Report = Callable[[str], None]
FloatArray = NDArray[np.float64]
Arrays = Mapping[str, NDArray[np.generic]]
DATA = Path(__file__).resolve().parents[3] / "data"

LEAST_WATER = 200  # cells of a connected water whose corners count
LATITUDES = (-72.0, 79.5)
SEA_POINTS_DEG = 3.0  # free positions that the network is kept fit for
PORTS, SEA_POINTS = 1200, 400  # places that ways to everywhere are looked for from
LONE_NM, LONE_PATCH_DEG, LONE_LAT = 20.0, 0.5, (-66.0, 76.0)  # coasts without a port near
NEARBY_NM = 2000.0  # ways as short as this are looked for from every place
# Of the edges found so, those are kept that ways between ports use; of all edges, those between so
# many coasts as stand for positions at sea that are used from several of them.
SEA_SOURCES, SEA_TARGETS, LEAST_USES = 3000, 6000, 200


@dataclass(frozen=True, slots=True)
class Whole:
    """The full graph before pruning; the first ``corners`` nodes are corners."""

    lon_lat_deg: FloatArray
    edges: NDArray[np.int32]
    length_nm: FloatArray
    corners: int


@dataclass(frozen=True, slots=True)
class Build:
    """One build of the network.

    Parameters
    ----------
    work : Path
        Folder for the results of the steps.
    rivers : Path
        ``binned_river_f.nc`` of gmt-gshhg-full.
    depths : Path
        ``ETOPO1_0.1.grd`` of pybacktrack.
    report : callable
        Told of progress.
    """

    work: Path
    rivers: Path
    depths: Path
    report: Report

    def run(self) -> None:
        """Write the files below data/network."""
        self.work.mkdir(parents=True, exist_ok=True)
        water = self.water()
        far = self._kept("far", lambda: {"far": prepare(water).far_nm})["far"]
        sight = Sight(water.margin, far.astype(np.float32), water.inner)
        corners = Corners(**self._kept("corners", lambda: _corners(water)))  # type: ignore[arg-type]
        joined = self.joined(water)
        whole = self.whole(sight, corners, joined)
        whole, joined = self.mended(water, sight, corners, whole, joined)
        used = self._kept("kept", lambda: {"edges": self.used(sight, corners, whole, joined)})
        edges = used["edges"].astype(np.int32)
        need = self._kept("needed", lambda: {"edges": self.needed(whole, edges, joined)})
        found = need["edges"].astype(np.int32)
        thin = self._kept("thinned", lambda: {"edges": self.with_strays(whole, found, joined)})
        target = DATA / "network"
        edges = thin["edges"].astype(np.int32)
        seats = whole.corners + joined.port_vertex
        edges = without_boats(whole.lon_lat_deg, edges, whole.corners, seats, self.report)
        ship.write_all(whole.lon_lat_deg, edges, corners, joined, target)
        ship.write_waters(water, sight.far_nm, target / "waters.npz")
        self.report("from where what is seen")
        ship.write_views(sight, target)
        self.report("written")

    def _kept(self, name: str, make: Callable[[], Arrays]) -> dict[str, NDArray[np.generic]]:
        """Return what a step made, now or before."""
        path = self.work / f"{name}.npz"
        if not path.exists():
            self.report(name)
            part = path.with_suffix(".part.npz")
            np.savez(part, **make())  # type: ignore[arg-type]
            part.rename(path)
        with np.load(path, allow_pickle=False) as arrays:
            return {key: arrays[key] for key in arrays.files}

    def land(self, provider: str = "Osm") -> LandEdges:
        """Return the coastline of a provider."""

        def make() -> Arrays:
            land = load_land_edges(provider)
            return {"xyxy": land.xyxy_deg, "south": land.south_deg, "tall": land.tall}

        kept = self._kept(f"land_{provider.lower()}", make)
        return LandEdges(kept["xyxy"], kept["south"], 0.1, kept["tall"])  # type: ignore[arg-type]

    def water(self) -> Water:
        """Return the survey of the sea; memory-mapped, for it is large."""
        paths = [self.work / f"{name}.npy" for name in ("dist", "margin", "inner")]
        if not paths[0].exists():
            _save(paths[0], distances(self.land(), self.report))
        land_units = np.load(paths[0], mmap_mode="r")
        if not paths[2].exists():
            ports = np.array(list(port_places().values()))
            sought = (np.vstack([ports, lane_points()]), ports)
            found = survey(land_units, Depths(self.depths, self.land()), sought, self.report)
            _save(paths[1], found.margin)
            _save(paths[2], found.inner)
        return Water(np.load(paths[1], mmap_mode="r"), land_units, np.load(paths[2], mmap_mode="r"))

    def joined(self, water: Water) -> Joined:
        """Return the fairways and how each port is joined."""

        def make() -> Arrays:
            return draw(self._fairways(water), self.report).to_arrays()

        return Joined.from_arrays(self._kept("fairways", make))

    def _fairways(self, water: Water) -> Fairways:
        """Return what fairways are drawn on."""
        shores = Shores(self.land(), self.land("Gshhg"), load_rivers(self.rivers))
        return Fairways(shores, water, label_water(water))

    def whole(self, sight: Sight, corners: Corners, joined: Joined) -> Whole:
        """Return the full graph: everything that sees everything, and the fairways."""
        pairs = self._kept("pairs", lambda: {"pairs": corner_pairs(sight, corners, self.report)})
        kept = self._kept("whole", lambda: _whole(sight, corners, joined, pairs["pairs"]))
        self.report(f"{len(kept['places'])} nodes, {len(kept['edges'])} edges")
        return Whole(kept["places"], kept["edges"], kept["length"], len(corners.at))  # type: ignore[arg-type]

    def mended(
        self, water: Water, sight: Sight, corners: Corners, whole: Whole, joined: Joined
    ) -> tuple[Whole, Joined]:
        """Return the full graph and the fairways with every port joined that can be."""

        def make() -> Arrays:
            fairways = self._fairways(water)
            fairways.joined = {open_sea(fairways)}
            return mend(fairways, joined, whole.edges, sight, corners, self.report).to_arrays()

        mended = Mended.from_arrays(self._kept("mended", make))
        return Whole(*full_graph(corners.lon_lat_deg, mended), whole.corners), mended.joined

    def used(
        self, sight: Sight, corners: Corners, whole: Whole, joined: Joined
    ) -> NDArray[np.int32]:
        """Return the edges that shortest ways use, and all legs of fairways."""
        sea, extra = sea_edges(sight, corners, SEA_POINTS_DEG)
        extra[:, 0] += len(whole.lon_lat_deg)
        places = np.vstack([whole.lon_lat_deg, sea])
        edges = np.vstack([whole.edges, extra]).astype(np.int32)
        length = np.concatenate([whole.length_nm, _lengths(places, extra)])
        ports = np.unique(whole.corners + joined.port_vertex)
        sea_nodes = np.arange(len(whole.lon_lat_deg), len(places))
        sources = np.concatenate(
            [_spread(places, ports, PORTS), _spread(places, sea_nodes, SEA_POINTS)]
        )
        targets = np.concatenate([ports, sea_nodes])
        every = used_nearby(places, edges, length, Uses(targets, targets, NEARBY_NM), self.report)
        every |= used_edges(places, edges, length, Uses(sources, targets), self.report)
        used = whole.edges[every[: len(whole.edges)]]
        lone = _lone(whole, used, LONE_NM, LONE_PATCH_DEG)
        self.report(f"{len(lone)} coasts that no way passes yet")
        to_lone = Uses(lone, np.concatenate([lone, targets]), NEARBY_NM)
        every |= used_nearby(places, edges, length, to_lone, self.report)
        keep = every[: len(whole.edges)]
        legs = keys_of(joined.legs + whole.corners, len(whole.lon_lat_deg))
        keep |= np.isin(keys_of(whole.edges, len(whole.lon_lat_deg)), legs)
        return whole.edges[keep]

    def needed(self, whole: Whole, kept: NDArray[np.int32], joined: Joined) -> NDArray[np.int32]:
        """Return the edges for every pair of ports, and those of use to many places at sea."""
        places, n = whole.lon_lat_deg, whole.corners
        length = _lengths(places, kept)
        ports = np.unique(n + joined.port_vertex)
        keep = used_edges(places, kept, length, Uses(ports, ports), self.report)
        keep |= np.isin(keys_of(kept, len(places)), keys_of(joined.legs + n, len(places)))
        often = whole.edges[self.often(whole)]
        found = each_once(np.vstack([kept[keep], often]), len(places))
        self.report(f"{keep.sum()} of {len(kept)} edges kept for ports, with others {len(found)}")
        return found

    def with_strays(
        self, whole: Whole, found: NDArray[np.int32], joined: Joined
    ) -> NDArray[np.int32]:
        """Return the edges found with those that other coasts miss most."""
        places, n = whole.lon_lat_deg, whole.corners
        keep = np.isin(keys_of(whole.edges, len(places)), keys_of(found, len(places)))
        corners = np.unique(whole.edges[whole.edges < n]).astype(np.int64)
        lat = places[corners, 1]
        coasts = corners[(lat > LONE_LAT[0]) & (lat < LONE_LAT[1])]
        targets = np.unique(n + joined.port_vertex)
        keep |= edges_for_strays(
            places, whole.edges, whole.length_nm, keep, coasts, targets, self.report
        )
        self.report(f"with those for other coasts {keep.sum()}")
        return whole.edges[keep]

    def often(self, whole: Whole) -> NDArray[np.bool_]:
        """Return which edges the ways from several coasts to all coasts use."""

        def make() -> Arrays:
            corners = np.unique(whole.edges[whole.edges < whole.corners]).astype(np.int64)
            some = _spread(whole.lon_lat_deg, corners, SEA_SOURCES)
            other = _spread(whole.lon_lat_deg, corners, SEA_TARGETS)
            args = whole.lon_lat_deg, whole.edges, whole.length_nm
            return {"uses": often_used(*args, Uses(some, other), self.report)}

        return np.asarray(self._kept("uses", make)["uses"].astype(np.int32) >= LEAST_USES)


def full_graph(
    corners_deg: FloatArray, mended: Mended
) -> tuple[FloatArray, NDArray[np.int32], FloatArray]:
    """Return places, edges and their lengths before pruning; corners first, then fairways."""
    places = np.vstack([corners_deg, mended.joined.lon_lat_deg])
    edges = each_once(mended.edges, len(places))
    return places, edges, _lengths(places, edges)


def _save(path: Path, array: NDArray[np.generic]) -> None:
    """Write an array, whole or not at all."""
    part = path.with_suffix(".part.npy")
    np.save(part, array)
    part.rename(path)


def _corners(water: Water) -> Arrays:
    """Return all corners but those of puddles and of waters under the ice."""
    corners, labels = find_corners(water), label_water(water)
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
    return {
        "lon_lat_deg": corners.lon_lat_deg[keep],
        "at": corners.at[keep],
        "before": corners.before[keep],
        "after": corners.after[keep],
    }


def _whole(sight: Sight, corners: Corners, joined: Joined, pairs: NDArray[np.generic]) -> Arrays:
    n = len(corners.at)
    at = unit_vectors(*joined.lon_lat_deg.T)
    to_corners, to_each_other = free_edges(sight, corners, at, joined.legs)
    to_corners[:, 0] += n
    edges = np.vstack([pairs, to_corners, to_each_other + n, joined.legs + n])
    places = np.vstack([corners.lon_lat_deg, joined.lon_lat_deg])
    edges = each_once(edges, len(places))
    return {"places": places, "edges": edges, "length": _lengths(places, edges)}


def _lengths(places: FloatArray, edges: NDArray[np.int32]) -> FloatArray:
    parts = np.array_split(edges, max(len(edges) // 300_000, 1))
    return np.concatenate(
        [geo.lengths_nm(*places[part[:, 0]].T, *places[part[:, 1]].T) for part in parts]
    )


def _lone(
    whole: Whole, used: NDArray[np.int32], near_nm: float, patch_deg: float
) -> NDArray[np.int64]:
    """Return corners that no used edge comes near, one in each patch: of coasts without a port."""
    from scipy.spatial import cKDTree

    at = unit_vectors(*whole.lon_lat_deg.T)
    lat = whole.lon_lat_deg[: whole.corners, 1]
    away, _ = cKDTree(at[np.unique(used)]).query(at[: whole.corners])
    lone = np.flatnonzero((away > near_nm / EARTH_NM) & (lat > LONE_LAT[0]) & (lat < LONE_LAT[1]))
    cells = np.floor(whole.lon_lat_deg[lone] / patch_deg).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    return np.asarray(lone[np.sort(first)], dtype=np.int64)


def _spread(places: FloatArray, nodes: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return about so many of the nodes, no two in one patch of sea, the same each time."""
    cells = np.floor(places[nodes] / 1.5).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    some = nodes[np.sort(first)]
    if len(some) <= count:
        return some
    return np.sort(np.random.default_rng(151).choice(some, count, replace=False))
