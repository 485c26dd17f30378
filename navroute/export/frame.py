"""GeoJSON features as a geopandas table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas

__all__ = ["geodataframe"]


def geodataframe(collection: dict[str, Any]) -> geopandas.GeoDataFrame:
    """Return a GeoDataFrame (EPSG:4326) with the features' ids as index, times as timestamps."""
    import geopandas as gpd
    import pandas as pd

    features = collection["features"]
    if not features:
        return gpd.GeoDataFrame({"kind": []}, geometry=[], crs="EPSG:4326")
    frame = gpd.GeoDataFrame.from_features(collection, crs="EPSG:4326")
    frame.index = pd.Index([feature["id"] for feature in features], name="id")
    for column in frame.columns[frame.columns.str.endswith("_utc")]:
        frame[column] = pd.to_datetime(frame[column], utc=True)
    return frame
