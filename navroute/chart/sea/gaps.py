"""Find passages that are closed: ``python -m navroute.chart.sea.gaps`` after a build.

    python -m navroute.chart.sea.gaps [--work build/sea] [--worst 60]

Ways between ports near each other, over the whole graph, are held against the shortest way over any
water at all that no land is nearer to than 0.12 nm, whatever its depth. Where ours is far longer, a
strait is closed that ships may use, or a port is joined by the wrong end. Many that are listed are
right, for they are for boats: banks, flats, bridges. What is wrong wants a track (``tracks.json``).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from navroute import ports
from navroute.chart.sea.__main__ import RIVERS, depths_file
from navroute.chart.sea.areas import load_areas, raster_of_areas
from navroute.chart.sea.build import Build, full_graph
from navroute.chart.sea.cores import on_all_cores
from navroute.chart.sea.costs import SMALL_CRAFT, field
from navroute.chart.sea.graph import distances_from, rows_of
from navroute.chart.sea.mend import Mended
from navroute.chart.sea.prune import BY_SEA, crossing
from navroute.chart.sea.sphere import unit_vectors
from navroute.chart.sea.water import CELL_DEG, UNIT_NM

FloatArray = NDArray[np.float64]

HALF_DEG, WIDEST_DEG, HIGHEST_DEG = 2.2, 5.0, 72.0  # of the window around a port; latitude
OFF_LAND_NM = 0.12
FARTHEST_NM, LEAST_NM = 250.0, 15.0  # by any water
MUCH, MORE_NM = 1.3, 12.0  # longer
BARRED = 1e6  # cost of a mile over land
SEAT_CELLS = 4  # a port may lie so far from such water


@dataclass(frozen=True, slots=True)
class Gap:
    """Two ports, how far they are by any water, and by the graph."""

    one: int
    other: int
    by_water_nm: float
    by_graph_nm: float


class _Window:
    """The water around a port."""

    def __init__(self, land: NDArray[np.uint8], lon: float, lat: float) -> None:
        wide = min(HALF_DEG / np.cos(np.radians(lat)), WIDEST_DEG)
        row, col = (int((deg + off) / CELL_DEG) for deg, off in ((lat, 90.0), (lon, 180.0)))
        up, across = int(HALF_DEG / CELL_DEG), int(wide / CELL_DEG)
        rows = np.arange(max(row - up, 0), min(row + up, land.shape[0]))
        cols = np.arange(max(col - across, 0), min(col + across, land.shape[1]))
        self.south, self.west = -90 + rows[0] * CELL_DEG, -180 + cols[0] * CELL_DEG
        self.open = land[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1] >= OFF_LAND_NM / UNIT_NM
        small = [(kind, ring) for kind, ring in load_areas() if kind == SMALL_CRAFT]
        self.open &= ~raster_of_areas(small, self.west, self.south, self.open.shape, CELL_DEG)
        self.widths_nm = 60 * CELL_DEG * np.cos(np.radians(-90 + (rows + 0.5) * CELL_DEG))

    def cell(self, lon: float, lat: float) -> tuple[int, int] | None:
        """Return a cell of water at or beside a place."""
        row, col = int((lat - self.south) / CELL_DEG), int((lon - self.west) / CELL_DEG)
        if not (0 <= row < self.open.shape[0] and 0 <= col < self.open.shape[1]):
            return None
        for k in range(SEAT_CELLS + 1):
            first = max(row - k, 0), max(col - k, 0)
            near = np.argwhere(self.open[first[0] : row + k + 1, first[1] : col + k + 1])
            if len(near):
                return int(near[0, 0]) + first[0], int(near[0, 1]) + first[1]
        return None

    def lengths_nm(self, start: tuple[int, int]) -> FloatArray:
        """Return how far all cells are from one."""
        cost = np.where(self.open, 1.0, BARRED).astype(np.float32)
        begin = np.full(self.open.shape, np.inf)
        begin[start] = 0.0
        nowhere = np.zeros(self.open.shape, dtype=np.bool_)
        total = field(cost, begin, nowhere, 60 * CELL_DEG, self.widths_nm, FARTHEST_NM)[0]
        return np.asarray(total)


def find_gaps(build: Build) -> tuple[list[Gap], list[str], FloatArray]:
    """Return all gaps, the ids of the ports and where these lie."""
    with np.load(build.work / "corners.npz") as arrays:
        corners = arrays["lon_lat_deg"]
    mended = Mended.from_arrays(dict(np.load(build.work / "mended.npz")))
    places, edges, length = full_graph(corners, mended)
    at = unit_vectors(*places.T)
    left = np.ones(len(edges), dtype=np.bool_)
    left[np.concatenate([crossing(at, edges, gate) for gate in BY_SEA])] = False
    rows, nothing = rows_of(len(places), edges[left], length[left]), np.zeros(0, dtype=np.bool_)
    land = np.load(build.work / "dist.npy", mmap_mode="r")
    nodes = len(corners) + mended.joined.port_vertex
    seats = places[nodes]

    def around(one: int) -> list[Gap]:
        lon, lat = seats[one].tolist()
        window = _Window(land, lon, lat)
        start = window.cell(lon, lat)
        if abs(lat) > HIGHEST_DEG or start is None:
            return []
        by_water = window.lengths_nm(start)
        most = MUCH * FARTHEST_NM + MORE_NM
        by_graph = distances_from(*rows, nothing, int(nodes[one]), most)[0]
        found = []
        for other in range(one + 1, len(seats)):
            cell = window.cell(*seats[other].tolist())
            if cell is None or not LEAST_NM < by_water[cell] < FARTHEST_NM:
                continue
            graph_nm = min(float(by_graph[nodes[other]]), most)
            if graph_nm > MUCH * by_water[cell] + MORE_NM:
                found.append(Gap(one, other, float(by_water[cell]), graph_nm))
        return found

    gaps = [gap for part in on_all_cores(around, list(range(len(seats)))) for gap in part]
    return gaps, mended.joined.port.tolist(), seats


def main() -> None:
    """Print the ports with most gaps, and how long the worst ways are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path("build/sea"))
    parser.add_argument("--worst", type=int, default=60)
    options = parser.parse_args()
    build = Build(options.work, RIVERS, depths_file(), lambda text: print(text, file=sys.stderr))
    left, ids, seats = find_gaps(build)
    names = {port.id: port.name for port in ports.all_ports()}
    print(f"{len(left)} pairs of ports")
    for _ in range(options.worst):
        counts = Counter(end for gap in left for end in (gap.one, gap.other))
        if not counts:
            break
        ((port, count),) = counts.most_common(1)
        mine = sorted(
            (gap for gap in left if port in (gap.one, gap.other)),
            key=lambda gap: gap.by_water_nm - gap.by_graph_nm,
        )
        told = ", ".join(
            f"{names[ids[gap.other if gap.one == port else gap.one]]} "
            f"{gap.by_graph_nm:.0f} for {gap.by_water_nm:.0f}"
            for gap in mine[:4]
        )
        lon, lat = seats[port]
        print(f"{count:4d}  {names[ids[port]]} {lat:.2f} {lon:.2f}: {told}")
        left = [gap for gap in left if port not in (gap.one, gap.other)]


if __name__ == "__main__":
    main()
