"""docs/files.md: its commands work, in order, and print what it shows."""

import re
import shlex
from pathlib import Path

from navroute.export.formats import FORMATS

TEXT = (Path(__file__).resolve().parents[1] / "docs/files.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    shell = "\n".join(re.findall(r"```sh\n(.*?)```", TEXT, flags=re.DOTALL))
    return [line for line in shell.replace("\\\n", " ").splitlines() if line]


def test_its_commands_work_and_print_what_it_shows(navroute_cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    navroute_cli(*shlex.split(commands()[0])[1:], "--export", "sparta.rtz")
    printed = {}
    for command in commands():
        line, _, target = command.partition(" > ")
        result = navroute_cli(*shlex.split(line)[1:])
        closed = "closed.html" in line  # what that command is there to show
        assert result.code == (4 if closed else 0), result.err
        if target:
            Path(target).write_text(result.out, encoding="utf-8")
        printed[command] = result.out
    (post,) = re.findall(r"```\n(.*?)```", TEXT.split("The last prints:")[1], flags=re.DOTALL)[:1]
    said = "Run: python docs/make_files_page.py"
    assert printed["navroute export sparta.json --to txt"] == post, said
    assert {"sparta.gpx", "sparta.ics", "sparta.gpkg", "sparta.kml"} <= {
        path.name for path in tmp_path.iterdir()
    }


def test_it_lists_every_format_of_a_file_for_others():
    cells = re.findall(r"^\| (`\..*?`) \|", TEXT, flags=re.MULTILINE)
    listed = {ending for cell in cells for ending in re.findall(r"`(.*?)`", cell)}
    assert listed == {known.ending for known in FORMATS}
