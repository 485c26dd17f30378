"""Score a sea network against printed distances: by region, by length, and the worst rows.

Run as ``python tests/benchmarks/score_distances.py TABLE.csv [--network seanet] [--worst 30]``.
The table has the columns from_port, from_lat, from_lon, to_port, to_lat, to_lon, distance_nm, via
and confidence. Rows of low confidence or of 40 nm and less are left out. Rows that name what they
go through (``via``) are routed through it and scored apart.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from navroute import chokepoints
from navroute.errors import NavrouteError
from navroute.network import load
from navroute.positions import Position

LEAST_NM = 40.0
# The ordinary network goes neither under the ice nor through the Arctic passages.
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
CANALS = ("panama_canal", "suez_canal", "kiel_canal", "corinth_canal")
# Words of a ``via`` -> chokepoint it means; None where no chokepoint stands for it.
VIA = {
    "panama": "panama_canal",
    "suez": "suez_canal",
    "kiel": "kiel_canal",
    "nord-ostsee": "kiel_canal",
    "corinth": "corinth_canal",
    "bosporus": "bosphorus",
    "dardanelles": "dardanelles",
    "store baelt": "great_belt",
    "great belt": "great_belt",
    "the sound": "sound_helsingor",
    "windward": "windward",
    "mona": "mona",
    "yucatan": "yucatan",
    "tsugaru": "tsugaru",
    "la perouse": "la_perouse",
    "messina": "messina",
    "dover": "dover",
    "pentland": "pentland",
    "magellan": "magellan_east",
    "torres": "torres",
    "balabac": "balabac",
    "bonifacio": "bonifacio",
    "sunda": "sunda",
    "lombok": "lombok",
    "malacca": "malacca",
}
LENGTHS = (40, 100, 200, 500, 1000, 2000, 4000, 8000, 16000)


@dataclass(frozen=True)
class Row:
    """A printed row and what the network makes of it (nan: no route)."""

    text: str
    region: str
    via: str
    printed_nm: float
    great_circle_nm: float
    routed_nm: float

    @property
    def error(self) -> float:
        """Signed relative error."""
        return self.routed_nm / self.printed_nm - 1


def via_ids(via: str) -> tuple[str, ...]:
    """Return the chokepoints a ``via`` names, in the order printed."""
    text = via.lower()
    found = sorted((text.find(word), gate) for word, gate in VIA.items() if word in text)
    return tuple(gate for _, gate in found)


def region(lat: float, lon: float) -> str:
    """Return a rough name of the sea a place lies on."""
    for name, (west, south, east, north) in REGIONS.items():
        if west <= lon <= east and south <= lat <= north:
            return name
    return "other"


REGIONS = {
    "Baltic": (9.9, 53.5, 30.5, 66.0),
    "North Sea and British Isles": (-11, 49, 9.9, 62),
    "Arctic": (-180, 66, 180, 90),
    "Black Sea and Azov": (26.5, 40.3, 42, 47.5),
    "Mediterranean": (-5.6, 30, 36.5, 46),
    "Red Sea and Gulf": (32, 11, 57, 31),
    "Gulf of Mexico and Caribbean": (-98, 7, -59, 31),
    "North America east": (-82, 31, -50, 66),
    "North America west": (-180, 8, -98, 66),
    "South America": (-82, -60, -34, 12.5),
    "Africa": (-26, -36, 52, 37),
    "South Asia": (52, -1, 99, 27),
    "South-East Asia": (95, -12, 130, 24),
    "East Asia": (105, 18, 180, 66),
    "Australia and Pacific": (110, -60, 180, 18),
    "Pacific islands": (-180, -60, -110, 30),
}


def routed(row: dict[str, str], network_name: str) -> float:
    """Return the network's distance, nan where it finds no way."""
    network = load(network_name)
    ends = [
        Position(lat=float(row[end + "_lat"]), lon=float(row[end + "_lon"]))
        for end in ("from", "to")
    ]
    gates = via_ids(row["via"])
    closed = frozenset(ARCTIC) | (frozenset(CANALS) - frozenset(gates))
    legs = [ends[0], *(_through(gate) for gate in gates), ends[1]]
    try:
        return _best(legs, lambda a, b: network.path(a, b, closed=closed).distance_nm)
    except NavrouteError:
        return math.nan


def _best(legs: list[Position], measure: Callable[[Position, Position], float]) -> float:
    """Return the shorter of the orders in which the middle places can be passed."""
    orders = [legs] if len(legs) < 4 else [legs, [legs[0], *legs[-2:0:-1], legs[-1]]]
    return min(sum(measure(a, b) for a, b in itertools.pairwise(o)) for o in orders)


def _through(gate: str) -> Position:
    found = chokepoints.get(gate)
    return found.position


def score(table: Path, network: str, *, every: int = 1) -> list[Row]:
    """Return the rows that count, measured."""
    with table.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["confidence"] in ("high", "med")]
    rows = [r for r in rows if float(r["distance_nm"]) > LEAST_NM][::every]
    return [
        Row(
            f"{r['from_port']} - {r['to_port']}",
            region(float(r["from_lat"]), float(r["from_lon"])),
            r["via"],
            float(r["distance_nm"]),
            float(r["great_circle_nm"]),
            routed(r, network),
        )
        for r in rows
        if not r["via"] or via_ids(r["via"])
    ]


def line(label: str, rows: list[Row]) -> str:
    """Return one line of figures."""
    errors = np.array([row.error for row in rows])
    good = errors[np.isfinite(errors)]
    if not len(good):
        return f"{label:32s} {len(rows):6d}  none routed"
    size = np.abs(good)
    figures = (
        np.median(size),
        np.percentile(size, 90),
        np.sum(size < 0.05) / len(rows),
        len(good) / len(rows),
        np.median(good),
    )
    return f"{label:32s} {len(rows):6d}" + "".join(f"{100 * value:9.2f}" for value in figures)


def report(rows: list[Row], worst: int) -> None:
    """Print all figures."""
    plain, through = [r for r in rows if not r.via], [r for r in rows if r.via]
    heads = ("rows", "median %", "p90 %", "<5 %", "routed %", "bias %")
    print(" " * 32 + f"{heads[0]:>7s}" + "".join(f"{head:>9s}" for head in heads[1:]))
    print(line("all without via", plain))
    print(line("all with via", through))
    for low, high in itertools.pairwise(LENGTHS):
        print(line(f"{low} to {high} nm", [r for r in plain if low <= r.printed_nm < high]))
    for name in [*REGIONS, "other"]:
        print(line(name, [r for r in plain if r.region == name]))
    print(f"\nworst {worst}:")
    size = lambda r: math.inf if math.isnan(r.error) else abs(r.error)  # noqa: E731
    for r in sorted(rows, key=size, reverse=True)[:worst]:
        print(
            f"{100 * r.error:+8.1f} % {r.routed_nm:8.0f} nm, printed {r.printed_nm:6.0f}, "
            f"great circle {r.great_circle_nm:6.0f}: {r.text} {r.via}"
        )


def main() -> None:
    """Score a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--network", default="seanet")
    parser.add_argument("--worst", type=int, default=30)
    parser.add_argument("--every", type=int, default=1, help="score only each n-th row")
    options = parser.parse_args()
    begun = time.perf_counter()
    rows = score(options.table, options.network, every=options.every)
    report(rows, options.worst)
    print(f"{len(rows)} rows in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
