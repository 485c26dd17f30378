"""Routes as other programs write them."""

import contextlib
import datetime as dt
import io
import json
import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navroute.errors import InvalidInputError
from navroute.imports import RouteFile, read, read_answer, read_route, reading

# As an ECDIS writes it: ids in no order, rhumb lines by default, the schedule set by hand.
RTZ = """<?xml version="1.0" encoding="UTF-8"?>
<route xmlns="http://www.cirm.org/RTZ/1/1" version="1.1">
  <routeInfo routeName="atlantic"/>
  <waypoints>
    <defaultWaypoint radius="0.6"><leg geometryType="Orthodrome"/></defaultWaypoint>
    <waypoint id="11" name="START"><position lat="47.565" lon="-52.3266"/></waypoint>
    <waypoint id="2"><position lat="51.23" lon="-9.77"/></waypoint>
    <waypoint id="0"><position lat="51.61" lon="-5.20"/><leg geometryType="Loxodrome"/></waypoint>
  </waypoints>
  <schedules><schedule id="1">
    <manual><scheduleElement waypointId="11" etd="2024-05-01T10:00:00+02:00"/></manual>
    <calculated><scheduleElement waypointId="11" etd="2024-05-02T00:00:00Z"/>
      <scheduleElement waypointId="0" eta="2024-05-08T00:00:00Z"/></calculated>
  </schedule></schedules>
</route>"""

# As OpenCPN writes it: <time> is when the point was made.
GPX = """<?xml version="1.0"?>
<gpx version="1.1" creator="OpenCPN" xmlns="http://www.topografix.com/GPX/1/1"
     xmlns:opencpn="http://www.opencpn.org">
  <wpt lat="1" lon="1"><name>a mark</name></wpt>
  <rte><name>Home</name>
    <extensions><opencpn:planned_departure>2024-06-01T06:00:00Z</opencpn:planned_departure>
    </extensions>
    <rtept lat="36.0" lon="-5.5"><time>2020-01-01T00:00:00Z</time><name>A</name></rtept>
    <rtept lat="36.1" lon="-9.0"><time>2020-01-01T00:00:00Z</time><name>B</name></rtept>
  </rte>
</gpx>"""
TRACK = """<gpx version="1.0" creator="x" xmlns="http://www.topografix.com/GPX/1/0"><trk>
  <trkseg><trkpt lat="10" lon="20"><time>2024-01-01T00:00:00Z</time></trkpt></trkseg>
  <trkseg><trkpt lat="11" lon="20"><time>2024-01-01T06:00:00Z</time></trkpt></trkseg>
</trk></gpx>"""
# As searoute writes it: longitudes run on over the antimeridian.
GEOJSON = {
    "type": "Feature",
    "properties": {"length": 1},
    "geometry": {
        "type": "LineString",
        "coordinates": [[139.7, 35.0], [200.0, 40.0], [237.7, 37.0]],
    },
}


def saved(folder, content):
    path = folder / "route"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_rtz(tmp_path):
    route = read_route(saved(tmp_path, RTZ))
    assert route.kind == "RTZ 1.1"
    assert route.name == "atlantic"
    assert [point.rhumb for point in route.points] == [False, False, True]
    assert route.points[0].name == "START"
    assert route.depart == dt.datetime(2024, 5, 1, 8, tzinfo=dt.UTC)  # by hand wins
    assert route.points[2].time == dt.datetime(2024, 5, 8, tzinfo=dt.UTC)


def test_rtz_legs_are_rhumb_lines_unless_told(tmp_path):
    plain = RTZ.replace('<leg geometryType="Orthodrome"/>', "")
    assert [p.rhumb for p in read_route(saved(tmp_path, plain)).points] == [False, True, True]


# With what public samples of ECDIS makers and of the Sea Traffic Management project have in them:
# extensions at every level, with elements of the same names inside; a leg at the first waypoint;
# times with a small z; no revision where 1.2 wants one.
EXTENDED = """<?xml version="1.0" encoding="UTF-8"?>
<route xmlns="http://www.cirm.org/RTZ/1/2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:stm="http://stmvalidation.eu/STM/1/0/0" version="1.2">
  <routeInfo routeName="pacific" vesselVoyage="urn:mrn:stm:voyage:id:x:1">
    <extensions><extension xsi:type="stm:RouteInfoExtension" manufacturer="x" name="routeInfoEx"
      version="1.0.0" depPort="JPTYO"><waypoints><waypoint id="9"/></waypoints></extension>
    </extensions></routeInfo>
  <waypoints>
    <defaultWaypoint radius="0.6"><leg portsideXTD="0.1" geometryType="Orthodrome"><extensions>
      <extension manufacturer="x" name="y" version="1"><leg geometryType="Loxodrome"/></extension>
      </extensions></leg></defaultWaypoint>
    <waypoint id="7" name="PILOTS"><position lat="35.1" lon="139.8"/><leg legInfo="no effect"/>
      <extensions><extension manufacturer="x" name="y" version="1"/></extensions></waypoint>
    <waypoint id="3" radius="0.3"><position lat="35.0" lon="-179.5"/>
      <leg geometryType="Loxodrome"/></waypoint>
    <waypoint id="5"><position lat="37.7" lon="-122.7"/></waypoint>
    <extensions><extension manufacturer="x" name="y" version="1"><waypoint id="1"/></extension>
    </extensions>
  </waypoints>
  <schedules>
    <schedule id="42" name="by hand"><manual>
      <scheduleElement waypointId="7" etd="2024-02-18T00:00:00z"/>
      <scheduleElement waypointId="3" speed="20.0"/>
      <scheduleElement waypointId="5" eta="2024-02-27T21:38:42z" stay="PT2H"/></manual>
      <extensions><extension manufacturer="x" name="y" version="1" waypointId="-1"/></extensions>
    </schedule>
    <schedule id="996"><calculated>
      <scheduleElement waypointId="7" etd="2024-03-01T00:00:00z" rpm="600"/></calculated></schedule>
  </schedules>
</route>"""
# The least that 1.0 allows, and less: one maker leaves out even the ids.
LEAST = """<route xmlns="http://www.cirm.org/RTZ/1/0" version="1.0"><routeInfo routeName="b"/>
  <waypoints><waypoint name="" radius="0"><position lat="-6.95" lon="-32.85"/></waypoint>
  <waypoint><position lat="44.55" lon="-56.39"/></waypoint></waypoints></route>"""


def test_rtz_with_all_that_may_stand_in_it(tmp_path):
    route = read_route(saved(tmp_path, EXTENDED))
    assert route.name == "pacific"
    assert [point.name for point in route.points] == ["PILOTS", "", ""]
    assert [point.rhumb for point in route.points] == [False, True, False]
    assert route.depart == dt.datetime(2024, 2, 18, tzinfo=dt.UTC)
    assert route.points[2].time == dt.datetime(2024, 2, 27, 21, 38, 42, tzinfo=dt.UTC)


def test_rtz_with_the_least_that_may_stand_in_it(tmp_path):
    route = read_route(saved(tmp_path, LEAST))
    assert [(p.position.lat, p.rhumb, p.time) for p in route.points] == [
        (-6.95, False, None),
        (44.55, True, None),
    ]
    assert route.depart is None


def test_gpx_route_comes_before_marks_and_its_plan_before_its_times(tmp_path):
    route = read_route(saved(tmp_path, GPX))
    assert [point.name for point in route.points] == ["A", "B"]
    assert route.depart == dt.datetime(2024, 6, 1, 6, tzinfo=dt.UTC)
    unplanned = GPX.replace("planned_departure", "guid")
    assert read_route(saved(tmp_path, unplanned)).depart is None


def test_gpx_track_where_there_is_no_route(tmp_path):
    route = read_route(saved(tmp_path, TRACK))
    assert [point.position.lat for point in route.points] == [10, 11]
    assert route.depart == dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    assert any("track" in note for note in route.notes)


def test_geojson_longitudes_that_run_on(tmp_path):
    route = read_route(saved(tmp_path, json.dumps(GEOJSON)))
    assert [round(point.position.lon, 6) for point in route.points] == [139.7, -160.0, -122.3]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings(tmp_path, encoding):
    text = RTZ.replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8")
    assert len(read_route(saved(tmp_path, text.encode(encoding))).points) == 3


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GPX.encode())))
    found = read("-")
    assert isinstance(found, RouteFile)
    assert found.source == "standard input"


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">]><gpx>&a;</gpx>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "neither XML nor"),
        ("hello", "neither XML nor"),
        ("[1, 2]", "neither XML nor"),
        ("[" * 100_000, "neither XML nor"),
        (b"\xff\xfe\x00\xd8", "neither XML nor"),
        (b"PK\x03\x04", "ZIP"),
        (RTZ[:-20], "broken XML"),
        (RTZ.replace("UTF-8", "UTF-77"), "broken XML"),
        (LAUGHS, "document type"),
        ("<html><body/></html>", "not a route"),
        ("<gpx><wpt lat='1' lon='1'/></gpx>", "holds no route"),
        ("<route><waypoints/></route>", "holds no route"),
        (RTZ.replace('lat="51.23"', 'lat="151.23"'), "waypoint 2"),
        (RTZ.replace('lat="51.23"', 'lat="nan"'), "waypoint 2"),
        (RTZ.replace('lat="51.23"', ""), "not a position"),
        (RTZ.replace('<position lat="51.23" lon="-9.77"/>', ""), "no position"),
        (GPX.replace('lon="-9.0"', 'lon="west"'), "point 2"),
        ('{"type": "Point", "coordinates": [1, 2]}', "holds no route"),
        ('{"type": "LineString", "coordinates": [[1, 2]]}', "holds no route"),
        ('{"type": "LineString", "coordinates": [[1, 2], 3]}', "position 2"),
        ('{"geometry": {"type": {}, "coordinates": [[1, 2], [3, 4]]}}', "holds no route"),
        ('{"type": "Feature", "geometry": {"type": []}}', "holds no route"),
        ('{"type": "FeatureCollection", "features": [null, 1]}', "holds no route"),
        ('{"schema": "navroute/eta/1"}', "without its path"),
        ('{"schema": "navroute/eta/99"}', "navroute/eta/99, which this navroute does not read"),
        ('{"schema": "navroute/convoy/1"}', "not a whole answer"),
        ('{"schema": "navroute/compare/1", "rows": []}', "holds no voyage"),
        ('{"schema": "navroute/error/1", "message": "No way."}', "holds no voyage: No way"),
    ],
)
def test_broken_files_say_what_is_wrong(tmp_path, content, words):
    with pytest.raises(InvalidInputError, match=words) as caught:
        read_route(saved(tmp_path, content))
    assert caught.value.hint


@settings(max_examples=150)
@given(
    text=st.sampled_from([RTZ, GPX, TRACK, json.dumps(GEOJSON)]),
    start=st.integers(0, 1500),
    length=st.integers(0, 60),
    noise=st.binary(max_size=6),
)
def test_damaged_files_are_read_or_refused_and_never_crash(text, start, length, noise):
    content = text.encode()
    damaged = content[:start] + noise + content[start + length :]
    with contextlib.suppress(InvalidInputError), tempfile.NamedTemporaryFile() as file:
        file.write(damaged)
        file.flush()
        assert len(read_route(file.name).points) > 1


def test_files_that_are_not_there_or_too_large(tmp_path, monkeypatch):
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(InvalidInputError, match="could not be read"):
            read_route(path)
    monkeypatch.setattr(reading, "LARGEST_BYTES", 10)
    with pytest.raises(InvalidInputError, match="larger"):
        read_route(saved(tmp_path, GPX))
    monkeypatch.undo()
    monkeypatch.setattr(reading, "MOST_POINTS", 2)
    with pytest.raises(InvalidInputError, match="3 points"):
        read_route(saved(tmp_path, RTZ))


def test_an_answer_is_a_whole_answer(tmp_path, sparta):
    with pytest.raises(InvalidInputError, match="no answer"):
        read_answer(saved(tmp_path, GPX))
    whole = sparta.to_dict()
    spoilt = [
        {key: value for key, value in whole.items() if key != "vessel"},
        whole | {"depart": "2025-01-27T12:00"},
        whole | {"path": whole["path"] | {"distance_run_nm": [1, 0]}},
        whole | {"passages": whole["passages"][:1]},
        whole | {"timeline": {}},
        whole | {"vessel": None},
        whole | {"path": None},
        whole | {"verdicts": [{"verdict": "MAYBE"}]},
        whole | {"speed_kn": {"p10": 3, "p50": 2, "p90": 1}},
    ]
    for content in spoilt:
        with pytest.raises(InvalidInputError, match="not a whole answer") as caught:
            read_answer(saved(tmp_path, json.dumps(content)))
        assert caught.value.hint
        assert "NoneType" not in str(caught.value)
    with pytest.raises(InvalidInputError, match="not read") as caught:
        read_answer(saved(tmp_path, json.dumps(whole | {"schema": "navroute/eta/99"})))
    assert "navroute/eta/1, " in caught.value.hint
