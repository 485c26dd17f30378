"""Arrays of a data file in numpy's archive format."""

from __future__ import annotations

import io
import zipfile
import zlib

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from navroute import datafiles
from navroute.errors import DataError

__all__ = ["read_arrays"]


def read_arrays(name: str, what: str) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of a data file by their names; they cannot be written to.

    Parameters
    ----------
    name : str
        Path below ``data/``.
    what : str
        What the file should be, for the message if it is not: ``"hold a sea network"``.

    Raises
    ------
    DataError
        The file is missing, damaged or no such archive.
    """
    try:
        return {
            key.removesuffix(".npy"): _array(content)
            for key, content in datafiles.read_members(name).items()
        }
    except (ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise unfit(name, what) from error


def unfit(name: str, what: str) -> DataError:
    """Return the error of a file that is not what it should be."""
    return DataError(f"The data file '{name}' does not {what}.", hint="Reinstall navroute.")


def _array(content: bytes) -> NDArray[np.generic]:
    head = io.BytesIO(content)
    version = npy.read_magic(head)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, by_column, dtype = read(head)
    flat: NDArray[np.generic] = np.frombuffer(content, dtype, offset=head.tell())
    return flat.reshape(shape, order="F" if by_column else "C")
