"""The land inside a frame, cut at its edges and as fine as pixels show."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from navroute.export import basemap
from navroute.export.picture.canvas import Area, Frame, Line, Points, Shape
from navroute.export.picture.projection import Projection

__all__ = ["land_shapes"]

LAND, COAST = "#efe9d9", "#a3977a"
_MARGIN_PX = 4.0  # rings are cut outside the frame, so that the cuts are not seen
_FINE_PX, _COARSE_PX = 0.45, 0.9  # how far a coast may stray, on wide and on small pictures
_SMALL_BELOW_PX = 800.0


def land_shapes(
    projection: Projection, to_pixels: Callable[[Points], Points], frame: Frame
) -> list[Shape]:
    """Return land and coast lines.

    Parameters
    ----------
    projection : Projection
    to_pixels : callable
        From the projection's plane to the picture.
    frame : Frame
    """
    tolerance = _FINE_PX if frame.width > _SMALL_BELOW_PX else _COARSE_PX
    rings: list[Points] = []
    seamed: list[Points] = []
    coasts: list[Points] = []
    for turn in projection.turns_deg:
        for ring in _seen(projection, to_pixels, frame, turn):
            pixels = to_pixels(projection.project(ring + np.array([turn, 0.0])))
            if not _touches(pixels, frame):
                continue
            cut = _simple(_cut(pixels, frame), tolerance)
            if len(cut) < 4 or _area(cut) < 6 * tolerance**2:
                continue
            seam = _on_seam(ring)
            (seamed if seam.any() else rings).append(cut)
            if seam.any():
                coasts += [_simple(piece, tolerance) for piece in _without(pixels, seam)]
    shapes: list[Shape] = [Area(rings, LAND, COAST, 0.6)]
    return [*shapes, Area(seamed, LAND), Line(coasts, COAST, 0.6)] if seamed else shapes


def _seen(
    projection: Projection, to_pixels: Callable[[Points], Points], frame: Frame, turn: float
) -> Iterator[Points]:
    """Return the rings that may lie in the frame, by their boxes."""
    boxes = projection.reach(basemap.land_bounds() + np.array([turn, 0.0, turn, 0.0]))
    left, bottom = to_pixels(boxes[:, :2]).T
    right, top = to_pixels(boxes[:, 2:]).T
    near = (right > frame.left) & (left < frame.right) & (bottom > frame.top) & (top < frame.bottom)
    rings = basemap.land_rings()
    return (rings[i] for i in np.flatnonzero(near) if projection.shows(rings[i]))


def _touches(pixels: Points, frame: Frame) -> bool:
    (left, top), (right, bottom) = pixels.min(axis=0), pixels.max(axis=0)
    return bool(
        right > frame.left and left < frame.right and bottom > frame.top and top < frame.bottom
    )


def _on_seam(ring: Points) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return for each step of a ring whether it runs along the antimeridian or at the pole."""
    edge = (np.abs(ring[:, 0]) > 179.99) | (ring[:, 1] < -85.0)
    return np.asarray(edge[:-1] & edge[1:])


def _without(pixels: Points, seam: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Iterator[Points]:
    cuts = np.flatnonzero(seam)
    for start, end in zip([0, *(cuts + 1)], [*cuts, len(pixels) - 1], strict=True):
        if end > start:
            yield pixels[start : end + 1]


def _cut(ring: Points, frame: Frame) -> Points:
    """Cut a ring at a rectangle (Sutherland and Hodgman, 1974)."""
    edges = (
        (0, 1.0, frame.left - _MARGIN_PX),
        (0, -1.0, -frame.right - _MARGIN_PX),
        (1, 1.0, frame.top - _MARGIN_PX),
        (1, -1.0, -frame.bottom - _MARGIN_PX),
    )
    for axis, sign, limit in edges:
        if len(ring) == 0:
            break
        ring = _half(ring, sign * ring[:, axis] - limit)
    return ring


def _half(ring: Points, inside: Points) -> Points:
    """Return the part of a closed ring where ``inside``, a signed distance, is not negative."""
    if (inside >= 0).all():
        return ring
    after, after_inside = np.roll(ring, -1, axis=0), np.roll(inside, -1)
    crosses = (inside >= 0) != (after_inside >= 0)
    share = np.where(crosses, inside / np.where(crosses, inside - after_inside, 1.0), 0.0)
    crossings = ring + share[:, None] * (after - ring)
    both = np.stack([ring, crossings], axis=1).reshape(-1, 2)
    kept: Points = both[np.stack([inside >= 0, crosses], axis=1).ravel()]
    return kept


def _simple(ring: Points, tolerance: float) -> Points:
    import shapely

    if len(ring) < 3:
        return ring
    line = shapely.simplify(shapely.linestrings(ring), tolerance)
    return np.asarray(shapely.get_coordinates(line))


def _area(ring: Points) -> float:
    x, y = ring.T
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2
