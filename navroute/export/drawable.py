"""What every answer has in common: it can be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["Drawable"]


class Drawable:
    """Maps and pictures of anything whose ``to_dict()`` is an answer."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON-ready values."""
        raise NotImplementedError

    def to_answers(self) -> list[dict[str, Any]]:
        """Return the answers of one voyage or route each of which a map is made."""
        return [self.to_dict()]

    def to_html(self, *, title: str = "") -> str:
        """Return a self-contained HTML map that opens from disk with no network.

        Parameters
        ----------
        title : str, optional
            Heading; by default ship and ends.
        """
        from navroute.export.html import map_page

        return map_page(self.to_answers(), title=title)

    def to_svg(self, *, width: int = 1000) -> str:
        """Return a picture as SVG, ``width`` pixels wide."""
        from navroute.export.svg import svg_text

        return svg_text(self.to_answers(), width=width)

    def to_png(self, path: Path | str, *, width: int = 1000, density: float = 2.0) -> None:
        """Write a picture as PNG, ``width * density`` pixels wide.

        Raises
        ------
        InvalidInputError
            matplotlib is not installed.
        OutputError
            The file could not be written.
        """
        from navroute.export.files import write_bytes
        from navroute.export.png import png_bytes

        write_bytes(path, png_bytes(self.to_answers(), width=width, density=density))

    def _repr_html_(self) -> str:
        """Return a small picture and a table for notebooks, without script."""
        from navroute.export.notebook import notebook_html

        return notebook_html(self.to_answers())
