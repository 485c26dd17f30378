"""PNG through matplotlib (``pip install navroute[plots]``): the same picture as the SVG."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from navroute.errors import InvalidInputError
from navroute.export.drawable import Drawable
from navroute.export.picture.canvas import Area, Dot, Line, Picture, Points, Shape, Text
from navroute.export.picture.compose import compose

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

__all__ = ["png_bytes", "render"]

_PX_PER_INCH = 100.0
_PT_PER_PX = 72.0 / _PX_PER_INCH
_FONTS = ["Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "DejaVu Sans"]
_MARKERS = {"circle": "o", "triangle": "^", "cross": "o"}


def png_bytes(
    answers: Sequence[Mapping[str, Any]], *, width: int = 1000, density: float = 2.0
) -> bytes:
    """Return one or several voyages or routes as a PNG picture.

    Parameters
    ----------
    answers : sequence of mapping
        As ``to_dict()`` of a voyage or route returns them; 1 to 6.
    width : int
        Width of the layout; text keeps its share of it.
    density : float
        Pixels per unit of the layout.

    Raises
    ------
    InvalidInputError
        matplotlib is not installed, or the answers cannot be drawn.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise InvalidInputError(
            "PNG needs matplotlib, which is not installed.",
            hint="Run: pip install 'navroute[plots]', or write --svg, which needs nothing.",
        ) from error
    picture = compose(answers, width=width)
    figure = Figure(
        figsize=(picture.width / _PX_PER_INCH, picture.height / _PX_PER_INCH),
        facecolor=picture.background,
    )
    FigureCanvasAgg(figure)  # no window system, no global state
    _draw_map(figure.add_axes(_place(picture)), picture)
    page = figure.add_axes((0, 0, 1, 1))
    page.set(xlim=(0, picture.width), ylim=(picture.height, 0))
    page.axis("off")
    page.patch.set_alpha(0)
    for shape in picture.shapes:
        _draw(page, shape)
    content = io.BytesIO()
    figure.savefig(
        content,
        format="png",
        dpi=_PX_PER_INCH * density,
        metadata={"Title": picture.title, "Description": picture.description},
    )
    return content.getvalue()


def render(answer: Drawable, name: str) -> bytes:
    """Return an answer as the file of its format; see :mod:`navroute.export.formats`."""
    del name
    return png_bytes(answer.to_answers())


def _place(picture: Picture) -> tuple[float, float, float, float]:
    """Return the map's frame as matplotlib counts: shares, from below."""
    frame, width, height = picture.frame, picture.width, picture.height
    return (
        frame.left / width,
        1 - frame.bottom / height,
        frame.width / width,
        frame.height / height,
    )


def _draw_map(axes: Axes, picture: Picture) -> None:
    frame = picture.frame
    axes.set(xlim=(frame.left, frame.right), ylim=(frame.bottom, frame.top))
    axes.set(xticks=[], yticks=[], facecolor=picture.sea)
    for spine in axes.spines.values():
        spine.set(color="#9fb4c0", linewidth=0.8 * _PT_PER_PX)
    for shape in picture.map_shapes:
        _draw(axes, shape)


def _draw(axes: Axes, shape: Shape) -> None:
    match shape:
        case Area():
            _draw_area(axes, shape)
        case Line():
            for piece in shape.pieces:
                _draw_line(axes, shape, piece)
        case Dot():
            _draw_dot(axes, shape)
        case Text():
            _draw_text(axes, shape)


def _draw_area(axes: Axes, area: Area) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if not area.rings:
        return
    paths = [_closed(ring, Path) for ring in area.rings]
    axes.add_patch(
        PathPatch(
            Path.make_compound_path(*paths),
            facecolor=area.fill,
            edgecolor=area.stroke or "none",
            linewidth=area.width * _PT_PER_PX,
        )
    )


def _closed(ring: Points, path: type[Path]) -> Path:
    codes = np.full(len(ring) + 1, path.LINETO, dtype=path.code_type)
    codes[0], codes[-1] = path.MOVETO, path.CLOSEPOLY
    return path(np.vstack([ring, ring[:1]]), codes)


def _draw_line(axes: Axes, line: Line, piece: Points) -> None:
    width = line.width * _PT_PER_PX
    dash = (0, tuple(step / line.width for step in line.dash)) if line.dash else "solid"
    axes.plot(
        *piece.T,
        color=line.colour,
        linewidth=width,
        linestyle=dash,
        alpha=line.opacity,
        solid_capstyle="round",
        solid_joinstyle="round",
    )


def _draw_dot(axes: Axes, dot: Dot) -> None:
    size = 2 * dot.radius * _PT_PER_PX
    axes.plot(
        dot.x,
        dot.y,
        _MARKERS[dot.kind],
        markersize=size,
        markerfacecolor=dot.fill,
        markeredgecolor=dot.stroke,
        markeredgewidth=1.5 * _PT_PER_PX,
        clip_on=False,
    )
    if dot.kind == "cross":
        axes.plot(dot.x, dot.y, "x", markersize=size * 0.45, color=dot.stroke, mew=_PT_PER_PX * 1.6)


def _draw_text(axes: Axes, text: Text) -> None:
    from matplotlib.font_manager import fontManager
    from matplotlib.patheffects import withStroke

    known = set(fontManager.get_font_names())
    halo = [withStroke(linewidth=3 * _PT_PER_PX, foreground=text.halo)] if text.halo else []
    axes.text(
        text.x,
        text.y,
        text.words,
        fontsize=text.size * _PT_PER_PX,
        fontfamily=[font for font in _FONTS if font in known],
        color=text.colour,
        ha={"start": "left", "middle": "center", "end": "right"}[text.anchor],
        va="baseline",
        fontweight="bold" if text.bold else "normal",
        parse_math=False,
        path_effects=halo,
    )
