"""The HTML map: one self-contained file that opens from disk with no network."""

from navroute.export.html.page import map_page as map_page

__all__ = ["map_page"]
