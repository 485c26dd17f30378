"""Lines on a flat map: nothing lost, nothing drawn across the world."""

import itertools

import antimeridian
import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from navroute import geo
from navroute.network.path import Crossing, SeaPath
from navroute.positions import Position
from navroute.shapes import Polyline, bbox, densify, split_at_antimeridian


def path_of(*vertices, crossings=()):
    points = np.array(vertices, dtype=float)
    lengths = geo.lengths_nm(points[:-1, 0], points[:-1, 1], points[1:, 0], points[1:, 1])
    runs = np.concatenate([[0.0], np.cumsum(lengths)])
    return SeaPath(points, runs, tuple(crossings), (0.0, 0.0))


def cut(*vertices):
    return split_at_antimeridian(densify(path_of(*vertices)))


def geodesic_nm(line):
    lon, lat = line.lon_lat_deg.T
    return geo.lengths_nm(lon[:-1], lat[:-1], lon[1:], lat[1:]).sum()


longitudes = st.floats(-180, 180) | st.sampled_from([-180.0, 180.0, 179.999999, -179.999999, 0.0])
vertex = st.tuples(longitudes, st.floats(-85, 85))
# Nearly antipodal ends have no definite geodesic, and no leg at sea is half the world long.
paths = (
    st.lists(vertex, min_size=2, max_size=5)
    .map(lambda vertices: path_of(*vertices))
    .filter(lambda path: path.distance_nm > 1 and np.diff(path.distance_run_nm).max() < 10_000)
)


class TestDensify:
    @given(paths, st.sampled_from([20.0, 150.0]))
    @settings(max_examples=60, deadline=None)
    def test_keeps_vertices_in_steps_of_growing_distance(self, path, step_nm):
        line = densify(path, step_nm=step_nm)
        points = {tuple(point) for point in line.lon_lat_deg}
        assert {tuple(vertex) for vertex in path.lon_lat_deg} <= points
        assert np.all(np.diff(line.distance_run_nm) >= 0)
        assert line.distance_run_nm[-1] == pytest.approx(path.distance_nm)
        assert np.diff(line.distance_run_nm).max() <= step_nm * (1 + 1e-9)
        assert geodesic_nm(line) == pytest.approx(path.distance_nm, rel=1e-6)

    @given(paths, st.floats(-360, 360))
    @settings(max_examples=60, deadline=None)
    def test_turning_the_globe_changes_no_distance(self, path, degrees):
        turned = path.lon_lat_deg.copy()
        turned[:, 0] = geo.wrap_lon(turned[:, 0] + degrees)
        here, there = densify(path), densify(path_of(*turned))
        assert there.distance_run_nm[-1] == pytest.approx(here.distance_run_nm[-1], rel=1e-9)
        lengths = [sum(map(geodesic_nm, split_at_antimeridian(line))) for line in (here, there)]
        assert lengths[0] == pytest.approx(lengths[1], rel=1e-6)

    def test_points_lie_on_the_geodesic(self):
        line = densify(path_of((141.0, 35.0), (-125.0, 40.0)))
        oracle = Geodesic.WGS84.InverseLine(35.0, 141.0, 40.0, -125.0)
        middle = len(line.lon_lat_deg) // 2
        at = oracle.Position(line.distance_run_nm[middle] * geo.NM_M)
        assert line.lon_lat_deg[middle] == pytest.approx((at["lon2"], at["lat2"]), abs=1e-7)

    def test_the_point_where_a_gate_is_crossed_is_a_vertex(self):
        at = Position(lat=0.0, lon=1.2345)
        crossing = Crossing("gate", geo.distance_nm(0, 0, at.lon, at.lat), at)
        line = densify(path_of((0, 0), (3, 0), crossings=[crossing]))
        index = np.flatnonzero(line.lon_lat_deg[:, 0] == at.lon)
        assert line.distance_run_nm[index] == pytest.approx([crossing.distance_nm])


class TestSplit:
    @given(paths)
    @settings(max_examples=150, deadline=None)
    def test_keeps_length_and_is_idempotent(self, path):
        line = densify(path)
        parts = split_at_antimeridian(line)
        assert sum(map(geodesic_nm, parts)) == pytest.approx(path.distance_nm, rel=1e-6)
        for part in parts:
            lon, lat = part.lon_lat_deg.T
            assert np.all(np.abs(lon) <= 180)
            assert np.all(np.abs(lat) <= 90)
            assert np.all(np.abs(np.diff(lon)) <= 180)
            again = split_at_antimeridian(part)
            assert len(again) == 1
            assert np.array_equal(again[0].lon_lat_deg, part.lon_lat_deg)
        for before, after in itertools.pairwise(parts):
            assert before.lon_lat_deg[-1, 0] == -after.lon_lat_deg[0, 0]
            assert abs(after.lon_lat_deg[0, 0]) == 180
            assert before.lon_lat_deg[-1, 1] == after.lon_lat_deg[0, 1]
            assert before.distance_run_nm[-1] == after.distance_run_nm[0]

    @given(
        st.tuples(st.floats(120, 179), st.floats(-60, 70)),
        st.tuples(st.floats(-179, -120), st.floats(-60, 70)),
    )
    @settings(max_examples=60, deadline=None)
    def test_cuts_where_the_antimeridian_package_does(self, start, end):
        line = densify(path_of(start, end))
        drawn = shapely.LineString(line.lon_lat_deg)
        oracle = antimeridian.fix_line_string(drawn, great_circle=True)
        ours = split_at_antimeridian(line)
        theirs = [np.array(part.coords) for part in oracle.geoms]
        assert len(ours) == len(theirs) == 2
        # 1e-4 degrees: the package rounds to 7 decimals, and cuts on the sphere as we do.
        assert ours[0].lon_lat_deg[-1] == pytest.approx(theirs[0][-1], abs=1e-4)
        assert ours[1].lon_lat_deg[0] == pytest.approx(theirs[1][0], abs=1e-4)

    def test_crossing_lies_on_the_ellipsoid_s_geodesic(self):
        before, after = cut((141.0, 35.0), (-125.0, 40.0))
        oracle = Geodesic.WGS84.InverseLine(35.0, 141.0, 40.0, -125.0)
        at = oracle.Position(before.distance_run_nm[-1] * geo.NM_M)
        assert before.lon_lat_deg[-1] == pytest.approx((abs(at["lon2"]), at["lat2"]), abs=2e-5)
        assert after.lon_lat_deg[0] == pytest.approx((-180.0, at["lat2"]), abs=2e-5)

    def test_there_and_back_again_is_three_parts(self):
        parts = cut((170, 50), (-170, 55), (175, 60))
        assert [np.sign(part.lon_lat_deg[1, 0]) for part in parts] == [1, -1, 1]

    @pytest.mark.parametrize("side", [180.0, -180.0])
    @pytest.mark.parametrize(
        ("others", "signs"),
        [
            ([(-170.0, 5.0)], [-1]),  # starts on the antimeridian
            ([(170.0, 5.0)], [1]),
            ([(170.0, 5.0), (180.0, 0.0)], [1]),  # and ends on it
            ([(180.0, 5.0), (-170.0, 5.0)], [-1]),  # runs along it, then leaves
            ([(-180.0, 5.0), (170.0, 5.0), (-170.0, 9.0)], [1, -1]),
        ],
    )
    def test_on_the_antimeridian_the_line_stays_on_its_own_side(self, side, others, signs):
        parts = cut((side, 0.0), *others)
        assert [np.sign(part.lon_lat_deg[:, 0].sum()) for part in parts] == signs

    @pytest.mark.parametrize("side", [180.0, -180.0])
    def test_a_touch_is_no_crossing(self, side):
        (part,) = cut((175.0, 0.0), (side, 3.0), (175.0, 6.0))
        assert part.lon_lat_deg[:, 0].max() == 180.0
        assert part.lon_lat_deg[:, 0].min() == 175.0

    def test_a_passage_through_a_vertex_on_the_antimeridian_is_cut_there(self):
        before, after = cut((175.0, 0.0), (-180.0, 3.0), (-175.0, 6.0))
        assert tuple(before.lon_lat_deg[-1]) == (180.0, 3.0)
        assert tuple(after.lon_lat_deg[0]) == (-180.0, 3.0)

    @pytest.mark.parametrize("lons", [(180.0, 180.0), (-180.0, -180.0), (180.0, -180.0)])
    def test_along_the_antimeridian_is_one_line(self, lons):
        (part,) = cut((lons[0], -20.0), (lons[1], 20.0))
        assert np.all(part.lon_lat_deg[:, 0] == part.lon_lat_deg[0, 0])
        assert bbox([part]) == (180.0, -20.0, 180.0, 20.0)

    @pytest.mark.parametrize("lons", [(10.0, -170.0), (0.0, 180.0), (33.3, -146.6), (20.0, -159.0)])
    def test_over_the_pole(self, lons):
        parts = cut((lons[0], 70.0), (lons[1], 70.0))
        for part in parts:
            lon, lat = part.lon_lat_deg.T
            assert np.all(np.isfinite(part.lon_lat_deg))
            assert np.all(np.abs(np.diff(lon)) <= 180)
            assert np.all(lat <= 90)
        total = sum(map(geodesic_nm, parts))
        assert total == pytest.approx(geo.distance_nm(lons[0], 70.0, lons[1], 70.0), rel=1e-6)


class TestStretch:
    @given(paths, st.floats(0, 1), st.floats(0, 1))
    @settings(max_examples=60, deadline=None)
    def test_two_stretches_make_the_whole(self, path, share, other):
        line = densify(path)
        start, end = sorted((share * path.distance_nm, other * path.distance_nm))
        stretches = [line.between(*ends) for ends in ((0, start), (start, end))]
        assert np.array_equal(stretches[0].lon_lat_deg[-1], stretches[1].lon_lat_deg[0])
        assert sum(map(geodesic_nm, stretches)) == pytest.approx(end, rel=1e-3, abs=1e-2)

    def test_ends_at_a_vertex_are_that_vertex(self):
        line = densify(path_of((170.0, 50.0), (-170.0, 50.0), (-160.0, 40.0)))
        stretch = line.between(0.0, line.distance_run_nm[7])
        assert np.array_equal(stretch.lon_lat_deg, line.lon_lat_deg[:8])

    def test_a_point_is_found_across_the_antimeridian(self):
        line = Polyline(np.array([[179.0, 0.0], [-179.0, 2.0]]), np.array([0.0, 100.0]))
        assert line.at(75.0) == pytest.approx((-179.5, 1.5))


class TestBbox:
    def test_of_a_plain_line(self):
        assert bbox(cut((-5.0, 36.0), (20.0, 34.0)))[::2] == (-5.0, 20.0)

    def test_west_is_greater_than_east_across_the_antimeridian(self):
        # The example of RFC 7946 section 5.2: the Fiji archipelago.
        assert bbox(cut((177.0, -20.0), (-178.0, -16.0))) == (177.0, -20.0, -178.0, -16.0)

    def test_there_and_back_again(self):
        west, _, east, _ = bbox(cut((170.0, 50.0), (-170.0, 55.0), (175.0, 60.0)))
        assert (west, east) == (170.0, -170.0)

    def test_the_long_way_round_does_not_cross(self):
        vertices = [(lon, 0.0) for lon in (-170.0, -90.0, 0.0, 90.0, 170.0)]
        assert bbox(cut(*vertices))[::2] == (-170.0, 170.0)

    def test_round_the_world_is_all_longitudes(self):
        vertices = [(lon, 0.0) for lon in (150.0, -120.0, -30.0, 60.0, 160.0)]
        assert bbox(cut(*vertices))[::2] == (-180.0, 180.0)

    def test_holds_single_points_too(self):
        dot = Polyline(np.array([[-179.0, 10.0]]), np.zeros(1))
        assert bbox([*cut((170.0, 0.0), (175.0, 0.0)), dot])[::2] == (170.0, -179.0)


def test_rounding_drops_points_that_became_equal():
    points = np.array([[1.0, 2.0], [1.0000001, 2.0], [1.1, -0.0000001]])
    rounded = Polyline(points, np.array([0.0, 0.1, 9.0])).rounded()
    assert rounded.lon_lat_deg.tolist() == [[1.0, 2.0], [1.1, 0.0]]
    assert not np.signbit(rounded.lon_lat_deg).any()
    assert rounded.distance_run_nm.tolist() == [0.0, 9.0]
