"""A ship on a given way: law is told and never refuses; nothing is claimed of land."""

import pytest

from navroute.along import route_along, voyage_along
from navroute.errors import DateError, VesselUnavailableError

GPX = """<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><rte>
  <rtept lat="39.7" lon="25.6"><name>off Lemnos</name></rtept>
  <rtept lat="40.0" lon="26.15"/><rtept lat="40.1" lon="26.38"/><rtept lat="40.2" lon="26.39"/>
  <rtept lat="40.45" lon="26.75"/><rtept lat="41.0" lon="29.0"/><rtept lat="41.07" lon="29.055"/>
  <rtept lat="41.1" lon="29.07"/><rtept lat="41.25" lon="29.15"/>
  <rtept lat="44.6" lon="37.75"><name>Novorossiysk</name></rtept>
</rte></gpx>"""


@pytest.fixture
def into_the_black_sea(tmp_path):
    path = tmp_path / "straits.gpx"
    path.write_text(GPX)
    return path


def test_a_closed_strait_is_warned_of_and_timed(into_the_black_sea):
    voyage = voyage_along("Admiral Golovko", into_the_black_sea, depart="2024-12-15T00:00Z")
    assert [p.id for p in voyage.passages] == ["dardanelles", "bosphorus"]
    assert {v.status for v in voyage.verdicts} == {"CLOSED"}
    loud = [text for text in voyage.route.warnings if text.startswith("CLOSED")]
    assert len(loud) == 2
    assert "Admiral Golovko" in loud[0]
    assert "Montreux" in loud[0]
    assert any("not checked" in text for text in voyage.route.assumptions)
    assert "straits.gpx" in voyage.route.network
    assert 400 < voyage.distance_nm < 700


def test_a_way_drawn_with_few_points_that_cuts_past_a_gate_is_warned_of(into_the_black_sea):
    cut = GPX.replace('<rtept lat="41.07" lon="29.055"/>', "").replace('lon="29.07"', 'lon="29.12"')
    into_the_black_sea.write_text(cut.replace('lat="41.0" lon="29.0"', 'lat="41.0" lon="29.11"'))
    route = route_along(into_the_black_sea)
    assert [p.id for p in route.passages] == ["dardanelles"]
    (warning,) = route.warnings
    assert "Bosphorus" in warning
    assert "not counted" in warning


def test_before_the_closure_it_was_open(into_the_black_sea):
    voyage = voyage_along("Admiral Golovko", into_the_black_sea, depart="2021-12-15T00:00Z")
    assert not [text for text in voyage.route.warnings if text.startswith("CLOSED")]


def test_ends_take_the_name_of_a_port_only_if_they_lie_there(into_the_black_sea):
    route = route_along(into_the_black_sea)
    assert route.destination.name == "Novorossiysk"
    assert route.origin.name == "39.700N 25.600E"
    into_the_black_sea.write_text(GPX.replace('lat="44.6"', 'lat="43.6"'))
    assert route_along(into_the_black_sea).destination.name == "43.600N 37.750E"


def test_a_route_without_a_ship_names_its_gates(into_the_black_sea):
    route = route_along(into_the_black_sea, closed="bosphorus")
    assert [p.id for p in route.passages] == ["dardanelles", "bosphorus"]
    assert route.detour_nm is None
    assert len(route.warnings) == 1


def test_a_departure_is_needed(into_the_black_sea):
    with pytest.raises(DateError):
        voyage_along("Sparta II", into_the_black_sea)


def test_a_lost_ship_does_not_sail(into_the_black_sea):
    with pytest.raises(VesselUnavailableError):
        voyage_along("Ursa Major", into_the_black_sea, depart="2025-06-01T00:00Z")


def test_the_shell_times_a_given_way_as_it_does_its_own(into_the_black_sea, navroute_cli):
    def answer(*options: str) -> dict:
        return navroute_cli(
            "eta", "Sparta II", "--along", str(into_the_black_sea), *options, "--json"
        ).json()

    day = ("--depart", "2025-01-15T00:00Z")
    usual, quiet = answer(*day), answer(*day, "--no-stops")
    assert quiet["stops"] is None
    assert quiet["duration_h"]["p90"] < usual["duration_h"]["p90"]
    kept = answer("--arrive", "2025-01-20T12:00Z")
    assert kept["depart"] == kept["arrive_by"]["latest_departure"]["p90"]
    assert kept["eta"]["p90"] <= "2025-01-20T12:00:00Z"
    window = answer("--depart-window", "2025-01-15..2025-01-16")
    assert window["depart_latest"] == "2025-01-16T00:00:00Z"
    assert any("--booked changes nothing" in line for line in answer(*day, "--booked")["warnings"])
    refused = navroute_cli(
        "eta", "Sparta II", "--along", str(into_the_black_sea), "--from", "Odesa"
    )
    assert refused.code == 2
    assert "--from does not go with it" in refused.err
