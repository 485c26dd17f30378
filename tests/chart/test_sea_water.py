"""The clearance asked for: wide off an open coast, narrow in a strait, whose mouth stays open."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import label

# The builder compiles; without numba there is nothing to test it with.
distance = pytest.importorskip("navroute.chart.sea.distance")
from navroute.chart.sea import water  # noqa: E402 - after the guard

CELL_NM = 60 * water.CELL_DEG
ROWS, COLS = 160, 160  # 80 nm by 80 nm at the equator
WIDTHS = np.full(ROWS, CELL_NM)
NOWHERE = np.zeros((ROWS, COLS), dtype=np.bool_)


def near(mask, cap_nm):
    return distance.distance_to(mask, cell_nm=CELL_NM, widths_nm=WIDTHS, cap_nm=cap_nm, wrap=False)


def room_nm(land, berths):
    """Return distance to land less the clearance asked for."""
    d = near(land, water.FAR_NM)
    asked = water._asked(d, near, (NOWHERE, NOWHERE), berths)
    return d - water._offing(d, asked, near, WIDTHS, berths)


def strait(half_nm, length_nm=6.0):
    """Return land with a strait in its middle, from open sea to open sea."""
    land = NOWHERE.copy()
    rows = slice(int(80 - length_nm), int(80 + length_nm))
    land[rows] = True
    land[rows, int(80 - 2 * half_nm) : int(80 + 2 * half_nm)] = False
    return land


def test_an_open_coast_is_given_the_full_offing():
    land = NOWHERE.copy()
    land[:20] = True
    (offing,) = water.Berths().offings_nm
    room = room_nm(land, water.Berths())[:, 80]
    first = int(np.argmax(room >= 0)) - 19.5
    assert first * CELL_NM == pytest.approx(offing, abs=2 * CELL_NM)


@pytest.mark.parametrize("half_nm", [3.5, 4.5, 5.5, 8.0])
def test_a_short_strait_wider_than_the_least_clearance_stays_open(half_nm):
    parts, _ = label(room_nm(strait(half_nm), water.Berths()) >= 0)
    assert parts[10, 80] == parts[150, 80] > 0


def test_a_strait_of_less_than_the_least_clearance_is_closed_where_no_lane_leads():
    parts, _ = label(room_nm(strait(1.0), water.Berths()) >= 0)
    assert parts[10, 80] != parts[150, 80]


def test_the_distance_to_land_grows_slowly_between_two_shores_only():
    d = near(strait(4.0, 20.0), water.FAR_NM)
    slope = water._slope(d, WIDTHS)
    assert slope[80, 80] < water.BETWEEN_SHORES < slope[80, 76]
    land = NOWHERE.copy()
    land[:20] = True
    assert water._slope(near(land, water.FAR_NM), WIDTHS)[26, 80] == pytest.approx(1, abs=0.05)
