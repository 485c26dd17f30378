"""The page as a whole: template, style, script, land and answers in one file."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources
from typing import Any

from navroute import datafiles
from navroute._version import __version__
from navroute.errors import InvalidInputError
from navroute.export import basemap, track
from navroute.export.drawable import Drawable
from navroute.export.html import icons
from navroute.export.html.panel import article, swatch
from navroute.export.html.scene import scene
from navroute.export.track import Track
from navroute.export.tracks import heading, labels, together

__all__ = ["map_page", "render"]

MAX_SHIPS = 24
# What ends a script element, opens a comment in one, or ends a line of JavaScript, as JSON escapes.
_UNSAFE_IN_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def map_page(answers: Sequence[Mapping[str, Any]], *, title: str = "") -> str:
    """Return a self-contained HTML page with one or several voyages or routes on one map.

    The page loads nothing: script, style and land stand in it, and its content security policy
    forbids the browser any request.

    Parameters
    ----------
    answers : sequence of mapping
        As ``to_dict()`` of a voyage or route returns them, or saved from ``--json``; 1 to 24, of
        which ships in company count as one.
    title : str, optional
        Heading; by default ships and ends.

    Raises
    ------
    InvalidInputError
        No answer, too many, or something else than an answer.
    """
    tracks = together([track.read(answer) for answer in answers])
    if not 1 <= len(tracks) <= MAX_SHIPS:
        raise InvalidInputError(
            f"A map shows 1 to {MAX_SHIPS} voyages, not {len(tracks)}.",
            hint="Give answers saved with: navroute eta ... --json > voyage.json",
        )
    scripts = [datafiles.read_bytes("map/leaflet.js").decode("utf-8"), _script()]
    parts = {
        "title": escape(title or heading(tracks)),
        "policy": " ".join(f"'{_hash(script)}'" for script in scripts),
        "favicon": icons.FAVICON,
        "styles": datafiles.read_bytes("map/leaflet.css").decode("utf-8") + _asset("map.css"),
        "licence": _comment(datafiles.read_bytes("map/leaflet-LICENSE.txt").decode("utf-8")),
        "legend": _legend(tracks),
        "articles": "".join(
            article(one, number, name)
            for number, (one, name) in enumerate(zip(tracks, labels(tracks), strict=True))
        ),
        "many": "many" if len(tracks) > 1 else "one",
        "timed": "timed" if any(one.depart for one in tracks) else "timeless",
        "attribution": escape(basemap.ATTRIBUTION),
        "version": __version__,
        "scene": _script_json(scene(tracks)),
        "land": basemap.land_text(),  # encoded polylines hold no '<' and no '&'
        "leaflet": scripts[0],
        "script": scripts[1],
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _asset("page.html"))


def render(answer: Drawable, name: str) -> str:
    """Return an answer as the file of its format; see :mod:`navroute.export.formats`."""
    del name
    return map_page(answer.to_answers())


def _legend(tracks: Sequence[Track]) -> str:
    ships = "".join(
        f"<li>{swatch(number)}{escape(name)}</li>"
        for number, name in enumerate(labels(tracks))
        if len(tracks) > 1
    )
    supposed = [one.supposition for one in tracks if one.supposed_open]
    dashed = f"If {supposed[0]} were open" if len(set(supposed)) == 1 else "If it were open"
    free = any(one.free_line is not None for one in tracks)
    timed = any(one.depart is not None for one in tracks)
    rows = [
        ships,
        f'<li><span class="swatch supposed"></span>{escape(dashed)}</li>' if supposed else "",
        '<li><span class="swatch free"></span>With everything open</li>' if free else "",
        '<li><span class="swatch stretch"></span>Where it may be (80 %)</li>' if timed else "",
        *(f"<li>{icon}{status.capitalize()}</li>" for status, icon in icons.BY_STATUS.items()),
    ]
    return "".join(rows)


def _script() -> str:
    """Return the map's own script: its files share one scope and leave nothing outside."""
    parts = "\n".join(map(_asset, ("clock.js", "names.js", "map.js")))
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _asset(name: str) -> str:
    return (resources.files(__package__) / "assets" / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _comment(text: str) -> str:
    return text.replace("--", "- -")


def _script_json(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_UNSAFE_IN_SCRIPT)
