"""The time axis below the map: when each ship is at each gate, p10 to p90."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import numpy as np

from navroute import chokepoints
from navroute.export.picture.canvas import Dot, Frame, Line, Shape, Text, text_width
from navroute.export.picture.chart import BY_STATUS, INK, SOFT, ship_colour
from navroute.export.track import Stop, Track

__all__ = ["height", "strip_shapes"]

_AXIS_PX = 26.0  # below the rows: ticks and days
_ROW_PX = 26.0
_LABEL_ROWS = 3
_STEPS_DAYS = (0.25, 0.5, 1, 2, 3, 5, 7, 10, 14, 30, 60, 120)
_PX_PER_TICK = 70.0
GRID = "#d3dce2"

Across = Callable[[dt.datetime], float]  # pixels from the left, of a time


def height(tracks: Sequence[Track], size: float) -> float:
    """Return how high the strip is; 0 for routes without a ship."""
    timed = sum(track.depart is not None for track in tracks)
    labels = _LABEL_ROWS * (size + 4) if timed == 1 else 0.0
    return timed * _ROW_PX + labels + _AXIS_PX if timed else 0.0


def strip_shapes(tracks: Sequence[Track], frame: Frame, size: float) -> list[Shape]:
    """Return the axis, and a row per ship with its events.

    Parameters
    ----------
    tracks : sequence of Track
    frame : Frame
        As high as :func:`height` says.
    size : float
        Text size in pixels.
    """
    timed = [(n, track) for n, track in enumerate(tracks) if track.depart is not None]
    if not timed:
        return []
    times = [stop.time for _, track in timed for stop in track.stops if stop.time is not None]
    start = min(time.p10 for time in times).timestamp()
    end = max(time.p90 for time in times).timestamp()

    def across(moment: dt.datetime) -> float:
        share = (moment.timestamp() - start) / max(end - start, 1.0)
        return frame.left + 8 + share * (frame.width - 16)

    bottom = frame.bottom - _AXIS_PX
    shapes = _axis(start, end, across, frame, bottom, size)
    for row, (number, track) in enumerate(reversed(timed)):
        y = bottom - _ROW_PX * (row + 0.5)
        shapes += _row(track, number, across, y)
    if len(timed) == 1:
        shapes += _labels(timed[0][1], across, bottom - _ROW_PX, frame, size)
    return shapes


def _axis(
    start: float, end: float, across: Across, frame: Frame, y: float, size: float
) -> list[Shape]:
    days = (end - start) / 86_400
    room = max(frame.width / _PX_PER_TICK, 2)
    step_s = 86_400 * next((s for s in _STEPS_DAYS if days / s <= room), 365)
    first = np.ceil(start / step_s) * step_s
    shapes: list[Shape] = [Line([np.array([[frame.left, y], [frame.right, y]])], SOFT, 1.0)]
    for second in np.arange(first, end, step_s):
        moment = dt.datetime.fromtimestamp(float(second), dt.UTC)
        x = across(moment)
        shapes.append(Line([np.array([[x, frame.top], [x, y + 4]])], GRID, 0.8))
        words = (
            f"{moment:%H:%M}" if step_s < 86_400 and moment.hour else f"{moment.day} {moment:%b}"
        )
        shapes.append(Text(x, y + 6 + size * 0.8, words, size * 0.85, SOFT, "middle"))
    return shapes


def _row(track: Track, number: int, across: Across, y: float) -> list[Shape]:
    colour = ship_colour(number)
    bars: list[Shape] = []
    dots: list[Shape] = []
    for stop in track.stops:
        if stop.time is None:
            continue
        early, middle, late = (across(t) for t in (stop.time.p10, stop.time.p50, stop.time.p90))
        if late - early > 1:
            bars.append(Line([np.array([[early, y], [late, y]])], colour, 8.0, None, 0.22))
        fill, kind = BY_STATUS.get(stop.verdict, (INK, "circle"))
        dots.append(Dot(middle, y, 4.2, fill, "#ffffff", kind))
    return [*bars, *dots]


def _labels(track: Track, across: Across, y: float, frame: Frame, size: float) -> list[Shape]:
    """Return names above the row, in as many lines as they need; those without room are left out.

    Departure and arrival come first, then the passages in order.
    """
    free = [[(frame.left, frame.right)] for _ in range(_LABEL_ROWS)]
    leaders: list[Shape] = []
    texts: list[Shape] = []
    ends = [track.stops[0], track.stops[-1]]
    passages = [stop for stop in track.stops[1:-1] if _short(stop) not in {e.name for e in ends}]
    for stop in (*ends, *passages):
        if stop.time is None:
            continue
        x, words = across(stop.time.p50), _short(stop)
        half = text_width(words, size * 0.85) / 2 + 3
        middle = min(max(x, frame.left + half), frame.right - half)
        for row, gaps in enumerate(free):
            gap = next(
                (g for g in gaps if g[0] - 0.5 <= middle - half and middle + half <= g[1] + 0.5),
                None,
            )
            if gap is None:
                continue
            gaps.remove(gap)
            gaps += [(gap[0], middle - half), (middle + half, gap[1])]
            base = y - 5 - row * (size + 4)
            leaders.append(Line([np.array([[x, base + 3], [x, y + 6]])], SOFT, 0.7))
            texts.append(Text(middle, base, words, size * 0.85, INK, "middle", halo="#ffffff"))
            break
    return [*leaders, *texts]


def _short(stop: Stop) -> str:
    return chokepoints.get(stop.chokepoint).short_name if stop.chokepoint else stop.name
