"""Where the shipped data lies, and the check that it is what was shipped.

Every file under ``data/`` is listed in ``data/MANIFEST.json`` with its SHA-256; a file is
checked each time it is read (about 2 ms per MB), so a damaged table is an error with a name,
never a wrong answer.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import hashlib
import io
import json
import sys
import threading
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from navroute.errors import DataError

__all__ = [
    "data_dir",
    "read_ahead",
    "read_bytes",
    "read_csv",
    "read_json",
    "read_members",
    "split_list",
]

_HAND_OVER_S = 0.0005  # after which a thread lets the other one have its turn
_REINSTALL = "Reinstall navroute, or in a checkout run 'make data' to rebuild the manifest."


@functools.cache
def data_dir() -> Path:
    """Return the folder of shipped data: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    for candidate in (package / "data", package.parent / "data"):
        if (candidate / "MANIFEST.json").is_file():
            return candidate
    raise DataError("navroute's data folder is missing (no MANIFEST.json found).", hint=_REINSTALL)


@functools.cache
def manifest() -> dict[str, dict[str, Any]]:
    """Return the manifest: file name -> {sha256, source, licence, date, builder}."""
    path = data_dir() / "MANIFEST.json"
    try:
        files: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["files"]
        for entry in files.values():
            str(entry["sha256"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"The data manifest {path} cannot be read.", hint=_REINSTALL) from error
    return files


def read_bytes(name: str) -> bytes:
    """Return one data file's content after checking it against the manifest.

    Parameters
    ----------
    name : str
        Path below ``data/``, for example ``"vessels.csv"``.

    Raises
    ------
    DataError
        The file is missing, unlisted or does not match its checksum.
    """
    entry = manifest().get(name)
    if entry is None:
        raise DataError(f"The data file '{name}' is not in the manifest.", hint=_REINSTALL)
    try:
        content = (data_dir() / name).read_bytes()
    except FileNotFoundError as error:
        raise DataError(f"The data file '{name}' is missing.", hint=_REINSTALL) from error
    except OSError as error:
        raise DataError(
            f"The data file '{name}' cannot be read: {error.strerror}.",
            hint="Make the files of navroute readable, or reinstall it.",
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != entry["sha256"]:
        raise DataError(
            f"The data file '{name}' is damaged: its SHA-256 is {found[:12]}..., "
            f"the manifest says {entry['sha256'][:12]}...",
            hint=_REINSTALL,
        )
    return content


def read_members(name: str) -> dict[str, bytes]:
    """Return the members of a data file that is a zip archive, by their names.

    Raises
    ------
    DataError
        As :func:`read_bytes` does.
    BadZipFile
        It is no such archive.
    """
    ahead = _reading_ahead.pop(name, None)
    if ahead is not None:
        ahead.join()
    return _read_before.pop(name, None) or _members(name)


def _members(name: str) -> dict[str, bytes]:
    content = read_bytes(name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {member: archive.read(member) for member in archive.namelist()}
    except RuntimeError as error:  # what zipfile raises where Python was built without lzma
        raise DataError(
            f"The data file '{name}' cannot be read: {error}.",
            hint="Use a Python that has the lzma module, as those of python.org have.",
        ) from error


_reading_ahead: dict[str, threading.Thread] = {}
_read_before: dict[str, dict[str, bytes]] = {}


def read_ahead(names: Iterable[str]) -> None:
    """Begin to read archives that are going to be asked for, on another core.

    To check and to inflate them needs no turn of the interpreter, which may go on importing. What
    fails is left to :func:`read_members` to tell.
    """
    files = tuple(names)

    def work() -> None:
        usual_s = sys.getswitchinterval()
        sys.setswitchinterval(_HAND_OVER_S)
        for name in files:
            with contextlib.suppress(Exception):
                _read_before[name] = _members(name)
        sys.setswitchinterval(usual_s)

    thread = threading.Thread(target=work, daemon=True)
    with contextlib.suppress(RuntimeError):  # no more threads are to be had
        thread.start()
        _reading_ahead.update(dict.fromkeys(files, thread))


def read_csv(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV data file, each a dict of strings."""
    return list(csv.DictReader(io.StringIO(read_bytes(name).decode("utf-8"))))


def read_json(name: str) -> Any:  # noqa: ANN401 - JSON is whatever the file holds
    """Return the content of a JSON data file."""
    return json.loads(read_bytes(name))


def split_list(cell: str) -> tuple[str, ...]:
    """Split a ``;``-separated CSV cell into its stripped, non-empty items."""
    return tuple(item.strip() for item in cell.split(";") if item.strip())
