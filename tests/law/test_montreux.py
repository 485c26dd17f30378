"""The Convention in states of war that have not come about, given by hand."""

import datetime as dt
from itertools import pairwise

import pytest

from navroute import chokepoints
from navroute.law import montreux
from navroute.law.montreux import State, has_black_sea_base, judge, state_on
from navroute.vessels import Vessel, VesselType

BOSPHORUS = chokepoints.get("bosphorus")
DAY = dt.date(2030, 1, 1)

MERCHANT = Vessel("Merchant", VesselType.MERCHANT, "RU")
FRIGATE = Vessel("Frigate", VesselType.WARSHIP, "RU", home_port="Baltiysk")
FRENCH = Vessel("French", VesselType.WARSHIP, "FR", displacement_t=6000)

AT_WAR = State("turkey_belligerent", enemies=frozenset({"RU"}))
THREATENED = State("turkey_threatened")
PEACE = State("peace")
OTHER_WAR = State("war_turkey_neutral", since="2030-01-01", belligerents=frozenset({"GE", "RU"}))


@pytest.mark.parametrize(
    ("vessel", "state", "rule", "status"),
    [
        (MERCHANT, AT_WAR, "montreux.M3.enemy", "CLOSED"),  # art. 5
        (Vessel("Neutral", VesselType.MERCHANT, "LR"), AT_WAR, "montreux.M3", "CAUTION"),
        (MERCHANT, THREATENED, "montreux.M2", "CAUTION"),  # art. 6: by day
        (FRIGATE, AT_WAR, "montreux.W1", "CLOSED"),  # art. 20: discretion
        (FRENCH, THREATENED, "montreux.W1", "CLOSED"),  # art. 21
        (Vessel("Own", VesselType.WARSHIP, "TR"), AT_WAR, "montreux.TR", "OPEN"),
        (MERCHANT, OTHER_WAR, "montreux.M1", "OPEN"),  # art. 4
        (FRIGATE, OTHER_WAR, "montreux.W3", "CLOSED"),
        (Vessel("UA", VesselType.WARSHIP, "UA"), OTHER_WAR, "montreux.W4", "CLOSED"),
        (FRIGATE, PEACE, "montreux.W7", "CAUTION"),
        (FRENCH, PEACE, "montreux.W8", "CAUTION"),
        # Art. 14: 15,000 t in transit at once.
        (
            Vessel("Icebreaker", VesselType.AUXILIARY, "RU", displacement_t=15_001),
            PEACE, "montreux.W7.tonnage", "CLOSED",
        ),
        (
            Vessel("Tender", VesselType.AUXILIARY, "RU", displacement_t=15_000),
            PEACE, "montreux.W7", "CAUTION",
        ),
    ],
)  # fmt: skip
def test_rules_in_a_given_state(vessel: Vessel, state: State, rule: str, status: str) -> None:
    verdict = judge(vessel, BOSPHORUS, DAY, state=state)
    assert (verdict.rule, verdict.status.value) == (rule, status)


def test_a_new_war_is_told_with_its_own_states_and_date() -> None:
    reason = judge(FRIGATE, BOSPHORUS, DAY, state=OTHER_WAR).reason
    assert "Georgia and Russia since 1 January 2030" in reason


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        ("1936-11-08", "not_modelled"),
        ("1936-11-09", "peace"),  # in force, cia-montreux
        ("1942-06-01", "not_modelled"),
        ("2022-02-27", "peace"),
        ("2022-02-28", "war_turkey_neutral"),  # oral-nus
        ("2099-01-01", "war_turkey_neutral"),
        ("0001-01-01", "not_modelled"),
    ],
)
def test_states_cover_every_day(day: str, regime: str) -> None:
    assert state_on(dt.date.fromisoformat(day)).regime == regime


def test_states_follow_each_other_without_gap_or_overlap() -> None:
    rows = montreux.montreux()["states"]
    for earlier, later in pairwise(rows):
        end = dt.date.fromisoformat(earlier["until"])
        assert dt.date.fromisoformat(later["from"]) == end + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("home_port", "expected"),
    [
        ("Novorossiysk", True),
        ("Novorossiysk; Baltiysk from 2024", True),
        ("Sevastopol (registered base); works from Baltiysk", True),
        ("Севастополь", True),
        ("Odesa", True),
        ("Baltiysk", False),
        ("Severomorsk", False),
        ("Vladivostok*", False),
        ("Nikolaevsk-on-Amur", False),  # not Nikolaev
        ("", False),
    ],
)
def test_black_sea_bases(home_port: str, expected: bool) -> None:
    assert has_black_sea_base(home_port) is expected
