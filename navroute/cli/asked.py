"""The ship, the tables and the departure that options describe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from navroute.vessels import Vessel

__all__ = ["departure", "measures", "ship_of", "user_tables"]


def ship_of(
    name: str | None,
    ship_type: str | None,
    flag: str,
    measures: dict[str, float],
    fleet: tuple[Vessel, ...],
) -> Vessel:
    """Return a named ship, perhaps with other measures, or one made of the options."""
    from navroute import vessels
    from navroute.errors import InvalidInputError

    if ship_type is not None:
        return _as_described(name, ship_type, flag, measures, fleet)
    if name is None:
        raise InvalidInputError(
            "No ship was named.",
            hint="Name one (navroute vessels list), or describe one: --type warship --flag RU.",
        )
    if flag:
        raise InvalidInputError(
            "--flag belongs to an ad-hoc ship.", hint=f"Add --type, or drop --flag {flag}."
        )
    return _changed(vessels.get(name, extra=fleet), measures)


def measures(
    draught: float | None, loa: float | None, beam: float | None, air_draught: float | None
) -> dict[str, float]:
    """Return the measures that were given, by the names they have in a `Vessel`."""
    given = {"draught_m": draught, "loa_m": loa, "beam_m": beam, "air_draught_m": air_draught}
    return {field: metres for field, metres in given.items() if metres is not None}


def _as_described(
    name: str | None,
    ship_type: str,
    flag: str,
    measures: dict[str, float],
    fleet: tuple[Vessel, ...],
) -> Vessel:
    """Return a known ship taken as another type, as one may ask of her, or a ship made up."""
    from navroute import vessels
    from navroute.cli import show
    from navroute.errors import UnknownVesselError

    described = _changed(vessels.adhoc(type=ship_type, flag=flag, name=name or ""), measures)
    if name is None:
        return described
    try:
        known = vessels.get(name, extra=fleet)
    except UnknownVesselError:
        return described
    show.note(f"{known.name} is taken as {described.type.value}, as asked; her other data stand.")
    return _changed(
        known, measures, type=described.type, flag=described.flag or known.flag, contested=""
    )


def _changed(ship: Vessel, measures: dict[str, float], **changes: Any) -> Vessel:  # noqa: ANN401
    import dataclasses

    from navroute.vessels.values import measure

    for field, metres in measures.items():
        changes[field] = measure(field, metres)
    if measures:
        changes["from_memory"] = ship.from_memory - set(measures)
    return dataclasses.replace(ship, **changes) if changes else ship


def departure(text: str | None) -> tuple[Any, str]:
    """Return a departure as it was typed, default now, and what was assumed of it."""
    from navroute import times

    return times.parse_departure("now" if text is None else text, allow_naive=True)


def user_tables(
    vessels_file: Path | None, ports_file: Path | None
) -> tuple[tuple[Vessel, ...], tuple[Any, ...]]:
    """Read ``--vessels`` and ``--ports``."""
    fleet: tuple[Vessel, ...] = ()
    ports: tuple[Any, ...] = ()
    if vessels_file is not None:
        from navroute import vessels

        fleet = vessels.load_user_file(vessels_file)
    if ports_file is not None:
        from navroute import ports as port_table

        ports = port_table.load_user_file(ports_file)
    return fleet, ports
