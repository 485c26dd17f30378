"""A ship is found by whatever people call it, never mistaken, and knows its kind in law."""

import datetime as dt
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navroute import vessels
from navroute.errors import (
    AmbiguousNameError,
    InvalidInputError,
    UnknownVesselError,
    VesselUnavailableError,
)
from navroute.vessels import Vessel, VesselType

SHIPS = vessels.all_vessels()


def designations(ship):
    names = [ship.name, *ship.aliases, ship.name_ru, ship.imo, ship.mmsi, *ship.pennants]
    return [name for name in names if name]


EVERY_DESIGNATION = [(text, ship) for ship in SHIPS for text in designations(ship)]


@pytest.mark.parametrize(("text", "ship"), EVERY_DESIGNATION, ids=lambda item: str(item)[:25])
def test_every_designation_of_every_ship_finds_it(text, ship):
    # The shipped table has no two ships of one name or number, so nothing may be ambiguous.
    assert vessels.get(text) == ship


@settings(deadline=None)  # the first call reads the table
@given(st.sampled_from(EVERY_DESIGNATION), st.data())
def test_case_and_separators_do_not_matter(designation, data):
    text, ship = designation
    case = data.draw(st.sampled_from([str.upper, str.lower, str.title, str]))
    separator = data.draw(st.sampled_from([" ", "-", " - ", "_", "  "]))
    padding = data.draw(st.sampled_from(["", " ", "«", '"']))
    assert vessels.get(padding + separator.join(case(text).split()) + padding) == ship


# Names as newspapers, trackers and navies write them.
@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("sparta ii", "Sparta II"),
        ("Спарта II", "Sparta II"),
        ("IMO 9160994", "Sparta II"),
        ("imo9160994", "Sparta II"),
        ("BDK-60", "Aleksandr Shabalin"),
        ("Alexander Shabalin", "Aleksandr Shabalin"),
        ("110", "Aleksandr Shabalin"),
        ("Aleksander Szabalin", "Aleksandr Shabalin"),
        ("MV Ursa Major", "Ursa Major"),
        ("M/V Ursa Major", "Ursa Major"),
        ("RFS Admiral Golovko", "Admiral Golovko"),
        ("MMSI 273318510", "Kola"),
        ("Novorossiysk", "Novorossiysk"),
        ("B261", "Novorossiysk"),
        ("Б-261", "Novorossiysk"),
        ("B-261 Novorossiysk", "Novorossiysk"),
        ("Минск 127", "Minsk"),
        ("Admiral Gorschkow", "Admiral Gorshkov"),
        ("Lady Maria", "Lady Mariia"),
    ],
)
def test_what_people_write(written, name):
    assert vessels.get(written).name == name


def test_the_four_spartas_are_never_mixed():
    imo_by_name = {
        "Sparta": "9268710", "Sparta I": "9268710", "Sparta 1": "9268710",
        "Sparta II": "9160994", "Sparta-2": "9160994",
        "Sparta III": "9538892", "Sparta 3": "9538892", "Спарта III": "9538892",
        "Sparta IV": "9743033", "Спарта 4": "9743033",
    }  # fmt: skip
    assert {name: vessels.get(name).imo for name in imo_by_name} == imo_by_name
    assert vessels.get("Sparta III").name == "Ursa Major"
    with pytest.raises(UnknownVesselError):
        vessels.get("Sparta V")


def test_a_vessel_is_returned_as_it_is():
    mine = vessels.adhoc(type="cargo")
    assert vessels.get(mine) is mine


@pytest.mark.parametrize(
    ("miss", "suggestion"),
    [("shablin", "Aleksandr Shabalin"), ("Golovko", "Admiral Golovko"), ("Шабалн", "Aleksandr")],
)
def test_a_miss_suggests_and_never_takes(miss, suggestion):
    with pytest.raises(UnknownVesselError, match=miss) as caught:
        vessels.get(miss)
    assert caught.value.suggestions[0].startswith(suggestion)
    assert suggestion in caught.value.hint
    assert caught.value.exit_code == 3
    for name in caught.value.suggestions:
        assert vessels.get(name)


@pytest.mark.parametrize("text", ["", "  ", "xyzzy", "上海", "-", "8500070", "000000000"])
def test_nothing_near_is_still_a_clear_error(text):
    # 8500070 is the other Lady Maria, of Togo, which is not in the table.
    with pytest.raises(UnknownVesselError) as caught:
        vessels.get(text)
    assert caught.value.hint


def test_a_mistyped_imo_number_is_called_so():
    with pytest.raises(UnknownVesselError) as caught:
        vessels.get("IMO 9160995")
    assert "check digit" in caught.value.hint


def test_own_ships_come_first_and_leave_no_trace():
    mine = Vessel(name="Sparta II", type=VesselType.WARSHIP, flag="UA", pennants=("110",))
    built_in = vessels.get("Sparta II")
    assert vessels.get("спарта ii", extra=[mine]) is mine
    assert vessels.get("110", extra=(mine,)) is mine
    assert vessels.get("9160994", extra=(mine,)) == built_in
    assert vessels.search("sparta ii", extra=(mine,))[0] is mine
    assert built_in not in vessels.search("sparta", extra=(mine,))
    assert vessels.get("Sparta II") == built_in
    assert vessels.get("110").name == "Aleksandr Shabalin"


def test_ships_of_one_name_are_told_apart():
    tanker = Vessel(name="Orion", type=VesselType.MERCHANT, flag="TR", imo="9074729")
    frigate = Vessel(
        name="Orion", type=VesselType.WARSHIP, flag="SE", pennants=("A201",), ship_class="Orion"
    )
    with pytest.raises(AmbiguousNameError) as caught:
        vessels.get("orion", extra=(tanker, frigate))
    assert "pennant A201" in str(caught.value)
    assert "IMO 9074729" in str(caught.value)
    found = [vessels.get(label, extra=(tanker, frigate)) for label in caught.value.suggestions]
    assert found == [tanker, frigate]


def test_ships_of_one_pennant_are_told_apart():
    first = Vessel(name="Alpha", type=VesselType.WARSHIP, flag="RU", pennants=("900",))
    second = Vessel(name="Bravo", type=VesselType.WARSHIP, flag="RU", pennants=("900",))
    with pytest.raises(AmbiguousNameError) as caught:
        vessels.get("900", extra=(first, second))
    assert caught.value.suggestions == ("Alpha", "Bravo")


def test_a_name_in_another_script_is_found_as_written():
    mine = Vessel(name="上海", type=VesselType.MERCHANT, flag="CN")
    assert vessels.get("上海", extra=(mine,)) is mine
    with pytest.raises(UnknownVesselError):
        vessels.get("北京", extra=(mine,))


def test_search_ranks_exact_then_beginning_then_within():
    assert [ship.name for ship in vessels.search("sparta")] == [
        "Sparta",
        "Sparta II",
        "Sparta IV",
        "Ursa Major",
    ]
    assert vessels.search("admiral go")[0].name == "Admiral Gorshkov"
    assert {ship.type for ship in vessels.search("submarine")} == {VesselType.SUBMARINE}
    assert len(vessels.search("ropucha")) == 7
    assert vessels.search("grenn")[0].name == "Ivan Gren"
    assert vessels.search("xyzzy") == []
    assert tuple(vessels.search("")) == SHIPS


@settings(deadline=None)
@given(st.text(max_size=12))
def test_any_text_is_found_or_refused(text):
    try:
        ship = vessels.get(text)
    except UnknownVesselError:
        return
    assert ship in vessels.search(text)


def test_a_lost_ship_does_not_depart_after_its_loss():
    ursa = vessels.get("Ursa Major")
    vessels.require_afloat(ursa, dt.date(2024, 12, 11))
    vessels.require_afloat(ursa, dt.date(2024, 12, 23))
    # 01:00 at Moscow on the 24th is still the 23rd in UTC.
    moscow = dt.timezone(dt.timedelta(hours=3))
    vessels.require_afloat(ursa, dt.datetime(2024, 12, 24, 1, tzinfo=moscow))
    with pytest.raises(VesselUnavailableError, match="sank on 23 December 2024") as caught:
        vessels.require_afloat(ursa, dt.date(2024, 12, 24))
    assert "wiki-ursamajor" in str(caught.value)
    assert "2024-12-23" in caught.value.hint
    assert caught.value.exit_code == 4
    vessels.require_afloat(vessels.get("Sparta II"), dt.date(2030, 1, 1))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Admiral Golovko", "warship (light surface or minor war vessel, Montreux art. 10)"),
        ("Maia-1", "merchant vessel (Montreux art. 2)"),
        ("B-261", "submarine (Montreux art. 12)"),
        ("Yelnya", "naval fuel auxiliary (Montreux art. 9)"),
        ("Kildin", "naval auxiliary (Montreux Annex II)"),
        ("Varyag", "capital ship (over 10,000 t, Montreux art. 11)"),
    ],
)
def test_the_kind_in_law_in_words(name, text):
    assert vessels.get(name).type_text == text


def test_a_contested_class_says_why():
    text = vessels.get("Sparta II").type_text
    assert text.startswith("merchant vessel (Montreux art. 2), contested: Ukraine held")
    assert "uawire-sparta2" in text


def test_every_type_has_a_text():
    texts = {vessels.adhoc(type=kind).type_text for kind in VesselType}
    assert len(texts) == len(VesselType)


def test_dict_is_json_with_units_in_its_keys():
    gren = json.loads(json.dumps(vessels.get("Ivan Gren").to_dict()))
    assert gren["loa_m"] == 135
    assert gren["type"] == "warship"
    assert gren["ranges_nm_at_kn"] == [{"range_nm": 3500, "speed_kn": 16}]
    assert gren["from_memory"] == ["ranges_nm_at_kn"]
    assert gren["dwt_t"] is None
    assert gren["imo"] is None
    ursa = vessels.get("Ursa Major").to_dict()
    assert ursa["lost_on"] == "2024-12-23"
    assert set(ursa) == set(gren) == {*vessels.table.COLUMNS, "type_text"}


def test_finding_a_ship_imports_nothing_heavy():
    code = (
        "import sys, navroute.vessels as v; v.get('Sparta II'); "
        "print({'numpy', 'pandas', 'rapidfuzz', 'pyproj', 'networkx'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("value", [None, 5, [], b"Sparta"])
def test_what_is_no_name_is_refused_in_a_sentence(value):
    with pytest.raises(InvalidInputError, match="not the name of a ship"):
        vessels.get(value)


@pytest.mark.parametrize("surname", ["Golovko", "Shabalin", "Pashin", "Kasatonov", "Gorshkov"])
def test_a_surname_suggests_its_ship_first(surname):
    with pytest.raises(UnknownVesselError) as caught:
        vessels.get(surname)
    assert caught.value.suggestions[0].endswith(f" {surname}")
    assert surname in caught.value.hint


def test_a_number_nobody_has_suggests_no_pennant():
    with pytest.raises(UnknownVesselError) as caught:
        vessels.get("273456789")
    assert caught.value.suggestions == ()
