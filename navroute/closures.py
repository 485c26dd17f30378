"""From verdicts to what the search may not cross, and the way that is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from navroute.errors import NoRouteError
from navroute.law.verdict import Status, Verdict
from navroute.network.path import SeaNetwork, SeaPath
from navroute.places import Place

__all__ = ["Closures", "Way", "find_way"]


@dataclass(frozen=True, slots=True)
class Closures:
    """Chokepoints by how firmly they are shut.

    Parameters
    ----------
    closed : frozenset of str
        Shut by law, size or the user.
    ice : frozenset of str
        Shut by default because they lie under ice; part of ``closed``.
    avoided : frozenset of str
        Lawful, but ships of this kind go another way if there is one.
    """

    closed: frozenset[str]
    ice: frozenset[str]
    avoided: frozenset[str]

    @classmethod
    def from_verdicts(cls, verdicts: Mapping[str, Verdict]) -> Closures:
        """Sort the chokepoints by their verdicts."""
        closed = [v for v in verdicts.values() if v.status is Status.CLOSED]
        return cls(
            closed=frozenset(v.chokepoint for v in closed),
            ice=frozenset(v.chokepoint for v in closed if v.by_ice),
            avoided=frozenset(
                v.chokepoint
                for v in verdicts.values()
                if v.avoided and v.status is not Status.CLOSED
            ),
        )


@dataclass(frozen=True, slots=True)
class Way:
    """The path that is left, beside what it would be with less closed.

    Parameters
    ----------
    path : SeaPath
        Past what is closed, and past what is avoided as far as that leaves a way.
    lawful_path : SeaPath
        Past what is closed only.
    free_path : SeaPath
        The shortest path with nothing closed but the ice.
    open_path : SeaPath
        The shortest path with nothing closed at all.
    gone_round : frozenset of str
        Avoided chokepoints that the path could keep clear of.
    detour_nm : float or None
        What the closures cost, ice and avoidance aside; None when nothing but ice is closed.
    """

    path: SeaPath
    lawful_path: SeaPath
    free_path: SeaPath
    open_path: SeaPath
    gone_round: frozenset[str]
    detour_nm: float | None

    @classmethod
    def alone(cls, path: SeaPath) -> Way:
        """Return a path that nothing was left aside for."""
        return cls(path, path, path, path, frozenset(), None)

    @property
    def avoiding_nm(self) -> float:
        """What keeping clear of lawful chokepoints costs."""
        return max(self.path.distance_nm - self.lawful_path.distance_nm, 0.0)

    @property
    def ice_nm(self) -> float:
        """What taking the Arctic passages as closed costs."""
        return max(self.free_path.distance_nm - self.open_path.distance_nm, 0.0)


def find_way(network: SeaNetwork, origin: Place, destination: Place, closures: Closures) -> Way:
    """Search past what is closed, and past what is avoided if that leaves a way.

    Each path is searched for only where the one before it crosses something that is shut.

    Raises
    ------
    NoRouteError
        What is closed leaves no way.
    """

    def past(path: SeaPath, shut: frozenset[str]) -> SeaPath:
        if shut.isdisjoint(crossed(path)):
            return path
        return network.path(origin, destination, closed=shut)

    open_path = network.path(origin, destination)
    free_path = past(open_path, closures.ice)
    lawful_path = past(free_path, closures.closed)
    path, gone_round = lawful_path, closures.avoided
    if not gone_round.isdisjoint(crossed(lawful_path)):
        path, gone_round = _past_avoided(network, origin, destination, closures)
    longer_nm = max(lawful_path.distance_nm - free_path.distance_nm, 0.0)
    forced = bool(closures.closed - closures.ice)
    return Way(path, lawful_path, free_path, open_path, gone_round, longer_nm if forced else None)


def _past_avoided(
    network: SeaNetwork, origin: Place, destination: Place, closures: Closures
) -> tuple[SeaPath, frozenset[str]]:
    """Return the path, and the avoided chokepoints that it could be kept clear of."""
    avoided = closures.avoided
    while avoided:
        try:
            return network.path(origin, destination, closed=closures.closed | avoided), avoided
        except NoRouteError as error:
            # Lawful, and some of them the only way: give up those, go on avoiding the others.
            needed = avoided.intersection(error.closed)
            avoided = avoided - needed if needed else frozenset()
    return network.path(origin, destination, closed=closures.closed), avoided


def crossed(path: SeaPath) -> Iterable[str]:
    """Return the ids of the chokepoints on a path, in order, each once."""
    return dict.fromkeys(crossing.chokepoint for crossing in path.crossings)
