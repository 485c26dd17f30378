"""The entry point: runs the commands, and turns every refusal into one sentence and a code.

Nothing heavy is imported up here: Ctrl-C is to end the command quietly from the first moment.
"""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False  # typing's takes longer to import than all else here
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType
    from typing import NoReturn

    from navroute.errors import NavrouteError

__all__ = ["main"]

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run ``navroute`` with the given arguments, default those of the process."""
    signal.signal(signal.SIGINT, _leave_at_once)
    _start_light()
    arguments = list(sys.argv[1:] if argv is None else argv)
    _read_ahead(arguments)
    from navroute.cli import streams
    from navroute.cli.app import app_for

    signal.signal(signal.SIGINT, _interrupted)
    if hasattr(signal, "SIGPIPE"):  # a reader that leaves early ends us quietly: exit code 141
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    streams.prepare()
    try:
        app = app_for(arguments)
        code = app(args=arguments, prog_name="navroute", standalone_mode=False)
        streams.flush()
    except Exception as error:  # noqa: BLE001 - sorted out, and raised again if unknown
        code = _refused(error, as_json="--json" in arguments)
    sys.exit(code or 0)


def _start_light() -> None:
    """Spare a short-lived process what costs a sixth of its start.

    Imports make nothing but objects that stay, so looking for garbage among them is in vain; and
    numpy's linear algebra, of which navroute uses none, starts a thread per core.
    """
    import gc

    gc.set_threshold(200_000)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _read_ahead(arguments: list[str]) -> None:
    """Begin to read the network if the command is one that wants it."""
    wanted = arguments[:1] and arguments[0] in ("route", "eta", "compare", "convoy")
    if wanted and not {"--network", "--along", "--help", "-h"}.intersection(arguments):
        from navroute import network

        # Whether these are positions turns out later; to read what they want costs little.
        network.read_ahead(positions=any("," in a and "0" <= a[0] <= "9" for a in arguments))


def _leave_at_once(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End without unwinding: an exception in the middle of an import may be swallowed there."""
    os._exit(INTERRUPTED)


def _interrupted(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(INTERRUPTED)


def _refused(error: Exception, *, as_json: bool) -> int:
    """Say what was wrong and return the exit code; what is not ours is raised again."""
    from navroute.cli import streams
    from navroute.errors import NavrouteError, OutputError

    if isinstance(error, OSError):
        streams.discard_stdout()
        what = f"'{error.filename}' cannot be used" if error.filename else "Could not write"
        reason = error.strerror or str(error)
        return _report(OutputError(f"{what}: {reason}."), as_json=as_json)
    if isinstance(error, NavrouteError):
        return _report(error, as_json=as_json)
    # Errors of usage: newer typers bring a click of their own, so known by what they can do.
    if not hasattr(error, "format_message"):
        raise error
    return _usage(error, as_json=as_json)


def _usage(error: Exception, *, as_json: bool) -> int:
    """Report an option or argument that is wrong, as typer does or as JSON."""
    import re

    from typer import rich_utils

    from navroute.errors import InvalidInputError

    message = " ".join(error.format_message().split())  # type: ignore[attr-defined]
    if re.match(r"No such option: -[\d.]", message):  # a position in the south, or in the west
        hint = "Put -- before a position that begins with a minus, or write 34.9S,18.4E."
        return _report(
            InvalidInputError(f"{message}.".replace("..", "."), hint=hint), as_json=as_json
        )
    if not as_json:
        rich_utils.rich_format_error(error)  # type: ignore[arg-type]
        return InvalidInputError.exit_code
    context = getattr(error, "ctx", None)
    command = "navroute" if context is None else context.command_path
    return _report(InvalidInputError(message, hint=f"See '{command} --help'."), as_json=True)


def _report(error: NavrouteError, *, as_json: bool) -> int:
    import contextlib
    import json

    from navroute.cli import show

    with contextlib.suppress(OSError):  # stderr may be full too; the code says it then
        if as_json:
            print(json.dumps(error.to_dict(), ensure_ascii=False), file=sys.stderr)
        else:
            show.refusal(error)
    return error.exit_code


if __name__ == "__main__":
    main()
