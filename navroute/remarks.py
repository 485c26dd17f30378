"""What an answer rests on, said in sentences: the ``assumptions`` of every result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from navroute import chokepoints
from navroute.closures import Way, crossed
from navroute.law.limits import tight_and_unknown, unchecked_limits
from navroute.law.ports_of_call import judge_port
from navroute.law.scope import remarks_on_date, remarks_on_flag
from navroute.law.verdict import Verdict
from navroute.places import Place
from navroute.ports import Port
from navroute.vessels import Vessel

if TYPE_CHECKING:
    from navroute.routes import Passage
    from navroute.transit.waits import Delay

__all__ = ["of_loss", "of_port", "of_route", "of_waits"]

_FIELD_WORDS = {
    "draught_m": "draught",
    "beam_m": "beam",
    "loa_m": "length",
    "air_draught_m": "air draught",
    "cruise_speed_kn": "cruise speed",
    "max_speed_kn": "maximum speed",
}


def of_route(
    vessel: Vessel | None,
    day: dt.date,
    verdicts: Mapping[str, Verdict],
    on_the_way: Iterable[str],
    way: Way,
) -> tuple[str, ...]:
    """Return what the way rests on: law, ice, practice, unknown or unsourced dimensions."""
    lines = []
    if vessel is not None:
        lines.append(f"Law as of {day}.")
        lines += _of_the_ship(vessel, on_the_way)
    else:
        lines += _of_no_ship(on_the_way)
    lines += remarks_on_date(day)
    frozen = [key for key in crossed(way.open_path) if verdicts[key].by_ice]
    if frozen:
        lines.append(
            f"The Arctic is taken as closed by ice, which costs {way.ice_nm:,.0f} nm "
            f"(--open {','.join(frozen)} to go by {_names(frozen)})."
        )
    kept_clear = [key for key in crossed(way.lawful_path) if key in way.gone_round]
    if kept_clear:
        lines.append(
            f"Keeps clear of {_names(kept_clear)}, which is lawful but not known to be used by "
            f"ships of its kind or size; that costs {way.avoiding_nm:,.0f} nm "
            f"(--open {','.join(kept_clear)} to go that way)."
        )
    return tuple(lines)


def _names(keys: Sequence[str]) -> str:
    return " and ".join(chokepoints.get(key).in_prose for key in keys)


def _of_the_ship(vessel: Vessel, on_the_way: Iterable[str]) -> list[str]:
    lines = list(remarks_on_flag(vessel))
    from_memory = [word for key, word in _FIELD_WORDS.items() if key in vessel.from_memory]
    if from_memory:
        lines.append(f"{vessel.name}: {', '.join(from_memory)} from memory, no source at hand.")
    points = [chokepoints.get(key) for key in on_the_way]
    unchecked = [(point.short_name, unchecked_limits(vessel, point)) for point in points]
    told = "; ".join(f"{name}: {', '.join(what)}" for name, what in unchecked if what)
    if told:
        lines.append(f"{vessel.name}: dimensions not known and so not checked on the way. {told}.")
    return lines


def _of_no_ship(on_the_way: Iterable[str]) -> list[str]:
    """Name the passages that many ships would not fit."""
    points = [chokepoints.get(key) for key in on_the_way]
    tight = [(point.short_name, tight_and_unknown(None, point)) for point in points]
    told = "; ".join(f"{name}: {', '.join(what)}" for name, what in tight if what)
    return [f"No ship was named, and not every ship fits on the way. {told}."] if told else []


def of_port(vessel: Vessel, destination: Place, on: dt.date) -> tuple[str, ...]:
    """Return a warning if the law bars the ship from the port it is bound for."""
    if not isinstance(destination, Port):
        return ()
    barred = judge_port(vessel, destination.country_code, on)
    return () if barred is None else (barred.warning,)


def of_loss(vessel: Vessel, arrival: dt.datetime) -> tuple[str, ...]:
    """Return a warning if the ship was lost before it would arrive."""
    if vessel.lost_on is None or arrival.date() <= vessel.lost_on:
        return ()
    return (f"{vessel.name} was lost on {vessel.lost_on}, before it would arrive.",)


def of_waits(passages: Sequence[Passage], delays: Sequence[Delay]) -> tuple[str, ...]:
    """Return one sentence per stretch that takes other than sailing time."""
    return tuple(
        f"{delay.basis}."
        if delay.passage is None
        else f"{passages[delay.passage].name}: {delay.basis}."
        for delay in delays
    )
