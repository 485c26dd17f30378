"""Score distances against a printed table, navroute beside searoute and the great circle.

    python tests/benchmarks/score_distances.py TABLE.csv [--network marnet] [--every N] [--worst 30]
        [--page docs/distances.md]

TABLE has the columns from_port, from_lat, from_lon, to_port, to_lat, to_lon, distance_nm, via and
confidence (NGA Pub. 151 in that form is used by the developers; it is not shipped). Rows of low
confidence or of 40 nm and less are left out. Rows that name what they go through (``via``) are
routed through it and scored apart; only navroute can be told to.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import math
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from navroute import chokepoints, geo
from navroute.errors import NavrouteError, NoRouteError
from navroute.network import DEFAULT, load
from navroute.ports import Port
from navroute.positions import Position

LEAST_NM = 40.0
LENGTHS_NM = (40, 100, 200, 500, 1000, 2000, 4000, 8000, 16000)
# The table's ways without ``via`` go by no ship canal, as a rule.
CANALS = frozenset({"panama_canal", "suez_canal", "kiel_canal", "corinth_canal", "canso_canal"})
ARCTIC = chokepoints.resolve_many("northern_sea_route,northwest_passage")
TOO_SHORT = 1.05  # so much shorter than any way without a canal, a printed way is by one
# Words of a ``via`` -> chokepoint it means.
VIA = {
    "panama": "panama_canal",
    "suez": "suez_canal",
    "kiel": "kiel_canal",
    "nord-ostsee": "kiel_canal",
    "corinth": "corinth_canal",
    "canso": "canso_canal",
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
# Passages that are no chokepoints of navroute: lat, lon in their fairway (read off a small-scale
# chart by memory; they only say which way a row means).
PASSAGES = {
    "crooked island": (22.65, -74.35),
    "osumi": (30.75, 130.75),
    "san bernardino": (12.62, 124.20),
    "balintang": (19.95, 121.90),
    "cook strait": (-41.35, 174.45),
    "maenggol": (34.35, 125.95),
    "selat sele": (-1.20, 131.12),
    "raine island": (-11.60, 144.05),
    "surigao": (10.30, 125.40),
    "verde island": (13.60, 121.00),
    "bougainville": (-6.75, 156.10),
    "belle isle": (51.55, -56.60),
    "anegada": (18.20, -63.90),
    "virgin passage": (18.30, -65.05),
    "old bahama": (22.60, -78.20),
    "bungo": (32.95, 132.10),
    "kii suido": (33.90, 134.85),
    "shimonoseki": (33.96, 130.96),
    "unimak": (54.33, -164.80),
    "cape race": (46.40, -53.10),
    "molucca passage": (1.00, 126.00),
    "selat manipa": (-3.30, 127.40),
    "tokara": (29.90, 130.10),
    "hainan strait": (20.15, 110.25),
    "eight degree": (7.60, 73.00),
    "foveaux": (-46.65, 168.10),
    "the minch": (58.10, -5.90),
    "basilan": (6.85, 122.05),
    "dampier strait": (-0.60, 130.60),
    "karimata": (-1.90, 108.60),
    "lille baelt": (55.50, 9.72),
    "caicos": (22.10, -72.40),
    "turks island": (21.60, -71.30),
}
# Rough boxes (west, south, east, north); the first that holds a place names its sea.
REGIONS = {
    "Baltic": (9.9, 53.5, 30.5, 66.0),
    "North Sea, British Isles": (-11, 49, 9.9, 62),
    "Arctic": (-180, 66, 180, 90),
    "Black Sea and Azov": (26.5, 40.3, 42, 47.5),
    "Mediterranean": (-5.6, 30, 36.5, 46),
    "Red Sea and Gulf": (32, 11, 57, 31),
    "Gulf of Mexico, Caribbean": (-98, 7, -59, 31),
    "North America east": (-82, 31, -50, 66),
    "North America west": (-180, 8, -98, 66),
    "South America": (-82, -60, -34, 12.5),
    "Africa": (-26, -36, 52, 37),
    "South Asia": (52, -1, 99, 27),
    "South-East Asia": (95, -12, 130, 24),
    "East Asia": (105, 18, 180, 66),
    "Australia and Pacific": (110, -60, 180, 18),
    "elsewhere": (-180, -90, 180, 90),
}

Row = dict[str, str]
FloatArray = NDArray[np.float64]
Measure = Callable[[Row], float]


@dataclass(frozen=True)
class Scored:
    """A printed row and what one method makes of it (nan: no route)."""

    row: Row
    routed_nm: float

    @property
    def printed_nm(self) -> float:
        return float(self.row["distance_nm"])

    @property
    def error(self) -> float:
        """Signed relative error."""
        return self.routed_nm / self.printed_nm - 1


def ends(row: Row) -> list[Port]:
    """Return both places of a row; as ports, for the table's positions may lie up a river."""
    return [
        Port(
            id=f"table:{row[f'{end}_port']}",
            name=row[f"{end}_port"],
            country="",
            country_code="",
            position=Position(lat=float(row[f"{end}_lat"]), lon=float(row[f"{end}_lon"])),
        )
        for end in ("from", "to")
    ]


def via_names(via: str) -> tuple[str, ...]:
    """Return the chokepoints and passages that a ``via`` names, in the order printed."""
    text = via.lower()
    found = [(text.find(word), gate) for word, gate in VIA.items() if word in text]
    found += [(text.find(word), word) for word in PASSAGES if word in text]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _middle(name: str) -> Position:
    if name in PASSAGES:
        lat, lon = PASSAGES[name]
        return Position(lat=lat, lon=lon)
    return chokepoints.get(name).position


def minutes(lon_lat_deg: FloatArray) -> float:
    """Return the length of a line in minutes of arc of a sphere."""
    xyz = geo.unit_vectors(*lon_lat_deg.T)
    chord = np.linalg.norm(np.diff(xyz, axis=0), axis=1)
    return float(np.degrees(2 * np.arcsin(np.minimum(chord / 2, 1))).sum() * 60)


def by_canal(row: Row, without: Callable[[], float], through: Callable[[], float]) -> float:
    """Return the length without canals, or through them if the printed one is too short for that.

    Rows without ``via`` go by no ship canal, but for some: what is printed for them is far shorter
    than the shortest way without one.
    """
    by_sea = without()
    printed_nm = float(row["distance_nm"])
    if not by_sea > printed_nm * TOO_SHORT:
        return by_sea
    return min(by_sea, through(), key=lambda nm: abs(nm - printed_nm))


def navroute_nm(network_name: str) -> tuple[Measure, Measure]:
    """Return measures by one of navroute's networks: in nautical miles, and in minutes of arc.

    The table takes a minute of arc for a mile, whatever the latitude and the course. The second
    measure tells what difference that makes; it holds for rows that the first one has measured.
    """
    network = load(network_name)
    arcs: dict[int, float] = {}

    def measure(row: Row) -> float:
        names = via_names(row["via"])
        first, last = ends(row)
        middle = [_middle(name) for name in names]
        canals = CANALS - set(names)

        def least(closed: frozenset[str]) -> float:
            ways = [
                [network.path(a, b, closed=closed) for a, b in itertools.pairwise(w)]
                for w in ([first, *middle, last], [first, *middle[::-1], last])
            ]
            best = min(ways, key=lambda way: sum(path.distance_nm for path in way))
            arcs[id(row)] = sum(minutes(path.lon_lat_deg) for path in best)
            return sum(path.distance_nm for path in best)

        try:
            return by_canal(row, lambda: least(ARCTIC | canals), lambda: least(ARCTIC))
        except NoRouteError as error:
            # A place behind ice, such as Dikson: printed, so the gates before it were open.
            if not ARCTIC.intersection(error.closed):
                return math.nan
            return least(canals)
        except NavrouteError:
            return math.nan

    return measure, lambda row: arcs.get(id(row), math.nan)


def searoute_nm(row: Row) -> float:
    """Return searoute's length with the straight ends it leaves out by default."""
    import searoute

    points = [[place.position.lon, place.position.lat] for place in ends(row)]

    def length(*shut: str) -> float:
        found = searoute.searoute(
            *points, units="naut", append_orig_dest=True, restrictions=["northwest", *shut]
        )
        return float(found.properties["length"]) or math.nan

    return by_canal(row, lambda: length("suez", "panama"), length)


def great_circle_nm(row: Row) -> float:
    """Return the geodesic."""
    first, last = (place.position for place in ends(row))
    return geo.distance_nm(first.lon, first.lat, last.lon, last.lat)


def figures(label: str, scored: list[Scored]) -> str:
    """Return one line: rows, median, 90th percentile, within 5 %, routed, bias."""
    errors = np.array([row.error for row in scored])
    good = errors[np.isfinite(errors)]
    if len(good) == 0:
        return f"{label:36s} {len(scored):6d}"
    size, count = np.abs(good), len(scored)
    return (
        f"{label:36s} {count:6d} {100 * np.median(size):8.2f} {100 * np.percentile(size, 90):7.2f}"
        f" {100 * (size < 0.05).sum() / count:7.1f} {100 * len(good) / count:8.2f}"
        f" {100 * np.median(good):+7.2f}"
    )


def sea_of(row: Row) -> str:
    """Return the sea of the first place."""
    place = ends(row)[0].position
    return next(
        name
        for name, (west, south, east, north) in REGIONS.items()
        if west <= place.lon <= east and south <= place.lat <= north
    )


def report(plain: dict[str, list[Scored]], more: dict[str, list[Scored]], worst: int) -> None:
    """Print all figures; the parts are of the first method."""
    head = ("rows", "median %", "p90 %", "<5 % %", "routed %", "bias %")
    print(f"{'':36s} {head[0]:>6} {head[1]:>8} {head[2]:>7} {head[3]:>7} {head[4]:>8} {head[5]:>7}")
    for method, scored in plain.items():
        print(figures(method, scored))
    method, ours = next(iter(plain.items()))
    for name, scored in more.items():
        print(figures(name, scored))
    for low, high in itertools.pairwise(LENGTHS_NM):
        part = [row for row in ours if low <= row.printed_nm < high]
        print(figures(f"  {low} to {high} nm", part))
    for sea in REGIONS:
        print(figures(f"  {sea}", [row for row in ours if sea_of(row.row) == sea]))
    print(f"\nworst {worst} of {method}:")
    size = [(math.inf if math.isnan(s.error) else abs(s.error), i) for i, s in enumerate(ours)]
    for _, index in sorted(size, reverse=True)[:worst]:
        bad, row = ours[index], ours[index].row
        print(
            f"{100 * bad.error:+8.1f} %  {bad.routed_nm:7.0f} nm, printed {bad.printed_nm:6.0f}: "
            f"{row['from_port']} - {row['to_port']}"
        )


def cells(scored: list[Scored]) -> str:
    """Return median, 90th percentile, share within 5 % and bias as cells of a table."""
    errors = np.array([row.error for row in scored])
    good = errors[np.isfinite(errors)]
    if len(good) == 0:
        return "| | |"
    size = 100 * np.abs(good)
    within = 100 * (size < 5).sum() / len(scored)
    return (
        f"{np.median(size):.2f} | {np.percentile(size, 90):.1f} | {within:.0f} | "
        f"{100 * np.median(good):+.2f}"
    )


def page(plain: dict[str, list[Scored]], more: dict[str, list[Scored]], worst: int) -> str:
    """Return all figures in Markdown."""
    lines = [
        "| | rows | median % | p90 % | within 5 %, % | bias % | routed % |",
        "|---|" + "--:|" * 6,
    ]
    ours = next(iter(plain.values()))
    for name, scored in [*plain.items(), *more.items()]:
        routed = 100 * np.mean([math.isfinite(row.error) for row in scored])
        lines.append(f"| {name} | {len(scored)} | {cells(scored)} | {routed:.2f} |")
    parts = {
        "By length": [
            (f"{low:,} to {high:,} nm", lambda s, a=low, b=high: a <= s.printed_nm < b)
            for low, high in itertools.pairwise(LENGTHS_NM)
        ],
        "By sea of the first place": [
            (sea, lambda s, n=sea: sea_of(s.row) == n) for sea in REGIONS
        ],
    }
    for title, some in parts.items():
        lines += ["", f"{title}: median, 90th percentile, within 5 %, bias, in per cent.", ""]
        lines.append("| | rows | " + " | ".join(f"{name} | | | " for name in plain) + "|")
        lines.append("|---|" + "--:|" * (1 + 4 * len(plain)))
        for label, holds in some:
            chosen = [i for i, row in enumerate(ours) if holds(row)]
            row = " | ".join(cells([scored[i] for i in chosen]) for scored in plain.values())
            lines.append(f"| {label} | {len(chosen)} | {row} |")
    lines += ["", f"The {worst} rows that navroute is farthest from:", ""]
    lines += ["| navroute nm | printed nm | difference | row |", "|--:|--:|--:|---|"]
    size = [math.inf if math.isnan(row.error) else abs(row.error) for row in ours]
    for index in np.argsort(-np.array(size), kind="stable")[:worst]:
        bad = ours[int(index)]
        lines.append(
            f"| {bad.routed_nm:,.0f} | {bad.printed_nm:,.0f} | {100 * bad.error:+.0f} % | "
            f"{bad.row['from_port']} - {bad.row['to_port']} |"
        )
    return "\n".join(lines)


def write_page(target: Path, text: str) -> None:
    """Put the figures between the marks of a page."""
    old = target.read_text("utf-8")
    head, _, rest = old.partition("<!-- scores -->")
    _, _, tail = rest.partition("<!-- /scores -->")
    target.write_text(f"{head}<!-- scores -->\n{text}\n<!-- /scores -->{tail}", "utf-8")


def main() -> None:
    """Score a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--network", default=DEFAULT)
    parser.add_argument("--worst", type=int, default=30)
    parser.add_argument("--every", type=int, default=1, help="score only each n-th row")
    parser.add_argument("--page", type=Path, help="also write the figures between its marks")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # searoute warns of each blocked route
    with options.table.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["confidence"] in {"high", "med"}]
    rows = [r for r in rows if float(r["distance_nm"]) > LEAST_NM][:: options.every]
    plain = [r for r in rows if not r["via"]]
    # Every canal not named is closed, so "south of Greece" needs no passage.
    named = [r for r in rows if via_names(r["via"]) or "south of Greece" in r["via"]]
    ours, by_minutes = navroute_nm(options.network)
    measures: dict[str, Measure] = {
        f"navroute ({load(options.network).name})": ours,
        "searoute 1.6": searoute_nm,
        "great circle": great_circle_nm,
    }
    scored = {name: [Scored(r, measure(r)) for r in plain] for name, measure in measures.items()}
    more = {
        "navroute, a minute of arc as a mile": [Scored(r, by_minutes(r)) for r in plain],
        "navroute, rows with via": [Scored(r, ours(r)) for r in named],
    }
    report(scored, more, options.worst)
    if options.page:
        write_page(options.page, page(scored, more, options.worst))


if __name__ == "__main__":
    main()
