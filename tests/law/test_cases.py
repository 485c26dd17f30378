"""Ship, chokepoint and date against the verdict that treaty, regulation or report gives.

Each row says where its expectation comes from; none was taken from navroute's own output.
"""

import datetime as dt

import pytest

from navroute import chokepoints
from navroute.law.judge import judge
from navroute.law.verdict import Status
from navroute.vessels import Vessel, VesselType

OPEN, CAUTION, CLOSED = Status.OPEN, Status.CAUTION, Status.CLOSED

# Dimensions and bases as in the sources of the ships' table; names are the ships of 2024.
GOLOVKO = Vessel(
    "Admiral Golovko", VesselType.WARSHIP, "RU", home_port="Severomorsk",
    draught_m=4.5, beam_m=16, loa_m=135,
)  # fmt: skip
GREN = Vessel(
    "Ivan Gren", VesselType.WARSHIP, "RU", home_port="Severomorsk",
    draught_m=3.6, beam_m=16.5, loa_m=135,
)  # fmt: skip
UDALOY = Vessel(
    "Severomorsk", VesselType.WARSHIP, "RU", home_port="Severomorsk",
    draught_m=7.8, beam_m=19, loa_m=163,
)  # fmt: skip
KILO = Vessel(
    "Novorossiysk", VesselType.SUBMARINE, "RU", home_port="Novorossiysk",
    draught_m=6.6, beam_m=9.9, loa_m=73.8,
)  # fmt: skip
GRIGOROVICH = Vessel(
    "Admiral Grigorovich", VesselType.WARSHIP, "RU",
    home_port="Sevastopol (registered base); works from Baltiysk",
)  # fmt: skip
YELNYA = Vessel(
    "Yelnya", VesselType.NAVAL_TANKER, "RU", home_port="Baltiysk",
    draught_m=6.7, beam_m=15.4, loa_m=106.17,
)  # fmt: skip
KHURS = Vessel("Ivan Khurs", VesselType.AUXILIARY, "RU", home_port="Sevastopol", draught_m=4)
CHUROV = Vessel("Evgeniy Churov", VesselType.AUXILIARY, "RU", home_port="Baltiysk")
KUZNETSOV = Vessel("Admiral Kuznetsov", VesselType.AIRCRAFT_CARRIER, "RU", home_port="Murmansk")
VARYAG = Vessel("Varyag", VesselType.CAPITAL_SHIP, "RU", home_port="Vladivostok", draught_m=8.4)
SPARTA_II = Vessel(
    "Sparta II", VesselType.MERCHANT, "RU", home_port="Novorossiysk; Baltiysk from 2024",
    contested="Ukraine, 29 August 2022",
)  # fmt: skip
URSA_MAJOR = Vessel(
    "Ursa Major", VesselType.MERCHANT, "RU", draught_m=7.2, beam_m=23.2, loa_m=142.47
)
BULKER = Vessel("Bulker", VesselType.MERCHANT, "LR", draught_m=9.5, beam_m=27, loa_m=160)
COASTER = Vessel(
    "Coaster", VesselType.MERCHANT, "AG", draught_m=4, beam_m=11, loa_m=85, air_draught_m=20
)
TANKER = Vessel("Tanker", VesselType.MERCHANT, "FR", ship_class="product tanker", draught_m=9)
GREEK_TANKER = Vessel("Aegean", VesselType.MERCHANT, "GR", ship_class="crude oil tanker")
US_DESTROYER = Vessel("Destroyer", VesselType.WARSHIP, "US", displacement_t=9200, draught_m=9.4)
ISRAELI = Vessel("Ashdod", VesselType.MERCHANT, "IL", draught_m=8, beam_m=18, loa_m=140)
US_CRUISER = Vessel("Cruiser", VesselType.CAPITAL_SHIP, "US")
US_SUBMARINE = Vessel("Submarine", VesselType.SUBMARINE, "US")
UK_MINEHUNTER = Vessel("Cherkasy", VesselType.WARSHIP, "UA", home_port="Odesa")
RO_FRIGATE = Vessel("Regina Maria", VesselType.WARSHIP, "RO", home_port="Constanta")
TR_FRIGATE = Vessel("Barbaros", VesselType.WARSHIP, "TR", home_port="Gölcük")
DK_FRIGATE = Vessel("Iver Huitfeldt", VesselType.WARSHIP, "DK", draught_m=5.3)
DE_FRIGATE = Vessel("Hessen", VesselType.WARSHIP, "DE", draught_m=6, beam_m=17.4, loa_m=143)
UA_COASTER = Vessel("Odesa Star", VesselType.MERCHANT, "UA", draught_m=5)
UA_GUNBOAT = Vessel("Berdyansk", VesselType.WARSHIP, "UA", home_port="Berdiansk", draught_m=1.3)

CASES = [
    # Montreux art. 19 and the Turkish announcement of 28 February 2022.
    (GOLOVKO, "bosphorus", "2024-12-15", CLOSED, "montreux.W3"),
    (GREN, "dardanelles", "2022-02-28", CLOSED, "montreux.W3"),
    (GREN, "dardanelles", "2022-02-27", CAUTION, "montreux.W7"),  # arts. 10, 13: notice
    (CHUROV, "bosphorus", "2025-04-01", CLOSED, "montreux.W3"),  # Annex II: vessel of war
    (YELNYA, "bosphorus", "2024-12-15", CLOSED, "montreux.W9"),  # art. 9 does not lift art. 19
    (YELNYA, "bosphorus", "2018-02-01", OPEN, "montreux.art9"),  # art. 9: no notice if alone
    # Art. 19(4), base return: named, but closed by default.
    (KILO, "bosphorus", "2025-01-02", CLOSED, "montreux.W2"),
    (GRIGOROVICH, "dardanelles", "2023-05-08", CLOSED, "montreux.W2"),  # esut-grig
    (KHURS, "bosphorus", "2024-01-01", CLOSED, "montreux.W2"),
    # Art. 12: Novorossiysk came from the Baltic to its Black Sea base in September 2015.
    (KILO, "bosphorus", "2015-09-20", CAUTION, "montreux.W5"),
    (US_SUBMARINE, "bosphorus", "2019-06-01", CLOSED, "montreux.W5.closed"),
    # Arts. 10 and 11: capital ships and carriers.
    (VARYAG, "bosphorus", "2010-06-01", CAUTION, "montreux.W6"),
    (US_CRUISER, "bosphorus", "2010-06-01", CLOSED, "montreux.W6.closed"),
    (KUZNETSOV, "bosphorus", "2010-06-01", CLOSED, "montreux.carrier"),
    # Art. 18 for states outside the Black Sea; Turkish policy since 2022 for all.
    (US_DESTROYER, "bosphorus", "2021-11-25", CAUTION, "montreux.W8"),
    (US_DESTROYER, "bosphorus", "2023-02-01", CLOSED, "montreux.W4"),  # almayadeen-2023
    (RO_FRIGATE, "bosphorus", "2023-02-01", CLOSED, "montreux.W4"),
    (UK_MINEHUNTER, "dardanelles", "2024-01-02", CLOSED, "montreux.W2"),  # cumhuriyet-2024
    (TR_FRIGATE, "bosphorus", "2024-01-02", OPEN, "montreux.TR"),
    # Arts. 2 and 4; the Sparta family contested and avoiding.
    (SPARTA_II, "bosphorus", "2022-08-26", OPEN, "montreux.M1"),
    (SPARTA_II, "bosphorus", "2023-06-01", CAUTION, "montreux.M1.contested"),
    (SPARTA_II, "bosphorus", "2025-01-27", CAUTION, "montreux.M1.avoided"),
    (COASTER, "dardanelles", "2024-12-15", OPEN, "montreux.M1"),
    (COASTER, "dardanelles", "1935-01-01", CAUTION, "montreux.not_modelled"),
    # Treaty of Copenhagen 1857, ordinance of May 1999.
    (GOLOVKO, "great_belt", "2025-02-17", OPEN, "danish.warship"),
    (GOLOVKO, "drogden", "2025-02-17", CAUTION, "danish.notice"),
    (YELNYA, "little_belt", "2025-02-17", CAUTION, "danish.notice"),
    (DK_FRIGATE, "little_belt", "2025-02-17", OPEN, "danish.own"),
    (UDALOY, "drogden", "2025-02-17", CLOSED, "limits.draught"),  # 7.8 m > 7.7 m
    (URSA_MAJOR, "drogden", "2024-03-20", OPEN, "danish.merchant"),
    (BULKER, "flintrannan", "2024-03-20", CLOSED, "limits.draught"),
    # Kiel: authorisation of 1937; Regulation (EU) 833/2014 art. 3ea; table of sizes.
    (GREN, "kiel_canal", "2024-12-15", CLOSED, "kiel.warship_ru"),
    (DK_FRIGATE, "kiel_canal", "2024-12-15", CAUTION, "kiel.warship"),
    (DE_FRIGATE, "kiel_canal", "2024-12-15", OPEN, "kiel.german_warship"),
    (URSA_MAJOR, "kiel_canal", "2022-03-01", OPEN, "kiel.merchant"),
    (URSA_MAJOR, "kiel_canal", "2022-06-01", CAUTION, "kiel.eu_ports"),
    (URSA_MAJOR, "kiel_canal", "2022-08-15", CLOSED, "kiel.eu_locks"),
    (BULKER, "kiel_canal", "2024-12-15", OPEN, "kiel.merchant"),  # just the table's corner
    # Constantinople 1888 and the Neutrality Treaty of 1977: all flags, in war too.
    (VARYAG, "suez_canal", "2024-12-15", OPEN, "suez.warship"),
    (VARYAG, "panama_canal", "2024-12-15", OPEN, "panama.warship"),
    # Closed 6 June 1967 to 5 June 1975 (hindu-suez-1967), blocked from 31 October 1956 until
    # cleared on 9 April 1957; Ashdod was the first Israeli ship on 30 April 1979 (jta-ashdod).
    (BULKER, "suez_canal", "1967-06-05", OPEN, "suez.merchant"),
    (BULKER, "suez_canal", "1967-06-06", CLOSED, "history.suez_1967"),
    (VARYAG, "suez_canal", "1970-06-10", CLOSED, "history.suez_1967"),
    (BULKER, "suez_canal", "1975-06-04", CLOSED, "history.suez_1967"),
    (BULKER, "suez_canal", "1975-06-05", OPEN, "suez.merchant"),
    (BULKER, "suez_canal", "1957-01-01", CLOSED, "history.suez_1956"),
    (BULKER, "suez_canal", "1957-04-09", OPEN, "suez.merchant"),
    (ISRAELI, "suez_canal", "1955-01-01", CLOSED, "suez.israeli"),
    (ISRAELI, "suez_canal", "1979-04-29", CLOSED, "suez.israeli"),
    (ISRAELI, "suez_canal", "1979-04-30", OPEN, "suez.merchant"),
    (BULKER, "suez_canal", "1869-11-16", CLOSED, "history.not_yet_open"),
    (BULKER, "panama_canal", "1905-05-27", CLOSED, "history.not_yet_open"),
    # UNCLOS Part III, and what stands beside it.
    (KILO, "gibraltar", "2024-09-09", OPEN, "general.open.warship"),
    (SPARTA_II, "gibraltar", "2024-09-09", OPEN, "general.open.merchant"),
    (COASTER, "bab_el_mandeb", "2023-11-18", OPEN, "general.open.merchant"),
    (COASTER, "bab_el_mandeb", "2023-11-19", CAUTION, "general.red_sea_threat"),
    (GOLOVKO, "hormuz", "2024-01-01", CAUTION, "general.hormuz_warship"),
    (TANKER, "bonifacio", "2024-01-01", CLOSED, "general.bonifacio_ban"),  # A.766(18), FR
    (GREEK_TANKER, "bonifacio", "2024-01-01", CAUTION, "general.bonifacio_tanker"),
    (YELNYA, "bonifacio", "2024-01-01", OPEN, "general.open.warship"),  # exempt
    # Waters that Russia controls.
    (GREN, "kerch", "2024-01-01", OPEN, "russia.kerch.russian"),
    (US_DESTROYER, "kerch", "2010-01-01", CLOSED, "russia.kerch.foreign_warship"),  # and 9.4 m
    (DK_FRIGATE, "kerch", "2010-01-01", CLOSED, "russia.kerch.foreign_warship"),
    (DK_FRIGATE, "kerch", "1965-01-01", CAUTION, "general.before"),  # treaty of 24 December 2003
    (GREN, "kerch", "1965-01-01", CAUTION, "general.before"),
    (DK_FRIGATE, "hormuz", "1965-01-01", OPEN, "general.open.warship"),
    (TANKER, "bonifacio", "1965-01-01", OPEN, "general.open.merchant"),
    (UA_GUNBOAT, "kerch", "2018-11-25", CAUTION, "russia.kerch.ukrainian_warship"),
    (UA_COASTER, "kerch", "2023-01-01", CLOSED, "russia.kerch.ukrainian"),
    (COASTER, "kerch", "2020-01-01", CAUTION, "russia.kerch.merchant"),
    (GREN, "baltiysk", "2024-01-01", OPEN, "russia.internal.russian"),
    (DK_FRIGATE, "baltiysk", "2024-01-01", CLOSED, "russia.internal.foreign_warship"),
    (COASTER, "gorlo", "2024-01-15", CAUTION, "general.ice_season"),
    (COASTER, "gorlo", "2024-07-15", OPEN, "russia.internal.merchant"),
    # Ice, and the law of 5 December 2022.
    (COASTER, "vilkitsky", "2024-08-15", CLOSED, "arctic.ice"),
    (GREN, "vilkitsky", "2024-08-15", CLOSED, "arctic.ice"),
    (COASTER, "lancaster", "2024-08-15", CLOSED, "arctic.ice.northwest"),
    # No part of the sea.
    (COASTER, "volga_don", "2024-07-01", CLOSED, "russia.inland.foreign"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("vessel", "place", "day", "status", "rule"),
    CASES,
    ids=[f"{c[0].name}-{c[1]}-{c[2]}" for c in CASES],
)
def test_verdict(vessel: Vessel, place: str, day: str, status: Status, rule: str) -> None:
    verdict = judge(vessel, chokepoints.get(place), dt.date.fromisoformat(day))
    assert (verdict.status, verdict.rule) == (status, rule)


@pytest.mark.parametrize(
    ("vessel", "place", "avoided"),
    [
        (GOLOVKO, "great_belt", False),
        (GOLOVKO, "drogden", True),
        (CHUROV, "flintrannan", True),
        (KILO, "little_belt", True),
        (YELNYA, "drogden", True),
        (URSA_MAJOR, "drogden", False),
        (SPARTA_II, "drogden", True),  # draught unknown, and a way without it near
        (URSA_MAJOR, "little_belt", True),  # large
        (COASTER, "little_belt", False),
        (SPARTA_II, "bosphorus", False),  # no other sea way
        (SPARTA_II, "great_belt", False),
        (UDALOY, "drogden", False),  # closed, so not merely avoided
        (DK_FRIGATE, "corinth_canal", True),
    ],
)
def test_what_ships_of_its_kind_keep_clear_of(vessel: Vessel, place: str, avoided: bool) -> None:
    assert judge(vessel, chokepoints.get(place), dt.date(2024, 12, 15)).avoided is avoided


def test_a_closure_to_the_black_sea_fleet_names_the_clause_of_return() -> None:
    verdict = judge(KILO, chokepoints.get("bosphorus"), dt.date(2025, 1, 2))
    assert "19(4)" in verdict.article
    assert "no such passage has been reported" in verdict.reason
    assert verdict.since == "2022-02-28"


def test_the_clause_of_return_is_told_so_that_it_is_true_both_ways() -> None:
    """Art. 19(4): ships separated from their bases may return to them; it lets none leave."""
    reason = judge(GRIGOROVICH, chokepoints.get("bosphorus"), dt.date(2023, 1, 10)).reason
    assert "would let it return there" not in reason
    assert "the way in and not the way out" in reason


def test_a_closure_in_war_says_that_no_lifting_was_found() -> None:
    verdict = judge(GOLOVKO, chokepoints.get("dardanelles"), dt.date(2024, 12, 15))
    assert "Russia and Ukraine since 28 February 2022" in verdict.reason
    assert "no later lifting has been found" in verdict.reason


def test_both_reasons_stand_when_law_and_size_speak() -> None:
    verdict = judge(UDALOY, chokepoints.get("drogden"), dt.date(2025, 2, 17))
    assert "draws 7.8 m" in verdict.reason
    assert "notify Denmark" in verdict.reason
    assert {"dod-mcrm-dk", "thingsienjoy-sound"} <= set(verdict.sources)


def test_foreign_warships_on_the_northern_sea_route_meet_ice_and_law() -> None:
    strait = chokepoints.get("vilkitsky")
    after = judge(DK_FRIGATE, strait, dt.date(2023, 8, 1))
    before = judge(DK_FRIGATE, strait, dt.date(2021, 8, 1))
    assert after.rule == before.rule == "arctic.ice"
    assert "90 days ahead" in after.reason
    assert "90 days" not in before.reason
    assert "90 days" not in judge(GREN, strait, dt.date(2023, 8, 1)).reason


def test_no_rule_is_applied_before_it_was_made() -> None:
    verdict = judge(DK_FRIGATE, chokepoints.get("kiel_canal"), dt.date(1930, 6, 1))
    assert verdict.rule == "general.before"
    assert "15 January 1937" in verdict.reason
