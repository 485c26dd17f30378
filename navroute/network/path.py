"""What every sea network answers, whatever it is made of.

A network knows nodes, edges and gates; it knows nothing of law or time. The marnet edition and
navroute's own network both stand behind :class:`SeaNetwork`, so callers never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from navroute.positions import Position

if TYPE_CHECKING:
    import networkx as nx

    from navroute.ports import Port

__all__ = ["Crossing", "SeaNetwork", "SeaPath"]

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A gate line that a path crosses.

    Parameters
    ----------
    chokepoint : str
        Id of the chokepoint.
    distance_nm : float
        Distance run from the origin.
    position : Position
        Where the path crosses the gate line.
    """

    chokepoint: str
    distance_nm: float
    position: Position


@dataclass(frozen=True, slots=True, eq=False)
class SeaPath:
    """A way over the sea, from origin to destination.

    Parameters
    ----------
    lon_lat_deg : ndarray of float, shape (n, 2)
        Vertices; the legs between them are WGS84 geodesics. Longitudes in [-180, 180]. A port that
        the index lists in its town is left from its water, up to some 2 nm off.
    distance_run_nm : ndarray of float, shape (n,)
        Distance run at each vertex, starting with 0.
    crossings : tuple of Crossing
        Gates in the order in which they are crossed.
    approach_nm : tuple of (float, float)
        Length of the first and the last leg, from the places to the network.
    warnings : tuple of str
    """

    lon_lat_deg: FloatArray
    distance_run_nm: FloatArray
    crossings: tuple[Crossing, ...]
    approach_nm: tuple[float, float]
    warnings: tuple[str, ...] = ()

    @property
    def distance_nm(self) -> float:
        """Length of the whole path."""
        return float(self.distance_run_nm[-1])


class SeaNetwork(Protocol):
    """A sea network that can be searched."""

    @property
    def name(self) -> str:
        """Short name with version, as shown in outputs, for example ``marnet/1.6.0+1``."""
        ...

    def path(
        self,
        origin: Port | Position,
        destination: Port | Position,
        *,
        closed: frozenset[str] = frozenset(),
    ) -> SeaPath:
        """Return the shortest path that crosses none of the closed chokepoints.

        Raises
        ------
        NoRouteError
            Every way is closed; ``closed`` names the closures that matter.
        NotAtSeaError
            A place is inland or on water that the network does not reach.
        """
        ...

    def to_networkx(self) -> nx.Graph[int]:
        """Return a fresh graph: nodes with lon, lat; edges with length_nm and gates."""
        ...
