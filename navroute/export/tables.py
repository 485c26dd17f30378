"""GeoPackage and GeoParquet, through geopandas."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from navroute.errors import OutputError
from navroute.export.several import parts

if TYPE_CHECKING:
    import geopandas

    from navroute.export.formats import Answer

__all__ = ["layers", "render_geopackage", "render_geoparquet"]


def render_geopackage(answer: Answer, name: str) -> bytes:
    """Return a GeoPackage with the layers ``legs`` and ``events``.

    Parameters
    ----------
    answer : Route, Voyage, Convoy or Comparison
    name : str
        Name of the file without its ending; not used.
    """
    del name
    legs, events = layers(answer)
    with tempfile.TemporaryDirectory(prefix="navroute-") as folder:
        path = Path(folder) / "voyage.gpkg"
        legs.to_file(path, layer="legs", driver="GPKG")
        events.to_file(path, layer="events", driver="GPKG")
        return path.read_bytes()


def render_geoparquet(answer: Answer, name: str) -> bytes:
    """Return a GeoParquet table of legs and events; the column ``kind`` tells them apart.

    Parameters
    ----------
    answer : Route, Voyage, Convoy or Comparison
    name : str
        Name of the file without its ending; not used.

    Raises
    ------
    OutputError
        pyarrow is not installed.
    """
    del name
    if importlib.util.find_spec("pyarrow") is None:
        raise OutputError(
            "GeoParquet needs pyarrow, which is not installed.",
            hint="Install it: pip install 'navroute[parquet]'; or write .gpkg.",
        )
    import pandas as pd

    table = pd.concat(layers(answer)).reset_index(drop=True)
    with tempfile.TemporaryDirectory(prefix="navroute-") as folder:
        path = Path(folder) / "voyage.parquet"
        table.to_parquet(path)
        return path.read_bytes()


def layers(answer: Answer) -> tuple[geopandas.GeoDataFrame, geopandas.GeoDataFrame]:
    """Return legs and events, each with the columns that it has values for.

    Lists, of sources for example, become text: GIS formats have no lists.
    """
    parts(answer)  # refuses an answer without a voyage
    frame = answer.to_geodataframe().reset_index()
    for column in frame.columns.drop("geometry"):
        if frame[column].map(lambda value: isinstance(value, list | dict)).any():
            frame[column] = frame[column].map(
                lambda value: "; ".join(map(str, value)) if isinstance(value, list) else value
            )
    is_leg, is_route = frame["kind"] == "leg", frame["kind"] == "route"
    pair = (frame[is_leg], frame[~is_leg & ~is_route])
    legs, events = (part.dropna(axis="columns", how="all").reset_index(drop=True) for part in pair)
    return legs.rename(columns={"id": "feature_id"}), events.rename(columns={"id": "feature_id"})
