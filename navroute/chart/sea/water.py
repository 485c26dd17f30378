"""Where a ship may be: distance to land, the clearance asked for, and the margin left over.

Open coasts are given 5 nm, for about so far off the traffic of the tables passes them. Water that
this would close, and that is no mere rim of open water, is given 3 nm, a channel too narrow for
that 1 and then 0.5: only inside of it, and where it is entered; not on the rim of an open coast.
On its way out of a port and in, a ship may cross that rim slantwise, 1 nm off the coast.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.areas import load_areas, raster_of_areas
from navroute.chart.sea.cores import on_all_cores
from navroute.chart.sea.depth import Depths
from navroute.chart.sea.distance import distance_to
from navroute.chart.sea.land import LandEdges, rasterise

__all__ = [
    "CELL_DEG",
    "NODE_MARGIN_NM",
    "UNIT_NM",
    "Berths",
    "Water",
    "distances",
    "in_units",
    "margin_nm",
    "survey",
]

CELL_DEG = 1 / 120
UNIT_NM = 0.04  # of the stored margins and distances
NODE_MARGIN_NM = 0.2  # corners lie this far outside of what stops a line of sight
# A wide berth may be cut more: margin per nautical mile.
GIVE = {4.0: 0.5, 2.0: 0.5, 1.0: 0.8, 0.5: 1.0}
BAND_DEG = 2
SOUTHS = range(-80, 84, BAND_DEG)
WORLD = (round(180 / CELL_DEG), round(360 / CELL_DEG))
HALO = 50  # rows of CELL_DEG
FAR_NM = 10.16
Areas = list[tuple[str, NDArray[np.float64]]]
APPROACH_NM = (8.0, 5.0)  # around lanes and ports, around ports: there channels are looked for
EASE = 0.85  # clearance given up for each nautical mile from wide water
RIM_NM = 0.6  # more than the mere difference of two clearances: no rim, but water of its own
NEAR_OWN_NM = 1.5  # from such water the clearance grows to that of open coasts
RISE = 0.57  # by so much a mile: less than a coast can recede
BETWEEN_SHORES = 0.45  # slope of the distance to land in a wedge of 50 degrees
SPAN = 2  # cells to each side that the slope is measured over
FADE_NM = 3.0  # over which a clearance asked for changes into another
SHOAL_EDGE_NM = 3.5  # how far from shoals and areas to be avoided they are felt


@dataclass(frozen=True, slots=True)
class Berths:
    """How far off land a ship keeps.

    Parameters
    ----------
    clearances_nm : tuple of float
        Wherever there is room, then along channels near lanes or ports, then near ports.
    offings_nm : tuple of float
        Off open coasts, and where they are wide open.
    inshore_nm : float
        At most, on the way out of a port and in.
    """

    clearances_nm: tuple[float, float, float] = (3.0, 1.0, 0.5)
    offings_nm: tuple[float, ...] = (5.0,)
    inshore_nm: float = 1.0


@dataclass(frozen=True, slots=True)
class Water:
    """Margin over the clearance asked for, in `UNIT_NM`, row 0 at 90 S, column 0 at 180 W.

    Parameters
    ----------
    margin : ndarray
        Over the clearance of open coasts.
    land : ndarray
        Distance to land in `UNIT_NM`, at most `FAR_NM`.
    inner : ndarray
        Over the least clearance, which a ship keeps on its way out of a port and in.
    """

    margin: NDArray[np.int8]
    land: NDArray[np.uint8]
    inner: NDArray[np.int8]


def _widths(rows: int, south_deg: float, cell_deg: float) -> NDArray[np.float64]:
    lat = south_deg + (np.arange(rows) + 0.5) * cell_deg
    return np.asarray(60 * cell_deg * np.maximum(np.cos(np.radians(lat)), 0.02))


def _land_distance(land: LandEdges, south: float, rows: int) -> NDArray[np.float32]:
    fine = CELL_DEG / 2
    grid = rasterise(land, -180.0, south, (2 * rows, round(360 / fine)), fine)
    far = distance_to(
        grid, cell_nm=60 * fine, widths_nm=_widths(2 * rows, south, fine), cap_nm=FAR_NM, wrap=True
    )
    return np.asarray(far.reshape(rows, 2, -1, 2).mean(axis=(1, 3)))


def _asked(
    d: NDArray[np.float32],
    near: Callable[..., NDArray[np.float32]],
    sought: tuple[NDArray[np.bool_], ...],
    berths: Berths,
) -> NDArray[np.float32]:
    """Return the clearance asked for in each cell.

    With distance from wide water it falls, but more slowly than a plain coast comes closer: so
    nothing opens on the rim of an open coast, round a headland or into a shallow bight, while
    along a channel the banks stay as far off as they are.
    """
    wide = berths.clearances_nm[0]
    eased = wide - EASE * near(d >= wide, wide / EASE)
    least = np.full(d.shape, wide, dtype=np.float32)
    for around, clearance, places in zip(
        APPROACH_NM, berths.clearances_nm[1:], sought, strict=True
    ):
        away = near(places, around + FADE_NM + 0.5) - around
        share = np.clip(away / FADE_NM, 0, 1)
        least = np.minimum(least, clearance + (wide - clearance) * share)
    return np.asarray(np.maximum(eased, least))


def _offing(
    d: NDArray[np.float32],
    asked: NDArray[np.float32],
    near: Callable[..., NDArray[np.float32]],
    widths_nm: NDArray[np.float64],
    berths: Berths,
) -> NDArray[np.float32]:
    """Return the clearance asked for, raised on open coasts, the more so the more open they are.

    Water that is open, and not a mere rim of the water with full offing, is a way of its own: a
    channel or a bay. It keeps its clearance, and so does its mouth. So does the narrowest part of a
    short strait, which is told from a rim by the land on both sides.
    """
    between = _slope(d, widths_nm) < BETWEEN_SHORES
    for less, more in itertools.pairwise((berths.clearances_nm[0], *berths.offings_nm)):
        rim = more - asked + RIM_NM
        away = near(d >= more, float(rim.max()) + 0.5)
        own = (d >= asked) & ((away > rim) | (between & (d < more)))
        far = NEAR_OWN_NM + (more - less) / RISE
        share = (near(own, far + 0.5) - NEAR_OWN_NM) / (far - NEAR_OWN_NM)
        asked = asked + (more - less) * np.clip(share, 0, 1)
    return np.asarray(asked)


def _slope(d: NDArray[np.float32], widths_nm: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return how fast the distance to land grows: 1 off one coast, less between two shores."""
    north = np.zeros_like(d)
    north[SPAN:-SPAN] = (d[2 * SPAN :] - d[: -2 * SPAN]) / (2 * SPAN * 60 * CELL_DEG)
    east = np.roll(d, -SPAN, axis=1) - np.roll(d, SPAN, axis=1)
    east /= (2 * SPAN * widths_nm[:, None]).astype(np.float32)
    return np.asarray(np.hypot(north, east))


def _seats(
    places_deg: NDArray[np.float64], corner_deg: tuple[float, float], shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    grid = np.zeros(shape, dtype=np.bool_)
    row, col = np.floor((places_deg - corner_deg) / CELL_DEG).astype(int).T[::-1]
    here = (row >= 0) & (row < shape[0]) & (col >= 0) & (col < shape[1])
    grid[row[here], col[here]] = True
    return grid


def margin_nm(
    d: NDArray[np.float32],
    corner_deg: tuple[float, float],
    depths: Depths,
    areas: Areas,
    places_deg: tuple[NDArray[np.float64], ...],
    berths: Berths,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the margins over the clearance of open coasts and over the least one.

    Parameters
    ----------
    d : ndarray
        Distance to land of cells of `CELL_DEG`, row 0 in the south, in nautical miles.
    corner_deg : (float, float)
        Longitude and latitude of the south-western corner.
    depths : Depths
    areas : list
        To be avoided.
    places_deg : tuple of ndarray
        As of :func:`survey`.
    berths : Berths
    """
    west, south = corner_deg
    rows, cols = d.shape
    widths = _widths(rows, south, CELL_DEG)
    whole = cols == round(360 / CELL_DEG)

    def near(mask: NDArray[np.bool_], cap: float) -> NDArray[np.float32]:
        return distance_to(mask, cell_nm=60 * CELL_DEG, widths_nm=widths, cap_nm=cap, wrap=whole)

    asked = _asked(d, near, tuple(_seats(p, corner_deg, d.shape) for p in places_deg), berths)
    narrow = asked < berths.clearances_nm[0] - RIM_NM
    offing = _offing(d, asked, near, widths, berths)
    lon = west + (np.arange(cols, dtype=np.float64) + 0.5) * CELL_DEG
    lat = south + (np.arange(rows, dtype=np.float64) + 0.5) * CELL_DEG
    avoid = raster_of_areas(areas, west, south, d.shape, CELL_DEG)
    # Coarse depths say nothing about channels.
    stop = avoid | (depths.shoal(lon, lat) & ~narrow)
    outside, inside = near(stop, SHOAL_EDGE_NM), near(~stop, SHOAL_EDGE_NM)
    most = GIVE[max(GIVE)] * (outside - inside)
    least = np.minimum(asked, np.float32(berths.inshore_nm))
    return np.minimum(_over(d, offing), most), np.minimum(_over(d, least), most)


def _over(d: NDArray[np.float32], asked: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return by how much a distance to land is over the clearance asked for."""
    give = np.interp(asked, sorted(GIVE), [GIVE[key] for key in sorted(GIVE)])
    return np.asarray((d - asked) * give.astype(np.float32) + NODE_MARGIN_NM)


def in_units(margin: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return a margin in `UNIT_NM`."""
    return np.clip(np.round(margin / UNIT_NM), -127, 127).astype(np.int8)


def distances(land: LandEdges, report: Callable[[str], None]) -> NDArray[np.uint8]:
    """Return the distance to land of all cells of the world, in `UNIT_NM`."""
    found = np.zeros(WORLD, dtype=np.uint8)
    rows = int(BAND_DEG / CELL_DEG)

    def band(south: int) -> NDArray[np.uint8]:
        d = _land_distance(land, south - HALO * CELL_DEG, rows + 2 * HALO)
        return np.round(d[HALO:-HALO] / UNIT_NM).astype(np.uint8)

    for south, part in zip(SOUTHS, on_all_cores(band, SOUTHS), strict=True):
        found[_rows(south)] = part
        report(f"distance to land {south:+d}")
    return found


def survey(
    land_units: NDArray[np.uint8],
    depths: Depths,
    places_deg: tuple[NDArray[np.float64], ...],
    report: Callable[[str], None],
) -> Water:
    """Return the water of the world.

    ``land_units`` are as :func:`distances` gives them; ``places_deg`` are longitudes and latitudes
    around which channels of 1 nm are looked for, and those around which channels of 0.5 nm are.
    """
    margin, inner = np.full((2, *WORLD), -127, dtype=np.int8)
    areas = load_areas()

    def band(south: int) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        rows = _rows(south)
        d = land_units[rows.start - HALO : rows.stop + HALO].astype(np.float32) * UNIT_NM
        corner = (-180.0, south - HALO * CELL_DEG)
        wide, least = margin_nm(d, corner, depths, areas, places_deg, Berths())
        return in_units(wide[HALO:-HALO]), in_units(least[HALO:-HALO])

    for south, found in zip(SOUTHS, on_all_cores(band, SOUTHS), strict=True):
        margin[_rows(south)], inner[_rows(south)] = found
        report(f"water {south:+d}")
    return Water(margin, land_units, inner)


def _rows(south: int) -> slice:
    """Return the rows of a band of latitude."""
    return slice(round((south + 90) / CELL_DEG), round((south + 90 + BAND_DEG) / CELL_DEG))
