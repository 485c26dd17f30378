"""Speed made good: by type, by ship, as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute.bands import Band
from navroute.datafiles import read_csv, split_list
from navroute.errors import InvalidInputError
from navroute.transit.speed import SpeedBasis, speed_for
from navroute.vessels import Vessel, VesselType

NAVAL = Band(7.7, 9.2, 12.3)


def ship(kind: str = "merchant", **known: object) -> Vessel:
    return Vessel("Test Ship", VesselType(kind), "RU", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["warship", "auxiliary", "naval_tanker"])
def test_naval_ships_make_good_what_groups_were_observed_to(kind):
    basis = speed_for(ship(kind, cruise_speed_kn=14, max_speed_kn=29.5))
    assert basis.band_kn == NAVAL
    # Korolev, Minsk and Kaliningrad, Great Belt 17 January to Tartus 4 February 2022, at 9.2 kn.
    assert 0.9 < basis.band_kn.p50 / 9.2 < 1.1
    assert "itm-20240519" in basis.sources


def test_a_submarine_goes_surfaced():
    basis = speed_for(ship("submarine", cruise_speed_kn=7.5, max_speed_kn=20))
    # Skagen to Gibraltar in 2024 at 6.7 kn, Polyarny to Gibraltar in 2015 at 7.5 kn.
    assert basis.band_kn.p10 < 6.7 < basis.band_kn.p50 < 7.5 < basis.band_kn.p90
    assert "surfaced" in basis.basis


def test_a_merchant_makes_good_less_than_its_cruise_speed():
    basis = speed_for(ship(cruise_speed_kn=13, from_memory=frozenset({"cruise_speed_kn"})))
    # Ursa Major, cruise 13: St Petersburg 11 Dec to the western Mediterranean 22 Dec 2024 at 10.7.
    assert basis.band_kn.p10 < 10.7 < basis.band_kn.p50 < 13
    assert "from memory" in basis.assumptions[0]


def test_a_towed_ship_makes_good_what_tows_were_observed_to():
    basis = speed_for(ship("warship", cruise_speed_kn=14, max_speed_kn=29.5), under_tow=True)
    # Portsmouth to Aliaga in 19 days in 2011 (2,816 nm): 6.2 kn; Newport to Brownsville in 22 days
    # in 2014 (2,120 nm by the tug's owner): 4.0 kn; Foss planned 6 kn for USS Constellation.
    assert basis.band_kn.p10 < 4.0 < basis.band_kn.p50 < 6.0 < basis.band_kn.p90 < 7
    assert (basis.under_tow, basis.holds_stops, basis.in_usual_weather) == (True, True, True)
    assert {"tow-invincible", "tow-saratoga", "tow-constellation"} <= set(basis.sources)
    given = speed_for(ship("warship", max_speed_kn=5), speed="5-6-7", under_tow=True)
    assert given.band_kn == Band(5, 6, 7)
    assert (given.under_tow, given.holds_stops, given.warnings) == (True, False, ())
    assert not speed_for(ship("warship")).under_tow


def test_a_slow_auxiliary_keeps_its_own_pace():
    # The tug Evgeniy Churov, cruise 8, reports 6 to 10 kn.
    band = speed_for(ship("auxiliary", cruise_speed_kn=8)).band_kn
    assert band == Band(6.7, 8.0, 10.7)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("aircraft_carrier", "No observed speeds of the type aircraft carrier"),
        ("capital_ship", "No observed speeds of the type capital ship"),
        ("merchant", "No cruise speed known"),
    ],
)
def test_a_ship_without_figures_falls_back_and_says_so(kind, words):
    basis = speed_for(ship(kind))
    assert basis.band_kn == NAVAL
    assert any(words in line for line in basis.assumptions)


def test_no_derived_speed_exceeds_the_maximum():
    basis = speed_for(ship("warship", max_speed_kn=9))
    assert basis.band_kn == Band(7.7, 9, 9)
    assert any("maximum of 9 kn" in line for line in basis.assumptions)
    assert speed_for(ship(max_speed_kn=11.2), speed=11).band_kn.p90 == 11.2


def test_one_number_spreads_by_one_sea_margin():
    # A margin of 15 % on power: 1.15 ** (-1 / 3) = 0.954.
    expected = Band(10.49, 11, 11.53)
    for value in (11, 11.0, "11", " 11 kn", "11knots"):
        assert speed_for(ship(), speed=value).band_kn == expected


def test_three_numbers_are_taken_as_they_are():
    assert not speed_for(ship(), speed="9-11-13").in_usual_weather
    assert speed_for(ship(), speed=11).in_usual_weather
    for value in ("9-11-13", "9-11-13 kn", Band(9, 11, 13)):
        assert speed_for(ship(max_speed_kn=15), speed=value).band_kn == Band(9, 11, 13)
    assert speed_for(ship(), speed=Band.exactly(11)).band_kn == Band.exactly(11)


def test_a_speed_above_the_maximum_is_used_and_warned_of():
    for value in (20, "9-11-20"):
        basis = speed_for(ship(max_speed_kn=18), speed=value)
        assert basis.band_kn.p90 == 20
        assert "above the maximum" in basis.warnings[0]
    assert not speed_for(ship(max_speed_kn=18), speed=18).warnings


@pytest.mark.parametrize(
    "value",
    [
        0,
        -3,
        "-3",
        "0",
        60.1,
        1e300,
        10**400,
        float("nan"),
        "nan",
        "inf",
        "",
        "fast",
        "9-11",
        "13-11-9",
        "9-11-70",
        "0-11-13",
        "11,5",
        [11],
        Band(0, 5, 10),
    ],
)
def test_impossible_speeds_are_refused(value):
    with pytest.raises(InvalidInputError) as caught:
        speed_for(ship(), speed=value)
    assert caught.value.hint


@given(st.floats(0.1, 60), st.floats(0.1, 60), st.one_of(st.none(), st.floats(1, 40)))
def test_a_faster_speed_is_faster_in_every_percentile(one, other, max_kn):
    slow, fast = (
        speed_for(ship(max_speed_kn=max_kn), speed=v).band_kn for v in sorted((one, other))
    )
    assert slow.p10 <= fast.p10
    assert slow.p50 <= fast.p50
    assert slow.p90 <= fast.p90


def test_a_basis_checks_itself():
    with pytest.raises(InvalidInputError):
        SpeedBasis(Band(0, 5, 10), "by hand")


def test_every_row_of_the_table_has_a_source_that_is_listed():
    listed = {row["key"] for row in read_csv("sources.csv")}
    for row in read_csv("speeds.csv"):
        sources = split_list(row["sources"])
        assert sources
        assert set(sources) <= listed


def test_a_basis_made_elsewhere_is_used_itself():
    calibrated = SpeedBasis(Band(10, 10.4, 10.9), "three sightings since 5 February")
    assert speed_for(ship(), speed=calibrated) is calibrated
