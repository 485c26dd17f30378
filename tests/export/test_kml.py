"""KML as GDAL and Google Earth read it."""

import pandas as pd
import pyogrio
import pytest
from lxml import etree

from navroute.export.kml import render

NS = {"k": "http://www.opengis.net/kml/2.2", "gx": "http://www.google.com/kml/ext/2.2"}
# KML 2.3, Feature: elements come in this order.
ORDER = ["name", "description", "TimeSpan", "styleUrl", "Style", "Folder", "Placemark"]


@pytest.mark.parametrize("name", ["sparta", "pacific", "way"])
def test_gdal_reads_legs_and_events(name, request, tmp_path):
    answer = request.getfixturevalue(name)
    path = tmp_path / "voyage.kml"
    answer.export(path)
    assert {"Legs", "Events"} <= set(pyogrio.list_layers(path)[:, 0])
    legs = pyogrio.read_dataframe(path, layer="Legs")
    events = pyogrio.read_dataframe(path, layer="Events")
    assert len(legs) == len(answer.passages) + 1
    assert len(events) >= len(answer.passages) + 2
    assert legs.total_bounds[0] >= -180
    assert legs.total_bounds[2] <= 180


def test_gdal_reads_the_time_spans(sparta, tmp_path):
    path = tmp_path / "voyage.kml"
    sparta.export(path)
    events = pyogrio.read_dataframe(path, layer="Events").set_index("Name")
    for passage in sparta.passages:
        begin, end = (pd.Timestamp(events.loc[passage.name, key]) for key in ("begin", "end"))
        assert begin.tz_convert("UTC") == pd.Timestamp(passage.eta.p10)
        assert end.tz_convert("UTC") == pd.Timestamp(passage.eta.p90)


def test_time_spans_are_those_of_the_legs(sparta):
    root = etree.fromstring(render(sparta, "").encode())
    first = root.find(".//k:Placemark[@id='leg-1']", NS)
    assert first.findtext("k:TimeSpan/k:begin", None, NS) == "2025-01-27T12:00:00Z"
    gate = root.find(".//k:Placemark[@id='passage-gibraltar-1']", NS)
    eta = next(p.eta for p in sparta.passages if p.id == "gibraltar").to_dict()
    assert gate.findtext("k:TimeSpan/k:begin", None, NS) == eta["p10"]
    assert gate.findtext("k:TimeSpan/k:end", None, NS) == eta["p90"]
    for placemark in root.iter("{*}Placemark"):
        names = [etree.QName(item).localname for item in placemark]
        places = [ORDER.index(name) for name in names if name in ORDER]
        assert places == sorted(places)


def test_lines_are_draped_and_cut_at_the_antimeridian(pacific):
    root = etree.fromstring(render(pacific, "").encode())
    lines = root.findall(".//k:LineString", NS)
    assert len(lines) > len(pacific.passages) + 1
    for line in lines:
        assert line.findtext("k:tessellate", None, NS) == "1"
        lons = [float(p.split(",")[0]) for p in line.findtext("k:coordinates", None, NS).split()]
        assert max(lons) - min(lons) <= 180


def test_the_ship_moves(sparta):
    track = etree.fromstring(render(sparta, "").encode()).find(".//gx:Track", NS)
    times = [item.text for item in track.findall("k:when", NS)]
    assert len(times) == len(track.findall("gx:coord", NS))
    assert times == sorted(times)
    assert times[-1] == sparta.eta.to_dict()["p50"]


def test_every_style_that_is_used_is_there(sparta):
    root = etree.fromstring(render(sparta, "").encode())
    known = {f"#{style.get('id')}" for style in root.iter("{*}Style")}
    assert {item.text for item in root.iter("{*}styleUrl")} <= known
