"""navroute's own network: what a shortest way at sea must satisfy, whatever the coast."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from navroute import chokepoints, geo
from navroute.errors import NavrouteError, NotAtSeaError
from navroute.network import load, waters
from navroute.positions import Position

OPEN = frozenset(
    {"kara_gate", "yugorsky_shar", "vilkitsky", "sannikov", "dmitry_laptev", "de_long"}
    | {"lancaster", "amundsen_gulf"}
)


def nm(a: Position, b: Position, closed: frozenset[str] = OPEN) -> float:
    return load("seanet").path(a, b, closed=closed).distance_nm


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


places = st.builds(at, st.floats(-58, 68), st.floats(-180, 180))


def roomy(place: Position) -> bool:
    vector = waters.reduced_vectors(np.array([place.lon]), np.array([place.lat]))
    return bool(waters.load().room_nm(vector)[0][0] > 0.2)


@settings(max_examples=25, deadline=None)
@given(places, places, places)
def test_distance_is_a_metric_and_never_below_the_geodesic(
    a: Position, b: Position, c: Position
) -> None:
    assume(roomy(a) and roomy(b) and roomy(c))
    try:
        ab, bc, ac = nm(a, b), nm(b, c), nm(a, c)
    except NavrouteError:
        assume(condition=False)
    assert ab == pytest.approx(nm(b, a), abs=1e-6)
    assert ac <= ab + bc + 0.5
    assert ab >= geo.distance_nm(a.lon, a.lat, b.lon, b.lat) - 1e-6


def test_two_positions_in_sight_are_joined_by_the_geodesic() -> None:
    a, b = at(40.0, -40.0), at(-20.0, -25.0)
    assert nm(a, b) == pytest.approx(geo.distance_nm(a.lon, a.lat, b.lon, b.lat), abs=1e-6)


def test_the_antimeridian_is_no_border() -> None:
    a, b = at(-45.0, 179.5), at(-45.0, -179.5)
    assert nm(a, b) == pytest.approx(geo.distance_nm(a.lon, a.lat, b.lon, b.lat), abs=1e-6)


@pytest.mark.parametrize("gate", ["dover", "gibraltar", "bab_el_mandeb", "malacca", "tsugaru"])
def test_a_closed_gate_is_not_crossed_between_positions_that_see_each_other(gate: str) -> None:
    line = np.array(chokepoints.get(gate).gate)
    middle, along = line.mean(axis=0), line[-1] - line[0]
    across = np.array([-along[1], along[0]]) / math.hypot(*along) * 0.15
    a, b = (at(*(middle + side * across)[::-1]) for side in (1, -1))
    free = load("seanet").path(a, b, closed=OPEN)
    assert gate in {crossing.chokepoint for crossing in free.crossings}
    try:
        shut = load("seanet").path(a, b, closed=OPEN | {gate})
    except NavrouteError:
        return
    assert gate not in {crossing.chokepoint for crossing in shut.crossings}
    assert shut.distance_nm > free.distance_nm


def test_an_inland_position_is_refused() -> None:
    with pytest.raises(NotAtSeaError):
        nm(at(50.0, 20.0), at(40.0, -40.0))


def test_derived_distances_of_pub_151() -> None:
    # Differences of distances printed in NGA Pub. 151 (11th edition, 2001).
    skagen, ushant, gibraltar = at(57.75, 10.75), at(48.6667, -5.5), at(35.95, -5.75)
    assert nm(skagen, ushant) == pytest.approx(833, rel=0.02)
    assert nm(ushant, gibraltar) == pytest.approx(918, rel=0.02)
