"""Ports by a part of a name, a code or a country."""

from __future__ import annotations

from collections.abc import Iterable

from navroute.ports import qualifiers
from navroute.ports.keys import key
from navroute.ports.lookup import near_names
from navroute.ports.model import Port
from navroute.ports.readings import candidates
from navroute.ports.table import all_ports

__all__ = ["search"]

_SIZES = ("Large", "Medium", "Small", "Very Small", "")


def search(text: str, *, extra: Iterable[Port] = (), limit: int = 20) -> list[Port]:
    """Return the ports a text may mean, the likeliest first; of empty text, any.

    First come ports that `navroute.ports.get` would take, then those with a name or LOCODE that
    begins with the text, then those with a word that does, then those that hold it anywhere,
    then those of a country of that name; in each group the user's and own ports first, then the
    larger. Only if there are none of these, ports of a similar name.

    Parameters
    ----------
    text : str
    extra : iterable of Port
        The user's own ports.
    limit : int
        At most so many ports.
    """
    own = tuple(extra)
    exact = set(candidates(text.strip(), own))
    ranked = [
        (rank, _SIZES.index(port.size) if port.id.startswith("wpi:") else 0, port)
        for port in (*own, *all_ports())
        if (rank := 0 if port in exact else _rank(text, port)) is not None
    ]
    if ranked:
        ranked.sort(key=lambda found: found[:2])
        return [port for _, _, port in ranked[:limit]]
    near = (port for name in near_names(text, own) for port in candidates(name, own))
    return list(dict.fromkeys(near))[:limit]


def _rank(text: str, port: Port) -> int | None:
    """Return how well a port that is not an exact match fits, 1 best, or None."""
    wanted = key(text)
    names = [key(name) for name in (port.name, *port.aliases)]
    if any(name.startswith(wanted) for name in (*names, port.locode.lower())):
        return 1
    if any(f" {wanted}" in name for name in names):
        return 2
    if any(wanted in name for name in names):
        return 3
    return 4 if qualifiers.is_country(port, text) else None
