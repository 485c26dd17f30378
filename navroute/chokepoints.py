"""Straits, canals and gates: where they are, what fits through, whose rules hold.

``data/chokepoints.csv`` holds one row each, ``data/gates.geojson`` the gate lines,
``data/chokepoint_groups.csv`` names for several at once (``turkish_straits``, ``nsr``).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from navroute.bands import Band
from navroute.datafiles import read_csv, read_json, split_list
from navroute.errors import InvalidInputError, UnknownChokepointError
from navroute.names import fold, suggest
from navroute.positions import Position

__all__ = [
    "Chokepoint",
    "Group",
    "all_chokepoints",
    "get",
    "groups",
    "resolve_many",
    "search",
]


# Names that take the article in English prose.
_TAKES_THE = re.compile(
    r"\b(Belt|Straits?|Canal|Channel|Passage|Gap|gap|Firth|Gulf|Gate|Gorlo|Waterway|Cape)\b"
)
_BARE_THE = frozenset({"Bosphorus", "Dardanelles", "Sound"})


@dataclass(frozen=True, slots=True)
class Chokepoint:
    """One chokepoint.

    Parameters
    ----------
    id : str
        For example ``"suez_canal"``.
    name : str
    kind : str
        ``strait``, ``canal``, ``gate``, ``port channel``, ``open sea`` or ``inland canal``.
    region : str
    position : Position
    gate : tuple of (lon, lat)
        The gate line, land to land; a route that crosses it passes the chokepoint. Empty for
        inland canals, which the sea network does not reach.
    aliases : tuple of str
        Short names and other spellings.
    max_draught_m, max_beam_m, max_loa_m, max_air_draught_m : float or None
        Physical limits, metres, that a ship may reach but not exceed. Of a canal with a table
        (Kiel, Panama) the greatest; the table stands in ``passage_rules.json``.
    exclusive_limits : frozenset of str
        Limits that a ship may not even reach, for example ``{"max_air_draught_m"}``.
    speed_limit_kn : float or None
    length_nm : float or None
        Length of the stretch that ``transit_h`` covers.
    transit_h, wait_h : Band or None
        Hours to pass, and hours to wait before. None where a ship passes at its own speed
        without waiting. Where a source gives a range, its ends are p10 and p90 and its middle
        is p50.
    regime, warship_rule, reporting : str
        The law and the reporting duties in words.
    ice : bool
        Closed by default: under ice or ice-escort rules for most of the year.
    from_memory : frozenset of str
        Fields whose value has no source at hand.
    sources : tuple of str
        Keys of ``data/sources.csv``.
    confidence, notes : str
    portwatch_id : str
        The chokepoint's id in IMF PortWatch, empty if it has none.
    """

    id: str
    name: str
    kind: str
    region: str
    position: Position
    gate: tuple[tuple[float, float], ...] = ()
    aliases: tuple[str, ...] = ()
    max_draught_m: float | None = None
    max_beam_m: float | None = None
    max_loa_m: float | None = None
    max_air_draught_m: float | None = None
    exclusive_limits: frozenset[str] = field(default_factory=frozenset)
    speed_limit_kn: float | None = None
    length_nm: float | None = None
    transit_h: Band | None = None
    wait_h: Band | None = None
    regime: str = ""
    warship_rule: str = ""
    reporting: str = ""
    ice: bool = False
    from_memory: frozenset[str] = field(default_factory=frozenset)
    sources: tuple[str, ...] = ()
    confidence: str = ""
    notes: str = ""
    portwatch_id: str = ""

    @property
    def short_name(self) -> str:
        """The name without bracket or prefix, for example ``Great Belt`` or ``Drogden``."""
        return self.name.split(" (")[0].split(": ")[-1]

    @property
    def in_prose(self) -> str:
        """The name as it stands in a sentence: ``the Great Belt``, but ``Drogden``."""
        name = self.short_name.removeprefix("The ")
        return f"the {name}" if name in _BARE_THE or _TAKES_THE.search(name) else name

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """GeoJSON LineString of the gate, or the point of an inland canal."""
        if not self.gate:
            return self.position.__geo_interface__
        return {"type": "LineString", "coordinates": self.gate}

    def to_dict(self) -> dict[str, Any]:
        """Return the chokepoint as JSON-ready values; unknown is None."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "region": self.region,
            "lat": self.position.lat,
            "lon": self.position.lon,
            "gate": [list(point) for point in self.gate] or None,
            "aliases": list(self.aliases),
            "max_draught_m": self.max_draught_m,
            "max_beam_m": self.max_beam_m,
            "max_loa_m": self.max_loa_m,
            "max_air_draught_m": self.max_air_draught_m,
            "exclusive_limits": sorted(self.exclusive_limits),
            "speed_limit_kn": self.speed_limit_kn,
            "length_nm": self.length_nm,
            "transit_h": self.transit_h and self.transit_h.to_dict(),
            "wait_h": self.wait_h and self.wait_h.to_dict(),
            "regime": self.regime or None,
            "warship_rule": self.warship_rule or None,
            "reporting": self.reporting or None,
            "ice": self.ice,
            "from_memory": sorted(self.from_memory),
            "sources": list(self.sources),
            "confidence": self.confidence or None,
            "notes": self.notes or None,
            "portwatch_id": self.portwatch_id or None,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Several chokepoints under one name.

    Parameters
    ----------
    id, name : str
    aliases : tuple of str
    members : tuple of str
        Ids of the chokepoints.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]


def all_chokepoints() -> tuple[Chokepoint, ...]:
    """Return every chokepoint, in the order of the data file."""
    return tuple(_by_id().values())


def groups() -> tuple[Group, ...]:
    """Return every named group of chokepoints."""
    return _groups()


def get(name: str | Chokepoint) -> Chokepoint:
    """Return the chokepoint of an id, a name or a short name; a chokepoint as it is.

    Raises
    ------
    InvalidInputError
        The name is not a text.
    UnknownChokepointError
        No chokepoint bears the name, or a group does; ``suggestions`` says what would work.

    Examples
    --------
    >>> get("suez").id, get("Bosporus").id
    ('suez_canal', 'bosphorus')
    """
    ids = _resolve(name)
    if len(ids) > 1:
        raise UnknownChokepointError(
            f"'{name}' stands for several chokepoints: {', '.join(ids)}.",
            hint="Name one of them.",
            suggestions=ids,
        )
    return _by_id()[ids[0]]


def resolve_many(
    names: str | Chokepoint | Iterable[str | Chokepoint] | None,
) -> frozenset[str]:
    """Return the ids that ids, names, short names or groups stand for.

    Parameters
    ----------
    names : str, Chokepoint or iterable of these
        Each text may hold several, separated by commas; None stands for none.

    Raises
    ------
    InvalidInputError
        One of the names is neither a text nor a chokepoint.
    UnknownChokepointError
        One of the names stands for nothing.

    Examples
    --------
    >>> sorted(resolve_many("suez, turkish straits"))
    ['bosphorus', 'dardanelles', 'suez_canal']
    """
    if names is None:
        return frozenset()
    several = (names,) if isinstance(names, str | Chokepoint) else names
    try:
        return frozenset(key for one in several for key in _resolve_listed(one))
    except TypeError:
        raise _not_a_name(several) from None


def search(text: str) -> tuple[Chokepoint, ...]:
    """Return the chokepoints with ``text`` in an id, name, alias, region or group name."""
    wanted = fold(text)
    if not wanted:
        return ()
    members = {
        key
        for group in _groups()
        if wanted in fold(f"{group.id} {' '.join(group.aliases)}")
        for key in group.members
    }
    return tuple(
        point
        for point in all_chokepoints()
        if point.id in members
        or any(wanted in fold(term) for term in (point.id, point.name, point.region))
        or any(wanted in fold(alias) for alias in point.aliases)
    )


def _resolve_listed(names: str | Chokepoint) -> tuple[str, ...]:
    """Return the ids behind one text with commas, or one chokepoint."""
    if not isinstance(names, str):
        return _resolve(names)
    return tuple(key for part in names.split(",") if part.strip() for key in _resolve(part.strip()))


def _not_a_name(value: object) -> InvalidInputError:
    return InvalidInputError(
        f"{value!r} is not the name of a chokepoint.", hint="Give a text, for example 'suez'."
    )


def _resolve(name: str | Chokepoint) -> tuple[str, ...]:
    """Return the ids behind a name; the exact id first, so that the common case folds nothing."""
    if isinstance(name, Chokepoint):
        return (name.id,)
    if not isinstance(name, str):
        raise _not_a_name(name)
    if name in _by_id():
        return (name,)
    found = _index().get(fold(name))
    if found is None:
        suggestions = _suggest(name)
        raise UnknownChokepointError(
            f"No chokepoint is called '{name}'.",
            hint="" if suggestions else "See 'navroute chokepoints list'.",
            suggestions=suggestions,
        )
    return found


def _suggest(name: str) -> tuple[str, ...]:
    known: tuple[Chokepoint | Group, ...] = (*all_chokepoints(), *_groups())
    terms = {term: entry.id for entry in known for term in (entry.id, *entry.aliases)}
    return tuple(dict.fromkeys(terms[term] for term in suggest(name, terms)))


@functools.cache
def _index() -> dict[str, tuple[str, ...]]:
    """Return ids by folded id, name, name without its bracket, and alias."""
    index: dict[str, tuple[str, ...]] = {}
    for group in _groups():
        for term in (group.id, group.name, *group.aliases):
            index[fold(term)] = group.members
    for point in all_chokepoints():
        for term in (point.id, point.name, point.name.split(" (")[0], *point.aliases):
            index.setdefault(fold(term), (point.id,))
    return index


@functools.cache
def _groups() -> tuple[Group, ...]:
    return tuple(
        Group(row["id"], row["name"], split_list(row["aliases"]), split_list(row["members"]))
        for row in read_csv("chokepoint_groups.csv")
    )


@functools.cache
def _by_id() -> dict[str, Chokepoint]:
    gates = {
        feature["id"]: tuple((lon, lat) for lon, lat in feature["geometry"]["coordinates"])
        for feature in read_json("gates.geojson")["features"]
    }
    rows = read_csv("chokepoints.csv")
    return {row["id"]: _from_row(row, gates.get(row["id"], ())) for row in rows}


def _from_row(row: Mapping[str, str], gate: tuple[tuple[float, float], ...]) -> Chokepoint:
    return Chokepoint(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        region=row["region"],
        position=Position(lat=float(row["lat"]), lon=float(row["lon"])),
        gate=gate,
        aliases=split_list(row["aliases"]),
        max_draught_m=_number(row["max_draught_m"]),
        max_beam_m=_number(row["max_beam_m"]),
        max_loa_m=_number(row["max_loa_m"]),
        max_air_draught_m=_number(row["max_air_draught_m"]),
        exclusive_limits=frozenset(split_list(row["exclusive_limits"])),
        speed_limit_kn=_number(row["speed_limit_kn"]),
        length_nm=_number(row["length_nm"]),
        transit_h=_band(row, "transit_h"),
        wait_h=_band(row, "wait_h"),
        regime=row["regime"],
        warship_rule=row["warship_rule"],
        reporting=row["reporting"],
        ice=row["ice"] == "yes",
        from_memory=frozenset(split_list(row["from_memory"])),
        sources=split_list(row["sources"]),
        confidence=row["confidence"],
        notes=row["notes"],
        portwatch_id=row["portwatch_id"],
    )


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _band(row: Mapping[str, str], column: str) -> Band | None:
    cells = [row[f"{column}_{key}"] for key in ("p10", "p50", "p90")]
    return Band(*map(float, cells)) if all(cells) else None
