"""Legs that cut land are led round it, if there is water, and are let be if there is none."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import numpy as np
import pytest

pytest.importorskip("numba")
from navroute.chart.sea import afloat
from navroute.chart.sea.costs import LAND_COST, Window
from navroute.chart.sea.fairways import Fairways

# An island in the way of the first leg, land all about the second one.
ISLAND = (0.02, -0.004, 0.03, 0.004)
DESERT = (0.9, 0.9, 1.2, 1.1)


def on_land(lon, lat, within_deg=0.0):
    boxes = [(np.array(box) + within_deg * np.array([1, 1, -1, -1])) for box in (ISLAND, DESERT)]
    return np.any([(lon > w) & (lon < e) & (lat > s) & (lat < n) for w, s, e, n in boxes], axis=0)


def window(_shores, _water, bounds, cell_deg):
    west, south, east, north = bounds
    shape = (int((north - south) / cell_deg), int((east - west) / cell_deg))
    lat = south + (np.arange(shape[0])[:, None] + 0.5) * cell_deg
    lon = west + (np.arange(shape[1])[None, :] + 0.5) * cell_deg
    cost = np.where(on_land(lon, lat), LAND_COST, 1.0).astype(np.float32)
    return Window(west, south, cell_deg, cost, np.zeros(shape, dtype=np.int8))


def mask():
    return SimpleNamespace(contains_many=on_land)


@pytest.fixture
def fairways(monkeypatch):
    monkeypatch.setattr(afloat, "_mask", mask)
    monkeypatch.setattr(afloat, "make_window", window)
    return Fairways(None, None, np.zeros((1, 1), dtype=np.int32))


@pytest.fixture
def drawn(fairways):
    fairways.add_line(np.array([[0.0, 0.0], [0.05, 0.0]]), kind="canal")
    fairways.add_line(np.array([[1.0, 1.0], [1.05, 1.0]]))
    fairways.add_line(np.array([[0.05, 0.0], [0.0, 0.001]]), kind="river")
    afloat.lead_round_land(fairways, 0, (), lambda _: None)
    return fairways


def test_a_leg_is_led_round_an_island(drawn):
    chain = [leg for leg, kind in zip(drawn.legs, drawn.kinds, strict=True) if kind == "canal"]
    assert len(chain) > 1
    assert chain[0][0] == 0
    assert chain[-1][1] == 1
    assert all(a[1] == b[0] for a, b in itertools.pairwise(chain))
    xy = np.array(drawn.lon_lat)
    for a, b in chain:
        share = np.linspace(0, 1, 50)[:, None]
        at = xy[a] + (xy[b] - xy[a]) * share
        assert not on_land(*at.T, within_deg=afloat.CELL_DEG).any()


def test_where_there_is_no_water_a_leg_stays(drawn):
    assert drawn.legs[drawn.kinds.index("fairway")] == (2, 3)
    assert drawn.kinds.count("fairway") == 1


def test_rivers_that_the_land_polygons_leave_out_are_let_be(drawn):
    assert drawn.kinds.count("river") == 1


@pytest.mark.parametrize("seats", [(), (1,)], ids=["a bend", "a port"])
def test_a_bend_ashore_is_left_out_and_a_port_is_not(fairways, seats):
    fairways.add_line(np.array([[0.0, 0.002], [0.025, 0.002], [0.05, 0.002]]))
    afloat.lead_round_land(fairways, 0, seats, lambda _: None)
    assert (1 in itertools.chain(*fairways.legs)) == bool(seats)
    ends = np.array(fairways.lon_lat)[np.array(fairways.legs)]
    middles = ends.mean(axis=1)
    assert on_land(*middles.T).any() == bool(seats)
