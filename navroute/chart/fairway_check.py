"""Hold data/fairways.geojson against OpenStreetMap land: fairways on water, walls on land.

Canals drawn by hand (Kiel) are land there and are only listed. Needs ``pip install .[chart]``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from navroute import chokepoints, geo
from navroute.chart.fairways import by_kind, wall_line

__all__ = ["main"]

STEP_NM = 0.05
MAX_LAND_NM = 1.0  # of a fairway with its joins: piers, and the dykes of the Kaliningrad canal
MIN_LAND_SHARE = 0.9  # of a wall: some cross a lake, a lagoon or the Limfjord


def main() -> None:
    """Print every line's length and land; exit with 1 if one lies where it must not."""
    faults = [text for text in (*_fairways(), *_walls()) if text.startswith("FAULT")]
    if faults:
        raise SystemExit(f"{len(faults)} lines lie where they must not")


def _fairways() -> Iterator[str]:
    kinds = by_kind()
    for feature in (*kinds["fairway"], *kinds["canal"]):
        properties, line = feature["properties"], feature["geometry"]["coordinates"]
        ends = ((line[0], "join_first"), (line[-1], "join_last"))
        joins = [(end, node) for end, key in ends for node in properties.get(key, ())]
        own = list(itertools.pairwise(line))
        miles = sum(geo.distance_nm(*a, *b) for a, b in own)
        land = sum(_land_share(a, b) * geo.distance_nm(*a, *b) for a, b in own + joins)
        fault = land > MAX_LAND_NM and not properties.get("from_memory", False)
        yield _say(fault, f"{properties['id']}: {miles:.1f} nm, {land:.2f} nm on land with joins")


def _walls() -> Iterator[str]:
    gates = {c.id: c.gate for c in chokepoints.all_chokepoints()}
    for feature in by_kind()["wall"]:
        legs = list(itertools.pairwise(wall_line(feature, gates)))
        miles = np.array([geo.distance_nm(*a, *b) for a, b in legs])
        share = float(np.dot([_land_share(a, b) for a, b in legs], miles) / miles.sum())
        text = f"{feature['properties']['id']}: {miles.sum():.0f} nm, {share:.0%} on land"
        yield _say(share < MIN_LAND_SHARE, text)


def _say(fault: bool, text: str) -> str:
    line = f"{'FAULT' if fault else 'ok   '} {text}"
    print(line)
    return line


_masks: list[Any] = []


def _land_share(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return how much of a straight line lies on OpenStreetMap land, 0 to 1."""
    from roaring_landmask import LandmaskProvider, RoaringLandmask

    if not _masks:  # 100 MB, wanted once
        _masks.append(RoaringLandmask.new_with_provider(LandmaskProvider.Osm))
    way = geo.intermediate(*first, *second, step_nm=STEP_NM)
    lon, lat = np.ascontiguousarray(way[:, 0]), np.ascontiguousarray(way[:, 1])
    return float(np.mean(_masks[0].contains_many(lon, lat)))
