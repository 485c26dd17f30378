"""Quantities and times that are not known exactly: their 10th, 50th and 90th percentile."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from navroute.errors import InvalidInputError

__all__ = ["Band", "TimeBand"]


@dataclass(frozen=True, slots=True)
class Band:
    """Three percentiles of one quantity, in the unit its owner's name gives.

    Parameters
    ----------
    p10, p50, p90 : float
        10th, 50th and 90th percentile, not decreasing.

    Examples
    --------
    >>> Band.parse("8.5-10.5-12.5").p50
    10.5
    """

    p10: float
    p50: float
    p90: float

    def __post_init__(self) -> None:
        if not self.p10 <= self.p50 <= self.p90:
            raise InvalidInputError(
                f"A band must not decrease: {self.p10}, {self.p50}, {self.p90}.",
                hint="Give it as low-middle-high, for example 8.5-10.5-12.5.",
            )

    @classmethod
    def exactly(cls, value: float) -> Band:
        """Return a band without width."""
        return cls(value, value, value)

    @classmethod
    def parse(cls, text: str) -> Band:
        """Read ``"10.5"`` or ``"8.5-10.5-12.5"``."""
        try:
            numbers = [float(part) for part in text.split("-")]
        except ValueError:
            numbers = []
        if len(numbers) == 1:
            return cls.exactly(numbers[0])
        if len(numbers) == 3:
            return cls(*numbers)
        raise InvalidInputError(
            f"'{text}' is neither a number nor three numbers.",
            hint="Write 10.5 or 8.5-10.5-12.5.",
        )

    def to_dict(self) -> dict[str, float]:
        """Return ``{"p10": ..., "p50": ..., "p90": ...}``."""
        return {"p10": self.p10, "p50": self.p50, "p90": self.p90}


@dataclass(frozen=True, slots=True)
class TimeBand:
    """When something happens: 10th, 50th and 90th percentile, aware UTC datetimes."""

    p10: dt.datetime
    p50: dt.datetime
    p90: dt.datetime

    def to_dict(self) -> dict[str, str]:
        """Return ISO 8601 strings with ``Z``, to the second."""
        return {name: _iso_z(getattr(self, name)) for name in ("p10", "p50", "p90")}


def _iso_z(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
