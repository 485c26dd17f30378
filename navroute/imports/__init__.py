"""Reading back: navroute's own answers, and routes that other programs wrote."""

from __future__ import annotations

from navroute.imports.model import RouteFile, RoutePoint
from navroute.imports.reading import read, read_all, read_answer, read_route

__all__ = ["RouteFile", "RoutePoint", "read", "read_all", "read_answer", "read_route"]
