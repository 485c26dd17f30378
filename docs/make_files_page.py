"""Put what navroute prints today into docs/files.md.

    python docs/make_files_page.py

A test fails when the page shows anything else.
"""

from __future__ import annotations

import re
from pathlib import Path

import navroute
from navroute.export.formats import by_name, render

TARGET = Path(__file__).with_name("files.md")


def page(text: str) -> str:
    """Return the page with its post computed anew."""
    voyage = navroute.voyage("Sparta II", "Tartus", "Baltiysk", depart="2025-01-27T12:00Z")
    post = render(voyage, by_name("txt"))
    before, after = text.split("The last prints:", maxsplit=1)
    shown = re.sub(r"```\n.*?```", lambda _: f"```\n{post}```", after, count=1, flags=re.DOTALL)
    return f"{before}The last prints:{shown}"


if __name__ == "__main__":
    TARGET.write_text(page(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
