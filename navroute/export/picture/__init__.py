"""A map and a time axis as a list of shapes, which SVG and PNG writers draw alike."""

from navroute.export.picture.compose import compose as compose

__all__ = ["compose"]
