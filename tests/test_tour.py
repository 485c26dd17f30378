"""The tour runs from start to end, and leaves the files it says."""

from __future__ import annotations

import runpy
from pathlib import Path

TOUR = Path(__file__).resolve().parents[1] / "docs" / "tour.py"


def test_the_tour_runs(capsys):
    names = runpy.run_path(str(TOUR))
    told = capsys.readouterr().out
    assert "Montreux" in told
    assert "CAUTION" in told
    assert "8 in 10" in told
    assert "h later than alone" in told
    assert "<Voyage of" in told  # one line, not a dump of its fields
    files = {path.name for path in names["FOLDER"].iterdir() if path.stat().st_size > 200}
    assert {f"golovko.{e}" for e in ("html", "svg", "geojson", "gpx", "kml", "ics", "csv")} == files
    assert "<svg" in names["voyage"]._repr_html_()
