"""From what a person types to the ship that is meant."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from navroute.errors import AmbiguousNameError, InvalidInputError, UnknownVesselError
from navroute.names import fold, spelling_key, suggest
from navroute.vessels.model import Vessel
from navroute.vessels.table import all_vessels
from navroute.vessels.values import is_imo_number

__all__ = ["get", "search"]

# What newspapers put before a ship's name: motor vessel, Russian Federation Ship, the Russian
# abbreviations of large landing, large antisubmarine, small missile and guard ship.
_PREFIX = re.compile(r"^(?:m[\s./]?[vst]|rfs|bdk|bpk|mrk|skr)[\s.]+(?=\S)", re.IGNORECASE)

_NO_MATCH = 9

_Index = Mapping[str, tuple[Vessel, ...]]


def get(name: str | Vessel, *, extra: Iterable[Vessel] = ()) -> Vessel:
    """Return the ship of a name, pennant, IMO number or MMSI.

    Case, accents, punctuation, blanks, script and the common Latin spellings of a Russian name
    make no difference; anything beyond that is suggested, not taken.

    Parameters
    ----------
    name : str or Vessel
        For example ``"Sparta II"``, ``"Спарта II"``, ``"B-261"``, ``"Minsk 127"``,
        ``"IMO 9160994"``; a vessel is returned as it is.
    extra : iterable of Vessel
        The user's own ships; where one of them matches, the built-in ships do not count.

    Raises
    ------
    InvalidInputError
        The name is not a text.
    UnknownVesselError
        No ship matches; ``suggestions`` are names that would.
    AmbiguousNameError
        Several ships match; ``suggestions`` tell them apart.
    """
    if isinstance(name, Vessel):
        return name
    if not isinstance(name, str):
        raise InvalidInputError(
            f"{name!r} is not the name of a ship.", hint="Give a text, for example 'Sparta II'."
        )
    text = name.strip()
    own = tuple(extra)
    found = _find(text, own) or _find(_PREFIX.sub("", text), own)
    if not found:
        raise _unknown(text, own)
    if len(found) > 1:
        raise _ambiguous(text, found)
    return found[0]


def search(text: str, *, extra: Iterable[Vessel] = ()) -> list[Vessel]:
    """Return the ships a text may mean, the likeliest first; of empty text, all ships.

    First come ships `get` would take, then those with a name that begins with the text or
    holds it, then those of such a class, type, operator or home port; only if there are none
    of these, ships of a similar name.

    Parameters
    ----------
    text : str
    extra : iterable of Vessel
        The user's own ships; they hide built-in ships of the same name.
    """
    own = tuple(extra)
    hidden = {fold(ship.name) for ship in own}
    ships = [*own, *(ship for ship in all_vessels() if fold(ship.name) not in hidden)]
    if not text.strip():
        return ships
    exact = _find(text.strip(), own)
    ranked = [(0 if ship in exact else _rank(fold(text), ship), ship) for ship in ships]
    found = sorted((pair for pair in ranked if pair[0] < _NO_MATCH), key=lambda pair: pair[0])
    if found:
        return [ship for _, ship in found]
    return [
        ship
        for name in _suggestions(text, own)
        for ship in ships
        if name in (ship.name, *ship.pennants)
    ]


def _rank(wanted: str, ship: Vessel) -> int:
    """Return how well a ship that is not an exact match fits: 1 to 3, or `_NO_MATCH`."""
    names = [fold(name) for name in _names(ship)]
    about = (ship.ship_class, ship.type.value, ship.operator, ship.home_port)
    if not wanted:
        return _NO_MATCH
    if any(name.startswith(wanted) for name in (*names, *map(fold, _numbers(ship)))):
        return 1
    if any(wanted in name for name in names):
        return 2
    return 3 if any(wanted in fold(text) for text in about) else _NO_MATCH


def _find(text: str, own: tuple[Vessel, ...]) -> tuple[Vessel, ...]:
    """Return the ships a text names: exactly if any, else in another spelling; own ones first."""
    for key in (_exact_key, spelling_key):
        for index in (_index(own, key), _built_in_index(key)):
            if found := index.get(key(text)):
                return found
    return ()


def _exact_key(text: str) -> str:
    # Names in a script that does not fold are compared as they are.
    return fold(text).replace(" ", "") or text.strip().casefold()


@functools.cache
def _built_in_index(key: Callable[[str], str]) -> _Index:
    return _index(all_vessels(), key)


@functools.lru_cache(maxsize=4)
def _index(ships: tuple[Vessel, ...], key: Callable[[str], str]) -> _Index:
    """Return key -> ships; a function of its arguments alone, cached because a batch repeats it."""
    index: dict[str, dict[Vessel, None]] = defaultdict(dict)
    for ship in ships:
        for text in _designations(ship):
            index[key(text)][ship] = None
    index.pop("", None)
    return {text: tuple(found) for text, found in index.items()}


def _names(ship: Vessel) -> tuple[str, ...]:
    return tuple(name for name in (ship.name, *ship.aliases, ship.name_ru) if name)


def _numbers(ship: Vessel) -> tuple[str, ...]:
    return tuple(number for number in (*ship.pennants, ship.imo, ship.mmsi) if number)


def _designations(ship: Vessel) -> Iterator[str]:
    """Yield everything that names this ship: its names, its numbers, and the two together."""
    yield from _names(ship)
    yield from _numbers(ship)
    if ship.imo:
        yield f"IMO {ship.imo}"
    if ship.mmsi:
        yield f"MMSI {ship.mmsi}"
    for name in filter(None, (ship.name, ship.name_ru)):
        for number in _numbers(ship):
            yield f"{name} {number}"
            yield f"{number} {name}"


def _suggestions(text: str, own: Sequence[Vessel]) -> tuple[str, ...]:
    meant: dict[str, str] = {}
    for ship in (*own, *all_vessels()):
        for name in _names(ship):
            meant.setdefault(name, ship.name)
        for pennant in ship.pennants:
            meant.setdefault(pennant, pennant)
    return tuple(dict.fromkeys(meant[match] for match in suggest(text, meant)))


def _unknown(text: str, own: Sequence[Vessel]) -> UnknownVesselError:
    if not text:
        return UnknownVesselError(
            "No vessel was named.", hint="Give a name, pennant or IMO number."
        )
    digits = re.sub(r"(?i)^imo\W*", "", text)
    near = _suggestions(text, own)
    hint = ""
    if re.fullmatch(r"[0-9]{7}", digits) and not is_imo_number(digits):
        hint = f"The check digit of IMO {digits} is wrong: a digit is mistyped."
    elif not near:
        hint = "See 'navroute vessels list', or bring your own ship with --vessels or --type."
    return UnknownVesselError(f"No vessel is known as '{text}'.", hint=hint, suggestions=near)


def _ambiguous(text: str, ships: Sequence[Vessel]) -> AmbiguousNameError:
    labels = [_label(ship, ships) for ship in ships]
    return AmbiguousNameError(
        f"'{text}' is {len(ships)} vessels: {'; '.join(map(_description, ships))}.",
        hint=f"Say which: {' or '.join(repr(label) for label in labels)}.",
        suggestions=labels,
    )


def _label(ship: Vessel, others: Sequence[Vessel]) -> str:
    """Return a designation that only this one of the ships has, if there is one."""
    taken = {number for other in others if other is not ship for number in _numbers(other)}
    own = [number for number in _numbers(ship) if number not in taken]
    return f"{ship.name} {own[0]}" if own else ship.name


def _description(ship: Vessel) -> str:
    pennants = f"pennant {', '.join(ship.pennants)}" if ship.pennants else ""
    imo = f"IMO {ship.imo}" if ship.imo else ""
    about = filter(None, (ship.ship_class or ship.type.value, pennants, imo, ship.home_port))
    return f"{ship.name} ({', '.join(about)})"
