"""Draw the pictures of the README and the docs: ``make pictures``.

Everything in them is computed by navroute when the script runs, and a test draws them again and
compares, so that they are true.
"""

from __future__ import annotations

from pathlib import Path

import navroute
from navroute.errors import NoRouteError
from navroute.export.files import write_text
from navroute.export.svg import svg_text

HERE = Path(__file__).resolve().parent
WIDTH = 790  # as wide as GitHub shows a README


def founding_case() -> str:
    """Return where Admiral Golovko may go from Tartus in December 2024, and where not."""
    ship, depart = "Admiral Golovko", "2024-12-15T00:00Z"
    way = navroute.voyage(ship, "Tartus", "Baltiysk", depart=depart)
    try:
        navroute.voyage(ship, "Tartus", "Novorossiysk, Russia", depart=depart)
    except NoRouteError as error:
        supposed = error.possible
        return svg_text([each.to_dict() for each in (way, supposed) if each], width=WIDTH)
    raise SystemExit("the Straits are open: the picture's story no longer holds")


def arctic() -> str:
    """Return a merchant's way over the top of Russia, opened by the user, on a polar map."""
    voyage = navroute.voyage(
        "Sparta II", "Murmansk", "Vladivostok", depart="2025-08-20T00:00Z", opened="nsr"
    )
    return voyage.to_svg(width=WIDTH)


PICTURES = {"founding-case": founding_case, "arctic": arctic}


def main() -> None:
    """Write every picture."""
    for name, draw in PICTURES.items():
        path = HERE / f"{name}.svg"
        write_text(path, draw())
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
