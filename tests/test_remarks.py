"""What an answer says it rests on, asked of whole routes and voyages."""

from __future__ import annotations

import datetime as dt

import pytest

import navroute
from navroute import remarks, vessels
from navroute.vessels import Vessel, VesselType

ROUND_THE_PELOPONNESE_NM = 200  # Patras-Piraeus by sea; by the Corinth Canal about 100


def test_a_route_without_a_ship_keeps_clear_of_the_corinth_canal_and_says_so():
    found = navroute.route("Patras", "Piraeus")
    assert found.distance_nm > ROUND_THE_PELOPONNESE_NM
    assert any("Keeps clear of the Corinth Canal" in line for line in found.assumptions)
    (told,) = [v.reason for v in found.verdicts if v.chokepoint == "corinth_canal"]
    assert "beam (limit 16.5 m)" in told


def test_opened_by_hand_the_canal_is_used_and_its_size_told():
    found = navroute.route("Patras", "Piraeus", opened="corinth")
    assert [passage.id for passage in found.passages] == ["corinth_canal"]
    assert any("Corinth Canal: draught (limit 7.3 m)" in line for line in found.assumptions)


def test_the_suez_canal_is_shut_in_1970_to_a_route_without_a_ship_too():
    found = navroute.route("Tartus", "Mumbai", as_of=dt.date(1970, 6, 10))
    assert "good_hope" in [passage.id for passage in found.passages]
    assert any("law of the past" in line for line in found.assumptions)


def test_a_russian_merchant_bound_for_hamburg_is_warned():
    found = navroute.voyage("Sparta II", "Baltiysk", "Hamburg", depart="2025-01-27T12:00Z")
    (warning,) = [line for line in found.warnings if "Ports of the European Union" in line]
    assert "16 April 2022" in warning
    home = navroute.voyage("Sparta II", "Tartus", "Baltiysk", depart="2025-01-27T12:00Z")
    assert not any("European Union" in line for line in home.warnings)


def test_a_position_is_no_port():
    ship = Vessel("Sparta II", VesselType.MERCHANT, "RU")
    off_hamburg = navroute.Position(lat=53.5, lon=9.9)
    day = dt.date(2025, 1, 27)
    assert remarks.of_port(ship, off_hamburg, day) == ()
    assert remarks.of_port(ship, navroute.ports.get("Hamburg"), day) != ()


def test_an_adhoc_ship_without_a_flag_is_foreign_and_that_is_said():
    ship = vessels.adhoc(type="warship")
    found = navroute.voyage(ship, "Tartus", "Valletta", depart="2024-12-15T00:00Z")
    said = "No flag is known of a warship: treated as foreign everywhere."
    assert list(found.assumptions).count(said) == 1
    known = navroute.voyage("Ivan Gren", "Tartus", "Valletta", depart="2024-12-15T00:00Z")
    assert not any("No flag" in line for line in known.assumptions)


@pytest.mark.parametrize(("day", "told"), [("2024-12-15", False), ("2999-01-01", True)])
def test_a_day_to_come_is_told_once(day, told):
    ship = vessels.adhoc(type="warship", flag="RU")
    found = navroute.voyage(
        ship,
        "Tartus",
        "Valletta",
        depart="2024-12-15T00:00Z",
        as_of=dt.date.fromisoformat(day),
    )
    assert sum("still to come" in line for line in found.assumptions) == told
