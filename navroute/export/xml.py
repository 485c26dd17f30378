"""Small helpers to write XML that any reader takes."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

__all__ = ["add", "document", "plain"]

# What XML 1.0 cannot hold, not even escaped (section 2.2).
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """Append an element with a text and attributes, and return it."""
    child = ET.SubElement(parent, tag, {key: plain(value) for key, value in attributes.items()})
    if text is not None:
        child.text = plain(text)
    return child


def document(root: ET.Element) -> str:
    """Return the whole document, indented, with its declaration."""
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
