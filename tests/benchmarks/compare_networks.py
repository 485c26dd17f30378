"""Hold navroute's own network against marnet: what is grossly wrong in either stands out.

    python tests/benchmarks/compare_networks.py [--pairs 1500] [--within 1500] [--worst 20]

Ways between random ports near each other, by both networks with canals and gates under ice closed.
A way far shorter than marnet's may be a leak through water that no ship uses, one far longer a
passage that is not open or a port that is joined by the wrong end. Both deserve a look at the map.
"""

from __future__ import annotations

import argparse

import numpy as np

from navroute import chokepoints, geo
from navroute.errors import NavrouteError
from navroute.network import load
from navroute.ports.table import all_ports

CLOSED = chokepoints.resolve_many("northern_sea_route,northwest_passage") | {
    "panama_canal",
    "suez_canal",
    "kiel_canal",
    "corinth_canal",
}
LEAST_NM = 60.0


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=1500)
    parser.add_argument("--within", type=float, default=1500.0, help="nm, great circle")
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    ours, other = load("seanet"), load("marnet")
    ports = all_ports()
    random = np.random.default_rng(options.seed)
    found = []
    while len(found) < options.pairs:
        a, b = (ports[int(k)] for k in random.integers(0, len(ports), 2))
        here, there = a.position, b.position
        apart = geo.distance_nm(here.lon, here.lat, there.lon, there.lat)
        if not LEAST_NM < apart < options.within:
            continue
        try:
            lengths = [net.path(a, b, closed=CLOSED).distance_nm for net in (ours, other)]
        except NavrouteError:
            continue
        found.append((lengths[0] / lengths[1], *lengths, apart, a.name, b.name))
    ratios = np.array([row[0] for row in found])
    shares = (0, 1, 5, 25, 50, 75, 95, 99, 100)
    print("ours to marnet, percentiles:")
    print("  ".join(f"{s} %: {np.percentile(ratios, s):.2f}" for s in shares))
    found.sort()
    for title, rows in (
        ("shorter", found[: options.worst]),
        ("longer", found[: -options.worst - 1 : -1]),
    ):
        print(f"\nours is {title}:")
        for ratio, mine, theirs, apart, first, last in rows:
            print(
                f"  {ratio:.2f}  {mine:7.0f} to {theirs:7.0f} nm, straight {apart:7.0f}  "
                f"{first} - {last}"
            )


if __name__ == "__main__":
    main()
