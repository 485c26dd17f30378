"""The ways to read a text as a port, from the plainest to the most indulgent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from navroute.names import spelling_key
from navroute.ports import qualifiers
from navroute.ports.keys import key, keys_of
from navroute.ports.model import Port
from navroute.ports.table import PortTable, all_ports, load

__all__ = ["candidates", "named"]

# What a person may put round the name of a port: Port of Rotterdam, Severomorsk naval base.
_DRESS = re.compile(
    r"^(?:(?:the )?(?:port|harbou?r|bay|naval base|naval station) (?:of|at) |hmnb |ns )"
    r"|(?: (?:port|harbou?r|naval base|naval station|roads|anchorage))$"
)


def candidates(text: str, own: Sequence[Port]) -> tuple[Port, ...]:
    """Return the ports a text may name, by the first way of reading it that gives any.

    Parameters
    ----------
    text : str
    own : sequence of Port
        The user's own ports; where one of them matches, the built-in ports do not count.
    """
    for found in _readings(text, own, load()):
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def named(name: str, own: Sequence[Port]) -> Sequence[Port]:
    """Return the ports that bear exactly this name or code: the user's, or else the built-in."""
    wanted = key(name)
    mine = [
        port
        for port in own
        if wanted in keys_of(port.name, port.aliases, [port.locode], [port.region])
    ]
    return mine or load().with_key(wanted)


def _readings(text: str, own: Sequence[Port], table: PortTable) -> Iterator[Sequence[Port]]:
    """Yield what each way of reading a text finds."""
    listed = table.port(text.casefold())
    yield [port for port in own if port.id == text.casefold()] or ([listed] if listed else [])
    yield named(text, own)
    for name, marks in qualifiers.split(text):
        for mine in (own, ()):
            yield [p for p in named(name, mine) if all(qualifiers.fits(p, m) for m in marks)]
    compact = "".join(character for character in text if character.isalnum()).casefold()
    if len(compact) == 5:  # a LOCODE written as SY TTS or SY-TTS
        yield table.with_key(compact)
    bare = _DRESS.sub("", key(text))
    if bare != key(text):
        yield named(bare, own)
    yield _in_another_spelling(text)


def _in_another_spelling(text: str) -> Sequence[Port]:
    """Return the Russian and Ukrainian ports of a name as other countries spell it: Sewastopol."""
    wanted = spelling_key(text)
    return [
        port
        for port in all_ports()
        if wanted
        and port.id.startswith("own:")
        and port.country_code in ("RU", "UA")
        and wanted in map(spelling_key, (port.name, *port.aliases))
    ]
