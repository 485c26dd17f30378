"""A post is one line of at most 280 characters."""

from dataclasses import replace

import pytest

from navroute.export.post import LIMIT, render


@pytest.mark.parametrize("name", ["sparta", "pacific", "arctic", "way"])
def test_one_line_that_fits(name, request):
    text = render(request.getfixturevalue(name), "")
    assert text.count("\n") == 1
    assert len(text.strip()) <= LIMIT
    assert "not for navigation" in text


def test_it_says_ship_way_distance_and_arrival(sparta):
    text = render(sparta, "")
    for part in ("Sparta II: Tartus to Baltiysk", "Gibraltar", "Departs 27 Jan 2025", "Feb 2025"):
        assert part in text


def test_it_says_what_a_closure_costs(sparta, way):
    forced = f" ({sparta.route.detour_nm:,.0f} of them forced: Kiel Canal closed)"
    assert forced in render(sparta, "")
    assert "forced" not in render(way, "")


def test_a_long_name_is_cut(sparta):
    odd = replace(sparta, vessel=replace(sparta.vessel, name="N" * 500))
    text = render(odd, "").strip()
    assert len(text) <= LIMIT
    assert "…" in text
