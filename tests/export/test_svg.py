"""Pictures: true to the voyage, right across the antimeridian and near the poles."""

from __future__ import annotations

import re
import struct
import sys
from itertools import combinations
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely

import navroute
from navroute.errors import InvalidInputError
from navroute.export import svg
from navroute.export.picture import compose, projection
from navroute.export.picture.canvas import Area, Dot, Frame, Line, Text, text_width
from navroute.export.picture.labels import Labels, _box

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def frigate() -> navroute.Voyage:
    return navroute.voyage("Admiral Golovko", "Tartus", "Baltiysk", depart="2024-12-15T00:00Z")


def way(picture):
    """Return the points of the way: the last line on the map."""
    return [shape for shape in picture.map_shapes if isinstance(shape, Line)][-1].pieces[0]


def land_at(picture, x, y):
    point = shapely.Point(x, y)
    crossings = [
        shapely.Polygon(ring).contains(point)
        for shape in picture.map_shapes
        if isinstance(shape, Area)
        for ring in shape.rings
    ]
    return sum(crossings) % 2 == 1


def test_it_is_xml_with_the_voyage_in_words(frigate):
    root = ET.fromstring(frigate.to_svg())  # noqa: S314 - our own picture
    assert root.find(f"{SVG}title").text == "Admiral Golovko: Tartus to Baltiysk"
    words = " ".join(text.text for text in root.iter(f"{SVG}text"))
    gibraltar = next(p for p in frigate.passages if p.id == "gibraltar")
    assert f"Strait of Gibraltar, {gibraltar.eta.p50.day} Dec" in words
    assert "not for navigation" in words
    assert "OpenStreetMap" in words
    assert "Bosphorus" in words


def test_hostile_names_stay_text(frigate):
    answer = frigate.to_dict()
    answer["vessel"] |= {"name": "</text><script>alert(1)</script>"}
    text = svg.svg_text([answer])
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    ET.fromstring(text)  # noqa: S314 - our own picture


def test_the_way_stands_where_mercator_puts_it(frigate):
    """Mercator by hand: y = ln tan(45 + lat/2), against two ports on the picture."""
    picture = compose([frigate.to_dict()])
    start, end = way(picture)[0], way(picture)[-1]
    ports = [frigate.origin.position, frigate.destination.position]
    y = [np.degrees(np.log(np.tan(np.radians(45 + port.lat / 2)))) for port in ports]
    scale = (end[0] - start[0]) / (ports[1].lon - ports[0].lon)
    assert scale > 0
    assert start[1] - end[1] == pytest.approx(scale * (y[1] - y[0]), rel=1e-6)


@pytest.mark.parametrize(
    ("origin", "destination", "opened"),
    [
        ("Tokyo", "San Francisco", ()),
        ("Auckland", "Valparaiso", ()),
        ("Murmansk", "Provideniya", "nsr"),
    ],
)
def test_a_way_across_the_antimeridian_is_whole_and_inside(origin, destination, opened):
    route = navroute.route(origin, destination, opened=opened)
    picture = compose([route.to_dict()])
    points, frame = way(picture), picture.frame
    steps = np.hypot(*np.diff(points, axis=0).T)
    assert steps.max() < 0.1 * frame.width
    assert (points > [frame.left, frame.top]).all()
    assert (points < [frame.right, frame.bottom]).all()
    assert not land_at(picture, *points[len(points) // 2])


def test_what_is_only_supposed_open_is_said_and_dashed(frigate):
    with pytest.raises(navroute.NoRouteError) as refused:
        navroute.voyage(
            "Admiral Golovko", "Tartus", "Novorossiysk, Russia", depart="2024-12-15T00:00Z"
        )
    picture = compose([refused.value.possible.to_dict()])
    assert picture.title.endswith("if the Dardanelles and the Bosphorus were open")
    ways = [shape for shape in picture.map_shapes if isinstance(shape, Line)]
    assert ways[-1].dash is not None
    assert "were open" in refused.value.possible.to_html()
    assert "were open" not in compose([frigate.to_dict()]).title


def test_near_the_pole_the_map_is_stereographic():
    """Distances from the pole go with tan of half the colatitude; the pole itself is sea."""
    lines = [np.array([[20.0, 70.0], [60.0, 80.0], [190.0, 66.0]])]
    chosen = projection.choose(lines)
    assert isinstance(chosen, projection.PolarStereographic)
    points = chosen.project(np.array([[33.0, 90.0], [0.0, 80.0], [123.0, 80.0], [0.0, 60.0]]))
    radius = np.hypot(*points.T)
    assert radius[0] == pytest.approx(0, abs=1e-9)
    assert radius[1] == pytest.approx(radius[2])
    assert radius[3] / radius[1] == pytest.approx(np.tan(np.radians(15)) / np.tan(np.radians(5)))
    assert not chosen.shows(np.array([[0.0, -80.0], [120.0, -80.0], [240.0, -80.0], [0.0, -80.0]]))
    picture = compose([navroute.route("Murmansk", "Provideniya", opened="nsr").to_dict()])
    frame = picture.frame
    land = [
        land_at(picture, x, y)
        for x in np.linspace(frame.left + 5, frame.right - 5, 12)
        for y in np.linspace(frame.top + 5, frame.bottom - 5, 12)
    ]
    assert 0.15 < np.mean(land) < 0.75  # neither all land nor none: no ring is turned inside out


@pytest.mark.parametrize("south", [False, True])
def test_polar_maps_are_conformal_and_not_mirrored(south):
    chosen = projection.PolarStereographic(0.0, south=south)
    lat = -70.0 if south else 70.0
    step = 1e-4
    here, east, north = chosen.project(
        np.array([[40.0, lat], [40.0 + step / np.cos(np.radians(lat)), lat], [40.0, lat + step]])
    )
    right, up = east - here, north - here
    assert np.hypot(*right) == pytest.approx(np.hypot(*up), rel=1e-4)
    assert right[0] * up[1] - right[1] * up[0] > 0  # east is a quarter turn clockwise from north


def test_labels_never_cover_each_other_and_stay_inside(frigate):
    picture = compose([frigate.to_dict()])
    frame = picture.frame
    boxes = [_box(shape) for shape in picture.map_shapes if isinstance(shape, Text)]
    assert len(boxes) >= 10
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart
    for left, top, right, bottom in boxes:
        assert frame.left <= left <= right <= frame.right
        assert frame.top <= top <= bottom <= frame.bottom


def test_a_label_without_room_is_left_out():
    labels = Labels(Frame(0, 0, 60, 20), np.empty((0, 2)))
    text = Text(0, 0, "a name far too long for it", 12, "#000")
    assert labels.place(30, 10, text, radius=3) is None


def test_the_time_axis_holds_every_event_in_order(frigate):
    picture = compose([frigate.to_dict()])
    dots = [s for s in picture.shapes if isinstance(s, Dot) and s.radius == 4.2]
    assert len(dots) == len(frigate.passages) + 2
    assert [dot.x for dot in dots] == sorted(dot.x for dot in dots)
    span = (frigate.eta.p90 - frigate.depart).total_seconds()
    middle = (frigate.eta.p50 - frigate.depart).total_seconds() / span
    left, right = dots[0].x, picture.width - dots[0].x
    assert (dots[-1].x - left) / (right - left) == pytest.approx(middle, abs=0.002)


def test_a_notebook_gets_a_small_picture_and_a_table_without_script(frigate):
    html = frigate._repr_html_()
    assert len(html) < 150_000
    assert not re.search(r"<script|\son\w+=|\sid=", html)
    assert html.count("<tr>") == len(frigate.passages) + 3
    assert "<svg" in navroute.route("Tartus", "Limassol")._repr_html_()


def test_six_ships_at_most_but_those_in_company_count_as_one(frigate):
    answer = frigate.to_dict()
    named = [{**answer, "vessel": answer["vessel"] | {"name": f"Ship {n}"}} for n in range(7)]
    picture = compose(named)
    assert picture.title.startswith("Ship 0, Ship 1, Ship 2, 4 more: Tartus to Baltiysk")
    apart = [{**one, "depart": f"2024-12-1{n}T00:00:00Z"} for n, one in enumerate(named)]
    with pytest.raises(InvalidInputError, match="1 to 6 voyages, not 7"):
        compose(apart)


def words(picture):
    return [shape.words for shape in picture.shapes if isinstance(shape, Text)]


def test_a_legend_says_what_is_drawn_and_nothing_else(frigate):
    said = words(compose([frigate.to_dict()]))
    wanted = {"Way forced by what is closed", "With everything open", "Closed to it", "Open"}
    assert wanted <= set(said)
    free = words(compose([navroute.route("Tartus", "Limassol").to_dict()]))
    assert "Way" in free
    assert not {"With everything open", "Closed", "Time of passing, 80 %"} & set(free)


@pytest.mark.parametrize("width", [320, 390, 640, 1000])
def test_no_line_of_text_is_wider_than_the_picture(frigate, width):
    picture = compose([frigate.to_dict()], width=width)
    for shape in picture.shapes:
        if isinstance(shape, Text) and shape.anchor == "start":
            end = shape.x + text_width(shape.words, shape.size, bold=shape.bold)
            assert end <= width, shape.words
    assert any("OpenStreetMap" in line for line in words(picture))
    assert max(shape.y for shape in picture.shapes if isinstance(shape, Text)) < picture.height


def test_png_has_the_size_that_was_asked_for(frigate, tmp_path):
    pytest.importorskip("matplotlib")
    frigate.to_png(tmp_path / "a.png", width=700, density=1.5)
    content = (tmp_path / "a.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    picture = compose([frigate.to_dict()], width=700)
    assert (width, height) == pytest.approx((1050, 1.5 * picture.height), abs=2)


def test_png_without_matplotlib_says_what_to_install(frigate, monkeypatch, tmp_path):
    for name in ("matplotlib.backends.backend_agg", "matplotlib.figure"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InvalidInputError) as refused:
        frigate.to_png(tmp_path / "a.png")
    assert "navroute[plots]" in refused.value.hint
    assert not (tmp_path / "a.png").exists()
