"""The builder of the winds: the spread that two means leave, gaps filled, nothing else changed."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("scipy")

from navroute.chart.weather import _filled, spread_mps


def test_without_a_mean_vector_the_speed_is_rayleigh_distributed():
    # Its mean is spread * sqrt(pi / 2).
    assert spread_mps(np.zeros(1), np.array([8.0])) == pytest.approx(
        8 / np.sqrt(np.pi / 2), rel=1e-3
    )


@pytest.mark.parametrize(("vector", "spread"), [(2.0, 6.0), (6.0, 4.0), (8.0, 3.0)])
def test_the_spread_gives_the_mean_speed_back(vector, spread):
    draws = np.random.default_rng(1).normal(0, spread, (2, 400_000))
    speed = np.hypot(draws[0] + vector, draws[1]).mean()
    assert spread_mps(np.array([vector]), np.array([speed])) == pytest.approx([spread], rel=0.02)


def test_gaps_are_filled_from_their_neighbours_and_the_rest_is_left():
    field = np.full((12, 6, 8), 5.0)
    field[:, 3, 4] = -1e34
    field[:, 0, :] = -1e34  # a row that no ship reported from
    filled = _filled(field)
    assert filled == pytest.approx(np.full((12, 6, 8), 5.0))
    field[:, 2, 1] = 9.0
    assert _filled(field)[0, 2, 1] == 9.0
