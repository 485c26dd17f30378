"""From what a person types to the port that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from navroute.errors import AmbiguousNameError, UnknownPlaceError
from navroute.names import spelling_key, suggest
from navroute.ports import qualifiers
from navroute.ports.keys import key, keys_of
from navroute.ports.model import Port
from navroute.ports.table import PortTable, all_ports, load

__all__ = ["find", "get", "label", "search"]

_SIZES = ("Large", "Medium", "Small", "Very Small", "")
# What a person may put round the name of a port: Port of Rotterdam, Severomorsk naval base.
_DRESS = re.compile(
    r"^(?:(?:the )?(?:port|harbou?r|bay|naval base|naval station) (?:of|at) |hmnb |ns )"
    r"|(?: (?:port|harbou?r|naval base|naval station|roads|anchorage))$"
)
_SHOWN = 8


def get(name: str | Port, *, extra: Iterable[Port] = ()) -> Port:
    """Return the port of a name, alias, LOCODE or id; see `find` for how namesakes are decided.

    Parameters
    ----------
    name : str or Port
        For example ``"Tartus"``, ``"SYTTS"``, ``"SY TTS"``, ``"Североморск"``,
        ``"wpi:45003"``, ``"Tripoli, Libya"``, ``"Tripoli (LB)"``, ``"Portland, Maine"``;
        a port is returned as it is.
    extra : iterable of Port
        The user's own ports; where one of them matches, the built-in ports do not count.

    Raises
    ------
    UnknownPlaceError
        No port is called so; ``suggestions`` are names that would have worked.
    AmbiguousNameError
        Several ports are called so; each of ``suggestions`` names one of them.
    """
    return find(name, extra=extra)[0]


def find(name: str | Port, *, extra: Iterable[Port] = ()) -> tuple[Port, str]:
    """Return the port of a name, and a note where other ports bear the name too, else ``""``.

    Of several ports of one name, one is taken silently only if nobody could mean another: never.
    It is taken with a note if it stands in the table of naval bases and preferred names
    (data/ports_own.csv), or if it alone is Large or Medium in the World Port Index and all the
    others are Very Small.

    Parameters
    ----------
    name : str or Port
    extra : iterable of Port
        As for `get`.

    Raises
    ------
    UnknownPlaceError, AmbiguousNameError
        As for `get`.
    """
    if isinstance(name, Port):
        return name, ""
    text = str(name).strip()
    own = tuple(extra)
    found = _candidates(text, own)
    if not found:
        raise _unknown(text, own)
    if len(found) == 1:
        return found[0], ""
    taken = _prominent(found)
    if taken is None:
        raise _ambiguous(text, found)
    others = ", ".join(label(port) for port in found if port is not taken)
    return taken, f"'{text}' was taken as {label(taken)}; the name is also that of {others}."


def search(text: str, *, extra: Iterable[Port] = (), limit: int = 20) -> list[Port]:
    """Return the ports a text may mean, the likeliest first.

    First come ports that `get` would take, then those with a name or LOCODE that begins with
    the text, then those with a word that does, then those that hold it anywhere, then those of
    a country of that name; in each group the user's and own ports first, then the larger. Only
    if there are none of these, ports of a similar name.

    Parameters
    ----------
    text : str
    extra : iterable of Port
        The user's own ports.
    limit : int
        At most so many ports.
    """
    own = tuple(extra)
    exact = _candidates(text.strip(), own)
    wanted = key(text)
    ranked = [
        (0 if port in exact else rank, _SIZES.index(port.size) * port.id.startswith("wpi:"), port)
        for port in (*own, *all_ports())
        if (rank := _rank(wanted, port)) is not None or port in exact
    ]
    if ranked:
        ranked.sort(key=lambda found: found[:2])
        return [port for _, _, port in ranked[:limit]]
    near = (port for name in _near_names(text, own) for port in _candidates(name, own))
    return list(dict.fromkeys(near))[:limit]


def label(port: Port, *, called: str = "") -> str:
    """Return a text that names this port and no other, for example ``Tripoli, Libya (LYTIP)``.

    Parameters
    ----------
    port : Port
    called : str
        The one of its names to use; by default its name.
    """
    where = ", ".join(filter(None, (called or port.name, port.region, port.country)))
    one_code = port.locode and len(load().with_key(port.locode.lower())) == 1
    return f"{where} ({port.locode if one_code else port.id})"


def _candidates(text: str, own: Sequence[Port]) -> tuple[Port, ...]:
    """Return the ports a text may name, by the first way of reading it that gives any."""
    table = load()
    for found in _readings(text, own, table):
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _readings(
    text: str, own: Sequence[Port], table: PortTable
) -> Iterator[Sequence[Port]]:
    """Yield what each way of reading a text finds, the plainest way first."""
    by_id = table.port(text.casefold())
    yield [port for port in own if port.id == text.casefold()] or ([by_id] if by_id else [])
    yield _named(text, own, table)
    for name, marks in qualifiers.split(text):
        for mine in (own, ()):
            named = _named(name, mine, table)
            yield [port for port in named if all(qualifiers.fits(port, mark) for mark in marks)]
    compact = "".join(character for character in text if character.isalnum()).casefold()
    if len(compact) == 5:
        yield table.with_key(compact)
    bare = _DRESS.sub("", key(text))
    if bare != key(text):
        yield _named(bare, own, table)
    yield _in_another_spelling(text)


def _named(name: str, own: Sequence[Port], table: PortTable) -> Sequence[Port]:
    """Return the ports that bear exactly this name or code: the user's, or else the built-in."""
    wanted = key(name)
    mine = [
        port
        for port in own
        if wanted in keys_of(port.name, port.aliases, [port.locode], [port.region])
    ]
    return mine or table.with_key(wanted)


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


def _prominent(found: Sequence[Port]) -> Port | None:
    """Return the one of several namesakes that is meant, if that is beyond doubt."""
    preferred = [port for port in found if port.id.startswith("own:")]
    if len(preferred) == 1:
        return preferred[0]
    large = [port for port in found if port.size in ("Large", "Medium")]
    others = [port for port in found if port not in large]
    if len(large) == 1 and all(port.size == "Very Small" for port in others):
        return large[0]
    return None


def _rank(wanted: str, port: Port) -> int | None:
    """Return how well a port that is not an exact match fits, 1 best, or None."""
    if not wanted:
        return 4
    names = [key(name) for name in (port.name, *port.aliases)]
    if any(name.startswith(wanted) for name in (*names, port.locode.lower())):
        return 1
    if any(f" {wanted}" in name for name in names):
        return 2
    if any(wanted in name for name in names):
        return 3
    return 4 if wanted == key(port.country) else None


def _ambiguous(text: str, found: Sequence[Port]) -> AmbiguousNameError:
    head = qualifiers.split(text)[0][0] if qualifiers.split(text) else text
    called = [head if key(head) in map(key, (p.name, *p.aliases)) else "" for p in found]
    labels = [label(port, called=name) for port, name in zip(found, called, strict=True)]
    shown = " or ".join(f"'{one}'" for one in labels[:_SHOWN])
    more = f", or one of {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    return AmbiguousNameError(
        f"'{text}' is the name of {len(found)} ports.",
        hint=f"Say which: {shown}{more}.",
        suggestions=labels,
    )


def _unknown(text: str, own: Sequence[Port]) -> UnknownPlaceError:
    if not text:
        return UnknownPlaceError("No place was named.", hint="Give a port, LOCODE or position.")
    for name, marks in qualifiers.split(text):
        namesakes = _named(name, own, load())
        if namesakes:
            labels = [label(port, called=name) for port in namesakes[:_SHOWN]]
            where = ", ".join(reversed(marks))
            return UnknownPlaceError(
                f"There is no port '{name}' in '{where}'.", suggestions=labels
            )
    near = _near_names(text, own)
    hint = "" if near else "Give a position such as 34.9N,35.87E, or your own port with --ports."
    return UnknownPlaceError(f"No port is known as '{text}'.", hint=hint, suggestions=near)


def _near_names(text: str, own: Sequence[Port]) -> tuple[str, ...]:
    """Return names like a text, of different ports; each resolves, or its namesakes are told."""
    meant: dict[str, str] = {}
    for port in (*own, *all_ports()):
        for name in (port.name, *port.aliases):
            meant.setdefault(name, port.id)
    seen: dict[str, str] = {}
    for name in suggest(text, meant):
        seen.setdefault(meant[name], name)
    return tuple(seen.values())
