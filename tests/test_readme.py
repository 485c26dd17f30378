"""Every command and every line of Python that the README shows works as it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import navroute
from navroute import datafiles, errors

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def commands() -> list[str]:
    shell = "\n".join(blocks("sh")).replace("\\\n", " ")
    listed = [line for line in shell.splitlines() if line.startswith("navroute ")]
    inline = re.findall(r"`(navroute (?:vessels|ports|chokepoints|sources) [^`]*)`", README)
    return [*listed, *inline]


def test_the_readme_shows_enough_commands_to_check():
    assert len(commands()) >= 10


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_readme(command, navroute_cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = navroute_cli(*shlex.split(command)[1:])
    closed = 4 if "Golovko" in command else 6 if "--may-split" in command else 0
    assert result.code == closed, result.err
    assert "Traceback" not in result.err
    if "--geojson" in command:
        assert (tmp_path / "gren.geojson").stat().st_size > 1000


def test_the_python_of_the_readme():
    (code,) = blocks("python")
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)  # noqa: S102 - our own README
    assert isinstance(names["r"], navroute.Route)
    assert isinstance(names["v"], navroute.Voyage)


def test_the_table_of_exit_codes_is_the_code():
    table = dict(re.findall(r"^\| (\d) \| (.*) \|$", README, flags=re.MULTILINE))
    classes = [getattr(errors, name) for name in errors.__all__]
    assert {str(cls.exit_code) for cls in classes} <= set(table)
    assert "place" in table[str(errors.UnknownPlaceError.exit_code)]
    assert "no route" in table[str(errors.NoRouteError.exit_code)]
    assert "corrupt" in table[str(errors.DataError.exit_code)]


def test_what_the_readme_counts_is_there():
    counts = {
        r"(\d+) named ships": len(navroute.vessels.all_vessels()),
        r"World Port Index \(([\d,]+) entries\)": len(datafiles.read_csv("ports.csv")),
    }
    for pattern, count in counts.items():
        (said,) = re.findall(pattern, README)
        assert int(said.replace(",", "")) == count


def test_every_file_the_readme_points_to_exists():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
    for target in re.findall(r"`((?:navroute|data|docs)/[\w./-]+)`", README):
        assert (ROOT / target).exists(), target
