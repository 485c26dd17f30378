"""What a way between two places costs at least, by distances to landmarks.

The distance between two places is at least the difference of their distances to any third.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from navroute.geo import FloatArray
from navroute.network.arrays import read_arrays

__all__ = ["FARTHEST", "STEPS_PER_NM", "Bracket", "Landmarks"]

FILE = "network/landmarks.npz"
STEPS_PER_NM = 3.0  # of the distances that are shipped
FARTHEST = 65535  # not reached
# A position may see a little more than the builder took to be in sight.
SLACK_NM = 2.0
SLACK_SHARE = 0.002

Bracket = tuple[FloatArray, FloatArray]


class Landmarks:
    """Distances from landmarks to the nodes that sight lines may lead to.

    Parameters
    ----------
    steps : ndarray of int, shape (landmarks, nodes)
        Rounded down.
    """

    def __init__(self, steps: NDArray[np.uint16]) -> None:
        self.reached = (steps != FARTHEST).all(axis=0)
        self._nm = np.ascontiguousarray(steps.T, dtype=np.float32) / np.float32(STEPS_PER_NM)

    @classmethod
    def from_file(cls, ends: NDArray[np.int64], name: str = FILE) -> Landmarks:
        """Read what was shipped, for some of the ends of sight lines."""
        steps = read_arrays(name, "hold distances to landmarks")["distance"]
        return cls(np.cumsum(steps, axis=1, dtype=np.uint16)[:, ends])

    def bracket(self, seen: NDArray[np.int64], cost_nm: FloatArray) -> Bracket:
        """Return between which limits a place's distances to the landmarks lie.

        Parameters
        ----------
        seen : ndarray of int
            Some nodes that the place sees, at least one.
        cost_nm : ndarray of float
            How far they are.
        """
        near, cost = self._nm[seen], cost_nm[:, None]
        low, high = (near - cost).max(axis=0), (near + cost + 1 / STEPS_PER_NM).min(axis=0)
        return low * (1 - SLACK_SHARE) - SLACK_NM, high * (1 + SLACK_SHARE) + SLACK_NM

    def least_nm(self, numbers: NDArray[np.int64], bracket: Bracket) -> FloatArray:
        """Return what ways from some nodes to a place in a bracket cost at least."""
        near = self._nm[numbers]
        low, high = (np.asarray(limit, dtype=np.float32) for limit in bracket)
        return np.asarray(np.maximum(near - high, low - near).max(axis=1) - 1 / STEPS_PER_NM)
