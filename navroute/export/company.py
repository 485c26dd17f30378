"""GeoJSON of several ships in one file: every feature's id begins with the ship it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from navroute.names import fold
from navroute.shapes import Polyline, bbox

if TYPE_CHECKING:
    from navroute.results import Voyage

__all__ = ["collection"]

JsonObject = dict[str, Any]


def collection(voyages: Sequence[Voyage], *, style: bool = True) -> JsonObject:
    """Return the features of several voyages as one FeatureCollection (RFC 7946).

    Parameters
    ----------
    voyages : sequence of Voyage
        Of none there are no features.
    style : bool
        Add simplestyle-spec keys.

    Returns
    -------
    dict
        Ids are ``<ship>/<id>``, for example ``sparta-ii/passage-dover-1``; each feature names
        its ``vessel``.
    """
    if not voyages:
        return {"type": "FeatureCollection", "features": []}
    each = [(voyage, voyage.to_geojson(style=style)) for voyage in voyages]
    features = [
        {
            **feature,
            "id": f"{slug}/{feature['id']}",
            "properties": {**feature["properties"], "vessel": voyage.vessel.name},
        }
        for slug, (voyage, content) in zip(_slugs(voyages), each, strict=True)
        for feature in content["features"]
    ]
    return {
        "type": "FeatureCollection",
        "bbox": list(bbox(list(_parts(feature["geometry"] for feature in features)))),
        "navroute": each[0][1]["navroute"],
        "features": features,
    }


def _slugs(voyages: Sequence[Voyage]) -> list[str]:
    """Return the ships' names as ids; of ships of one name the later ones get a number."""
    slugs: list[str] = []
    for voyage in voyages:
        name = voyage.vessel.name
        slug = (fold(name) or name).replace(" ", "-")
        taken = sum(other.partition(":")[0] == slug for other in slugs)
        slugs.append(f"{slug}:{taken + 1}" if taken else slug)
    return slugs


def _parts(geometries: Iterable[JsonObject]) -> Iterator[Polyline]:
    for geometry in geometries:
        depth = {"Point": 2, "LineString": 1}.get(geometry["type"], 0)
        lines = geometry["coordinates"]
        for _ in range(depth):
            lines = [lines]
        for line in lines:
            yield Polyline(np.array(line, dtype=float), np.zeros(len(line)))
