"""Speed lost to wind and sea, held against what others publish."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute.network.path import SeaPath
from navroute.transit.seakeeping import USUAL_SPEED, head_margin, on_the_way, speed_kept
from navroute.transit.weather import climatology
from navroute.vessels import Vessel, VesselType

NORTH = (0.0, 1.0)
BEAUFORT_MPS = {4: 6.7, 5: 9.4, 6: 12.6, 7: 15.5}  # middles of WMO's ranges, 6 as in Circ.796


@pytest.mark.parametrize(
    ("capacity_t", "tanker", "fw"),
    # MEPC.1/Circ.796, table 1: fw = a ln(capacity) + b, worked out by hand.
    [(50_000, False, 0.858), (10_000, False, 0.825), (50_000, True, 0.784), (150_000, True, 0.810)],
)
def test_head_wind_of_beaufort_6_leaves_the_speed_that_the_circular_says(capacity_t, tanker, fw):
    kept = speed_kept(head_margin(capacity_t, tanker=tanker), 0.0, -12.6, NORTH)
    assert float(kept) == pytest.approx(fw, abs=0.001)


def kwon_kept(beaufort: int, volume_m3: float, froude: float) -> float:
    """Return Kwon (2008), containership in normal loading, block 0.65, head sea."""
    c_u = 2.6 - 3.7 * froude - 11.6 * froude**2
    c_form = 0.7 * beaufort + beaufort**6.5 / (22 * volume_m3 ** (2 / 3))
    return 1 - c_u * c_form / 100


@pytest.mark.parametrize("beaufort", BEAUFORT_MPS)
@pytest.mark.parametrize("volume_m3", [25_000, 50_000])
def test_it_agrees_with_kwon_where_kwon_was_published(beaufort, volume_m3):
    kept = speed_kept(head_margin(0.65 * volume_m3), 0.0, -BEAUFORT_MPS[beaufort], NORTH)
    assert float(kept) == pytest.approx(kwon_kept(beaufort, volume_m3, 0.22), abs=0.07)


def test_a_small_hull_keeps_way_where_kwon_would_have_it_go_astern():
    assert kwon_kept(8, 1_500, 0.25) < 0
    kept = [float(speed_kept(head_margin(t), 0.0, -19.0, NORTH)) for t in (500, 1_500, 50_000)]
    assert 0.4 < kept[0] < kept[1] < kept[2] < 0.8


def test_by_direction_head_wind_is_worst_and_following_wind_least():
    angles = np.radians([0, 45, 105, 165])  # off the bow
    margin = head_margin(5_000)
    kept = speed_kept(margin, -12.6 * np.sin(angles), -12.6 * np.cos(angles), NORTH)
    share = (kept**-3 - 1) / margin
    # Kwon's direction factors at Beaufort 6: ahead, bow, beam, following.
    assert share == pytest.approx([1, 0.79, 0.45, 0.14], abs=0.09)


@given(st.floats(0, 60), st.floats(0, 2 * np.pi), st.floats(1, 1e6))
def test_no_weather_stops_a_ship_or_helps_it(wind, angle, capacity_t):
    kept = float(
        speed_kept(head_margin(capacity_t), wind * np.sin(angle), wind * np.cos(angle), NORTH)
    )
    assert 0 < kept <= 1 + 1e-12
    stronger = float(
        speed_kept(
            head_margin(capacity_t), 1.1 * wind * np.sin(angle), 1.1 * wind * np.cos(angle), NORTH
        )
    )
    assert stronger <= kept + 1e-12


def track(*lon_lat: tuple[float, float], length_nm: float) -> SeaPath:
    return SeaPath(np.array(lon_lat, float), np.array([0.0, length_nm]), (), (0.0, 0.0))


def mean_margin(way: SeaPath, displacement_t: float) -> float:
    """Return the mean margin on power over the year and the winds' spread."""
    ship = Vessel("Test", VesselType.WARSHIP, "RU", displacement_t=displacement_t)
    weather = on_the_way(way, ship, climatology())
    chance = np.random.default_rng(1).standard_normal((2, 4000))
    seconds = np.random.default_rng(2).uniform(0, 3.2e7, 4000)
    pieces = range(0, weather.edges_nm.size - 1, 4)
    kept = [weather.factor(i, seconds, chance) * USUAL_SPEED for i in pieces]
    return float(np.mean(np.array(kept) ** -3 - 1))


def test_over_the_year_the_margin_is_near_the_traditional_one():
    # Sea margin "typically 15-20 % of power, set by tradition" (key eide-seamargin).
    ways = (
        track((-9, 45), (-9, 37), length_nm=480),  # Portugal
        track((6, 37.5), (20, 36), length_nm=680),  # the Mediterranean
        track((-70, 40), (-10, 48), length_nm=2600),  # the North Atlantic, both ways
        track((-10, 48), (-70, 40), length_nm=2600),
        track((55, 15), (72, 15), length_nm=990),  # the Arabian Sea
    )
    margins = [mean_margin(way, 20_000) for way in ways]
    assert 0.10 < np.mean(margins) < 0.30
    assert margins[2] < margins[3]  # westbound is against the wind
