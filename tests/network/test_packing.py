"""What is packed comes back to the last digit, or is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from navroute.network import packing
from navroute.network.waters import reduced_vectors

whole = st.lists(st.integers(-(2**40), 2**40), max_size=40)


@given(whole)
def test_steps_come_back_exactly(numbers):
    values = np.array(numbers, dtype=float) / 1e5
    assert_array_equal(packing.unpack_steps(packing.pack_steps(values, 1e5), 1e5), values)


@given(whole)
def test_whole_numbers_come_back_exactly(numbers):
    values = np.abs(np.array(numbers, dtype=float)) / 1e6
    assert_array_equal(packing.unpack_whole(packing.pack_whole(values, 1e6), 1e6), values)


@given(st.lists(st.integers(0, 65535), max_size=40), st.booleans())
def test_bytes_come_back_exactly(numbers, steps):
    values = np.array(numbers, dtype=np.uint16)
    planes = packing.pack_bytes(values, steps=steps)
    assert planes.dtype == np.uint8
    assert_array_equal(packing.unpack_bytes(planes, np.uint16, steps=steps), values)


@pytest.mark.parametrize(("values", "per_unit"), [([0.5], 1.0), ([1e-7], 1e6), ([-1.0], 1.0)])
def test_what_would_be_rounded_is_refused(values, per_unit):
    with pytest.raises(ValueError, match="whole multiples"):
        packing.pack_whole(np.array(values), per_unit)


@given(st.floats(-180, 180), st.floats(-84, 84), st.floats(0.01, 1), st.floats(0, 360))
def test_directions_come_back_to_a_hundredth_of_a_degree(lon, lat, off_deg, bearing):
    at = reduced_vectors(np.array([lon]), np.array([lat]))
    turn = np.radians(bearing)
    there = reduced_vectors(
        np.array([lon + off_deg * np.sin(turn) / np.cos(np.radians(lat))]),
        np.array([lat + off_deg * np.cos(turn)]),
    )
    found = packing.unpack_directions(at, packing.pack_directions(at, there))[0]
    true = there[0] - (there[0] @ at[0]) * at[0]
    cosine = found @ true / np.linalg.norm(true)
    assert np.degrees(np.arccos(min(cosine, 1.0))) < 0.01
