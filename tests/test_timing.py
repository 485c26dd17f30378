"""Whole voyages in time: seasons, arrivals to keep, windows, noons, weather files."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from navroute import planner
from navroute.errors import VesselUnavailableError
from navroute.imports.answer import answer_from_dict
from navroute.noons import noon_positions
from navroute.results import Voyage
from navroute.transit.daylight import day_or_twilight_or_night

FROM, TO = "43.6N,8.5W", "48.3N,5.3W"  # across the Bay of Biscay
ARRIVE = "2025-02-17T06:00Z"


@functools.cache
def biscay(**options: object) -> Voyage:
    return planner.voyage("Ivan Gren", FROM, TO, **options)  # type: ignore[arg-type]


def test_biscay_in_january_is_slower_and_wider_than_in_july():
    for options in ({}, {"speed": 12}):
        winter, summer = (
            biscay(depart=f"2025-{month}-15", stops=False, **options).duration_h
            for month in ("01", "07")
        )
        assert winter.p50 > 1.02 * summer.p50
        assert winter.p90 - winter.p10 > summer.p90 - summer.p10


def test_an_arrival_is_kept_by_sailing_at_the_latest_departure():
    answer = biscay(arrive=ARRIVE)
    assert answer.arrive_by is not None
    latest = answer.arrive_by.latest_departures
    assert answer.depart == latest["p90"] < latest["p50"] < answer.arrive_by.moment
    minute = dt.timedelta(minutes=1)
    for level in ("p50", "p90"):
        sailed = getattr(biscay(depart=latest[level]).eta, level)
        assert answer.arrive_by.moment - minute <= sailed <= answer.arrive_by.moment
    shown = answer.to_dict()["arrive_by"]
    assert shown["moment"] == "2025-02-17T06:00:00Z"
    assert set(shown["latest_departure"]) == {"p50", "p90"}


def test_a_window_shows_in_the_answer():
    answer = biscay(depart_window="2025-01-15..2025-01-17")
    assert answer.to_dict()["depart_latest"] == "2025-01-17T00:00:00Z"
    assert answer.eta.p90 - answer.eta.p10 > dt.timedelta(hours=30)


def test_the_answer_says_what_the_time_rests_on():
    told = " ".join(biscay(depart="2025-01-15").route.assumptions)
    for word in ("usual weather", "COADS", "--no-stops"):
        assert word in told
    without = biscay(depart="2025-01-15", stops=False)
    assert any("Without unplanned stops" in line for line in without.route.assumptions)
    given = planner.voyage("Ivan Gren", FROM, TO, depart="2025-01-15", speed="9-11-13")
    assert not any("COADS" in line for line in given.route.assumptions)


def test_a_towed_ship_is_slow_burns_no_fuel_and_stops_with_the_tow():
    towed = biscay(depart="2025-01-15", under_tow=True)
    assert towed.duration_h.p50 > 1.4 * biscay(depart="2025-01-15").duration_h.p50
    assert towed.fuel is None
    told = " ".join(towed.assumptions)
    for words in ("Under tow", "burns no fuel of her own", "stops are in their speed"):
        assert words in told
    assert "Unplanned stops" not in told
    assert "as asked" not in told
    given = biscay(depart="2025-01-15", under_tow=True, speed="5-6-7")
    assert given.speed.band_kn.p50 == 6
    assert "Unplanned stops" in " ".join(given.assumptions)


def test_json_holds_the_numbers_behind_the_sentences():
    answer = biscay(depart="2025-01-15")
    shown = answer.to_dict()
    assert shown["weather"]["covered_share"] == 1
    assert "coads-ferret" in shown["weather"]["sources"]
    assert f"a {shown['stops']['chance']:.0%} chance" in " ".join(answer.assumptions)
    assert shown["stops"]["p90_h"] == pytest.approx(80 * 9 ** (1 / 1.6), abs=0.1)
    assert shown["losses"]["weather_h"]["p90"] > 0
    assert shown["losses"]["stopped_h"]["p50"] == 0
    # Quoted at 16 kn: below 0.75 of that the range grows no more.
    assert shown["fuel"]["range_capped_below_kn"] == 12
    assert shown["fuel"]["range_capped"] is True
    made_good = biscay(depart="2025-01-15", speed="13-14-15", stops=False).to_dict()
    assert made_good["weather"] is made_good["stops"] is None
    assert made_good["losses"]["weather_h"] == {"p10": 0, "p50": 0, "p90": 0}
    assert made_good["fuel"]["range_capped"] is False
    assert answer_from_dict(json.loads(json.dumps(shown))).to_dict() == shown


def test_light_is_told_at_p10_p50_and_p90(navroute_cli):
    asked = ("Ivan Gren", "--from", "Tartus", "--to", "Baltiysk", "--depart", "2025-01-27T12:00Z")
    passages = navroute_cli("eta", *asked, "--json").json()["passages"]
    for passage in passages:
        place = {key: passage[key] for key in ("lat", "lon")}
        for name, moment in passage["eta"].items():
            expected = day_or_twilight_or_night(moment=dt.datetime.fromisoformat(moment), **place)
            assert passage["light_at"][name] == expected.value
        assert passage["light"] == passage["light_at"]["p50"]
    shown = navroute_cli("eta", *asked).out
    bands = ["-".join(passage["light_at"].values()) for passage in passages]
    assert any(len(set(band.split("-"))) > 1 and band in shown for band in bands)


def test_noons_are_daily_and_lie_on_the_way():
    answer = planner.voyage("Ivan Gren", "Tartus", "Gibraltar", depart="2025-01-15T12:00Z")
    noons = noon_positions(answer)
    assert noons[0].moment == dt.datetime(2025, 1, 16, 12, tzinfo=dt.UTC)
    days = {later.moment - noon.moment for noon, later in itertools.pairwise(noons)}
    assert days == {dt.timedelta(days=1)}
    assert noons[-1].moment < answer.eta.p50 <= noons[-1].moment + dt.timedelta(days=1)
    runs = np.array([[n.run_nm.p10, n.run_nm.p50, n.run_nm.p90] for n in noons])
    assert np.all(np.diff(runs, axis=0) >= 0)
    assert np.all(np.diff(runs, axis=1) >= 0)
    assert 6 * 24 < np.diff(runs[:, 1]).mean() < 12 * 24  # a day's run at 6 to 12 kn
    first = noons[0].to_dict()
    assert first["time"] == "2025-01-16T12:00:00Z"
    assert first["positions"]["p50"]["lat"] == pytest.approx(34.5, abs=1.5)


def test_a_storm_in_a_weather_file_slows_the_ship(tmp_path: Path):
    pytest.importorskip("xarray")
    netcdf = pytest.importorskip("scipy.io").netcdf_file
    with netcdf(tmp_path / "storm.nc", "w") as file:
        axes = {
            "time": np.arange(0, 97, 12.0),
            "latitude": np.arange(42.0, 51),
            "longitude": np.arange(-12.0, -2),
        }
        for name, values in axes.items():
            file.createDimension(name, values.size)
            file.createVariable(name, "d", (name,))[:] = values
        file.variables["time"].units = "hours since 2025-01-15 00:00:00"
        for name, value in (("u10", 0.0), ("v10", -18.0)):  # from the north, dead ahead
            file.createVariable(name, "f", tuple(axes))[:] = np.full(
                [v.size for v in axes.values()], value
            )
    usual = biscay(depart="2025-01-15", stops=False)
    storm = planner.voyage(
        "Ivan Gren", FROM, TO, depart="2025-01-15", stops=False, weather=tmp_path / "storm.nc"
    )
    assert storm.duration_h.p50 > 1.25 * usual.duration_h.p50
    assert any("storm.nc" in line and "100%" in line for line in storm.route.assumptions)
    made_good = planner.voyage(
        "Ivan Gren", FROM, TO, depart="2025-01-15", speed="9-11-13", weather=tmp_path / "storm.nc"
    )
    assert any("not used" in line for line in made_good.route.assumptions)


def test_the_shell_takes_the_same_options(navroute_cli):
    places = ("Ivan Gren", "--from", FROM, "--to", TO)
    answer = navroute_cli("eta", *places, "--arrive", ARRIVE, "--noon", "--json").json()
    assert answer["arrive_by"]["latest_departure"]["p90"] == answer["depart"]
    assert all(noon["time"].endswith("T12:00:00Z") for noon in answer["noon"])
    shown = navroute_cli("eta", *places, "--depart-window", "2025-01-15..2025-01-17", "--noon")
    assert "2025-01-15 00:00 UTC to 2025-01-17 00:00 UTC" in shown.out
    head = next(line for line in shown.out.splitlines() if line.startswith("Noon (UTC)"))
    assert "nm run at least (p10)" in head
    assert "at most (p90)" in head
    quiet, usual = (
        navroute_cli("eta", *places, "--depart", "2025-01-15", "--json", *more).json()
        for more in (("--no-stops",), ())
    )
    assert quiet["duration_h"]["p90"] < usual["duration_h"]["p90"]
    assert navroute_cli("eta", *places, "--depart", "2025-01-15", "--arrive", ARRIVE).code == 2


@pytest.mark.parametrize(
    ("start", "end"),
    [("Brunsbuttel", "Kiel"), ("Cristobal", "Balboa"), ("Port Said", "Ismailia")],
)
def test_a_voyage_may_end_in_a_canal_or_just_past_it(start: str, end: str):
    for way in ((start, end), (end, start)):
        answer = planner.voyage("Sparta II", *way, depart="2020-06-10", stops=False)
        assert answer.duration_h.p50 > 5
        assert not any("over 0 nm" in line for line in answer.route.assumptions)


def test_a_window_must_end_before_the_ship_is_lost():
    with pytest.raises(VesselUnavailableError, match="2024-12-28"):
        planner.voyage("Ursa Major", FROM, TO, depart_window="2024-12-20..2024-12-28")


def test_a_booking_that_nothing_on_the_way_takes_is_said():
    warned = biscay(depart="2025-01-15", booked=True).warnings
    assert any("--booked changes nothing" in warning for warning in warned)
    panama = planner.voyage(
        "Sparta", "Callao", "Havana", depart="2025-01-15", booked=False, opened="panama"
    )
    assert "panama_canal" in [passage.id for passage in panama.passages]
    assert not any("changes nothing" in warning for warning in panama.warnings)
