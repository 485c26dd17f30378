"""stdout and stderr made safe: any text on any encoding, and a full disk without a traceback."""

from __future__ import annotations

import codecs
import os
import sys

__all__ = ["discard_stdout", "flush", "prepare"]

_ESCAPE = "navroute-escape"


def prepare() -> None:
    r"""Let both streams write what their encoding lacks as ``\u0421``.

    Not Python's own ``backslashreplace``, whose ``\xe9`` is no JSON.
    """
    codecs.register_error(_ESCAPE, _escape)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_ESCAPE)


def flush() -> None:
    """Write out what stdout still holds, so that a failure is seen while it can be told.

    Raises
    ------
    OSError
        The disk is full, for example.
    """
    if sys.stdout is not None:  # None where the process was started without one
        sys.stdout.flush()


def discard_stdout() -> None:
    """Send what stdout still holds nowhere, lest the interpreter fail on it again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end
