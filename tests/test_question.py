"""Names of chokepoints that the user gave, and how answers call them."""

from __future__ import annotations

import pytest

from navroute import chokepoints
from navroute.errors import NavrouteError
from navroute.question import by


def test_each_chokepoint_is_told_by_the_name_that_was_given():
    told = by("--avoid", "turkish straits, suez")
    assert told == {
        "bosphorus": "--avoid 'turkish straits'",
        "dardanelles": "--avoid 'turkish straits'",
        "suez_canal": "--avoid suez_canal",
    }


@pytest.mark.parametrize(
    "names", ["kiel", ["kiel"], ["kiel_canal", "kiel"], chokepoints.get("kiel_canal")]
)
def test_one_and_many_names_and_chokepoints_will_do(names):
    assert by("--close", names) == {"kiel_canal": "--close kiel_canal"}


@pytest.mark.parametrize("names", ["nowhere", [3], 3])
def test_what_is_no_name_is_refused(names):
    with pytest.raises(NavrouteError):
        by("--close", names)


def test_nothing_is_nothing():
    assert by("--close", ()) == {}
