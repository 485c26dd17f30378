"""One ship, several places, by law and as if chokepoints were open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from navroute import chokepoints, places, vessels
from navroute.errors import NavrouteError, NoRouteError
from navroute.export.several import Several
from navroute.places import Place
from navroute.planner import voyage
from navroute.question import Names
from navroute.results import Voyage
from navroute.vessels import Vessel

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Several):
    """One ship, several destinations or suppositions.

    Parameters
    ----------
    rows : tuple of (str, str, Voyage or NavrouteError)
        Destination as asked, case (``"by law"`` or ``"as if open: ..."``), and the answer.
    """

    vessel: Vessel
    rows: tuple[tuple[str, str, Voyage | NavrouteError], ...]

    def __repr__(self) -> str:
        return f"<Comparison of {len(self.rows)} ways of {self.vessel.name}>"

    @property
    def voyages(self) -> tuple[Voyage, ...]:
        """The voyages that exist; one that supposing gates open leaves as it is counts once."""
        found: dict[tuple[str, bytes], Voyage] = {}
        for name, _, answer in self.rows:
            if isinstance(answer, Voyage):
                found.setdefault((name, answer.route.path.lon_lat_deg.tobytes()), answer)
        return tuple(found.values())

    @property
    def refusals(self) -> tuple[NoRouteError, ...]:
        """Why there is no way, which a map shows if there is no voyage to show."""
        if self.voyages:
            return ()
        return tuple(answer for _, _, answer in self.rows if isinstance(answer, NoRouteError))

    @property
    def failed(self) -> int:
        """Rows without an answer; a closed way is an answer, an unknown place is not."""
        answers = [answer for _, _, answer in self.rows]
        return sum(
            isinstance(a, NavrouteError) and not isinstance(a, NoRouteError) for a in answers
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as JSON-ready values, schema ``navroute/compare/1``."""
        return {
            "schema": "navroute/compare/1",
            "vessel": self.vessel.to_dict(),
            "rows": [
                {"destination": name, "case": case, **_outcome(answer)}
                for name, case, answer in self.rows
            ],
        }


def compare(
    vessel: str | Vessel,
    origin: str | Place,
    destinations: Iterable[str | Place],
    *,
    as_if_open: Names = (),
    fleet: Iterable[Vessel] = (),
    **options: Any,  # noqa: ANN401 - handed on to voyage(), which types them
) -> Comparison:
    """Return one ship's voyages to several destinations, by law and as if gates were open.

    Parameters
    ----------
    vessel, origin
        As for :func:`voyage`.
    destinations : iterable of str, Port or Position
    as_if_open : str or iterable of str
        Chokepoints to open for a second row per destination.
    **options
        Any other option of :func:`voyage`; ``depart`` is required.

    Notes
    -----
    A destination that is unknown or cannot be reached keeps its row, with the error in place of
    the voyage.
    """
    ship = vessels.get(vessel, extra=tuple(fleet))
    start, _ = places.resolve(origin, extra_ports=tuple(options.get("ports", ())))
    supposed = chokepoints.resolve_many(as_if_open)
    opened = chokepoints.resolve_many(options.pop("opened", ()))
    cases = [("by law", opened)]
    if supposed:
        cases.append(("as if open: " + ", ".join(sorted(supposed)), opened | supposed))
    rows = []
    for destination in destinations:
        name = destination if isinstance(destination, str) else destination.name
        for case, open_ids in cases:
            answer: Voyage | NavrouteError
            try:
                answer = voyage(ship, start, destination, opened=open_ids, **options)
            except NavrouteError as error:
                answer = error
            rows.append((name, case, answer))
    return Comparison(ship, tuple(rows))


def _outcome(answer: Voyage | NavrouteError) -> dict[str, Any]:
    failed = isinstance(answer, NavrouteError)
    return {
        "voyage": None if failed else answer.to_dict(),
        "error": answer.to_dict() if failed else None,
    }
