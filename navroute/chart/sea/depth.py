"""Shoal water from ETOPO1 at 0.1 degree, as far as so coarse a grid can be trusted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from navroute.chart.sea.land import LandEdges, rasterise

__all__ = ["SHOAL_M", "Depths"]

FloatArray = NDArray[np.float64]

SHOAL_M = -8.0


class Depths:
    """Heights at grid nodes; nodes on or close to land say nothing about the sea beside them.

    Parameters
    ----------
    path : Path
        ``ETOPO1_0.1.grd`` of the package pybacktrack.
    """

    def __init__(self, path: Path, land: LandEdges) -> None:
        import h5py

        with h5py.File(path) as file:
            lon = np.asarray(file["lon"], dtype=float)
            self.lat = np.asarray(file["lat"], dtype=float)
            height_m = np.asarray(file["z"], dtype=np.float32)
        half = len(lon) // 2  # the file runs from 0 to 360
        self.lon = np.concatenate([lon[half:] - 360, lon[1 : half + 1]])
        self.height_m = np.hstack([height_m[:, half:], height_m[:, 1 : half + 1]])
        cell = float(lon[1] - lon[0])
        coast = rasterise(
            land, -180 - cell / 2, -90 - cell / 2, self.height_m.shape, cell, touched=True
        )
        self.trusted = ~coast

    def shoal(self, lon_deg: FloatArray, lat_deg: FloatArray) -> NDArray[np.bool_]:
        """Return where the sea is shallower than `SHOAL_M`, on the grid lat x lon."""
        fx = np.clip(
            (lon_deg - self.lon[0]) / (self.lon[1] - self.lon[0]), 0, len(self.lon) - 1.001
        )
        fy = np.clip(
            (lat_deg - self.lat[0]) / (self.lat[1] - self.lat[0]), 0, len(self.lat) - 1.001
        )
        col, row = fx.astype(int), fy.astype(int)
        total = np.zeros((len(lat_deg), len(lon_deg)), dtype=np.float32)
        weight = np.zeros_like(total)
        sea = np.clip(self.height_m, -40.0, 0.0)
        for down in (0, 1):
            wy = np.abs(1 - down - (fy - row)).astype(np.float32)[:, None]
            for right in (0, 1):
                wx = np.abs(1 - right - (fx - col)).astype(np.float32)[None, :]
                index = np.ix_(row + down, col + right)
                part = wy * wx * self.trusted[index]
                total += part * sea[index]
                weight += part
        return (weight > 0.2) & (total > SHOAL_M * weight)
