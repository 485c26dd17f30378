"""Range, the dry tank and replenishing, by hand."""

from __future__ import annotations

import datetime as dt
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute import vessels
from navroute.bands import Band
from navroute.transit.endurance import basis, capped_below_kn, range_at_nm
from navroute.transit.fuel import FuelPlan, Supply, carries_fuel, plan_for
from navroute.vessels import Vessel, VesselType

START = dt.datetime(2024, 12, 15, tzinfo=dt.UTC)


def ship(*ranges: tuple[float, float], kind=VesselType.WARSHIP, flag="RU", **known) -> Vessel:
    return Vessel("Test", kind, flag, ranges_nm_at_kn=ranges, **known)


def plan(vessel: Vessel, needed_nm: float, speed_kn: float = 10.0, **how) -> FuelPlan:
    found = plan_for(
        vessel,
        needed_nm=needed_nm,
        speed_kn=speed_kn,
        where=lambda nm: (-nm / 60, 36.0),  # due west along the equator's miles
        when=lambda nm: START + dt.timedelta(hours=nm / speed_kn),
        **how,
    )
    assert found is not None
    return found


def test_quoted_points_and_the_square_of_speed():
    ropucha = ship((6000, 12), (3500, 16))
    assert range_at_nm(ropucha, 12) == 6000
    assert range_at_nm(ropucha, 16) == pytest.approx(3500)
    # Half way in logarithms: 13.856 kn and the geometric mean of the ranges.
    assert range_at_nm(ropucha, (12 * 16) ** 0.5) == pytest.approx((6000 * 3500) ** 0.5)
    assert range_at_nm(ropucha, 10) == pytest.approx(6000 * 1.44)
    assert range_at_nm(ropucha, 18) == pytest.approx(3500 * (16 / 18) ** 2)


def test_range_is_held_at_speeds_that_are_not_sailed():
    known = ship((6000, 10), max_speed_kn=14)
    assert range_at_nm(known, 6) == range_at_nm(known, 2) == pytest.approx(6000 / 0.75**2)
    assert "down to 0.75 of the lowest quoted speed" in basis(known)
    assert capped_below_kn(known) == 7.5
    assert capped_below_kn(ship(range_nm=1500)) is None
    assert range_at_nm(known, 14) == range_at_nm(known, 20) == pytest.approx(6000 / 1.96)


def test_a_range_without_speed_is_taken_at_cruise_speed():
    known = ship(range_nm=1500, cruise_speed_kn=12)
    assert range_at_nm(known, 12) == 1500
    assert "cruise speed 12 kn" in basis(known)
    assert range_at_nm(ship(range_nm=1500), 12) is None
    assert (
        plan_for(ship(), needed_nm=1, speed_kn=10, where=lambda _: (0, 0), when=lambda _: START)
        is None
    )


def test_conflicting_quotes_are_read_carefully():
    twice = ship((4850, 14), (4000, 14))
    assert range_at_nm(twice, 14) == 4000
    growing = ship((3000, 10), (4000, 15))
    assert range_at_nm(growing, 15) == 3000


@given(
    ranges=st.lists(st.tuples(st.floats(500, 12_000), st.floats(6, 30)), min_size=1, max_size=4),
    slow=st.floats(1, 35),
    more=st.floats(0, 10),
)
def test_a_faster_ship_never_goes_farther(ranges, slow, more):
    known = ship(*ranges, max_speed_kn=30)
    assert range_at_nm(known, slow + more) <= range_at_nm(known, slow) * (1 + 1e-9)


def test_enough_fuel():
    found = plan(ship((6000, 10)), 5400)
    assert (found.lasts, found.possible, found.dry) == (True, True, None)
    assert found.replenishing_h == Band.exactly(0)
    assert "enough for 5,400 nm with 10% in reserve" in found.statement


def test_on_the_reserve_she_gets_there():
    found = plan(ship((6000, 10)), 5500)
    assert (found.lasts, found.possible, found.dry) == (False, True, None)
    assert [spot.distance_nm for spot in found.replenishments] == [5400]
    assert "comes in on her reserve" in found.statement
    assert "cannot" not in found.statement


def test_a_russian_warship_alone_cannot_make_it_and_where_the_tank_runs_dry():
    found = plan(ship((2000, 10)), 4300)
    assert not found.possible
    assert found.dry is not None
    assert (found.dry.distance_nm, found.dry.lat, found.dry.lon) == (
        2000,
        36,
        pytest.approx(-33.33, abs=0.01),
    )
    assert found.dry.time == START + dt.timedelta(hours=200)
    # 1,800 nm of every tank are used: at 1,800 and 3,600 nm.
    assert [spot.distance_nm for spot in found.replenishments] == [1800, 3600]
    assert {spot.supply for spot in found.replenishments} == {Supply.NONE}
    assert found.replenishing_h == Band(14.4, 31.2, 48)
    assert "runs dry after 2,000 nm, at 36.0N 33.3W about 2024-12-23 08:00 UTC" in found.statement
    assert "2 times" in found.statement
    assert "cannot make it" in found.statement


def test_with_a_tanker_in_company_she_makes_it():
    found = plan(ship((2000, 10)), 4300, tankers=["Vyazma"])
    assert found.possible
    assert found.replenishments[0].supplier == "Vyazma"
    assert "replenishes from Vyazma in company 2 times" in found.statement


def test_a_friendly_port_in_reach_is_used():
    found = plan(
        ship((2000, 10)), 3000, friendly=[(500, "Too soon"), (1700, "Base"), (2900, "Late")]
    )
    assert [(spot.distance_nm, spot.supplier) for spot in found.replenishments] == [(1700, "Base")]
    assert found.possible
    assert "(Base)" in found.statement


@pytest.mark.parametrize(
    ("kind", "flag", "supply"),
    [
        (VesselType.MERCHANT, "RU", Supply.BUNKERING),
        (VesselType.WARSHIP, "FR", Supply.BUNKERING),
        (VesselType.SUBMARINE, "RU", Supply.NONE),
        (VesselType.NAVAL_TANKER, "RU", Supply.OWN_CARGO),
    ],
)
def test_who_serves_whom(kind, flag, supply):
    found = plan(ship((2000, 10), kind=kind, flag=flag), 3000)
    assert found.replenishments[0].supply is supply


def test_tankers_are_known_as_such():
    known = {
        name
        for name in ("Kama", "General Skobelev", "Yaz", "Ivan Gren", "Sparta")
        if carries_fuel(vessels.get(name))
    }
    assert known == {"Kama", "General Skobelev", "Yaz"}


def test_json_and_assumptions():
    found = plan(ship((2000, 10), from_memory=frozenset({"ranges_nm_at_kn"})), 4300)
    content = json.loads(json.dumps(found.to_dict()))
    assert content["runs_dry"]["time"] == "2024-12-23T08:00:00Z"
    assert content["replenishments"][0]["supply"] == "none"
    assert "from memory" in found.assumptions[0]
    assert "leave it out" in found.assumptions[1]


@given(needed=st.floats(10, 12_000), range_nm=st.floats(300, 9_000))
def test_no_stretch_between_fillings_is_longer_than_the_usable_range(needed, range_nm):
    found = plan(ship((range_nm, 10)), needed)
    stops = [0.0, *(spot.distance_nm for spot in found.replenishments), needed]
    assert all(b - a <= range_nm * 0.9 + 1e-6 for a, b in itertools.pairwise(stops))
