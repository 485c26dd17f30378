"""What a convoy answers: groups of ships, each with one timetable, and the cost to each ship.

Results are frozen; they compute nothing but views of themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from navroute.bands import Band, TimeBand
from navroute.errors import NoRouteError
from navroute.export.several import Several
from navroute.law.verdict import Verdict
from navroute.places import Place
from navroute.results import Passage, Voyage
from navroute.times import iso_z
from navroute.vessels import Vessel

__all__ = ["Convoy", "Group", "Member"]


@dataclass(frozen=True, slots=True)
class Member:
    """One ship of a group.

    Parameters
    ----------
    voyage : Voyage
        In company; the timetable is the group's, the fuel her own.
    alone : Voyage or NoRouteError
        The same ship alone.
    """

    voyage: Voyage
    alone: Voyage | NoRouteError

    @property
    def vessel(self) -> Vessel:
        """The ship."""
        return self.voyage.vessel

    @property
    def later_h(self) -> float | None:
        """Hours by which the group arrives later than she would alone, in the median."""
        if isinstance(self.alone, NoRouteError):
            return None
        return (self.voyage.eta.p50 - self.alone.eta.p50).total_seconds() / 3600.0

    @property
    def extra_nm(self) -> float | None:
        """Miles that the group's way is longer than hers alone."""
        if isinstance(self.alone, NoRouteError):
            return None
        return self.voyage.distance_nm - self.alone.distance_nm

    def to_dict(self) -> dict[str, Any]:
        """Return ship, fuel, and what company costs her, JSON-ready."""
        later_h, extra_nm = self.later_h, self.extra_nm
        return {
            "vessel": self.vessel.to_dict(),
            "fuel": self.voyage.fuel and self.voyage.fuel.to_dict(),
            "alone": _alone_dict(self.alone),
            "later_h": None if later_h is None else round(later_h, 2),
            "extra_nm": None if extra_nm is None else round(extra_nm, 1),
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Ships that go together, or would.

    Parameters
    ----------
    ships : tuple of Vessel
    members : tuple of Member
        Empty if there is no way for them.
    error : NoRouteError or None
        Why there is no way.
    """

    ships: tuple[Vessel, ...]
    members: tuple[Member, ...] = ()
    error: NoRouteError | None = None

    @property
    def voyage(self) -> Voyage:
        """The voyage of the first ship: way and timetable are those of all."""
        return self.members[0].voyage

    @property
    def way_set_by(self) -> tuple[str, ...]:
        """Names of the ships that alone would go the group's way, if others would not."""
        own = [
            member.vessel.name
            for member in self.members
            if isinstance(member.alone, Voyage) and _gates(member.alone) == _gates(self.voyage)
        ]
        return tuple(own) if len(own) < len(self.members) else ()

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the answer rests on, for all ships."""
        return _each_once(member.voyage.assumptions for member in self.members)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader should doubt, for all ships."""
        return _each_once(member.voyage.warnings for member in self.members)

    def to_dict(self) -> dict[str, Any]:
        """Return the timetable once, and a row per ship, JSON-ready."""
        names = [ship.name for ship in self.ships]
        if self.error is not None:
            return {"ships": names, "error": self.error.to_dict()}
        whole = self.voyage.to_dict()
        dropped = ("schema", "vessel", "origin", "destination", "depart", "as_of", "fuel")
        return {
            "ships": names,
            "error": None,
            **{key: value for key, value in whole.items() if key not in dropped},
            "way_set_by": list(self.way_set_by),
            "assumptions": list(self.assumptions),
            "warnings": list(self.warnings),
            "members": [member.to_dict() for member in self.members],
        }


@dataclass(frozen=True, slots=True, repr=False)
class Convoy(Several):
    """What `convoy` answers.

    Parameters
    ----------
    origin, destination : Port or Position
    depart : datetime
        Aware UTC.
    as_of : date
        The date whose law was applied.
    groups : tuple of Group
        One, or with ``may_split`` one per set of ships that the law keeps together.
    """

    origin: Place
    destination: Place
    depart: dt.datetime
    as_of: dt.date
    groups: tuple[Group, ...]

    def __repr__(self) -> str:
        ships = ", ".join(ship.name for group in self.groups for ship in group.ships)
        return f"<Convoy of {ships}, {self.origin.name} to {self.destination.name}>"

    @property
    def members(self) -> tuple[Member, ...]:
        """The ships that have a way."""
        return tuple(member for group in self.groups for member in group.members)

    @property
    def voyages(self) -> tuple[Voyage, ...]:
        """The voyages in company, a ship each."""
        return tuple(member.voyage for member in self.members)

    @property
    def refusals(self) -> tuple[NoRouteError, ...]:
        """Why groups have no way, which a map shows."""
        return tuple(group.error for group in self.groups if group.error is not None)

    @property
    def eta(self) -> TimeBand:
        """Arrival of the group that arrives last, in the median."""
        return max((voyage.eta for voyage in self.voyages), key=lambda eta: eta.p50)

    @property
    def distance_nm(self) -> float:
        """Length of the longest way."""
        return max(voyage.distance_nm for voyage in self.voyages)

    @property
    def duration_h(self) -> Band:
        """Hours under way of the group that arrives last."""
        return max((voyage.duration_h for voyage in self.voyages), key=lambda band: band.p50)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Passages of the first group that has a way."""
        return self.voyages[0].passages

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Verdicts of the first group that has a way."""
        return self.voyages[0].verdicts

    @property
    def failed(self) -> int:
        """Groups without a way, beside others that have one."""
        return sum(group.error is not None for group in self.groups)

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-ready values, schema ``navroute/convoy/1``.

        Every group has the same keys; those of a timetable are null where there is no way.
        """
        groups = [group.to_dict() for group in self.groups]
        keys = dict.fromkeys(key for group in groups for key in group)
        return {
            "schema": "navroute/convoy/1",
            "origin": self.origin.to_dict(),
            "destination": self.destination.to_dict(),
            "depart": iso_z(self.depart),
            "as_of": self.as_of.isoformat(),
            "ships": [ship.name for group in self.groups for ship in group.ships],
            "groups": [{key: group.get(key) for key in keys} for group in groups],
        }


def _alone_dict(alone: Voyage | NoRouteError) -> dict[str, Any]:
    if isinstance(alone, NoRouteError):
        return {"error": alone.to_dict()}
    return {
        "error": None,
        "distance_nm": round(alone.distance_nm, 1),
        "eta": alone.eta.to_dict(),
        "speed_kn": alone.speed.band_kn.to_dict(),
        "passages": list(_gates(alone)),
    }


def _gates(voyage: Voyage) -> tuple[str, ...]:
    return tuple(passage.id for passage in voyage.passages)


def _each_once(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for each in lists for line in each))
