"""Which gate lines a geodesic crosses, against shapely and by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from navroute import geo
from navroute.network.gates import GateLines


def lines(*segments, gates=None) -> GateLines:
    numbers = range(len(segments)) if gates is None else gates
    return GateLines(np.array(list(numbers)), np.array(segments, dtype=float))


def crossed(gate_lines: GateLines, *leg: float) -> list[tuple[int, float]]:
    found = gate_lines.crossings(*leg)
    return list(zip(found.gate.tolist(), found.fraction.tolist(), strict=True))


def test_leg_along_the_equator_crosses_a_meridian_gate_half_way():
    assert crossed(lines((5, -1, 5, 1)), 0, 0, 10, 0) == [(0, pytest.approx(0.5))]


def test_gates_come_in_the_order_in_which_they_are_crossed():
    two = lines((7, -1, 7, 1), (2, -1, 2, 1))
    assert [gate for gate, _ in crossed(two, 0, 0, 10, 0)] == [1, 0]
    assert [gate for gate, _ in crossed(two, 10, 0, 0, 0)] == [0, 1]


def test_leg_beside_the_end_of_a_gate_does_not_cross_it():
    assert crossed(lines((5, 0.1, 5, 1)), 0, 0, 10, 0) == []


@pytest.mark.parametrize("gate", [(180, -1, 180, 1), (-180, -1, -180, 1), (179.5, -1, 180.5, 1)])
@pytest.mark.parametrize("leg", [(178, 0, -178, 0), (-178, 0, 178, 0)])
def test_antimeridian(gate, leg):
    assert [number for number, _ in crossed(lines(gate), *leg)] == [0]


def test_leg_through_the_antimeridian_does_not_cross_gates_on_the_far_side():
    assert crossed(lines((0, -80, 0, 80), (90, -80, 90, 80)), 170, 0, -170, 0) == []


def test_long_leg_crosses_where_the_great_circle_does():
    # From 60 N to 60 N over 90 degrees of longitude the great circle reaches 67.8 N (tan of the
    # vertex = tan 60 / cos 45), so a gate between 65 and 70 N is crossed and one at 60 N is not.
    assert crossed(lines((45, 65, 45, 70)), 0, 60, 90, 60) == [(0, pytest.approx(0.5))]
    assert crossed(lines((45, 59, 45, 61)), 0, 60, 90, 60) == []


def test_two_legs_meeting_on_a_gate_cross_it_once():
    gate = lines((5, -1, 5, 1))
    assert len(crossed(gate, 0, 0, 5, 0)) + len(crossed(gate, 5, 0, 10, 0)) == 1
    assert len(crossed(gate, 0, 0, 5, 0)) + len(crossed(gate, 5, 0, 0, 0.5)) in {0, 2}


def test_many_legs_at_once_are_as_one_by_one():
    rng = np.random.default_rng(7)
    gates = lines(
        *np.column_stack([rng.uniform(-180, 180, 40), rng.uniform(-70, 70, 40)] * 2)
        + rng.uniform(-8, 8, (40, 4))
    )
    legs = np.column_stack([rng.uniform(-180, 180, 50), rng.uniform(-70, 70, 50)] * 2)
    legs += rng.uniform(-20, 20, (50, 4))
    legs[:, [0, 2]] = geo.wrap_lon(legs[:, [0, 2]])
    together = gates.crossings(*legs.T)
    for number, leg in enumerate(legs):
        alone = gates.crossings(*leg)
        mine = together.leg == number
        assert together.gate[mine].tolist() == alone.gate.tolist()
        assert together.fraction[mine].tolist() == alone.fraction.tolist()


POINT = st.tuples(st.integers(-3000, 3000), st.integers(-6000, 6000)).map(
    lambda point: (point[0] / 100, point[1] / 100)
)


@given(POINT, POINT, POINT, POINT)
def test_crossing_agrees_with_shapely(first, second, start, end):
    assume(abs(first[0] - second[0]) + abs(first[1] - second[1]) > 0.1)
    gate = shapely.LineString([first, second])
    way = shapely.LineString(geo.intermediate(*start, *end, step_nm=0.5))
    # Near touches are a matter of rounding on both sides.
    assume(all(shapely.distance(gate, shapely.Point(p)) > 0.01 for p in (start, end)))
    assume(all(shapely.distance(way, shapely.Point(p)) > 0.01 for p in (first, second)))
    assert bool(crossed(lines((*first, *second)), *start, *end)) == way.intersects(gate)
