"""A quantity that is not known exactly: its 10th, 50th and 90th percentile."""

from __future__ import annotations

from dataclasses import dataclass

from navroute.errors import InvalidInputError

__all__ = ["Band"]


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
