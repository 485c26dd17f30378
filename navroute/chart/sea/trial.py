"""Try other berths on one sea: ``python -m navroute.chart.sea.trial`` after a build.

    python -m navroute.chart.sea.trial TABLE.csv --sea -14 28 43 63 --offings 6 10

A whole build takes over an hour. Here distances to land and fairways are those of the last one,
only the sea between four meridians and parallels is surveyed anew, and its rows of a distance table
are measured over all lines of sight, before any is pruned: a few minutes. Places lie at the nearest
port, or see the corners around them, so figures below 100 nm say little.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.chart.sea.__main__ import RIVERS, depths_file
from navroute.chart.sea.areas import load_areas
from navroute.chart.sea.build import Build, Whole
from navroute.chart.sea.corners import find_corners
from navroute.chart.sea.depth import Depths
from navroute.chart.sea.graph import distances_from, rows_of
from navroute.chart.sea.lanes import lane_points
from navroute.chart.sea.prune import BY_SEA, crossing
from navroute.chart.sea.routes import Joined, port_places
from navroute.chart.sea.sight import prepare
from navroute.chart.sea.sphere import unit_vectors
from navroute.chart.sea.water import CELL_DEG, UNIT_NM, Berths, Water, in_units, margin_nm

FloatArray = NDArray[np.float64]
Sea = tuple[float, float, float, float]

HALO_DEG = 0.5
LEAST_NM = 40.0
AT_PORT_NM = 10.0  # from a place that sees nothing
AT_SEAT_NM = 2.0
LENGTHS_NM = (40, 100, 200, 500, 1000, 2000, 4000, 16000)


@dataclass(frozen=True, slots=True)
class Row:
    """A printed distance; places are (lon, lat)."""

    ends: tuple[tuple[float, float], tuple[float, float]]
    printed_nm: float


def rows_in(table: Path, sea: Sea) -> list[Row]:
    """Return the rows of a table without a named passage both of whose places lie in a sea."""
    west, south, east, north = sea
    found = []
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            one, other = (
                (float(row[f"{end}_lon"]), float(row[f"{end}_lat"])) for end in ("from", "to")
            )
            inside = all(west < lon < east and south < lat < north for lon, lat in (one, other))
            printed = float(row["distance_nm"])
            if inside and not row["via"] and row["confidence"] != "low" and printed > LEAST_NM:
                found.append(Row((one, other), printed))
    return found


def water_in(build: Build, sea: Sea, berths: Berths) -> Water:
    """Return the water of a sea; all else is blocked."""
    land_units = np.load(build.work / "dist.npy", mmap_mode="r")
    west, south, east, north = sea
    low, high = (np.array(p) for p in ((west, south), (east, north)))
    first, last = (
        np.round((np.array(p) - [-180.0, -90.0]) / CELL_DEG).astype(int)
        for p in (low - HALO_DEG, high + HALO_DEG)
    )
    d = land_units[first[1] : last[1], first[0] : last[0]].astype(np.float32) * UNIT_NM
    ports = np.array(list(port_places().values()))
    corner = (float(low[0] - HALO_DEG), float(low[1] - HALO_DEG))
    sought = (np.vstack([ports, lane_points()]), ports)
    depths = Depths(build.depths, build.land())
    halo = round(HALO_DEG / CELL_DEG)
    wholes = []
    for margin in margin_nm(d, corner, depths, load_areas(), sought, berths):
        whole = np.full(land_units.shape, -127, dtype=np.int8)
        middle = in_units(margin)[halo:-halo, halo:-halo]
        whole[first[1] + halo : last[1] - halo, first[0] + halo : last[0] - halo] = middle
        wholes.append(whole)
    return Water(wholes[0], land_units, wholes[1])


def measured(build: Build, water: Water, rows: list[Row]) -> FloatArray:
    """Return how long the way of each row is, infinite where there is none."""
    sight = prepare(water)
    corners = find_corners(water)
    joined = Joined.from_arrays(dict(np.load(build.work / "fairways.npz")))
    places = sorted({place for row in rows for place in row.ends})
    with_places = replace(joined, lon_lat_deg=np.vstack([joined.lon_lat_deg, np.array(places)]))
    with tempfile.TemporaryDirectory() as folder:
        trial = Build(Path(folder), build.rivers, build.depths, build.report)
        whole = trial.whole(sight, corners, with_places)
    nodes = whole.lon_lat_deg
    first = len(nodes) - len(places)
    sees = np.isin(np.arange(first, len(nodes)), whole.edges)
    extra = np.array(
        [
            (first + k, whole.corners + seat)
            for k, place in enumerate(places)
            for seat in _seats_beside(place, joined, AT_SEAT_NM if sees[k] else AT_PORT_NM)
        ],
        dtype=np.int32,
    ).reshape(-1, 2)
    edges = np.vstack([whole.edges, extra]).astype(np.int32)
    length = np.concatenate(
        [whole.length_nm, geo.lengths_nm(*nodes[extra[:, 0]].T, *nodes[extra[:, 1]].T) + 1e-6]
    )
    return _shortest(Whole(nodes, edges, length, whole.corners), places, rows)


def _seats_beside(place: tuple[float, float], joined: Joined, within_nm: float) -> list[int]:
    """Return the nearest port, if it is near."""
    seats = joined.lon_lat_deg[joined.port_vertex]
    away = geo.lengths_nm(*np.repeat([place], len(seats), axis=0).T, *seats.T)
    best = int(np.argmin(away))
    return [int(joined.port_vertex[best])] if away[best] < within_nm else []


def _shortest(graph: Whole, places: list[tuple[float, float]], rows: list[Row]) -> FloatArray:
    shut = np.zeros(len(graph.edges), dtype=np.bool_)
    for gate in BY_SEA:
        shut[crossing(unit_vectors(*graph.lon_lat_deg.T), graph.edges, gate)] = True
    arcs = rows_of(len(graph.lon_lat_deg), graph.edges, graph.length_nm)
    node = {place: len(graph.lon_lat_deg) - len(places) + k for k, place in enumerate(places)}
    found = np.full(len(rows), np.inf)
    for place in places:
        mine = [k for k, row in enumerate(rows) if row.ends[0] == place]
        if mine:
            total, _, _ = distances_from(*arcs, shut, node[place])
            found[mine] = [total[node[rows[k].ends[1]]] for k in mine]
    return found


def figures(label: str, routed_nm: FloatArray, printed_nm: FloatArray) -> str:
    """Return one line: rows, median, 90th percentile, within 5 %, bias."""
    error = (routed_nm / printed_nm - 1)[np.isfinite(routed_nm)]
    if not len(error):
        return f"{label:18s}{len(routed_nm):6d}"
    size = np.abs(error) * 100
    return (
        f"{label:18s}{len(routed_nm):6d}{np.median(size):8.2f}{np.percentile(size, 90):8.2f}"
        f"{100 * (size < 5).sum() / len(routed_nm):8.1f}{100 * np.median(error):+8.2f}"
    )


def main() -> None:
    """Read the arguments and try."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path, help="as for tests/benchmarks/score_distances.py")
    parser.add_argument("--sea", type=float, nargs=4, required=True, metavar=tuple("WSEN"))
    parser.add_argument("--clearances", type=float, nargs=3, default=Berths().clearances_nm)
    parser.add_argument("--offings", type=float, nargs="+", default=Berths().offings_nm)
    parser.add_argument("--inshore", type=float, default=Berths().inshore_nm)
    parser.add_argument("--work", type=Path, default=Path("build/sea"), help="of the last build")
    options = parser.parse_args()
    begun = time.perf_counter()

    def report(text: str) -> None:
        print(f"{time.perf_counter() - begun:6.0f} s  {text}", file=sys.stderr, flush=True)

    build = Build(options.work, RIVERS, depths_file(), report)
    sea: Sea = tuple(options.sea)
    berths = Berths(tuple(options.clearances), tuple(options.offings), options.inshore)
    rows = rows_in(options.table, sea)
    printed = np.array([row.printed_nm for row in rows])
    routed = measured(build, water_in(build, sea, berths), rows)
    print(f"{'':18s}{'rows':>6}{'median':>8}{'p90':>8}{'<5 %':>8}{'bias':>8}")
    print(figures("all", routed, printed))
    for low, high in itertools.pairwise(LENGTHS_NM):
        some = (printed >= low) & (printed < high)
        print(figures(f"{low} to {high} nm", routed[some], printed[some]))


if __name__ == "__main__":
    main()
