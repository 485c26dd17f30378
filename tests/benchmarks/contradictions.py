"""Find rows of a distance table that its own rows to places near by contradict.

    python tests/benchmarks/contradictions.py TABLE.csv [--every N] [--within 120] [--show 40]

A row that navroute is more than 5 % off is held against the rows from places near one of its ends
to the other. Where these agree with navroute within 3 % in the median, the row and they cannot all
be right: the difference between two places so near is known far better. Rows without such
neighbours, and those whose neighbours are off as well, prove nothing and are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import math
import warnings
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from score_distances import LEAST_NM, Row, Scored, ends, navroute_nm

from navroute import geo
from navroute.network import DEFAULT

OFF, AGREES = 0.05, 0.03


@dataclass(frozen=True)
class Contradicted:
    """A row, and those of its neighbours that speak against it."""

    scored: Scored
    neighbours: list[Scored]


def scored_rows(table: Path, every: int) -> list[Scored]:
    """Measure the rows without a named passage."""
    with table.open(encoding="utf-8") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["confidence"] != "low"
            and not row["via"]
            and float(row["distance_nm"]) > LEAST_NM
        ]
    measure, _ = navroute_nm(DEFAULT)
    return [Scored(row, measure(row)) for row in rows[::every]]


def position(row: Row, end: str) -> tuple[float, float]:
    """Return longitude and latitude of an end."""
    place = ends(row)[end == "to"].position
    return place.lon, place.lat


class Table:
    """Measured rows by their places."""

    def __init__(self, scored: list[Scored]) -> None:
        self.rows: dict[str, dict[str, Scored]] = defaultdict(dict)
        self.where: dict[str, tuple[float, float]] = {}
        for one in scored:
            for end, other in (("from", "to"), ("to", "from")):
                name = one.row[f"{end}_port"]
                self.rows[one.row[f"{other}_port"]][name] = one
                self.where[name] = position(one.row, end)

    def beside(self, one: Scored, within_nm: float) -> list[Scored]:
        """Return the rows from near one of a row's places to the other."""
        found = []
        for end, other in (("from", "to"), ("to", "from")):
            name = one.row[f"{end}_port"]
            for near, row in self.rows[one.row[f"{other}_port"]].items():
                away_nm = geo.distance_nm(*self.where[name], *self.where[near])
                if near != name and away_nm <= within_nm:
                    found.append(row)
        return found


def sort_out(
    scored: list[Scored], within_nm: float
) -> tuple[list[Contradicted], list[Contradicted], list[Scored]]:
    """Return rows that are off: contradicted, with neighbours that are off too, without any."""
    table = Table([one for one in scored if math.isfinite(one.routed_nm)])
    wrong: list[Contradicted] = []
    alike: list[Contradicted] = []
    alone: list[Scored] = []
    for one in (row for row in scored if abs(row.error) > OFF):
        near = table.beside(one, within_nm)
        if not near:
            alone.append(one)
        elif np.median([abs(row.error) for row in near]) < AGREES:
            wrong.append(Contradicted(one, near))
        else:
            alike.append(Contradicted(one, near))
    return wrong, alike, alone


def text_of(one: Scored) -> str:
    """Return what is printed and what is measured of a row."""
    row = one.row
    return (
        f"{row['from_port']} - {row['to_port']} {one.printed_nm:.0f} (navroute {one.routed_nm:.0f})"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--within", type=float, default=120.0, help="nm, great circle")
    parser.add_argument("--show", type=int, default=40)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    scored = scored_rows(options.table, options.every)
    wrong, alike, alone = sort_out(scored, options.within)
    off, share = len(wrong) + len(alike) + len(alone), 100 * len(wrong) / len(scored)
    print(f"{len(scored)} rows; navroute is more than 5 % off {off}, of which")
    print(f"  {len(wrong)} ({share:.1f} % of all rows) are contradicted by the table itself")
    print(f"  {len(alike)} have neighbours that are off as well")
    print(f"  {len(alone)} have no neighbours")
    for one in sorted(wrong, key=lambda one: -abs(one.scored.error))[: options.show]:
        best = min(one.neighbours, key=lambda row: abs(row.error))
        print(f"{100 * one.scored.error:+6.0f} %  {text_of(one.scored)}; but {text_of(best)}")


if __name__ == "__main__":
    main()
