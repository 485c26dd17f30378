"""What an answer tells of the law, and what it only holds for maps."""

from __future__ import annotations

import navroute
from navroute import chokepoints
from navroute.imports.answer import answer_from_dict
from navroute.law.judge import judge_all

DEPART = "2025-01-27T12:00Z"


def ids(verdicts):
    return [verdict.chokepoint for verdict in verdicts]


def test_every_gate_has_one_verdict_told_or_not():
    voyage = navroute.voyage("Sparta II", "Tartus", "Baltiysk", depart=DEPART)
    both = (*voyage.verdicts, *voyage.other_verdicts)
    gates = [point.id for point in chokepoints.all_chokepoints() if point.gate]
    assert sorted(ids(both)) == sorted(gates)
    assert {v.chokepoint: v for v in both} == judge_all(voyage.vessel, voyage.as_of)


def test_a_canal_far_from_the_way_is_not_told(navroute_cli):
    near = navroute.voyage("Sparta II", "Tartus", "Baltiysk", depart=DEPART)
    far = navroute.voyage("Sparta II", "Tartus", "Novorossiysk, Russia", depart=DEPART)
    assert "kiel_canal" in ids(near.verdicts)  # too deep for it, and it would be shorter
    assert set(ids(far.verdicts)) == {"bosphorus", "dardanelles"}
    assert "kiel_canal" in ids(far.other_verdicts)
    asked = ("eta", "Sparta II", "--from", "Tartus", "--to", "Novorossiysk, Russia")
    told = navroute_cli(*asked, "--depart", DEPART)
    assert "Kiel" not in told.out
    assert (
        "Kiel"
        not in navroute_cli(*asked, "--depart", DEPART, "--export", "-", "--format", "md").out
    )


def test_nor_is_one_that_is_far_off_though_the_way_is_long():
    home = navroute.voyage("Admiral Gorshkov", "Tartus", "Severomorsk", depart="2024-12-15T00:00Z")
    told, others = ids(home.verdicts), ids(home.other_verdicts)
    assert {"bosphorus", "dardanelles"} <= set(told)
    assert "kiel_canal" in others  # closed to it, but the way goes west of Ireland


def test_what_may_have_made_the_way_longer_or_was_named_is_told():
    options = {"depart": "2024-12-15T00:00Z", "closed": "torres"}
    frigate = navroute.voyage("Admiral Golovko", "Tartus", "Baltiysk", **options)
    told = ids(frigate.verdicts)
    # Out by the Straits and over land to the Baltic would be shorter than the way by Gibraltar.
    assert {"bosphorus", "dardanelles"} <= set(told)
    assert "torres" in told  # the user's own words are always answered
    passed = [passage.id for passage in frigate.passages]
    assert told[: len(set(passed))] == list(dict.fromkeys(passed))


def test_the_ice_is_told_where_the_way_would_lie_in_it():
    north = navroute.route("Murmansk", "Vladivostok", as_of="2025-08-20")
    south = navroute.route("Tartus", "Limassol", as_of="2025-08-20")
    ice = {point.id for point in chokepoints.all_chokepoints() if point.ice}
    assert ice & set(ids(north.verdicts))
    assert not ice & set(ids(south.verdicts))


def test_a_saved_answer_keeps_them_and_one_without_them_is_read():
    route = navroute.route("Tartus", "Limassol")
    saved = route.to_dict()
    assert answer_from_dict(saved).other_verdicts == route.other_verdicts
    del saved["other_verdicts"]
    assert answer_from_dict(saved).other_verdicts == ()
