"""How a feature looks on a map that knows simplestyle-spec 1.1.0: geojson.io, GitHub, Mapbox.

Colours are those of Okabe and Ito (2008), told apart by colour-blind people too; the symbol says
the same once more. Symbols are Maki icons.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from navroute.times import format_utc

__all__ = ["style_of"]

BLUE, SKY_BLUE, GREY = "#0072B2", "#56B4E9", "#666666"
# verdict -> colour (bluish green, orange, vermilion) and symbol
BY_VERDICT = {
    "OPEN": ("#009E73", "circle"),
    "CAUTION": ("#E69F00", "triangle"),
    "CLOSED": ("#D55E00", "cross"),
}

Properties = Mapping[str, Any]


def style_of(properties: Properties) -> dict[str, str | float]:
    """Return the simplestyle keys for a feature of :mod:`navroute.export.geojson`.

    Parameters
    ----------
    properties : mapping
        The feature's properties; ``kind`` decides.
    """
    kind = properties["kind"]
    if kind == "route":
        # Wide and pale, for the legs are drawn on top of it.
        return {**_route_text(properties), **_line(SKY_BLUE, width=6, opacity=0.5)}
    if kind == "leg":
        return {**_leg_text(properties), **_line(BLUE, width=2, opacity=1.0)}
    if kind in ("departure", "arrival"):
        text = {"title": properties["name"], "description": _sentences(_when(properties))}
        return {**text, "marker-symbol": "harbor", "marker-color": BLUE}
    colour, symbol = BY_VERDICT.get(properties["verdict"] or "", (GREY, "circle"))
    return {**_gate_text(properties), "marker-symbol": symbol, "marker-color": colour}


def _line(colour: str, *, width: float, opacity: float) -> dict[str, str | float]:
    return {"stroke": colour, "stroke-width": width, "stroke-opacity": opacity}


def _route_text(properties: Properties) -> dict[str, str]:
    ship = f"{properties['vessel']}: " if "vessel" in properties else ""
    title = f"{ship}{properties['origin']} to {properties['destination']}"
    return {"title": title, "description": _sentences(_miles(properties), _when(properties))}


def _leg_text(properties: Properties) -> dict[str, str]:
    span = ""
    if "start_utc" in properties:
        span = f"{_minute(properties['start_utc'])} to {_minute(properties['end_utc'])}"
    title = f"{properties['from_name']} to {properties['to_name']}"
    return {"title": title, "description": _sentences(_miles(properties), span)}


def _gate_text(properties: Properties) -> dict[str, str]:
    verdict, reason = properties["verdict"], properties["reason"]
    law = f"{verdict}: {reason.removesuffix('.')}" if verdict else ""
    return {"title": properties["name"], "description": _sentences(law, _when(properties))}


def _when(properties: Properties) -> str:
    if "eta_p50_utc" in properties:
        early, middle, late = (_minute(properties[f"eta_{p}_utc"]) for p in ("p10", "p50", "p90"))
        text = f"{middle} (80 % between {early} and {late})"
    elif "departure_utc" in properties:
        text = _minute(properties["departure_utc"])
    else:
        text = ""
    return text


def _miles(properties: Properties) -> str:
    distance_nm = properties["distance_nm"]
    return f"{distance_nm:,.{0 if distance_nm >= 10 else 1}f} nm"


def _minute(iso: str) -> str:
    return format_utc(dt.datetime.fromisoformat(iso))


def _sentences(*parts: str) -> str:
    return " ".join(f"{part}." for part in parts if part)
