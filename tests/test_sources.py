"""Source keys lead somewhere, and an emptied table is noticed."""

from __future__ import annotations

import pytest

from navroute import datafiles, sources
from navroute.errors import DataError, NotFoundError


@pytest.fixture
def fresh():
    sources._by_key.cache_clear()
    yield
    sources._by_key.cache_clear()


def test_a_key_of_a_verdict_leads_to_its_source():
    found = sources.get("uawire-sparta2")
    assert found.locator.startswith("https://www.uawire.org/ukraine-summons-turkish-ambassador")
    assert "Sparta II" in found.supports
    assert sources.get(" UAWIRE-Sparta2 ") is found


def test_every_row_of_the_file_is_a_source():
    rows = datafiles.read_csv("sources.csv")
    assert [source.key for source in sources.all_sources()] == [row["key"] for row in rows]
    assert len(rows) > 190


def test_a_miss_suggests():
    with pytest.raises(NotFoundError, match="No source has the key 'uawire-sparta3'") as caught:
        sources.get("uawire-sparta3")
    assert "uawire-sparta2" in caught.value.suggestions


@pytest.mark.parametrize("rows", [[], [{"key": "x"}], [{"kye": "a", "url_or_locator": "b"}]])
def test_an_emptied_table_is_noticed(fresh, monkeypatch, rows):
    monkeypatch.setattr(sources, "read_csv", lambda _: rows)
    with pytest.raises(DataError, match=r"sources\.csv"):
        sources.get("uawire-sparta2")


def test_a_damaged_table_is_noticed(fresh, monkeypatch):
    monkeypatch.setitem(datafiles.manifest(), "sources.csv", {"sha256": "0" * 64})
    with pytest.raises(DataError, match=r"sources\.csv.*damaged"):
        sources.all_sources()


def test_the_command_shows_and_lists(navroute_cli):
    shown = navroute_cli("sources", "show", "uawire-sparta2", "--json").json()
    assert shown["schema"] == "navroute/source/1"
    assert set(shown) == {"schema", "key", "locator", "supports"}
    plain = navroute_cli("sources", "show", "uawire-sparta2").out
    assert shown["locator"] in plain  # whole, so that it can be followed
    listed = navroute_cli("sources", "list", "--json").json()
    assert len(listed["sources"]) == len(sources.all_sources())
    assert "montreux-militaar" in navroute_cli("sources", "list").out
    assert navroute_cli("sources", "show", "nothing-like-it").code == 3
