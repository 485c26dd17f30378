"""A river from sea to sea is cut; a delta, and a river with one mouth, are not."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

pytest.importorskip("scipy")
from navroute.chart.sea.mend import main_part
from navroute.chart.sea.shortcuts import shortcuts


def chain(points):
    """Return positions and the edges from each to the next."""
    places = np.array(points, dtype=float)
    nodes = np.arange(len(places))
    return places, np.column_stack([nodes[:-1], nodes[1:]]).astype(np.int32)


def round_the_land(north_deg):
    """Return a way by sea from (0, 0) round a cape in the north to (2, 0)."""
    return [(0, 0), (0, north_deg / 2), (0, north_deg), (2, north_deg), (2, north_deg / 2), (2, 0)]


def with_river(north_deg):
    """Return that, and a river of four legs between its ends; which edges are river."""
    places, sea = chain(round_the_land(north_deg))
    river_places = np.array([(0.5, 0.1), (1.0, 0.0), (1.5, 0.1)])
    nodes = [0, 6, 7, 8, 5]
    river = np.array(list(itertools.pairwise(nodes)), dtype=np.int32)
    edges = np.vstack([sea, river])
    is_river = np.arange(len(edges)) >= len(sea)
    return np.vstack([places, river_places]), edges, is_river


def test_a_through_way_is_cut_once_in_its_middle():
    places, edges, river = with_river(8.0)
    told = []
    cut = shortcuts(places, edges, river, told.append)
    assert len(cut) == len(told) == 1
    assert set(edges[cut[0]].tolist()) <= {6, 7, 8}
    # All its banks can still be reached.
    assert main_part(np.delete(edges, cut, axis=0), len(places)).all()


def test_a_delta_is_left_whole():
    places, edges, river = with_river(0.5)
    assert len(shortcuts(places, edges, river, lambda _: None)) == 0


def test_a_river_with_one_mouth_is_left_whole():
    places, edges, river = with_river(8.0)
    assert len(shortcuts(places, edges[:-1], river[:-1], lambda _: None)) == 0


def test_a_lagoon_reached_by_the_river_alone_is_left_joined():
    places, edges, river = with_river(8.0)
    lagoon = np.vstack([places, [(2.1, 0.0)]])
    edges = np.vstack([np.delete(edges, 4, axis=0), [(5, 9)]]).astype(np.int32)
    river = np.append(np.delete(river, 4), False)
    assert len(shortcuts(lagoon, edges, river, lambda _: None)) == 0


def test_the_banks_of_a_wide_estuary_are_left_joined():
    """What is cut elsewhere is no shortcut in the Plate, however far it is round its shoals."""
    places, edges, river = with_river(8.0)
    scaled = places * [0.5, -0.1] + [-57.5, -34.5]
    assert len(shortcuts(scaled, edges, river, lambda _: None)) == 0
    assert len(shortcuts(places, edges, river, lambda _: None)) == 1
