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
    """The path that is left, beside the one with everything open.

    Parameters
    ----------
    path : SeaPath
    free_path : SeaPath
        The shortest path with nothing closed but the ice; ``path`` itself when nothing else is.
    gone_round : frozenset of str
        Avoided chokepoints that the path could keep clear of.
    detour_nm : float or None
        None when nothing but ice is closed.
    """

    path: SeaPath
    free_path: SeaPath
    gone_round: frozenset[str]
    detour_nm: float | None


def find_way(network: SeaNetwork, origin: Place, destination: Place, closures: Closures) -> Way:
    """Search past what is closed, and past what is avoided if that leaves a way.

    Raises
    ------
    NoRouteError
        What is closed leaves no way.
    """
    path, gone_round = _past(network, origin, destination, closures)
    if not (closures.closed | gone_round) - closures.ice:
        return Way(path, path, gone_round, None)
    free_path = network.path(origin, destination, closed=closures.ice)
    forced = bool(closures.closed - closures.ice)
    longer_nm = max(path.distance_nm - free_path.distance_nm, 0.0)
    return Way(path, free_path, gone_round, longer_nm if forced else None)


def _past(
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
