"""Gates that seal a sea: with them closed no route leads in, from ports or open water."""

from __future__ import annotations

import pytest

from navroute import network, ports
from navroute.errors import NoRouteError
from navroute.positions import Position

DANISH_STRAITS = {"great_belt", "little_belt", "sound_helsingor", "kiel_canal"}

# Sea: (gates that seal it, places inside, places outside). Ports by name, positions as (lat, lon);
# the positions lie close to the gates and to the isthmuses beside them.
SEAS = {
    "Black Sea by the Bosphorus": (
        {"bosphorus"},
        ["Novorossiysk", "Constanta", "Odesa", "Batumi", "Sevastopol", (41.3, 29.2), (41.7, 28.3)],
        ["Tartus", "Tekirdag", "Canakkale", (41.0, 28.95), (40.9, 28.2), (40.5, 26.6)],
    ),
    "Black Sea by the Dardanelles": (
        {"dardanelles"},
        ["Novorossiysk", "Istanbul", "Tekirdag", "Burgas", (40.35, 26.62), (40.6, 27.0)],
        ["Tartus", "Alexandroupoli", "Izmir", (40.05, 26.1), (40.55, 26.7), (40.5, 26.4)],
    ),
    "Sea of Azov": (
        {"kerch"},
        ["Taganrog", "Mariupol", "Berdyansk", (45.35, 36.65), (45.45, 35.4), (46.0, 35.0)],
        ["Feodosiya", "Novorossiysk", "Odesa", (45.0, 36.5), (45.15, 35.6), (45.9, 33.4)],
    ),
    "Mediterranean": (
        {"gibraltar", "suez_canal"},
        ["Tartus", "Port Said", "Ceuta", "Novorossiysk", "Malaga", (36.05, -5.2), (31.5, 32.6)],
        ["Cadiz", "Jeddah", "Port Suez", "Mumbai", (35.95, -5.8), (29.7, 32.55), (29.0, 34.75)],
    ),
    "Baltic": (
        {*DANISH_STRAITS},
        ["Baltiysk", "Kiel", "Copenhagen", "Lubeck", "Stockholm", (54.5, 10.4), (55.3, 12.6)],
        ["Skagen", "Hamburg", "Aarhus", "Gothenburg", "Esbjerg", (56.1, 12.5), (55.7, 10.7)],
    ),
    "Baltic within the Sound": (
        {*DANISH_STRAITS, "drogden", "flintrannan"} - {"sound_helsingor"},
        ["Baltiysk", "Kiel", "Gdynia", (55.5, 12.7), (55.3, 12.6)],
        ["Helsingborg", "Landskrona", "Hamburg", (55.8, 12.75), (56.2, 12.2)],
    ),
    "Red Sea": (
        {"bab_el_mandeb", "suez_canal"},
        ["Jeddah", "Port Suez", "Aqaba", "Al Hudaydah", (12.9, 43.1), (13.3, 42.9)],
        ["Aden", "Djibouti", "Port Said", "Mumbai", (12.4, 43.6), (12.2, 43.4)],
    ),
    "Persian Gulf": (
        {"hormuz"},
        ["Jebel Ali", "Bandar Abbas", "Basra", "Ras Tanura", (26.4, 56.2), (26.0, 55.9)],
        ["Fujairah", "Muscat", "Mumbai", (25.8, 56.6), (26.3, 57.0)],
    ),
    "Vistula Lagoon": (
        {"baltiysk"},
        ["Kaliningrad", (54.5, 19.75), (54.65, 20.2)],
        ["Gdansk", "Klaipeda", (54.55, 19.6), (54.65, 19.75)],
    ),
    "White Sea": (
        {"gorlo"},
        ["Arkhangelsk", "Kandalaksha", (65.2, 38.5)],
        ["Murmansk", (67.5, 42.0)],
    ),
}


@pytest.fixture(scope="module", params=sorted(network.NETWORKS))
def sea(request):
    return network.load(request.param)


def place(text):
    return Position(lat=text[0], lon=text[1]) if isinstance(text, tuple) else ports.get(text)


CASES = [
    pytest.param(gates, inside, outside, id=f"{sea}: {inside} and {outside}")
    for sea, (gates, insides, outsides) in SEAS.items()
    for inside in insides
    for outside in outsides
]


@pytest.mark.parametrize(("gates", "inside", "outside"), CASES)
def test_sealed_sea_has_no_way_in(sea, ice, gates, inside, outside):
    with pytest.raises(NoRouteError) as caught:
        sea.path(place(inside), place(outside), closed=ice | gates)
    assert set(caught.value.closed) <= gates
    assert caught.value.closed
    assert caught.value.closed[0] in str(caught.value)


@pytest.mark.parametrize(("gates", "inside", "outside"), CASES[::7])
def test_opening_what_the_error_names_gives_a_way(sea, ice, gates, inside, outside):
    closed = ice | gates
    with pytest.raises(NoRouteError) as caught:
        sea.path(place(inside), place(outside), closed=closed)
    path = sea.path(place(inside), place(outside), closed=closed - set(caught.value.closed))
    assert {c.chokepoint for c in path.crossings} >= set(caught.value.closed)


# From the issue: places at a canal's or strait's mouth stay reachable from their own side. The
# limits are the great circle and what a way round the world would cost.
OWN_SIDE = [
    ("Jeddah", "Port Suez", "suez_canal", 700),
    ("Port Said", "Tartus", "suez_canal", 400),
    ("New York", "Colon", "panama_canal", 2300),
    ("Balboa", "Valparaiso", "panama_canal", 3000),
    ("Bandar Abbas", "Jebel Ali", "hormuz", 200),
    ("Aden", "Djibouti", "bab_el_mandeb", 200),
    ("Istanbul", "Tartus", "bosphorus", 1000),
    ("Istanbul", "Novorossiysk", "dardanelles", 550),
    ("Kiel", "Baltiysk", "kiel_canal", 450),
    ("Brunsbuttel Elbahafen", "Rotterdam", "kiel_canal", 350),
    ("Ceuta", "Tartus", "gibraltar", 2300),
    ("Helsingor", "Copenhagen", "sound_helsingor", 40),
    ("Copenhagen", "Baltiysk", "drogden", 400),
    ("Piraeus", "Izmir", "corinth_canal", 300),
]


@pytest.mark.parametrize(("origin", "destination", "gate", "limit_nm"), OWN_SIDE)
def test_ports_at_a_closed_mouth_stay_reachable_from_their_own_side(
    sea, ice, origin, destination, gate, limit_nm
):
    path = sea.path(place(origin), place(destination), closed=ice | {gate})
    assert path.distance_nm < limit_nm
