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


def test_the_shipped_figures_hold_what_was_seen_and_name_their_sources():
    stops = usual_stops()
    tenth_h = stops.median_h * 9 ** (1 / stops.shape)
    assert 2 * 24 < tenth_h < 16 * 24  # 2 to 16 days off Tartus
    listed = {row["key"] for row in read_csv("sources.csv")}
    assert stops.sources
    assert set(stops.sources) <= listed
    assert "--no-stops" in stops.sentence(4000.0)
