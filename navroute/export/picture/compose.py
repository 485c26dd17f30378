"""Title, map, time axis and attribution put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from navroute import times
from navroute._version import __version__
from navroute.errors import InvalidInputError
from navroute.export import basemap, track
from navroute.export.picture.canvas import MAX_SHIPS, Dot, Frame, Picture, Shape, Text, wrapped
from navroute.export.picture.chart import INK, SEA, SOFT, map_shapes, ship_colour, view
from navroute.export.picture.legend import legend_shapes
from navroute.export.picture.strip import height as strip_height
from navroute.export.picture.strip import strip_shapes
from navroute.export.track import Track
from navroute.export.tracks import together

__all__ = ["compose"]

PAGE = "#ffffff"


def compose(answers: Sequence[Mapping[str, Any]], *, width: int = 1000) -> Picture:
    """Return the picture of one or several voyages or routes.

    Parameters
    ----------
    answers : sequence of mapping
        As ``to_dict()`` of a voyage or route returns them; 1 to 6.
    width : int
        Pixels; the height follows from the way.

    Raises
    ------
    InvalidInputError
        No answer, too many, or something else than an answer.
    """
    tracks = together([track.read(answer) for answer in answers])
    if not 1 <= len(tracks) <= MAX_SHIPS:
        raise InvalidInputError(
            f"A picture shows 1 to {MAX_SHIPS} voyages, not {len(tracks)}.",
            hint="Use --map for more.",
        )
    size = max(width / 70, 11.0)  # a phone shows a picture of 1000 pixels at two fifths
    margin = size * 1.3
    room = width - 2 * margin
    heads, top = _heads(tracks, margin, room, size)
    seen = view(tracks, margin, top, room)
    on_map = map_shapes(tracks, seen, size)
    below = seen.frame.bottom + size * 0.7
    legend, below = legend_shapes(tracks, on_map, margin, below, room, size)
    strip = Frame(margin, below + size * 0.5, room, strip_height(tracks, size))
    foot, end = _foot(margin, strip.bottom + size * 1.5, room, size)
    return Picture(
        width=width,
        height=round(end + margin * 0.6),
        title="; ".join(one.title for one in tracks),
        description=" ".join(_sentence(one) for one in tracks),
        background=PAGE,
        sea=SEA,
        frame=seen.frame,
        map_shapes=on_map,
        shapes=[*heads, *legend, *strip_shapes(tracks, strip, size), *foot],
    )


def _heads(
    tracks: Sequence[Track], margin: float, room: float, size: float
) -> tuple[list[Shape], float]:
    """Return title lines, and where the map may begin."""
    shapes: list[Shape] = []
    y = margin + size
    for number, one in enumerate(tracks):
        left = margin
        if len(tracks) > 1:
            middle = y - size * 0.4
            shapes.append(Dot(margin + 5, middle, 5, ship_colour(number)))
            left += 18
        wide = room - (left - margin)
        for line in wrapped(one.title, size * 1.35, wide, bold=True):
            shapes.append(Text(left, y, line, size * 1.35, INK, bold=True))
            y += size * 1.5
        for line in wrapped(_sentence(one), size, wide):
            shapes.append(Text(left, y, line, size, SOFT))
            y += size * 1.4
        y += size * 0.5
    return shapes, y - size * 0.9


def _foot(left: float, top: float, room: float, size: float) -> tuple[list[Shape], float]:
    """Return who made it and of what, and the base line of its last row."""
    words = f"navroute {__version__}. An estimate, not for navigation. Land {basemap.ATTRIBUTION}."
    lines = wrapped(words, size * 0.82, room)
    step = size * 1.2
    texts: list[Shape] = [
        Text(left, top + row * step, line, size * 0.82, SOFT) for row, line in enumerate(lines)
    ]
    return texts, top + (len(lines) - 1) * step


def _sentence(one: Track) -> str:
    answer = one.answer
    text = f"{answer['distance_nm']:,.0f} nm"
    if one.refusal and one.supposition:
        text = f"Closed: {one.supposition}. If open: {text}"
    detour_nm = answer["detour_nm"]
    if detour_nm is not None and detour_nm >= 0.5:
        text += f" ({detour_nm:,.0f} nm of it forced)"
    if one.depart is None:
        return text
    band = one.stops[-1].time
    assert band is not None
    under_way = times.format_duration(answer["duration_h"]["p50"])
    return (
        f"{text}, {under_way} from {one.depart.day} {one.depart:%b %Y}. Arrives about "
        f"{band.p50.day} {band.p50:%b %Y}, 80 % between {band.p10.day} {band.p10:%b} "
        f"and {band.p90.day} {band.p90:%b}."
    )
