"""Distances from a few places far apart to all where a sight line may end.

By them a search knows which of the many nodes that a free position may see can be on its way: the
distance between two places is at least the difference of their distances to any third. That holds
for the shortest ways there are, so they are measured before any edge is pruned.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.cores import on_all_cores
from navroute.chart.sea.graph import distances_from, rows_of
from navroute.network.landmarks import FARTHEST, STEPS_PER_NM

__all__ = ["COUNT", "landmarks"]

COUNT = 20
FloatArray = NDArray[np.float64]


def landmarks(
    count: int, edges: NDArray[np.int32], length_nm: FloatArray, nodes: NDArray[np.int64]
) -> dict[str, NDArray[np.generic]]:
    """Return the distances from landmarks to some nodes of a graph, with all gates open.

    The first landmark is farthest from some node, each other one from those before. Distances
    are rounded down to steps; :data:`FARTHEST` is what a landmark does not reach.
    """
    rows = rows_of(count, edges, length_nm)
    nothing = np.zeros(0, dtype=np.bool_)

    def from_node(node: int) -> FloatArray:
        return np.asarray(distances_from(*rows, nothing, node)[0][nodes])

    # Begun where most is reached: in the ocean, not in a lake.
    some = nodes[:: max(len(nodes) // 8, 1)].tolist()
    nearest = max(on_all_cores(from_node, some), key=lambda far: int(np.isfinite(far).sum()))
    found = []
    for number in range(COUNT):
        far = np.where(np.isfinite(nearest), nearest, -1)
        distance = from_node(int(nodes[np.argmax(far)]))
        found.append(distance)
        nearest = distance if number == 0 else np.minimum(nearest, distance)
    steps = np.floor(np.array(found) * STEPS_PER_NM)
    steps = np.where(np.isfinite(steps), np.minimum(steps, FARTHEST - 1), FARTHEST)
    # Neighbours along a coast differ little: differences pack better.
    return {"distance": np.diff(steps.astype(np.uint16), axis=1, prepend=np.uint16(0))}
