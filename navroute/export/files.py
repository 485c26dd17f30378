"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from navroute.errors import OutputError

__all__ = ["check_place", "json_text", "write_bytes", "write_json", "write_text"]


def check_place(path: Path | str) -> None:
    """Refuse a file that has no folder to stand in, or is one, before work is done for it.

    Raises
    ------
    OutputError
        The folder does not exist, or the path is a folder.
    """
    target = Path(path)
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISDIR(target.parent.stat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    except OSError as error:
        raise _refusal(str(path), error) from error


def write_text(path: Path | str, text: str) -> None:
    """Write a text file, UTF-8, whole or not at all.

    The text goes to a temporary file in the same folder, which then takes the place of the old
    file and its permissions. What a symbolic link points to is replaced, not the link; a device
    or a pipe (``/dev/stdout``) is written to directly.

    Parameters
    ----------
    path : Path or str
    text : str
        Line ends are written as they are.

    Raises
    ------
    OutputError
        The folder does not exist or may not be written to, the path is a folder, the disk is
        full. What was there before is untouched.
    """
    write_bytes(path, text.encode("utf-8", errors="replace"))


def write_bytes(path: Path | str, content: bytes) -> None:
    """Write a file of bytes, whole or not at all; see :func:`write_text`."""
    try:
        _write(Path(path), content)
    except OSError as error:
        raise _refusal(str(path), error) from error


def write_json(path: Path | str, content: Mapping[str, Any]) -> None:
    """Write a JSON object, whole or not at all; see :func:`write_text`."""
    write_text(path, json_text(content))


def json_text(content: Mapping[str, Any]) -> str:
    """Return a JSON object with a line per member, and per item of a member that is a list.

    A FeatureCollection gets one feature a line: small, and still good to read and compare.

    Raises
    ------
    ValueError
        A number is not finite; JSON has no such numbers.
    """
    members = [f"{_compact(key)}: {_member(value)}" for key, value in content.items()]
    return "{\n" + ",\n".join(members) + "\n}\n"


def _member(value: object) -> str:
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "[\n" + ",\n".join(_compact(item) for item in value) + "\n]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _write(path: Path, content: bytes) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        _replace(Path(os.path.realpath(path)), content, permissions=None)
        return
    if not stat.S_ISREG(mode) or path.is_relative_to("/dev"):
        path.write_bytes(content)  # a folder refuses by itself; devices and pipes do not
    elif os.access(path, os.W_OK):
        _replace(Path(os.path.realpath(path)), content, permissions=stat.S_IMODE(mode))
    else:  # replacing needs no right to write the old file, but ignoring its mode is rude
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _replace(target: Path, content: bytes, *, permissions: int | None) -> None:
    # Not named after the target, whose name may be as long as the file system allows.
    temporary = target.parent / f".navroute-{secrets.token_hex(6)}.tmp"
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
        if permissions is not None:
            temporary.chmod(permissions)
        temporary.replace(target)
    except BaseException:  # Ctrl-C, too, leaves nothing behind
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _refusal(path: str, error: OSError) -> OutputError:
    folder = str(Path(path).parent)
    match error.errno:
        case errno.ENOENT:
            return OutputError(
                f"'{path}' could not be written: there is no folder '{folder}'.",
                hint=f"Create it first: mkdir -p {folder}",
            )
        case errno.ENOTDIR:
            return OutputError(
                f"'{path}' could not be written: '{folder}' is not a folder.",
                hint="Choose a path below a folder.",
            )
        case errno.EISDIR:
            return OutputError(f"'{path}' is a folder, not a file.", hint="Add a file name to it.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return OutputError(
                f"'{path}' could not be written: no permission.",
                hint="Choose a folder that you may write to.",
            )
    reason = (error.strerror or type(error).__name__).lower()
    return OutputError(
        f"'{path}' could not be written: {reason}.",
        hint="Free some space, or choose another place.",
    )
