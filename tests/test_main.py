"""The entry point: full disks, other encodings, Ctrl-C, usage errors for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from navroute import vessels
from navroute.cli.main import main

NAVROUTE = (sys.executable, "-m", "navroute")


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*NAVROUTE, *arguments], capture_output=True, text=True, check=False, **options
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_full_disk_is_one_sentence(more):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*NAVROUTE, "vessels", "list", *more],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "No space left on device" in done.stderr
    if more:
        assert json.loads(done.stderr)["exit_code"] == 1


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_what_the_encoding_lacks_is_escaped_and_json_stays_json(encoding):
    other = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    plain = run("vessels", "show", "Ivan Gren", env=other)
    assert (plain.returncode, plain.stderr) == (0, "")
    assert r"\u0418\u0432\u0430\u043d" in plain.stdout  # Иван
    # é is in latin-1 and not in ascii, where Python's own \xe9 would be no JSON.
    structured = run("chokepoints", "show", "dardanelles", "--json", env=other, encoding=encoding)
    assert json.loads(structured.stdout)["name"] == "Dardanelles (Çanakkale Strait)"


INTERRUPT_WHILE_IMPORTING = """
import os, signal, sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
from navroute.cli.main import main
main(["vessels", "list"])
"""


@pytest.mark.parametrize("module", ["typer", "navroute.cli.app", "navroute.vessels"])
def test_ctrl_c_while_imports_run_is_no_traceback(module):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPT_WHILE_IMPORTING.format(module=module)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("compare", "Ivan Gren", "--to", "Baltiysk"), "Missing option '--from'."),
        (("eta", "--sped", "11"), "No such option: --sped"),
        (("ports", "search", "a", "--limit", "many"), "Invalid value for '--limit'"),
        (("frobnicate",), "No such command 'frobnicate'."),
    ],
)
def test_usage_errors_are_json_for_who_asked_for_json(navroute_cli, arguments, message):
    done = navroute_cli(*arguments, "--json")
    error = json.loads(done.err)
    assert (done.code, done.out) == (2, "")
    assert (error["schema"], error["exit_code"]) == ("navroute/error/1", 2)
    assert message in error["message"]
    assert "--help" in error["hint"]
    plain = navroute_cli(*arguments)
    assert plain.code == 2
    assert "Usage: navroute" in plain.err


def test_a_mistake_of_ours_is_not_hidden(monkeypatch):
    monkeypatch.setattr(vessels, "all_vessels", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["vessels", "list"])


def test_nothing_but_signal_and_os_is_imported_before_the_handler_stands():
    script = (
        "import sys, os, signal; before = set(sys.modules); import navroute.cli.main;"
        "print(sorted(name for name in set(sys.modules) - before if 'navroute' not in name))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[1],
    )
    assert done.stdout.strip() == "['__future__']"
