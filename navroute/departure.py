"""When a voyage is to take place: a departure, a window of departures, or an arrival to keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from navroute.errors import DateError
from navroute.times import parse_departure

__all__ = ["Moment", "When", "Window"]

Moment = str | dt.datetime | dt.date
Window = str | tuple[Moment, Moment]

_HINT = "Give one of depart, depart_window and arrive, for example --depart 2025-01-27T12:00Z."


@dataclass(frozen=True, slots=True)
class When:
    """One of a departure, a window of departures, or an arrival to keep.

    Parameters
    ----------
    depart : datetime or None
        Aware UTC; the beginning of the window where there is one. None for an arrival to keep.
    window_end : datetime or None
        The ship departs anywhere between ``depart`` and this.
    arrive : datetime or None
        The ship is to have arrived by then.
    notes : tuple of str
        What was assumed in reading.
    """

    depart: dt.datetime | None
    window_end: dt.datetime | None = None
    arrive: dt.datetime | None = None
    notes: tuple[str, ...] = ()

    @property
    def window_h(self) -> float:
        """Length of the window in hours; 0 without one."""
        if self.depart is None or self.window_end is None:
            return 0.0
        return (self.window_end - self.depart).total_seconds() / 3600.0

    @classmethod
    def read(
        cls,
        depart: Moment | None = None,
        window: Window | None = None,
        arrive: Moment | None = None,
        *,
        allow_naive: bool = False,
    ) -> When:
        """Read what a caller gave.

        Parameters
        ----------
        depart, arrive : str, datetime or date, optional
        window : str or pair, optional
            ``"2025-01-26..2025-01-28T12:00Z"`` or the two moments.
        allow_naive : bool
            As for `navroute.times.parse_departure`.

        Raises
        ------
        DateError
            None or several of the three were given, or one cannot be read; the window ends before
            it begins.
        """
        if sum(given is not None for given in (depart, window, arrive)) != 1:
            raise DateError("A voyage needs one point in time, and no more.", hint=_HINT)
        if window is not None:
            return cls._from_window(window, allow_naive=allow_naive)
        moment, note = parse_departure(
            arrive if depart is None else depart,  # type: ignore[arg-type]  # one is given
            allow_naive=allow_naive,
        )
        notes = (note,) if note else ()
        if arrive is not None:
            return cls(None, arrive=moment, notes=notes)
        return cls(moment, notes=notes)

    @classmethod
    def _from_window(cls, window: Window, *, allow_naive: bool) -> When:
        ends = tuple(window.split("..")) if isinstance(window, str) else tuple(window)
        if len(ends) != 2:
            raise DateError(
                f"'{window}' is not a window of departures.",
                hint="Write --depart-window 2025-01-26T00:00Z..2025-01-28T00:00Z.",
            )
        (first, note), (last, other) = (parse_departure(e, allow_naive=allow_naive) for e in ends)
        if last < first:
            raise DateError(
                "The window of departures ends before it begins.",
                hint="Write the earlier moment first.",
            )
        return cls(first, last, notes=tuple(dict.fromkeys(n for n in (note, other) if n)))
