"""The network, gate lines as shapes, and the independent check that a path crosses one."""

from __future__ import annotations

import functools

import numpy as np
import pytest
import shapely

from navroute import chokepoints, geo, network
from navroute.network.seanet import GraphNetwork

# Under ice for most of the year: closed unless a caller opens them.
ICE = frozenset(c.id for c in chokepoints.all_chokepoints() if c.ice)


@pytest.fixture(scope="session")
def sea() -> GraphNetwork:
    return network.load("marnet")


@pytest.fixture(scope="session")
def ice() -> frozenset[str]:
    return ICE


@functools.cache
def gate_line(gate: str) -> shapely.LineString:
    return shapely.LineString(chokepoints.get(gate).gate)


def drawn(path) -> shapely.MultiLineString:
    """The path as a flat map shows it: dense points, in each world the antimeridian makes."""
    points = [path.lon_lat_deg[:1]]
    for first, second in zip(path.lon_lat_deg[:-1], path.lon_lat_deg[1:], strict=True):
        points.append(geo.intermediate(*first, *second, step_nm=1.0)[1:])
    lon, lat = np.vstack(points).T
    lon = np.degrees(np.unwrap(np.radians(lon)))
    lines = [shapely.LineString(np.column_stack([lon + turn, lat])) for turn in (-360, 0, 360)]
    return shapely.MultiLineString(lines)


def gates_crossed(path, gates) -> set[str]:
    """Which of the chokepoints' gate lines a path crosses, by shapely on the densified path."""
    line = drawn(path)
    shapely.prepare(line)
    return {gate for gate in gates if line.intersects(gate_line(gate))}


@pytest.fixture(scope="session", name="gates_crossed")
def gates_crossed_fixture():
    return gates_crossed
