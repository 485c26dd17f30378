"""The forms under which a port is found: the builder bakes them, the lookup compares them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from navroute.names import fold

__all__ = ["key", "keys_of", "unlike"]


def key(name: str) -> str:
    """Return the form of a name in which ports are compared.

    Names in a script that does not fold to Latin are compared as they are.

    Examples
    --------
    >>> key("Saint Petersburg") == key("St. Petersburg")
    True
    """
    return re.sub(r"\bsaint\b", "st", fold(name)) or " ".join(name.casefold().split())


def keys_of(
    name: str, aliases: Iterable[str], locodes: Iterable[str], regions: Sequence[str]
) -> tuple[str, ...]:
    """Return all keys of one port, each once.

    Parameters
    ----------
    name : str
    aliases, locodes : iterable of str
    regions : sequence of str
        The part of the country in full and abbreviated: ``("Maine", "ME")``.
    """
    names = [key(name), *map(key, aliases)]
    regional = [f"{names[0]} {key(region)}" for region in regions]
    codes = [code.lower() for code in locodes]
    return tuple(found for found in dict.fromkeys([*names, *regional, *codes]) if found)


def unlike(name: str, others: Iterable[str]) -> Iterator[str]:
    """Yield the names that are found under another key than ``name``, each key once.

    A name in another script is kept though it folds to the same: it is for people to read.
    """
    seen = {key(name), name.casefold()}
    for other in others:
        forms = {other.casefold()} if not other.isascii() else {key(other), other.casefold()}
        if other and not forms & seen:
            seen |= forms
            yield other
