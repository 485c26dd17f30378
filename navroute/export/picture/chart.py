"""The map of a picture: land, ways, gates and names in one frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from navroute import chokepoints
from navroute.export.picture.canvas import Dot, Frame, Line, Points, Shape, Text
from navroute.export.picture.labels import Labels
from navroute.export.picture.land import land_shapes
from navroute.export.picture.projection import Projection, choose
from navroute.export.track import Gate, Stop, Track

__all__ = ["BY_STATUS", "FREE", "INK", "SEA", "SOFT", "View", "map_shapes", "ship_colour", "view"]

SEA, INK, SOFT, WHITE, FREE = "#dcebf3", "#16242f", "#52636f", "#ffffff", "#5d6b75"
SHIP_COLOURS = ("#0062a3", "#aa2f7b", "#1d1d1d", "#6a8a00", "#7a4fc4", "#8a4b12")
BY_STATUS = {
    "OPEN": ("#007a58", "circle"),
    "CAUTION": ("#e69f00", "triangle"),
    "CLOSED": ("#c4460a", "cross"),
}
_PAD = 0.09  # of the way's extent, on each side
_MIN_EXTENT_DEG = 1.5
_ASPECT = (1.25, 2.3)  # narrower or wider maps are filled up with more of the world


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A projection, scaled into a frame.

    Parameters
    ----------
    projection : Projection
    frame : Frame
    scale : float
        Pixels per unit of the plane.
    corner : tuple of float
        Plane coordinates of the frame's upper left corner.
    """

    projection: Projection
    frame: Frame
    scale: float
    corner: tuple[float, float]

    def to_pixels(self, plane: Points) -> Points:
        """Return picture coordinates of plane coordinates."""
        x = self.frame.left + (plane[:, 0] - self.corner[0]) * self.scale
        y = self.frame.top + (self.corner[1] - plane[:, 1]) * self.scale
        return np.column_stack([x, y])

    def pixels(self, lon_lat_deg: Points) -> Points:
        """Return picture coordinates of positions."""
        return self.to_pixels(self.projection.project(lon_lat_deg))


def view(tracks: Sequence[Track], left: float, top: float, width: float) -> View:
    """Return the view that shows all ways, its height as they need it."""
    lines = [line.lon_lat_deg for t in tracks for line in (t.line, t.free_line) if line is not None]
    projection = choose(lines)
    plane = projection.project(np.vstack(lines))
    low, high = plane.min(axis=0), plane.max(axis=0)
    middle = (low + high) / 2
    extent = np.maximum(high - low, _MIN_EXTENT_DEG) * (1 + 2 * _PAD)
    aspect = float(np.clip(extent[0] / extent[1], *_ASPECT))
    plane_width = max(float(extent[0]), float(extent[1]) * aspect)
    frame = Frame(left, top, width, round(width / aspect))
    corner = (float(middle[0]) - plane_width / 2, float(middle[1]) + plane_width / aspect / 2)
    return View(projection, frame, width / plane_width, corner)


def ship_colour(number: int) -> str:
    """Return the colour of the n-th ship, the same as on the HTML map."""
    return SHIP_COLOURS[number % len(SHIP_COLOURS)]


def map_shapes(tracks: Sequence[Track], seen: View, size: float) -> list[Shape]:
    """Return all that stands on the map, in drawing order.

    Parameters
    ----------
    tracks : sequence of Track
    seen : View
    size : float
        Text size in pixels.
    """
    shapes = land_shapes(seen.projection, seen.to_pixels, seen.frame)
    ways = [_on_map(seen, track.line.lon_lat_deg, tracks[0]) for track in tracks]
    shapes += [
        Line([_on_map(seen, t.free_line.lon_lat_deg, tracks[0])], FREE, 1.8, (5.0, 4.0))
        for t in tracks
        if t.free_line is not None
    ]
    last = len(tracks) - 1
    widths = [2.8 + min(2.6, 9 / len(tracks)) * (last - number) for number in range(len(tracks))]
    shapes += [Line([w], WHITE, n + 2.6, None, 0.8) for w, n in zip(ways, widths, strict=True)]
    shapes += [
        Line([way], ship_colour(n), widths[n], (7.0, 6.0) if tracks[n].supposed_open else None)
        for n, way in enumerate(ways)
    ]
    return [*shapes, *_symbols(tracks, seen, np.vstack(ways), size)]


def _on_map(seen: View, lon_lat_deg: Points, first: Track) -> Points:
    """Return pixels of a way, on the turn of the globe on which the first one is drawn."""
    middle = np.ptp(first.line.lon_lat_deg[:, 0]) / 2 + first.line.lon_lat_deg[:, 0].min()
    own = np.ptp(lon_lat_deg[:, 0]) / 2 + lon_lat_deg[:, 0].min()
    turn = 360.0 * round((middle - own) / 360.0)
    return seen.pixels(lon_lat_deg + np.array([turn, 0.0]))


def _symbols(tracks: Sequence[Track], seen: View, ways: Points, size: float) -> list[Shape]:
    labels = Labels(seen.frame, ways)
    shapes: list[Shape] = []
    ports: list[tuple[float, float]] = []
    named: list[tuple[float, float, Text, bool]] = []
    for stop in _ports(tracks):
        x, y = _point(seen, stop.position.lon, stop.position.lat, ways)
        shapes.append(Dot(x, y, 4.5, WHITE, INK))
        labels.block(x, y, 4.5)
        ports.append((x, y))
        named.append((x, y, Text(0, 0, stop.name, size, INK, bold=True, halo=SEA), True))
    for gate, when in _gates(tracks):
        x, y = _point(seen, gate.position.lon, gate.position.lat, ways)
        if not _inside(seen.frame, x, y) or any(np.hypot(x - a, y - b) < 6 for a, b in ports):
            continue
        colour, kind = BY_STATUS[gate.status]
        radius = 5.0 if gate.passed else 6.0
        shapes.append(Dot(x, y, radius, colour, WHITE, kind))
        labels.block(x, y, radius)
        short = chokepoints.get(gate.id).short_name
        words = f"{short}, {when}" if when else short
        colour = colour if gate.status == "CLOSED" else INK
        named.append((x, y, Text(0, 0, words, size * 0.9, colour, halo=SEA), False))
    placed = [labels.place(x, y, t, radius=5.0, must=must) for x, y, t, must in named]
    return [*shapes, *(text for text in placed if text is not None)]


def _ports(tracks: Sequence[Track]) -> list[Stop]:
    ends = [stop for track in tracks for stop in (track.stops[0], track.stops[-1])]
    return list({(stop.name, stop.position): stop for stop in ends}.values())


def _gates(tracks: Sequence[Track]) -> list[tuple[Gate, str]]:
    """Return closed gates first, then cautions, then the others, with the day if there is one."""
    found: dict[str, tuple[Gate, str]] = {}
    for track in tracks:
        days = {
            stop.chokepoint: f"{stop.time.p50.day} {stop.time.p50:%b}"
            for stop in reversed(track.stops)
            if stop.time is not None
        }
        for gate in track.gates:
            by_ice = str(gate.verdict["rule"]).startswith("arctic.ice")
            if not gate.passed and (gate.status != "CLOSED" or by_ice or not gate.told):
                continue
            day = days.get(gate.id, "") if gate.passed and len(tracks) == 1 else ""
            known = found.get(gate.id)
            if known is None or _severity(gate) > _severity(known[0]):
                found[gate.id] = (gate, day)
    return sorted(found.values(), key=lambda each: -_severity(each[0]))


def _severity(gate: Gate) -> int:
    return list(BY_STATUS).index(gate.status)


def _point(seen: View, lon: float, lat: float, ways: Points) -> tuple[float, float]:
    """Return pixels of a position, of its copies on the map the one nearest to the ways."""
    copies = np.array([[lon + turn, lat] for turn in seen.projection.turns_deg])
    pixels = seen.pixels(copies)
    far = [float(np.hypot(*(ways - pixel).T).min()) for pixel in pixels]
    x, y = pixels[int(np.argmin(far))]
    return float(x), float(y)


def _inside(frame: Frame, x: float, y: float) -> bool:
    return frame.left + 4 < x < frame.right - 4 and frame.top + 4 < y < frame.bottom - 4
