"""Join what was left adrift: ports whose way ends in water that leads nowhere after all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.afloat import lead_round_land
from navroute.chart.sea.corners import Corners
from navroute.chart.sea.fairways import Fairways, dense
from navroute.chart.sea.graph import each_once, edges_to_corners, keys_of
from navroute.chart.sea.routes import Joined
from navroute.chart.sea.shortcuts import shortcuts
from navroute.chart.sea.sight import Sight
from navroute.chart.sea.waterside import name_rivers, ports_to_water
from navroute.geo import lengths_nm

__all__ = ["Mended", "main_part", "mend"]

Edges = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Mended:
    """Fairways with the ways that were added, and all edges; the corners are the first nodes."""

    joined: Joined
    edges: Edges

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return everything as arrays."""
        return {"edges": self.edges, **self.joined.to_arrays()}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Mended:
        """Build from the arrays that :meth:`to_arrays` gives."""
        rest = {key: array for key, array in arrays.items() if key != "edges"}
        return cls(Joined.from_arrays(rest), arrays["edges"].astype(np.int32))


def main_part(edges: Edges, count: int) -> NDArray[np.bool_]:
    """Return which nodes belong to the largest part of a graph that hangs together."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = coo_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count))
    _, part = connected_components(links, directed=False)
    return np.asarray(part == np.bincount(part).argmax())


def mend(
    fairways: Fairways,
    joined: Joined,
    edges: Edges,
    sight: Sight,
    corners: Corners,
    report: Callable[[str], None],
) -> Mended:
    """Give every port that is adrift a way to what is not.

    Parameters
    ----------
    fairways : Fairways
        Without vertices and legs; the open sea counts as joined, nothing else does.
    joined : Joined
        As drawn.
    edges : ndarray
        Of the full graph.
    sight, corners
        For the ends of the new ways.
    report : callable
        Told of the ports that stay adrift.
    """
    n = len(corners.at)
    afloat = main_part(edges, n + len(joined.lon_lat_deg))[n:]
    sound = afloat[joined.legs].all(axis=1)
    for lon, lat in joined.lon_lat_deg.tolist():
        fairways.lon_lat.append((lon, lat))
        fairways.numbers.setdefault((round(lon, 6), round(lat, 6)), len(fairways.lon_lat) - 1)
    fairways.legs += [(int(a), int(b)) for a, b in joined.legs[sound]]
    fairways.kinds += joined.kind[sound].tolist()
    before, drawn = len(fairways.lon_lat), len(fairways.legs)
    over_land = joined.port_over_land_nm.copy()
    draw_links(fairways)
    adrift = np.flatnonzero(~afloat[joined.port_vertex])
    for k in adrift.tolist():
        port = joined.port[k]
        seat = fairways.join(*fairways.lon_lat[joined.port_vertex[k]])
        if seat is None:
            report(f"{port} stays adrift")
        else:
            over_land[k] = seat.over_land_nm
    report(f"{len(adrift)} ports were adrift")
    lead_round_land(fairways, drawn, joined.port_vertex.tolist(), report)
    new = replace(
        joined,
        lon_lat_deg=np.array(fairways.lon_lat),
        legs=np.vstack([np.array(fairways.legs, dtype=np.int64), joined.legs[~sound]]),
        kind=np.array([*fairways.kinds, *joined.kind[~sound].tolist()]),
        port_over_land_nm=over_land,
    )
    new = name_rivers(ports_to_water(new))
    tangents = edges_to_corners(
        sight, corners, new.lon_lat_deg, range(before, len(fairways.lon_lat))
    )
    tangents[:, 0] += n
    every = np.vstack([edges, tangents, new.legs + n]).astype(np.int32)
    return _without_shortcuts(Mended(new, every), corners, report)


def draw_links(fairways: Fairways) -> None:
    """Add the drawn lines that link fairways over water which is too narrow to be seen across."""
    text = resources.files("navroute.chart.sea").joinpath("tracks.json").read_text("utf-8")
    for waypoints in json.loads(text)["links"].values():
        points = np.array(waypoints, dtype=float)
        known = np.array(fairways.lon_lat)
        for end in (0, -1):
            away = lengths_nm(*np.repeat(points[end][None], len(known), axis=0).T, *known.T)
            points[end] = known[int(np.argmin(away))]
        line = dense(points)
        kinds = [
            "river" if fairways.is_ashore((a + b) / 2) else "fairway" for a, b in pairwise(line)
        ]
        fairways.add_kinds(line[1:], fairways.vertex(*line[0].tolist()), kinds)


def _without_shortcuts(mended: Mended, corners: Corners, report: Callable[[str], None]) -> Mended:
    """Return the same without the edges that would make a river a way from sea to sea."""
    n, joined = len(corners.at), mended.joined
    places = np.vstack([corners.lon_lat_deg, joined.lon_lat_deg])
    edges = each_once(mended.edges, len(places))
    keys = keys_of(edges, len(places))
    legs = keys_of(joined.legs + n, len(places))
    river = np.isin(keys, legs[joined.kind == "river"])
    cut = keys[shortcuts(places, edges, river, report)]
    kept = ~np.isin(legs, cut)
    return Mended(
        replace(joined, legs=joined.legs[kept], kind=joined.kind[kept]),
        edges[~np.isin(keys, cut)],
    )
