"""Which of navroute's own JSON answers are read, and the voyages that stand in one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from navroute.errors import InvalidInputError

__all__ = ["ONE", "READ", "drawings_in", "is_own", "voyages_in"]

JsonObject = dict[str, Any]

ONE = ("navroute/eta/1", "navroute/route/1")
READ = (*ONE, "navroute/convoy/1", "navroute/compare/1", "navroute/error/1")


def is_own(values: JsonObject, source: str) -> bool:
    """Return whether it is an answer of navroute; its GeoJSON is GeoJSON.

    Raises
    ------
    InvalidInputError
        It is navroute's own, but of a schema or a version of it that is not read.
    """
    schema = str(values.get("schema"))
    if not schema.startswith("navroute/") or schema.startswith("navroute/geojson/"):
        return False
    if schema not in READ:
        raise InvalidInputError(
            f"'{source}' has the schema {schema}, which this navroute does not read.",
            hint=f"It reads {', '.join(READ)}.",
        )
    return True


def voyages_in(values: JsonObject, source: str) -> tuple[JsonObject, ...]:
    """Return the ``eta`` and ``route`` answers that stand in an answer of navroute.

    Parameters
    ----------
    values : dict
        An answer of ``READ``: of a convoy one voyage per ship that has a way; of a comparison
        the voyages that exist; of a refusal what would be possible.
    source : str
        For the error.

    Raises
    ------
    InvalidInputError
        There is none, or the answer is not whole.
    """
    # What would be possible stands inside its refusal.
    return tuple(each.get("possible", each) for each in drawings_in(values, source))


def drawings_in(values: JsonObject, source: str) -> tuple[JsonObject, ...]:
    """Return what :func:`voyages_in` does, but what would be possible within its refusal.

    Parameters
    ----------
    values : dict
        An answer of ``READ``.
    source : str
        For the error.

    Raises
    ------
    InvalidInputError
        There is none, or the answer is not whole.
    """
    schema = str(values["schema"])
    if schema in ONE:
        return (values,)
    inside = {"convoy": _of_convoy, "compare": _of_comparison, "error": _of_error}
    try:
        found = tuple(inside[schema.split("/")[1]](values))
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidInputError(
            f"'{source}' is not a whole answer of navroute.", hint="Save it anew with --json."
        ) from error
    if not found:
        raise InvalidInputError(
            f"'{source}' holds no voyage: {_why_none(values)}",
            hint="Save one that has a way: navroute eta ... --json > voyage.json",
        )
    return found


def _of_convoy(values: JsonObject) -> Iterator[JsonObject]:
    shared = {key: values[key] for key in ("origin", "destination", "depart", "as_of")}
    for group in values["groups"]:
        if group["error"] is not None:
            yield from _of_error(group["error"])
            continue
        for member in group["members"]:
            own = {"schema": ONE[0], "vessel": member["vessel"], "fuel": member["fuel"]}
            yield {**group, **shared, **own}


def _of_comparison(values: JsonObject) -> Iterator[JsonObject]:
    found = [
        (row["destination"], row["voyage"]) for row in values["rows"] if row["voyage"] is not None
    ]
    for number, (name, voyage) in enumerate(found):
        # Supposing gates open may change nothing; that voyage is there already.
        same = [one["path"] for other, one in found[:number] if other == name]
        if voyage["path"] not in same:
            yield voyage


def _of_error(values: JsonObject) -> Iterator[JsonObject]:
    possible = values.get("possible")
    if possible is None:
        return
    convoy = possible["schema"].startswith("navroute/convoy/")
    for one in _of_convoy(possible) if convoy else (possible,):
        yield {**values, "possible": one}


def _why_none(values: JsonObject) -> str:
    if "message" in values:
        return str(values["message"])
    return "it has no way to any of its destinations." if "rows" in values else "it has no way."
