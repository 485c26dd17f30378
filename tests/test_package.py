"""The wheel holds what a user needs, and works away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.packaging
def test_the_wheel_holds_code_types_data_and_licences(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    manifest = json.loads((ROOT / "data/MANIFEST.json").read_text())["files"]
    expected = {f"navroute/data/{name}" for name in manifest}
    expected |= {"navroute/data/MANIFEST.json", "navroute/data/LICENSES.md", "navroute/py.typed"}
    expected |= {
        f"navroute/export/html/assets/{name}" for name in ("map.css", "map.js", "page.html")
    }
    assert expected <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "data/"))]


@pytest.mark.packaging
def test_the_wheel_is_small(wheel):
    assert wheel.stat().st_size < 15e6


@pytest.mark.packaging
def test_a_voyage_from_the_installed_wheel_away_from_the_checkout(wheel, tmp_path):
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    install = [scripts / "python", "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(install, check=True, cwd=tmp_path)
    run = subprocess.run(
        [
            scripts / "navroute",
            "eta",
            "Sparta II",
            "--from",
            "Tartus",
            "--to",
            "Baltiysk",
            "--depart",
            "2025-01-27T12:00Z",
            "--json",
        ],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
    )
    assert json.loads(run.stdout)["schema"] == "navroute/eta/1"
