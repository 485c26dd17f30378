"""Ports in the town begin at their water; legs over land for the most part are rivers."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

pytest.importorskip("numba")
from navroute.chart.sea import afloat, waterside
from navroute.chart.sea.routes import Joined
from navroute.geo import lengths_nm

SHORE_DEG = 0.02  # land east of it


@pytest.fixture(autouse=True)
def coast(monkeypatch):
    mask = SimpleNamespace(contains_many=lambda lon, lat: (lon > SHORE_DEG) & (lat < 10))
    monkeypatch.setattr(afloat, "_mask", lambda: mask)


def joined(places, legs, kinds, ports):
    return Joined(
        np.array(places, dtype=float),
        np.array(legs),
        np.array(kinds),
        np.array([f"wpi:{k}" for k in range(len(ports))]),
        np.array(ports),
        np.zeros(len(ports)),
    )


def test_a_port_ashore_is_moved_to_where_its_fairway_leaves_the_land():
    before = joined([(0.0, 0.0), (0.045, 0.0)], [(1, 0)], ["fairway"], [1])
    after = waterside.ports_to_water(before)
    assert after.lon_lat_deg[0].tolist() == [0.0, 0.0]
    assert after.lon_lat_deg[1] == pytest.approx([SHORE_DEG, 0.0], abs=0.001)


@pytest.mark.parametrize(
    ("lon", "kind", "legs"),
    [
        (0.025, "fairway", [(1, 0)]),  # 0.3 nm: the port's own position says more
        (0.045, "river", [(1, 0)]),
        (0.045, "fairway", [(1, 0), (1, 2)]),  # two ways out
        (0.015, "fairway", [(1, 0)]),  # afloat
        (0.045, "fairway", [(1, 3), (3, 0)]),  # up a river
    ],
)
def test_other_ports_stay_where_they_are(lon, kind, legs):
    places = [(0.0, 0.0), (lon, 0.0), (0.0, 0.01), (0.03, 0.0)]
    before = joined(places, legs, [kind] * len(legs), [1])
    assert waterside.ports_to_water(before).lon_lat_deg.tolist() == before.lon_lat_deg.tolist()


def test_a_fairway_over_land_for_the_most_part_is_a_river():
    places = [(0.0, 0.0), (0.03, 0.0), (0.06, 0.0), (0.0, 20.0), (0.06, 20.0)]
    legs = [(0, 1), (1, 2), (0, 2), (3, 4)]
    kinds = ["fairway", "fairway", "canal", "fairway"]
    before = joined(places, legs, kinds, [])
    a, b = (before.lon_lat_deg[ends] for ends in before.legs.T)
    assert (lengths_nm(*a.T, *b.T) < waterside.LONGEST_NM).all()
    assert waterside.name_rivers(before).kind.tolist() == ["fairway", "river", "canal", "fairway"]
