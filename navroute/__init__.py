"""Naval routing and transit-time estimates.

Which way a named ship can legally and physically go, how far that is, and when it will be
where, with honest uncertainty::

    import navroute

    r = navroute.route("Tartus", "Baltiysk", avoid=["suez"])
    v = navroute.voyage("Sparta II", "Tartus", "Baltiysk", depart="2025-01-27T12:00Z")
    v.distance_nm, v.eta.p50, v.passages, v.verdicts, v.to_geojson()

Names are imported when first used, so that ``import navroute`` costs nothing.
"""

from __future__ import annotations

from navroute._version import __version__

# Not from typing: its import is most of the time before the command can mind Ctrl-C.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from navroute import chokepoints, errors, network, ports, sources, vessels
    from navroute.along import route_along, voyage_along
    from navroute.bands import Band, TimeBand
    from navroute.chokepoints import Chokepoint
    from navroute.comparison import Comparison, compare
    from navroute.convoy_results import Convoy
    from navroute.convoys import convoy
    from navroute.errors import NavrouteError, NoRouteError
    from navroute.imports import read_answer
    from navroute.law.verdict import Status, Verdict
    from navroute.planner import route, voyage
    from navroute.ports import Port
    from navroute.positions import Position
    from navroute.results import Voyage
    from navroute.routes import Passage, Route
    from navroute.vessels import Vessel, VesselType

_HOMES = {
    "Band": "navroute.bands",
    "Chokepoint": "navroute.chokepoints",
    "Comparison": "navroute.comparison",
    "Convoy": "navroute.convoy_results",
    "NavrouteError": "navroute.errors",
    "NoRouteError": "navroute.errors",
    "Passage": "navroute.routes",
    "Port": "navroute.ports",
    "Position": "navroute.positions",
    "Route": "navroute.routes",
    "Status": "navroute.law.verdict",
    "TimeBand": "navroute.bands",
    "Verdict": "navroute.law.verdict",
    "Vessel": "navroute.vessels",
    "VesselType": "navroute.vessels",
    "Voyage": "navroute.results",
    "read_answer": "navroute.imports",
    "route_along": "navroute.along",
    "voyage_along": "navroute.along",
    "compare": "navroute.comparison",
    "convoy": "navroute.convoys",
    "route": "navroute.planner",
    "voyage": "navroute.planner",
}
_MODULES = ("chokepoints", "errors", "network", "ports", "sources", "vessels")

__all__ = [
    "Band",
    "Chokepoint",
    "Comparison",
    "Convoy",
    "NavrouteError",
    "NoRouteError",
    "Passage",
    "Port",
    "Position",
    "Route",
    "Status",
    "TimeBand",
    "Verdict",
    "Vessel",
    "VesselType",
    "Voyage",
    "__version__",
    "chokepoints",
    "compare",
    "convoy",
    "errors",
    "network",
    "ports",
    "read_answer",
    "route",
    "route_along",
    "sources",
    "vessels",
    "voyage",
    "voyage_along",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    import importlib

    if name in _MODULES:
        return importlib.import_module(f"navroute.{name}")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'navroute' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
