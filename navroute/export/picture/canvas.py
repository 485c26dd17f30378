"""The few shapes of which a picture is made; lengths in pixels, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Area",
    "Dot",
    "Frame",
    "Line",
    "Picture",
    "Points",
    "Shape",
    "Text",
    "text_width",
    "wrapped",
]

Points = NDArray[np.float64]  # shape (n, 2)

MAX_SHIPS = 6  # more cannot be told apart

# Advance widths of Helvetica's lower case average 0.52 em, of its capitals and digits more; a
# little too wide is better than labels that touch.
_EM_PER_LETTER, _EM_PER_BOLD_LETTER = 0.56, 0.60


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """Rings filled together by the even-odd rule."""

    rings: Sequence[Points]
    fill: str
    stroke: str = ""
    width: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One or several lines."""

    pieces: Sequence[Points]
    colour: str
    width: float
    dash: tuple[float, float] | None = None
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A symbol: ``circle``, ``triangle`` or ``cross`` (an octagon with a cross in it)."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = "#ffffff"
    kind: str = "circle"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``anchor`` is ``start``, ``middle`` or ``end``, y its base line."""

    x: float
    y: float
    words: str
    size: float
    colour: str
    anchor: str = "start"
    bold: bool = False
    halo: str = ""


Shape = Area | Line | Dot | Text


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the picture."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What the writers draw.

    Parameters
    ----------
    width, height : float
    title, description : str
        For readers who do not see it.
    background, sea : str
        Colours of the page and of the map.
    frame : Frame
        The map; its shapes are cut at the frame.
    map_shapes, shapes : list of Shape
        In drawing order; ``shapes`` on top.
    """

    width: float
    height: float
    title: str
    description: str
    background: str
    sea: str
    frame: Frame
    map_shapes: list[Shape] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text is drawn, in pixels."""
    return len(words) * size * (_EM_PER_BOLD_LETTER if bold else _EM_PER_LETTER)


def wrapped(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines at most so wide, and about alike; a longer word stands alone."""
    lines = _filled(words, size, width, bold=bold)
    for share in (0.9, 0.8, 0.7, 0.6):  # no word alone on the last line
        narrower = _filled(words, size, width * share, bold=bold)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _filled(words: str, size: float, width: float, *, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
