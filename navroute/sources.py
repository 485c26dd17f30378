"""What a source key stands for: where the source lies and what it supports.

Keys stand beside every number and rule in ``data/``; ``data/sources.csv`` holds them all.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from navroute.datafiles import read_csv
from navroute.errors import DataError, NotFoundError
from navroute.names import fold, suggest

__all__ = ["Source", "all_sources", "get"]

_COLUMNS = ("key", "url_or_locator", "what_it_supports")


@dataclass(frozen=True, slots=True)
class Source:
    """One source.

    Parameters
    ----------
    key : str
        For example ``"uawire-sparta2"``.
    locator : str
        Its address, or where it is found otherwise.
    supports : str
        What is taken from it.
    """

    key: str
    locator: str
    supports: str

    def to_dict(self) -> dict[str, str]:
        """Return the source as JSON-ready values."""
        return {"key": self.key, "locator": self.locator, "supports": self.supports}


def all_sources() -> tuple[Source, ...]:
    """Return every source, in the order of the data file.

    Raises
    ------
    DataError
        The file is missing, damaged or empty.
    """
    return tuple(_by_key().values())


def get(key: str) -> Source:
    """Return the source of a key.

    Raises
    ------
    NotFoundError
        No source has the key; ``suggestions`` holds keys like it.
    DataError
        The file of sources is missing, damaged or empty.

    Examples
    --------
    >>> get("montreux-18").supports
    'Montreux Art 18 text (Russian)'
    """
    known = _by_key()
    found = known.get(key.strip()) or known.get(fold(key).replace(" ", "-"))
    if found is None:
        near = suggest(key, known)
        raise NotFoundError(
            f"No source has the key '{key}'.",
            hint="" if near else "See 'navroute sources list'.",
            suggestions=near,
        )
    return found


@functools.cache
def _by_key() -> dict[str, Source]:
    rows = read_csv("sources.csv")
    found = {row["key"]: Source(*(row[name] for name in _COLUMNS)) for row in _complete(rows)}
    if not found:
        raise DataError(
            "The data file 'sources.csv' holds no sources.",
            hint="Reinstall navroute, or in a checkout restore the file and run 'make data'.",
        )
    return found


def _complete(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows with a value in every column; an emptied file has none."""
    return [row for row in rows if all(row.get(name) for name in _COLUMNS)]
