"""The format goes by the ending, the longest that fits."""

import pytest

from navroute.cli import options
from navroute.errors import InvalidInputError
from navroute.export.formats import FORMATS, by_ending, by_name, save


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.gpx", "gpx"),
        ("some/A.KML", "kml"),
        ("a.json", "json"),
        ("a.kepler.json", "kepler"),
        (".rtz", "rtz"),
        ("a.b.md", "md"),
    ],
)
def test_endings(path, name):
    assert by_ending(path).name == name


@pytest.mark.parametrize("path", ["a.shp", "gpx", "a.gpx.zip", ""])
def test_other_endings_list_the_formats(path):
    with pytest.raises(InvalidInputError) as caught:
        by_ending(path)
    assert all(known.ending in caught.value.hint for known in FORMATS)


def test_names():
    assert all(by_name(known.name.upper()) is known for known in FORMATS)
    with pytest.raises(InvalidInputError, match="shp"):
        by_name("shp")


def test_the_help_names_every_format():
    assert all(known.name in options.FORMATS for known in FORMATS)
    export = options.Export.__metadata__[0].help
    assert all(known.ending in export for known in FORMATS)


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_every_format_writes_a_file_and_nothing_else(known, sparta, tmp_path):
    path = tmp_path / f"gren{known.ending}"
    save(sparta, path)
    assert path.stat().st_size > 100
    assert list(tmp_path.iterdir()) == [path]
