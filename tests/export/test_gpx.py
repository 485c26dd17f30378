"""GPX as gpxpy, GDAL and the order of its schema have it."""

from dataclasses import replace

import gpxpy
import pandas as pd
import pyogrio
import pytest
from lxml import etree

from navroute.export.gpx import render
from navroute.export.waypoints import waypoints

NS = {"g": "http://www.topografix.com/GPX/1/1", "o": "http://www.opencpn.org"}
# GPX 1.1, wptType and rteType: elements come in this order.
ORDER = ["time", "name", "cmt", "desc", "src", "link", "sym", "type", "extensions", "rtept"]


def test_gpxpy_reads_route_names_and_times(sparta):
    (route,) = gpxpy.parse(render(sparta, "")).routes
    expected = waypoints(sparta)
    assert route.name == "Sparta II: Tartus to Baltiysk"
    assert [p.name for p in route.points] == [w.name for w in expected]
    assert [p.time for p in route.points] == [w.time.p50 for w in expected]
    assert route.points[0].latitude == pytest.approx(expected[0].lat, abs=1e-6)


def test_gdal_reads_it(pacific, tmp_path):
    path = tmp_path / "pacific.gpx"
    pacific.export(path)
    points = pyogrio.read_dataframe(path, layer="route_points")
    assert len(points) == len(waypoints(pacific))
    assert points["name"].iloc[-1] == "Los Angeles"
    arrival = pd.Timestamp(points["time"].iloc[-1]).tz_convert("UTC")
    assert arrival == pd.Timestamp(pacific.eta.p50).round("s")
    assert pyogrio.read_dataframe(path, layer="routes")["name"].tolist() == [
        "Sparta II: Yokohama to Los Angeles"
    ]


@pytest.mark.parametrize("name", ["sparta", "way"])
def test_elements_come_in_the_order_of_the_schema(name, request):
    root = etree.fromstring(render(request.getfixturevalue(name), "").encode())
    assert [etree.QName(item).localname for item in root] == ["metadata", "rte"]
    for element in [root.find("g:rte", NS), *root.iter("{*}rtept")]:
        places = [ORDER.index(etree.QName(item).localname) for item in element]
        assert places == sorted(places)


def test_opencpn_finds_departure_and_speed(sparta):
    extensions = etree.fromstring(render(sparta, "").encode()).find("g:rte/g:extensions", NS)
    assert extensions.findtext("o:planned_departure", None, NS) == "2025-01-27T12:00:00Z"
    speed_kn = float(extensions.findtext("o:planned_speed", None, NS))
    arrives_h = sparta.distance_nm / speed_kn
    assert arrives_h == pytest.approx(sparta.duration_h.p50, rel=1e-3)


def test_names_that_xml_cannot_hold(sparta):
    odd = replace(sparta, vessel=replace(sparta.vessel, name='A & <B> "\x07\ud800'))
    assert gpxpy.parse(render(odd, "")).routes[0].name.startswith('A & <B> ": Tartus')
