"""Current UN/LOCODEs that the World Port Index lacks, from the port table of searoute."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from navroute.datafiles import split_list
from navroute.ports.keys import key

__all__ = ["others"]

_WITHIN_NM = 15.0


def others(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return port id -> codes that searoute gives a port of the same name, country and place.

    Codes that the index itself gives to any port are left out: two tables then disagree.

    Parameters
    ----------
    rows : iterable of mapping
        Rows of data/ports.csv.
    """
    from searoute.data.ports_dict import node_list

    listed = list(rows)
    taken = {row["locode"] for row in listed}
    by_name = defaultdict(list)
    for port in node_list.values():
        if len(port["port"]) == 5 and port["port"] not in taken:
            by_name[key(port["name"]), port["port"][:2]].append(port)
    found = {}
    for row in listed:
        names = {key(name) for name in (row["name"], *split_list(row["aliases"]))}
        near = {
            port["port"]
            for name in names
            for port in by_name.get((name, row["country_code"]), ())
            if _distance_nm(row, port["y"], port["x"]) <= _WITHIN_NM
        }
        if near:
            found[row["id"]] = tuple(sorted(near))
    return found


def _distance_nm(row: Mapping[str, str], lat: float, lon: float) -> float:
    """Return the distance on a plane, good enough to tell one town from another."""
    north = lat - float(row["lat"])
    east = (lon - float(row["lon"]) + 180) % 360 - 180
    return 60 * math.hypot(north, east * math.cos(math.radians(lat)))
