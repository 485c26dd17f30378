"""The table of chokepoints: complete, well named, sourced, and its gates where they belong."""

import json
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute.chokepoints import all_chokepoints, get, groups, resolve_many, search
from navroute.datafiles import read_csv, read_json
from navroute.errors import InvalidInputError, UnknownChokepointError
from navroute.geo import distance_nm
from navroute.names import fold

KINDS = {"strait", "canal", "gate", "port channel", "open sea", "inland canal"}


def test_the_table_is_complete() -> None:
    points = all_chokepoints()
    assert len(points) == len({point.id for point in points}) == 75
    gated = [point.id for point in points if point.gate]
    assert len(gated) == 72
    assert [feature["id"] for feature in read_json("gates.geojson")["features"]] == gated
    assert {point.kind for point in points} == KINDS
    assert all((point.kind == "inland canal") == (not point.gate) for point in points)


def test_every_number_has_a_source() -> None:
    sources = {row["key"] for row in read_csv("sources.csv")}
    for point in all_chokepoints():
        assert point.sources, point.id
        assert set(point.sources) <= sources, point.id
        assert bool(point.from_memory) <= ("memory" in point.sources), point.id
        for field in point.from_memory | point.exclusive_limits:
            assert getattr(point, field), (point.id, field)  # only what has a value is marked
        if point.transit_h is not None and point.id != "volga_baltic":
            assert point.length_nm is not None, point.id


def test_transit_times_agree_with_length_and_speed_limit() -> None:
    for point in all_chokepoints():
        if point.transit_h and point.length_nm and point.gate:
            mean_kn = point.length_nm / point.transit_h.p50
            assert 3 <= mean_kn <= 12, point.id
            # 5 %: limits are on speed through the water or over ground by place.
            assert mean_kn <= (point.speed_limit_kn or 12) * 1.05, point.id


@pytest.mark.parametrize(
    ("place", "field", "value"),
    [
        ("suez_canal", "transit_h.p50", 9.87),  # 67 AIS transits
        ("bosphorus", "length_nm", 16.74),  # northmaritime
        ("kiel_canal", "speed_limit_kn", 6.5),  # 12 km/h since 1 July 2023, wsv-nok
        ("great_belt", "max_air_draught_m", 65.0),  # enc-dknote86
        ("panama_canal", "max_beam_m", 51.25),  # boyd-panama
        ("kerch", "max_loa_m", 215.0),  # wiki-kerch
        ("drogden", "max_draught_m", 7.7),
        ("gibraltar", "transit_h", None),  # at the ship's own speed
        ("bosphorus", "wait_h.p90", 20.0),  # 0.2-0.8 days, foreks-wait
    ],
)
def test_known_values(place: str, field: str, value: float | None) -> None:
    found: object = get(place)
    for part in field.split("."):
        found = getattr(found, part)
    assert found == value


def test_gates_lie_where_their_chokepoint_does() -> None:
    for point in all_chokepoints():
        for (lon1, lat1), (lon2, lat2) in pairwise(point.gate):
            assert -180 <= lon1 <= 180
            assert -90 <= lat1 <= 90
            assert distance_nm(lon1, lat1, lon2, lat2) > 1, point.id
            assert abs(lon2 - lon1) < 180, point.id  # none crosses the antimeridian
        if point.gate:
            lons, lats = zip(*point.gate, strict=True)
            assert min(lons) - 0.02 <= point.position.lon <= max(lons) + 0.02, point.id
            assert min(lats) - 0.02 <= point.position.lat <= max(lats) + 0.02, point.id


@pytest.mark.parametrize(
    ("place", "ends"),
    [  # mouths of the canals, and positions on either side of straits; (lon, lat)
        ("suez_canal", ((32.31, 31.28), (32.56, 29.92))),
        ("panama_canal", ((-79.92, 9.38), (-79.52, 8.88))),
        ("kiel_canal", ((9.13, 53.89), (10.16, 54.37))),
        ("corinth_canal", ((22.95, 37.955), (23.02, 37.91))),
        ("canso_canal", ((-61.44, 45.68), (-61.39, 45.62))),
        ("baltiysk", ((19.85, 54.65), (19.93, 54.62))),
        ("bosphorus", ((28.98, 40.98), (29.15, 41.25))),
        ("gibraltar", ((-6.2, 35.95), (-4.9, 36.0))),
        ("drake", ((-63.0, -56.5), (-70.5, -57.0))),
    ],
)
def test_a_straight_way_through_crosses_the_gate(
    place: str, ends: tuple[tuple[float, float], tuple[float, float]]
) -> None:
    assert sum(_crosses(ends, leg) for leg in pairwise(get(place).gate)) == 1


def _crosses(one: tuple[tuple[float, float], ...], other: tuple[tuple[float, float], ...]) -> bool:
    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    return (
        side(*one, other[0]) * side(*one, other[1]) < 0
        and side(*other, one[0]) * side(*other, one[1]) < 0
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("suez", "suez_canal"), ("Suez Canal", "suez_canal"), ("SUEZ_CANAL", "suez_canal"),
        ("kiel", "kiel_canal"), ("NOK", "kiel_canal"), ("Nord-Ostsee-Kanal", "kiel_canal"),
        ("bosporus", "bosphorus"), ("Istanbul Strait", "bosphorus"),
        ("Çanakkale", "dardanelles"), ("hellespont", "dardanelles"),
        ("panama", "panama_canal"), ("corinth", "corinth_canal"), ("gib", "gibraltar"),
        ("Bab al-Mandab", "bab_el_mandeb"), ("babalmandab", "bab_el_mandeb"),
        ("ormuz", "hormuz"), ("Storebælt", "great_belt"), ("Great Belt", "great_belt"),
        ("Lillebælt", "little_belt"), ("Helsingør", "sound_helsingor"),
        ("Flintrännan", "flintrannan"), ("Cape Horn", "drake"),
        ("Cape of Good Hope", "good_hope"), ("magellan", "magellan_east"),
        ("Pillau", "baltiysk"), ("Skaw", "skagen"), ("Dover Strait", "dover"),
    ],
)  # fmt: skip
def test_short_names_and_spellings(typed: str, expected: str) -> None:
    assert get(typed).id == expected


def test_no_name_stands_for_two_things() -> None:
    bearers: dict[str, set[str]] = {}
    for entry in (*all_chokepoints(), *groups()):
        names = [entry.id, entry.name, entry.name.split(" (")[0], *entry.aliases]
        assert max(Counter(map(fold, entry.aliases)).values(), default=1) == 1, entry.id
        for name in names:
            bearers.setdefault(fold(name), set()).add(entry.id)
    # The group of the Sound and the strait off Helsingør share a name; the group has it.
    assert {k: v for k, v in bearers.items() if len(v) > 1} == {
        "the sound": {"oresund", "sound_helsingor"}
    }
    assert all(bearers)


def test_groups() -> None:
    assert resolve_many("turkish straits") == {"bosphorus", "dardanelles"}
    assert resolve_many("nsr") == {
        "kara_gate", "yugorsky_shar", "vilkitsky", "sannikov", "dmitry_laptev", "de_long",
    }  # fmt: skip
    assert resolve_many("Øresund") == {"sound_helsingor", "drogden", "flintrannan"}
    assert resolve_many("Northwest Passage") == {"lancaster", "amundsen_gulf"}
    ids = {point.id for point in all_chokepoints()}
    for group in groups():
        assert set(group.members) <= ids
        assert len(group.members) > 1
        assert resolve_many(group.id) == set(group.members)


def test_resolve_many_takes_lists_and_commas() -> None:
    assert resolve_many("suez, kiel") == resolve_many(["suez", "kiel"]) == {
        "suez_canal", "kiel_canal",
    }  # fmt: skip
    assert resolve_many("") == resolve_many(()) == frozenset()
    with pytest.raises(UnknownChokepointError):
        resolve_many("suez, sues canal of mars")


@given(st.sets(st.sampled_from([point.id for point in all_chokepoints()])))
def test_ids_resolve_to_themselves(ids: set[str]) -> None:
    assert resolve_many(",".join(ids)) == resolve_many(ids) == ids


def test_a_miss_suggests() -> None:
    with pytest.raises(UnknownChokepointError, match="No chokepoint is called 'bosforus'") as e:
        get("bosforus")
    assert e.value.suggestions[0] == "bosphorus"
    with pytest.raises(UnknownChokepointError) as e:
        get("xyzzy")
    assert e.value.hint


def test_a_group_is_not_one_chokepoint() -> None:
    with pytest.raises(UnknownChokepointError, match="several chokepoints") as e:
        get("turkish_straits")
    assert e.value.suggestions == ("bosphorus", "dardanelles")


def test_search() -> None:
    assert {point.id for point in search("belt")} >= {"great_belt", "little_belt", "fehmarn_belt"}
    assert "vilkitsky" in {point.id for point in search("northern sea")}
    assert search("Türk") == search("turk")
    assert search("  ") == ()
    assert search("no such place") == ()


def test_ice_closes_the_arctic_passages_only() -> None:
    ice = {point.id for point in all_chokepoints() if point.ice}
    assert ice == resolve_many("northern_sea_route, northwest_passage")


def test_in_prose() -> None:
    assert get("great_belt").in_prose == "the Great Belt"
    assert get("drogden").in_prose == "Drogden"
    assert get("sound_helsingor").in_prose == "the Sound"
    assert get("bab_el_mandeb").in_prose == "Bab el-Mandeb"


def test_json_and_geo_interface() -> None:
    for point in all_chokepoints():
        row = json.loads(json.dumps(point.to_dict()))
        assert row["id"] == point.id
        geometry = point.__geo_interface__
        assert geometry["type"] == ("LineString" if point.gate else "Point")
    suez = get("suez").to_dict()
    assert suez["transit_h"] == {"p10": 9.6, "p50": 9.87, "p90": 10.3}
    assert suez["max_draught_m"] == 20.12
    assert get("gibraltar").to_dict()["transit_h"] is None


def test_loading_needs_no_heavy_library() -> None:
    code = (
        "import sys; from navroute import chokepoints; from navroute.law.judge import judge_all;"
        "import datetime; judge_all(None, datetime.date(2024, 1, 1)); chokepoints.get('suez');"
        "heavy = {'numpy', 'shapely', 'pyproj', 'pandas', 'networkx', 'rapidfuzz'};"
        "print(*heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


@pytest.mark.parametrize("value", [None, 5, [], b"suez"])
def test_what_is_no_name_is_refused_in_a_sentence(value: object) -> None:
    with pytest.raises(InvalidInputError, match="not the name of a chokepoint"):
        get(value)  # type: ignore[arg-type]


def test_many_may_be_chokepoints_or_none() -> None:
    assert resolve_many(None) == frozenset()
    assert resolve_many([get("suez"), "dover"]) == {"suez_canal", "dover"}
    assert resolve_many(get("suez")) == {"suez_canal"}
    for value in (3, [None], b"suez"):
        with pytest.raises(InvalidInputError):
            resolve_many(value)  # type: ignore[arg-type]
