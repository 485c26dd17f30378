"""Ships in company: one way, one pace, one timetable, and what that costs each of them.

The law and the size of the most restricted ship set the way, the slowest ship sets the pace, what
one must wait for all wait for. The group's timetable is that of the member for whom, with the
group's pace and waits, the weather of the way makes it longest. The group stops when any of its
ships does; what of the stops is a ship's own is told in `navroute.transit.stops`.

With ``may_split`` ships part where the law parts them: those go together to whom the same gates
are closed, as far as those gates matter for the way of any of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from navroute import network as networks
from navroute import planner, supply, times, vessels
from navroute.closures import crossed
from navroute.convoy_results import Convoy, Group, Member
from navroute.departure import Moment, When
from navroute.errors import InvalidInputError, NoRouteError
from navroute.law.group import judge_group
from navroute.law.verdict import Status
from navroute.places import Place
from navroute.ports import Port
from navroute.question import Names, Question
from navroute.results import Route, Voyage
from navroute.shapes import densify
from navroute.timing import Conditions, time_voyage
from navroute.transit import speed as speeds
from navroute.transit import weather_file
from navroute.transit.company import pace_of
from navroute.transit.stops import usual_stops
from navroute.vessels import Vessel

__all__ = ["convoy"]


def convoy(
    ships: str | Iterable[str | Vessel],
    origin: str | Place,
    destination: str | Place,
    *,
    depart: Moment,
    may_split: bool = False,
    speed: speeds.SpeedInput = None,
    avoid: Names = (),
    closed: Names = (),
    opened: Names = (),
    as_of: dt.date | str | None = None,
    network: str = networks.DEFAULT,
    ports: Iterable[Port] = (),
    fleet: Iterable[Vessel] = (),
    weather: str | Path | None = None,
    stops: bool = True,
    booked: bool | None = None,
    under_tow: str | Iterable[str | Vessel] = (),
    seed: int = 0,
) -> Convoy:
    """Return the voyage of several ships together, and what it costs each of them.

    Parameters
    ----------
    ships : str or iterable of str or Vessel
        Names as for `navroute.voyage`, or one text with commas.
    origin, destination, avoid, closed, opened, as_of, network, ports, fleet, weather, stops, seed
        As for `navroute.voyage`.
    depart : str, datetime or date
        One departure for all.
    may_split : bool
        Whether ships may part where the law parts them.
    speed : float, str or Band, optional
        As for `navroute.voyage`, for every ship.
    booked : bool, optional
        Whether canal slots are booked.
    under_tow : str or iterable of str or Vessel
        Those of the ships that are towed.

    Raises
    ------
    InvalidInputError
        No ship, an empty name, one ship twice, or a towed ship that is not among them.
    UnknownVesselError, UnknownPlaceError, AmbiguousNameError, DateError, VesselUnavailableError
        As for `navroute.voyage`.
    NoRouteError
        There is no way for the group; with ``may_split``, for none of the ships.
    """
    together = _ships(ships, tuple(fleet))
    towed = _towed(under_tow, together, tuple(fleet))
    when = When.read(depart)
    assert when.depart is not None  # a departure was given
    for ship in together:
        vessels.require_afloat(ship, when.depart.date())
    question = Question.ask(origin, destination, avoid, closed, opened, ports, network)
    day = times.law_day(as_of) or when.depart.date()
    winds = None if weather is None else weather_file.load(weather)
    alone = {
        ship: Conditions(
            ship=ship,
            speed=speeds.speed_for(ship, speed=speed, under_tow=ship in towed),
            winds=winds,
            stops=usual_stops() if stops else None,
            seed=seed,
            booked=booked,
        )
        for ship in together
    }
    plan = _Plan(question, when, day, alone)
    groups = plan.split() if may_split else (plan.group(together),)
    errors = [group.error for group in groups if group.error is not None]
    if len(errors) == len(groups):
        raise errors[0] if may_split else plan.hinted(errors[0])
    return Convoy(question.origin, question.destination, when.depart, day, groups)


def _ships(ships: str | Iterable[str | Vessel], fleet: tuple[Vessel, ...]) -> tuple[Vessel, ...]:
    named: Iterable[str | Vessel] = ships.split(",") if isinstance(ships, str) else ships
    asked = [name.strip() if isinstance(name, str) else name for name in named]
    if not all(asked) or not asked:
        raise InvalidInputError(
            "A ship's name is empty." if any(asked) else "No ship was named.",
            hint='Name them with single commas between: "Sparta,Sparta II".',
        )
    found = [vessels.get(name, extra=fleet) for name in asked]
    for place, ship in enumerate(found):
        if ship in found[:place]:
            raise InvalidInputError(
                f"{ship.name} is named twice.", hint="Name each ship of the convoy once."
            )
    return tuple(found)


def _towed(
    names: str | Iterable[str | Vessel], together: tuple[Vessel, ...], fleet: tuple[Vessel, ...]
) -> tuple[Vessel, ...]:
    towed = _ships(names, fleet) if names else ()
    for ship in towed:
        if ship not in together:
            raise InvalidInputError(
                f"{ship.name} is said to be towed, and is not in the convoy.",
                hint="Name her among the ships of the convoy as well.",
            )
    return towed


class _Plan:
    """One question, asked for ships alone and in groups."""

    def __init__(
        self, question: Question, when: When, day: dt.date, alone: dict[Vessel, Conditions]
    ) -> None:
        self._question, self._when, self._day = question, when, day
        self._conditions = alone
        self._alone = {ship: self._sail_alone(each) for ship, each in alone.items()}

    def group(self, ships: tuple[Vessel, ...]) -> Group:
        """Return the group, with its way and timetable or the reason why it has none."""
        try:
            found = planner.plan_route(self._question, ships, self._day)
        except NoRouteError as error:
            if isinstance(error.possible, Route):
                error.possible = self._possible(error.possible, ships)
            return Group(ships, error=error)
        return Group(ships, self._members(found, ships))

    def split(self) -> tuple[Group, ...]:
        """Return the groups of ships to which the same of the gates that matter are closed."""
        matter = frozenset(key for answer in self._alone.values() for key in _gates_of(answer))
        parts: dict[frozenset[str], list[Vessel]] = {}
        for ship in self._conditions:
            parts.setdefault(self._closed_to(ship) & matter, []).append(ship)
        return tuple(self.group(tuple(ships)) for ships in parts.values())

    def hinted(self, error: NoRouteError) -> NoRouteError:
        """Return the error of a group with a hint at the ships that have a way alone."""
        free = [ship.name for ship, answer in self._alone.items() if isinstance(answer, Voyage)]
        if free:
            part = f"{', '.join(free)} would have a way without the others: --may-split."
            error.hint = f"{part} {error.hint}".rstrip()
        return error

    def _members(self, found: Route, ships: tuple[Vessel, ...]) -> tuple[Member, ...]:
        voyages = self._in_company(found, ships)
        return tuple(Member(voyage, self._alone[voyage.vessel]) for voyage in voyages)

    def _possible(self, found: Route, ships: tuple[Vessel, ...]) -> Voyage | Convoy:
        """Return what would be: of several ships all of them, for the pace is not of one."""
        members = self._members(found, ships)
        if len(members) == 1:
            return members[0].voyage
        asked, depart = self._question, members[0].voyage.depart
        group = Group(ships, members)
        return Convoy(asked.origin, asked.destination, depart, self._day, (group,))

    def _closed_to(self, ship: Vessel) -> frozenset[str]:
        asked = self._question
        verdicts = judge_group((ship,), self._day, opened=asked.opened, closed=asked.closed)
        return frozenset(key for key, v in verdicts.items() if v.status is Status.CLOSED)

    def _sail_alone(self, conditions: Conditions) -> Voyage | NoRouteError:
        try:
            return planner.sail(self._question, self._when, self._day, conditions)
        except NoRouteError as error:
            return error

    def _in_company(self, found: Route, ships: tuple[Vessel, ...]) -> list[Voyage]:
        """Return a voyage per ship, all with the timetable of the one that takes longest."""
        own = [self._conditions[ship] for ship in ships]
        pace = pace_of([(each.ship.name, each.speed) for each in own])
        timed = [
            time_voyage(
                found,
                self._when,
                self._day,
                replace(each, speed=replace(pace, under_tow=each.speed.under_tow), company=ships),
            )
            for each in own
        ]
        latest = max(timed, key=lambda voyage: voyage.duration_h.p50)
        line = densify(found.path)
        return [
            replace(
                voyage,
                route=replace(voyage.route, passages=latest.passages),
                schedule=latest.schedule,
                fuel=voyage.fuel
                and supply.fuel_for(
                    voyage.vessel, found, line, latest.schedule, pace.band_kn.p50, ships
                ),
            )
            for voyage in timed
        ]


def _gates_of(answer: Voyage | NoRouteError) -> Iterable[str]:
    return answer.closed if isinstance(answer, NoRouteError) else crossed(answer.route.path)
