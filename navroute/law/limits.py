"""Does the ship fit? Draught, beam, length and air draught against every chokepoint's limits.

Limits stand in ``chokepoints.csv``; conditions below them and remarks in
``passage_rules.json``. Canals with a table (``kiel``, ``panama``) check that too.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any

from navroute.chokepoints import Chokepoint
from navroute.law.rulebook import passage
from navroute.law.verdict import Status, Verdict
from navroute.vessels import Vessel

__all__ = [
    "DIMENSIONS",
    "check_size",
    "fits",
    "limit_m",
    "refuse",
    "tight_and_unknown",
    "unchecked_limits",
]

# Dimension of the ship -> (rule, what it is called, what a ship of that size does).
DIMENSIONS: Mapping[str, tuple[str, str, str]] = {
    "draught_m": ("limits.draught", "draught", "draws {:g} m"),
    "beam_m": ("limits.beam", "beam", "is {:g} m wide"),
    "loa_m": ("limits.loa", "length", "is {:g} m long"),
    "air_draught_m": ("limits.air_draught", "air draught", "stands {:g} m above the water"),
}


def check_size(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict | None:
    """Return what forbids or conditions the passage by size, None if nothing known does."""
    sizes = {dimension: getattr(vessel, dimension) for dimension in DIMENSIONS}
    verdict: Verdict | None = None
    for dimension, limit in _exceeded(sizes, chokepoint):
        refused = refuse(vessel, chokepoint, dimension, limit)
        verdict = refused if verdict is None else verdict.together_with(refused)
    return verdict or _condition(vessel, chokepoint, on)


def fits(ship: Mapping[str, float | None], chokepoint: Chokepoint) -> bool:
    """Return whether no known dimension exceeds the chokepoint's limits.

    Parameters
    ----------
    ship : mapping of str to float or None
        Keys of :data:`DIMENSIONS`, metres.
    """
    return not _exceeded(ship, chokepoint)


def limit_m(chokepoint: Chokepoint, dimension: str) -> float | None:
    """Return a chokepoint's limit for a dimension, metres, None if it has none."""
    limit: float | None = getattr(chokepoint, f"max_{dimension}")
    return limit


def refuse(
    vessel: Vessel,
    chokepoint: Chokepoint,
    dimension: str,
    limit: float,
    *,
    note: str = "",
) -> Verdict:
    """Return the closure of a chokepoint to a ship that exceeds one of its limits.

    Parameters
    ----------
    dimension : str
        Key of :data:`DIMENSIONS`.
    limit : float
        Metres.
    note : str
        What to say of the limit; default the remark in ``passage_rules.json``.
    """
    key, word, does = DIMENSIONS[dimension]
    exclusive = f"max_{dimension}" in chokepoint.exclusive_limits
    remarks = [note or passage("limits")["notes"].get(f"{chokepoint.id}.{dimension}", "")]
    if f"max_{dimension}" in chokepoint.from_memory:
        remarks.append("from memory")
    said = "; ".join(remark for remark in remarks if remark)
    return Verdict(
        chokepoint=chokepoint.id,
        status=Status.CLOSED,
        rule=key,
        reason=(
            f"{_subject(vessel)} {does.format(getattr(vessel, dimension))}; the {word} at "
            f"{chokepoint.in_prose} must be {'below' if exclusive else 'at most'} {limit:g} m"
            + (f" ({said})." if said else ".")
        ),
        sources=tuple(passage("limits")["sources"][chokepoint.id]),
    )


def unchecked_limits(vessel: Vessel, chokepoint: Chokepoint) -> tuple[str, ...]:
    """Return the limits that could not be checked, for example ``draught (limit 7.7 m)``."""
    return tuple(
        f"{word} (limit {limit:g} m)"
        for dimension, (_, word, _) in DIMENSIONS.items()
        if (limit := limit_m(chokepoint, dimension)) is not None
        and getattr(vessel, dimension) is None
    )


def tight_and_unknown(vessel: Vessel | None, chokepoint: Chokepoint) -> tuple[str, ...]:
    """Return the unchecked limits that an ordinary ship may well exceed.

    Parameters
    ----------
    vessel : Vessel or None
        Without a ship nothing has been checked.
    chokepoint : Chokepoint
    """
    tight = passage("limits")["tight"]
    return tuple(
        f"{word} (limit {limit:g} m)"
        for dimension, (_, word, _) in DIMENSIONS.items()
        if (limit := limit_m(chokepoint, dimension)) is not None
        and limit <= tight[dimension]
        and getattr(vessel, dimension, None) is None
    )


def _subject(vessel: Vessel) -> str:
    """Return the name as it begins a sentence; an unnamed ship is ``a Russian warship``."""
    return vessel.name[:1].upper() + vessel.name[1:]


def _exceeded(sizes: Mapping[str, float | None], chokepoint: Chokepoint) -> list[tuple[str, float]]:
    """Return the dimensions known to be too great, with their limits."""
    found = []
    for dimension, size_m in sizes.items():
        limit = limit_m(chokepoint, dimension)
        if size_m is None or limit is None:
            continue
        exclusive = f"max_{dimension}" in chokepoint.exclusive_limits
        if size_m > limit or (exclusive and size_m == limit):
            found.append((dimension, limit))
    return found


def _condition(vessel: Vessel, chokepoint: Chokepoint, on: dt.date) -> Verdict | None:
    verdict: Verdict | None = None
    for row in _conditions().get(chokepoint.id, ()):
        if _applies(row, getattr(vessel, row["dimension"]), on.isoformat()):
            does = DIMENSIONS[row["dimension"]][2].format(getattr(vessel, row["dimension"]))
            found = Verdict(
                chokepoint=chokepoint.id,
                status=Status(row["status"]),
                rule=row["id"],
                reason=f"{_subject(vessel)} {does}; {row['reason']}.",
                sources=tuple(row["sources"]),
                since=row.get("from_date", ""),
            )
            verdict = found if verdict is None else verdict.together_with(found)
    return verdict


def _applies(row: Mapping[str, Any], size_m: float | None, day: str) -> bool:
    if size_m is None or not row.get("from_date", "") <= day <= row.get("until_date", "9999"):
        return False
    return bool(size_m >= row["from"] if "from" in row else size_m > row["above"])


@functools.cache
def _conditions() -> Mapping[str, list[Mapping[str, Any]]]:
    by_place: dict[str, list[Mapping[str, Any]]] = {}
    for row in passage("limits")["conditions"]:
        by_place.setdefault(row["chokepoint"], []).append(row)
    return by_place
