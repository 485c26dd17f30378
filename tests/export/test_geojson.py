"""GeoJSON by RFC 7946, looked at by tools that are not ours."""

import datetime as dt
import json
import warnings
from dataclasses import dataclass

import geojson
import geojson_pydantic
import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

import navroute
from navroute import geo
from navroute.bands import Band, TimeBand
from navroute.chokepoints import Chokepoint
from navroute.export.files import write_json
from navroute.export.geojson import route_collection, voyage_collection
from navroute.export.lines import line_geometry
from navroute.law.verdict import Status, Verdict
from navroute.network.path import Crossing, SeaPath
from navroute.ports import Port
from navroute.positions import Position
from navroute.results import Passage, Route, Voyage
from navroute.transit.speed import SpeedBasis
from navroute.vessels import Vessel, VesselType

DEPART = dt.datetime(2025, 1, 27, 12, tzinfo=dt.UTC)
SHIP = Vessel(name="Спарта II", type=VesselType.MERCHANT, flag="RU")
TARTUS = Port(
    "own:tartus", "Tartus", "Syria", "SY", Position(lat=34.9, lon=35.87), time_zone="Asia/Damascus"
)
BALTIYSK = Port(
    "own:baltiysk",
    "Baltiysk",
    "Russia",
    "RU",
    Position(lat=54.65, lon=19.89),
    time_zone="Europe/Kaliningrad",
)
VLADIVOSTOK = Position(lat=43.0, lon=132.0)
SAN_FRANCISCO = Position(lat=37.8, lon=-122.5)


@dataclass(frozen=True)
class EvenSchedule:
    """A ship that makes 8, 10 or 12 knots all the way."""

    depart: dt.datetime
    distance_nm: float

    def times_at(self, distances_nm):
        return np.array([np.asarray(distances_nm) / kn * 3600 for kn in (12, 10, 8)])

    def at(self, distance_nm):
        seconds = self.times_at([distance_nm])[:, 0]
        return TimeBand(*(self.depart + dt.timedelta(seconds=round(s)) for s in seconds))

    @property
    def arrival(self):
        return self.at(self.distance_nm)

    @property
    def duration_h(self):
        return Band(*(self.times_at([self.distance_nm])[:, 0] / 3600))


def sea_path(vertices, gates):
    """Return a path along the vertices; ``gates`` names the gate that lies at a vertex."""
    points = np.array(vertices, dtype=float)
    lengths = geo.lengths_nm(points[:-1, 0], points[:-1, 1], points[1:, 0], points[1:, 1])
    runs = np.concatenate([[0.0], np.cumsum(lengths)])
    crossings = tuple(
        Crossing(key, float(runs[i]), Position(lat=points[i, 1], lon=points[i, 0]))
        for i, key in gates.items()
    )
    return SeaPath(points, runs, crossings, (0.0, 0.0))


def a_route(origin, destination, vertices, gates, **changes):
    inner = [(origin.position.lon, origin.position.lat), *vertices]
    path = sea_path([*inner, (destination.position.lon, destination.position.lat)], gates)
    passages = tuple(
        Passage(
            Chokepoint(c.chokepoint, c.chokepoint.title(), "strait", "", c.position),
            c.distance_nm,
            c.position,
        )
        for c in path.crossings
    )
    options = {"verdicts": (), "detour_nm": None, "network": "test/1", **changes}
    return Route(origin, destination, path, passages, **options)


def a_voyage(route):
    schedule = EvenSchedule(DEPART, route.distance_nm)
    timed = tuple(
        Passage(p.chokepoint, p.distance_nm, p.position, schedule.at(p.distance_nm))
        for p in route.passages
    )
    route = Route(
        route.origin,
        route.destination,
        route.path,
        timed,
        route.verdicts,
        route.detour_nm,
        route.network,
        route.assumptions,
        route.warnings,
    )
    speed = SpeedBasis(Band(8, 10, 12), "as given")
    return Voyage(SHIP, route, DEPART, speed, schedule, DEPART.date())


@pytest.fixture(scope="module")
def atlantic():
    """Tartus to Baltiysk by Gibraltar and Dover, the Bosphorus closed."""
    vertices = [
        (25.0, 34.3),
        (10.5, 37.5),
        (-5.6, 35.95),
        (-9.8, 38.5),
        (-6.0, 48.8),
        (1.4, 51.0),
        (7.5, 57.5),
        (10.7, 57.9),
        (11.0, 55.4),
        (12.5, 54.5),
    ]
    verdicts = (
        Verdict("gibraltar", Status.OPEN, "unclos.transit", "Transit passage.", ("unclos",)),
        Verdict("dover", Status.CAUTION, "dover.report", "Report to CALDOVREP.", ("caldovrep",)),
        Verdict(
            "bosphorus",
            Status.CLOSED,
            "montreux.W3",
            "Closed to belligerents' warships.",
            ("montreux",),
            article="art. 19",
        ),
        Verdict("kara_gate", Status.CLOSED, "arctic.ice", "Closed by ice."),
    )
    return a_voyage(
        a_route(
            TARTUS,
            BALTIYSK,
            vertices,
            {3: "gibraltar", 6: "dover"},
            verdicts=verdicts,
            detour_nm=2900.04,
            warnings=("A warning.",),
            assumptions=("One.",),
        )
    )


@pytest.fixture(scope="module")
def pacific():
    """Vladivostok to San Francisco, across the antimeridian, twice through one strait."""
    vertices = [(140.4, 41.4), (141.5, 41.6), (140.4, 41.3)]
    gates = {1: "tsugaru_strait", 3: "tsugaru_strait"}
    return a_voyage(a_route(VLADIVOSTOK, SAN_FRANCISCO, vertices, gates))


@pytest.fixture(scope="module", params=["atlantic", "pacific"])
def voyage(request):
    return request.getfixturevalue(request.param)


def features(collection, kind):
    return [f for f in collection["features"] if f["properties"]["kind"] == kind]


def by_id(collection, key):
    (feature,) = [f for f in collection["features"] if f["id"] == key]
    return feature


def positions(geometry):
    """Return all positions of a point or line."""
    return (
        np.array(geometry["coordinates"], dtype=float).reshape(-1, 2)
        if geometry["type"] != "MultiLineString"
        else np.array([p for part in geometry["coordinates"] for p in part])
    )


class TestRfc7946:
    @pytest.mark.parametrize("timed", [True, False])
    def test_valid_for_two_outside_validators(self, voyage, timed):
        collection = voyage.to_geojson() if timed else voyage.route.to_geojson()
        text = json.dumps(collection, allow_nan=False)
        with warnings.catch_warnings():  # the validator warns of each box across the antimeridian
            warnings.filterwarnings("ignore", "BBOX crossing", UserWarning)
            model = geojson_pydantic.FeatureCollection.model_validate_json(text)
        assert len(model.features) == len(collection["features"])
        assert geojson.loads(text).errors() == []

    def test_coordinates_are_wgs84_in_five_decimals_and_two_numbers(self, voyage):
        for feature in voyage.to_geojson()["features"]:
            points = positions(feature["geometry"])
            assert np.all(np.abs(points) <= (180, 90))
            assert np.array_equal(points, np.round(points, 5))

    def test_no_crs_and_unique_ids_and_no_property_called_id(self, voyage):
        collection = voyage.to_geojson()
        assert "crs" not in collection
        ids = [feature["id"] for feature in collection["features"]]
        assert len(ids) == len(set(ids))
        # GDAL makes a field "id" of the feature's id; a property of that name would be lost.
        assert not any("id" in feature["properties"] for feature in collection["features"])

    def test_line_across_the_antimeridian_is_cut(self, pacific, atlantic):
        assert by_id(atlantic.to_geojson(), "route")["geometry"]["type"] == "LineString"
        geometry = by_id(pacific.to_geojson(), "route")["geometry"]
        assert geometry["type"] == "MultiLineString"
        before, after = geometry["coordinates"]
        assert before[-1] == [180.0, after[0][1]]
        assert after[0][0] == -180.0
        for part in geometry["coordinates"]:
            assert np.abs(np.diff(np.array(part)[:, 0])).max() < 5

    def test_bbox_holds_every_feature(self, voyage):
        collection = voyage.to_geojson()
        west, south, east, north = collection["bbox"]
        for feature in collection["features"]:
            lon, lat = positions(feature["geometry"]).T
            assert np.all((lat >= south) & (lat <= north))
            inside = (
                (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
            )
            assert np.all(inside)

    def test_bbox_across_the_antimeridian_runs_from_west_to_east(self, pacific):
        west, _, east, _ = pacific.to_geojson()["bbox"]
        assert (west, east) == (132.0, -122.5)

    def test_lines_are_densified_along_great_circles(self, pacific):
        points = positions(line_geometry(pacific.route.path))
        steps = geo.lengths_nm(points[:-1, 0], points[:-1, 1], points[1:, 0], points[1:, 1])
        assert steps.max() < 20.01
        assert steps.sum() == pytest.approx(pacific.distance_nm, rel=1e-5)
        assert points[:, 1].max() > 48  # the great circle goes far north of both ends

    def test_a_path_within_a_metre_is_still_a_line(self):
        path = sea_path([(1.0, 2.0), (1.000001, 2.0)], {})
        assert line_geometry(path)["coordinates"] == [[1.0, 2.0], [1.0, 2.0]]


class TestContent:
    def test_ids_are_stable_and_in_order(self, atlantic, pacific):
        assert [f["id"] for f in atlantic.to_geojson()["features"]] == [
            "route",
            "leg-1",
            "leg-2",
            "leg-3",
            "departure",
            "passage-gibraltar-1",
            "passage-dover-1",
            "arrival",
            "closed-bosphorus",
        ]
        assert [f["id"] for f in features(pacific.to_geojson(), "passage")] == [
            "passage-tsugaru_strait-1",
            "passage-tsugaru_strait-2",
        ]

    def test_route_and_voyage_have_the_same_features(self, voyage):
        timed, untimed = voyage.to_geojson(), voyage.route.to_geojson()
        assert [f["id"] for f in timed["features"]] == [f["id"] for f in untimed["features"]]
        assert timed["bbox"] == untimed["bbox"]
        assert "_utc" not in json.dumps(untimed)

    def test_route_feature(self, atlantic):
        properties = by_id(atlantic.to_geojson(style=False), "route")["properties"]
        assert properties["vessel"] == "Спарта II"
        assert properties["distance_nm"] == round(atlantic.distance_nm, 1)
        assert properties["detour_nm"] == 2900.0
        assert properties["departure_utc"] == "2025-01-27T12:00:00Z"
        assert properties["eta_p50_utc"] == atlantic.eta.to_dict()["p50"]
        assert properties["duration_h_p50"] == pytest.approx(atlantic.distance_nm / 10, abs=0.01)
        assert properties["speed_kn"] == 10
        assert properties["closed"] == ["bosphorus"]
        assert properties["warnings"] == ["A warning."]

    def test_a_time_for_every_coordinate_nested_alike(self, voyage):
        feature = by_id(voyage.to_geojson(), "route")
        times = feature["properties"]["coordinateProperties"]["times"]
        coordinates = feature["geometry"]["coordinates"]
        if feature["geometry"]["type"] == "LineString":
            times, coordinates = [times], [coordinates]
        assert list(map(len, times)) == list(map(len, coordinates))
        flat = [moment for part in times for moment in part]
        assert flat == sorted(flat)
        assert flat[0] == "2025-01-27T12:00:00Z"
        assert flat[-1] == voyage.eta.to_dict()["p50"]
        if len(times) == 2:
            assert times[0][-1] == times[1][0]

    def test_legs_join_the_events_and_make_up_the_route(self, voyage):
        collection = voyage.to_geojson()
        legs = features(collection, "leg")
        happenings = [
            *features(collection, "departure"),
            *features(collection, "passage"),
            *features(collection, "arrival"),
        ]
        assert len(legs) == len(happenings) - 1
        for leg, start, end in zip(legs, happenings, happenings[1:], strict=False):
            points = positions(leg["geometry"])
            assert points[0].tolist() == start["geometry"]["coordinates"]
            assert points[-1].tolist() == end["geometry"]["coordinates"]
            assert leg["properties"]["from_name"] == start["properties"]["name"]
        total = sum(leg["properties"]["distance_nm"] for leg in legs)
        assert total == pytest.approx(voyage.distance_nm, abs=0.05 * (len(legs) + 1))

    def test_leg_times_run_on(self, atlantic):
        legs = [leg["properties"] for leg in features(atlantic.to_geojson(), "leg")]
        for name in ("utc", "p10_utc", "p90_utc"):
            starts, ends = ([leg[f"{end}_{name}"] for leg in legs] for end in ("start", "end"))
            assert ends[:-1] == starts[1:]
        assert legs[0]["start_utc"] == legs[0]["start_p90_utc"] == "2025-01-27T12:00:00Z"
        assert legs[-1]["end_p90_utc"] == atlantic.eta.to_dict()["p90"]

    def test_events_at_one_place_have_no_leg_between_them(self):
        path_gates = {1: "storebaelt"}
        route = a_route(TARTUS, BALTIYSK, [(10.0, 40.0)], path_gates)
        twice = (*route.passages, *route.passages)
        doubled = Route(TARTUS, BALTIYSK, route.path, twice, (), None, "test/1")
        assert [leg["id"] for leg in features(doubled.to_geojson(), "leg")] == ["leg-1", "leg-2"]

    def test_passage_carries_its_verdict_and_times(self, atlantic):
        properties = by_id(atlantic.to_geojson(), "passage-dover-1")["properties"]
        assert properties["chokepoint"] == "dover"
        assert properties["verdict"] == "CAUTION"
        assert properties["rule"] == "dover.report"
        assert properties["sources"] == ["caldovrep"]
        times = [properties[f"eta_{p}_utc"] for p in ("p10", "p50", "p90")]
        assert times == sorted(times)
        assert times[1] == atlantic.passages[1].eta.to_dict()["p50"]

    def test_passage_without_a_verdict_says_null(self, pacific):
        properties = by_id(pacific.to_geojson(), "passage-tsugaru_strait-2")["properties"]
        assert properties["verdict"] is None

    def test_local_time_at_a_port_and_none_at_a_position(self, atlantic, pacific):
        properties = by_id(atlantic.to_geojson(), "arrival")["properties"]
        assert properties["time_zone"] == "Europe/Kaliningrad"
        assert properties["eta_p50_local"].endswith("+02:00")
        local = dt.datetime.fromisoformat(properties["eta_p50_local"])
        assert local == dt.datetime.fromisoformat(properties["eta_p50_utc"])
        departure = by_id(atlantic.to_geojson(), "departure")["properties"]
        assert departure["departure_local"] == "2025-01-27T15:00:00+03:00"
        assert "time_zone" not in by_id(pacific.to_geojson(), "arrival")["properties"]

    def test_closed_chokepoints_that_may_matter_are_marked(self, atlantic):
        (closed,) = features(atlantic.to_geojson(), "closed_chokepoint")
        assert closed["id"] == "closed-bosphorus"
        # The Bosphorus runs from 41.02N 29.00E to 41.22N 29.13E.
        lon, lat = closed["geometry"]["coordinates"]
        assert 28.9 < lon < 29.2
        assert 41.0 < lat < 41.3
        assert closed["properties"]["reason"] == "Closed to belligerents' warships."
        assert closed["properties"]["article"] == "art. 19"

    def test_says_what_made_it_and_of_what(self, atlantic):
        about = atlantic.to_geojson()["navroute"]
        assert about["schema"] == "navroute/geojson/1"
        assert about["network"] == "test/1"
        assert "not for navigation" in about["note"]
        assert any("CC-BY-4.0" in line for line in about["attribution"])


class TestStyle:
    KEYS = frozenset(
        {
            "title",
            "description",
            "stroke",
            "stroke-width",
            "stroke-opacity",
            "marker-color",
            "marker-symbol",
        }
    )

    def test_only_simplestyle_keys_are_added(self, voyage):
        plain, styled = (voyage_collection(voyage, style=s)["features"] for s in (False, True))
        for before, after in zip(plain, styled, strict=True):
            added = after["properties"].keys() - before["properties"].keys()
            assert added
            assert added <= self.KEYS
            assert {k: after["properties"][k] for k in before["properties"]} == before["properties"]
            assert not self.KEYS & before["properties"].keys()

    def test_every_feature_has_a_title_and_colours_are_hex(self, voyage):
        for feature in route_collection(voyage.route, style=True)["features"]:
            properties = feature["properties"]
            assert properties["title"]
            line = "Line" in feature["geometry"]["type"]
            assert ("stroke" in properties) == line
            colour = properties["stroke" if line else "marker-color"]
            assert len(bytes.fromhex(colour.removeprefix("#"))) == 3

    def test_verdicts_differ_in_colour_and_in_symbol(self, atlantic):
        collection = atlantic.to_geojson()
        ids = ("passage-gibraltar-1", "passage-dover-1", "closed-bosphorus")
        marks = [by_id(collection, key)["properties"] for key in ids]
        for key in ("marker-color", "marker-symbol"):
            assert len({mark[key] for mark in marks}) == 3

    def test_descriptions_are_sentences(self, atlantic):
        collection = atlantic.to_geojson()
        text = by_id(collection, "passage-dover-1")["properties"]["description"]
        assert text.startswith("CAUTION: Report to CALDOVREP. 2025-02-")
        assert by_id(collection, "route")["properties"]["title"] == "Спарта II: Tartus to Baltiysk"


class TestOutsideReaders:
    @pytest.fixture
    def written(self, voyage, tmp_path):
        write_json(tmp_path / "voyage.geojson", voyage.to_geojson())
        return tmp_path / "voyage.geojson"

    def test_geopandas(self, written, voyage):
        frame = gpd.read_file(written)
        assert frame.crs.to_epsg() == 4326
        assert frame.geometry.is_valid.all()
        assert not frame.geometry.is_empty.any()
        route = frame.set_index("id").loc["route"]
        assert route["distance_nm"] == round(voyage.distance_nm, 1)
        assert route["departure_utc"] == pd.Timestamp(DEPART)
        assert route["vessel"] == "Спарта II"
        assert route.geometry.geom_type == by_id(voyage.to_geojson(), "route")["geometry"]["type"]

    def test_gdal_driver_knows_numbers_and_times(self, written):
        info = pyogrio.read_info(written)
        assert info["driver"] == "GeoJSON"
        assert info["crs"] == "EPSG:4326"
        types = dict(zip(info["fields"], info["dtypes"], strict=True))
        times = [name for name in types if name.endswith("_utc")]
        assert len(times) == 10
        assert all(types[name].startswith("datetime64") for name in times)
        numbers = ("distance_nm", "duration_h_p50", "speed_kn")
        assert all(types[name] == "float64" for name in numbers)

    def test_qgis_finds_start_and_end(self, written):
        """QGIS takes the first date-time field whose name holds one of these words."""
        info = pyogrio.read_info(written)
        times = [
            name
            for name, kind in zip(info["fields"], info["dtypes"], strict=True)
            if kind.startswith("datetime64")
        ]
        starts, ends = ("start", "begin", "from", "since"), ("end", "last", "to", "stop")
        assert next(t for t in times if any(word in t for word in starts)) == "start_utc"
        assert next(t for t in times if any(word in t for word in ends)) == "end_utc"

    def test_shapely_reads_the_geo_interface(self, voyage):
        expected = by_id(voyage.to_geojson(), "route")["geometry"]
        assert shapely.geometry.shape(voyage) == shapely.geometry.shape(expected)
        assert voyage.geometry.length > 1

    def test_geodataframe(self, voyage):
        frame = voyage.to_geodataframe()
        assert frame.crs.to_epsg() == 4326
        assert list(frame["kind"]) == [
            f["properties"]["kind"] for f in voyage.to_geojson()["features"]
        ]


class TestRealVoyage:
    """The founding case, planned from names."""

    def test_tells_the_voyage(self, tmp_path):
        gren = navroute.voyage("Ivan Gren", "Tartus", "Baltiysk", depart="2024-12-15T00:00Z")
        collection = gren.to_geojson()
        write_json(tmp_path / "gren.geojson", collection)
        frame = gpd.read_file(tmp_path / "gren.geojson").set_index("id")
        passages = frame[frame["kind"] == "passage"]
        assert list(passages["chokepoint"]) == [passage.id for passage in gren.passages]
        assert passages["eta_p50_utc"].is_monotonic_increasing
        assert frame.loc["arrival", "eta_p50_utc"] == pd.Timestamp(gren.eta.p50)
        assert (
            list(frame.loc["route", "closed"]) == by_id(collection, "route")["properties"]["closed"]
        )
        assert {"closed-bosphorus", "closed-dardanelles"} <= set(frame.index)
        assert "closed-kara_gate" not in frame.index
        line = frame.loc["route"].geometry
        assert all(line.distance(point) < 2e-5 for point in passages.geometry)  # degrees, rounding
        times = by_id(collection, "route")["properties"]["coordinateProperties"]["times"]
        assert times == sorted(times)
        assert times[-1] == gren.eta.to_dict()["p50"]

    def test_across_the_pacific(self):
        route = navroute.route("43.0N,132.0E", "37.7N,122.8W")
        collection = route.to_geojson()
        west, _, east, _ = collection["bbox"]
        assert west > 0 > east
        parts = by_id(collection, "route")["geometry"]["coordinates"]
        assert [np.sign(np.mean(part, axis=0)[0]) for part in parts] == [1, -1]
        assert route.geometry.geom_type == "MultiLineString"
