"""Draw docs/founding-case.svg: where Admiral Golovko may go from Tartus, and where not.

    python docs/make_picture.py

Everything in the picture is computed by navroute when the script runs.
"""

from __future__ import annotations

import math
from pathlib import Path
from xml.sax.saxutils import escape

import shapely

import navroute
from navroute.errors import NoRouteError
from navroute.export.files import write_text
from navroute.network import land as coast

WEST, EAST, SOUTH, NORTH = -16.0, 46.0, 28.0, 63.0
WIDTH = 900.0
SEA, LAND, EDGE = "#eaf2f8", "#d9d4c7", "#b7b09e"
OPEN, SHUT, INK = "#0b6e99", "#b3372f", "#222222"
LABELS = {"gibraltar": (-12, 24), "dover": (14, 16), "skagen": (16, -6), "sicily": (-40, -12)}


def mercator(lat: float) -> float:
    """Return the Mercator ordinate of a latitude, in degrees of longitude."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


SCALE = WIDTH / (EAST - WEST)
HEIGHT = (mercator(NORTH) - mercator(SOUTH)) * SCALE


def project(lon: float, lat: float) -> tuple[float, float]:
    """Return picture coordinates."""
    return (lon - WEST) * SCALE, (mercator(NORTH) - mercator(lat)) * SCALE


def path(coordinates: list[tuple[float, float]], *, closed: bool = False) -> str:
    """Return SVG path data."""
    points = " L".join(f"{x:.1f} {y:.1f}" for x, y in (project(*xy[:2]) for xy in coordinates))
    return f"M{points}{'Z' if closed else ''}"


def land() -> str:
    """Return the land of the picture as one SVG path."""
    frame = shapely.box(WEST - 1, SOUTH - 1, EAST + 1, NORTH + 1)
    tree = coast.load().tree
    near = tree.geometries[tree.query(frame)]
    pieces = shapely.intersection(shapely.union_all(near), frame)
    flat = shapely.get_parts(pieces)
    rings = [
        path(list(ring.coords), closed=True)
        for part in flat
        if part.area > 0.01
        for ring in (part.simplify(0.03).exterior, *part.simplify(0.03).interiors)
    ]
    paint = f'fill="{LAND}" fill-rule="evenodd" stroke="{EDGE}" stroke-width="0.5"'
    return f'<path d="{" ".join(rings)}" {paint}/>'


def text(
    x: float, y: float, words: str, *, size: int = 13, fill: str = INK, bold: bool = False
) -> str:
    """Return a line of text with a halo."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{fill}"{weight} '
        f'stroke="{SEA}" stroke-width="3" paint-order="stroke">{escape(words)}</text>'
    )


def main() -> None:
    """Compute both ways and write the picture."""
    ship, depart = "Admiral Golovko", "2024-12-15T00:00Z"
    way = navroute.voyage(ship, "Tartus", "Baltiysk", depart=depart)
    try:
        navroute.voyage(ship, "Tartus", "Novorossiysk, Russia", depart=depart)
        raise SystemExit("the Straits are open: the picture's story no longer holds")
    except NoRouteError as error:
        shut = error.possible
    assert shut is not None
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" '
            'font-family="system-ui, Helvetica, Arial, sans-serif">'
        ),
        f"<title>{ship}, Tartus to Baltiysk, December 2024</title>",
        f'<rect width="100%" height="100%" fill="{SEA}"/>',
        land(),
    ]
    for found, colour, dash in ((shut, SHUT, "5 5"), (way, OPEN, "")):
        data = path(found.__geo_interface__["coordinates"])
        parts.append(
            f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="2.6" '
            f'stroke-linejoin="round" stroke-dasharray="{dash}"/>'
        )
    for passage in way.passages:
        if passage.id in LABELS:
            x, y = project(passage.position.lon, passage.position.lat)
            dx, dy = LABELS[passage.id]
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{OPEN}"/>')
            assert passage.eta is not None
            label = f"{passage.chokepoint.short_name}, {passage.eta.p50:%d %b}"
            parts.append(text(x + dx, y + dy, label))
    for place, dx, dy in (
        (way.origin, -8, 22),
        (way.destination, 10, 5),
        (shut.destination, 0, -10),
    ):
        x, y = project(place.position.lon, place.position.lat)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{INK}"/>')
        parts.append(text(x + dx, y + dy, place.name, bold=True))
    low, high = way.eta.p10, way.eta.p90
    parts += [
        text(18, HEIGHT - 62, f"{ship} leaves Tartus on 15 December 2024", size=17, bold=True),
        text(
            18,
            HEIGHT - 40,
            f"{way.distance_nm:,.0f} nm to Baltiysk, {low:%d %b} to {high:%d %b %Y} (p10-p90)",
            size=14,
            fill=OPEN,
        ),
        text(
            18,
            HEIGHT - 20,
            f"{shut.distance_nm:,.0f} nm to Novorossiysk: closed to it (Montreux art. 19)",
            size=14,
            fill=SHUT,
        ),
        "</svg>",
    ]
    write_text(Path(__file__).with_name("founding-case.svg"), "\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
