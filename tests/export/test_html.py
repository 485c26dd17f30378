"""The HTML map as a file; how it behaves stands in tests/browser."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest
import shapely

import navroute
from navroute import chokepoints, datafiles
from navroute.chart import leaflet, map_land
from navroute.errors import InvalidInputError, NoRouteError
from navroute.export import basemap, track
from navroute.export.html import map_page
from navroute.export.several import refusal_answers

HOSTILE = "</script><!--<img src=x onerror=alert(1)>\u2028&\"'"


@pytest.fixture(scope="module")
def frigate() -> navroute.Voyage:
    return navroute.voyage("Admiral Golovko", "Tartus", "Baltiysk", depart="2024-12-15T00:00Z")


@pytest.fixture(scope="module")
def pacific() -> navroute.Voyage:
    return navroute.voyage("Sparta II", "Tokyo", "San Francisco", depart="2025-01-27T12:00Z")


class Page(HTMLParser):
    """Every tag with its attributes, and the text of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: dict[str, str] = {}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open = dict(attrs).get("id") or "" if tag == "script" else ""

    def handle_data(self, data):
        if self._open:
            self.scripts[self._open] = self.scripts.get(self._open, "") + data

    @property
    def scene(self):
        return json.loads(self.scripts["scene"])


def test_one_small_file_that_asks_for_nothing(frigate):
    text = frigate.to_html()
    assert len(text.encode()) < 1.5e6
    page = Page(text)
    loading = [
        value
        for tag, attributes in page.tags
        for name, value in attributes.items()
        if name in ("src", "href", "action", "srcset", "data") and tag != "svg"
    ]
    assert all(value and value.startswith(("data:", "#")) for value in loading)
    styles = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    assert "url(" not in "".join(styles)
    assert "@import" not in "".join(styles)
    assert "sourceMappingURL" not in text
    assert "Redistribution and use in source and binary forms" in text  # Leaflet's licence
    assert "OpenStreetMap contributors" in text


def test_hostile_names_stay_text(frigate):
    answer = frigate.to_dict()
    answer["vessel"] |= {"name": HOSTILE, "type_text": HOSTILE}
    answer["origin"] |= {"name": HOSTILE, "time_zone": HOSTILE}
    answer["warnings"] = [HOSTILE]
    answer["verdicts"][0]["reason"] = HOSTILE
    plain, hostile = Page(frigate.to_html()), Page(map_page([answer], title=HOSTILE))
    kinds = [sorted({tag for tag, _ in page.tags}) for page in (plain, hostile)]
    assert kinds[0] == kinds[1]
    assert not [name for _, attributes in hostile.tags for name in attributes if name[:2] == "on"]
    assert hostile.scene["ships"][0]["name"] == HOSTILE


def test_the_scene_is_the_voyage(frigate):
    (ship,) = Page(frigate.to_html()).scene["ships"]
    assert ship["track"]["nm"][-1] == pytest.approx(frigate.distance_nm, abs=0.02)
    assert ship["depart"] == frigate.depart.timestamp() * 1000
    hours = np.interp(1000.0, ship["timeline"]["nm"], ship["timeline"]["p90"])
    assert hours * 3600 == pytest.approx(frigate.schedule.times_at([1000.0])[2, 0], abs=60)
    assert ship["timeline"]["p50"][-1] == pytest.approx(frigate.duration_h.p50, abs=1e-3)
    assert [stop["gate"] for stop in ship["stops"][1:-1]] == [p.id for p in frigate.passages]


def test_every_gate_line_of_the_world_is_there_with_its_reason(frigate):
    gates = {gate["id"]: gate for gate in Page(frigate.to_html()).scene["gates"]}
    assert set(gates) == {point.id for point in chokepoints.all_chokepoints() if point.gate}
    told = {key for key, gate in gates.items() if gate["told"]}
    assert told == {verdict.chokepoint for verdict in frigate.verdicts}
    assert all(gate["verdicts"][0]["reason"] for gate in gates.values())
    bosphorus = gates["bosphorus"]
    assert bosphorus["status"] == "CLOSED"
    assert "28 February 2022" in bosphorus["verdicts"][0]["reason"]
    assert len(bosphorus["line"]) > 1


def test_of_several_verdicts_the_gate_shows_the_worst(frigate):
    merchant = navroute.voyage(
        "Sparta II", "Tartus", "Novorossiysk, Russia", depart="2025-01-27T12:00Z"
    )
    page = Page(map_page([merchant.to_dict(), frigate.to_dict()]))
    (gate,) = [gate for gate in page.scene["gates"] if gate["id"] == "bosphorus"]
    assert [said["verdict"] for said in gate["verdicts"]] == ["CAUTION", "CLOSED"]
    assert gate["status"] == "CLOSED"
    assert gate["passed"]


def test_longitudes_run_on_and_ships_share_one_turn_of_the_globe(pacific):
    east = navroute.voyage("Sparta II", "San Francisco", "Tokyo", depart="2025-01-27T12:00Z")
    ships = Page(map_page([pacific.to_dict(), east.to_dict()])).scene["ships"]
    for ship in ships:
        assert np.abs(np.diff(ship["track"]["lon"])).max() < 30
        for stop in ship["stops"]:
            nearest = np.abs(np.array(ship["track"]["lon"]) - stop["at"][1]).min()
            assert nearest < 1
    spans = [(min(ship["track"]["lon"]), max(ship["track"]["lon"])) for ship in ships]
    assert spans[0] == pytest.approx(spans[1], abs=1)


def test_the_way_with_everything_open_is_there_only_if_it_is_another(frigate, pacific):
    assert Page(frigate.to_html()).scene["ships"][0]["free"]["nm"][-1] < frigate.distance_nm
    assert Page(pacific.to_html()).scene["ships"][0]["free"] is None
    assert "With everything open" not in pacific.to_html()


def test_the_timetable_reads_without_script(frigate):
    text = re.sub(r"<script.*?</script>", "", frigate.to_html(), flags=re.DOTALL)
    rows = re.findall(r"<tr data-ship=.*?</tr>", text)
    assert len(rows) == len(frigate.passages) + 2
    for row, passage in zip(rows[1:-1], frigate.passages, strict=True):
        assert f'datetime="{passage.eta.p50:%Y-%m-%dT%H:%M:%SZ}"' in row


def test_the_speed_says_what_it_is(frigate):
    given = navroute.voyage("Sparta II", "Tartus", "Limassol", depart="2025-01-27", speed="9-11-13")
    for voyage in (frigate, given):
        (speed,) = re.findall(r"<dt>Speed</dt><dd>(.*?)</dd>", voyage.to_html())
        assert "made good" not in speed
        assert speed.endswith(f" kn: {voyage.speed.basis}</small>")


def test_a_route_without_a_ship_has_no_clock():
    page = Page(navroute.route("Tartus", "Limassol").to_html())
    assert ("body", {"class": "one timeless"}) in page.tags
    assert page.scene["ships"][0]["timeline"] is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": "navroute/error/1"}, "no voyage and no route"),
        ({"path": None}, "cannot be drawn"),
        ({"eta": None}, "cannot be drawn"),
        ({"verdicts": [{"chokepoint": "nowhere"}]}, "cannot be drawn"),
    ],
)
def test_what_is_no_answer_is_refused(frigate, change, words):
    with pytest.raises(InvalidInputError, match=words):
        track.read(frigate.to_dict() | change)


@pytest.mark.parametrize("count", [0, 25])
def test_too_few_and_too_many(frigate, count):
    with pytest.raises(InvalidInputError, match="1 to 24"):
        map_page(
            [{**frigate.to_dict(), "depart": f"2024-11-{n + 1:02}T00:00Z"} for n in range(count)]
        )


def test_ships_in_company_are_one_symbol_with_all_their_names():
    ships = "Sparta,Sparta II,Ivan Gren"
    convoy = navroute.convoy(ships, "Tartus", "Baltiysk", depart="2025-02-13T00:00Z")
    page = Page(convoy.to_html())
    (group,) = page.scene["ships"]
    assert group["name"] == "Sparta, Sparta II, Ivan Gren"
    text = convoy.to_html()
    assert '<h2 id="ship-0">Sparta, Sparta II, Ivan Gren</h2>' in text
    for member in convoy.members:
        assert f"<li>{member.vessel.name}: {member.vessel.type.value}" in text


def test_one_ship_to_several_places_is_told_apart():
    compared = navroute.compare(
        "Admiral Gorshkov",
        "Tartus",
        ["Baltiysk", "Severomorsk", "Novorossiysk, Russia"],
        as_if_open="turkish_straits",
        depart="2024-12-15T00:00Z",
    )
    page = Page(compared.to_html())
    # By law and as if open the ways north are the same; there is one to the Black Sea.
    ships = {ship["tag"]: ship for ship in page.scene["ships"]}
    assert list(ships) == ["to Baltiysk", "to Severomorsk", "to Novorossiysk"]
    assert [ship["supposed"] for ship in ships.values()] == [False, False, True]
    title = "Admiral Gorshkov: Tartus to Baltiysk, Severomorsk, Novorossiysk"
    assert f"<h1>{title}</h1>" in compared.to_html()


def test_a_refusal_shows_closed_gates_and_the_way_as_it_would_be():
    with pytest.raises(NoRouteError) as refused:
        navroute.voyage(
            "Admiral Golovko", "Tartus", "Novorossiysk, Russia", depart="2024-12-15T00:00Z"
        )
    (answer,) = refusal_answers(refused.value)
    text = map_page([answer])
    page = Page(text)
    assert "<h1>Admiral Golovko: no way from Tartus to Novorossiysk</h1>" in text
    assert str(refused.value) in text
    gates = {gate["id"]: gate for gate in page.scene["gates"]}
    for key in ("bosphorus", "dardanelles"):
        assert gates[key]["status"] == "CLOSED"
        assert gates[key]["passed"]
        assert len(gates[key]["verdicts"]) == 1
        assert "--open" not in gates[key]["verdicts"][0]["reason"]
    (ship,) = page.scene["ships"]
    assert ship["supposed"]
    assert [ship["stops"][0]["name"], ship["stops"][-1]["name"]] == ["Tartus", "Novorossiysk"]


def test_the_map_command_draws_saved_answers(frigate, navroute_cli, tmp_path):
    saved = tmp_path / "a.json"
    saved.write_text(json.dumps(frigate.to_dict()))
    for name, start in {"b.html": "<!doctype html>", "b.svg": "<svg "}.items():
        result = navroute_cli("map", str(saved), str(saved), "-o", str(tmp_path / name))
        assert result.code == 0, result.err
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert navroute_cli("map", str(saved), "-o", str(tmp_path / "b.gif")).code == 2


def test_eta_writes_a_map_and_a_picture(navroute_cli, tmp_path):
    files = tmp_path / "a.html", tmp_path / "a.svg"
    result = navroute_cli(
        *("eta", "Sparta II", "--from", "Tartus", "--to", "Limassol", "--depart", "2025-01-27"),
        *("--map", str(files[0]), "--svg", str(files[1]), "--json"),
    )
    assert result.code == 0, result.err
    assert result.json()["schema"] == "navroute/eta/1"
    assert all(file.stat().st_size > 10_000 for file in files)


def test_a_picture_on_stdout_is_refused(navroute_cli):
    result = navroute_cli("eta", "Sparta II", "--from", "Tartus", "--to", "Limassol", "--map", "-")
    assert result.code == 2


def test_the_land_decodes_to_what_was_encoded():
    ring = np.array([[-179.999, -85.05], [0.0, 0.001], [29.013, 41.25], [-179.999, -85.05]])
    np.testing.assert_allclose(basemap._decode(map_land.encode(ring)), ring, atol=1e-9)
    # The example of the format's definition, with 5 decimals there and 3 here.
    example = basemap._decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@") / 100
    expected = [[38.5, -120.2], [40.7, -120.95], [43.252, -126.453]]
    np.testing.assert_allclose(example, expected, atol=1e-9)


def test_the_land_is_land_and_the_straits_are_open():
    rings = [shapely.Polygon(ring) for ring in basemap.land_rings() if len(ring) > 3]
    tree = shapely.STRtree(rings)

    def is_land(lon: float, lat: float) -> bool:
        return len(tree.query(shapely.Point(lon, lat), predicate="within")) % 2 == 1

    for lon, lat in ((37.6, 55.75), (-100.0, 40.0), (134.0, -25.0), (0.0, -80.0)):
        assert is_land(lon, lat)
    # Mid-stream by the charts: Bosphorus, Dardanelles, Great Belt, Messina, Gibraltar, Caspian.
    for lon, lat in (
        (29.058, 41.08),
        (26.4, 40.2),
        (11.03, 55.34),
        (15.63, 38.22),
        (-5.6, 35.95),
        (51.0, 42.0),
    ):
        assert not is_land(lon, lat)


def test_leaflet_is_as_published_but_for_what_loads_something():
    style = leaflet.small_style(
        "/* a */ .a { color: red; background: url(x.png) }\n.b{ b: url(y) }"
    )
    assert style == ".a{color:red;}\n"
    script = datafiles.read_bytes("map/leaflet.js").decode()
    assert 'version="1.9.4"' in script
    assert leaflet.without_source_map("a\n//# sourceMappingURL=x.map\n") == "a\n"
