"""Canals and straits as they are passed: convoys, bookings, daylight, older speed limits.

`waits.delays_for` knows what a chokepoint costs any ship on any day. ``data/canal_times.csv``
knows more for some of them, a row per rule:

* ``convoy``: the ship waits for the next one by the clock; its band is her place in the convoy.
* ``queue``: a wait in place of the chokepoint's own, when it is known whether she is booked.
* ``daylight``: ships of a certain size enter only if the sun stays up for the whole transit.
* ``transit``: hours of transit in place of the chokepoint's own, between two dates.

A rule may hold for one direction, for a time, or from a size; of a ship whose size is not known
it is not applied. For several ships in company it holds if it does for one of them. The day that
counts is that on which the ships come to the canal, as far as it is known.

Of part of a canal a ship takes her share of the transit, gate or no gate; one that lies inside when
she departs is not let in by convoy, queue or daylight.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from navroute import chokepoints
from navroute.bands import Band
from navroute.chokepoints import Chokepoint
from navroute.datafiles import read_csv, split_list
from navroute.transit import clock, waits
from navroute.transit.canal_axes import Stretch
from navroute.transit.draws import scaled
from navroute.transit.waits import Delay, Passed
from navroute.vessels import Vessel

__all__ = ["Sailing", "Track", "delays_for", "unused_booking"]

_NONE = Band.exactly(0.0)
_BOOKINGS = {True: "booked", False: "unbooked"}
_DIRECTION_NM = 5.0  # on a shorter stretch so far before and behind is looked for the direction


class Track(Protocol):
    """The way sailed: what the direction of a passage is read from."""

    def at(self, distance_nm: float) -> tuple[float, float]:
        """Return longitude and latitude at a distance run, degrees."""
        ...


@dataclass(frozen=True, slots=True)
class Sailing:
    """Who passes, when and how.

    Parameters
    ----------
    ships : tuple of Vessel
        All that sail together.
    on : date
        The day whose rules apply.
    track : Track or None
        Without it no rule of one direction applies.
    end_nm : float
        Length of the way.
    booked : bool or None
        Whether they have booked their slots; None if that is not known.
    stretches : tuple of Stretch
        Where the way lies in a canal.
    day_at : callable or None
        The day on which they are at a distance run; it counts instead of ``on``.
    """

    ships: tuple[Vessel, ...]
    on: dt.date
    track: Track | None = None
    end_nm: float = math.inf
    booked: bool | None = None
    stretches: tuple[Stretch, ...] = ()
    day_at: Callable[[float], dt.date] | None = None

    def day(self, distance_nm: float) -> dt.date:
        """Return the day whose rules apply at a distance run."""
        return self.on if self.day_at is None else self.day_at(distance_nm)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One row of data/canal_times.csv."""

    id: str
    kind: str
    bound: str
    days: tuple[str, str]
    loa_from_m: float | None
    beam_from_m: float | None
    draught_over_m: float | None
    booking: str
    time_zone: str
    arrive_by: str
    enter_from: str
    band: Band
    basis: str
    sources: tuple[str, ...]

    def applies(self, sailing: Sailing, bound: str, day: dt.date) -> bool:
        """Whether the rule holds for these ships, that way, on that day."""
        first, last = self.days
        return (
            first <= day.isoformat() <= last
            and self.bound in ("", bound)
            and self.booking in ("", _BOOKINGS.get(sailing.booked))  # type: ignore[arg-type]
            and any(self._takes(ship) for ship in sailing.ships)
        )

    def _takes(self, ship: Vessel) -> bool:
        long = self.loa_from_m is None or (ship.loa_m or 0.0) >= self.loa_from_m
        wide = self.beam_from_m is None or (ship.beam_m or 0.0) >= self.beam_from_m
        deep = self.draught_over_m is None or (ship.draught_m or 0.0) > self.draught_over_m
        return long and wide and deep


def delays_for(passages: Sequence[Passed], sailing: Sailing) -> tuple[Delay, ...]:
    """Return the delays of a voyage by what is known of its canals and straits.

    Parameters
    ----------
    passages : sequence of Passed
        In the order in which they are passed.
    sailing : Sailing

    Returns
    -------
    tuple of Delay
        A wait before a wait by the clock is a delay of its own, without a stretch.
    """
    found: list[Delay] = []
    for delay in waits.delays_for(passages, sailing.end_nm, sailing.stretches):
        point = (
            chokepoints.get(delay.chokepoint)
            if delay.passage is None
            else passages[delay.passage].chokepoint
        )
        rules = _rules_for(delay, point, passages, sailing)
        told = _by_rules(delay, point, rules)
        if delay.passage is None:  # no passage names the canal
            told = [replace(each, basis=f"{point.name}: {each.basis}") for each in told]
        found += told
    return tuple(found)


def _rules_for(
    delay: Delay, point: Chokepoint, passages: Sequence[Passed], sailing: Sailing
) -> list[_Rule]:
    """Return the rules that hold for a delay; who lies inside already is not let in."""
    at_nm = delay.from_nm if delay.passage is None else passages[delay.passage].distance_nm
    bound, day = _bound(delay, at_nm, sailing), sailing.day(delay.from_nm)
    return [
        rule
        for rule in _rules().get(point.id, ())
        if rule.applies(sailing, bound, day) and not (delay.inside and rule.kind != "transit")
    ]


def unused_booking(passages: Sequence[Passed], *, booked: bool | None) -> tuple[str, ...]:
    """Return a warning if a booking was told of and nothing on the way takes any."""
    if booked is None or any(
        rule.booking for passed in passages for rule in _rules().get(passed.chokepoint.id, ())
    ):
        return ()
    return (f"--{_BOOKINGS[booked]} changes nothing: no canal on this way takes bookings.",)


def _bound(delay: Delay, at_nm: float, sailing: Sailing) -> str:
    """Return ``north`` or ``south``, as the way leads along a stretch; empty without a track."""
    if sailing.track is None:
        return ""
    first_nm, last_nm = min(delay.from_nm, at_nm), max(delay.to_nm, at_nm)
    if last_nm - first_nm < _DIRECTION_NM:
        first_nm, last_nm = first_nm - _DIRECTION_NM, last_nm + _DIRECTION_NM
    _, before = sailing.track.at(max(first_nm, 0.0))
    _, behind = sailing.track.at(min(last_nm, sailing.end_nm))
    return "north" if behind > before else "south"


def _by_rules(delay: Delay, point: Chokepoint, rules: Sequence[_Rule]) -> list[Delay]:
    """Return the delay as the rules change it; the first row of a kind counts."""
    first = {rule.kind: rule for rule in reversed(rules)}
    if transit := first.get("transit"):
        before = waits.inside_text(point) if delay.inside else waits.wait_text(point)
        part = waits.of_length(point, delay.share)
        delay = replace(
            _told(delay, transit),
            least_transit_h=scaled(transit.band, delay.share),
            basis=", then ".join(filter(None, (before, transit.basis + part))),
        )
    passing = waits.transit_text(point, delay.share)
    if queue := first.get("queue"):
        delay = replace(_told(delay, queue, passing), wait_h=queue.band)
    if convoy := first.get("convoy"):
        told = _told(delay, convoy, passing)
        return [replace(told, wait_h=convoy.band, wait_until=_convoy(convoy))]
    if by_day := first.get("daylight"):
        return _by_day(delay, point, by_day)
    return [delay]


def _by_day(delay: Delay, point: Chokepoint, rule: _Rule) -> list[Delay]:
    """Wait in the queue first, and for the light when her turn has come."""
    queue = replace(delay, to_nm=delay.from_nm, least_transit_h=_NONE)
    position, needed_h = point.position, delay.least_transit_h.p50
    until = clock.for_daylight(position.lat, position.lon, needed_h)
    passage = replace(delay, wait_h=_NONE, wait_until=until, basis=rule.basis, sources=rule.sources)
    return [queue, passage]


def _told(delay: Delay, rule: _Rule, also: str = "") -> Delay:
    """Return the delay with the rule's words and sources in place of its own."""
    basis = ", then ".join(filter(None, (rule.basis, also)))
    return replace(delay, basis=basis, sources=tuple(dict.fromkeys(rule.sources + delay.sources)))


def _convoy(rule: _Rule) -> clock.WaitUntil:
    arrive_by, enter_from = map(dt.time.fromisoformat, (rule.arrive_by, rule.enter_from))
    return clock.for_convoy(arrive_by, enter_from, rule.time_zone)


@functools.cache
def _rules() -> Mapping[str, tuple[_Rule, ...]]:
    """Return the rules by chokepoint, in the order of the file."""
    table: dict[str, tuple[_Rule, ...]] = {}
    for row in read_csv("canal_times.csv"):
        table[row["chokepoint"]] = (*table.get(row["chokepoint"], ()), _rule(row))
    return table


def _rule(row: Mapping[str, str]) -> _Rule:
    cells = [row[name] for name in ("p10", "p50", "p90")]
    return _Rule(
        id=row["id"],
        kind=row["kind"],
        bound=row["bound"],
        days=(row["from_date"] or "0001-01-01", row["until_date"] or "9999-12-31"),
        loa_from_m=_number(row["loa_from_m"]),
        beam_from_m=_number(row["beam_from_m"]),
        draught_over_m=_number(row["draught_over_m"]),
        booking=row["booking"],
        time_zone=row["time_zone"],
        arrive_by=row["arrive_by"],
        enter_from=row["enter_from"],
        band=Band(*map(float, cells)) if all(cells) else _NONE,
        basis=row["basis"] + (" (from memory)" if row["from_memory"] else ""),
        sources=split_list(row["sources"]),
    )


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
