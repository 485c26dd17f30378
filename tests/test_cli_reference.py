"""docs/cli.md says what the help says."""

import importlib.util
from pathlib import Path

import pytest
from rich.text import Text

DOCS = Path(__file__).resolve().parents[1] / "docs"


@pytest.fixture(scope="module")
def made() -> str:
    spec = importlib.util.spec_from_file_location("reference", DOCS / "make_cli_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.reference()


def test_the_reference_is_up_to_date(made):
    written = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert written == made, "Run: python docs/make_cli_reference.py"


def test_every_command_option_and_help_is_in_it(made, navroute_cli):
    help_text = " ".join(navroute_cli("eta", "--help").out.split())
    for option in ("--from", "--along", "--export", "--rtz-version"):
        assert option in help_text
        assert f"| `{option}" in made
    for command in ("eta", "route", "compare", "export", "vessels list", "ports show"):
        assert f"# navroute {command}\n" in made


def test_no_help_text_loses_words_in_brackets_to_markup(made, navroute_cli):
    lost = {line: Text.from_markup(line).plain for line in made.splitlines() if " | " in line}
    assert [line for line, shown in lost.items() if shown != line] == []
    assert "extra 'weather'" in " ".join(navroute_cli("eta", "--help").out.replace("│", "").split())


def test_nothing_lacks_a_help_text(made):
    rows = [line.split(" | ") for line in made.splitlines() if line.startswith("| `")]
    assert len(rows) > 50
    assert not [row for row in rows if len(row[1].strip(" |.")) < 3]
