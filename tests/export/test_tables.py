"""GeoPackage and GeoParquet as GDAL and geopandas read them back."""

import importlib.util
import json
import sqlite3

import geopandas
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

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


def test_geopackage_is_one_by_the_words_of_the_standard(pacific, tmp_path):
    """OGC 12-128r19, read with nothing but SQLite: geopandas and GDAL are one library here."""
    path = tmp_path / "pacific.gpkg"
    pacific.export(path)
    with sqlite3.connect(path) as base:
        (application,) = base.execute("PRAGMA application_id").fetchone()
        assert application.to_bytes(4, "big") == b"GPKG"
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        contents = base.execute("SELECT table_name, data_type, srs_id FROM gpkg_contents")
        assert set(contents) == {("legs", "features", 4326), ("events", "features", 4326)}
        (column,) = base.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'legs'"
        ).fetchone()
        blobs = base.execute(f"SELECT {column} FROM legs").fetchall()  # noqa: S608 - our own file
    base.close()
    lengths = [_geometry(blob).length for (blob,) in blobs]
    assert len(lengths) == len(pacific.passages) + 1
    assert min(lengths) > 0


def _geometry(blob):
    """Return the shape in a GeoPackage's binary: header, envelope, then WKB (clause 2.1.3)."""
    assert blob[:2] == b"GP"
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    return shapely.from_wkb(blob[8 + envelope :])


def test_geoparquet_says_where_its_shapes_are(pacific, tmp_path):
    """GeoParquet 1.x, read with pyarrow and shapely alone."""
    path = tmp_path / "pacific.parquet"
    pacific.export(path)
    table = pq.read_table(path)
    about = json.loads(table.schema.metadata[b"geo"])
    assert about["version"].startswith("1.")
    column = about["columns"][about["primary_column"]]
    assert column["encoding"] == "WKB"
    assert column["crs"]["id"] in (
        {"authority": "EPSG", "code": 4326},
        {"authority": "OGC", "code": "CRS84"},
    )
    shapes = shapely.from_wkb(table[about["primary_column"]].to_pylist())
    assert shapely.is_valid(shapes).all()
    west, south, east, north = shapely.total_bounds(shapes)
    np.testing.assert_array_less([-180.001, -90, west, south], [west, south, east, north])
    assert east <= 180
    assert {"MultiLineString", "Point"} <= set(column["geometry_types"])  # cut at 180 degrees


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
