"""What the map's script is given: tracks, times and gates as JSON-ready values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from navroute.export.track import Gate, Stop, Timeline, Track
from navroute.export.tracks import labels, tags
from navroute.shapes import Polyline

__all__ = ["scene"]

DECIMALS = 4  # degrees; about 10 m, finer than any screen shows
_SEVERITY = {"OPEN": 0, "CAUTION": 1, "CLOSED": 2}

JsonObject = dict[str, Any]


def scene(tracks: Sequence[Track]) -> JsonObject:
    """Return all that is drawn, JSON-ready.

    Parameters
    ----------
    tracks : sequence of Track
        At least one; the map is centred on the first, the others come to the same turn of the
        globe.
    """
    shifts = _turns(tracks)
    return {
        "ships": [
            {**_ship(track, shift), "name": name, "tag": tag}
            for track, shift, name, tag in zip(
                tracks, shifts, labels(tracks), tags(tracks), strict=True
            )
        ],
        "gates": _gates(tracks, shifts),
    }


def _turns(tracks: Sequence[Track]) -> list[float]:
    """Return multiples of 360 degrees that bring the middles of all tracks together."""
    middles = [_middle(track.line) for track in tracks]
    first = middles[0] - 360.0 * round(middles[0] / 360.0)
    return [-360.0 * round((middle - first) / 360.0) for middle in middles]


def _middle(line: Polyline) -> float:
    lon = line.lon_lat_deg[:, 0]
    return float(lon.min() + lon.max()) / 2


def _ship(track: Track, shift: float) -> JsonObject:
    return {
        "timed": track.timeline is not None,
        "supposed": bool(track.supposed_open),
        "track": _columns(track.line, shift),
        "free": None if track.free_line is None else _columns(track.free_line, shift),
        "depart": None if track.depart is None else round(track.depart.timestamp() * 1000),
        "timeline": None if track.timeline is None else _timeline(track.timeline),
        "stops": [_stop(stop, track.line, shift) for stop in track.stops],
    }


def _columns(line: Polyline, shift: float) -> JsonObject:
    return {
        "lon": np.round(line.lon_lat_deg[:, 0] + shift, DECIMALS).tolist(),
        "lat": np.round(line.lon_lat_deg[:, 1], DECIMALS).tolist(),
        "nm": np.round(line.distance_run_nm, 2).tolist(),
    }


def _timeline(timeline: Timeline) -> JsonObject:
    p10, p50, p90 = np.round(timeline.hours, 4).tolist()
    return {"nm": np.round(timeline.distance_nm, 2).tolist(), "p10": p10, "p50": p50, "p90": p90}


def _stop(stop: Stop, line: Polyline, shift: float) -> JsonObject:
    lon = _beside(stop.position.lon, _lon_at(line, stop.distance_nm) + shift)
    return {
        "kind": stop.kind,
        "name": stop.name,
        "at": [round(stop.position.lat, DECIMALS), round(lon, DECIMALS)],
        "gate": stop.chokepoint,
        "nm": round(stop.distance_nm, 1),
    }


def _lon_at(line: Polyline, distance_nm: float) -> float:
    return float(np.interp(distance_nm, line.distance_run_nm, line.lon_lat_deg[:, 0]))


def _beside(lon: float, near: float) -> float:
    """Return a longitude on the turn of the globe that is nearest to another."""
    return lon - 360.0 * round((lon - near) / 360.0)


def _gates(tracks: Sequence[Track], shifts: Sequence[float]) -> list[JsonObject]:
    """Return one entry per chokepoint, with what each answer says of it.

    Every gate has its place on the turn of the globe that is nearest to the first ship's way.
    """
    found: dict[str, JsonObject] = {}
    for number, (track, shift) in enumerate(zip(tracks, shifts, strict=True)):
        for gate in track.gates:
            entry = found.setdefault(gate.id, _gate(gate, _middle(track.line) + shift))
            entry["verdicts"].append({"ship": number, "passed": gate.passed, **_said(gate)})
            entry["passed"] = entry["passed"] or gate.passed
            entry["told"] = entry["told"] or gate.told
            if _SEVERITY[gate.status] > _SEVERITY[entry["status"]]:
                entry["status"] = gate.status
    return list(found.values())


def _gate(gate: Gate, near: float) -> JsonObject:
    middle = _beside(gate.position.lon, near)
    return {
        "id": gate.id,
        "name": gate.name,
        "at": [round(gate.position.lat, DECIMALS), round(middle, DECIMALS)],
        "line": [
            [round(lat, DECIMALS), round(_beside(lon, middle), DECIMALS)] for lon, lat in gate.line
        ],
        "status": "OPEN",
        "passed": False,
        "told": False,
        "verdicts": [],
    }


def _said(gate: Gate) -> JsonObject:
    keys = ("verdict", "rule", "article", "reason", "since", "sources")
    return {key: gate.verdict.get(key) for key in keys}
