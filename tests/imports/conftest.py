"""A voyage whose files are read back."""

from __future__ import annotations

import pytest

import navroute


@pytest.fixture(scope="session")
def sparta():
    return navroute.voyage("Sparta II", "Tartus", "Baltiysk", depart="2025-01-27T12:00Z")
