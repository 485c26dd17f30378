"""Convoys, bookings, daylight and older limits, by hand and by the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navroute import chokepoints
from navroute.bands import Band, TimeBand
from navroute.chokepoints import Chokepoint
from navroute.ports import get as port
from navroute.positions import Position
from navroute.transit import approaches, canals, clock
from navroute.transit.canals import Sailing, delays_for
from navroute.transit.schedule import Event, estimate
from navroute.transit.speed import SpeedBasis
from navroute.vessels import Vessel, VesselType

DAY = dt.date(2025, 1, 15)
SHIP = Vessel("Small", VesselType.MERCHANT, "PA", loa_m=120, beam_m=20, draught_m=7)
LONG = Vessel("Long", VesselType.MERCHANT, "PA", loa_m=200, beam_m=27.74, draught_m=10)


@dataclass(frozen=True)
class Passed:
    chokepoint: Chokepoint
    distance_nm: float


@dataclass(frozen=True)
class Meridian:
    """A way due north (+1) or south (-1)."""

    north: int

    def at(self, distance_nm: float) -> tuple[float, float]:
        return 32.3, self.north * distance_nm / 60


def sailing(*ships: Vessel, on: dt.date = DAY, north: int = 1, booked: bool | None = None):
    return Sailing(ships or (SHIP,), on, Meridian(north), 2000.0, booked)


def delays(key: str, **how):
    ships = how.pop("ships", ())
    return delays_for([Passed(chokepoints.get(key), 1000.0)], sailing(*ships, **how))


def seconds(*text: str) -> np.ndarray:
    moments = [dt.datetime.fromisoformat(each).replace(tzinfo=dt.UTC) for each in text]
    return np.array([moment.timestamp() for moment in moments])


def test_suez_convoys_by_local_time_in_winter():
    (south,) = delays("suez", north=-1)
    (north,) = delays("suez", north=1)
    come = seconds("2025-01-10T12:00", "2025-01-10T21:00", "2025-01-10T21:01")
    # Cairo is at UTC+2: 23:00 local is 21:00 UTC; 03:30 is 01:30 UTC and 04:00 is 02:00 UTC.
    assert south.wait_until(come) == pytest.approx([13.5, 4.5, 28.5 - 1 / 60])
    assert north.wait_until(come) == pytest.approx([14.0, 5.0, 29.0 - 1 / 60])
    # Entered within 4.5 h of the opening; measured: 67 transits of 9.6-9.87-10.3 h.
    assert south.wait_h == Band(0.45, 2.25, 4.05)
    assert south.least_transit_h == Band(9.6, 9.87, 10.3)
    assert (south.from_nm, south.to_nm) == (956.5, 1043.5)
    assert "southbound" in south.basis
    assert "9.6-9.87-10.3 h of transit" in south.basis


def test_suez_convoys_in_summer_and_over_the_change_of_clocks():
    (south,) = delays("suez", north=-1)
    # Egypt keeps summer time (UTC+3) again since 28 April 2023.
    assert south.wait_until(seconds("2025-07-10T12:00")) == pytest.approx([12.5])
    # In the night to 25 April 2025 clocks went from 00:00 to 01:00: an hour less to wait.
    assert south.wait_until(seconds("2025-04-24T12:00")) == pytest.approx([12.5])
    assert south.wait_until(seconds("2022-07-10T12:00")) == pytest.approx([13.5])


def test_without_a_way_there_is_no_direction_and_the_plain_wait_stands():
    (plain,) = delays_for(
        [Passed(chokepoints.get("suez"), 1000.0)], Sailing((SHIP,), DAY, None, 2000.0)
    )
    assert plain.wait_until is None
    assert plain.wait_h == chokepoints.get("suez").wait_h


def test_panama_by_booking_and_drought():
    assert delays("panama", booked=True)[0].wait_h == Band(5, 7, 9)
    assert delays("panama", booked=False)[0].wait_h == Band(24, 42, 60)
    drought = delays("panama", booked=False, on=dt.date(2023, 8, 15))
    assert drought[0].wait_h == Band(216, 240, 264)
    assert delays("panama")[0].wait_h == chokepoints.get("panama").wait_h


def test_panama_takes_wide_ships_by_daylight_after_their_turn_has_come():
    assert len(delays("panama", booked=True)) == 1
    queue, passage = delays("panama", ships=(SHIP, LONG), booked=True)
    assert (queue.from_nm, queue.to_nm, queue.wait_h) == (978.4, 978.4, Band(5, 7, 9))
    assert (passage.from_nm, passage.to_nm) == (978.4, 1021.6)
    # At Panama on 20 March 2025 the sun rose at 11:22:41 and set at 23:29:27 UTC (PyEphem);
    # 10.5 h of light are left until 12:59:27, at the canal's own position some seconds off.
    came = seconds("2025-03-20T09:00", "2025-03-20T12:50", "2025-03-20T13:10")
    waited = passage.wait_until(came)
    assert waited[:2] == pytest.approx([2 + 22.7 / 60, 0.0], abs=0.02)
    assert 22.1 < waited[2] < 22.3


# Sunrise on 21 June 2024 by PyEphem 4.2.1: 02:31:30 UTC and 02:45:22 UTC.
@pytest.mark.parametrize(("key", "wait_h"), [("bosphorus", 4.525), ("dardanelles", 4.756)])
def test_the_turkish_straits_take_ships_of_200_m_by_daylight(key, wait_h):
    assert len(delays(key)) == 1
    queue, passage = delays(key, ships=(LONG,))
    assert queue.wait_h == chokepoints.get(key).wait_h
    assert "daylight only" in passage.basis
    night, noon = passage.wait_until(seconds("2024-06-20T22:00", "2024-06-20T10:00"))
    assert night == pytest.approx(wait_h, abs=0.005)
    assert noon == 0


def test_kiel_was_faster_until_july_2023():
    now, then = delays("kiel")[0], delays("kiel", on=dt.date(2023, 6, 30))[0]
    assert now.least_transit_h.p50 == pytest.approx(10)  # 8.5 h and 1-2 h in the locks
    assert then.least_transit_h.p50 == pytest.approx(7.25)
    # 53.1 nm at 6.5 kn alone are 8.2 h.
    assert now.least_transit_h.p10 > 53.1 / 6.5 > then.least_transit_h.p90


def test_every_rule_names_a_chokepoint_and_its_sources():
    known = {point.id for point in chokepoints.all_chokepoints()}
    rules = canals._rules()
    assert set(rules) <= known
    assert all(rule.sources for found in rules.values() for rule in found)


DAYS = st.lists(st.floats(0, 20), min_size=1, max_size=5)
WAITS = [
    clock.for_convoy(dt.time(23), dt.time(3, 30), "Africa/Cairo"),
    clock.for_daylight(9.1, -79.8, 10.5),
    clock.for_daylight(69.1, 33.4, 4.0),  # polar night, polar day
]


@pytest.mark.parametrize("wait", WAITS)
@given(start_s=st.floats(1.2e9, 2.0e9), days=DAYS, later_h=st.floats(0, 80))
def test_whoever_comes_later_never_goes_in_earlier(wait, start_s, days, later_h):
    first = start_s + np.array(days) * 86_400
    second = first + later_h * 3600
    waits_h = wait(first)
    assert np.all(waits_h >= 0)
    assert np.all(first + waits_h * 3600 <= second + wait(second) * 3600 + 1e-3)
    together = wait(np.concatenate([first, second]))
    assert together[: len(first)] == pytest.approx(waits_h, abs=1e-6)


def test_approaches_are_slow_and_only_of_ports():
    kaliningrad, tartus = port("Kaliningrad"), port("Tartus")
    leaving, coming = approaches.delays_for(tartus, kaliningrad, 4000.0, ())
    assert (leaving.from_nm, leaving.to_nm, leaving.wait_h) == (0, 5, Band.exactly(0))
    assert (coming.from_nm, coming.to_nm) == (3978.5, 4000)
    assert coming.least_transit_h.p50 == pytest.approx(21.5 / 7)
    assert "Kaliningrad Sea Canal" in coming.basis
    sea = Position(lat=35, lon=20)
    assert approaches.delays_for(sea, sea, 100.0, ()) == ()


def test_approaches_leave_room_to_what_lies_on_a_short_way():
    istanbul = port("Istanbul")
    (bosphorus,) = delays_for(
        [Passed(chokepoints.get("bosphorus"), 6.0)], Sailing((SHIP,), DAY, None, 12.0)
    )
    # The strait takes the whole way: nothing is left of leaving, of coming in the pilot alone.
    (coming,) = approaches.delays_for(istanbul, istanbul, 12.0, (bosphorus,))
    assert (bosphorus.from_nm, bosphorus.to_nm) == (0.0, 12.0)
    assert coming.from_nm == coming.to_nm == 12.0
    assert "nm" not in coming.basis


EVENTS = (
    Event("departure", "departure", "here", 0.0, 36.0, 32.0),
    Event("arrival", "arrival", "there", 2000.0, 20.0, 38.0),
)


@settings(max_examples=15)
@given(
    speed_kn=st.floats(5, 20),
    faster=st.floats(0, 5),
    start_s=st.floats(1.6e9, 1.9e9),
    later_s=st.floats(0, 2e5),
)
def test_through_convoys_and_daylight_faster_or_earlier_is_never_later(
    speed_kn, faster, start_s, later_s
):
    passed = [Passed(chokepoints.get("suez"), 600.0), Passed(chokepoints.get("panama"), 1400.0)]
    found = delays_for(passed, sailing(LONG, north=-1, booked=True))

    def arrival(speed: float, moment_s: float) -> TimeBand:
        basis = SpeedBasis(Band(speed * 0.8, speed, speed * 1.2), "test")
        depart = dt.datetime.fromtimestamp(moment_s, dt.UTC)
        return estimate(EVENTS, speed=basis, depart=depart, delays=found).arrival

    first = arrival(speed_kn, start_s)
    for sooner, after in (
        (arrival(speed_kn + faster, start_s), first),
        (first, arrival(speed_kn, start_s + later_s)),
    ):
        for name in ("p10", "p50", "p90"):
            assert getattr(sooner, name) <= getattr(after, name)
        assert sooner.p10 <= sooner.p50 <= sooner.p90
