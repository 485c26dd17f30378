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
