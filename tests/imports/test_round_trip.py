"""What navroute writes it reads back: positions to 1e-6 degrees, times to a second."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import navroute
from navroute import vessels
from navroute.along import voyage_along
from navroute.errors import InvalidInputError, NoRouteError
from navroute.export import formats
from navroute.export.waypoints import waypoints
from navroute.imports import RouteFile, RoutePoint, read_all, read_answer, read_route
from navroute.imports.answer import answer_from_dict
from navroute.imports.path import to_path
from navroute.positions import Position

SHIP = vessels.get("Sparta II")

positions = st.builds(
    Position,
    lat=st.floats(-84, 84),
    lon=st.floats(-180, 180),
)
moments = st.datetimes(
    dt.datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy wants naive bounds
    dt.datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
).map(lambda moment: moment.replace(microsecond=0))


@st.composite
def voyages(draw):
    points = draw(st.lists(positions, min_size=2, max_size=5, unique=True))
    file = RouteFile(
        source="drawn", kind="test", name="", points=tuple(RoutePoint(position=p) for p in points)
    )
    try:
        return voyage_along(SHIP, file, depart=draw(moments), speed="9-11-13", stops=False)
    except InvalidInputError:  # all points in one place
        return voyage_along(SHIP, _straight(), depart="2025-01-01", speed="9-11-13", stops=False)


def _straight():
    ends = Position(lat=0, lon=179), Position(lat=1, lon=-179)
    points = tuple(RoutePoint(position=end) for end in ends)
    return RouteFile(source="drawn", kind="test", name="", points=points)


def _same_place(first, second):
    apart_deg = (first.lon - second.lon + 180.0) % 360.0 - 180.0
    return abs(first.lat - second.lat) <= 1e-6 and abs(apart_deg) <= 1e-6


@pytest.mark.parametrize("ending", [".gpx", ".rtz"])
@settings(max_examples=12)
@given(voyage=voyages())
def test_waypoints_and_times(voyage, ending, tmp_path_factory):
    path = tmp_path_factory.mktemp("trip") / f"drawn{ending}"
    voyage.export(path)
    back = read_route(path)
    expected = waypoints(voyage)
    assert len(back.points) == len(expected)
    for point, waypoint in zip(back.points, expected, strict=True):
        assert _same_place(point.position, waypoint)
        assert point.name == waypoint.name
        assert abs((point.time - waypoint.time.p50).total_seconds()) <= 1
    assert back.depart == voyage.depart
    again = to_path(back)
    assert again.distance_nm == pytest.approx(voyage.distance_nm, abs=1e-2)


@settings(max_examples=12)
@given(voyage=voyages())
def test_own_json_comes_back_whole(voyage):
    saved = json.loads(json.dumps(voyage.to_dict()))
    back = answer_from_dict(saved)
    assert back.to_dict() == saved
    for distance_nm in (0.0, voyage.distance_nm / 3, voyage.distance_nm):
        first = voyage.schedule.position_time(distance_nm)
        second = back.schedule.position_time(distance_nm)
        for moment, other in zip(
            (first.p10, first.p50, first.p90), (second.p10, second.p50, second.p90), strict=True
        ):
            assert abs((moment - other).total_seconds()) <= 1


@pytest.mark.parametrize(
    "known",
    [f for f in formats.FORMATS if f.name not in {"ics", "gpkg", "svg", "png"}],
    ids=lambda f: f.name,
)
def test_a_saved_answer_gives_the_same_files(known, sparta, tmp_path):
    sparta.export(tmp_path / "sparta.json")
    back = read_answer(tmp_path / "sparta.json")
    assert formats.render(back, known) == formats.render(sparta, known)


def test_a_saved_route_comes_back_whole(tmp_path):
    route = navroute.route("34.9N,35.87E", "Kronstadt", avoid="kiel")
    route.export(tmp_path / "route.json")
    assert read_answer(tmp_path / "route.json").to_dict() == route.to_dict()


def test_a_window_and_an_arrival_to_keep_come_back(tmp_path):
    ends = "Sparta II", "Tartus", "Baltiysk"
    asked = (
        navroute.voyage(*ends, depart_window="2025-01-26T00:00Z..2025-01-28T00:00Z"),
        navroute.voyage(*ends, arrive="2025-03-01T00:00Z"),
    )
    for voyage in asked:
        voyage.export(tmp_path / "voyage.json")
        assert read_answer(tmp_path / "voyage.json").to_dict() == voyage.to_dict()


def test_an_answer_of_several_voyages_gives_them_all(tmp_path):
    ends = {"origin": "Tartus", "depart": "2025-01-27T12:00Z"}
    closed = "Novorossiysk, Russia"
    convoy = navroute.convoy(["Sparta II", "Ivan Gren"], destination="Baltiysk", **ends)
    comparison = navroute.compare("Ivan Gren", destinations=["Baltiysk", closed], **ends)
    with pytest.raises(NoRouteError) as refused:
        navroute.voyage("Ivan Gren", destination=closed, **ends)
    expected = {
        "convoy": (convoy, [voyage.to_dict() for voyage in convoy.voyages]),
        "comparison": (comparison, [comparison.rows[0][2].to_dict()]),
        "refusal": (refused.value, [refused.value.possible.to_dict()]),
    }
    for name, (answer, voyages) in expected.items():
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(answer.to_dict()), encoding="utf-8")
        back = [voyage.to_dict() for voyage in read_all(file)]
        assert [b["vessel"] for b in back] == [v["vessel"] for v in voyages]
        assert [b["eta"] for b in back] == [v["eta"] for v in voyages]
        assert [b["path"] for b in back] == [v["path"] for v in voyages]
    with pytest.raises(InvalidInputError, match="holds 2 voyages"):
        read_answer(tmp_path / "convoy.json")


@pytest.mark.parametrize("ending", [".json", ".gpx", ".rtz", ".geojson"])
def test_the_same_ship_on_its_own_way_takes_as_long(ending, sparta, tmp_path):
    path = tmp_path / f"sparta{ending}"
    sparta.export(path)
    again = voyage_along("Sparta II", path)
    assert again.depart == sparta.depart
    assert [p.id for p in again.passages] == [p.id for p in sparta.passages]
    assert (again.origin.name, again.destination.name) == ("Tartus", "Baltiysk")
    # GeoJSON is rounded to 1e-5 degrees and densified; the others keep the path.
    slack_s = 60 if ending == ".geojson" else 2
    assert abs((again.eta.p50 - sparta.eta.p50).total_seconds()) <= slack_s
    assert again.distance_nm == pytest.approx(sparta.distance_nm, abs=0.05)


def test_a_trip_for_kepler_is_read_back_without_its_times(sparta, tmp_path):
    path = tmp_path / "sparta.kepler.json"
    sparta.export(path)
    assert read_route(path).depart is None
    with pytest.raises(InvalidInputError):
        voyage_along("Sparta II", path)
    again = voyage_along("Sparta II", path, depart=sparta.depart)
    assert again.distance_nm == pytest.approx(sparta.distance_nm, abs=0.5)
