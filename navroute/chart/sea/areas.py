"""Areas that ships keep out of: ice, reefs and grounds that coarse depths do not show."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources

import numpy as np
from numpy.typing import NDArray

__all__ = ["load_areas", "raster_of_areas"]


def load_areas() -> list[tuple[str, NDArray[np.float64]]]:
    """Return kind and outline (lon, lat) of every area to be avoided."""
    text = resources.files("navroute.chart.sea").joinpath("areas.geojson").read_text("utf-8")
    return [
        (feature["properties"]["kind"], np.array(ring, dtype=float))
        for feature in json.loads(text)["features"]
        for ring in feature["geometry"]["coordinates"]
    ]


def raster_of_areas(
    areas: list[tuple[str, NDArray[np.float64]]],
    west_deg: float,
    south_deg: float,
    shape: tuple[int, int],
    cell_deg: float,
) -> NDArray[np.bool_]:
    """Return which cells lie inside any area."""
    import skimage.draw

    mask_of: Callable[..., NDArray[np.bool_]] = skimage.draw.polygon2mask
    grid = np.zeros(shape, dtype=np.bool_)
    north = south_deg + shape[0] * cell_deg
    for _, ring in areas:
        if ring[:, 1].min() > north or ring[:, 1].max() < south_deg:
            continue
        low = max(int((ring[:, 0].min() - west_deg) / cell_deg) - 1, 0)
        high = min(int((ring[:, 0].max() - west_deg) / cell_deg) + 2, shape[1])
        if high <= low:
            continue
        points = np.stack(
            [
                (ring[:, 1] - south_deg) / cell_deg - 0.5,
                (ring[:, 0] - west_deg) / cell_deg - 0.5 - low,
            ],
            axis=1,
        )
        grid[:, low:high] |= mask_of((shape[0], high - low), points)
    return grid
