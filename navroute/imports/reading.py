"""The front door: a file, its kind found by its content, as a route or as an answer."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from navroute.errors import InvalidInputError
from navroute.export.several import SavedVoyages, Several
from navroute.imports import schemas
from navroute.imports.model import RouteFile
from navroute.results import Route, Voyage

__all__ = ["read", "read_all", "read_answer", "read_route", "read_saved"]

LARGEST_BYTES = 20_000_000  # RTZ allows 400 kB; a year of AIS as GPX stays below this
MOST_POINTS = 100_000

_HINT = "navroute reads GPX, RTZ, GeoJSON and its own --json answers."


def read(path: Path | str) -> Route | Voyage | RouteFile:
    """Return navroute's own answer whole, and any other route as the way that it is.

    Parameters
    ----------
    path : Path or str
        ``-`` for stdin.

    Raises
    ------
    InvalidInputError
        The file cannot be read, is too large, or holds no route.
    """
    first, *others = read_all(path)
    if others:
        raise InvalidInputError(
            f"'{_name(path)}' holds {len(others) + 1} voyages, and one is wanted.",
            hint="Draw them together: navroute map FILE -o voyages.html, or ask for one ship.",
        )
    return first


def read_all(path: Path | str) -> tuple[Route | Voyage | RouteFile, ...]:
    """Return what :func:`read` does, of an answer with several voyages all of them.

    Parameters
    ----------
    path : Path or str
        ``-`` for stdin. Of a convoy every ship, of a comparison every voyage that exists, of a
        refusal the voyage that would be possible.

    Raises
    ------
    InvalidInputError
        As for :func:`read`.
    """
    from navroute.imports.answer import answer_from_dict

    source, content = _name(path), _read(path)
    if _is_xml(content):
        return (_checked(_from_xml(content, source)),)
    values = _json(content, source)
    if schemas.is_own(values, source):
        found = schemas.voyages_in(values, source)
        return tuple(answer_from_dict(each, source=source) for each in found)
    return (_checked(_from_json(values, source)),)


def read_saved(path: Path | str) -> Route | Voyage | Several | RouteFile:
    """Return what a file holds, whole: of a convoy, a comparison or a refusal all that is in it.

    Parameters
    ----------
    path : Path or str
        ``-`` for stdin.

    Raises
    ------
    InvalidInputError
        As for :func:`read`.
    """
    from navroute.imports.answer import answer_from_dict

    source, content = _name(path), _read(path)
    if _is_xml(content):
        return _checked(_from_xml(content, source))
    values = _json(content, source)
    if not schemas.is_own(values, source):
        return _checked(_from_json(values, source))
    if values["schema"] in schemas.ONE:
        return answer_from_dict(values, source=source)
    drawings = schemas.drawings_in(values, source)
    # What would be possible is read too, for damage; but a closed way is no voyage.
    read = [answer_from_dict(each.get("possible", each), source=source) for each in drawings]
    pairs = zip(drawings, read, strict=True)
    sailed = [one for each, one in pairs if "possible" not in each and isinstance(one, Voyage)]
    return SavedVoyages(sailed, drawings, values)


def read_route(path: Path | str) -> RouteFile:
    """Return the route in a file: GPX, RTZ, GeoJSON or navroute's own JSON.

    Parameters
    ----------
    path : Path or str
        ``-`` for stdin. The content decides what it is, not the ending.

    Raises
    ------
    InvalidInputError
        The file cannot be read, is too large, or holds no route.
    """
    return _route_in(_read(path), _name(path))


def _route_in(content: bytes, source: str) -> RouteFile:
    if _is_xml(content):
        return _checked(_from_xml(content, source))
    return _checked(_from_json(_json(content, source), source))


def read_answer(path: Path | str) -> Route | Voyage:
    """Return the answer that ``--json`` printed or ``.json`` exported, as it was given.

    Parameters
    ----------
    path : Path or str
        ``-`` for stdin.

    Raises
    ------
    InvalidInputError
        The file cannot be read, or is not a whole answer of ``eta`` or ``route``.
    """
    found = read(path)
    if isinstance(found, RouteFile):
        raise InvalidInputError(
            f"'{found.source}' is no answer of navroute eta or navroute route.",
            hint="Save one: navroute eta ... --json > voyage.json",
        )
    return found


def _checked(found: RouteFile) -> RouteFile:
    if len(found.points) > MOST_POINTS:
        raise InvalidInputError(
            f"'{found.source}' has {len(found.points):,} points.",
            hint=f"Thin it out to at most {MOST_POINTS:,}.",
        )
    return found


def _name(path: Path | str) -> str:
    return "standard input" if str(path) == "-" else Path(path).name


def _read(path: Path | str) -> bytes:
    if str(path) == "-":
        content = sys.stdin.buffer.read(LARGEST_BYTES + 1)
    else:
        try:
            with Path(path).open("rb") as stream:
                content = stream.read(LARGEST_BYTES + 1)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise InvalidInputError(
                f"'{path}' could not be read: {reason}.", hint="Check the name of the file."
            ) from error
    if len(content) > LARGEST_BYTES:
        raise InvalidInputError(
            f"'{path}' is larger than {LARGEST_BYTES / 1e6:.0f} MB.",
            hint="A route is smaller; is it the right file?",
        )
    return content


def _is_xml(content: bytes) -> bool:
    # Without its byte order mark; UTF-16 begins with one, and then "<" and a zero.
    start = content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return start.startswith(b"<")


def _from_xml(content: bytes, source: str) -> RouteFile:
    from navroute.imports import gpx, rtz
    from navroute.imports.xml import local, parse

    root = parse(content, source)
    match local(root):
        case "gpx":
            return gpx.read(root, source)
        case "route":
            return rtz.read(root, source)
        case other:
            raise InvalidInputError(f"'{source}' is <{other}>, not a route.", hint=_HINT)


def _from_json(values: dict[str, Any], source: str) -> RouteFile:
    from navroute.imports import geojson

    if schemas.is_own(values, source):
        first, *others = schemas.voyages_in(values, source)
        if others:
            raise InvalidInputError(
                f"'{source}' holds {len(others) + 1} voyages, and one way is wanted.",
                hint="Save the answer of one ship: navroute eta ... --json > voyage.json",
            )
        return geojson.read_answer_path(first, source)
    return geojson.read(values, source)


def _json(content: bytes, source: str) -> dict[str, Any]:
    if content.startswith(b"PK"):
        raise InvalidInputError(
            f"'{source}' is a ZIP file.", hint="Unpack it; an RTZP container holds the RTZ route."
        )
    try:
        values = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise InvalidInputError(f"'{source}' is neither XML nor a JSON object.", hint=_HINT)
    return values
