"""Bands as distributions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute.bands import Band
from navroute.transit import draws

BANDS = st.lists(st.floats(0, 1e4), min_size=3, max_size=3).map(lambda v: Band(*sorted(v)))


@given(BANDS)
def test_draws_have_the_percentiles_of_their_band(band):
    drawn = draws.quantile(band, draws.shuffled_levels(7, "any"))
    assert draws.percentiles(drawn).tolist() == [band.p10, band.p50, band.p90]
    assert drawn.min() >= band.p10
    assert drawn.max() <= band.p90


@given(BANDS, BANDS)
def test_a_band_raised_anywhere_is_lowered_nowhere(one, other):
    higher = Band(max(one.p10, other.p10), max(one.p50, other.p50), max(one.p90, other.p90))
    raised, before = (draws.quantile(band, draws.LEVELS) for band in (higher, one))
    assert np.all(raised >= before - 1e-9)


def test_every_stratum_is_drawn_once_in_an_order_of_its_own():
    first, second = (draws.shuffled_levels(0, key) for key in ("suez_canal/1/wait", "kerch/1/wait"))
    assert sorted(first) == sorted(second) == draws.LEVELS.tolist()
    # Of random orders of 2005, correlations exceed 0.07 once in 600.
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.07
    assert abs(np.corrcoef(first, draws.LEVELS)[0, 1]) < 0.07


def test_the_order_is_the_same_on_every_machine():
    ranks = np.rint(draws.shuffled_levels(0, "suez_canal/1/wait")[:5] * draws.COUNT - 0.5)
    assert ranks.astype(int).tolist() == PINNED_RANKS
    assert not np.array_equal(draws.shuffled_levels(1, "a"), draws.shuffled_levels(0, "a"))


PINNED_RANKS = [1474, 201, 671, 681, 1932]


def test_scaling_a_band_scales_each_percentile():
    assert draws.scaled(Band(1, 2, 4), 0.5) == Band(0.5, 1, 2)
    assert draws.scaled(Band(8.5, 10.5, 12.5), 8 / 10.5).p50 == pytest.approx(8)
