"""SVG, by hand: needs no drawing library, opens in every browser, editable in Inkscape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from navroute.export.drawable import Drawable
from navroute.export.picture.canvas import Area, Dot, Line, Picture, Points, Shape, Text
from navroute.export.picture.compose import compose

__all__ = ["render", "svg_text", "write"]

_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Helvetica, Arial, sans-serif"


def svg_text(answers: Sequence[Mapping[str, Any]], *, width: int = 1000) -> str:
    """Return one or several voyages or routes as an SVG picture.

    Parameters
    ----------
    answers : sequence of mapping
        As ``to_dict()`` of a voyage or route returns them; 1 to 6.
    width : int
        Pixels.

    Raises
    ------
    InvalidInputError
        No answer, too many, or something else than an answer.
    """
    return write(compose(answers, width=width))


def render(answer: Drawable, name: str) -> str:
    """Return an answer as the file of its format; see :mod:`navroute.export.formats`."""
    del name
    return svg_text(answer.to_answers())


def write(picture: Picture) -> str:
    """Return a picture as SVG."""
    frame = picture.frame
    place = f'x="{_n(frame.left)}" y="{_n(frame.top)}"'
    size = f'width="{_n(frame.width)}" height="{_n(frame.height)}"'
    # An inner svg cuts at its edges; a clip path would need an id, unique in a whole notebook.
    box = f"{_n(frame.left)} {_n(frame.top)} {_n(frame.width)} {_n(frame.height)}"
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(picture.width)} '
            f'{_n(picture.height)}" width="{_n(picture.width)}" role="img" '
            f"aria-label={quoteattr(picture.title)} font-family={quoteattr(_FONT)} "
            'style="max-width:100%;height:auto">'
        ),
        f"<title>{escape(picture.title)}</title>",
        f"<desc>{escape(picture.description)}</desc>",
        f'<rect width="100%" height="100%" fill="{picture.background}"/>',
        f'<svg {place} {size} viewBox="{box}" overflow="hidden">',
        f'<rect {place} {size} fill="{picture.sea}"/>',
        *map(_shape, picture.map_shapes),
        "</svg>",
        f'<rect {place} {size} fill="none" stroke="#9fb4c0" stroke-width="0.8"/>',
        *map(_shape, picture.shapes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _shape(shape: Shape) -> str:
    match shape:
        case Area():
            stroke = f' stroke="{shape.stroke}" stroke-width="{_n(shape.width)}"'
            data = "".join(_path(ring) + "z" for ring in shape.rings)
            paint = f'fill="{shape.fill}" fill-rule="evenodd"{stroke if shape.stroke else ""}'
            return f'<path d="{data}" {paint}/>'
        case Line():
            return _line(shape)
        case Dot():
            return _dot(shape)
        case Text():
            return _text(shape)


def _line(line: Line) -> str:
    dash = "" if line.dash is None else f' stroke-dasharray="{line.dash[0]:g} {line.dash[1]:g}"'
    opacity = "" if line.opacity == 1.0 else f' stroke-opacity="{line.opacity:g}"'
    data = "".join(map(_path, line.pieces))
    return (
        f'<path d="{data}" fill="none" stroke="{line.colour}" stroke-width="{_n(line.width)}" '
        f'stroke-linejoin="round" stroke-linecap="round"{dash}{opacity}/>'
    )


def _dot(dot: Dot) -> str:
    x, y, r = dot.x, dot.y, dot.radius
    paint = f'fill="{dot.fill}" stroke="{dot.stroke}" stroke-width="1.5"'
    if dot.kind == "triangle":
        corners = f"{_n(x)},{_n(y - r)} {_n(x + r)},{_n(y + 0.8 * r)} {_n(x - r)},{_n(y + 0.8 * r)}"
        return f'<polygon points="{corners}" {paint}/>'
    circle = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" {paint}/>'
    if dot.kind == "cross":
        arm = 0.45 * r
        cross = (
            f"M{_n(x - arm)} {_n(y - arm)}l{_n(2 * arm)} {_n(2 * arm)}"
            f"M{_n(x + arm)} {_n(y - arm)}l{_n(-2 * arm)} {_n(2 * arm)}"
        )
        circle += f'<path d="{cross}" stroke="{dot.stroke}" stroke-width="1.6"/>'
    return circle


def _text(text: Text) -> str:
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    weight = ' font-weight="600"' if text.bold else ""
    halo = (
        f' stroke="{text.halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
        if text.halo
        else ""
    )
    return (
        f'<text x="{_n(text.x)}" y="{_n(text.y)}" font-size="{_n(text.size)}" '
        f'fill="{text.colour}"{anchor}{weight}{halo}>{escape(text.words)}</text>'
    )


def _path(points: Points) -> str:
    """Return path data with relative steps in tenths of a pixel, which halves the file."""
    tenths = (points * 10).round().astype(int)
    first, steps = tenths[0], tenths[1:] - tenths[:-1]
    rest = " ".join(f"{_n(dx / 10)} {_n(dy / 10)}" for dx, dy in steps.tolist() if dx or dy)
    start = f"M{_n(first[0] / 10)} {_n(first[1] / 10)}"
    return f"{start}l{rest}" if rest else start


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
