"""All fairways in order: drawn lines, tracks, ways out of enclosed waters, ways from ports."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from navroute import datafiles
from navroute.chart.sea.afloat import lead_round_land
from navroute.chart.sea.exits import add_exits
from navroute.chart.sea.fairways import INLAND, Fairways, join_all
from navroute.ports.table import all_ports

__all__ = ["Joined", "draw", "open_sea", "port_places"]

Report = Callable[[str], None]
THIN = 6  # cells skipped when enclosed waters are looked for
LEAST_POCKET = 12  # of the thinned cells
LARGEST_POCKET_DEG = 4.0


def port_places() -> dict[str, tuple[float, float]]:
    """Return id -> (lon, lat) of every port that has a position."""
    return {port.id: (port.position.lon, port.position.lat) for port in all_ports()}


@dataclass(frozen=True, slots=True)
class Joined:
    """All fairways, and how the ports are joined.

    Parameters
    ----------
    lon_lat_deg : ndarray, shape (vertices, 2)
    legs : ndarray of int, shape (legs, 2)
    kind : ndarray of str, shape (legs,)
        One of the kinds of :data:`navroute.network.graph.KINDS`.
    port : ndarray of str
        Ids of the ports that have a way to the sea.
    port_vertex : ndarray of int
    port_over_land_nm : ndarray of float
        Longest stretch of the way that the land polygons call dry.
    """

    lon_lat_deg: NDArray[np.float64]
    legs: NDArray[np.int64]
    kind: NDArray[np.str_]
    port: NDArray[np.str_]
    port_vertex: NDArray[np.int64]
    port_over_land_nm: NDArray[np.float64]

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return everything as arrays."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[np.generic]]) -> Joined:
        """Build from the arrays that :meth:`to_arrays` gives."""
        return cls(**arrays)  # type: ignore[arg-type]


def draw(fairways: Fairways, report: Report) -> Joined:
    """Draw all fairways, and a way for every port that has one."""
    lines = _lines(fairways)
    counts = _sizes(fairways)
    _join_waters(fairways, lines, open_sea(fairways))
    for first, last in lines:
        for vertex in (first, last):
            if fairways.label_at(*fairways.lon_lat[vertex]) not in fairways.joined:
                fairways.join(*fairways.lon_lat[vertex], merge=False)
    _join_pockets(fairways, counts, report)
    places = port_places()
    seats = join_all(fairways, list(places.values()), report)
    taken = sorted({seat.vertex for seat in seats if seat is not None})
    add_exits(fairways, taken, report)
    lead_round_land(fairways, 0, taken, report)
    joined = {port: seat for port, seat in zip(places, seats, strict=True) if seat is not None}
    return Joined(
        np.array(fairways.lon_lat),
        np.array(fairways.legs, dtype=np.int64),
        np.array(fairways.kinds),
        np.array(list(joined)),
        np.array([seat.vertex for seat in joined.values()], dtype=np.int64),
        np.array([seat.over_land_nm for seat in joined.values()]),
    )


def _sizes(fairways: Fairways) -> NDArray[np.int64]:
    """Return how many of the thinned cells each connected water has; 0 for none."""
    counts = np.bincount(fairways.labels[::THIN, ::THIN].ravel())
    counts[0] = 0
    return counts


def open_sea(fairways: Fairways) -> int:
    """Return the number of the largest connected water."""
    return int(np.argmax(_sizes(fairways)))


def _lines(fairways: Fairways) -> list[tuple[int, int]]:
    """Draw canals and tracks; return the first and the last vertex of each."""
    lines = [
        (feature["properties"]["kind"], feature["geometry"]["coordinates"])
        for feature in datafiles.read_json("fairways.geojson")["features"]
        if feature["properties"]["kind"] in ("canal", "fairway")
    ]
    text = resources.files("navroute.chart.sea").joinpath("tracks.json").read_text("utf-8")
    tracks = json.loads(text)
    for name, line in tracks["lines"].items():
        lines.append(("canal" if "canal" in name else "river", line))
    ends = []
    for kind, line in lines:
        points = np.array(line, dtype=float)[:, :2]
        last = fairways.add_line(points, kind=kind)
        ends.append((fairways.vertex(*points[0].tolist()), last))
    ends += [fairways.add_track(np.array(track)) for track in tracks["tracks"].values()]
    return ends


def _join_waters(fairways: Fairways, lines: list[tuple[int, int]], main: int) -> None:
    """Count as joined all waters that lines link, directly or by way of others."""
    fairways.joined = {main}
    touched = [
        {fairways.label_at(*fairways.lon_lat[v]) for v in _along(*ends)} - {0} for ends in lines
    ]
    grown = True
    while grown:
        grown = False
        for waters in touched:
            if waters & fairways.joined and not waters <= fairways.joined:
                fairways.joined |= waters
                grown = True


def _along(first: int, last: int) -> range:
    return range(min(first, last), max(first, last) + 1)


def _join_pockets(fairways: Fairways, counts: NDArray[np.int64], report: Report) -> None:
    thin = fairways.labels[::THIN, ::THIN]
    cell = 180 / thin.shape[0]
    for label in np.argsort(-counts, kind="stable").tolist():
        if counts[label] < LEAST_POCKET:
            break
        if label in fairways.joined:
            continue
        cells = np.argwhere(thin == label)
        lat, lon = cells.mean(axis=0) * cell - [90, 180]
        half = float(np.ptp(cells[:, 0])) * cell / 2 + 0.7
        inland = any(w < lon < e and s < lat < n for w, s, e, n in INLAND)
        if half < LARGEST_POCKET_DEG and -60 < lat < 72 and not inland:
            found = fairways.join_pocket(label, (lon, lat), half)
            report(f"enclosed water near {lat:.1f} {lon:.1f}: {'joined' if found else 'closed'}")
