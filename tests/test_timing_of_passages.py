"""Canals, straits and fairways on real ways: nothing is counted twice, nothing runs backwards."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from navroute import chokepoints, planner, timing, vessels
from navroute.bands import Band
from navroute.departure import When
from navroute.errors import NoRouteError, SamePlaceError
from navroute.results import Route, Voyage
from navroute.shapes import densify
from navroute.transit import speed as speeds
from navroute.transit.canal_axes import stretches_on
from navroute.transit.waits import Delay

PACE_KN = 12.0
DAY = dt.date(2025, 1, 15)
LARGE = vessels.adhoc(type="merchant", flag="PA", loa_m=210, beam_m=30, draught_m=6)

# From, to, and what lies between them whatever the sea network.
WAYS = [
    ("Port Said", "Suez", {"suez_canal"}),
    ("Tartus", "Jeddah", {"suez_canal"}),
    ("Ismailia", "Suez", set()),
    ("Ismailia", "Port Said", {"suez_canal"}),
    ("Ismailia", "Jeddah", set()),
    ("Brunsbuttel", "Kiel", {"kiel_canal"}),
    ("Rendsburg", "Kiel", set()),
    ("Hamburg", "Gdynia", {"kiel_canal"}),
    ("Cristobal", "Balboa", {"panama_canal"}),
    ("9.2N,79.9W", "Cristobal", set()),
    ("Havana", "Callao", {"panama_canal"}),
    ("38.02N,22.8E", "37.86N,23.1E", {"corinth_canal"}),
    ("Piraeus", "Istanbul", {"dardanelles"}),
    ("Piraeus", "Odesa", {"dardanelles", "bosphorus"}),
    ("Gallipoli", "Canakkale", set()),
    ("Odesa", "Mariupol", {"kerch"}),
    ("Jeddah", "Rostov", {"suez_canal", "dardanelles", "bosphorus", "kerch"}),
    ("Montevideo", "Valparaiso", {"magellan_east"}),
    ("Darwin", "Brisbane", {"torres"}),
    ("Baltiysk", "Kaliningrad", set()),
]
CASES = [
    pytest.param(*pair, through, id=f"{pair[0]} to {pair[1]}")
    for start, end, through in WAYS
    for pair in ((start, end), (end, start))
]


# On all oceans, and beside and inside canals and straits.
NAMES = """
    Tartus;Port Said;Ismailia;Suez;Jeddah;Piraeus;Istanbul;Gallipoli;Odesa;Novorossiysk;Kerch;
    Rostov;Mariupol;Gibraltar;Hamburg;Brunsbuttel;Rendsburg;Kiel;Gdynia;Kaliningrad;Baltiysk;
    Antwerp;Cristobal;Balboa;Havana;Callao;Montevideo;Punta Arenas;Valparaiso;Darwin;Brisbane;
    Singapore;Yokohama;Cape Town;Mumbai;Severomorsk;Copenhagen;Aarhus;Los Angeles;New Orleans
"""
PORTS = [name.strip() for name in NAMES.split(";")]


@dataclass(frozen=True)
class Timed:
    """A way with its delays and its times, at one speed whatever the weather."""

    route: Route
    delays: list[Delay]
    voyage: Voyage


def timed(start: str, end: str, through: set[str]) -> Timed:
    # Magellan is not on the shortest way of every network: where Drake is closed, it is.
    shut = ("drake", "panama") if "magellan_east" in through else ()
    opened = ("kerch", "dardanelles", "bosphorus", "corinth")
    route = planner.route(start, end, closed=shut, opened=opened, as_of=DAY)
    when = When(dt.datetime(2025, 1, 15, tzinfo=dt.UTC))
    basis = speeds.speed_for(LARGE, speed=Band.exactly(PACE_KN))
    conditions = timing.Conditions(ship=LARGE, speed=basis)
    delays, *_ = timing._sailed(route, densify(route.path), when, conditions)
    voyage = timing.time_voyage(route, when, DAY, conditions)
    return Timed(route, sorted(delays, key=lambda d: (d.from_nm, d.to_nm)), voyage)


@pytest.mark.parametrize(("start", "end", "through"), CASES)
def test_stretches_part_the_way_and_times_go_on(start, end, through):
    found = timed(start, end, through)
    assert through <= {passage.id for passage in found.route.passages}
    _check_parts(found)
    _check_canals(found)
    _check_times(found)


@settings(max_examples=40)
@given(ends=st.lists(st.sampled_from(PORTS), min_size=2, max_size=2, unique=True))
def test_so_they_do_between_any_two_ports(ends):
    try:
        found = timed(*ends, set())
    except (NoRouteError, SamePlaceError):
        reject()
    _check_parts(found)
    _check_canals(found)
    _check_times(found)


def _check_parts(found: Timed) -> None:
    """Stretches lie on the way, in order, without overlap; with the gaps they are the way."""
    end_nm = found.route.distance_nm
    edges = [0.0, *itertools.chain(*((d.from_nm, d.to_nm) for d in found.delays)), end_nm]
    parts_nm = np.diff(edges)
    assert parts_nm.min() >= -1e-9
    assert parts_nm.sum() == pytest.approx(end_nm)
    assert all(0.0 < delay.share <= 1.0 for delay in found.delays)


def _check_canals(found: Timed) -> None:
    """Of a canal the way pays for what it sails of it, and for nothing else."""
    shares: dict[str, float] = {}
    for stretch in stretches_on(densify(found.route.path)):
        shares[stretch.chokepoint] = shares.get(stretch.chokepoint, 0.0) + stretch.share
    for key, share in shares.items():
        paid_h = sum(d.least_transit_h.p50 for d in found.delays if d.chokepoint == key)
        assert paid_h / chokepoints.get(key).transit_h.p50 == pytest.approx(share, abs=0.02)


def _check_times(found: Timed) -> None:
    plan, end_nm = found.voyage.schedule, found.route.distance_nm
    assert np.all(np.diff(plan.knots_nm) > 0)
    assert np.all(np.diff(plan.knots_h, axis=1) >= 0)
    assert np.all(np.diff(plan.knots_h, axis=0) >= 0)
    # No stretch gains time, and none costs more than its hours and its waits.
    sailing_h = end_nm / PACE_KN
    extra_h = sum(d.least_transit_h.p90 + d.wait_h.p90 for d in found.delays)
    by_clock_h = sum(48.0 for d in found.delays if d.wait_until is not None)
    assert sailing_h - 1e-6 <= plan.duration_h.p10
    assert plan.duration_h.p90 <= sailing_h + extra_h + by_clock_h + 1e-6


def test_the_hours_are_those_of_the_parts_by_hand():
    # Rendsburg to Kiel: no wait, 35 % of 10 h, then 8 kn in the fjord and half an hour's pilot.
    found = timed("Rendsburg", "Kiel", set())
    canal, coming = found.delays
    assert canal.chokepoint == "kiel_canal"
    by_hand_h = 10 * canal.share + (coming.to_nm - coming.from_nm) / 8 + 0.5
    assert found.voyage.duration_h.p50 == pytest.approx(by_hand_h, abs=0.05)
    assert canal.share == pytest.approx(0.37, abs=0.04)  # km 62 of 98.6 and on
    told = [line for line in found.voyage.assumptions if line.startswith("Kiel Canal")]
    assert len(told) == 1
    assert "10 h of transit" not in told[0]
    assert "of 53.1 nm" in told[0]


def kiel_of(**when: str) -> str:
    answer = planner.voyage(LARGE, "Hamburg", "Gdynia", stops=False, **when)  # type: ignore[arg-type]
    (told,) = (line for line in answer.assumptions if line.startswith("Kiel Canal"))
    return told


def test_the_day_at_the_canal_decides_not_that_of_departure_or_arrival():
    # 15 km/h until 30 June 2023, then 12 km/h. Hamburg to Gdynia is some two days; the canal is
    # on the first of them.
    assert "15 km/h" in kiel_of(arrive="2023-07-01T20:00Z")
    assert "15 km/h" not in kiel_of(arrive="2023-07-05T20:00Z")
    assert "15 km/h" in kiel_of(depart="2023-06-29T00:00Z")
    far = planner.voyage(LARGE, "Tartus", "Gdynia", depart="2023-06-25", stops=False)
    assert "kiel_canal" in {passage.id for passage in far.passages}
    assert not any("15 km/h" in line for line in far.assumptions)
