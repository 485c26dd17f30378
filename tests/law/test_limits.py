"""Sizes: boundaries as published, tables, conditions, and what cannot be checked."""

import dataclasses
import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute import chokepoints
from navroute.law import kiel, panama
from navroute.law.danish_straits import ways_that_fit
from navroute.law.judge import judge
from navroute.law.limits import check_size, unchecked_limits
from navroute.law.verdict import Status
from navroute.vessels import Vessel, VesselType

DAY = dt.date(2024, 12, 15)
SHIP = Vessel("Ship", VesselType.MERCHANT, "LR")


def sized(**sizes: float) -> Vessel:
    return dataclasses.replace(SHIP, **sizes)


@pytest.mark.parametrize(
    ("place", "dimension", "fits_m", "too_much_m"),
    [
        # Bosphorus: 58 m and more may not pass (bosp-rest), so 58 itself is too much.
        ("bosphorus", "air_draught_m", 57.9, 58.0),
        # Great Belt: below 65.0 m (enc-dknote86); 17 m draught (imo-routeT).
        ("great_belt", "air_draught_m", 64.9, 65.0),
        ("great_belt", "draught_m", 17.0, 17.1),
        ("drogden", "draught_m", 7.7, 7.8),
        ("flintrannan", "draught_m", 8.0, 8.1),
        ("flintrannan", "air_draught_m", 57.0, 57.1),
        ("suez_canal", "draught_m", 20.12, 20.13),  # 66 ft (sca-p75)
        ("suez_canal", "beam_m", 77.5, 77.6),
        ("suez_canal", "loa_m", 400.0, 400.1),
        ("suez_canal", "air_draught_m", 68.0, 68.1),
        ("kerch", "air_draught_m", 33.0, 33.1),  # ubn-kerch
        ("corinth_canal", "beam_m", 16.5, 16.6),  # corinth-dims
        ("torres", "draught_m", 12.5, 12.6),  # seaandjob-torres
        ("malacca", "draught_m", 20.6, 20.7),  # mars-98015
        ("kiel_canal", "air_draught_m", 40.0, 40.1),  # wsv-nok
        ("kiel_canal", "loa_m", 235.0, 235.1),
        ("panama_canal", "air_draught_m", 62.48, 62.5),  # boyd-panama
        ("panama_canal", "beam_m", 51.25, 51.3),
    ],
)
def test_at_the_exact_limit(place: str, dimension: str, fits_m: float, too_much_m: float) -> None:
    point = chokepoints.get(place)
    assert judge(sized(**{dimension: fits_m}), point, DAY).status is not Status.CLOSED
    refused = judge(sized(**{dimension: too_much_m}), point, DAY)
    assert refused.status is Status.CLOSED
    assert refused.rule == "limits." + dimension.removesuffix("_m")


@pytest.mark.parametrize(
    ("draught_m", "air_draught_m", "ways"),
    [  # the choice by draught in the Danish straits, as the facts give it
        (7.7, None, ("drogden", "flintrannan", "great_belt")),
        (7.8, None, ("flintrannan", "great_belt")),
        (8.0, None, ("flintrannan", "great_belt")),
        (8.1, 64.9, ("great_belt",)),
        (17.0, 65.0, ()),
        (7.0, 65.0, ("drogden",)),  # tunnel, no bridge
        (17.1, None, ()),
    ],
)
def test_ways_into_the_baltic(
    draught_m: float, air_draught_m: float | None, ways: tuple[str, ...]
) -> None:
    assert ways_that_fit(draught_m, air_draught_m) == ways


@pytest.mark.parametrize(
    ("loa_m", "beam_m", "draught_m"),
    [(160, 27, 9.5), (193, 20, 9.5), (235, 32.5, 7.0), (100, 15, 9.5), (120, 32.5, 9.5)],
)
def test_kiel_table_corners(loa_m: float, beam_m: float, draught_m: float) -> None:
    assert kiel.max_draught_m(loa_m, beam_m) == draught_m


def test_kiel_interpolates_between_the_corners() -> None:
    # Half way from 160 x 27 to 235 x 32.5 m: half way from 9.5 to 7.0 m.
    assert math.isclose(kiel.max_draught_m(197.5, 29.75), 8.25, abs_tol=0.001)
    canal = chokepoints.get("kiel_canal")
    assert kiel.check_size(sized(loa_m=197.5, beam_m=29.75, draught_m=8.2), canal, DAY) is None
    refused = kiel.check_size(sized(loa_m=197.5, beam_m=29.75, draught_m=8.3), canal, DAY)
    assert refused is not None
    assert "8.25 m" in refused.reason


@given(st.floats(20, 235), st.floats(5, 32.5), st.floats(0, 50), st.floats(0, 10))
def test_a_longer_or_wider_ship_never_lies_deeper_in_kiel(
    loa_m: float, beam_m: float, longer_m: float, wider_m: float
) -> None:
    assert kiel.max_draught_m(loa_m + longer_m, beam_m + wider_m) <= kiel.max_draught_m(
        loa_m, beam_m
    )


def test_panama_locks_by_date() -> None:
    canal = chokepoints.get("panama_canal")
    panamax = sized(loa_m=294.13, beam_m=32.31, draught_m=12.04)
    neo = sized(loa_m=366, beam_m=51.25, draught_m=15.2)
    assert panama.check_size(panamax, canal, dt.date(2010, 1, 1)) is None
    before = panama.check_size(neo, canal, dt.date(2016, 6, 25))
    after = panama.check_size(neo, canal, dt.date(2016, 6, 26))
    assert before is not None
    assert before.status is Status.CLOSED
    assert after is not None
    assert (after.status, after.rule) == (Status.CAUTION, "panama.new_locks")


@pytest.mark.parametrize(
    ("place", "sizes", "day", "rule", "status"),
    [
        ("bosphorus", {"air_draught_m": 54.0}, DAY, "limits.bosphorus_tugs", "CAUTION"),
        ("bosphorus", {"air_draught_m": 53.9}, DAY, "montreux.M1", "OPEN"),
        ("bosphorus", {"loa_m": 300.1}, DAY, "limits.bosphorus_length", "CAUTION"),
        ("torres", {"draught_m": 12.4}, DAY, "limits.torres_ukcm", "CAUTION"),
        # Before under-keel clearance management 12.2 m was the limit.
        (
            "torres", {"draught_m": 12.4}, dt.date(2021, 10, 31),
            "limits.torres_before_ukcm", "CLOSED",
        ),
        ("suez_canal", {"beam_m": 70.0}, DAY, "limits.suez_wind", "CAUTION"),
        ("panama_canal", {"air_draught_m": 60.0}, DAY, "limits.panama_low_tide", "CAUTION"),
        ("great_belt", {"draught_m": 15.5}, DAY, "limits.great_belt_deep", "CAUTION"),
        ("drogden", {"draught_m": 6.0, "air_draught_m": 36.0}, DAY,
         "limits.drogden_airport", "CAUTION"),
    ],
)  # fmt: skip
def test_conditions_below_the_limit(
    place: str, sizes: dict[str, float], day: dt.date, rule: str, status: str
) -> None:
    verdict = judge(sized(**sizes), chokepoints.get(place), day)
    assert (verdict.rule, verdict.status.value) == (rule, status)


def test_a_limit_from_memory_says_so() -> None:
    verdict = judge(sized(draught_m=7.8), chokepoints.get("drogden"), DAY)
    assert "recommended" in verdict.reason
    assert "from memory" in verdict.reason
    assert "memory" in verdict.sources


def test_all_exceeded_limits_are_named() -> None:
    verdict = check_size(
        sized(draught_m=10, beam_m=40, loa_m=250), chokepoints.get("kiel_canal"), DAY
    )
    assert verdict is not None
    assert all(f"{size} m" in verdict.reason for size in ("10", "40", "250"))


def test_an_unknown_dimension_is_open_and_told() -> None:
    drogden = chokepoints.get("drogden")
    assert unchecked_limits(SHIP, drogden) == ("draught (limit 7.7 m)",)
    assert unchecked_limits(sized(draught_m=7.0), drogden) == ()
    verdict = judge(SHIP, drogden, DAY)
    assert verdict.status is Status.OPEN
    assert "not checked: draught (limit 7.7 m)" in verdict.reason
    # A wide limit is no reason to keep clear, and not worth a word in the verdict.
    assert "not checked" not in judge(SHIP, chokepoints.get("suez_canal"), DAY).reason
    assert len(unchecked_limits(SHIP, chokepoints.get("suez_canal"))) == 4


@given(
    place=st.sampled_from([point.id for point in chokepoints.all_chokepoints()]),
    vessel_type=st.sampled_from(list(VesselType)),
    flag=st.sampled_from(["RU", "UA", "DE", "LR"]),
    dimension=st.sampled_from(["draught_m", "beam_m", "loa_m", "air_draught_m"]),
    sizes=st.tuples(st.floats(0.1, 500), st.floats(0.1, 500)).map(sorted),
    rest=st.fixed_dictionaries(
        {}, optional={"loa_m": st.floats(10, 420), "beam_m": st.floats(3, 80)}
    ),
)
def test_a_greater_ship_is_never_freer(
    place: str,
    vessel_type: VesselType,
    flag: str,
    dimension: str,
    sizes: list[float],
    rest: dict[str, float],
) -> None:
    point = chokepoints.get(place)
    small, great = (
        judge(
            Vessel("Ship", vessel_type, flag, **{**rest, dimension: size}), point, DAY
        ).status.severity
        for size in sizes
    )
    assert great >= small
