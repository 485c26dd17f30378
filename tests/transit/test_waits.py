"""What canals and straits cost beside distance."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from navroute.bands import Band
from navroute.chokepoints import Chokepoint
from navroute.errors import InvalidInputError
from navroute.positions import Position
from navroute.transit.canal_axes import Stretch
from navroute.transit.waits import Delay, delays_for

NONE = Band.exactly(0)


def point(identity: str, kind: str = "strait", **known: object) -> Chokepoint:
    here = Position(lat=0, lon=0)
    return Chokepoint(identity, identity.title(), kind, "sea", here, **known)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Passed:
    chokepoint: Chokepoint
    distance_nm: float


SUEZ = point(
    "suez_canal",
    "canal",
    length_nm=87.0,
    transit_h=Band(9.6, 9.87, 10.3),
    wait_h=Band(6, 12, 18),
    speed_limit_kn=8.6,
    sources=("sca-p75",),
    from_memory=frozenset({"wait_h"}),
)
BOSPHORUS = point("bosphorus", length_nm=16.74, speed_limit_kn=10.0, wait_h=Band(5, 10, 20))
GIBRALTAR = point("gibraltar", transit_h=Band.exactly(3), wait_h=NONE)


def test_a_canal_has_its_wait_and_its_transit_about_the_gate():
    (delay,) = delays_for([Passed(GIBRALTAR, 100), Passed(SUEZ, 2000)])
    assert (delay.passage, delay.chokepoint, delay.sources) == (1, "suez_canal", ("sca-p75",))
    assert (delay.from_nm, delay.to_nm) == (1956.5, 2043.5)
    assert delay.wait_h == Band(6, 12, 18)
    assert delay.least_transit_h == SUEZ.transit_h
    assert delay.basis == "6-12-18 h of waiting (from memory), then 9.6-9.87-10.3 h of transit"


def test_a_limited_strait_takes_at_least_its_length_at_the_limit():
    (delay,) = delays_for([Passed(BOSPHORUS, 500)])
    assert delay.least_transit_h.p50 == pytest.approx(1.674)
    assert delay.basis == "5-10-20 h of waiting, then at most 10 kn over 16.74 nm"


def test_an_open_strait_costs_nothing():
    unlimited = point("dover", length_nm=20.0, transit_h=Band.exactly(4), wait_h=None)
    unmeasured = point("singapore", speed_limit_kn=12.0)
    passed = [Passed(GIBRALTAR, 1), Passed(unlimited, 2), Passed(unmeasured, 3)]
    assert delays_for(passed) == ()


def test_a_chokepoint_crossed_twice_counts_twice_and_shares_the_room():
    first, second = delays_for([Passed(SUEZ, 1000), Passed(SUEZ, 1050)])
    assert (first.from_nm, first.to_nm) == (956.5, 1025)
    assert (second.from_nm, second.to_nm) == (1025, 1093.5)
    share = 68.5 / 87
    assert first.least_transit_h.p50 == pytest.approx(9.87 * share)
    assert second.wait_h == Band(6, 12, 18)


def test_a_stretch_is_cut_off_where_the_voyage_begins():
    (delay,) = delays_for([Passed(SUEZ, 10)])
    assert (delay.from_nm, delay.to_nm) == (0, 53.5)
    assert delay.least_transit_h.p50 == pytest.approx(9.87 * 53.5 / 87)
    # 53.5 / 87 of 9.6-9.87-10.3 h
    assert delay.basis.endswith("then 5.9-6.1-6.3 h of transit over 53.5 of 87 nm")
    (strait,) = delays_for([Passed(BOSPHORUS, 4)], 8)
    assert strait.basis.endswith("at most 10 kn over 8 of 16.74 nm")
    assert strait.least_transit_h.p50 == pytest.approx(0.8)


def inside(from_nm: float, to_nm: float, share: float, *, enters: bool) -> Stretch:
    return Stretch("suez_canal", from_nm, to_nm, share, enters)


def test_of_a_canal_whose_shape_is_known_the_ship_sails_what_her_way_does():
    (delay,) = delays_for([Passed(SUEZ, 8)], 43, [inside(0, 43, 0.5, enters=False)])
    assert (delay.from_nm, delay.to_nm, delay.share, delay.inside) == (0, 43, 0.5, True)
    assert delay.least_transit_h.p50 == pytest.approx(9.87 / 2)
    assert delay.wait_h == NONE
    assert delay.basis.startswith("no wait, for she lies inside, then 4.8-4.9-5.2 h of transit")
    (through,) = delays_for([Passed(SUEZ, 335)], 999, [inside(300, 386, 1.0, enters=True)])
    assert (through.from_nm, through.to_nm) == (300, 386)
    assert through.least_transit_h == SUEZ.transit_h
    assert through.wait_h == SUEZ.wait_h


def test_a_stretch_of_a_canal_without_its_gate_counts_once_and_leaves_others_their_room():
    stretch = inside(600, 643, 0.5, enters=True)
    (delay,) = delays_for([Passed(GIBRALTAR, 10)], 643, [stretch])
    assert (delay.passage, delay.chokepoint) == (None, "suez_canal")
    assert (delay.from_nm, delay.to_nm) == (600, 643)
    assert delay.wait_h.p50 > 0
    first, second = delays_for([Passed(BOSPHORUS, 600)], 643, [stretch])
    assert first.to_nm == second.from_nm == pytest.approx(608.37)
    assert second.share == pytest.approx(0.5 * (643 - 608.37) / 43)
    assert delays_for([Passed(BOSPHORUS, 4)], 8, [inside(0, 5, 0.06, enters=False)])[1:] == ()


def test_a_canal_of_unknown_length_is_all_at_its_gate():
    (delay,) = delays_for([Passed(point("corinth", "canal", transit_h=Band.exactly(1)), 300)])
    assert (delay.from_nm, delay.to_nm, delay.least_transit_h) == (300, 300, Band.exactly(1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"wait_h": Band(-1, 2, 3)},
        {"least_transit_h": Band(1, 2, float("inf"))},
        {"from_nm": -1.0},
        {"from_nm": 20.0},
        {"to_nm": float("nan")},
    ],
)
def test_an_impossible_delay_is_refused(wrong):
    right = {"passage": 0, "chokepoint": "x", "from_nm": 5.0, "to_nm": 10.0}
    assert Delay(**right)
    with pytest.raises(InvalidInputError):
        Delay(**{**right, **wrong})
