"""Ports: what a name finds, what it must not guess, and what the user brings along."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navroute import datafiles, geo, ports
from navroute.errors import AmbiguousNameError, InvalidInputError, UnknownPlaceError
from navroute.ports import lookup, table

# NGA Pub. 151, Distances Between Ports (11th edition, 2001): positions as printed there.
PUB_151 = {
    "Alexandria": (31.17806, 29.85778),
    "Algiers": (36.78056, 3.06972),
    "Djibouti": (11.60833, 43.13333),
    "Gdynia": (54.53333, 18.55),
    "Genoa": (44.39778, 8.92222),
    "Gibraltar": (36.13333, -5.35),
    "Istanbul": (41.02083, 28.98583),
    "Latakia": (35.52778, 35.75972),
    "Murmansk": (68.975, 33.05),
    "New York": (40.7, -74.01667),
    "Port Said": (31.2667, 32.3167),
    "Sankt-Peterburg": (59.91667, 30.25),
    "Sevastopol": (44.61667, 33.53333),
    "Singapore": (1.2667, 103.8333),
    "Toulon": (43.1, 5.91667),
    "Vladivostok": (43.10833, 131.88333),
}
# UN/LOCODE as in general use.
LOCODES = {
    "AEJEA": "AE", "BEANR": "BE", "CNSHA": "CN", "DEHAM": "DE", "EGPSD": "EG", "FRBES": "FR",
    "GBPME": "GB", "GIGIB": "GI", "GRPIR": "GR", "JPYOK": "JP", "MTMLA": "MT", "NLRTM": "NL",
    "RUKGD": "RU", "RULED": "RU", "SGSIN": "SG", "SYLTK": "SY", "SYTTS": "SY", "TRIST": "TR",
    "UAODS": "UA", "USNYC": "US",
}  # fmt: skip


@pytest.mark.parametrize("name", PUB_151)
def test_positions_agree_with_another_book(name):
    position = ports.get(name).position
    lat, lon = PUB_151[name]
    assert geo.distance_nm(position.lon, position.lat, lon, lat) < 2.6


@pytest.mark.parametrize("locode", LOCODES)
def test_locodes_find_their_port(locode):
    port = ports.get(locode)
    assert (port.locode, port.country_code) == (locode, LOCODES[locode])
    assert ports.get(f"{locode[:2].lower()} {locode[2:]}") == port


@pytest.mark.parametrize(
    ("text", "port_id"),
    [
        ("tartus", "own:tartus"),
        ("Tartous", "own:tartus"),
        ("طرطوس", "own:tartus"),
        ("wpi:45003", "own:tartus"),
        ("Tartus, Syria", "own:tartus"),
        ("Североморск", "own:severomorsk"),
        ("Severomorsk naval base", "own:severomorsk"),
        ("Kronshtadt", "own:kronstadt"),
        ("Baltijsk", "own:baltiysk"),
        ("Sewastopol", "own:sevastopol"),
        ("Noworossijsk", "own:novorossiysk"),
        ("Ust Luga", "own:ust_luga"),
        ("GÖLCÜK", "own:golcuk"),
        ("Port of Rotterdam", "wpi:31140"),
        ("Yokosuka", "own:yokosuka"),
        ("Izmir, Turkey", "wpi:44750"),
        ("Tripoli, Libya", "wpi:45330"),
        ("Tripoli (LB)", "wpi:45025"),
        ("Tripoli, Libya (LYTIP)", "wpi:45330"),
        ("Portland, Maine", "wpi:7150"),
        ("Portland, OR", "wpi:16940"),
        ("Perth, Scotland", "wpi:32180"),
        ("Kochi (Cochin), India", "wpi:49130"),
        ("St. John's, Antigua", "wpi:11430"),
    ],
)
def test_names_find_their_port(text, port_id):
    assert ports.find(text) == (ports.get(port_id), "")
    assert ports.get(port_id).id == port_id


@pytest.mark.parametrize(
    "text",
    ["St Petersburg", "St. Petersburg", "Saint Petersburg", "Sankt-Peterburg", "Санкт-Петербург"],
)
def test_saint_petersburg_is_the_russian_one(text):
    assert ports.get(text).locode == "RULED"


@pytest.mark.parametrize("text", ["St Petersburg, Florida", "Saint Petersburg, US", "USSPG"])
def test_the_one_in_florida_can_be_reached(text):
    assert ports.get(text).position.lat == pytest.approx(27.77, abs=0.01)


def test_a_namesake_is_taken_only_with_a_note():
    port, note = ports.find("Saint Petersburg")
    assert port.country_code == "RU"
    assert "St Petersburg, Florida, United States (USSPG)" in note
    port, note = ports.find("Belfast")  # Large; the one in Maine is Very Small
    assert (port.country_code, "United States" in note) == ("GB", True)


def test_an_outdated_alias_of_a_large_port_does_not_hide_a_small_ports_name():
    with pytest.raises(AmbiguousNameError, match="2 ports"):
        ports.get("Fort William")  # in Scotland; Thunder Bay was called so until 1970


def test_an_ambiguous_name_lists_candidates_that_resolve():
    with pytest.raises(AmbiguousNameError, match="'Tripoli' is the name of 2 ports") as caught:
        ports.get("Tripoli")
    assert set(caught.value.suggestions) == {"Tripoli, Lebanon (LBKYE)", "Tripoli, Libya (LYTIP)"}
    assert all(text in caught.value.hint for text in caught.value.suggestions)
    assert caught.value.exit_code == 3


def test_every_ambiguity_can_be_resolved_as_suggested():
    rows = [row for name in ("ports.csv", "ports_own.csv") for row in datafiles.read_csv(name)]
    keys = Counter(key for row in rows for key in datafiles.split_list(row["keys"]))
    ambiguous = 0
    for text in sorted(key for key, count in keys.items() if count > 1):
        try:
            ports.get(text)
        except AmbiguousNameError as error:
            ambiguous += 1
            found = [ports.get(suggestion).id for suggestion in error.suggestions]
            assert len(set(found)) == len(found) >= 2, text
    assert ambiguous > 50


def test_every_id_and_every_label_finds_its_port():
    for port in ports.all_ports():
        assert table.load().port(port.id) == port
    for port in ports.all_ports()[::11]:
        assert ports.find(lookup.label(port)) == (port, "")


def test_name_and_country_find_the_port_or_say_that_there_are_several():
    for port in ports.all_ports()[::13]:
        try:
            found, note = ports.find(f"{port.name}, {port.country}")
            told = [lookup.label(found), note]
        except AmbiguousNameError as error:
            told = [lookup.label(ports.get(suggestion)) for suggestion in error.suggestions]
        assert any(lookup.label(port) in text for text in told), told


@pytest.mark.parametrize(
    ("text", "words", "suggested"),
    [
        ("Tartuss", "No port", "Tartus"),
        ("Portsmuth", "No port", "Portsmouth"),
        ("Tripoli, Norway", "no port 'Tripoli' in 'Norway'", "Tripoli, Libya (LYTIP)"),
        ("Türkiye", "is a country", None),
        ("", "No place", None),
        ("qqqqqqqq", "No port", None),
    ],
)
def test_an_unknown_port_gets_a_hint(text, words, suggested):
    with pytest.raises(UnknownPlaceError, match=words) as caught:
        ports.get(text)
    assert caught.value.hint
    assert suggested is None or suggested in caught.value.suggestions


@given(st.text(max_size=30))
@settings(max_examples=40, deadline=None)
def test_no_text_breaks_the_lookup(text):
    try:
        port, _ = ports.find(text)
    except (UnknownPlaceError, AmbiguousNameError):
        return
    assert port in ports.all_ports()


def test_search_ranks_prefix_before_part_and_knows_countries():
    assert ports.search("tart")[0].name == "Tartus"
    assert {port.name for port in ports.search("Syria")} >= {"Tartus", "Baniyas", "Latakia"}
    assert ports.search("Tartuss")[0].name == "Tartus"
    assert len(ports.search("a", limit=7)) == 7
    names = [port.name for port in ports.search("burg", limit=200)]
    assert names.index("Burgas") < names.index("Hamburg") < names.index("Petersburg")


def test_a_look_up_does_not_read_the_whole_table():
    ports.all_ports.cache_clear()
    ports.get("Tartus")
    ports.get("NLRTM")
    assert ports.all_ports.cache_info().currsize == 0


def test_a_port_as_json_and_as_geometry():
    port = ports.get("Severomorsk")
    content = json.loads(json.dumps(port.to_dict()))
    assert content["position"] == {"lat": 69.08, "lon": 33.41}
    assert content["kind"] == "naval base"
    assert content["locode"] is None
    assert content["from_memory"] == ["position"]
    assert port.__geo_interface__["coordinates"] == (33.41, 69.08)
    assert ports.get(port) is port


def _load(tmp_path, text, encoding="utf-8"):
    file = tmp_path / "ports.csv"
    file.write_text(text, encoding=encoding)
    return ports.load_user_file(file)


def test_own_ports_win_and_are_found_like_the_others(tmp_path):
    own = _load(
        tmp_path,
        "\ufeffname,lat,lon,aliases,time_zone,max_draught_m\n"
        "My Buoy,35.2,14.9,Tonne;Буй,Europe/Malta,9.5\n"
        "\n"
        "Tartus,34.95,35.80,,,\n",
    )
    buoy, tartus = own
    assert (buoy.id, buoy.time_zone, buoy.max_draught_m) == ("user:my_buoy", "Europe/Malta", 9.5)
    for text in ("my buoy", "Tonne", "буй", "user:my_buoy"):
        assert ports.get(text, extra=own) == buoy
    assert ports.find("Tartus", extra=own) == (tartus, "")
    assert ports.get("SYTTS", extra=own).id == "own:tartus"
    assert ports.search("tart", extra=own)[0] == tartus
    with pytest.raises(UnknownPlaceError):
        ports.get("My Buoy")


def test_all_faults_of_a_user_file_are_named_at_once(tmp_path):
    text = (
        "name,lat,lon,time_zone,dept\n"
        "A,95,35,,\n"
        ",34.9,abc,,\n"
        "B,1,nan,Mars/Olympus,\n"
        "C,1,2,,\n"
        "C,1,3,,,7\n"
    )
    with pytest.raises(InvalidInputError) as caught:
        _load(tmp_path, text)
    message = str(caught.value)
    for words in (
        "no column 'dept'", "row 2, column 'lat'", "row 3, column 'name': empty",
        "row 3, column 'lon': 'abc'", "row 4, column 'lon'", "row 4, column 'time_zone'",
        "row 6, column 'name': 'C' is there twice", "row 6, there are more cells",
    ):  # fmt: skip
        assert words in message
    assert "row 5" not in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the column 'name' is missing"),
        ("name;lat;lon\nA;1;2\n", "semicolons"),
        ("name,lat,lon\n", "no port"),
        ("name,lat\nA,1\n", "the column 'lon' is missing"),
    ],
)
def test_unusable_user_files(tmp_path, text, words):
    with pytest.raises(InvalidInputError, match=words):
        _load(tmp_path, text)


def test_a_missing_or_binary_user_file(tmp_path):
    with pytest.raises(InvalidInputError, match="cannot be read"):
        ports.load_user_file(tmp_path / "none.csv")
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(InvalidInputError, match="not CSV in UTF-8"):
        ports.load_user_file(tmp_path / "x.csv")


@pytest.mark.parametrize(
    ("name", "hours_in_2025"),
    [("Tartus", 3), ("Baltiysk", 2), ("Severomorsk", 3), ("Sevastopol", 3), ("Vladivostok", 10),
     ("Brest", 1), ("Portland, Oregon", -8)],
)  # fmt: skip
def test_ports_keep_their_local_time(name, hours_in_2025):
    zone = ZoneInfo(ports.get(name).time_zone)
    winter = dt.datetime(2025, 1, 27, tzinfo=zone)
    assert winter.utcoffset() == dt.timedelta(hours=hours_in_2025)


@pytest.mark.parametrize("value", [None, 5, [], b"Tartus"])
def test_what_is_no_name_is_refused_in_a_sentence(value):
    with pytest.raises(InvalidInputError, match="not the name of a port"):
        ports.get(value)


@pytest.mark.parametrize("text", ["Nowhere", "Svetlogorsk", "Severmorsk", "Tartuss"])
def test_suggestions_are_names_like_the_one_asked_for(text):
    with pytest.raises(UnknownPlaceError) as caught:
        ports.get(text)
    for name in caught.value.suggestions:
        assert not (name.isupper() and len(name) == 5), "a LOCODE"
        assert len(name) > 4
