"""The commands a user types, and what they print, write and exit with."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

ETA_KEYS = {
    "schema",
    "vessel",
    "origin",
    "destination",
    "depart",
    "distance_nm",
    "eta",
    "duration_h",
    "speed_kn",
    "passages",
    "verdicts",
    "detour_nm",
    "assumptions",
    "warnings",
    "network",
}
SPARTA = (
    "eta",
    "Sparta II",
    "--from",
    "Tartus",
    "--to",
    "Baltiysk",
    "--depart",
    "2025-01-27T12:00Z",
)
GOLOVKO = (
    "eta",
    "Admiral Golovko",
    "--from",
    "Tartus",
    "--to",
    "Novorossiysk",
    "--depart",
    "2024-12-15",
)


def test_eta_json_has_the_documented_shape(navroute_cli):
    result = navroute_cli(*SPARTA, "--json")
    answer = result.json()
    assert result.code == 0
    assert set(answer) >= ETA_KEYS
    assert answer["schema"] == "navroute/eta/1"
    assert answer["depart"] == "2025-01-27T12:00:00Z"
    assert answer["eta"]["p10"] <= answer["eta"]["p50"] <= answer["eta"]["p90"]
    assert set(answer["passages"][0]) >= {"id", "name", "distance_nm", "eta"}
    assert set(answer["verdicts"][0]) >= {"chokepoint", "verdict", "rule", "reason", "sources"}
    # Pub. 151 by its legs: Baltiysk-Baniyas 4,225 by the Sound, 4,340 by the Great Belt.
    assert 4_000 < answer["distance_nm"] < 4_600
    passed = [passage["id"] for passage in answer["passages"]]
    assert "gibraltar" in passed
    assert "dover" in passed
    assert "kiel_canal" not in passed


def test_eta_for_a_person_tells_way_time_law_and_assumptions(navroute_cli):
    text = navroute_cli(*SPARTA).out
    for expected in (
        "Sparta II",
        "Montreux",
        "Strait of Gibraltar",
        "Strait of Dover",
        "p10",
        "p90",
        "UTC",
        "local",
        "nm",
        "Kiel Canal",
        "833/2014",
        "Forced detour",
        "Assumptions",
    ):
        assert expected in text
    assert "\x1b[" not in text  # plain text in a pipe


def test_a_warship_to_the_black_sea_is_refused_with_the_reason_and_what_would_be_possible(
    navroute_cli,
):
    result = navroute_cli(*GOLOVKO)
    assert result.code == 4
    assert result.out == ""
    for expected in ("Dardanelles", "Montreux", "art. 19", "28 February 2022", "--open", "nm"):
        assert expected in result.err
    assert "Traceback" not in result.err


def test_a_refusal_in_json_goes_to_stderr_with_verdicts_and_the_possible_voyage(navroute_cli):
    result = navroute_cli(*GOLOVKO, "--json")
    error = json.loads(result.err)
    assert result.code == error["exit_code"] == 4
    assert error["schema"] == "navroute/error/1"
    assert set(error["closed"]) == {"bosphorus", "dardanelles"}
    assert {v["verdict"] for v in error["verdicts"]} == {"CLOSED"}
    assert error["possible"]["distance_nm"] < 1_500


def test_opening_the_straits_by_hand_is_said_in_the_output(navroute_cli):
    answer = navroute_cli(*GOLOVKO, "--open", "turkish_straits", "--json").json()
    overridden = {v["chokepoint"]: v["overridden"] for v in answer["verdicts"] if v["overridden"]}
    assert overridden == {
        "bosphorus": "--open turkish_straits",
        "dardanelles": "--open turkish_straits",
    }


def test_geojson_option_writes_a_file_and_says_so_on_stderr(navroute_cli, tmp_path):
    target = tmp_path / "gren.geojson"
    result = navroute_cli(
        "eta",
        "Ivan Gren",
        "--from",
        "Tartus",
        "--to",
        "Baltiysk",
        "--depart",
        "2024-12-15",
        "--geojson",
        str(target),
    )
    assert result.code == 0
    assert "gren.geojson" in result.err
    assert json.loads(target.read_text())["type"] == "FeatureCollection"


def test_speed_may_be_set(navroute_cli):
    answer = navroute_cli(
        "eta",
        "Aleksandr Shabalin",
        "--from",
        "Tartus",
        "--to",
        "St Petersburg",
        "--speed",
        "11",
        "--json",
    ).json()
    assert answer["speed_kn"]["p50"] == 11
    assert answer["destination"]["country_code"] == "RU"


def test_route_between_positions_avoids_what_it_is_told_to(navroute_cli):
    answer = navroute_cli(
        "route",
        "--from",
        "34.9N,35.87E",
        "--to",
        "54.65N,19.89E",
        "--avoid",
        "suez,kiel",
        "--json",
    ).json()
    assert answer["schema"] == "navroute/route/1"
    assert set(answer) >= (ETA_KEYS - {"vessel", "depart", "eta", "duration_h", "speed_kn"})
    assert answer["geometry"]["type"] == "LineString"
    closed = {v["chokepoint"] for v in answer["verdicts"] if v["overridden"]}
    assert closed == {"suez_canal", "kiel_canal"}


def test_route_takes_its_two_places_as_arguments_too(navroute_cli):
    short, long = (
        navroute_cli("route", *places, "--json").json()
        for places in (("Tartus", "Baltiysk"), ("--from", "Tartus", "--to", "Baltiysk"))
    )
    assert short == long


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Tartus",), "Got 1 place (Tartus)"),
        (("Tartus", "Baltiysk", "Suez"), "Got 3 places (Tartus, Baltiysk, Suez)"),
        (("Tartus", "Baltiysk", "--to", "Suez"), "Tartus and Baltiysk and --to do not go together"),
        (("Tartus", "--to", "Baltiysk"), "Tartus and --to do not go together"),
        (("-34.9,18.4", "33.9S,151.3E"), "Put -- before a position that begins with a minus"),
    ],
)
def test_route_refuses_arguments_that_are_not_two_places(navroute_cli, words, told):
    run = navroute_cli("route", *words)
    assert run.code == 2
    assert told in run.err


def test_compare_sets_places_and_cases_side_by_side(navroute_cli):
    result = navroute_cli(
        "compare",
        "Admiral Gorshkov",
        "--from",
        "Tartus",
        "--to",
        "Novorossiysk,Baltiysk,Severomorsk",
        "--as-if-open",
        "bosphorus,dardanelles",
        "--depart",
        "2024-12-15",
        "--json",
    )
    rows = result.json()["rows"]
    assert result.code == 0
    assert [row["destination"] for row in rows[::2]] == ["Novorossiysk", "Baltiysk", "Severomorsk"]
    assert rows[0]["voyage"] is None
    assert rows[0]["error"]["exit_code"] == 4
    assert rows[1]["voyage"]["distance_nm"] < 1_500


def test_compare_with_an_unknown_place_keeps_its_row_and_exits_6(navroute_cli):
    result = navroute_cli(
        "compare",
        "Ivan Gren",
        "--from",
        "Tartus",
        "--to",
        "Baltiysk,Nowhereville",
        "--depart",
        "2024-12-15",
        "--json",
    )
    rows = result.json()["rows"]
    assert result.code == 6
    assert rows[0]["voyage"]
    assert "Nowhereville" in rows[1]["error"]["message"]


def test_an_adhoc_ship_needs_no_name(navroute_cli):
    answer = navroute_cli(
        "eta",
        "--type",
        "warship",
        "--flag",
        "RU",
        "--speed",
        "12",
        "--draught",
        "4.5",
        "--from",
        "Tartus",
        "--to",
        "Baltiysk",
        "--depart",
        "2024-12-15",
        "--json",
    ).json()
    assert answer["vessel"]["type"] == "warship"
    assert answer["vessel"]["draught_m"] == 4.5


def test_the_measures_of_a_ship_decide_what_she_must_wait_for(navroute_cli):
    way = ("--from", "Piraeus", "--to", "Odesa", "--depart", "2024-12-15", "--no-stops", "--json")
    small = navroute_cli("eta", "--type", "merchant", "--speed", "12", *way).json()
    size = ("--loa", "250", "--beam", "40", "--air-draught", "45")
    large = navroute_cli("eta", "--type", "merchant", "--speed", "12", *size, *way).json()
    assert [large["vessel"][key] for key in ("loa_m", "beam_m", "air_draught_m")] == [250, 40, 45]
    told = " ".join(large["assumptions"])
    assert "a length of 200 m and more passes by daylight only" in told  # the Turkish Straits
    assert "daylight" not in " ".join(small["assumptions"])
    assert large["duration_h"]["p50"] > small["duration_h"]["p50"]
    # Under the bridges of the Bosphorus 58 m do not pass.
    high = navroute_cli("eta", "Sparta II", "--air-draught", "58", *way)
    assert high.code == 4
    assert "air draught" in high.err


def test_a_ship_may_be_towed(navroute_cli):
    way = ("--from", "Gibraltar", "--to", "Baltiysk", "--depart", "2024-12-15", "--json")
    answer = navroute_cli("eta", "Admiral Golovko", "--under-tow", *way).json()
    assert 3.5 < answer["speed_kn"]["p10"] < answer["speed_kn"]["p90"] < 7
    assert answer["fuel"] is None
    given = navroute_cli("eta", "Admiral Golovko", "--under-tow", "--speed", "5-6-7", *way).json()
    assert given["speed_kn"] == {"p10": 5, "p50": 6, "p90": 7}


def test_own_ships_and_ports(navroute_cli, tmp_path):
    ships, ports = tmp_path / "ships.csv", tmp_path / "ports.csv"
    ships.write_text("name,type,flag,cruise_speed_kn\nMy Ship,merchant,MT,12\n")
    ports.write_text("name,lat,lon\nMy Buoy,35.2,14.9\n")
    answer = navroute_cli(
        "eta",
        "my ship",
        "--from",
        "My Buoy",
        "--to",
        "Tartus",
        "--depart",
        "2024-12-15",
        "--vessels",
        str(ships),
        "--ports",
        str(ports),
        "--json",
    ).json()
    assert answer["vessel"]["name"] == "My Ship"
    assert answer["origin"]["name"] == "My Buoy"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("vessels", "list"), "Ivan Gren"),
        (("vessels", "show", "BDK-60"), "Aleksandr Shabalin"),
        (("vessels", "search", "sparta"), "Sparta IV"),
        (("ports", "search", "tart"), "Tartus"),
        (("ports", "show", "Kronstadt"), "Russia"),
        (("chokepoints", "list"), "bab_el_mandeb"),
        (("chokepoints", "show", "suez"), "suez_canal"),
    ],
)
def test_lookups_print_text_and_json(navroute_cli, arguments, expected):
    plain = navroute_cli(*arguments)
    assert plain.code == 0
    assert expected in plain.out
    structured = navroute_cli(*arguments, "--json")
    assert structured.json()["schema"].startswith("navroute/")
    assert expected in structured.out


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (("Shablin", "Tartus", "Baltiysk"), 3, "Aleksandr Shabalin"),
        (("Sparta II", "Tartuss", "Baltiysk"), 3, "Tartus"),
        (("Sparta II", "Tripoli", "Baltiysk"), 3, "Libya"),
        (("Sparta II", "55.75N,37.6E", "Baltiysk"), 3, "inland"),
        (("Sparta II", "95,35.87", "Baltiysk"), 2, "latitude"),
        (("Sparta II", "nan,35.87", "Baltiysk"), 2, "nan"),
        (("Sparta II", "34.9,500", "Baltiysk"), 2, "longitude"),
        (("Sparta II", "Tartus", "Tartus"), 2, "same place"),
        (("Sparta II", "Tartus", "Baku"), 3, "Caspian"),
        (("Ursa Major", "Tartus", "Baltiysk"), 4, "sank"),
    ],
)
def test_bad_places_and_ships(navroute_cli, change, code, words):
    ship, origin, destination = change
    result = navroute_cli(
        "eta", ship, "--from", origin, "--to", destination, "--depart", "2025-01-27"
    )
    assert (result.code, result.out) == (code, "")
    assert words.casefold() in result.err.casefold()
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--depart", "2025-02-30"), 2, "2025-02-30"),
        (("--depart", "yesterday-ish"), 2, "ISO 8601"),
        (("--depart", "2025-01-27", "--close", "suezz"), 3, "suez"),
        (("--depart", "2025-01-27", "--avoid", "gibralter"), 3, "gibraltar"),
        (("--depart", "2025-01-27", "--close", "kiel", "--open", "kiel"), 2, "kiel_canal"),
        (("--depart", "2025-01-27", "--speed", "-3"), 2, "speed"),
        (("--depart", "2025-01-27", "--speed", "nan"), 2, "speed"),
        (("--depart", "2025-01-27", "--draught", "-1"), 2, "draught"),
        (("--depart", "2025-01-27", "--as-of", "soon"), 2, "date"),
        (("--depart", "2025-01-27", "--network", "atlantis"), 2, "marnet"),
        (("--depart", "2025-01-27", "--close", "gibraltar,suez"), 4, "Gibraltar"),
        (("--depart", "2025-01-27", "--geojson", "/nowhere/at/all.geojson"), 1, "/nowhere"),
        (("--depart", "2025-01-27", "--vessels", "/nowhere/ships.csv"), 2, "/nowhere"),
        (("--sped", "11"), 2, "--speed"),
    ],
)
def test_bad_options(navroute_cli, options, code, words):
    result = navroute_cli("eta", "Sparta II", "--from", "Tartus", "--to", "Baltiysk", *options)
    assert result.code == code
    assert words.casefold() in result.err.casefold()
    assert "Traceback" not in result.err


def test_a_naive_departure_is_read_as_utc_with_a_note(navroute_cli):
    result = navroute_cli(*SPARTA[:-1], "2025-01-27T12:00", "--json")
    assert result.json()["depart"] == "2025-01-27T12:00:00Z"
    assert "UTC" in result.err


def test_help_imports_nothing_heavy():
    script = (
        "import sys\n"
        "from navroute.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'geopandas', 'searoute', 'networkx', 'pandas', 'numpy', 'shapely', 'pyproj'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "HEAVY []"


def test_eta_json_imports_none_of_the_slow_libraries():
    script = (
        "import sys\n"
        "from navroute.cli.main import main\n"
        f"try: main({[*SPARTA, '--json']!r})\n"
        "except SystemExit: pass\n"
        "slow = {'geopandas', 'searoute', 'networkx', 'pandas'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_no_traceback():
    command = f"{sys.executable} -m navroute ports search a --limit 4000 --json | head -c 10"
    run = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert run.returncode in (0, 141)
    assert run.stderr == ""


def test_a_named_ship_may_be_taken_as_another_type(navroute_cli):
    """What if Sparta II counted as a warship?"""
    result = navroute_cli(
        "eta",
        "Sparta II",
        "--type",
        "warship",
        "--from",
        "Tartus",
        "--to",
        "Baltiysk",
        "--depart",
        "2025-01-27",
        "--json",
    )
    ship = result.json()["vessel"]
    assert (ship["name"], ship["type"], ship["flag"], ship["imo"]) == (
        "Sparta II",
        "warship",
        "RU",
        "9160994",
    )
    assert "taken as warship" in result.err


def test_what_the_user_closed_is_named_and_the_hint_works(navroute_cli):
    """With any one of several closures lifted there would be a route: the user's own first."""
    result = navroute_cli(*SPARTA, "--close", "danish_straits", "--json")
    error = json.loads(result.err.splitlines()[-1])
    assert {"great_belt", "kiel_canal"} <= set(error["closed"])
    assert "Without '--close danish_straits'" in error["hint"]
    free = navroute_cli(*SPARTA, "--json").json()
    assert f"it would be {free['distance_nm']:,.0f} nm" in error["hint"]


def test_the_ice_is_told_apart_from_the_law(navroute_cli):
    answer = navroute_cli(
        "eta",
        "Admiral Gorshkov",
        "--from",
        "Severomorsk",
        "--to",
        "Vladivostok",
        "--depart",
        "2024-08-01",
        "--json",
    ).json()
    (ice,) = [line for line in answer["assumptions"] if "ice" in line and "costs" in line]
    assert "--open" in ice


def test_the_detour_is_that_of_the_closures_not_of_what_is_merely_avoided(navroute_cli):
    """Gren keeps clear of the Sound, which is lawful: told apart, with its own length."""
    gren = ("eta", "Ivan Gren", "--from", "Tartus", "--to", "Baltiysk", "--depart", "2024-12-15")
    default = navroute_cli(*gren, "--json").json()
    through = navroute_cli(*gren, "--open", "drogden,flintrannan", "--json").json()
    assert default["detour_nm"] == through["detour_nm"] > 0
    assert default["distance_nm"] > through["distance_nm"]
    assert any("Keeps clear of Flintrännan" in line for line in default["assumptions"])
    assert "flintrannan" in {v["chokepoint"] for v in default["verdicts"] if v["avoided"]}


def test_an_own_port_inland_is_refused(navroute_cli, tmp_path):
    file = tmp_path / "ports.csv"
    file.write_text("name,lat,lon\nParis,48.85,2.35\n")
    run = navroute_cli("route", "--from", "Paris", "--to", "Brest", "--ports", str(file))
    assert run.code == 3
    assert "port Paris is inland" in run.err


def test_compare_takes_a_port_with_its_country_and_refuses_an_empty_list(navroute_cli):
    ask = ("compare", "Ivan Gren", "--from", "Tartus", "--depart", "2024-12-15", "--json")
    rows = navroute_cli(*ask, "--to", "Lagos, Nigeria,Baltiysk").json()["rows"]
    assert [row["destination"] for row in rows] == ["Lagos, Nigeria", "Baltiysk"]
    assert all(row["voyage"] for row in rows)
    assert navroute_cli(*ask, "--to", "").code == 2
