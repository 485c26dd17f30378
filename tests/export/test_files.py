"""A file is written whole or not at all, and a refusal is one clear sentence."""

import contextlib
import json
import os
import resource
import stat
import tempfile
import threading
from pathlib import Path

import pytest

from navroute.errors import OutputError
from navroute.export.files import json_text, write_json, write_text

NOBODY = 65534


@pytest.fixture
def open_folder():
    """Give a folder that other users may enter, which pytest's tmp_path is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextlib.contextmanager
def without_privileges():
    """Drop root's right to write anywhere; a plain user has none to drop."""
    if os.getuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_writes_utf_8_and_replaces_what_was_there(tmp_path):
    target = tmp_path / "voyage.geojson"
    write_text(target, "old and longer than what follows")
    write_text(str(target), "Çanakkale → Спарта\n")
    assert target.read_bytes() == "Çanakkale → Спарта\n".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_permissions_of_a_new_file_follow_the_umask_and_of_an_old_one_stay(tmp_path):
    target = tmp_path / "voyage.geojson"
    old_mask = os.umask(0o027)
    try:
        write_text(target, "new")
        assert stat.S_IMODE(target.stat().st_mode) == 0o640
    finally:
        os.umask(old_mask)
    target.chmod(0o604)
    write_text(target, "newer")
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_name_as_long_as_the_file_system_allows(tmp_path):
    target = tmp_path / ("n" * 255)
    write_text(target, "text")
    assert target.read_text() == "text"


def test_a_device_and_a_pipe_are_written_to_and_not_replaced(tmp_path):
    write_text(os.devnull, "text")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_text(pipe, "text")
    reader.join(timeout=5)
    assert read == ["text"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder / "missing" / "file", "there is no folder"),
        (lambda folder: folder, "is a folder, not a file"),
        (lambda folder: folder / "plain" / "file", "is not a folder"),
        (lambda folder: folder / ("n" * 300), "file name too long"),
        (lambda _: Path("/dev/full"), "no space left"),
    ],
)
def test_refusals_say_what_is_wrong_and_what_to_do(tmp_path, make, words):
    (tmp_path / "plain").write_text("kept")
    with pytest.raises(OutputError, match=words) as caught:
        write_text(make(tmp_path), "text")
    assert caught.value.hint
    assert caught.value.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["plain"]
    assert (tmp_path / "plain").read_text() == "kept"


def test_a_folder_without_permission(open_folder):
    open_folder.chmod(0o555)
    with without_privileges(), pytest.raises(OutputError, match="no permission"):
        write_text(open_folder / "voyage.geojson", "text")
    assert list(open_folder.iterdir()) == []


def test_a_read_only_file_is_not_replaced(open_folder):
    target = open_folder / "voyage.geojson"
    target.write_text("old")
    target.chmod(0o444)
    open_folder.chmod(0o777)
    with without_privileges(), pytest.raises(OutputError, match="no permission"):
        write_text(target, "new")
    assert target.read_text() == "old"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "voyage.geojson"
    target.write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(OutputError, match="could not be written"):
            write_text(target, "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "voyage.geojson", "text")
    assert list(tmp_path.iterdir()) == []


def test_json_has_a_line_per_feature_and_round_trips(tmp_path):
    content = {
        "type": "FeatureCollection",
        "bbox": [1.0, 2.0, 3.0, 4.0],
        "features": [{"id": "a", "name": "Ærø"}, {"id": "b"}],
        "empty": [],
    }
    write_json(tmp_path / "x.json", content)
    text = (tmp_path / "x.json").read_text(encoding="utf-8")
    assert json.loads(text) == content
    assert '{"id": "a", "name": "Ærø"},\n{"id": "b"}\n' in text
    assert text.endswith("}\n")


def test_json_knows_no_infinity():
    with pytest.raises(ValueError, match="JSON compliant"):
        json_text({"eta": float("inf")})
