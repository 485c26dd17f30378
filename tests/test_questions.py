"""Every command and table on the pages for newcomers works as they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from navroute import ports, vessels

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "questions"
PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted(FOLDER.glob("*.md"))}


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGES[page], flags=re.DOTALL)


def commands() -> list[str]:
    shell = "\n".join(block for page in PAGES for block in blocks(page, "sh"))
    return [line for line in shell.replace("\\\n", " ").splitlines() if line]


def test_the_pages_show_enough_commands_to_check():
    assert len(commands()) >= 15
    assert all(command.startswith("navroute ") for command in commands())


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_pages(command, navroute_cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = navroute_cli(*shlex.split(command)[1:])
    assert result.code == 0, result.err


def test_the_python_of_the_pages(capsys):
    (code,) = blocks("from-a-program.md", "python")
    exec(compile(code, "from-a-program.md", "exec"), {})  # noqa: S102 - our own page
    assert "dardanelles" in capsys.readouterr().out


def test_the_tables_of_the_pages(tmp_path):
    ships, harbours = blocks("my-own-ships-and-ports.md", "csv")
    (tmp_path / "ships.csv").write_text(ships)
    (tmp_path / "ports.csv").write_text(harbours)
    assert vessels.load_user_file(tmp_path / "ships.csv")[0].name == "My Ship"
    assert ports.load_user_file(tmp_path / "ports.csv")[0].time_zone == "Europe/Malta"


def test_every_page_is_listed_and_every_link_leads_somewhere():
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", PAGES["README.md"]))
    assert listed == set(PAGES) - {"README.md"}
    for page, text in PAGES.items():
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (FOLDER / target).exists(), (page, target)
