"""A map and a time axis as a list of shapes, which SVG and PNG writers draw alike."""

from navroute.export.picture.canvas import MAX_SHIPS as MAX_SHIPS
from navroute.export.picture.compose import compose as compose

__all__ = ["MAX_SHIPS", "compose"]
