"""Times at every event: known answers, promises, bad input."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navroute.bands import Band
from navroute.errors import DateError, InvalidInputError
from navroute.times import iso_z
from navroute.transit.schedule import Event, Schedule, estimate
from navroute.transit.speed import SpeedBasis
from navroute.transit.waits import Delay

DEPART = dt.datetime(2025, 1, 27, 12, tzinfo=dt.UTC)
ROUNDING_H = 1e-9
NONE = Band.exactly(0.0)


def voyage(
    *distances_nm: float,
    depart: dt.datetime = DEPART,
    seed: int = 0,
    speed: Band | float = 10.0,
    delays: tuple[Delay, ...] = (),
) -> Schedule:
    """Return a schedule with a passage at each distance but the last, the arrival."""
    *gates, end = distances_nm
    events = [
        Event("departure", "a", "A", 0.0, 0.0, 0.0),
        *(Event("passage", f"g{nm}", "G", nm, 0.0, 0.0) for nm in gates),
        Event("arrival", "z", "Z", end, 0.0, 0.0),
    ]
    band = speed if isinstance(speed, Band) else Band.exactly(speed)
    return estimate(events, speed=SpeedBasis(band, "test"), depart=depart, delays=delays, seed=seed)


def canal(at_nm: float, *, wait: Band = NONE) -> Delay:
    """Return the Suez Canal as 67 transits of March 2021 sailed it."""
    return Delay(
        passage=0,
        chokepoint="suez_canal",
        from_nm=at_nm,
        to_nm=at_nm + 87.0,
        wait_h=wait,
        least_transit_h=Band(9.6, 9.87, 10.3),
    )


def limited(at_nm: float) -> Delay:
    """Return the Bosphorus: 16.74 nm at no more than 10 kn."""
    return Delay(
        passage=0,
        chokepoint="bosphorus",
        from_nm=at_nm,
        to_nm=at_nm + 16.74,
        least_transit_h=Band.exactly(1.674),
    )


def test_days_at_sea_are_distance_over_24_times_speed():
    # The voyage estimator's formula (handybulk): 3,000 nm at 12.5 kn are 10 days.
    plan = voyage(3000.0, speed=12.5)
    assert plan.duration_h == Band.exactly(240.0)
    assert plan.arrival.p10 == plan.arrival.p50 == plan.arrival.p90 == DEPART + dt.timedelta(10)


def test_without_delays_the_percentiles_are_exact():
    plan = voyage(1000.0, 4300.0, speed=Band(8.5, 10.5, 12.5))
    expected = [4300 / 12.5, 4300 / 10.5, 4300 / 8.5]
    assert list(plan.duration_h.to_dict().values()) == pytest.approx(expected)
    at_gate = plan.events[1].hours
    expected = [1000 / 12.5, 1000 / 10.5, 1000 / 8.5]
    assert list(at_gate.to_dict().values()) == pytest.approx(expected)
    assert plan.times_at([500.0])[:, 0] == pytest.approx(
        [500 / 12.5 * 3600, 500 / 10.5 * 3600, 500 / 8.5 * 3600]
    )


def test_a_canal_takes_its_transit_time_and_the_gate_lies_halfway():
    plan = voyage(243.5, 287.0, 500.0, delays=(canal(200.0),))
    gate, out, _ = (event.hours for event in plan.events[1:])
    assert (out.p10, out.p50, out.p90) == pytest.approx((29.6, 29.87, 30.3))
    assert gate.p50 == pytest.approx(20 + 9.87 / 2)


def test_a_ship_slower_than_the_canal_gains_nothing_in_it():
    assert voyage(287.0, speed=7.0, delays=(canal(200.0),)).duration_h.p50 == pytest.approx(41.0)


def test_a_speed_limit_slows_only_ships_that_are_faster():
    through = [voyage(16.74, speed=v, delays=(limited(0.0),)).duration_h.p50 for v in (15.0, 8.0)]
    assert through == pytest.approx([1.674, 16.74 / 8])


def test_the_time_at_a_gate_holds_the_wait_before_it():
    wait = Delay(passage=0, chokepoint="kerch", from_nm=100.0, to_nm=100.0, wait_h=Band(6, 12, 18))
    plan = voyage(100.0, 200.0, delays=(wait,))
    assert plan.passage_times == (plan.events[1].eta,)
    assert plan.events[1].hours == Band(16, 22, 28)
    before, after = plan.times_at([99.999, 100.0])[1] / 3600
    assert (before, after) == pytest.approx((10, 22), abs=1e-3)
    assert plan.position_time(100.0) == plan.events[1].eta
    assert iso_z(plan.arrival.p50) == "2025-01-28T20:00:00Z"


def test_a_ship_that_waits_where_it_departs_has_departed():
    wait = Delay(passage=0, chokepoint="kiel", from_nm=0.0, to_nm=0.0, wait_h=Band.exactly(4.0))
    plan = voyage(100.0, delays=(wait,))
    assert plan.events[0].eta.p90 == DEPART
    assert plan.times_at([0.0, 0.1])[1] == pytest.approx([0, 4.01 * 3600])


def test_a_voyage_that_ends_in_a_canal_takes_its_share_of_the_transit():
    plan = voyage(243.5, delays=(canal(200.0),))
    assert plan.duration_h.p50 == pytest.approx(20 + 9.87 / 2)


def test_independent_delays_combine_as_in_a_plain_simulation():
    """The same model in the standard library's random numbers, without strata or arrays."""
    plan = voyage(
        3000.0,
        speed=Band(8.5, 10.5, 12.5),
        delays=(
            canal(1000.0, wait=Band(6, 12, 18)),
            Delay(
                passage=1,
                chokepoint="bosphorus",
                from_nm=2900.0,
                to_nm=2900.0,
                wait_h=Band(5, 10, 60),
            ),
        ),
    )
    chance = random.Random(2025)  # noqa: S311 - no secrets here

    def draw(low: float, middle: float, high: float) -> float:
        level = min(max(chance.random(), 0.1), 0.9)
        if level < 0.5:
            return low + (middle - low) * (level - 0.1) / 0.4
        return middle + (high - middle) * (level - 0.5) / 0.4

    def once() -> float:
        v = draw(8.5, 10.5, 12.5)
        transit = max(draw(9.6, 9.87, 10.3), 87 / v)
        return (3000 - 87) / v + draw(6, 12, 18) + transit + draw(5, 10, 60)

    runs = sorted(once() for _ in range(60_000))
    expected = [runs[int(q * len(runs))] for q in (0.1, 0.5, 0.9)]
    hours = plan.duration_h
    # Sampling errors: about 0.5 h of the plan, 0.4 h of the simulation, band width 133 h.
    assert [hours.p10, hours.p50, hours.p90] == pytest.approx(expected, abs=2.5)


def test_one_seed_one_answer_on_every_machine():
    def plan(seed: int) -> Schedule:
        return voyage(
            4300.0,
            speed=Band(8.5, 10.5, 12.5),
            seed=seed,
            delays=(canal(2000.0, wait=Band(6, 12, 18)), limited(500.0)),
        )

    assert plan(0).to_dict() == plan(0).to_dict()
    assert plan(0).arrival.to_dict() == PINNED
    assert plan(0).arrival != plan(1).arrival


PINNED = {
    "p10": "2025-02-11T14:52:18Z",
    "p50": "2025-02-14T03:51:49Z",
    "p90": "2025-02-17T20:42:46Z",
}

BANDS = st.lists(st.floats(0, 300), min_size=3, max_size=3).map(lambda v: Band(*sorted(v)))
SPEEDS = st.lists(st.floats(1, 60), min_size=3, max_size=3).map(lambda v: Band(*sorted(v)))


@st.composite
def delays(draw) -> tuple[Delay, ...]:
    """Return delays on stretches that may touch but do not overlap."""
    ends = sorted(draw(st.lists(st.floats(0, 5000), max_size=8)))
    return tuple(
        Delay(
            passage=index,
            chokepoint=f"gate{index}",
            from_nm=start,
            to_nm=draw(st.sampled_from((start, end))),
            wait_h=draw(BANDS),
            least_transit_h=draw(BANDS),
        )
        for index, (start, end) in enumerate(zip(ends[::2], ends[1::2], strict=False))
    )


DISTANCES = st.lists(st.floats(0, 5000), min_size=1, max_size=6).map(sorted)


def all_hours(plan: Schedule) -> np.ndarray:
    return np.array([[e.hours.p10, e.hours.p50, e.hours.p90] for e in plan.events])


@settings(max_examples=60, deadline=None)
@given(DISTANCES, SPEEDS, delays())
def test_times_are_ordered_in_percentile_and_along_the_route(distances, speed, late):
    plan = voyage(*distances, speed=speed, delays=late)
    hours = all_hours(plan)
    assert hours[0].tolist() == [0, 0, 0]
    assert np.all(np.diff(hours, axis=0) >= 0)
    everywhere = plan.times_at(np.linspace(0, distances[-1], 200))
    assert np.all(np.diff(everywhere, axis=0) >= 0)
    assert np.all(np.diff(everywhere, axis=1) >= -1e-6)
    at_events = plan.times_at([timed.event.distance_nm for timed in plan.events]).T
    np.testing.assert_allclose(at_events, hours * 3600, atol=1e-6)


@settings(max_examples=60, deadline=None)
@given(DISTANCES, SPEEDS, SPEEDS, delays())
def test_a_faster_ship_never_arrives_later(distances, one, other, late):
    faster = Band(max(one.p10, other.p10), max(one.p50, other.p50), max(one.p90, other.p90))
    slow = all_hours(voyage(*distances, speed=one, delays=late))
    fast = all_hours(voyage(*distances, speed=faster, delays=late))
    assert np.all(fast <= slow + ROUNDING_H)


@settings(max_examples=60, deadline=None)
@given(DISTANCES, SPEEDS, delays(), st.integers(0, 3))
def test_one_more_delay_never_makes_earlier(distances, speed, late, dropped):
    less = late[:dropped] + late[dropped + 1 :]
    some = all_hours(voyage(*distances, speed=speed, delays=less))
    all_of_them = all_hours(voyage(*distances, speed=speed, delays=late))
    assert np.all(all_of_them >= some - ROUNDING_H)


@settings(max_examples=40, deadline=None)
@given(DISTANCES, SPEEDS, delays(), st.integers(0, 10**6))
def test_a_later_departure_never_arrives_earlier(distances, speed, late, seconds):
    later = DEPART + dt.timedelta(seconds=seconds)
    first = voyage(*distances, speed=speed, delays=late)
    second = voyage(*distances, speed=speed, delays=late, depart=later)
    assert [e.hours for e in first.events] == [e.hours for e in second.events]
    assert second.arrival.p50 - first.arrival.p50 == later - DEPART


def test_the_dictionary_is_ready_for_json():
    plan = voyage(100.0, 3000.0, speed=Band(8.5, 10.5, 12.5))
    content = plan.to_dict()
    assert content["duration_h"] == {"p10": 240.0, "p50": 285.71, "p90": 352.94}
    assert content["eta"]["p10"] == "2025-02-06T12:00:00Z"
    assert [event["kind"] for event in content["events"]] == ["departure", "passage", "arrival"]
    assert content["events"][2]["eta"] == content["eta"]


def test_bad_input_is_refused():
    with pytest.raises(DateError):
        voyage(100.0, depart=DEPART.replace(tzinfo=None))
    with pytest.raises(InvalidInputError, match="seed"):
        voyage(100.0, seed=-1)
    for distances in ((200.0, 100.0), (-5.0,), (float("nan"),), (float("inf"),)):
        with pytest.raises(InvalidInputError, match="order"):
            voyage(*distances)
    with pytest.raises(InvalidInputError, match="order"):
        estimate([], speed=SpeedBasis(Band.exactly(10), "test"), depart=DEPART)
    with pytest.raises(InvalidInputError, match="overlap"):
        voyage(500.0, delays=(limited(210.0), canal(200.0)))
    for off in (-1.0, 100.1, float("nan")):
        with pytest.raises(InvalidInputError, match="not on the route"):
            voyage(100.0).times_at([50.0, off])


def test_a_wait_by_the_clock_lasts_until_the_clock_says_so():
    def until_six(seconds: np.ndarray) -> np.ndarray:
        return ((6 * 3600 - seconds) % 86400) / 3600

    gate = Delay(passage=0, chokepoint="gate", from_nm=100, to_nm=100, wait_until=until_six)
    speed = SpeedBasis(Band(8, 10, 12), "test")
    ends = [
        Event("departure", "departure", "A", 0, 0, 0),
        Event("arrival", "arrival", "B", 100, 0, 1),
    ]
    start = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    timed = estimate(ends, speed=speed, depart=start, delays=[gate])
    # 100 nm take 8.3 to 12.5 h, so every draw is at the gate after 06:00 and before the next.
    assert timed.duration_h.p10 == pytest.approx(30.0)
    assert timed.duration_h.p90 == pytest.approx(30.0)
