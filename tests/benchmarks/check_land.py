"""Sample routes for land under the keel, navroute beside searoute.

    python tests/benchmarks/check_land.py [--network NAME] [--ports 2000] [--positions 500]

Ways between random pairs of ports and of positions at sea are sampled each 0.25 nm; a sample on
land of OpenStreetMap (PyPI roaring-landmask) more than 1 nm from both ends counts, unless it lies
within 0.5 nm of a canal or a river of the network, which the land polygons leave out.
"""

from __future__ import annotations

import argparse
import itertools
import warnings
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.errors import NavrouteError
from navroute.network import DEFAULT, load
from navroute.ports import Port
from navroute.ports.table import all_ports
from navroute.positions import Position

STEP_NM = 0.25
ENDS_NM = 1.0
BESIDE_NM = 0.5
FloatArray = NDArray[np.float64]
Pair = tuple[Port | Position, Port | Position]


def sampled(lon_lat_deg: FloatArray) -> FloatArray:
    """Return positions each STEP_NM along geodesics, without those near the ends."""
    parts = [geo.intermediate(*a, *b, step_nm=STEP_NM) for a, b in itertools.pairwise(lon_lat_deg)]
    points = np.vstack(parts)
    keep = np.ones(len(points), dtype=np.bool_)
    for end in (lon_lat_deg[0], lon_lat_deg[-1]):
        far = geo.lengths_nm(*points.T, *np.repeat(end[:, None], len(points), 1))
        keep &= far > ENDS_NM
    return points[keep]


def ashore(points: FloatArray, land: object) -> FloatArray:
    """Return the points that are on land."""
    if not len(points):
        return points
    mask = land.contains_many(*np.ascontiguousarray(points.T))  # type: ignore[attr-defined]
    return points[np.asarray(mask)]


def waterways(network_name: str) -> FloatArray:
    """Return points each quarter mile along canals and rivers, as unit vectors."""
    graph = load(network_name).to_networkx()
    kinds = {"canal", "river", "inland"}
    parts = [np.empty((0, 2))]
    for u, v, kind in graph.edges(data="kind"):
        if kind in kinds:
            a, b = graph.nodes[u], graph.nodes[v]
            parts.append(geo.intermediate(a["lon"], a["lat"], b["lon"], b["lat"], step_nm=STEP_NM))
    return geo.unit_vectors(*np.vstack(parts).T)


def beside(points: FloatArray, ways: FloatArray) -> NDArray[np.bool_]:
    """Return which points lie beside a waterway."""
    from scipy.spatial import cKDTree

    if not len(points) or not len(ways):
        return np.zeros(len(points), dtype=np.bool_)
    away, _ = cKDTree(ways).query(geo.unit_vectors(*points.T))
    return np.asarray(away < BESIDE_NM / 3440.0)


def port_pairs(count: int, seed: int) -> Iterator[Pair]:
    """Yield random pairs of ports that the network joins."""
    chosen = np.random.default_rng(seed)
    places = [port for port in all_ports() if port.position is not None]
    for _ in range(count):
        first, second = chosen.choice(len(places), 2, replace=False)
        yield places[first], places[second]


def sea_pairs(count: int, seed: int, land: object) -> Iterator[Pair]:
    """Yield random pairs of positions at sea."""
    chosen = np.random.default_rng(seed)

    def position() -> Position:
        while True:
            lat = float(np.degrees(np.arcsin(chosen.uniform(-0.85, 0.9))))
            lon = float(chosen.uniform(-180, 180))
            if not len(ashore(np.array([[lon, lat]]), land)):
                return Position(lat=lat, lon=lon)

    for _ in range(count):
        yield position(), position()


def searoute_path(pair: Pair) -> FloatArray:
    """Return searoute's way."""
    import searoute

    ends = [[place.position.lon, place.position.lat] for place in pair]
    found = searoute.searoute(*ends, append_orig_dest=True)
    return np.array(found.geometry["coordinates"], dtype=float)


def count_land(
    label: str, pairs: list[Pair], network_name: str, land: object, ways: FloatArray
) -> list[str]:
    """Print how many ways touch land; return the worst as text."""
    network, rows = load(network_name), []
    asked = dry = other = 0
    for pair in pairs:
        try:
            path = network.path(*pair)
        except NavrouteError:
            continue
        asked += 1
        points = ashore(sampled(path.lon_lat_deg), land)
        wrong = points[~beside(points, ways)]
        dry += len(wrong) > 0
        if len(wrong):
            where = f"{wrong[0][1]:.3f} {wrong[0][0]:.3f}"
            rows.append(f"{len(wrong) * STEP_NM:6.1f} nm {pair[0].name} - {pair[1].name}: {where}")
        other += len(ashore(sampled(searoute_path(pair)), land)) > 0
    print(
        f"{label}: {asked} of {len(pairs)} routed; over land {dry} "
        f"({100 * dry / max(asked, 1):.1f} %), searoute {100 * other / max(asked, 1):.1f} %"
    )
    return rows


def main() -> None:
    """Sample and print."""
    import roaring_landmask as rl

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--network", default=DEFAULT)
    parser.add_argument("--ports", type=int, default=2000)
    parser.add_argument("--positions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    land = rl.RoaringLandmask.new_with_provider(rl.LandmaskProvider.Osm)
    ways = waterways(options.network)
    pairs = list(port_pairs(options.ports, options.seed))
    rows = count_land("port to port", pairs, options.network, land, ways)
    pairs = list(sea_pairs(options.positions, options.seed, land))
    rows += count_land("position to position", pairs, options.network, land, ways)
    print(*sorted(rows, reverse=True)[:40], sep="\n")


if __name__ == "__main__":
    main()
