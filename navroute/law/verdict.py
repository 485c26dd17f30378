"""The answer of every rule: open, caution or closed, and what it rests on."""

from __future__ import annotations

import dataclasses
import enum
from dataclasses import dataclass
from typing import Any

__all__ = ["Status", "Verdict"]


class Status(enum.StrEnum):
    """What a rule says of one ship at one chokepoint on one date."""

    OPEN = "OPEN"
    CAUTION = "CAUTION"  # lawful and possible, but with notice, contest or against practice
    CLOSED = "CLOSED"

    @property
    def severity(self) -> int:
        """0 for open, 1 for caution, 2 for closed."""
        return list(Status).index(self)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One ship, one chokepoint, one date.

    Parameters
    ----------
    chokepoint : str
        Id of the chokepoint.
    status : Status
    rule : str
        Id of the rule that decided, for example ``"montreux.W3"`` or ``"limits.draught"``.
    article : str
        Article or paragraph of the rule; empty if it has none.
    reason : str
        One sentence for a person.
    sources : tuple of str
        Keys of ``data/sources.csv``.
    since : str
        ISO date from which the rule holds; empty if it always has.
    avoided : bool
        Lawful, but ships of this kind are known to go another way: the planner takes the
        chokepoint only if there is no route without it.
    overridden : str
        The user's override (``"--open bosphorus"``) when one decided; empty otherwise.
    """

    chokepoint: str
    status: Status
    rule: str
    reason: str
    sources: tuple[str, ...] = ()
    article: str = ""
    since: str = ""
    avoided: bool = False
    overridden: str = ""

    @property
    def by_ice(self) -> bool:
        """Whether it is the ice that decides, which closes by default and not by law."""
        by_rule = self.rule.startswith("arctic.ice") and not self.overridden
        return by_rule and self.status is Status.CLOSED

    def to_dict(self) -> dict[str, Any]:
        """Return the verdict as JSON-ready values; ``status`` is called ``verdict`` there."""
        return {
            "chokepoint": self.chokepoint,
            "verdict": self.status.value,
            "rule": self.rule,
            "article": self.article or None,
            "reason": self.reason,
            "sources": list(self.sources),
            "since": self.since or None,
            "avoided": self.avoided,
            "overridden": self.overridden or None,
        }

    def override(self, status: Status, by: str) -> Verdict:
        """Return this verdict as the user wants it, keeping what the rule had said."""
        if self.avoided and status is not Status.CLOSED:
            said = f"; by rule {self.rule} the way would keep clear of it: {self.reason}"
        elif status is self.status:
            said = f"; rule {self.rule} says the same: {self.reason}"
        else:
            said = f"; by rule {self.rule} it would be {self.status}: {self.reason}"
        return dataclasses.replace(
            self,
            status=status,
            reason=f"{status} because of {by}{said}",
            avoided=False,
            overridden=by,
        )

    def together_with(self, other: Verdict | None) -> Verdict:
        """Return the more restrictive of two verdicts, with the other's reason if it matters.

        The other matters when it is not simply open. Of equals this one leads.
        """
        if other is None:
            return self
        first, second = self, other
        if second.status.severity > first.status.severity:
            first, second = second, first
        if second.status is Status.OPEN:
            return first
        return dataclasses.replace(
            first,
            reason=f"{first.reason} {second.reason}",
            sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
            avoided=first.status is not Status.CLOSED and (first.avoided or second.avoided),
        )
