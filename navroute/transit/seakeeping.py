"""How wind and sea slow a ship: a margin on power, by heading and ship size.

A ship that keeps its power while resistance grows by a margin *m* goes ``(1 + m) ** (-1/3)`` of its
calm-water speed; 15 % cost 4.6 % of speed, not 15 %. The margin is

    m = m6(size) * c(heading) * (wind / 12.6 m/s) ** 3

* ``m6`` is the margin in head wind and sea of Beaufort 6 (12.6 m/s). It comes from the standard fw
  curves of IMO MEPC.1/Circ.796, fw = a ln(capacity) + b, which are observed speed reductions of
  about 180 ships at that force: m6 = fw ** -3 - 1. Fine hulls take the containership curve,
  tankers the tanker curve. The capacity is the deadweight, of warships the displacement.
* ``c`` is 0.56 + 0.44 cos(angle off the bow). Kwon's direction factors at Beaufort 6 are 1 ahead,
  0.79 on the bow, 0.45 abeam, 0.14 astern; this is a smooth line through them.
* The third power of the wind lies between wind resistance (second) and wave resistance in a fully
  grown sea (fourth). With it the year's mean margin on ocean routes comes out near the 15 to 20 %
  that owners add by tradition, which the tests check.

Kwon's formula itself is no use for small hulls: its last term, BN ** 6.5 / (2.7 volume ** (2/3)),
takes a frigate of 4,500 t more than all of its speed at Beaufort 6. The logarithm of size does not
run away, and the cube root keeps every speed above nought. In the range for which Kwon's formula
was published the two agree within a few percent of speed (tests).

Sources: keys imo-fw-curves, imo-fw, kwon-code, eide-seamargin of ``data/sources.csv``.

Not in it: shelter by land (fetch), currents, swell from elsewhere, ships that slow down or heave to
by choice, shallow water.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from navroute.transit.weather import Winds, WindsAlong
from navroute.vessels import Vessel, VesselType

__all__ = ["USUAL_SPEED", "Way", "WeatherOnTheWay", "head_margin", "on_the_way", "speed_kept"]

FloatArray = NDArray[np.float64]

# A sea margin of 15 % on power (NTNU thesis, key eide-seamargin): the weather that is usual.
USUAL_SPEED = 1.15 ** (-1 / 3)

_BEAUFORT_6_MPS = 12.6  # the representative sea of MEPC.1/Circ.796
_FW = {False: (0.0208, 0.633), True: (0.0238, 0.526)}  # containership; tanker
_MEAN_SIDE, _ALONG_SIDE = 0.56, 0.44
_SMALLEST_T, _LARGEST_T = 300.0, 200_000.0
_USUAL_CAPACITY_T = 5_000.0  # of ships whose size is not known
_PIECE_NM, _FEWEST, _MOST = 90.0, 24, 48


def head_margin(capacity_t: float, *, tanker: bool = False) -> float:
    """Return the margin on power in head wind and sea of Beaufort 6.

    Parameters
    ----------
    capacity_t : float
        Deadweight, or displacement of a warship, in tonnes; taken as 300 to 200,000.
    tanker : bool
        Full lines.
    """
    slope, offset = _FW[tanker]
    fw = slope * log(min(max(capacity_t, _SMALLEST_T), _LARGEST_T)) + offset
    return float(fw**-3 - 1.0)


def speed_kept(
    margin: float, wind_east_mps: ArrayLike, wind_north_mps: ArrayLike, course: tuple[float, float]
) -> FloatArray:
    """Return the share of calm-water speed that a ship keeps.

    Parameters
    ----------
    margin : float
        From `head_margin`.
    wind_east_mps, wind_north_mps : array_like of float
        Towards which the air moves.
    course : tuple of float
        East and north components of the ship's course, a unit vector.
    """
    east, north = np.asarray(wind_east_mps, float), np.asarray(wind_north_mps, float)
    square = east * east + north * north
    ahead = -(east * course[0] + north * course[1])
    weighed = square * (_MEAN_SIDE * np.sqrt(square) + _ALONG_SIDE * ahead)
    return np.asarray(1.0 / np.cbrt(1.0 + margin / _BEAUFORT_6_MPS**3 * weighed))


class Way(Protocol):
    """A line over the sea: what this module needs to know of a path."""

    @property
    def lon_lat_deg(self) -> FloatArray:
        """Vertices, shape (n, 2)."""
        ...

    @property
    def distance_run_nm(self) -> FloatArray:
        """Distance run at each vertex."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class WeatherOnTheWay:
    """What the weather does to one ship on one way, piece by piece.

    Parameters
    ----------
    edges_nm : ndarray of float, shape (m + 1,)
        Where the pieces begin and end, in distance run.
    courses : ndarray of float, shape (m, 2)
        East and north components of the course on each piece.
    margin : float
        From `head_margin`.
    winds : WindsAlong
        Winds at the middles of the pieces.
    """

    edges_nm: FloatArray
    courses: FloatArray
    margin: float
    winds: WindsAlong

    def factor(self, piece: int, seconds: FloatArray, chance: FloatArray) -> FloatArray:
        """Return speed as a share of that in usual weather, at each moment.

        Parameters
        ----------
        piece : int
        seconds : ndarray of float, shape (n,)
            When the ship comes to the piece, seconds since 1970-01-01T00:00Z.
        chance : ndarray of float, shape (2, n)
            How far the wind is off its mean, in spreads of a component.
        """
        east, north, spread = self.winds.at(piece, seconds)
        course = (float(self.courses[piece, 0]), float(self.courses[piece, 1]))
        kept = speed_kept(
            self.margin, east + spread * chance[0], north + spread * chance[1], course
        )
        return kept / USUAL_SPEED


def on_the_way(way: Way, vessel: Vessel, winds: Winds) -> WeatherOnTheWay:
    """Return what the weather does to a ship on its way.

    Parameters
    ----------
    way : Way
        For example a `navroute.network.path.SeaPath`.
    vessel : Vessel
        Its deadweight or displacement counts; 5,000 t where neither is known.
    winds : Winds
    """
    run_nm = way.distance_run_nm
    count = int(np.clip(np.ceil(run_nm[-1] / _PIECE_NM), _FEWEST, _MOST))
    edges_nm = np.linspace(0.0, float(run_nm[-1]), count + 1)
    lon, lat = _positions(way, edges_nm)
    middle_lon, middle_lat = _positions(way, (edges_nm[1:] + edges_nm[:-1]) / 2)
    # Pieces are short: on a flat map at their middle latitude the course is close enough.
    east = ((np.diff(lon) + 180.0) % 360.0 - 180.0) * np.cos(np.radians(middle_lat))
    courses = np.column_stack([east, np.diff(lat)])
    courses /= np.maximum(np.hypot(courses[:, 0], courses[:, 1]), 1e-12)[:, None]
    margin = head_margin(_capacity_t(vessel), tanker=vessel.type is VesselType.NAVAL_TANKER)
    return WeatherOnTheWay(edges_nm, courses, margin, winds.along(middle_lon, middle_lat))


def _positions(way: Way, distances_nm: FloatArray) -> tuple[FloatArray, FloatArray]:
    lon = np.interp(distances_nm, way.distance_run_nm, np.unwrap(way.lon_lat_deg[:, 0], period=360))
    return lon, np.interp(distances_nm, way.distance_run_nm, way.lon_lat_deg[:, 1])


def _capacity_t(vessel: Vessel) -> float:
    if vessel.is_merchant:
        return vessel.dwt_t or vessel.displacement_t or _USUAL_CAPACITY_T
    return vessel.displacement_t or vessel.dwt_t or _USUAL_CAPACITY_T
