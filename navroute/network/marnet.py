"""searoute's marnet, fetched by the one guarded door.

Only the two plain tables of ``searoute.data.marnet_dict`` are read, and copied. What stays
outside, each measured in searoute 1.6.0:

* the graph that all callers share: each call of ``searoute()`` overwrites its restrictions, so a
  closure leaks into the next call;
* length 0 and duration 0 for a blocked route;
* longitudes up to 190.8, and one point of the antimeridian twice, as 180 and as -180: here
  wrapped and made one node;
* weights and units: kilometres on a sphere, ``nm`` 32 % too long; lengths are measured anew on
  WGS84;
* the ``passage`` tags: a dozen names, wrong on some edges; gates are found by geometry.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute import geo
from navroute.errors import DataError
from navroute.geo import FloatArray

__all__ = ["KNOWN_VERSIONS", "RawNetwork", "read"]

KNOWN_VERSIONS = ("1.6",)  # major.minor whose tables look as expected here
_DECIMALS = 6  # of a degree: 0.1 m, one more than the tables print
_HINT = "Install 'searoute>=1.6,<1.7'."


@dataclass(frozen=True, slots=True, eq=False)
class RawNetwork:
    """marnet as arrays.

    Parameters
    ----------
    version : str
        Of searoute.
    lon_lat_deg : ndarray of float, shape (nodes, 2)
        Sorted; no position twice; longitudes in [-180, 180).
    edges : ndarray of int, shape (edges, 2)
        Sorted; the smaller node first; no edge twice, none from a node to itself.
    """

    version: str
    lon_lat_deg: FloatArray
    edges: NDArray[np.int64]


def read() -> RawNetwork:
    """Return the marnet of the installed searoute.

    Raises
    ------
    DataError
        searoute is missing, of another version, or its tables look different.
    """
    try:
        version = importlib.metadata.version("searoute")
        tables = importlib.import_module("searoute.data.marnet_dict")
        nodes, adjacency = tables.node_list, tables.edge_list
    except (ImportError, AttributeError) as error:
        raise DataError("searoute's marnet tables cannot be read.", hint=_HINT) from error
    if version.rsplit(".", 1)[0] not in KNOWN_VERSIONS:
        raise DataError(f"searoute {version} is not a version known here.", hint=_HINT)
    return from_tables(nodes, adjacency, version=version)


def from_tables(nodes: object, adjacency: object, *, version: str) -> RawNetwork:
    """Check the two tables and turn them into arrays.

    Parameters
    ----------
    nodes : dict of (lon, lat) to dict
    adjacency : dict of (lon, lat) to dict of (lon, lat) to dict
    version : str

    Raises
    ------
    DataError
        A table is not such a dict, or holds something that is not a position.
    """
    if not isinstance(nodes, dict) or not isinstance(adjacency, dict) or not nodes:
        raise DataError("searoute's marnet tables are not the dicts they were.", hint=_HINT)
    known = {_position(node) for node in nodes}
    points = sorted(known)
    number = {point: index for index, point in enumerate(points)}
    pairs = set()
    for start, neighbours in adjacency.items():
        if not isinstance(neighbours, dict):
            raise DataError(f"searoute's marnet has no neighbours for {start}.", hint=_HINT)
        for end in neighbours:
            ends = _position(start), _position(end)
            if not known.issuperset(ends):
                raise DataError(f"searoute's marnet has an edge to no node: {ends}.", hint=_HINT)
            pairs.add(tuple(sorted(number[point] for point in ends)))
    edges = sorted(pair for pair in pairs if pair[0] != pair[1])
    return RawNetwork(version, np.array(points), np.array(edges, dtype=np.int64))


def _position(node: object) -> tuple[float, float]:
    """Return a node's key as (lon, lat) with the longitude wrapped."""
    try:
        lon, lat = (float(x) for x in node)  # type: ignore[attr-defined]
    except (TypeError, ValueError) as error:
        raise DataError(
            f"searoute's marnet has a node that is no position: {node}.", hint=_HINT
        ) from error
    if not (math.isfinite(lon) and abs(lon) <= 360 and abs(lat) <= 90):
        raise DataError(f"searoute's marnet has a node off the Earth: {node}.", hint=_HINT)
    return round(float(geo.wrap_lon(lon)), _DECIMALS), round(lat, _DECIMALS)
