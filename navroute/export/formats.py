"""Every file format by its ending; modules are imported when their format is asked for."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from navroute.errors import InvalidInputError
from navroute.export.files import write_bytes
from navroute.export.several import Several
from navroute.results import Route, Voyage

__all__ = ["FORMATS", "Answer", "Format", "by_ending", "by_name", "content_of", "render", "save"]

Answer = Route | Voyage | Several


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Parameters
    ----------
    name : str
        As ``--format`` and ``--to`` take it.
    ending : str
        With its dot.
    what : str
        What it is, for people.
    home : str
        ``module:function`` that renders an answer, given it and the name of the file without
        its ending, to str or bytes.
    """

    name: str
    ending: str
    what: str
    home: str


FORMATS = (
    Format("geojson", ".geojson", "GeoJSON, RFC 7946", "formats:_geojson"),
    Format("json", ".json", "the --json answer, which navroute reads back", "formats:_json"),
    Format("gpx", ".gpx", "GPX 1.1 route: OpenCPN, plotters", "gpx:render"),
    Format("kml", ".kml", "KML with time spans: Google Earth", "kml:render"),
    Format("rtz", ".rtz", "RTZ route exchange: ECDIS", "rtz:render"),
    Format("csv", ".csv", "timetable: spreadsheets", "timetable:render_csv"),
    Format("ics", ".ics", "iCalendar, a window per gate", "ics:render"),
    Format("md", ".md", "timetable and reasons in Markdown", "timetable:render_markdown"),
    Format("txt", ".txt", "one line for a post", "post:render"),
    Format("gpkg", ".gpkg", "GeoPackage: QGIS, ArcGIS", "tables:render_geopackage"),
    Format("parquet", ".parquet", "GeoParquet (needs pyarrow)", "tables:render_geoparquet"),
    Format("html", ".html", "map in one file for a browser", "html.page:render"),
    Format("svg", ".svg", "picture: print, posts, Inkscape", "svg:render"),
    Format("png", ".png", "picture (needs matplotlib)", "png:render"),
    Format("kepler", ".kepler.json", "trips for kepler.gl", "kepler:render"),
)


def by_name(name: str) -> Format:
    """Return a format by its name.

    Raises
    ------
    InvalidInputError
        There is no format of that name.
    """
    for known in FORMATS:
        if known.name == name.casefold().removeprefix("."):
            return known
    raise InvalidInputError(f"There is no format '{name}'.", hint=f"There is {_listed('name')}.")


def by_ending(path: Path | str) -> Format:
    """Return a format by the ending of a file's name; the longest ending that fits.

    Raises
    ------
    InvalidInputError
        No format has that ending.
    """
    name = Path(path).name.casefold()
    fitting = [known for known in FORMATS if name.endswith(known.ending)]
    if not fitting:
        raise InvalidInputError(
            f"The ending of '{path}' names no format.", hint=f"There is {_listed('ending')}."
        )
    return max(fitting, key=lambda known: len(known.ending))


def render(answer: Answer, known: Format, name: str = "", **options: str) -> str | bytes:
    """Return an answer in a format.

    Parameters
    ----------
    answer : Route, Voyage, Convoy or Comparison
    known : Format
    name : str
        Name of the file without its ending; the route's own name if empty.
    **options : str
        What only that format knows, such as ``version`` of RTZ.
    """
    module, function = known.home.split(":")
    renderer = getattr(importlib.import_module(f"navroute.export.{module}"), function)
    content: str | bytes = renderer(answer, name or _default_name(answer), **options)
    return content


def save(answer: Answer, path: Path | str, known: Format | None = None, **options: str) -> None:
    """Write an answer to a file, whole or not at all.

    Parameters
    ----------
    answer : Route, Voyage, Convoy or Comparison
    path : Path or str
    known : Format, optional
        Default the one of the file's ending.
    **options : str
        As for :func:`render`.

    Raises
    ------
    InvalidInputError
        No format has that ending, or the format needs times and the route has none.
    OutputError
        The file could not be written.
    """
    write_bytes(path, content_of(answer, path, known or by_ending(path), **options))


def content_of(answer: Answer, path: Path | str, known: Format, **options: str) -> bytes:
    """Return what :func:`save` writes to a file of that name."""
    content = render(answer, known, _stem(path, known), **options)
    return content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")


def _stem(path: Path | str, known: Format) -> str:
    name = Path(path).name
    fits = name.casefold().endswith(known.ending)
    return name[: -len(known.ending)] if fits else Path(path).stem


def _default_name(answer: Answer) -> str:
    from navroute.export.words import title

    if isinstance(answer, Several):
        return title(answer)
    return f"{answer.origin.name} to {answer.destination.name}"


def _listed(attribute: str) -> str:
    return ", ".join(str(getattr(known, attribute)) for known in FORMATS)


def _geojson(answer: Answer, name: str) -> str:
    return _json_text(answer.to_geojson(), name)


def _json(answer: Answer, name: str) -> str:
    return _json_text(answer.to_dict(), name)


def _json_text(content: dict[str, Any], name: str) -> str:
    from navroute.export.files import json_text

    del name
    return json_text(content)
