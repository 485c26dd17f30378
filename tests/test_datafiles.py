"""Shipped data is what was shipped, and damage is an error with a name."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from navroute import datafiles
from navroute.errors import DataError

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def copied_data(tmp_path, monkeypatch):
    """A private copy of data/ that a test may damage."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setattr(datafiles, "data_dir", lambda: folder)
    datafiles.manifest.cache_clear()
    yield folder
    datafiles.manifest.cache_clear()


def test_every_file_is_listed_and_matches_its_checksum():
    listed = json.loads((ROOT / "data/MANIFEST.json").read_text())["files"]
    found = {
        path.relative_to(ROOT / "data").as_posix()
        for path in (ROOT / "data").rglob("*")
        if path.is_file() and path.suffix != ".md" and path.name != "MANIFEST.json"
    }
    assert set(listed) == found
    for name, entry in listed.items():
        content = (ROOT / "data" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], name
        assert all(entry[key] for key in ("source", "licence", "date", "builder")), name


def test_one_changed_byte_is_noticed(copied_data):
    path = copied_data / "vessels.csv"
    path.write_bytes(path.read_bytes().replace(b"Sparta", b"Spartb", 1))
    with pytest.raises(DataError, match=r"vessels\.csv.*damaged"):
        datafiles.read_csv("vessels.csv")


def test_a_missing_file_is_named(copied_data):
    (copied_data / "vessels.csv").unlink()
    with pytest.raises(DataError, match=r"vessels\.csv.*missing"):
        datafiles.read_csv("vessels.csv")


def test_an_unlisted_file_is_refused(copied_data):
    (copied_data / "extra.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="not in the manifest"):
        datafiles.read_csv("extra.csv")


def test_an_unreadable_manifest_is_named(copied_data):
    (copied_data / "MANIFEST.json").write_text("{not json")
    with pytest.raises(DataError, match="manifest"):
        datafiles.read_csv("vessels.csv")


def test_the_command_exits_5_on_damaged_data(tmp_path):
    """From a copy of the package with one byte changed, as a user with a bad disk would see it."""
    shutil.copytree(ROOT / "navroute", tmp_path / "navroute")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / "data/network/seanet.npz"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    run = subprocess.run(
        [sys.executable, "-m", "navroute", "route", "--from", "Tartus", "--to", "Baltiysk"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 5
    assert "network/seanet.npz" in run.stderr
    assert "Traceback" not in run.stderr
