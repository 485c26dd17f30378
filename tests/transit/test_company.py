"""The pace of a group."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from navroute.bands import Band
from navroute.transit import draws
from navroute.transit.company import pace_of
from navroute.transit.speed import SpeedBasis


def basis(*band: float, **how) -> SpeedBasis:
    return SpeedBasis(Band(*band), "test", ("rests",), ("key",), **how)


def test_one_ship_keeps_her_own_speed():
    alone = basis(8, 10, 12)
    assert pace_of([("A", alone)]) is alone


def test_the_slowest_at_each_level_sets_the_pace():
    pace = pace_of([("Fast", basis(8.5, 10.5, 12.5)), ("Slow", basis(7.0, 7.9, 9.0))])
    assert pace.band_kn == Band(7.0, 7.9, 9.0)
    crossing = pace_of([("Steady", basis(9, 10, 11)), ("Fickle", basis(7, 9.5, 14))])
    assert crossing.band_kn == Band(7, 9.5, 11)
    assert "in the median it is Fickle" in crossing.assumptions[0]


def test_warnings_and_sources_are_those_of_all():
    pace = pace_of([("A", basis(8, 9, 10)), ("B", basis(9, 10, 11, warnings=("too fast",)))])
    assert pace.warnings == ("too fast",)
    assert pace.sources == ("key",)


bands = st.lists(st.floats(1, 30), min_size=3, max_size=3).map(lambda v: tuple(sorted(v)))


@given(st.lists(bands, min_size=1, max_size=5))
def test_a_group_is_at_no_level_faster_than_a_member(members):
    pace = pace_of([(str(i), basis(*band)) for i, band in enumerate(members)])
    together = draws.quantile(pace.band_kn, draws.LEVELS)
    for band in members:
        assert np.all(together <= draws.quantile(Band(*band), draws.LEVELS) + 1e-9)
