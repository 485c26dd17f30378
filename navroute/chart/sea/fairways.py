"""Fairways: drawn canals, tracks found between waypoints, and a way from every port to the sea."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.costs import LAND_COST, Shores, Window, cheapest, make_window, straighten
from navroute.chart.sea.water import CELL_DEG, NODE_MARGIN_NM, UNIT_NM, Water
from navroute.geo import lengths_nm

__all__ = ["ONE_WAY", "Fairways", "Seat", "dense", "join_all", "label_water", "within"]

FloatArray = NDArray[np.float64]

TRIES = (
    (0.25, 1 / 600),
    (0.8, 1 / 480),
    (2.5, 1 / 240),
    (6.0, 1 / 120),
)  # half-width of the window, cell (deg)
LONGEST_OVER_LAND_NM = 10.0  # in one stretch; more, and the place is not on the sea
FORD_NM = 0.4  # of land that a way may cross: harbour moles and bridges of the land polygons
WORTH = 40.0  # miles of water that a way is the longer, rather than a mile of land
ELSEWHERE_NM = 8.0  # another way out ends so far from the first
OTHER_WAYS = 2  # looked for, out of an enclosed water
LONGEST_OTHER_NM = 60.0
SHORT_WAY_NM = 3.0  # a port as close to open water as this needs no second way
SLOW_S = 5.0
EXIT_MARGIN_NM = 0.5  # a fairway ends where there is room to turn any way
LONGEST_LEG_NM = 2.0  # a way along a fairway may leave it about so often
DEAREST = 4000.0  # cost (nm of open water) at which the search for a way gives up
# Ports on the lower Mississippi: all other ways to the Gulf are for barges.
# West, south, east, north.
ONE_WAY = ((-91.5, 28.9, -89.3, 30.1), (-91.5, 30.1, -90.4, 30.6))
# Waters that no ship leaves for the sea.
INLAND = ((-93.0, 40.9, -75.8, 49.2), (46.5, 36.0, 55.5, 47.6))


@dataclass(frozen=True, slots=True)
class Seat:
    """How a place is joined: its vertex and how far the way runs over land (nm)."""

    vertex: int
    over_land_nm: float


def label_water(water: Water) -> NDArray[np.int32]:
    """Return numbers of connected waters with clearance, joined over the antimeridian.

    Water counts up to the outlines that corners lie on: what is joined by less has no way round.
    """
    from scipy.ndimage import label

    labels, count = label(water.margin > NODE_MARGIN_NM / UNIT_NM)
    parent = np.arange(count + 1)
    west, east = labels[:, 0], labels[:, -1]
    for a, b in zip(west, east, strict=True):
        if a and b:
            parent[b] = parent[a] = min(parent[a], parent[b])
    return np.asarray(parent.astype(np.int32)[labels])


def _afloat(window: Window, place: FloatArray) -> FloatArray:
    """Return the middle of the nearest cell that is not land."""
    wet = np.argwhere(window.cost < LAND_COST)
    row, col = window.cell(*place)
    nearest = np.argmin((wet[:, 0] - row) ** 2 + (wet[:, 1] - col) ** 2)
    return np.asarray(window.lon_lat(wet[nearest : nearest + 1])[0])


def dense(points: FloatArray) -> FloatArray:
    """Return a line with further vertices on its long legs."""
    parts = []
    for a, b in itertools.pairwise(points):
        far = float(lengths_nm(a[0], a[1], b[0], b[1]))
        crosses = abs(b[0] - a[0]) > 180  # the antimeridian
        count = 1 if crosses else max(int(np.ceil(far / LONGEST_LEG_NM)), 1)
        parts.append(a + (b - a) * (np.arange(count) / count)[:, None])
    return np.vstack([*parts, points[-1:]])


def _run_nm(points: FloatArray) -> float:
    """Return the length of a line."""
    return float(lengths_nm(*points[:-1].T, *points[1:].T).sum()) if len(points) > 1 else 0.0


def within(lon_lat: tuple[float, float], boxes: Iterable[tuple[float, ...]]) -> bool:
    """Tell whether a place lies in one of some boxes (west, south, east, north)."""
    lon, lat = lon_lat
    return any(west < lon < east and south < lat < north for west, south, east, north in boxes)


def _better(points: FloatArray, over_land_nm: float, land_nm: float, other: FloatArray) -> bool:
    """Tell whether a way found in a wider window spares so much land that it is worth its length.

    Of the second way the land is given first.
    """
    spared = land_nm - over_land_nm
    return spared > FORD_NM and _run_nm(points) < _run_nm(other) + WORTH * spared


def _longest(steps: FloatArray, ashore: NDArray[np.bool_]) -> float:
    """Return the length of the longest stretch over land."""
    longest = run = 0.0
    for step, dry in zip(steps.tolist(), ashore.tolist(), strict=True):
        run = run + step if dry else 0.0
        longest = max(longest, run)
    return longest


@dataclass(slots=True)
class Fairways:
    """Vertices and legs of all fairways, and which waters they have joined."""

    shores: Shores
    water: Water
    labels: NDArray[np.int32]
    lon_lat: list[tuple[float, float]] = field(default_factory=list)
    legs: list[tuple[int, int]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)  # of the legs
    joined: set[int] = field(default_factory=set)
    ends: list[FloatArray] = field(default_factory=list)
    numbers: dict[tuple[float, float], int] = field(default_factory=dict)

    def _leg_ends(self) -> FloatArray:
        """Return lon, lat of both ends of every leg, kept from call to call."""
        done = self.ends[-1].shape[0] if self.ends else 0
        if done < len(self.legs):
            new = [(*self.lon_lat[a], *self.lon_lat[b]) for a, b in self.legs[done:]]
            whole = np.array(new)
            self.ends[:] = [np.vstack([*self.ends, whole])]
        return self.ends[-1]

    def label_at(self, lon: float, lat: float) -> int:
        """Return the number of the water at a position, 0 where there is no room."""
        row, col = int((lat + 90) / CELL_DEG), int((lon + 180) / CELL_DEG)
        return int(self.labels[row, col % self.labels.shape[1]])

    def is_ashore(self, place: FloatArray) -> bool:
        """Tell whether the land polygons call a place dry."""
        row, col = int((place[1] + 90) / CELL_DEG), int((place[0] + 180) / CELL_DEG)
        return bool(self.water.land[row, col % self.water.land.shape[1]] == 0)

    def add_line(
        self,
        points: FloatArray,
        first: int | None = None,
        *,
        kind: str = "fairway",
        window: Window | None = None,
    ) -> int:
        """Add a polyline; return its last vertex.

        With a ``window``, legs along rivers that the land polygons leave out are told apart.
        """
        last, before = first, None
        for point in points:
            here = self.vertex(*point.tolist())
            if last is not None and last != here:
                self.legs.append((last, here))
                river = window is not None and before is not None and window.river(before, point)
                self.kinds.append("river" if river else kind)
            last, before = here, point
        assert last is not None
        return last

    def add_kinds(self, points: FloatArray, first: int, kinds: list[str]) -> None:
        """Add a polyline from a vertex on, with the kind of each leg."""
        last = first
        for point, kind in zip(points, kinds, strict=True):
            here = self.vertex(*point.tolist())
            if here != last:
                self.legs.append((last, here))
                self.kinds.append(kind)
            last = here

    def is_open(self, lon: float, lat: float) -> bool:
        """Tell whether a position is on open water that is joined, with room to turn any way."""
        row, col = int((lat + 90) / CELL_DEG), int((lon + 180) / CELL_DEG) % self.labels.shape[1]
        return bool(
            self.labels[row, col] in self.joined
            and self.water.margin[row, col] >= EXIT_MARGIN_NM / UNIT_NM
        )

    def open_in(self, window: Window) -> NDArray[np.bool_]:
        """Return where in a window a way may end on open water."""
        open_water = np.isin(self._labels_in(window), list(self.joined))
        return np.asarray(open_water & (window.margin >= EXIT_MARGIN_NM / UNIT_NM))

    def inner_at(self, lon_lat_deg: FloatArray) -> NDArray[np.int8]:
        """Return the margins over the least clearance at positions."""
        row = ((lon_lat_deg[:, 1] + 90) / CELL_DEG).astype(int)
        col = ((lon_lat_deg[:, 0] + 180) / CELL_DEG).astype(int) % self.labels.shape[1]
        return np.asarray(self.water.inner[row, col])

    def vertex(self, lon: float, lat: float) -> int:
        """Return the vertex at a position: lines that share a point are joined there."""
        key = round(lon, 6), round(lat, 6)
        if key not in self.numbers:
            self.numbers[key] = len(self.lon_lat)
            self.lon_lat.append((lon, lat))
        return self.numbers[key]

    def _add_way(self, window: Window, points: FloatArray, legs: NDArray[np.int32]) -> None:
        """Add a way; where it ends on a leg of a fairway, join it to both ends of that leg."""
        last = self.add_line(points, window=window)
        leg = legs[window.cell(*points[-1])]
        if leg >= 0:
            joints = [(last, end) for end in self.legs[leg] if end != last]
            self.legs += joints
            self.kinds += [self.kinds[leg]] * len(joints)

    def join_pocket(self, label: int, middle: tuple[float, float], half_deg: float) -> bool:
        """Give an enclosed water its ways out; return whether there is one."""
        lon, lat = middle
        wide = half_deg / max(np.cos(np.radians(lat)), 0.2)
        window = make_window(
            self.shores,
            self.water,
            (lon - wide, lat - half_deg, lon + wide, lat + half_deg),
            1 / 240,
        )
        target, legs = self._targets(window)
        source = self._labels_in(window) == label
        points, over_land = self._search(window, source, target)
        if not len(points) or over_land > LONGEST_OVER_LAND_NM:
            return False
        self._add_way(window, points, legs)
        for _ in range(OTHER_WAYS):
            points = self._add_other_way(window, source, (target, legs), points)
        self.joined.add(label)
        return True

    def _add_other_way(
        self,
        window: Window,
        start: FloatArray | NDArray[np.bool_],
        goal: tuple[NDArray[np.bool_], NDArray[np.int32]],
        before: FloatArray,
    ) -> FloatArray:
        """Add a way that ends elsewhere, as out of the other end of a strait; return it."""
        if not len(before):
            return before
        target, legs = goal
        rows, cols = target.shape
        lat = window.south_deg + (np.arange(rows)[:, None] + 0.5) * window.cell_deg
        lon = window.west_deg + (np.arange(cols)[None, :] + 0.5) * window.cell_deg
        east = ((lon - before[-1, 0] + 180) % 360 - 180) * np.cos(np.radians(before[-1, 1]))
        target &= np.hypot(east, lat - before[-1, 1]) * 60 > ELSEWHERE_NM
        points, over_land = self._search(window, start, target)
        if not len(points) or over_land > FORD_NM or _run_nm(points) > LONGEST_OTHER_NM:
            return np.empty((0, 2))
        if start.ndim == 1:
            points[0] = start
        self._add_way(window, points, legs)
        return points

    def _labels_in(self, window: Window) -> NDArray[np.int32]:
        rows, cols = window.cost.shape
        lat = window.south_deg + (np.arange(rows) + 0.5) * window.cell_deg
        lon = window.west_deg + (np.arange(cols) + 0.5) * window.cell_deg
        r = ((lat + 90) / CELL_DEG).astype(int)
        c = ((lon + 180) / CELL_DEG).astype(int) % self.labels.shape[1]
        return np.asarray(self.labels[np.ix_(r, c)])

    def add_track(self, waypoints: FloatArray, cell_deg: float = 1 / 1200) -> tuple[int, int]:
        """Add the cheapest way along waypoints; return its first and its last vertex."""
        first, last = -1, None
        for a, b in itertools.pairwise(waypoints):
            pad = 0.08 + 0.25 * np.abs(b - a).max()
            low, high = np.minimum(a, b) - pad, np.maximum(a, b) + pad
            cell = cell_deg if (high - low).max() < 2 else 1 / 480
            window = make_window(self.shores, self.water, (low[0], low[1], high[0], high[1]), cell)
            start, goal = _afloat(window, a), _afloat(window, b)
            points, _ = self._search(window, start, window.cell(*goal))
            if last is None:
                first = self.vertex(*points[0].tolist())
            last = self.add_line(points if last is None else points[1:], last, window=window)
        assert last is not None
        return first, last

    def _search(
        self,
        window: Window,
        start: FloatArray | NDArray[np.bool_],
        goal: tuple[int, int] | NDArray[np.bool_],
    ) -> tuple[FloatArray, float]:
        source, target = np.zeros((2, *window.cost.shape), dtype=np.bool_)
        source[window.cell(*start.tolist()) if start.ndim == 1 else start.astype(np.bool_)] = True
        target[goal] = True
        lat = window.south_deg + (np.arange(window.cost.shape[0]) + 0.5) * window.cell_deg
        high = 60 * window.cell_deg
        widths = high * np.cos(np.radians(lat))
        cells, _ = cheapest(window.cost, source, target, high, widths, DEAREST)
        if len(cells) < 1:
            return np.empty((0, 2)), np.inf
        ashore = window.cost[cells[:, 0], cells[:, 1]] >= LAND_COST
        steps = np.hypot(np.diff(cells[:, 0]) * high, np.diff(cells[:, 1]) * widths[cells[1:, 0]])
        points = window.lon_lat(cells)
        wide = straighten(window.cost, cells, high, widths)
        return dense(points[wide]), _longest(steps, ashore[1:])

    def _targets(
        self, window: Window, *, merge: bool = True
    ) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
        """Return where a way may end, and the leg of a fairway in each cell (-1: none)."""
        legs = np.full(window.cost.shape, -1, dtype=np.int32)
        rows, cols = window.cost.shape
        target = self.open_in(window)
        if self.legs and merge:
            corner = np.array([window.west_deg, window.south_deg])
            rel = self._leg_ends() - np.tile(corner, 2)
            rel[:, ::2] %= 360
            rel /= window.cell_deg
            size = np.array([cols, rows])
            a, b = rel[:, :2], rel[:, 2:]
            near = ((np.maximum(a, b) > 0) & (np.minimum(a, b) < size)).all(axis=1)
            near &= np.abs(a - b).max(axis=1) < 5000
            for k in np.flatnonzero(near):
                n = int(np.abs(b[k] - a[k]).max()) * 2 + 2
                p = (a[k] + (b[k] - a[k]) * np.linspace(0, 1, n)[:, None]).astype(int)
                p = p[((p >= 0) & (p < size)).all(axis=1)]
                legs[p[:, 1], p[:, 0]] = k
        return target | (legs >= 0), legs

    def join(self, lon: float, lat: float, *, merge: bool = True) -> Seat | None:
        """Give a place its way to open water (or to another fairway); None if there is none."""
        if within((lon, lat), INLAND):
            return None
        found: tuple[float, FloatArray, Window, NDArray[np.bool_], NDArray[np.int32]] | None = None
        place = np.array([lon, lat])
        for half, cell in TRIES:
            wide = half / max(np.cos(np.radians(lat)), 0.2)
            window = make_window(
                self.shores,
                self.water,
                (lon - wide, max(lat - half, -89), lon + wide, min(lat + half, 89)),
                cell,
            )
            target, legs = self._targets(window, merge=merge)
            points, over_land = self._search(window, place, target)
            if len(points) and (found is None or _better(points, over_land, *found[:2])):
                found = over_land, points, window, target, legs
            if found is not None and found[0] <= FORD_NM:
                break
        if found is None or found[0] > LONGEST_OVER_LAND_NM:
            return None
        over_land, points, window, target, legs = found
        points[0] = place
        first = self.vertex(lon, lat)
        self._add_way(window, points, legs)
        if _run_nm(points) > SHORT_WAY_NM and not within((lon, lat), ONE_WAY):
            self._add_other_way(window, place, (target, legs), points)
        return Seat(first, over_land)

    def length_nm(self) -> FloatArray:
        """Return the length of every leg."""
        xy = np.array(self.lon_lat)
        a, b = np.array(self.legs).T
        return lengths_nm(xy[a, 0], xy[a, 1], xy[b, 0], xy[b, 1])


def join_all(
    fairways: Fairways, places: list[tuple[float, float]], report: Callable[[str], None]
) -> list[Seat | None]:
    """Join every place, those nearest to open water first come first."""
    seats: list[Seat | None] = []
    for k, (lon, lat) in enumerate(places):
        begun = time.perf_counter()
        seats.append(fairways.join(lon, lat))
        if time.perf_counter() - begun > SLOW_S:
            report(f"{lat:.2f} {lon:.2f} took {time.perf_counter() - begun:.0f} s")
        if k % 250 == 0:
            report(f"ports {k}")
    return seats
