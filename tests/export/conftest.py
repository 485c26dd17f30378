"""Answers that the tests of the formats share, computed once."""

from __future__ import annotations

import pytest

import navroute


@pytest.fixture(scope="session")
def sparta():
    return navroute.voyage("Sparta II", "Tartus", "Baltiysk", depart="2025-01-27T12:00Z")


@pytest.fixture(scope="session")
def pacific():
    """A voyage over the antimeridian."""
    return navroute.voyage("Sparta II", "Yokohama", "Los Angeles", depart="2025-06-01T00:00Z")


@pytest.fixture(scope="session")
def arctic():
    """A voyage above 70 degrees."""
    return navroute.voyage(
        "Ivan Gren", "Murmansk", "Pevek", depart="2024-08-01", opened="northern_sea_route"
    )


@pytest.fixture(scope="session")
def way():
    """A route without a ship."""
    return navroute.route("Tartus", "Baltiysk", as_of=None)


@pytest.fixture(scope="session")
def window():
    """A voyage that departs on one of two days."""
    days = "2025-01-26T00:00Z..2025-01-28T00:00Z"
    return navroute.voyage("Sparta II", "Tartus", "Baltiysk", depart_window=days)
