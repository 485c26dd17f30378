"""What is left of land under fairways once they have been led round it.

The index of ports gives many positions in the town, by the minute; a ship lies at the water. Legs
over land that no source has water for lead to ports up river: they are rivers.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.afloat import LONGEST_NM, STEP_NM, is_land, over_land_nm
from navroute.chart.sea.routes import Joined
from navroute.geo import lengths_nm

__all__ = ["name_rivers", "ports_to_water"]

FloatArray = NDArray[np.float64]

LEAST_NM = 0.4  # of land between a port and its water; less, and the port stays where it is
LEFT_NM = 0.01  # of a leg that is all land
MOSTLY = 0.5  # of a leg over land, and it is a river


def ports_to_water(joined: Joined) -> Joined:
    """Return the same with the ports that lie ashore, on one fairway, moved to its water.

    A fairway whose next bend is ashore too is a river that no source has, and leads to the port.
    """
    at = joined.lon_lat_deg.copy()
    count = np.bincount(joined.legs.ravel(), minlength=len(at))
    seat = np.zeros(len(at), dtype=np.bool_)
    seat[joined.port_vertex] = is_land(at[joined.port_vertex])
    for leg in np.flatnonzero((seat & (count == 1))[joined.legs].any(axis=1)).tolist():
        if joined.kind[leg] != "fairway":
            continue
        here, there = joined.legs[leg].tolist()
        if not (seat[here] and count[here] == 1):
            here, there = there, here
        run_nm, length_nm = _ashore_nm(at[here], at[there])
        if run_nm > LEAST_NM and length_nm < LONGEST_NM and not is_land(at[[there]])[0]:
            share = min(run_nm, length_nm - LEFT_NM) / length_nm
            at[here] = np.round(at[here] + (at[there] - at[here]) * share, 5)
    return replace(joined, lon_lat_deg=at)


def _ashore_nm(a: FloatArray, b: FloatArray) -> tuple[float, float]:
    """Return how far the last land of a leg is from its beginning, and how long it is."""
    length = float(lengths_nm(*a, *b))
    count = max(int(np.ceil(length / STEP_NM)), 1)
    dry = is_land(a + (b - a) * ((np.arange(count) + 0.5) / count)[:, None])
    last = int(np.flatnonzero(dry)[-1]) + 1 if dry.any() else 0
    return last * length / count, length


def name_rivers(joined: Joined) -> Joined:
    """Return the same with fairways that run over land for the most part called rivers."""
    a, b = (joined.lon_lat_deg[ends] for ends in joined.legs.T)
    land, length = over_land_nm(a, b, joined.kind == "fairway")
    kind = joined.kind.copy()
    kind[np.round(land / np.maximum(length, LEFT_NM), 6) > MOSTLY] = "river"
    return replace(joined, kind=kind)
