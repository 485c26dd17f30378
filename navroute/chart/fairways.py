"""The lines that mend marnet: data/fairways.geojson.

What a feature is for, by its ``kind``:

``removed``
    marnet edges to leave out: a line between two nodes, or a polygon whose nodes all go.
``fairway``, ``canal``
    Lines to add, point by point; lines that share a point meet there. ``join_first`` and
    ``join_last`` list the marnet nodes to which the first and the last point are joined.
``inland``
    A polygon inside which edges are inland waters.
``wall``
    A line over land that nothing may cross. ``gate`` and ``end`` (first, last) name the gate
    line it carries on from, ``gate2`` and ``end2`` the one it runs up to.
"""

from __future__ import annotations

import json
from typing import Any

from navroute.chart.manifest import DATA

__all__ = ["Line", "by_kind", "wall_line"]

Line = tuple[tuple[float, float], ...]


def by_kind() -> dict[str, list[dict[str, Any]]]:
    """Return the features of the fairways file, sorted into kinds."""
    text = (DATA / "fairways.geojson").read_text(encoding="utf-8")
    kinds: dict[str, list[dict[str, Any]]] = {}
    for feature in json.loads(text)["features"]:
        kinds.setdefault(feature["properties"]["kind"], []).append(feature)
    return kinds


def wall_line(feature: dict[str, Any], gates: dict[str, Line]) -> list[tuple[float, float]]:
    """Return a wall with the ends of the gates that it joins."""
    properties = feature["properties"]
    line = [(lon, lat) for lon, lat in feature["geometry"]["coordinates"]]
    where = {"first": 0, "last": -1}
    if "gate" in properties:
        line.insert(0, gates[properties["gate"]][where[properties["end"]]])
    if "gate2" in properties:
        line.append(gates[properties["gate2"]][where[properties["end2"]]])
    return line
