"""A closed way draws its map by itself; all files are written or none."""

from __future__ import annotations

import json

import pytest

FRIGATE = ("eta", "Admiral Golovko", "--from", "Tartus", "--to", "Novorossiysk, Russia")
DEPART = ("--depart", "2024-12-15T00:00Z")


def test_a_refused_voyage_draws_its_map_and_exits_with_4(navroute_cli, tmp_path):
    page, picture, gpx = (tmp_path / name for name in ("a.html", "a.svg", "a.gpx"))
    result = navroute_cli(
        *FRIGATE, *DEPART, "--map", str(page), "--export", str(picture), "--export", str(gpx)
    )
    assert result.code == 4
    assert result.out == ""
    assert f"Wrote {page}: the closed way" in result.err
    text = page.read_text(encoding="utf-8")
    assert "Admiral Golovko: no way from Tartus to Novorossiysk" in text
    assert "28 February 2022" in text
    assert "Closed to it" in picture.read_text(encoding="utf-8")
    assert not gpx.exists()  # a closed route is not to be loaded into a plotter
    assert f"{gpx} was not written" in result.err


def test_json_on_stderr_stays_one_object(navroute_cli, tmp_path):
    result = navroute_cli(*FRIGATE, *DEPART, "--json", "--map", str(tmp_path / "a.html"))
    assert result.code == 4
    assert json.loads(result.err)["type"] == "NoRouteError"
    assert (tmp_path / "a.html").exists()


def test_a_saved_refusal_gives_the_same_map(navroute_cli, tmp_path):
    fresh, saved, again = (tmp_path / name for name in ("a.html", "refused.json", "b.html"))
    refused = navroute_cli(*FRIGATE, *DEPART, "--json", "--map", str(fresh))
    saved.write_text(refused.err, encoding="utf-8")
    assert navroute_cli("map", str(saved), "-o", str(again)).code == 0
    assert again.read_bytes() == fresh.read_bytes()


def test_a_saved_refusal_or_convoy_exports_as_the_command_would_have(navroute_cli, tmp_path):
    saved, page = tmp_path / "a.json", tmp_path / "a.html"
    saved.write_text(navroute_cli(*FRIGATE, *DEPART, "--json").err, encoding="utf-8")
    assert navroute_cli("export", str(saved), "-o", str(page)).code == 0
    assert "no way from Tartus" in page.read_text(encoding="utf-8")
    refused = navroute_cli("export", str(saved), "--to", "gpx")
    assert refused.code == 2
    assert "no way is open" in refused.err
    asked = ("convoy", "Sparta II,Ivan Gren", "--from", "Tartus", "--to", "Limassol", *DEPART)
    fresh = tmp_path / "b.gpx"
    convoy = navroute_cli(*asked, "--json", "--export", str(fresh))
    saved.write_text(convoy.out, encoding="utf-8")
    again = navroute_cli("export", str(saved), "--to", "gpx")
    assert again.out == fresh.read_text(encoding="utf-8")
    same = navroute_cli("export", str(saved), "--to", "json")
    assert same.json() == convoy.json()


def test_a_comparison_without_a_way_is_told_and_drawn(navroute_cli, tmp_path):
    page, gpx = tmp_path / "a.html", tmp_path / "a.gpx"
    result = navroute_cli(
        *("compare", "Ivan Gren", "--from", "Tartus", "--to", "Novorossiysk", *DEPART),
        *("--map", str(page), "--export", str(gpx)),
    )
    assert result.code == 0
    assert "no route" in result.out
    assert "no way from Tartus to Novorossiysk" in page.read_text(encoding="utf-8")
    assert not gpx.exists()
    assert f"{gpx} was not written: there is no way." in result.err
    nowhere = navroute_cli(
        *("compare", "Ivan Gren", "--from", "Tartus", "--to", "Nowhereville", *DEPART),
        *("--map", str(tmp_path / "b.html")),
    )
    assert nowhere.code == 6
    assert not (tmp_path / "b.html").exists()


@pytest.mark.parametrize(
    "asked",
    [
        ("convoy", "Admiral Golovko,Ivan Gren", "--from", "Tartus", "--to", "Novorossiysk, Russia"),
        ("route", "--from", "Tartus", "--to", "Novorossiysk, Russia", "--close", "bosphorus"),
    ],
)
def test_convoys_and_routes_do_so_too(navroute_cli, tmp_path, asked):
    options = DEPART if asked[0] == "convoy" else ()
    result = navroute_cli(*asked, *options, "--map", str(tmp_path / "a.html"))
    assert result.code == 4
    assert "o way from Tartus to Novorossiysk" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_where_nothing_would_be_possible_nothing_is_drawn(navroute_cli, tmp_path):
    lost = ("eta", "Ursa Major", "--from", "Tartus", "--to", "Baltiysk", "--depart", "2025-06-01")
    result = navroute_cli(*lost, "--map", str(tmp_path / "a.html"))
    assert result.code == 4
    assert "was not written: there is no way" in result.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("bad", "code"), [("b.xyz", 2), ("b.ics", 2), ("nowhere/b.kml", 1), ("", 1)]
)
@pytest.mark.parametrize("first", [True, False])
def test_one_bad_file_leaves_none(navroute_cli, tmp_path, bad, code, first):
    files = [str(tmp_path / "a.gpx"), str(tmp_path / bad) + ("/" if not bad else "")]
    if not bad:
        files[1] = str(tmp_path / "folder.kml")
        (tmp_path / "folder.kml").mkdir()
    options = [part for file in (files if first else files[::-1]) for part in ("--export", file)]
    asked = ("route", "--from", "Tartus", "--to", "Limassol")  # without a ship no calendar
    result = navroute_cli(*asked, *options)
    assert result.code == code
    assert result.out == ""
    assert not (tmp_path / "a.gpx").exists()


def test_convoy_and_compare_write_files_as_eta_does(navroute_cli, tmp_path):
    names = ("c.html", "c.svg", "c.gpx", "c.ics")
    page, picture, *files = (str(tmp_path / name) for name in names)
    exports = [part for file in files for part in ("--export", file)]
    options = ("--map", page, "--svg", picture, *exports, "--json", *DEPART)
    convoy = navroute_cli(
        "convoy", "Sparta,Sparta II", "--from", "Tartus", "--to", "Limassol", *options
    )
    assert convoy.code == 0, convoy.err
    assert convoy.json()["schema"] == "navroute/convoy/1"
    assert {path.name for path in tmp_path.iterdir()} == set(names)
    for path in tmp_path.iterdir():
        path.unlink()
    compare = navroute_cli(
        "compare", "Sparta II", "--from", "Tartus", "--to", "Limassol,Piraeus", *options
    )
    assert compare.code == 0, compare.err
    assert compare.json()["schema"] == "navroute/compare/1"
    assert {path.name for path in tmp_path.iterdir()} == set(names)


def test_a_split_convoy_shows_the_group_that_is_shut_out(navroute_cli, tmp_path):
    page = tmp_path / "a.html"
    result = navroute_cli(
        *("convoy", "Sparta II,Ivan Gren", "--from", "Tartus", "--to", "Novorossiysk, Russia"),
        *("--may-split", "--map", str(page), *DEPART),
    )
    assert result.code == 6
    text = page.read_text(encoding="utf-8")
    assert "There is no route from Tartus to Novorossiysk" in text
    assert '"name":"Sparta II"' in text
    assert '"name":"Ivan Gren"' in text
