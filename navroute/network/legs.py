"""Straight legs between places and nodes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Crossed", "Leg", "Reach"]

Crossed = tuple[tuple[str, int, float], ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A straight leg between a place and a node, or between two places.

    Parameters
    ----------
    node : int
        -1 for a leg between two places.
    length_nm : float
    land_nm : float
        How much of it the coarse land polygons cover.
    crossings : tuple of (str, float)
        Gates and the share of the leg run at each, from the place outwards.
    """

    node: int
    length_nm: float
    land_nm: float
    crossings: tuple[tuple[str, float], ...]

    def crosses(self, closed: frozenset[str]) -> bool:
        """Whether it crosses a closed gate."""
        return any(gate in closed for gate, _ in self.crossings)


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Straight legs from a place to nodes.

    Parameters
    ----------
    costs : dict of node to float
        Lengths in nautical miles.
    crossed : dict of node to tuple of (gate, piece of its line, share of the leg)
        Of the legs that cross gates, in order.
    whatever : bool
        Whether they are drawn straight whatever lies between.
    """

    costs: dict[int, float]
    crossed: dict[int, Crossed]
    whatever: bool = False

    def and_to(self, more: Reach) -> Reach:
        """Return these legs and others."""
        return Reach(self.costs | more.costs, self.crossed | more.crossed, self.whatever)

    def past(self, closed: frozenset[str]) -> dict[int, float]:
        """Return the costs of the legs that cross nothing closed."""
        shut = {
            node
            for node, crossed in self.crossed.items()
            if any(gate in closed for gate, _, _ in crossed)
        }
        return {node: cost for node, cost in self.costs.items() if node not in shut}
