"""Shipped data is what was shipped, and damage is an error with a name."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import threading
import zipfile
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


@pytest.mark.parametrize("text", ["{not json", "[]", '{"files": []}', '{"files": {"a.csv": {}}}'])
def test_an_unreadable_manifest_is_named(copied_data, text):
    (copied_data / "MANIFEST.json").write_text(text)
    with pytest.raises(DataError, match="manifest"):
        datafiles.read_csv("vessels.csv")


def test_an_archive_read_ahead_is_the_archive():
    name = "network/corners.npz"
    datafiles.read_ahead([name])
    ahead = datafiles.read_members(name)
    assert ahead.keys() >= {"port.npy", "seat.npy"}
    assert ahead == datafiles.read_members(name)


def test_what_cannot_be_read_ahead_is_told_when_asked_for(copied_data):
    path = copied_data / "network/corners.npz"
    path.write_bytes(path.read_bytes()[:-1])
    datafiles.read_ahead(["network/corners.npz"])
    with pytest.raises(DataError, match=r"corners\.npz.*damaged"):
        datafiles.read_members("network/corners.npz")


def test_reading_ahead_is_left_off_where_there_are_no_threads(monkeypatch):
    def refused(_thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    datafiles.read_ahead(["network/corners.npz"])
    assert datafiles.read_members("network/corners.npz")


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


def test_a_python_without_lzma_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> bytes:
        raise RuntimeError("Compression requires the (missing) lzma module")

    monkeypatch.setattr(zipfile.ZipFile, "read", read)
    with pytest.raises(DataError, match="lzma module") as caught:
        datafiles.read_members("network/views.npz")
    assert "lzma" in str(caught.value.hint)
