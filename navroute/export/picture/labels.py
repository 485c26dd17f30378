"""Names beside points so that none covers another: the first come gets the best place."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from navroute.export.picture.canvas import Frame, Points, Text, text_width

__all__ = ["Labels"]

_GAP_PX = 3.0
# Where a label may stand around its point, best first: (right, down, anchor).
_PLACES = (
    (1, 0, "start"),
    (-1, 0, "end"),
    (0, -1, "middle"),
    (0, 1, "middle"),
    (0.8, -0.8, "start"),
    (0.8, 0.8, "start"),
    (-0.8, -0.8, "end"),
    (-0.8, 0.8, "end"),
)
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(slots=True, eq=False)
class Labels:
    """The places that are taken.

    Parameters
    ----------
    frame : Frame
        Labels stay inside.
    line : ndarray, shape (n, 2)
        Points of the ways, close together; labels cover as few as can be.
    """

    frame: Frame
    line: Points
    taken: list[Box] = field(default_factory=list)

    def block(self, x: float, y: float, radius: float) -> None:
        """Keep labels off a symbol."""
        self.taken.append((x - radius, y - radius, x + radius, y + radius))

    def place(
        self, x: float, y: float, text: Text, *, radius: float, must: bool = False
    ) -> Text | None:
        """Return the text where it fits best beside a symbol; None if it fits nowhere.

        Parameters
        ----------
        x, y : float
            Middle of the symbol.
        text : Text
            Its own position is replaced.
        radius : float
            Of the symbol.
        must : bool
            Place it even where it covers the way; a label never covers another one.
        """
        best: tuple[int, Text, Box] | None = None
        for right, down, anchor in _PLACES:
            moved = _beside(x, y, text, radius + _GAP_PX, right, down, anchor)
            box = _box(moved)
            if not self._fits(box):
                continue
            covered = self._covered(box)
            if best is None or covered < best[0]:
                best = (covered, moved, box)
        if best is None or (best[0] > 4 and not must):
            return None
        self.taken.append(best[2])
        return best[1]

    def _fits(self, box: Box) -> bool:
        left, top, right, bottom = box
        frame = self.frame
        inside = (
            left >= frame.left + 2
            and right <= frame.right - 2
            and top >= frame.top + 2
            and bottom <= frame.bottom - 2
        )
        return inside and not any(_overlap(box, other) for other in self.taken)

    def _covered(self, box: Box) -> int:
        left, top, right, bottom = box
        x, y = self.line.T
        return int(np.sum((x > left) & (x < right) & (y > top) & (y < bottom)))


def _beside(
    x: float, y: float, text: Text, gap: float, right: float, down: float, anchor: str
) -> Text:
    middle = y + down * (gap + 0.45 * text.size) + 0.35 * text.size
    return Text(
        x + right * gap,
        middle,
        text.words,
        text.size,
        text.colour,
        anchor,
        text.bold,
        text.halo,
    )


def _box(text: Text) -> Box:
    width = text_width(text.words, text.size, bold=text.bold)
    left = text.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor]
    return left, text.y - 0.85 * text.size, left + width, text.y + 0.25 * text.size


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
