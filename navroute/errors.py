"""Everything navroute can refuse to do, and the exit code the shell gets for it.

::

    NavrouteError                      1   base of all; ``hint`` says what would work
    ├── InvalidInputError              2   also a ValueError
    │   ├── PositionError                  latitude 95, NaN, unreadable text
    │   ├── DateError                      naive or impossible date
    │   └── SamePlaceError                 origin and destination are one place
    ├── NotFoundError                  3   also a LookupError; ``suggestions``
    │   ├── UnknownPlaceError
    │   ├── UnknownVesselError
    │   ├── UnknownChokepointError
    │   ├── AmbiguousNameError             several ports or ships of one name
    │   └── NotAtSeaError                  an inland position, a landlocked port
    ├── NoRouteError                   4   ``closed`` names the closures that caused it
    │   └── VesselUnavailableError         the ship was lost before that date
    ├── DataError                      5   a data file is missing or does not match its checksum
    └── OutputError                    1   the output could not be written

A batch with failed rows, or a split convoy with a group that has no way, exits with 6, Ctrl-C
with 130, a broken pipe with 141.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from navroute.convoy_results import Convoy
    from navroute.law.verdict import Verdict
    from navroute.results import Route, Voyage

__all__ = [
    "AmbiguousNameError",
    "DataError",
    "DateError",
    "InvalidInputError",
    "NavrouteError",
    "NoRouteError",
    "NotAtSeaError",
    "NotFoundError",
    "OutputError",
    "PositionError",
    "SamePlaceError",
    "UnknownChokepointError",
    "UnknownPlaceError",
    "UnknownVesselError",
    "VesselUnavailableError",
]


class NavrouteError(Exception):
    """Base of every error navroute raises on purpose.

    Parameters
    ----------
    message : str
        One sentence: what was wrong.
    hint : str, optional
        One sentence: what would work.

    Attributes
    ----------
    hint : str
    exit_code : int
        What the shell command exits with.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def to_dict(self) -> dict[str, Any]:
        """Return the error as JSON-ready values, schema ``navroute/error/1``."""
        return {
            "schema": "navroute/error/1",
            "type": type(self).__name__,
            "message": str(self),
            "hint": self.hint or None,
            "exit_code": self.exit_code,
        }


class InvalidInputError(NavrouteError, ValueError):
    """A value that can never be right, whatever the data."""

    exit_code = 2


class PositionError(InvalidInputError):
    """A position that is not on Earth or cannot be read."""


class DateError(InvalidInputError):
    """A date that is naive, impossible or unreadable."""


class SamePlaceError(InvalidInputError):
    """Origin and destination are the same place."""


class NotFoundError(NavrouteError, LookupError):
    """A name that stands for nothing navroute knows.

    Attributes
    ----------
    suggestions : tuple of str
        Names that would have worked, nearest first.
    """

    exit_code = 3

    def __init__(self, message: str, *, hint: str = "", suggestions: Iterable[str] = ()) -> None:
        self.suggestions = tuple(suggestions)
        if not hint and self.suggestions:
            hint = "Did you mean " + " or ".join(f"'{s}'" for s in self.suggestions[:3]) + "?"
        super().__init__(message, hint=hint)


class UnknownPlaceError(NotFoundError):
    """No port of that name or code, and no readable position."""


class UnknownVesselError(NotFoundError):
    """No vessel of that name, pennant, IMO or MMSI."""


class UnknownChokepointError(NotFoundError):
    """No chokepoint of that id, name or short name."""


class AmbiguousNameError(NotFoundError):
    """A name that several ports or ships bear; ``suggestions`` tells them apart."""


class NotAtSeaError(NotFoundError):
    """A place that the sea does not reach."""


class NoRouteError(NavrouteError):
    """Every way is closed.

    Attributes
    ----------
    closed : tuple of str
        Ids of the closures without which there would be a route.
    verdicts : tuple of Verdict
        What the law says of them; empty when a network is searched without a planner.
    possible : Route, Voyage, Convoy or None
        What would be possible if they were open; of several ships their convoy.
    """

    exit_code = 4

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        closed: Iterable[str] = (),
        verdicts: Iterable[Verdict] = (),
        possible: Route | Voyage | Convoy | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.closed = tuple(closed)
        self.verdicts = tuple(verdicts)
        self.possible = possible

    def to_dict(self) -> dict[str, Any]:
        """Return the error with the closures, their verdicts and what would be possible."""
        return {
            **super().to_dict(),
            "closed": list(self.closed),
            "verdicts": [verdict.to_dict() for verdict in self.verdicts],
            "possible": None if self.possible is None else self.possible.to_dict(),
        }


class VesselUnavailableError(NoRouteError):
    """The ship no longer exists on the date of departure."""


class DataError(NavrouteError):
    """A shipped data file is missing or damaged."""

    exit_code = 5


class OutputError(NavrouteError):
    """A file could not be written; nothing was left half-written."""
