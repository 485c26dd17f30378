"""From what a person types to the port that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from navroute.errors import AmbiguousNameError, InvalidInputError, UnknownPlaceError
from navroute.names import suggest
from navroute.ports import qualifiers
from navroute.ports.keys import key
from navroute.ports.model import Port
from navroute.ports.readings import candidates, named
from navroute.ports.table import all_ports, load

__all__ = ["find", "get", "label", "near_names"]

_SHOWN = 8
_LOCODE = re.compile(r"[A-Z]{2}[A-Z0-9]{3}")


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
    InvalidInputError
        The name is not a text.
    UnknownPlaceError
        No port is called so; ``suggestions`` are names that would have worked.
    AmbiguousNameError
        Several ports are called so; each of ``suggestions`` names one of them.
    """
    return find(name, extra=extra)[0]


def find(name: str | Port, *, extra: Iterable[Port] = ()) -> tuple[Port, str]:
    """Return the port of a name, and a note where other ports bear the name too, else ``""``.

    Of several ports of one name, one is taken, never silently, if it stands in the table of
    naval bases and preferred names (data/ports_own.csv), or if it alone is Large or Medium in
    the World Port Index and all the others are Very Small. In either case its main name must
    have a word of the name asked for: Thunder Bay, once Fort William, is not taken for that.

    Parameters
    ----------
    name : str or Port
    extra : iterable of Port
        As for `get`.

    Raises
    ------
    InvalidInputError, UnknownPlaceError, AmbiguousNameError
        As for `get`.
    """
    if isinstance(name, Port):
        return name, ""
    if not isinstance(name, str):
        raise InvalidInputError(
            f"{name!r} is not the name of a port.", hint="Give a text, for example 'Tartus'."
        )
    text = name.strip()
    own = tuple(extra)
    found = candidates(text, own)
    if not found:
        raise _unknown(text, own)
    if len(found) == 1:
        return found[0], ""
    taken = _prominent(text, found)
    if taken is None:
        raise _ambiguous(text, found)
    others = "; ".join(label(port) for port in found if port is not taken)
    return taken, f"'{text}' was taken as {label(taken)}; the name is also that of: {others}."


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


def near_names(text: str, own: Sequence[Port]) -> tuple[str, ...]:
    """Return names like a text, of different ports, nearest first; no codes."""
    meant: dict[str, str] = {}
    for port in (*own, *all_ports()):
        for name in (port.name, *port.aliases):
            if not _LOCODE.fullmatch(name):
                meant.setdefault(name, port.id)
    first_names: dict[str, str] = {}
    for name in suggest(text, meant):
        first_names.setdefault(meant[name], name)
    return tuple(first_names.values())


def _prominent(text: str, found: Sequence[Port]) -> Port | None:
    """Return the one of several namesakes that is meant, if that is beyond doubt."""
    preferred = [port for port in found if port.id.startswith("own:")]
    large = [port for port in found if port.size in ("Large", "Medium")]
    others = [port for port in found if port not in large]
    if len(preferred) == 1:
        taken = preferred[0]
    elif len(large) == 1 and all(port.size == "Very Small" for port in others):
        taken = large[0]
    else:
        return None
    words = {*key(taken.name).split(), taken.locode.casefold()}
    return taken if words & {*key(text).split()} else None


def _ambiguous(text: str, found: Sequence[Port]) -> AmbiguousNameError:
    head = next((name for name, _ in qualifiers.split(text)), text)
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
        namesakes = named(name, own)
        if namesakes:
            labels = [label(port, called=name) for port in namesakes[:_SHOWN]]
            where = ", ".join(reversed(marks))
            return UnknownPlaceError(f"There is no port '{name}' in '{where}'.", suggestions=labels)
    if any(qualifiers.is_country(port, text) for port in all_ports()):
        return UnknownPlaceError(
            f"'{text}' is a country, not a port.", hint=f"See 'navroute ports search \"{text}\"'."
        )
    near = near_names(text, own)
    hint = "" if near else "Give a position such as 34.9N,35.87E, or your own port with --ports."
    return UnknownPlaceError(f"No port is known as '{text}'.", hint=hint, suggestions=near)
