"""Several voyages in one file: every format as an independent reader has it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import geopandas
import gpxpy
import icalendar
import numpy as np
import pyogrio
import pytest

import navroute
from navroute.errors import InvalidInputError
from navroute.export.formats import FORMATS, by_name, render

SHIPS = ["Sparta II", "Ivan Gren"]


@pytest.fixture(scope="module")
def convoy():
    return navroute.convoy(SHIPS, "Tartus", "Baltiysk", depart="2025-02-13T00:00Z")


@pytest.fixture(scope="module")
def compared():
    """Two places, of which one is closed by law."""
    return navroute.compare(
        "Ivan Gren",
        "Tartus",
        ["Baltiysk", "Novorossiysk, Russia"],
        as_if_open="turkish_straits",
        depart="2025-02-13T00:00Z",
    )


@pytest.fixture(scope="module")
def shut_out():
    """No way at all."""
    return navroute.compare(
        "Ivan Gren", "Tartus", ["Novorossiysk, Russia"], depart="2025-02-13T00:00Z"
    )


@pytest.mark.parametrize("known", [f for f in FORMATS if f.name != "rtz"], ids=lambda f: f.name)
@pytest.mark.parametrize("name", ["convoy", "compared"])
def test_every_format_but_one_takes_them(known, name, request, tmp_path):
    answer = request.getfixturevalue(name)
    path = tmp_path / f"voyages{known.ending}"
    answer.export(path)
    assert path.stat().st_size > 200


def test_gpx_has_a_route_each(compared):
    routes = gpxpy.parse(render(compared, by_name("gpx"))).routes
    assert [route.name for route in routes] == [
        "Ivan Gren: Tartus to Baltiysk",
        "Ivan Gren: Tartus to Novorossiysk",
    ]
    assert all(len(route.points) > 5 for route in routes)


def test_a_calendar_has_the_events_of_all_under_uids_of_their_own(convoy):
    events = icalendar.Calendar.from_ical(render(convoy, by_name("ics"))).walk("VEVENT")
    assert len({event["UID"] for event in events}) == len(events)
    arrivals = [str(event["SUMMARY"]) for event in events if "arrives" in str(event["SUMMARY"])]
    assert arrivals == [f"{ship} arrives at Baltiysk" for ship in SHIPS]


def test_tables_tell_whose_a_row_is(convoy, tmp_path):
    rows = list(csv.DictReader(io.StringIO(render(convoy, by_name("csv")))))
    assert {row["voyage"] for row in rows} == {f"{ship}: Tartus to Baltiysk" for ship in SHIPS}
    assert len(rows) == sum(len(voyage.passages) + 2 for voyage in convoy.voyages)
    convoy.export(tmp_path / "c.gpkg")
    legs = pyogrio.read_dataframe(tmp_path / "c.gpkg", layer="legs")
    assert set(legs["vessel"]) == set(SHIPS)
    assert legs.groupby("vessel")["distance_nm"].sum().tolist() == pytest.approx(
        [convoy.distance_nm] * 2, abs=1
    )


def test_kml_has_a_folder_each_and_no_id_twice(convoy, tmp_path):
    path = tmp_path / "c.kml"
    convoy.export(path)
    text = path.read_text(encoding="utf-8")
    ids = [part.split('"')[0] for part in text.split('Placemark id="')[1:]]
    assert len(set(ids)) == len(ids) > 20
    assert text.count("<gx:Track>") == 2
    layers = [pyogrio.read_dataframe(path, layer=name) for name in pyogrio.list_layers(path)[:, 0]]
    assert sum(map(len, layers)) >= 2 * (2 * len(convoy.passages) + 3)


def test_trips_are_one_each(convoy):
    trips = json.loads(render(convoy, by_name("kepler")))["features"]
    assert [trip["properties"]["vessel"] for trip in trips] == SHIPS


def test_posts_and_documents_stand_below_each_other(compared):
    lines = render(compared, by_name("txt")).splitlines()
    assert [len(line) <= 280 for line in lines] == [True, True]
    assert render(compared, by_name("md")).count("\n# Ivan Gren: ") == 1  # and one at the top


def test_rtz_holds_one_route_and_says_so(convoy, tmp_path):
    with pytest.raises(InvalidInputError, match="one route") as refused:
        convoy.export(tmp_path / "c.rtz")
    assert ".gpx" in refused.value.hint
    alone = navroute.convoy("Sparta II", "Tartus", "Baltiysk", depart="2025-02-13T00:00Z")
    alone.export(tmp_path / "c.rtz")


def test_without_a_voyage_there_are_maps_only(shut_out, tmp_path):
    for name in ("gpx", "csv", "gpkg", "ics", "txt"):
        with pytest.raises(InvalidInputError, match="no way is open"):
            render(shut_out, by_name(name))
    assert "no way from Tartus to Novorossiysk" in shut_out.to_svg()
    assert shut_out.__geo_interface__["features"] == []
    assert shut_out.to_geodataframe().empty
    assert "<svg" in shut_out._repr_html_()


def test_notebooks_and_geopandas_take_the_objects(convoy, compared):
    frame = geopandas.GeoDataFrame.from_features(convoy)
    assert set(frame["vessel"]) == set(SHIPS)
    assert set(frame["kind"]) >= {"route", "leg", "passage", "arrival"}
    for answer, tables in ((convoy, 1), (compared, 2)):
        html = answer._repr_html_()
        assert html.count("<svg ") == 2  # a picture, with its map
        assert html.count("<table>") == tables
        assert "<script" not in html
    assert repr(compared) == "<Comparison of 4 ways of Ivan Gren>"


def test_more_ways_than_a_picture_can_show_are_tables(compared):
    rows = []
    for number in range(7):
        voyage = compared.voyages[0]
        path = voyage.route.path
        other = np.add(path.lon_lat_deg, [0.0, number * 1e-3])
        route = dataclasses.replace(voyage.route, path=dataclasses.replace(path, lon_lat_deg=other))
        rows.append((f"place {number}", "by law", dataclasses.replace(voyage, route=route)))
    many = navroute.Comparison(compared.vessel, tuple(rows))
    html = many._repr_html_()
    assert "<svg" not in html
    assert html.count("<table>") == 7
