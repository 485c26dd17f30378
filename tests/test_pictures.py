"""The committed pictures are what navroute draws today; they are drawn again and compared.

Words must be the same; lines may lie a third of a pixel apart, as other machines round.
"""

from __future__ import annotations

import re
import runpy
from itertools import zip_longest
from pathlib import Path

import pytest
import shapely
from lxml import etree

DOCS = Path(__file__).resolve().parents[1] / "docs"
PICTURES = runpy.run_path(str(DOCS / "make_pictures.py"))["PICTURES"]
NEAR_PX = 0.34
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def lines(path_data):
    """Return the lines of path data: ``M x y l dx dy dx dy ... z``."""
    found = []
    for piece in path_data.split("M")[1:]:
        first, *steps = re.split("l", piece, maxsplit=1)
        x, y = map(float, NUMBER.findall(first)[:2])
        points = [(x, y)]
        deltas = [float(number) for number in NUMBER.findall("".join(steps))]
        for dx, dy in zip(deltas[::2], deltas[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(points if len(points) > 1 else points * 2)
    return shapely.MultiLineString(found)


def difference(old, new):
    """Return the first difference of two SVG pictures in words; empty if there is none."""
    elements = (etree.fromstring(text.encode()).iter() for text in (old, new))
    for one, other in zip_longest(*elements):
        if one is None or other is None:
            return "another number of elements"
        words = [re.sub(r"navroute [\d.]+\w*", "navroute", e.text or "") for e in (one, other)]
        if (one.tag, words[0], set(one.attrib)) != (other.tag, words[1], set(other.attrib)):
            return f"{words[0]!r} became {words[1]!r}"
        for name, before in one.attrib.items():
            if not alike(name, before, other.get(name)):
                return f"{name} of <{etree.QName(one).localname}> {words[0]!r}"
    return ""


def alike(name, before, after):
    if before == after:
        return True
    if name == "d":
        return lines(before).hausdorff_distance(lines(after)) <= NEAR_PX
    numbers = [list(map(float, NUMBER.findall(text))) for text in (before, after)]
    return NUMBER.sub("", before) == NUMBER.sub("", after) and all(
        abs(a - b) <= NEAR_PX for a, b in zip(*numbers, strict=True)
    )


@pytest.mark.parametrize("name", PICTURES)
def test_a_committed_picture_is_true(name):
    committed = (DOCS / f"{name}.svg").read_text(encoding="utf-8")
    assert difference(committed, PICTURES[name]()) == "", "Run: make pictures"


def test_the_comparison_sees_a_day_a_mile_and_a_moved_line():
    old = (DOCS / "founding-case.svg").read_text(encoding="utf-8")
    assert difference(old, old.replace("navroute 0.", "navroute 9.")) == ""
    assert difference(old, re.sub(r"(\d) nm", r"\g<1>1 nm", old, count=1))
    assert difference(old, re.sub(r"Dec 2024", "Jan 2024", old, count=1))
    way = re.findall(r'd="(M[^"z]+)" fill="none" stroke="#0062a3"', old)[0]
    first = NUMBER.findall(way)[0]
    assert difference(old, old.replace(way, way.replace(first, f"{float(first) + 2:g}", 1)))
    assert not difference(old, old.replace(way, way.replace(first, f"{float(first) + 0.1:g}", 1)))


def test_the_readme_and_the_docs_show_them():
    shown = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert all(f"docs/{name}.svg" in shown for name in PICTURES)
