"""Time navroute's network beside searoute, scgraph and networkx, on the same pairs, in turn.

    python tests/benchmarks/time_network.py [--pairs 200] [--network NAME] [--seed 1]

Every pair is asked of each program before the next pair's turn comes: the machine's speed
drifts, the ratios less. All are warm: imported, their data read, and asked other pairs before.
searoute and scgraph run on searoute's marnet; networkx on navroute's own graph, from node to node.
navroute is asked as its commands ask: with the gates under ice closed. searoute leaves out the
Northwest Passage by itself.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from navroute import chokepoints, planner, ports
from navroute import network as networks
from navroute.errors import NavrouteError
from navroute.places import Place
from navroute.ports import Port
from navroute.positions import Position

Pair = tuple[Place, Place]
Ask = Callable[[Place, Place], object]

LEAST_DEG = 2.0  # between the ends of a pair: there must be something to search
WARM_UP = 10
NETWORKX_PAIRS = 15  # a hundred times slower: fewer will do


def main() -> None:
    """Print one table per kind of question."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--network", default=networks.DEFAULT, choices=sorted(networks.NETWORKS))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    rng = random.Random(options.seed)  # noqa: S311 - no secret
    begun = time.perf_counter()
    sea = networks.load(options.network)
    print(f"{sea.name}: read in {(time.perf_counter() - begun) * 1e3:.0f} ms")
    count = options.pairs + WARM_UP
    ice = frozenset(gate.id for gate in chokepoints.all_chokepoints() if gate.ice)

    def path(origin: Place, destination: Place) -> object:
        return sea.path(origin, destination, closed=ice)

    port_pairs = _some(path, lambda: _port(rng), count)
    peers: dict[str, Ask] = {"searoute": _searoute(), **_scgraph()}
    report(
        "named port to named port, with geometry",
        {
            "navroute path()": path,
            **peers,
            "navroute route()": lambda a, b: planner.route(a, b, network=options.network),
            "navroute path() again": path,
        },
        port_pairs,
    )
    report(
        "the same, networkx's Dijkstra on our graph",
        {
            "navroute path()": path,
            "networkx": _networkx(sea),
        },
        port_pairs[: NETWORKX_PAIRS + WARM_UP],
    )
    report(
        "two free positions, each new",
        {"navroute path()": path, **peers},
        _some(path, lambda: _position(rng), count),
    )
    closed = _closed_for(sea, port_pairs, rng)
    report(
        "a changed set of closures: gates of the way closed, a set never asked before",
        {"navroute path()": lambda a, b: sea.path(a, b, closed=ice | closed[a, b]), **peers},
        port_pairs,
    )


def report(title: str, asked: dict[str, Ask], pairs: Sequence[Pair]) -> None:
    """Ask every pair of each program in turn; print medians, and ratios to searoute."""
    spent: dict[str, list[float]] = {name: [] for name in asked}
    for number, pair in enumerate(pairs):
        for name, ask in asked.items():
            start = time.perf_counter()
            _quietly(ask, *pair)
            if number >= WARM_UP:
                spent[name].append((time.perf_counter() - start) * 1e3)
    print(f"\n{title} ({len(pairs) - WARM_UP} pairs)")
    print(f"{'':26}{'median ms':>10}{'p90 ms':>9}{'x searoute':>12}{'searoute / it':>15}")
    yard = spent.get("searoute")
    for name, each in spent.items():
        line = f"{name:26}{statistics.median(each):10.3f}{_p90(each):9.3f}"
        if yard is not None:
            ratio = statistics.median(a / b for a, b in zip(each, yard, strict=True))
            line += f"{ratio:12.3f}{1 / ratio:15.1f}"
        print(line)


def _p90(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.9)]


def _quietly(ask: Ask, origin: Place, destination: Place) -> object:
    try:
        return ask(origin, destination)
    except NavrouteError as error:
        return error


def _some(path: Ask, draw: Callable[[], Place], count: int) -> list[Pair]:
    """Return pairs that have a way, their ends apart."""
    pairs: list[Pair] = []
    while len(pairs) < count:
        one, other = draw(), draw()
        if abs(one.position.lat - other.position.lat) < LEAST_DEG:
            continue
        if not isinstance(one, Position) and isinstance(_quietly(path, one, other), Exception):
            continue
        pairs.append((one, other))
    return pairs


def _port(rng: random.Random) -> Port:
    while True:
        port = rng.choice(ports.all_ports())
        if port.kind != "landlocked":
            return port


def _position(rng: random.Random) -> Position:
    """Return a position at sea, by the coarse polygons, where most shipping is."""
    from navroute.network import land

    while True:
        position = Position(lat=rng.uniform(-55, 62), lon=rng.uniform(-180, 180))
        if not land.load().contains([position.lon], [position.lat])[0]:
            return position


def _closed_for(sea: Any, pairs: Sequence[Pair], rng: random.Random) -> dict[Pair, frozenset[str]]:
    """Return for each pair a gate of its open way, and eight others."""
    gates = sorted(sea.graph.gate_ids)
    found = {}
    for pair in pairs:
        crossed = [crossing.chokepoint for crossing in sea.path(*pair).crossings]
        found[pair] = frozenset((*rng.sample(gates, 8), *crossed[:1]))
    return found


def _searoute() -> Ask:
    import searoute

    def ask(origin: Place, destination: Place) -> object:
        ends = [[p.position.lon, p.position.lat] for p in (origin, destination)]
        return searoute.searoute(*ends, units="naut")

    return ask


def _scgraph() -> dict[str, Ask]:
    """Return scgraph's router on marnet; nothing if it is not installed."""
    try:
        from scgraph import GeoGraph
    except ImportError:
        return {}
    from navroute.network import marnet

    raw = marnet.read()
    lon_lat = raw.lon_lat_deg
    arcs: list[dict[int, float]] = [{} for _ in lon_lat]
    from navroute import geo

    u, v = raw.edges.T
    lengths = geo.lengths_nm(*lon_lat[u].T, *lon_lat[v].T) * geo.NM_M / 1000
    for one, other, km in zip(u.tolist(), v.tolist(), lengths.tolist(), strict=True):
        arcs[one][other] = arcs[other][one] = km
    graph = GeoGraph(graph=arcs, nodes=lon_lat[:, ::-1].tolist())

    def asker(**options: str) -> Ask:
        def ask(origin: Place, destination: Place) -> object:
            ends = [
                {"latitude": p.position.lat, "longitude": p.position.lon}
                for p in (origin, destination)
            ]
            return graph.get_shortest_path(*ends, **options)

        return ask

    return {
        "scgraph": asker(),
        "scgraph, hierarchy": asker(algorithm_fn="contraction_hierarchy"),
    }


def _networkx(sea: Any) -> Ask:
    """Return networkx's search between the nodes that navroute's way begins and ends at."""
    import networkx as nx
    import numpy as np

    graph = sea.to_networkx()
    nodes = np.array(sorted(max(nx.connected_components(graph), key=len)))
    at = np.column_stack([sea.graph.lon_deg, sea.graph.lat_deg])[nodes]

    def nearest(place: Place) -> int:
        away = np.hypot(*(at - [place.position.lon, place.position.lat]).T)
        return int(nodes[away.argmin()])

    def ask(origin: Place, destination: Place) -> object:
        return nx.shortest_path(graph, nearest(origin), nearest(destination), weight="length_nm")

    return ask


if __name__ == "__main__":
    main()
