"""Arrays as a file in numpy's archive format: the same bytes for the same arrays."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

__all__ = ["npz_bytes"]

LEVEL = 9
LARGE, GAIN = 100_000, 0.9  # bytes; what deflating leaves of them, or it is not worth the time


def npz_bytes(arrays: Mapping[str, NDArray[np.generic]], *, seldom: bool = False) -> bytes:
    """Return the content of the file; what is large and packed already is only stored.

    What is read ``seldom`` is packed by LZMA: smaller by up to a half, and slower to read.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for key, array in sorted(arrays.items()):
            one = io.BytesIO()
            np.lib.format.write_array(one, np.asarray(array, order="C"), allow_pickle=False)
            raw = one.getvalue()
            info = zipfile.ZipInfo(f"{key}.npy")  # its own date, 1980-01-01: no clock in the file
            deflate = len(raw) < LARGE or len(zlib.compress(raw, LEVEL)) < GAIN * len(raw)
            packed = zipfile.ZIP_LZMA if seldom else zipfile.ZIP_DEFLATED
            info.compress_type = packed if deflate else zipfile.ZIP_STORED
            info.external_attr = 0o644 << 16
            archive.writestr(info, raw, compresslevel=LEVEL)
    return content.getvalue()
