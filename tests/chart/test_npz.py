"""Files of arrays are the same bytes each time, and hold what was put in."""

from __future__ import annotations

import io
import zipfile

import numpy as np

from navroute.chart.npz import npz_bytes

RANDOM = np.random.default_rng(1).integers(0, 256, 200_000, dtype=np.uint8)
ARRAYS = {"plain": np.zeros(200_000, np.int32), "packed": RANDOM, "name": np.array("seanet/1")}


def test_content_comes_back_and_bytes_do_not_change():
    content = npz_bytes(ARRAYS)
    assert npz_bytes(dict(reversed(ARRAYS.items()))) == content
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        assert sorted(arrays) == sorted(ARRAYS)
        for key, array in ARRAYS.items():
            np.testing.assert_array_equal(arrays[key], array)


def test_no_clock_and_nothing_deflated_in_vain():
    with zipfile.ZipFile(io.BytesIO(npz_bytes(ARRAYS))) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    stored = [entry.filename for entry in entries if entry.compress_type == zipfile.ZIP_STORED]
    assert stored == ["packed.npy"]
    assert sum(entry.compress_size for entry in entries) < 1.01 * len(RANDOM)


def test_what_is_seldom_read_is_smaller_and_comes_back():
    steps = {"steps": (np.arange(200_000) ** 2 // 7 % 500).astype(np.uint16)}
    small = npz_bytes(steps, seldom=True)
    assert len(small) < len(npz_bytes(steps))
    assert npz_bytes(steps, seldom=True) == small
    with np.load(io.BytesIO(small), allow_pickle=False) as arrays:
        np.testing.assert_array_equal(arrays["steps"], steps["steps"])
