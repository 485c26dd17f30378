"""--export, --along and navroute export, as a user types them."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

SPARTA = ("eta", "Sparta II", "--from", "Tartus", "--to", "Baltiysk", "--depart", "2025-01-27")


def test_files_by_their_endings_beside_json_on_stdout(navroute_cli, tmp_path):
    names = ["a.gpx", "a.rtz", "a.kml", "a.csv", "a.ics", "a.md", "a.txt", "a.kepler.json"]
    targets = [str(tmp_path / name) for name in names]
    options = [part for target in targets for part in ("--export", target)]
    result = navroute_cli(*SPARTA, *options, "--json")
    assert result.code == 0
    assert result.json()["schema"] == "navroute/eta/1"
    assert all(f"Wrote {target}." in result.err for target in targets)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    root = ET.parse(tmp_path / "a.rtz").getroot()  # noqa: S314 - our own file
    assert root[0].get("routeName") == "a"


def test_one_format_on_stdout_byte_for_byte(navroute_cli, tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    result = navroute_cli(*SPARTA, "--export", "-", "--format", "csv", "--export", str(path))
    assert result.code == 0
    assert result.out.encode() == path.read_bytes()
    assert "\r\n" in result.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--export", "a.xyz"), ".gpx"),
        (("--export", "-"), "--format"),
        (("--export", "-", "--format", "shp"), "shp"),
        (("--format", "gpx"), "--export -"),
        (("--export", "-", "--format", "gpx", "--json"), "both want stdout"),
        (("--export", "-", "--format", "gpx", "--geojson", "-"), "both want stdout"),
        (("--along", "x.gpx"), "--from"),
        (("--map", "x.svg"), "--map x.html"),
        (("--png", "x.html"), "--png x.png"),
        (("--svg", "x.PNG"), "--svg x.svg"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_computed(
    navroute_cli, options, words
):
    result = navroute_cli(*SPARTA, *options)
    assert result.code == 2
    assert words in result.err
    assert "hint" in result.err.casefold()
    assert result.out == ""


def test_missing_ends_are_told(navroute_cli):
    assert "--to" in navroute_cli("route", "--from", "Tartus").err
    assert "--from" in navroute_cli("eta", "Sparta II", "--to", "Tartus").err


def test_a_saved_answer_becomes_another_file(navroute_cli, tmp_path):
    saved, target = tmp_path / "voyage.json", tmp_path / "voyage.rtz"
    answer = navroute_cli(*SPARTA, "--json")
    saved.write_text(answer.out)
    assert navroute_cli("export", str(saved), "-o", str(target), "--rtz-version", "1.2").code == 0
    assert ET.parse(target).getroot().get("version") == "1.2"  # noqa: S314 - our own file
    post = navroute_cli("export", str(saved), "--to", "txt")
    assert post.out.startswith("Sparta II: Tartus to Baltiysk")
    again = navroute_cli("export", str(saved), "--to", "json")
    assert json.loads(again.out) == json.loads(answer.out)
    assert navroute_cli("export", str(saved)).code == 2
    assert navroute_cli("export", str(target), "--to", "ics").code == 2  # times need a ship


def test_another_ship_on_a_saved_way(navroute_cli, tmp_path):
    path = tmp_path / "sparta.rtz"
    navroute_cli(*SPARTA, "--export", str(path))
    result = navroute_cli("eta", "Ivan Gren", "--along", str(path), "--close", "gibraltar")
    assert result.code == 0
    assert "2025-01-27 12:00 UTC" not in result.err
    assert f"as {path} says" in result.err
    assert "CLOSED: the given way passes the Strait of Gibraltar" in " ".join(result.out.split())
    given = navroute_cli("eta", "Ivan Gren", "--along", str(path), "--depart", "2026-05-01T00:00Z")
    assert "2026-05-01 00:00 UTC" in given.out
    route = navroute_cli("route", "--along", str(path), "--json").json()
    assert "gibraltar" in [passage["id"] for passage in route["passages"]]


def test_from_pipe_to_pipe():
    navroute = [sys.executable, "-m", "navroute"]
    answer = subprocess.run([*navroute, *SPARTA, "--json"], capture_output=True, check=True)
    gpx = subprocess.run(
        [*navroute, "export", "-", "--to", "gpx"],
        input=answer.stdout,
        capture_output=True,
        check=True,
    )
    assert ET.fromstring(gpx.stdout).tag.endswith("gpx")  # noqa: S314 - our own file


@pytest.mark.parametrize(
    ("option", "file", "told"),
    [
        ("--geojson", "a.gpx", "--geojson writes GeoJSON, but the ending of 'a.gpx' is another"),
        ("--map", "a.svg", "--map writes HTML, but the ending of 'a.svg' is another"),
    ],
)
def test_a_file_whose_ending_belies_its_option_is_refused(navroute_cli, option, file, told):
    refused = navroute_cli("route", "Tartus", "Baltiysk", option, file)
    assert refused.code == 2
    assert told in refused.err


def test_geojson_may_be_called_json(navroute_cli, tmp_path):
    path = tmp_path / "way.json"
    assert navroute_cli("route", "Tartus", "Baltiysk", "--geojson", str(path)).code == 0
    assert json.loads(path.read_text())["type"] == "FeatureCollection"
