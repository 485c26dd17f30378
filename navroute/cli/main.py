"""The entry point: runs the commands, and turns every refusal into one sentence and a code."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

__all__ = ["main"]

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run ``navroute`` with the given arguments, default those of the process."""
    from navroute.cli.app import app
    from navroute.errors import NavrouteError

    arguments = list(sys.argv[1:] if argv is None else argv)
    signal.signal(signal.SIGINT, _interrupted)
    if hasattr(signal, "SIGPIPE"):  # a reader that leaves early ends us quietly: exit code 141
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        app(args=arguments, prog_name="navroute")
        sys.stdout.flush()
    except NavrouteError as error:
        _report(error, as_json="--json" in arguments)
        sys.exit(error.exit_code)
    sys.exit(0)


def _interrupted(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(INTERRUPTED)


def _report(error: Exception, *, as_json: bool) -> None:
    from navroute.cli import show
    from navroute.errors import NavrouteError

    assert isinstance(error, NavrouteError)
    if as_json:
        print(json.dumps(error.to_dict(), ensure_ascii=False), file=sys.stderr)
    else:
        show.refusal(error)


if __name__ == "__main__":
    main()
