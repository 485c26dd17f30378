"""Draw the sea network, and the worst rows of a distance table (by hand; see docs/sea-network.md).

    python docs/make_network_pictures.py [TABLE.csv]

Writes ``network.png`` and, with a table of the form that ``tests/benchmarks/score_distances.py``
reads, ``worst-rows.png`` beside this file.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import itertools
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.collections import LineCollection, PolyCollection
from numpy.typing import NDArray

from navroute import geo
from navroute.errors import NavrouteError
from navroute.export import basemap
from navroute.network import load

if TYPE_CHECKING:
    from matplotlib.axes import Axes

mpl.use("Agg")
HERE = Path(__file__).resolve().parent
SCORE = HERE.parent / "tests" / "benchmarks" / "score_distances.py"
COLOURS = {"sea": "#9db8cc", "fairway": "#c2703d", "river": "#c2703d", "canal": "#7b2d8b"}
WORST = 30
STEP_NM = 30.0


def _chart(title: str) -> Axes:
    """Return an empty chart of the world."""
    _, axes = plt.subplots(figsize=(15, 7.6), layout="constrained")
    rings = [ring for ring in basemap.land_rings() if np.ptp(ring, axis=0).max() > 0.3]
    axes.add_collection(PolyCollection(rings, facecolor="#e9e4d8", edgecolor="none"))
    axes.set(xlim=(-180, 180), ylim=(-72, 82), xticks=[], yticks=[])
    axes.set_title(title, loc="left")
    axes.text(-179, -71, f"Land {basemap.ATTRIBUTION}. Not for navigation.", fontsize=8)
    return axes


def _pieces(points: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Return a line cut where it crosses the antimeridian."""
    jumps = np.flatnonzero(np.abs(np.diff(points[:, 0])) > 180) + 1
    return [part for part in np.split(points, jumps) if len(part) > 1]


def _way(a: NDArray[np.float64], b: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    return _pieces(geo.intermediate(*a, *b, step_nm=STEP_NM))


def draw_network(target: Path) -> None:
    """Draw every edge by its kind."""
    network = load()
    graph = network.to_networkx()
    lines: dict[str, list[NDArray[np.float64]]] = {kind: [] for kind in COLOURS}
    for u, v, kind in graph.edges(data="kind"):
        a, b = (np.array([graph.nodes[n]["lon"], graph.nodes[n]["lat"]]) for n in (u, v))
        lines.setdefault(kind, []).extend(_way(a, b))
    axes = _chart(
        f"{network.name}: {graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges. "
        "Sight lines over open water (blue), fairways and rivers (orange), canals (purple)"
    )
    for kind, parts in lines.items():
        colour, width = COLOURS.get(kind, "#555"), 0.12 if kind == "sea" else 0.8
        axes.add_collection(LineCollection(parts, colors=colour, linewidths=width))
    axes.figure.savefig(target, dpi=110)


def _score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_distances", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_distances"] = module
    spec.loader.exec_module(module)
    return module


def draw_worst(table: Path, target: Path) -> None:
    """Draw the rows of a table that are farthest off."""
    score, network = _score(), load()
    with table.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["confidence"] in {"high", "med"}]
    found = []
    for row in rows:
        if row["via"] or float(row["distance_nm"]) <= score.LEAST_NM:
            continue
        printed_nm = float(row["distance_nm"])
        try:
            path = network.path(*score.ends(row), closed=score.ARCTIC | score.CANALS)
            if path.distance_nm > printed_nm * score.TOO_SHORT:  # by a canal that it does not name
                other = network.path(*score.ends(row), closed=score.ARCTIC)
                path = min(path, other, key=lambda p, nm=printed_nm: abs(p.distance_nm - nm))
        except NavrouteError:
            continue
        error = path.distance_nm / printed_nm - 1
        found.append((abs(error), error, path, row))
    found.sort(key=lambda each: -each[0])
    axes = _chart(f"The {WORST} worst rows of {len(found):,}: red too long, blue too short")
    for _, error, path, row in found[:WORST]:
        points = path.lon_lat_deg
        parts = [p for a, b in itertools.pairwise(points) for p in _way(a, b)]
        colour = "#c0392b" if error > 0 else "#2c6fbb"
        axes.add_collection(LineCollection(parts, colors=colour, linewidths=1.0))
        label = f"{row['from_port'].split(',')[0]} - {row['to_port'].split(',')[0]} {error:+.0%}"
        axes.annotate(label, points[len(points) // 2], fontsize=6, color=colour)
    axes.figure.savefig(target, dpi=110)


def main() -> None:
    """Draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path, nargs="?")
    options = parser.parse_args()
    draw_network(HERE / "network.png")
    if options.table is not None:
        draw_worst(options.table, HERE / "worst-rows.png")


if __name__ == "__main__":
    main()
