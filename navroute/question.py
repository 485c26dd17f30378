"""What was asked, with every name resolved."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from navroute import chokepoints, places
from navroute.chokepoints import Chokepoint
from navroute.errors import SamePlaceError
from navroute.places import Place
from navroute.ports import Port

__all__ = ["Names", "Question", "by"]

Names = str | Chokepoint | Iterable[str | Chokepoint]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, with every name resolved."""

    origin: Place
    destination: Place
    closed: Mapping[str, str]
    opened: Mapping[str, str]
    network: str
    notes: tuple[str, ...]

    @classmethod
    def ask(
        cls,
        origin: str | Place,
        destination: str | Place,
        avoid: Names,
        closed: Names,
        opened: Names,
        ports: Iterable[Port],
        network: str,
    ) -> Question:
        """Resolve what a caller typed; the errors of a bad name are those of its own table."""
        extra = tuple(ports)
        start, start_note = places.resolve(origin, extra_ports=extra)
        end, end_note = places.resolve(destination, extra_ports=extra)
        if places.same_place(start, end):
            raise SamePlaceError(
                f"Origin and destination are the same place: {start.name}.",
                hint="Give two places at least 0.1 nm apart.",
            )
        shut = {**by("--avoid", avoid), **by("--close", closed)}
        notes = tuple(note for note in (start_note, end_note) if note)
        return cls(start, end, shut, by("--open", opened), network, notes)


def by(option: str, names: Names) -> dict[str, str]:
    """Return chokepoint id -> the option that shuts or opens it, with the group it was named by."""
    chokepoints.resolve_many(names)  # refuses what is no name at all
    found: dict[str, str] = {}
    for name in (names,) if isinstance(names, str | Chokepoint) else names:
        for part in name.split(",") if isinstance(name, str) else (name,):
            keys = chokepoints.resolve_many(part)
            group = shlex.quote(part.strip()) if isinstance(part, str) and len(keys) > 1 else None
            found |= {key: f"{option} {group or key}" for key in keys}
    return dict(sorted(found.items()))
