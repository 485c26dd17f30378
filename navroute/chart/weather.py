"""Build data/weather/winds.npz: monthly means and spread of the wind at sea, on a 2-degree grid.

``python -m navroute.chart.weather [--file coads_climatology.cdf]``. The COADS climatology lies in
Debian's package ferret-datasets; without ``--file`` it is fetched with ``apt-get download``.

The climatology gives the mean wind vector and the mean wind speed of each month. A wind that
blows about its mean vector with the same normal spread in both components has a Rice-distributed
speed, so the two means fix the spread. Where the mean vector is nil this is the Rayleigh
distribution, the common description of winds at sea.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from navroute.chart.manifest import DATA

__all__ = ["build", "main"]

FloatArray = NDArray[np.float64]

PACKAGE = "ferret-datasets"
INSIDE = "usr/share/ferret-vis/data/coads_climatology.cdf"
FILE_SHA256 = "b94f55034d13d63f33e2153afddc0c5e00347076c35ab3e34937aec38ce9c4c1"
MISSING_BELOW = -1e30
STEP_MPS = 0.2  # the resolution of the packed winds; monthly means are no better known
CALMEST_MPS = 1.0  # a cell whose few reports were all calm is no place without wind
STEADIEST = 0.25  # least spread as a share of the mean speed, where few ships reported


def build(source: Path) -> bytes:
    """Return the packed winds; the same bytes each time."""
    from scipy.io import netcdf_file

    with netcdf_file(source, "r", mmap=False) as file:
        east, north, speed = (_filled(file.variables[n].data) for n in ("UWND", "VWND", "WSPD"))
        lat = np.asarray(file.variables["COADSY"].data, float)
        lon = np.asarray(file.variables["COADSX"].data, float)
    arrays = {
        "east": _packed(east),
        "north": _packed(north),
        "spread": _packed(spread_mps(np.hypot(east, north), speed)),
        "grid_deg": np.array([lat[0], lat[1] - lat[0], lon[0], lon[1] - lon[0]]),
        "step_mps": np.array(STEP_MPS),
    }
    stream = io.BytesIO()
    np.savez_compressed(stream, allow_pickle=False, **arrays)
    return stream.getvalue()


def spread_mps(vector_mps: FloatArray, speed_mps: FloatArray) -> FloatArray:
    """Return the standard deviation of one wind component, from the two means.

    Parameters
    ----------
    vector_mps, speed_mps : ndarray of float
        Length of the mean vector; mean of the speeds, which is never less.
    """
    from scipy.special import ive

    # Mean speed over spread against mean vector over spread: Rice's distribution. Exponentially
    # scaled Bessel functions keep the product finite.
    nu = np.linspace(0.0, 8.0, 2001)
    x = nu**2 / 4
    mean = np.sqrt(np.pi / 2) * ((1 + 2 * x) * ive(0, x) + 2 * x * ive(1, x))
    speed_mps = np.maximum(speed_mps, np.maximum(vector_mps, CALMEST_MPS))
    steadiness = np.minimum(vector_mps / speed_mps, 0.999)
    spread = speed_mps / np.interp(steadiness, nu / mean, mean)
    return np.asarray(np.maximum(spread, STEADIEST * speed_mps))


def _filled(field: NDArray[np.float32]) -> FloatArray:
    """Return the field with gaps (land, unvisited sea) relaxed from their neighbours."""
    values = np.asarray(field, dtype=float)
    known = values > MISSING_BELOW
    zonal = np.array([row[ok].mean() if ok.any() else np.nan for row, ok in _bands(values, known)])
    zonal = np.interp(
        np.arange(zonal.size), np.flatnonzero(~np.isnan(zonal)), zonal[~np.isnan(zonal)]
    )
    filled = np.where(known, values, zonal[None, :, None])
    for _ in range(300):  # far inland it need not converge: nobody sails there
        padded = np.pad(filled, ((0, 0), (1, 1), (0, 0)), mode="edge")
        padded = np.pad(padded, ((0, 0), (0, 0), (1, 1)), mode="wrap")
        around = padded[:, :-2, 1:-1] + padded[:, 2:, 1:-1] + padded[:, 1:-1, :-2]
        filled = np.where(known, values, (around + padded[:, 1:-1, 2:]) / 4)
    return filled


def _bands(
    values: FloatArray, known: NDArray[np.bool_]
) -> list[tuple[FloatArray, NDArray[np.bool_]]]:
    return [(values[:, j], known[:, j]) for j in range(values.shape[1])]


def _packed(values_mps: FloatArray) -> NDArray[np.int8]:
    return np.clip(np.rint(values_mps / STEP_MPS), -127, 127).astype(np.int8)


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m navroute.chart.weather")
    parser.add_argument("--file", type=Path, help="coads_climatology.cdf, if it is here already")
    with tempfile.TemporaryDirectory() as folder:
        source = parser.parse_args().file or _download(Path(folder))
        found = hashlib.sha256(source.read_bytes()).hexdigest()
        if found != FILE_SHA256:
            sys.exit(f"the file is not the climatology of {PACKAGE}: its SHA-256 is {found}")
        content = build(source)
    target = DATA / "weather" / "winds.npz"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(content)
    print(f"weather/winds.npz: {len(content) / 1000:.0f} kB")


def _download(folder: Path) -> Path:
    command = ["apt-get", "download", PACKAGE]
    subprocess.run(command, check=True, cwd=folder)  # noqa: S603 - fixed arguments
    package = next(folder.glob("*.deb"))
    unpack = ["dpkg-deb", "-x", str(package), str(folder)]
    subprocess.run(unpack, check=True)  # noqa: S603 - a file just fetched
    return folder / INSIDE


if __name__ == "__main__":
    main()
