"""data/vessels.csv: complete, consistent with itself, and every number accounted for."""

import csv
import io
import re
from collections import Counter

import pytest

from navroute import vessels
from navroute.datafiles import read_bytes, read_csv
from navroute.errors import DataError
from navroute.vessels import VesselType, table
from navroute.vessels.values import is_imo_number

SHIPS = vessels.all_vessels()
SOURCE_KEYS = {row["key"] for row in read_csv("sources.csv")}


def each_ship(test):
    return pytest.mark.parametrize("ship", SHIPS, ids=[ship.name for ship in SHIPS])(test)


def test_the_columns_are_the_fields_of_a_vessel():
    header = next(csv.reader(io.StringIO(read_bytes("vessels.csv").decode())))
    assert tuple(sorted(header)) == tuple(sorted(table.COLUMNS))


def test_the_fleet():
    assert len(SHIPS) == 48
    assert len({ship.name for ship in SHIPS}) == 48
    assert Counter(ship.type for ship in SHIPS) == {
        VesselType.WARSHIP: 22,
        VesselType.MERCHANT: 10,
        VesselType.NAVAL_TANKER: 8,
        VesselType.SUBMARINE: 4,
        VesselType.AUXILIARY: 3,
        VesselType.CAPITAL_SHIP: 1,
    }
    contested = {ship.name for ship in SHIPS if ship.contested}
    assert contested == {"Sparta", "Sparta II", "Sparta IV", "Baltic Leader", "Lady Mariia"}
    assert [ship.name for ship in SHIPS if ship.lost_on] == ["Ursa Major"]


# Published values: infobox and press figures of the sources named in the table.
@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("Ursa Major", "mmsi", "273396130"),
        ("Ursa Major", "loa_m", 142.47),
        ("Ivan Gren", "loa_m", 135),
        ("Ivan Gren", "pennants", ("135", "010")),
        ("Admiral Gorshkov", "draught_m", 7.0),
        ("Boikiy", "draught_m", 7.9),
        ("Novorossiysk", "max_speed_kn", 11),
        ("Novorossiysk", "displacement_t", 2350),
        ("Sparta II", "dwt_t", None),
        ("Severomorsk", "draught_m", 7.8),
        ("Yelnya", "ranges_nm_at_kn", ((8600, 12), (5000, 13))),
        ("Ivan Khurs", "range_nm", 8000),
        ("Admiral Grigorovich", "home_port", "Sevastopol"),
    ],
)
def test_known_values(name, field, value):
    assert getattr(vessels.get(name), field) == value


@each_ship
def test_every_source_key_exists_and_none_is_missing(ship):
    assert ship.sources
    assert set(ship.sources) <= SOURCE_KEYS
    words = f"{ship.contested} {ship.lost_note} {ship.notes} {ship.observed_speed}"
    cited = (set(re.findall(r"[A-Za-z0-9-]+", words)) & SOURCE_KEYS) - {"memory"}
    assert cited <= set(ship.sources)
    if ship.contested:
        assert (set(re.findall(r"[a-z0-9-]+", ship.contested)) & SOURCE_KEYS) - {"memory"}


@each_ship
def test_what_is_from_memory_is_a_value_and_is_said(ship):
    for name in ship.from_memory:
        assert getattr(ship, name) not in (None, "", ()), name
    assert bool(ship.from_memory) == ("memory" in ship.sources)


@each_ship
def test_identities_are_well_formed(ship):
    assert ship.flag == "RU"
    assert not ship.imo or is_imo_number(ship.imo)
    # 273 is the Maritime Identification Digits of the Russian Federation (ITU table of MIDs).
    assert not ship.mmsi or re.fullmatch(r"273[0-9]{6}", ship.mmsi)
    assert re.search("[а-яё]", ship.name_ru, re.IGNORECASE)


def test_a_hull_holds_its_displacement():
    checked = 0
    for ship in SHIPS:
        size = (ship.loa_m, ship.beam_m, ship.draught_m, ship.displacement_t)
        if None not in size:
            block = ship.displacement_t / (ship.loa_m * ship.beam_m * ship.draught_m * 1.025)
            assert 0.15 < block < 0.9, ship.name  # sonar domes make the lower end
            assert 4 < ship.loa_m / ship.beam_m < 10, ship.name
            checked += 1
    assert checked > 35


@each_ship
def test_speeds_and_ranges_agree(ship):
    if ship.max_speed_kn and ship.cruise_speed_kn:
        assert ship.cruise_speed_kn <= ship.max_speed_kn
    by_speed = sorted(ship.ranges_nm_at_kn, key=lambda pair: pair[1])
    assert by_speed == sorted(by_speed, key=lambda pair: -pair[0])


def test_imo_check_digit():
    # The worked example of IMO resolution A.1117(30): 9074729, check sum 139.
    assert is_imo_number("9074729")
    assert not any(is_imo_number(f"907472{digit}") for digit in "012345678")
    assert not is_imo_number("907472")
    assert not is_imo_number("９０７４７２９")


def test_a_broken_row_is_a_data_error(monkeypatch):
    monkeypatch.setattr(table, "read_csv", lambda _: [{"name": "X", "type": "boat", "loa_m": "?"}])
    with pytest.raises(DataError, match=r"vessels\.csv, row 2, column 'type'"):
        table.all_vessels.__wrapped__()
