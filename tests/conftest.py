"""Fixtures that several tests share."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import settings

from navroute.cli.main import main

# No deadlines: a shared machine may stall any test. In CI the same examples every time.
settings.register_profile("navroute", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("navroute")


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.out)
        return content


@pytest.fixture
def navroute_cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command in this process and return its exit code, stdout and stderr."""

    def run(*arguments: str) -> Outcome:
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        out, err = capfd.readouterr()
        return Outcome(int(stop.value.code or 0), out, err)

    return run
