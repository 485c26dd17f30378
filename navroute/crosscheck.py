"""A second opinion: how long the same way is on the other sea networks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from navroute import network as networks
from navroute import planner
from navroute.errors import NoRouteError, NotAtSeaError
from navroute.places import Place
from navroute.ports import Port
from navroute.question import Names

__all__ = ["Opinion", "cross_check"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one sea network says.

    Parameters
    ----------
    network : str
        Name and version.
    distance_nm : float or None
        None if that network has no way.
    passages : tuple of str
        Ids of the chokepoints passed, in order.
    reason : str
        Why there is no way.
    """

    network: str
    distance_nm: float | None
    passages: tuple[str, ...] = ()
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values."""
        return {
            "network": self.network,
            "distance_nm": None if self.distance_nm is None else round(self.distance_nm, 1),
            "passages": list(self.passages),
            "reason": self.reason or None,
        }

    def beside(self, distance_nm: float) -> str:
        """Return it as a line, beside the distance of another network."""
        if self.distance_nm is None:
            return f"{self.network}: {self.reason}"
        share = self.distance_nm / distance_nm - 1
        return f"{self.network}: {self.distance_nm:,.1f} nm ({share:+.1%})"


def cross_check(
    origin: str | Place,
    destination: str | Place,
    *,
    avoid: Names = (),
    closed: Names = (),
    opened: Names = (),
    as_of: dt.date | str | None = None,
    ports: Iterable[Port] = (),
) -> tuple[Opinion, ...]:
    """Return what every sea network says of the way :func:`navroute.route` finds.

    Parameters
    ----------
    origin, destination, avoid, closed, opened, as_of, ports
        As for :func:`navroute.route`.
    """
    known = tuple(ports)
    found = []
    for name in networks.NETWORKS:
        try:
            route = planner.route(
                origin,
                destination,
                avoid=avoid,
                closed=closed,
                opened=opened,
                as_of=as_of,
                network=name,
                ports=known,
            )
        except (NoRouteError, NotAtSeaError) as error:
            found.append(Opinion(networks.load(name).name, None, reason=str(error)))
        else:
            passages = tuple(passage.id for passage in route.passages)
            found.append(Opinion(route.network, route.distance_nm, passages))
    return tuple(found)
