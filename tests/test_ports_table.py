"""The port tables: whole, consistent, and in step with the builder's list of repairs."""

from __future__ import annotations

import csv
import zoneinfo
from collections import Counter
from pathlib import Path

import pytest

from navroute import ports
from navroute.chart import port_repairs
from navroute.chart import ports as builder
from navroute.datafiles import read_csv, split_list
from navroute.errors import AmbiguousNameError
from navroute.ports.keys import keys_of

INDEX = read_csv("ports.csv")
OWN = read_csv("ports_own.csv")
BY_ID = {row["id"]: row for row in INDEX}


def test_all_of_the_world_port_index_is_there_once():
    assert len(INDEX) == len(BY_ID) == 3802  # rows of the 2024 edition
    assert tuple(INDEX[0]) == builder.COLUMNS
    assert tuple(OWN[0]) == builder.OWN_COLUMNS


def test_every_port_is_listed_once_under_the_table_that_describes_it():
    listed = ports.all_ports()
    described = {row["id"] for row in INDEX if row["same_as"]}
    assert len({port.id for port in listed}) == len(listed) == 3802 - len(described) + len(OWN)
    assert {port.wpi for port in listed} >= {row["replaces"] for row in OWN}


def test_rows_that_stand_for_others_exist():
    own = {row["id"]: row for row in OWN}
    for row in INDEX:
        if row["same_as"].startswith("own:"):
            assert own[row["same_as"]]["replaces"] == row["id"]
        elif row["same_as"]:
            assert not BY_ID[row["same_as"]]["same_as"]
    for row in OWN:
        if row["replaces"]:
            assert BY_ID[row["replaces"]]["same_as"] == row["id"]


def test_baked_keys_are_those_of_the_names():
    """A name edited without running the builder would never be found."""
    for row in INDEX:
        lists = (split_list(row[column]) for column in ("aliases", "locode", "region"))
        assert split_list(row["keys"]) == keys_of(row["name"], *lists), row["id"]
    for row in OWN:
        listed = BY_ID.get(row["replaces"], {"keys": "", "region": ""})
        aliases, locodes = split_list(row["aliases"]), split_list(row["locode"])
        keys = keys_of(row["name"], aliases, locodes, split_list(listed["region"]))
        expected = dict.fromkeys((*keys, *split_list(listed["keys"])))
        assert split_list(row["keys"]) == tuple(expected), row["id"]


@pytest.mark.parametrize("name", ["ports.csv", "ports_own.csv"])
def test_one_line_is_one_row(name):
    """The tables are searched as text: a line break inside a cell would cut a row in two."""
    text = (Path(__file__).parents[1] / "data" / name).read_text(encoding="utf-8")
    assert "\r" not in text
    assert len(text.splitlines()) == len(list(csv.reader(text.splitlines())))
    assert all(row["keys"].startswith(";") and row["keys"].endswith(";") for row in read_csv(name))


def test_time_zones_are_zones_of_land():
    known = zoneinfo.available_timezones()
    zones = {port.time_zone for port in ports.all_ports()}
    assert zones <= known
    assert not [zone for zone in zones if zone.startswith("Etc/") or zone == "UTC"]


def test_depths_are_depths_and_unknown_ones_are_empty():
    for port in ports.all_ports():
        for depth in (port.channel_depth_m, port.max_draught_m):
            assert depth is None or 0 < depth <= 200
    assert ports.get("Severomorsk").channel_depth_m is None


def test_every_source_is_known_and_memory_is_marked():
    known = {row["key"] for row in read_csv("sources.csv")}
    for port in ports.all_ports():
        assert set(port.sources) <= known, port.id
        if "position" in port.from_memory or "region" in port.from_memory:
            assert "memory" in port.sources, port.id
    assert all(row["from_memory"] or row["replaces"] or row["sources"] != "memory" for row in OWN)


def test_country_codes_and_names_go_together():
    pairs = {(port.country_code, port.country) for port in ports.all_ports()}
    islands = {"UM"}  # the United States Minor Outlying Islands have several names
    codes = Counter(code for code, _ in pairs if code not in islands)
    assert codes.most_common(1)[0][1] == 1
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_locodes_are_well_formed_and_of_the_ports_country():
    # Saint Barthelemy and Western Sahara have codes under several countries.
    for port in ports.all_ports():
        if port.locode:
            assert len(port.locode) == 5
            assert port.locode[:2] == port.country_code or port.locode in {"BLGUS", "MAEUN"}


def test_repairs_are_in_the_table_and_said():
    for number, column, value, why, _ in port_repairs.FIXES:
        row = BY_ID[f"wpi:{number}"]
        if value:
            assert row[column] == value
        assert why in row["notes"]
    for number, alias in port_repairs.NOT_ALIASES:
        assert alias not in split_list(BY_ID[f"wpi:{number}"]["aliases"])
    for second, first in port_repairs.SAME_AS.items():
        assert BY_ID[f"wpi:{second}"]["same_as"] == f"wpi:{first}"


def test_the_builder_refuses_another_wheel():
    with pytest.raises(SystemExit, match="SHA-256"):
        builder.read_index(b"not the wheel")


_PREFIXES = (
    "rada ",
    "rada de ",
    "puerto ",
    "puerto de ",
    "porto de ",
    "bahia ",
    "bahia de ",
    "mina ",
)


def test_a_short_name_is_not_held_by_another_countrys_port_alone():
    """Punta Arenas is Rada Punta Arenas in Chile too, not only Puntarenas in Costa Rica."""
    by_name = {row["id"]: row["name"].lower() for row in INDEX}
    aliases = {
        (alias.lower(), row["country_code"])
        for row in INDEX
        for alias in split_list(row["aliases"])
    }
    for row in INDEX:
        for prefix in _PREFIXES:
            short = by_name[row["id"]].removeprefix(prefix)
            abroad = {code for alias, code in aliases if alias == short} - {row["country_code"]}
            if short != by_name[row["id"]] and abroad:
                assert f";{short};" in row["keys"], row["name"]


# Name -> country, latitude and longitude to a degree; positions as any atlas has them.
WELL_KNOWN = {
    "Punta Arenas": ("CL", -53, -71), "Brunsbuettel": ("DE", 54, 9), "Vostochny": ("RU", 43, 133),
    "Subic": ("PH", 15, 120), "Kourou": ("GF", 5, -53), "Callao": ("PE", -12, -77),
    "Piraeus": ("GR", 38, 24), "Bahrain": ("BH", 26, 51), "Durres": ("AL", 41, 19),
    "Dunkirk": ("FR", 51, 2), "Hull": ("GB", 54, 0), "Port Stanley": ("FK", -52, -58),
    "Sydney": ("AU", -34, 151), "Vancouver": ("CA", 49, -123), "Boston": ("US", 42, -71),
    "Liverpool": ("GB", 53, -3), "Aberdeen": ("GB", 57, -2), "Port Louis": ("MU", -20, 58),
    "Jubail": ("SA", 27, 50), "Nhava Sheva": ("IN", 19, 73), "Taichung": ("TW", 24, 121),
    "Palermo": ("IT", 38, 13), "Leixoes": ("PT", 41, -9), "Tanjung Priok": ("ID", -6, 107),
    "Guantanamo Bay": ("CU", 20, -75), "Scapa Flow": ("GB", 59, -3), "Ominato": ("JP", 41, 141),
    "Simon's Town": ("ZA", -34, 18), "Kharg": ("IR", 29, 50), "Aden": ("YE", 13, 45),
    "Hodeidah": ("YE", 15, 43), "Sitra": ("BH", 26, 51), "Bandar Imam Khomeini": ("IR", 30, 49),
    "Doha": ("QA", 25, 52), "Bar": ("ME", 42, 19), "Gqeberha": ("ZA", -34, 26),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL_KNOWN)
def test_a_common_english_name_finds_the_port_that_is_meant(name):
    code, lat, lon = WELL_KNOWN[name]
    port = ports.get(name)
    assert port.country_code == code
    assert abs(port.position.lat - lat) < 1
    assert abs(port.position.lon - lon) < 1


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Devonport", {"GB", "AU"}),
        ("Panama City", {"PA", "US"}),
        ("Newcastle", {"GB", "AU"}),
        ("Perth", {"GB", "AU"}),
        ("Al Ahmadi", {"YE", "KW"}),
        ("San Nicolas", {"AR", "PE"}),
        ("Santa Cruz", {"AR", "US", "PH"}),
    ],
)
def test_a_name_of_ports_in_two_countries_is_not_guessed(name, countries):
    with pytest.raises(AmbiguousNameError) as caught:
        ports.get(name)
    assert {ports.get(text).country_code for text in caught.value.suggestions} == countries


@pytest.mark.parametrize(
    "name",
    ["Piraeus", "Callao", "Genoa", "Lisbon", "Copenhagen", "Jeddah", "Beirut", "Tokyo", "Dubai",
     "New York", "Antwerp", "Algiers", "Qingdao", "Haiphong", "Mumbai", "Le Havre", "Valparaiso"],
)  # fmt: skip
def test_ports_are_shown_under_their_english_name(name):
    assert ports.get(name).name == name
