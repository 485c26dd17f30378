"""Ways under the ice are looked for only where they may be shorter, and none is missed."""

from __future__ import annotations

import random

import pytest

from navroute import network, ports
from navroute.network.ways import Ways

SEA = network.load("seanet")


@pytest.fixture
def pairs():
    """Pairs of ports, of which some are nearer to each other under the ice."""
    rng = random.Random(8)  # noqa: S311 - no secret
    seated = [port for port in ports.all_ports() if port.id in SEA.seats]
    north = [port for port in seated if port.position.lat > 50]
    return [tuple(rng.sample(some, 2)) for some in [seated] * 40 + [north] * 40]


def lengths(pairs):
    return [SEA.path(a, b).distance_nm for a, b in pairs]


def test_no_shorter_way_under_the_ice_is_missed(pairs, monkeypatch):
    quick = lengths(pairs)
    monkeypatch.setattr(Ways, "_by_ice", lambda *_: True)
    assert quick == lengths(pairs)
    monkeypatch.setattr(Ways, "_by_ice", lambda *_: False)
    assert sum(a < b for a, b in zip(quick, lengths(pairs), strict=True)) > 3
