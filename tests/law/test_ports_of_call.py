"""Ports closed to a ship; dates and cases from the regulation and from reports."""

import datetime as dt

import pytest

from navroute.law.ports_of_call import judge_port
from navroute.law.rulebook import passage
from navroute.law.verdict import Status
from navroute.vessels import Vessel, VesselType

MERCHANT = Vessel("Sparta II", VesselType.MERCHANT, "RU")
KULAKOV = Vessel("Vice-Admiral Kulakov", VesselType.WARSHIP, "RU")
LIBERIAN = Vessel("Bulker", VesselType.MERCHANT, "LR")


@pytest.mark.parametrize(
    ("vessel", "country", "day", "rule"),
    [
        (MERCHANT, "DE", "2022-04-15", None),  # demaribus-3ea: from 16 April 2022
        (MERCHANT, "DE", "2022-04-16", "ports.eu_russian_flag"),
        (MERCHANT, "EE", "2025-01-27", "ports.eu_russian_flag"),
        (MERCHANT, "TR", "2025-01-27", None),
        (MERCHANT, "NO", "2025-01-27", None),  # not of the Union
        (LIBERIAN, "DE", "2025-01-27", None),
        (KULAKOV, "ES", "2021-08-18", "ports.spain_russian_warship"),  # seawanderer-ceuta
        (KULAKOV, "ES", "2015-08-18", None),  # some fifty calls at Ceuta from 2011 to 2016
        (KULAKOV, "GR", "2021-08-18", None),
    ],
)
def test_ports(vessel: Vessel, country: str, day: str, rule: str | None) -> None:
    found = judge_port(vessel, country, dt.date.fromisoformat(day))
    assert (found.rule if found else None) == rule


def test_the_warning_names_the_regulation_the_day_and_the_sources() -> None:
    found = judge_port(MERCHANT, "DE", dt.date(2025, 1, 27))
    assert found is not None
    assert (found.status, found.article, found.since) == (Status.CLOSED, "3ea", "2022-04-16")
    for expected in ("16 April 2022", "833/2014", "eu-3ea"):
        assert expected in found.warning


def test_the_union_has_27_members() -> None:
    assert len(set(passage("ports_of_call")["eu_members"])) == 27
