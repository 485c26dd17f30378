"""XML from strangers: no entities, no document types, tags by their local names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navroute.errors import InvalidInputError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["child", "children", "local", "parse", "text"]


def parse(content: bytes, source: str) -> Element:
    """Return the root element.

    Raises
    ------
    InvalidInputError
        Not well-formed, or with a document type or entities, which no route needs.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise InvalidInputError(
            f"'{source}' holds a document type or entities, which can be misused.",
            hint="Remove the <!DOCTYPE ...> part; a route needs none.",
        ) from None
    except (ParseError, ValueError, LookupError) as error:  # LookupError: an unknown encoding
        raise InvalidInputError(
            f"'{source}' is broken XML: {error}.", hint="Save it again in the program it is from."
        ) from None
    return root


def local(element: Element) -> str:
    """Return a tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Return the children of a local name."""
    return (item for item in (() if element is None else element) if local(item) == name)


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a local name."""
    return next(children(element, name), None)


def text(element: Element | None, name: str) -> str:
    """Return the text of the first child of a local name, or an empty text."""
    found = child(element, name)
    return "" if found is None else (found.text or "").strip()
