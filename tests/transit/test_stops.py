"""Unplanned stops: how often, how long, where."""

from __future__ import annotations

import numpy as np
import pytest

from navroute.datafiles import read_csv
from navroute.transit.stops import Stops, usual_stops

NEVER = Stops(0.0, 80.0, 1.6)


def test_the_share_of_voyages_with_a_stop_is_poisson_in_the_distance():
    hours, _ = Stops(0.2, 80.0, 2.0).drawn(4000.0, seed=0)
    assert np.mean(hours > 0) == pytest.approx(1 - np.exp(-0.8), abs=0.001)
    stopped = hours[hours > 0]
    assert np.median(stopped) == pytest.approx(80.0, rel=0.01)
    # Log-logistic: the 90th percentile is 9 ** (1 / shape) times the median.
    assert np.quantile(stopped, 0.9) == pytest.approx(240.0, rel=0.02)
    assert NEVER.drawn(4000.0, seed=0)[0].max() == 0.0


def test_stops_lie_all_along_the_way():
    _, where_nm = Stops(0.2, 80.0, 2.0).drawn(4000.0, seed=3)
    assert np.histogram(where_nm, bins=4, range=(0, 4000))[0] == pytest.approx([501] * 4, abs=1)


def test_a_longer_way_never_has_shorter_stops():
    stops = usual_stops()
    hours = [stops.drawn(nm, seed=0)[0] for nm in (100.0, 1000.0, 5000.0)]
    assert np.all(np.diff(hours, axis=0) >= 0)


def test_a_group_stops_when_any_of_its_ships_does():
    own = Stops(0.2, 80.0, 2.0, own_share=1.0)
    alone = own.chance(2500.0)
    assert own.of_group(4).chance(2500.0) == pytest.approx(1 - (1 - alone) ** 4)
    half = Stops(0.2, 80.0, 2.0, own_share=0.5)
    # Half of 0.5 expected stops is the group's; the other half comes from each of three ships.
    assert half.of_group(3).chance(2500.0) == pytest.approx(1 - np.exp(-0.25 - 3 * 0.25))
    assert half.of_group(1) == half


def test_a_larger_group_never_has_shorter_stops():
    stops = usual_stops()
    hours = [stops.of_group(ships).drawn(3000.0, seed=0)[0] for ships in (1, 2, 5)]
    assert np.all(np.diff(hours, axis=0) >= 0)
    assert "5 ships stop when any of them does" in stops.of_group(5).sentence(3000.0)
    assert "ships stop" not in stops.sentence(3000.0)


def test_the_shipped_figures_hold_what_was_seen_and_name_their_sources():
    stops = usual_stops()
    tenth_h = stops.median_h * 9 ** (1 / stops.shape)
    assert 2 * 24 < tenth_h < 16 * 24  # 2 to 16 days off Tartus
    listed = {row["key"] for row in read_csv("sources.csv")}
    assert stops.sources
    assert set(stops.sources) <= listed
    assert "--no-stops" in stops.sentence(4000.0)
