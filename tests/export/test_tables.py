"""GeoPackage and GeoParquet as GDAL and geopandas read them back."""

import importlib.util

import geopandas
import pandas as pd
import pyogrio
import pytest

from navroute.errors import OutputError


def test_geopackage_has_a_layer_of_legs_and_one_of_events(sparta, tmp_path):
    path = tmp_path / "sparta.gpkg"
    sparta.export(path)
    assert set(pyogrio.list_layers(path)[:, 0]) == {"legs", "events"}
    legs = geopandas.read_file(path, layer="legs")
    events = geopandas.read_file(path, layer="events")
    assert legs.crs.to_epsg() == events.crs.to_epsg() == 4326
    assert len(legs) == len(sparta.passages) + 1
    assert legs["distance_nm"].sum() == pytest.approx(sparta.distance_nm, abs=1)
    arrival = events.set_index("feature_id").loc["arrival"]
    assert pd.Timestamp(arrival["eta_p50_utc"]) == sparta.eta.p50
    assert list(tmp_path.iterdir()) == [path]


def test_geoparquet_comes_back_whole(pacific, tmp_path):
    path = tmp_path / "pacific.parquet"
    pacific.export(path)
    table = geopandas.read_parquet(path)
    assert table.crs.to_epsg() == 4326
    assert set(table["kind"]) >= {"leg", "departure", "arrival"}
    assert table["start_utc"].dropna().iloc[0] == pacific.depart


def test_without_pyarrow_the_extra_is_named(sparta, tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(OutputError, match="pyarrow") as caught:
        sparta.export(tmp_path / "sparta.parquet")
    assert "navroute[parquet]" in caught.value.hint
    assert list(tmp_path.iterdir()) == []
