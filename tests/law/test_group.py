"""Several ships together: the most restricted decides, and warships count."""

from __future__ import annotations

import datetime as dt

import pytest

from navroute import vessels
from navroute.law.group import judge_group, warships_of_her_flag
from navroute.law.judge import judge_all
from navroute.law.verdict import Status

DAY = dt.date(2025, 1, 27)
LANDING = ("Aleksandr Shabalin", "Aleksandr Otrakovsky", "Ivan Gren", "Pyotr Morgunov")


def ships(*names: str) -> list[vessels.Vessel]:
    return [vessels.get(name) for name in names]


def judged(*names: str, on: dt.date = DAY, opened=None):
    return judge_group(ships(*names), on, opened=opened or {}, closed={})


def test_a_group_of_one_is_judged_as_that_ship():
    assert judged("Sparta II") == judge_all(vessels.get("Sparta II"), DAY)
    assert judge_group((), DAY, opened={}, closed={}) == judge_all(None, DAY)


def test_warships_close_the_straits_to_the_whole_group_by_name():
    verdict = judged("Sparta", "Sparta II", "Aleksandr Otrakovsky")["bosphorus"]
    assert (verdict.status, verdict.rule) == (Status.CLOSED, "montreux.W3")
    assert verdict.reason.startswith("For Aleksandr Otrakovsky: ")
    assert not verdict.avoided


def test_a_group_verdict_is_never_milder_than_that_of_a_member():
    names = ("Sparta II", "Severomorsk", "General Skobelev", "Novorossiysk")
    together = judged(*names)
    for name in names:
        for key, verdict in judge_all(vessels.get(name), DAY).items():
            assert together[key].status.severity >= verdict.status.severity


@pytest.mark.parametrize("strait", ["great_belt", "sound_helsingor"])
def test_more_than_three_warships_of_a_nation_give_notice_in_the_danish_straits(strait):
    assert judged(*LANDING[:3])[strait].status is Status.OPEN
    four = judged(*LANDING)[strait]
    assert (four.status, four.rule) == (Status.CAUTION, "danish.company")
    assert "here are 4" in four.reason
    assert "dod-mcrm-dk" in four.sources
    # Merchants do not count, tankers and submarines of the navy do.
    assert judged(*LANDING[:3], "Sparta", "Sparta II")[strait].status is Status.OPEN
    assert judged(*LANDING[:2], "Vyazma", "Novorossiysk")[strait].rule == "danish.company"


def test_the_danish_rule_is_of_may_1999_and_may_be_overruled():
    assert judged(*LANDING, on=dt.date(1999, 4, 1))["great_belt"].rule != "danish.company"
    opened = judged(*LANDING, opened={"great_belt": "--open great_belt"})["great_belt"]
    assert (opened.status, opened.overridden) == (Status.OPEN, "--open great_belt")


def test_only_warships_of_one_flag_count_together():
    mixed = [*ships(*LANDING[:3]), vessels.adhoc(type="warship", flag="FR")]
    assert [warships_of_her_flag(ship, mixed) for ship in mixed] == [3, 3, 3, 1]


def test_what_one_ship_avoids_the_group_avoids():
    alone = judge_all(vessels.get("Sparta II"), DAY)
    assert not alone["drogden"].avoided or alone["drogden"].status is not Status.CLOSED
    together = judged("Sparta II", "Ivan Gren")
    assert together["drogden"].avoided  # foreign warships would have to notify Denmark there
