"""Legs through areas for small craft are left out, unless a port would be cut off."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("numba")
from navroute.chart.sea import boats

SQUARE = np.array([[0.9, -0.5], [1.1, -0.5], [1.1, 0.5], [0.9, 0.5], [0.9, -0.5]])
# Two corners of open water, and between them a passage: 2 - 3 - 4, its middle in the square.
PLACES = np.array([[0.0, 1.0], [2.0, 1.0], [0.5, 0.0], [1.0, 0.0], [1.5, 0.0]])
EDGES = np.array([[0, 1], [0, 2], [2, 3], [3, 4], [1, 4]], dtype=np.int32)


def left(monkeypatch, seats, kind="small craft"):
    monkeypatch.setattr(boats, "load_areas", lambda: [(kind, SQUARE)])
    kept = boats.without_boats(PLACES, EDGES, 2, np.array(seats), lambda _: None)
    return [tuple(edge) for edge in kept.tolist()]


def test_a_passage_is_closed_and_the_ports_beside_it_are_not(monkeypatch):
    assert left(monkeypatch, [2, 4]) == [(0, 1), (0, 2), (1, 4)]


def test_a_port_within_keeps_one_way(monkeypatch):
    assert left(monkeypatch, [3]) == [(0, 1), (0, 2), (2, 3), (1, 4)]


def test_other_areas_bar_no_fairway(monkeypatch):
    assert len(left(monkeypatch, [2, 4], "shoal")) == len(EDGES)
