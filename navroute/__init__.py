"""Naval routing and transit-time estimates."""

from navroute._version import __version__

__all__ = ["__version__"]
