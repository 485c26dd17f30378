"""The Python API mirrors the shell; its public names are pinned here."""

from __future__ import annotations

import datetime as dt

import pytest

import navroute
from navroute import Position
from navroute.errors import DateError, NoRouteError, PositionError, SamePlaceError

PUBLIC = [
    "Band",
    "Chokepoint",
    "Comparison",
    "Convoy",
    "NavrouteError",
    "NoRouteError",
    "Passage",
    "Port",
    "Position",
    "Route",
    "Status",
    "TimeBand",
    "Verdict",
    "Vessel",
    "VesselType",
    "Voyage",
    "__version__",
    "chokepoints",
    "compare",
    "convoy",
    "errors",
    "network",
    "ports",
    "read_answer",
    "route",
    "route_along",
    "sources",
    "vessels",
    "voyage",
    "voyage_along",
]


def test_public_names_are_these_and_all_resolve():
    assert sorted(navroute.__all__) == PUBLIC
    assert all(getattr(navroute, name) is not None for name in PUBLIC)
    with pytest.raises(AttributeError, match="no attribute 'rute'"):
        _ = navroute.rute


@pytest.fixture(scope="module")
def voyage():
    return navroute.voyage("Sparta II", "Tartus", "Baltiysk", depart="2025-01-27T12:00Z")


def test_route_as_the_readme_shows_it():
    found = navroute.route("Tartus", "Baltiysk", avoid=["kiel"])
    assert found.distance_nm == pytest.approx(4_280, rel=0.02)  # Pub. 151 legs: 4,225 to 4,340
    assert found.passages[0].id
    assert found.geometry.geom_type == "LineString"
    assert found.to_geojson()["type"] == "FeatureCollection"


def test_voyage_as_the_readme_shows_it(voyage):
    assert voyage.eta.p50 > dt.datetime(2025, 2, 6, tzinfo=dt.UTC)
    assert [passage.id for passage in voyage.passages].count("gibraltar") == 1
    assert {verdict.chokepoint for verdict in voyage.verdicts} >= {"gibraltar", "dover"}
    frame = voyage.to_geodataframe()
    assert frame.crs.to_epsg() == 4326
    assert {"leg", "arrival"} <= set(frame["kind"])


def test_lookups_as_the_readme_shows_them():
    assert navroute.vessels.get("sparta ii").name == "Sparta II"
    assert navroute.ports.get("Kronstadt").position.lat == pytest.approx(60.0, abs=0.1)
    assert navroute.chokepoints.get("bosphorus").id == "bosphorus"
    assert navroute.chokepoints.get("suez").id == "suez_canal"


def test_a_place_may_be_a_name_a_locode_a_string_a_position_or_a_port():
    by_name = navroute.route("Tartus", "Baltiysk")
    tartus = navroute.ports.get("Tartus")
    at_tartus = Position(lat=tartus.position.lat, lon=tartus.position.lon)
    text = f"{at_tartus.lat}N,{at_tartus.lon}E"
    for place in ("SYTTS", tartus, at_tartus, text):
        found = navroute.route(place, "Baltiysk")
        # A bare position may join the network elsewhere than the port of the same spot.
        assert found.distance_nm == pytest.approx(by_name.distance_nm, rel=0.01)


def test_times_run_forward_along_the_way(voyage):
    for name in ("p10", "p50", "p90"):
        moments = [getattr(passage.eta, name) for passage in voyage.passages]
        assert [voyage.depart, *moments, getattr(voyage.eta, name)] == sorted(
            [voyage.depart, *moments, getattr(voyage.eta, name)]
        )


def test_bad_input_is_refused_before_anything_is_computed():
    with pytest.raises(DateError, match="time zone"):
        navroute.voyage("Sparta II", "Tartus", "Baltiysk", depart="2025-01-27T12:00")
    with pytest.raises(DateError):
        navroute.voyage(
            "Sparta II",
            "Tartus",
            "Baltiysk",
            depart=dt.datetime(2025, 1, 27),  # noqa: DTZ001
        )
    with pytest.raises(PositionError):
        Position(lat=95, lon=0)
    with pytest.raises(SamePlaceError):
        navroute.route("Tartus", "SYTTS")


def test_a_closed_way_carries_its_reasons_and_what_would_be_possible():
    with pytest.raises(NoRouteError) as caught:
        navroute.voyage("Admiral Golovko", "Tartus", "Novorossiysk", depart="2024-12-15T00:00Z")
    error = caught.value
    assert set(error.closed) == {"bosphorus", "dardanelles"}
    assert all(verdict.status is navroute.Status.CLOSED for verdict in error.verdicts)
    assert error.possible.eta.p50 > dt.datetime(2024, 12, 17, tzinfo=dt.UTC)


def test_the_founding_case():
    """December 2024: the warships go the long way, the merchant may use the Straits."""
    depart = "2024-12-15T00:00Z"
    for name in ("Aleksandr Shabalin", "Admiral Gorshkov", "Novorossiysk", "Yelnya", "Vyazma"):
        with pytest.raises(NoRouteError):
            navroute.voyage(name, "Tartus", "Novorossiysk, Russia", depart=depart)
        long_way = navroute.voyage(name, "Tartus", "Baltiysk", depart=depart)
        passed = [passage.id for passage in long_way.passages]
        assert passed.index("gibraltar") < passed.index("dover") < passed.index("skagen")
    merchant = navroute.voyage("Sparta II", "Tartus", "Novorossiysk, Russia", depart=depart)
    straits = {v.chokepoint: v.status for v in merchant.verdicts}
    assert straits["bosphorus"] == straits["dardanelles"] == navroute.Status.CAUTION


def test_before_the_closure_the_straits_were_a_matter_of_notice():
    found = navroute.voyage(
        "Aleksandr Shabalin", "Tartus", "Novorossiysk, Russia", depart="2021-06-01T00:00Z"
    )
    assert found.distance_nm < 1_500


def test_as_of_sets_the_date_of_the_law():
    options = {"depart": "2024-12-15T00:00Z", "as_of": dt.date(2021, 6, 1)}
    found = navroute.voyage("Aleksandr Shabalin", "Tartus", "Novorossiysk, Russia", **options)
    assert found.as_of == dt.date(2021, 6, 1)


def test_a_sunken_ship_sails_no_more_but_did_before():
    with pytest.raises(navroute.errors.VesselUnavailableError, match="23 Dec"):
        navroute.voyage("Ursa Major", "Tartus", "Baltiysk", depart="2025-01-01T00:00Z")
    earlier = navroute.voyage("Ursa Major", "St Petersburg", "Tartus", depart="2024-12-11T12:00Z")
    assert earlier.distance_nm > 4_000
