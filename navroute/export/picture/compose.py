"""Title, map, time axis and attribution put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from navroute import times
from navroute._version import __version__
from navroute.errors import InvalidInputError
from navroute.export import basemap, track
from navroute.export.picture.canvas import Dot, Frame, Picture, Shape, Text
from navroute.export.picture.chart import INK, SEA, SOFT, map_shapes, ship_colour, view
from navroute.export.picture.strip import height as strip_height
from navroute.export.picture.strip import strip_shapes
from navroute.export.track import Track

__all__ = ["compose"]

MAX_SHIPS = 6  # more cannot be told apart
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
    if not 1 <= len(answers) <= MAX_SHIPS:
        raise InvalidInputError(
            f"A picture shows 1 to {MAX_SHIPS} voyages, not {len(answers)}.",
            hint="Use --map for more.",
        )
    tracks = [track.read(answer) for answer in answers]
    size = max(width / 75, 9.0)
    margin = size * 1.3
    heads, top = _heads(tracks, margin, size)
    seen = view(tracks, margin, top, width - 2 * margin)
    strip = Frame(
        margin, seen.frame.bottom + size * 0.8, width - 2 * margin, strip_height(tracks, size)
    )
    end = strip.bottom + size * 1.5
    foot = f"navroute {__version__}. An estimate, not for navigation. Land {basemap.ATTRIBUTION}."
    return Picture(
        width=width,
        height=round(end + margin * 0.6),
        title="; ".join(one.title for one in tracks),
        description=" ".join(_sentence(one) for one in tracks),
        background=PAGE,
        sea=SEA,
        frame=seen.frame,
        map_shapes=map_shapes(tracks, seen, size),
        shapes=[
            *heads,
            *strip_shapes(tracks, strip, size),
            Text(margin, end, foot, size * 0.82, SOFT),
        ],
    )


def _heads(tracks: Sequence[Track], margin: float, size: float) -> tuple[list[Shape], float]:
    """Return title lines, and where the map may begin."""
    shapes: list[Shape] = []
    y = margin + size
    for number, one in enumerate(tracks):
        left = margin
        if len(tracks) > 1:
            middle = y - size * 0.4
            shapes.append(Dot(margin + 5, middle, 5, ship_colour(number)))
            left += 18
        shapes.append(Text(left, y, one.title, size * 1.35, INK, bold=True))
        y += size * 1.5
        shapes.append(Text(left, y, _sentence(one), size, SOFT))
        y += size * 1.9
    return shapes, y - size * 0.9


def _sentence(one: Track) -> str:
    answer = one.answer
    text = f"{answer['distance_nm']:,.0f} nm"
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
