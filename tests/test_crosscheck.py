"""The second opinion: every sea network is asked the same question."""

from __future__ import annotations

import pytest

from navroute import network, planner
from navroute.crosscheck import Opinion, cross_check
from navroute.errors import InvalidInputError

PAIR = ("Tartus", "Piraeus")
CLOSED = ("kasos_karpathos", "kythira_antikythira")


def test_every_network_answers_as_if_asked_alone():
    opinions = cross_check(*PAIR, closed=CLOSED)
    assert len(opinions) == len(network.NETWORKS)
    for name, opinion in zip(network.NETWORKS, opinions, strict=True):
        alone = planner.route(*PAIR, closed=CLOSED, network=name)
        assert opinion.network == alone.network
        assert opinion.distance_nm == alone.distance_nm
        assert opinion.passages == tuple(passage.id for passage in alone.passages)


def test_networks_agree_within_their_errors():
    first, *others = (opinion.distance_nm for opinion in cross_check(*PAIR))
    assert all(other == pytest.approx(first, rel=0.06) for other in others)


def test_a_network_without_a_way_says_why():
    opinions = cross_check("Novorossiysk", "Tartus", closed="bosphorus")
    assert all(opinion.distance_nm is None for opinion in opinions)
    assert all("osphorus" in opinion.reason for opinion in opinions)
    assert opinions[0].to_dict()["distance_nm"] is None


def test_difference_is_told_in_per_cent_of_the_answer():
    assert Opinion("a/1", 103.0).beside(100.0) == "a/1: 103.0 nm (+3.0%)"


def test_command_prints_both_distances(navroute_cli):
    ends = ("route", "--from", PAIR[0], "--to", PAIR[1])
    for name in network.NETWORKS:
        told = navroute_cli(*ends, "--network", name, "--cross-check")
        for opinion in cross_check(*PAIR):
            assert opinion.network in told.out
            assert f"{opinion.distance_nm:,.1f} nm" in told.out
        content = navroute_cli(*ends, "--network", name, "--cross-check", "--json").json()
        assert [row["network"].split("/")[0] for row in content["cross_check"]] == list(
            network.NETWORKS
        )
        assert content["network"].startswith(name)
    assert "cross_check" not in navroute_cli(*ends, "--json").json()


def test_a_given_way_is_not_cross_checked(navroute_cli, tmp_path):
    outcome = navroute_cli("route", "--along", str(tmp_path / "a.gpx"), "--cross-check")
    assert outcome.code == 2
    assert "--cross-check" in outcome.err


def test_a_network_that_is_not_there_is_refused():
    with pytest.raises(InvalidInputError, match="atlantis") as caught:
        network.load("atlantis")
    assert "marnet, seanet" in caught.value.hint
