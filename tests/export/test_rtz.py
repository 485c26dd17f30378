"""RTZ as the standard wants it, and as other programs check it."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from navroute.errors import InvalidInputError
from navroute.export.rtz import render

SCHEMA = Path(__file__).with_name("rtz.xsd.in").read_text(encoding="utf-8")
LARGEST = 400 * 1024  # Annex S


def schema(version: str) -> etree.XMLSchema:
    values = {
        "NAMESPACE": f"http://www.cirm.org/RTZ/{version.replace('.', '/')}",
        "VERSION": version,
        "SCHEDULE": "sheduleElement" if version == "1.0" else "scheduleElement",
        "WINDOW": "xs:time" if version == "1.0" else "xs:duration",
        "REVISION": "optional" if version == "1.0" else "required",
    }
    text = SCHEMA
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return etree.XMLSchema(etree.fromstring(text.encode()))


@pytest.fixture(params=["1.0", "1.2"])
def version(request):
    return request.param


@pytest.mark.parametrize("name", ["sparta", "pacific", "arctic", "way"])
def test_valid_against_the_schema_and_small_enough(name, version, request):
    text = render(request.getfixturevalue(name), "gren", version=version)
    schema(version).assertValid(etree.fromstring(text.encode()))
    assert len(text.encode()) < LARGEST


def test_the_schema_can_refuse(sparta):
    text = render(sparta, "gren").replace('lat="34.9', 'lat="134.9', 1)
    assert not schema("1.0").validate(etree.fromstring(text.encode()))
    assert not schema("1.2").validate(etree.fromstring(render(sparta, "gren").encode()))


def test_what_the_schema_cannot_say(sparta, version):
    root = etree.fromstring(render(sparta, "gren", version=version).encode())
    ns = {"r": root.nsmap[None]}
    info = root.find("r:routeInfo", ns)
    assert info.get("routeName") == "gren"  # must equal the name of the file
    assert info.get("routeStatus") == "Not for navigation"
    assert info.get("vesselIMO") == "9160994"
    points = root.findall("r:waypoints/r:waypoint", ns)
    ids = [point.get("id") for point in points]
    assert len(set(ids)) == len(ids)
    assert points[0].find("r:leg", ns) is None  # a leg belongs to the waypoint it leads to
    assert {p.find("r:leg", ns).get("geometryType") for p in points[1:]} == {"Orthodrome"}
    calculated = root.find("r:schedules/r:schedule/r:calculated", ns)
    assert [row.get("waypointId") for row in calculated] == ids
    times = [dt.datetime.fromisoformat(row.get("eta") or row.get("etd")) for row in calculated]
    assert all(first < second for first, second in pairwise(times))
    assert times[0] == sparta.depart
    assert times[-1] == sparta.eta.p50


def test_windows_of_1_2_are_p10_and_p90(sparta):
    root = etree.fromstring(render(sparta, "gren", version="1.2").encode())
    last = root.findall(".//{*}scheduleElement")[-1]
    early = dt.timedelta(seconds=int(last.get("etaWindowBefore")[2:-1]))
    late = dt.timedelta(seconds=int(last.get("etaWindowAfter")[2:-1]))
    assert sparta.eta.p50 - early == sparta.eta.p10
    assert sparta.eta.p50 + late == sparta.eta.p90


def test_gates_are_named_waypoints(sparta):
    root = etree.fromstring(render(sparta, "gren").encode())
    names = [point.get("name") for point in root.iter("{*}waypoint")]
    assert names[0] == "Tartus"
    assert names[-1] == "Baltiysk"
    assert {"Strait of Gibraltar", "Strait of Dover"} <= set(names)


def test_no_other_version(sparta):
    with pytest.raises(InvalidInputError, match=r"1\.1"):
        render(sparta, "gren", version="1.1")
