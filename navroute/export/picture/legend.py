"""What the lines and symbols of a picture mean, in rows below its map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from navroute.export.picture.canvas import Dot, Line, Shape, Text, text_width
from navroute.export.picture.chart import BY_STATUS, FREE, INK, SOFT, ship_colour
from navroute.export.track import Track

__all__ = ["legend_shapes"]

_SAMPLE_PX = 26.0
_WORDS = {"CLOSED": "Closed", "CAUTION": "Caution", "OPEN": "Open"}


def legend_shapes(
    tracks: Sequence[Track],
    drawn: Sequence[Shape],
    left: float,
    top: float,
    width: float,
    size: float,
) -> tuple[list[Shape], float]:
    """Return samples with their meanings, of what is drawn only, and where they end below.

    Parameters
    ----------
    tracks : sequence of Track
    drawn : sequence of Shape
        What stands on the map.
    left, top, width : float
        Where the rows may stand.
    size : float
        Text size in pixels.
    """
    shapes: list[Shape] = []
    x, y = left, top + size
    for kind, words in _items(tracks, drawn):
        sample = _SAMPLE_PX if kind in ("way", "supposed", "free", "band") else size
        needed = sample + 6 + text_width(words, size * 0.9)
        if x > left and x + needed > left + width:
            x, y = left, y + size * 1.5
        shapes += _sample(kind, x, y - size * 0.32, sample, tracks)
        shapes.append(Text(x + sample + 6, y, words, size * 0.9, SOFT))
        x += needed + size * 1.4
    return shapes, y + size * 0.4


def _items(tracks: Sequence[Track], drawn: Sequence[Shape]) -> list[tuple[str, str]]:
    first = tracks[0]
    free = any(one.free_line is not None for one in tracks)
    supposed = [one.supposition for one in tracks if one.supposed_open]
    items = []
    if len(tracks) == 1 and not supposed:
        items.append(("way", "Way forced by what is closed" if _forced(first) else "Way"))
    if supposed:
        words = f"If {supposed[0]} were open" if len(set(supposed)) == 1 else "If it were open"
        items.append(("supposed", words))
    if free:
        items.append(("free", "With everything open"))
    if any(one.depart is not None for one in tracks):
        items.append(("band", "Time of passing, 80 %"))
    colours = {shape.fill for shape in drawn if isinstance(shape, Dot)}
    whom = " to it" if len(tracks) == 1 and first.ship and not first.company else ""
    items += [
        (status, words + (whom if status == "CLOSED" else ""))
        for status, words in _WORDS.items()
        if BY_STATUS[status][0] in colours
    ]
    return items


def _forced(one: Track) -> bool:
    return one.free_line is not None


def _sample(kind: str, x: float, y: float, wide: float, tracks: Sequence[Track]) -> list[Shape]:
    if kind in BY_STATUS:
        colour, shape = BY_STATUS[kind]
        return [Dot(x + wide / 2, y, 5.5, colour, "#ffffff", shape)]
    line = [np.array([[x, y], [x + wide, y]])]
    own = ship_colour(0) if len(tracks) == 1 else INK
    match kind:
        case "supposed":
            return [Line(line, own, 2.8, (7.0, 6.0))]
        case "free":
            return [Line(line, FREE, 1.8, (5.0, 4.0))]
        case "band":
            return [Line(line, own, 8.0, None, 0.22)]
        case _:
            return [Line(line, own, 3.4)]
