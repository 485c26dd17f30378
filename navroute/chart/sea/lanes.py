"""Points along marnet's lanes, as hints to where narrow channels are worth looking for."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["lane_points"]

STEP_DEG = 0.03


def lane_points() -> NDArray[np.float64]:
    """Return longitudes and latitudes along the lanes of searoute's marnet (Apache-2.0)."""
    import searoute

    path = Path(searoute.__file__).parent / "data" / "marnet_searoute.geojson"
    parts = []
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        geometry = feature["geometry"]
        lines = geometry["coordinates"]
        for line in [lines] if geometry["type"] == "LineString" else lines:
            points = np.array(line, dtype=float)[:, :2]
            for a, b in itertools.pairwise(points):
                if abs(a[0] - b[0]) < 180:
                    count = max(int(np.abs(b - a).max() / STEP_DEG), 1)
                    parts.append(a + (b - a) * np.linspace(0, 1, count + 1)[:, None])
    return np.asarray(np.clip(np.vstack(parts), [-180, -89], [179.999, 89]))
