"""The user's own ships: read in full or refused with every fault named."""

import importlib.resources
import math

import pytest

from navroute import vessels
from navroute.datafiles import read_bytes
from navroute.errors import InvalidInputError
from navroute.vessels import VesselType
from navroute.vessels.flags import _known, alpha2


def write(path, text):
    file = path / "my.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def refusal(path, text):
    with pytest.raises(InvalidInputError) as caught:
        vessels.load_user_file(write(path, text))
    assert caught.value.hint
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_the_shipped_table_is_a_valid_user_file(tmp_path):
    file = write(tmp_path, read_bytes("vessels.csv"))
    assert vessels.load_user_file(file) == vessels.all_vessels()


def test_only_name_and_type_are_required(tmp_path):
    file = write(tmp_path, "\ufeffType, Name\nfrigate,Mistral\n\nLNG carrier,Vega\n")
    mistral, vega = vessels.load_user_file(str(file))
    assert (mistral.name, mistral.type, mistral.flag) == ("Mistral", VesselType.WARSHIP, "")
    assert vega.type is VesselType.MERCHANT
    assert vega.confidence == "given by the user"


def test_every_column_is_read(tmp_path):
    file = write(
        tmp_path,
        "name,type,flag,aliases,imo,mmsi,pennants,draught_m,ranges_nm_at_kn,lost_on,from_memory\n"
        "Orion,oiler,TUR,Old One; Older,IMO 9074729,271000001,A1;A2,7.5,6000 @ 12;3500@16,"
        "2030-01-02,draught_m\n",
    )
    (ship,) = vessels.load_user_file(file)
    assert ship.type is VesselType.NAVAL_TANKER
    assert ship.flag == "TR"
    assert ship.aliases == ("Old One", "Older")
    assert (ship.imo, ship.mmsi, ship.pennants) == ("9074729", "271000001", ("A1", "A2"))
    assert ship.ranges_nm_at_kn == ((6000, 12), (3500, 16))
    assert ship.lost_on.isoformat() == "2030-01-02"
    assert ship.from_memory == {"draught_m"}
    assert vessels.get("A2", extra=[ship]) is ship


def test_all_faults_are_reported_at_once(tmp_path):
    text = refusal(
        tmp_path,
        "name,type,draft_m,loa_m,imo,flag\n"
        "Good,cargo,,120,,RU\n"
        ",cargo,,abc,,RU\n"
        "Bad,spaceship,,-5,9074728,XX\n"
        "Long,cargo,,120,,RU,surplus\n",
    )
    assert "has 8 faults" in text
    assert "row 1: there is no column 'draft_m', did you mean 'draught_m'?" in text
    assert "row 3, column 'name'" in text
    assert "row 3, column 'loa_m': 'abc' is not a number" in text
    assert "row 4, column 'type': 'spaceship'" in text
    assert "row 4, column 'loa_m': loa_m -5 is not above zero" in text
    assert "row 4, column 'imo': '9074728'" in text
    assert "row 4, column 'flag': 'XX'" in text
    assert "row 5, there are more cells than columns" in text
    assert "row 2" not in text


@pytest.mark.parametrize("cell", ["nan", "inf", "0", "-1", "1e9", "12 m", "7,5"])
@pytest.mark.parametrize("column", ["draught_m", "max_speed_kn", "dwt_t", "range_nm"])
def test_numbers_no_ship_has(tmp_path, column, cell):
    text = refusal(tmp_path, f'name,type,{column}\nX,cargo,"{cell}"\n')
    assert f"row 2, column '{column}'" in text


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("ranges_nm_at_kn", "6000"),
        ("ranges_nm_at_kn", "6000@12;@3"),
        ("ranges_nm_at_kn", "1.2.3@4"),
        ("lost_on", "23.12.2024"),
        ("mmsi", "12345"),
        ("imo", "IMO 12"),
        ("from_memory", "speed"),
    ],
)
def test_cells_that_cannot_be_read(tmp_path, column, cell):
    assert f"row 2, column '{column}'" in refusal(tmp_path, f"name,type,{column}\nX,cargo,{cell}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "column 'name' is missing"),
        ("name\nX\n", "column 'type' is missing"),
        ("name,type\n", "no ship in it"),
        ("name;type\nX;cargo\n", "separated by semicolons"),
        ("name,type,name\nX,cargo,Y\n", "'name' is there twice"),
        ("name,type\nX\n", "row 2, column 'type'"),
        (b"name,type\n\xff\xfe,cargo\n", "not CSV in UTF-8"),
    ],
)
def test_files_that_are_no_ship_table(tmp_path, text, said):
    assert said in refusal(tmp_path, text)


def test_a_long_list_of_faults_is_cut(tmp_path):
    text = refusal(tmp_path, "name,type\n" + "X,boat\n" * 100)
    assert "has 100 faults" in text
    assert "and 80 more" in text


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_cannot_be_opened(tmp_path, name):
    with pytest.raises(InvalidInputError, match="cannot be read"):
        vessels.load_user_file(tmp_path / name)


def test_ships_nothing_tells_apart_are_refused(tmp_path):
    header = "name,type,pennants\n"
    assert "rows 2, 3" in refusal(tmp_path, header + "Orion,cargo,\nORION,tanker,7\n")
    assert "rows 2, 3" in refusal(tmp_path, header + "Orion,cargo,7\nOrion,tanker,7\n")
    file = write(tmp_path, header + "Orion,cargo,7\nOrion,tanker,8\n")
    assert len(vessels.load_user_file(file)) == 2


def test_adhoc_ship():
    ship = vessels.adhoc(type="warship", flag="RU", speed_kn=12, draught_m=4.5)
    assert (ship.type, ship.flag) == (VesselType.WARSHIP, "RU")
    assert (ship.cruise_speed_kn, ship.draught_m, ship.beam_m) == (12, 4.5, None)
    assert ship.name == "a Russian warship"
    assert ship.from_memory == frozenset()
    named = vessels.adhoc(type="oiler", name=" Vega ", home_port="Sevastopol")
    assert (named.name, named.home_port) == ("Vega", "Sevastopol")


@pytest.mark.parametrize(
    ("kind", "flag", "name"),
    [
        ("warship", "", "a warship"),
        ("sub", "IR", "an Iranian submarine"),
        ("oiler", "UA", "a Ukrainian naval tanker"),
        ("cargo", "MH", "a merchant ship (flag MH)"),
        ("aircraft carrier", "", "an aircraft carrier"),
    ],
)
def test_a_ship_without_a_name_is_called_by_flag_and_kind(kind, flag, name):
    assert vessels.adhoc(type=kind, flag=flag).name == name


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("merchant", VesselType.MERCHANT),
        ("Cargo", VesselType.MERCHANT),
        ("tanker", VesselType.MERCHANT),
        ("frigate", VesselType.WARSHIP),
        ("Landing Ship", VesselType.WARSHIP),
        ("capital_ship", VesselType.CAPITAL_SHIP),
        ("aircraft carrier", VesselType.AIRCRAFT_CARRIER),
        ("sub", VesselType.SUBMARINE),
        ("auxiliary", VesselType.AUXILIARY),
        ("oiler", VesselType.NAVAL_TANKER),
        ("naval-tanker", VesselType.NAVAL_TANKER),
    ],
)
def test_types_in_everyday_words(word, kind):
    assert vessels.adhoc(type=word).type is kind


def test_an_unknown_type_is_refused_with_suggestions():
    with pytest.raises(InvalidInputError, match="'frigat'") as caught:
        vessels.adhoc(type="frigat")
    assert "'frigate'" in caught.value.hint
    assert "naval_tanker" in caught.value.hint


@pytest.mark.parametrize("value", [0, -3, math.nan, math.inf, 60.1])
def test_a_speed_no_ship_has_is_refused(value):
    with pytest.raises(InvalidInputError, match="speed_kn") as caught:
        vessels.adhoc(type="cargo", speed_kn=value)
    assert "knots" in caught.value.hint


@pytest.mark.parametrize("field", ["loa_m", "beam_m", "draught_m", "air_draught_m"])
def test_a_size_no_ship_has_is_refused(field):
    for value in (0, -1.0, 1000):
        with pytest.raises(InvalidInputError, match=field):
            vessels.adhoc(type="cargo", **{field: value})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RU", "RU"),
        ("ru", "RU"),
        ("RUS", "RU"),
        ("TUR", "TR"),
        ("Türkiye", "TR"),
        ("UK", "GB"),
        ("Ukraine", "UA"),
        ("  ", ""),
    ],
)
def test_flags(text, code):
    assert alpha2(text) == code


def test_an_unknown_flag_is_refused():
    with pytest.raises(InvalidInputError, match="'Rusia'") as caught:
        vessels.adhoc(type="cargo", flag="Rusia")
    assert "'RU'" in caught.value.hint


def test_the_flag_table_holds_the_states_of_the_tz_database():
    table = importlib.resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    states = {line[:2] for line in table.splitlines() if line and not line.startswith("#")}
    assert set(_known().values()) == states
    assert sum(len(key) == 3 and key != "usa" for key in _known()) == len(states) - 1
