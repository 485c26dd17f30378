"""Ships in company: pace, way, fuel, timetable, and what it costs each of them."""

from __future__ import annotations

import functools
import math

import pytest
from geojson_pydantic import FeatureCollection

import navroute
from navroute import errors
from navroute.imports.schemas import voyages_in
from navroute.law.judge import judge_all
from navroute.transit.fuel import Supply

DEPART = "2025-02-13T00:00Z"
SYRIAN = "Sparta,Sparta II,Aleksandr Otrakovsky,General Skobelev"


@functools.cache
def group(ships: str = SYRIAN, to: str = "Baltiysk", **options) -> navroute.Convoy:
    return navroute.convoy(ships, "Tartus", to, depart=DEPART, **options)


def alone(ship: str, to: str = "Baltiysk", **options) -> navroute.Voyage:
    return navroute.voyage(ship, "Tartus", to, depart=DEPART, **options)


def test_a_convoy_of_one_is_a_voyage():
    (member,) = group("Ivan Gren").members
    own = alone("Ivan Gren")
    assert member.voyage.to_dict() == own.to_dict()
    assert (member.later_h, member.extra_nm) == (0, 0)


@pytest.mark.parametrize(
    "ships", [SYRIAN, "Orekhovo-Zuyevo,Vyazma", "Novorossiysk,Severomorsk,Baltic Leader"]
)
def test_a_group_is_never_earlier_than_its_slowest_member_and_no_longer_ways_are_hidden(ships):
    for member in group(ships).members:
        own = alone(member.vessel.name)
        assert member.alone.eta == own.eta
        assert member.voyage.eta.p50 >= own.eta.p50
        assert member.extra_nm >= -1e-6
        assert member.later_h == (member.voyage.eta.p50 - own.eta.p50).total_seconds() / 3600


@pytest.mark.parametrize("ships", [SYRIAN, "Severomorsk,General Skobelev"])
def test_the_way_is_open_to_each_ship_and_the_timetable_is_one(ships):
    members = group(ships).members
    for member in members:
        verdicts = judge_all(member.vessel, member.voyage.as_of)
        passed = {passage.id for passage in member.voyage.passages}
        assert not [key for key in passed if verdicts[key].status is navroute.Status.CLOSED]
        assert member.voyage.passages == members[0].voyage.passages
        assert member.voyage.eta == members[0].voyage.eta


def test_time_by_hand():
    # 9 kn whatever the weather, but 8 kn on the first and last 5 nm; half an hour for the pilot.
    found = group(speed="9-9-9", stops=False)
    by_hand_h = (found.distance_nm - 10) / 9 + 10 / 8 + 0.5
    assert found.duration_h.p50 == pytest.approx(by_hand_h, abs=0.01)


def test_a_group_is_stopped_more_often_than_one_ship():
    # Of 0.14 stops per 1,000 nm a third is each ship's own: four ships have them twice as often.
    chance = 1 - math.exp(-0.14 * (1 + 0.33 * 3) * group().distance_nm / 1000)
    (together,) = group().groups
    told = [line for line in together.assumptions if line.startswith("Unplanned stops")]
    assert len(told) == 1
    assert f"a {chance:.0%} chance of one" in told[0]
    assert "4 ships stop when any" in told[0]
    quick = group("Sparta,Sparta II", speed="9-9-9").duration_h.p90
    assert group("Sparta,Sparta II,Ivan Gren,Kama", speed="9-9-9").duration_h.p90 > quick


def test_the_slowest_sets_the_pace_and_the_most_restricted_the_way():
    (together,) = group().groups
    assert together.voyage.speed.basis.startswith("pace of General Skobelev")
    # The tanker alone would take the Sound by Flintrännan, where warships must give notice.
    assert together.way_set_by == ("Sparta", "Sparta II", "Aleksandr Otrakovsky")
    by_name = {member.vessel.name: member for member in together.members}
    assert by_name["General Skobelev"].extra_nm > 50
    assert by_name["Sparta"].extra_nm == pytest.approx(0)
    assert by_name["Sparta II"].later_h > by_name["General Skobelev"].later_h > 0


def test_more_than_three_warships_are_cautioned_in_the_great_belt():
    four = group("Aleksandr Shabalin,Aleksandr Otrakovsky,Ivan Gren,Pyotr Morgunov")
    verdicts = {verdict.chokepoint: verdict for verdict in four.voyages[0].verdicts}
    assert verdicts["great_belt"].rule == "danish.company"
    three = group("Aleksandr Shabalin,Aleksandr Otrakovsky,Ivan Gren,Sparta")
    verdicts = {verdict.chokepoint: verdict for verdict in three.voyages[0].verdicts}
    assert verdicts["great_belt"].status is navroute.Status.OPEN


def test_a_tanker_in_company_makes_a_short_range_do():
    short = alone("Vladimir Emelyanov")
    assert not short.fuel.possible
    assert short.fuel.dry.distance_nm < short.distance_nm
    assert any("needs a tanker" in warning for warning in short.warnings)
    supplied = {m.vessel.name: m.voyage for m in group("Vladimir Emelyanov,Vyazma").members}
    fuel = supplied["Vladimir Emelyanov"].fuel
    assert fuel.possible
    assert {spot.supply for spot in fuel.replenishments} == {Supply.TANKER}
    assert fuel.replenishments[0].supplier == "Vyazma"
    assert supplied["Vyazma"].fuel.lasts


def test_a_towed_ship_sets_the_pace_and_burns_no_fuel():
    (together,) = group("Sparta,Ivan Gren,Kama", under_tow="Ivan Gren").groups
    voyage = together.voyage
    assert voyage.speed.basis.startswith("pace of Ivan Gren")
    assert voyage.speed.band_kn.p90 < 7
    members = {member.vessel.name: member for member in together.members}
    assert members["Ivan Gren"].voyage.fuel is None
    assert members["Ivan Gren"].alone.speed.under_tow
    assert members["Kama"].voyage.fuel is not None
    told = [line for line in together.assumptions if "Under tow" in line]
    assert len([line for line in told if "Ivan Gren burns no fuel" in line]) == 1
    assert voyage.stops is None  # the speed of the observed tows holds theirs
    with pytest.raises(errors.InvalidInputError, match="Vyazma is said to be towed"):
        group("Sparta,Ivan Gren", under_tow="Vyazma")


def test_a_group_may_part_where_the_law_parts_it():
    parted = group("Sparta II,Ivan Gren,Sparta", "Novorossiysk, Russia", may_split=True)
    merchants, warships = parted.groups
    assert [ship.name for ship in merchants.ships] == ["Sparta II", "Sparta"]
    assert "bosphorus" in {passage.id for passage in merchants.voyage.passages}
    assert [ship.name for ship in warships.ships] == ["Ivan Gren"]
    assert set(warships.error.closed) == {"bosphorus", "dardanelles"}
    assert {member.vessel.name for member in parted.members} == {"Sparta", "Sparta II"}


def test_where_the_same_is_closed_to_all_nobody_parts():
    together = group("Aleksandr Shabalin,Ivan Gren,Severomorsk", may_split=True)
    assert len(together.groups) == 1


def test_without_a_way_the_error_says_who_would_have_one():
    with pytest.raises(errors.NoRouteError, match=r"closed to Ivan Gren on") as caught:
        group("Sparta II,Ivan Gren", "Novorossiysk, Russia")
    assert "Sparta II would have a way" in caught.value.hint
    assert "--may-split" in caught.value.hint
    # What would be is of both, not of one of them at the other's pace.
    possible = caught.value.to_dict()["possible"]
    assert possible["schema"] == "navroute/convoy/1"
    (together,) = possible["groups"]
    assert together["ships"] == ["Sparta II", "Ivan Gren"]
    assert [row["vessel"]["name"] for row in together["members"]] == together["ships"]
    saved = voyages_in(caught.value.to_dict(), "refusal.json")
    assert [voyage["vessel"]["name"] for voyage in saved] == together["ships"]
    with pytest.raises(errors.NoRouteError, match="closed to Ivan Gren and Severomorsk on"):
        group("Ivan Gren,Sparta,Severomorsk", "Novorossiysk, Russia")
    with pytest.raises(errors.NoRouteError, match="closed to Sparta II and Ivan Gren on"):
        group("Sparta II,Ivan Gren", "Odesa", closed="bosphorus")
    with pytest.raises(errors.NoRouteError):
        group("Severomorsk,Ivan Gren", "Novorossiysk, Russia", may_split=True)


def test_bad_groups_are_refused_before_anything_is_computed():
    with pytest.raises(errors.UnknownVesselError) as caught:
        group("Sparta II,Ivn Gran")
    assert "Ivan Gren" in caught.value.suggestions
    with pytest.raises(errors.VesselUnavailableError, match="Ursa Major"):
        group("Sparta II,Ursa Major")
    with pytest.raises(errors.InvalidInputError, match="named twice"):
        group("Sparta II,Ivan Gren,sparta 2")
    with pytest.raises(errors.InvalidInputError, match="No ship"):
        group(" , ")
    for empty in ("Sparta,,Kama", "Sparta,Kama,", ("Sparta", " ")):
        with pytest.raises(errors.InvalidInputError, match="name is empty"):
            group(empty)


def test_json_holds_one_timetable_and_a_row_per_ship():
    content = group().to_dict()
    assert content["schema"] == "navroute/convoy/1"
    assert content["ships"] == SYRIAN.split(",")
    (together,) = content["groups"]
    assert {"distance_nm", "eta", "duration_h", "speed_kn", "passages", "verdicts"} <= set(together)
    assert "vessel" not in together
    assert all(p["light"] in ("day", "twilight", "night") for p in together["passages"])
    for row in together["members"]:
        assert {"vessel", "fuel", "alone", "later_h", "extra_nm"} == set(row)
        assert (row["fuel"] is None) == (row["vessel"]["ranges_nm_at_kn"] == [])


def test_geojson_of_all_ships_has_unique_ids_by_ship():
    content = group("Sparta II,Ivan Gren").to_geojson()
    FeatureCollection.model_validate(content)
    passages = [f["properties"] for f in content["features"] if "chokepoint" in f["properties"]]
    assert {"day", "night"} <= {row.get("light") for row in passages}
    ids = [feature["id"] for feature in content["features"]]
    assert len(ids) == len(set(ids))
    assert {key.split("/")[0] for key in ids} == {"sparta-ii", "ivan-gren"}
    assert {f["properties"]["vessel"] for f in content["features"]} == {"Sparta II", "Ivan Gren"}
    west, south, east, north = content["bbox"]
    assert west < -5
    assert east > 30
    assert 34 < south < 37
    assert north > 57


def test_two_ships_of_one_name_are_two_ships():
    ships = [
        navroute.vessels.adhoc(type="warship", flag="RU", name="Hull", draught_m=draught_m)
        for draught_m in (4.0, 5.0)
    ]
    found = navroute.convoy(ships, "Tartus", "Baltiysk", depart=DEPART)
    assert [member.vessel for member in found.members] == ships
    ids = [feature["id"] for feature in found.to_geojson()["features"]]
    assert len(ids) == len(set(ids))


def test_the_command_for_a_person_and_for_a_program(navroute_cli, tmp_path):
    asked = ("convoy", "Sparta II,Ivan Gren", "--from", "Tartus", "--depart", DEPART)
    target = tmp_path / "group.geojson"
    person = navroute_cli(*asked, "--to", "Baltiysk", "--geojson", str(target))
    assert person.code == 0
    assert target.stat().st_size > 1000
    for expected in ("In company", "later", "Great Belt", "Light", "Fuel", "Assumptions"):
        assert expected in person.out
    program = navroute_cli(*asked, "--to", "Baltiysk", "--json").json()
    assert program["schema"] == "navroute/convoy/1"
    parted = navroute_cli(*asked, "--to", "Novorossiysk, Russia", "--may-split")
    assert parted.code == 6
    assert "Group 2: Ivan Gren" in parted.out
    assert "No way." in parted.out
    split = navroute_cli(*asked, "--to", "Novorossiysk, Russia", "--may-split", "--json")
    assert split.code == 6
    merchants, warships = split.json()["groups"]
    assert list(merchants) == list(warships)
    assert warships["error"]["exit_code"] == 4
    assert (warships["eta"], warships["members"], merchants["error"]) == (None, None, None)
    none = navroute_cli(
        *("convoy", "Severomorsk,Ivan Gren", "--from", "Tartus", "--depart", DEPART),
        *("--to", "Novorossiysk, Russia", "--may-split"),
    )
    assert none.code == 4
    towed = navroute_cli(*asked, "--to", "Baltiysk", "--under-tow", "Sparta II", "--json").json()
    assert towed["groups"][0]["speed_kn"]["p90"] < 7
    one = navroute_cli("convoy", "Sparta II", "--from", "Tartus", "--to", "Baltiysk", "--json")
    assert one.code == 0
    assert "voyage of one" in one.err
    assert "voyage of one" not in person.err
    closed = navroute_cli(*asked, "--to", "Novorossiysk, Russia")
    assert closed.code == 4
    assert "--may-split" in closed.err
    unknown = navroute_cli("convoy", "Ivn Gran", "--from", "Tartus", "--to", "Baltiysk")
    assert unknown.code == 3


def test_the_eta_table_and_json_tell_light_and_fuel(navroute_cli):
    asked = ("eta", "Ivan Gren", "--from", "Tartus", "--to", "Baltiysk", "--depart", DEPART)
    answer = navroute_cli(*asked, "--json").json()
    assert all(row["light"] in ("day", "twilight", "night") for row in answer["passages"])
    assert answer["fuel"]["lasts"] is True
    text = navroute_cli(*asked).out
    assert "Light" in text
    assert "Ivan Gren: range" in text


def test_canal_bookings_reach_the_voyage(navroute_cli):
    asked = ("eta", "--type", "merchant", "--flag", "PA", "--speed", "12", "--from", "New York")
    way = ("--to", "Los Angeles", "--depart", DEPART, "--no-stops", "--json")
    booked = navroute_cli(*asked, *way, "--booked").json()
    unbooked = navroute_cli(*asked, *way, "--unbooked").json()
    assert "panama_canal" in {row["id"] for row in booked["passages"]}
    # 24-42-60 h of waiting against 5-7-9 h.
    later_h = unbooked["duration_h"]["p50"] - booked["duration_h"]["p50"]
    assert later_h == pytest.approx(35, abs=3)
