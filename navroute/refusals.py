"""Why there is no route, and what would be possible: the error a caller can act on."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from navroute import chokepoints
from navroute.closures import Closures
from navroute.errors import NoRouteError
from navroute.law.group import judge_each
from navroute.law.verdict import Status, Verdict
from navroute.network.path import SeaNetwork
from navroute.question import Question, by
from navroute.routes import Route
from navroute.vessels import Vessel

__all__ = ["Refusal"]

Plan = Callable[[Question], Route]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A question that the closures leave no way for.

    Parameters
    ----------
    question : Question
    ships : tuple of Vessel
        Empty for a route without a ship.
    day : date
    verdicts : mapping of str to Verdict
    network : SeaNetwork
    """

    question: Question
    ships: tuple[Vessel, ...]
    day: dt.date
    verdicts: Mapping[str, Verdict]
    network: SeaNetwork

    def explained(self, error: NoRouteError, plan: Plan) -> NoRouteError:
        """Return the error with who closed the way, and the route as it would be if open.

        Where any one of several closures would do, all are named, and the route is by the one
        most easily lifted: first what the user closed, then law, then the size nearest to
        fitting.
        """
        choices = self._choices(error.closed)
        best = choices[0] if choices else ()
        possible: Route | None = None
        with contextlib.suppress(NoRouteError):  # even then there may be none
            possible = plan(self._without(best))
        named = tuple(dict.fromkeys(key for choice in choices for key in choice))
        return NoRouteError(
            self._message(named),
            hint=error.hint if possible is None else self._hint(best, possible),
            closed=named,
            verdicts=[self.verdicts[key] for key in named],
            possible=possible,
        )

    def _choices(self, closed: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return the sets of closures each of which, lifted, would give a route."""
        if len(closed) != 1:
            return [closed] if closed else []
        shut = Closures.from_verdicts(self.verdicts)
        ends = self.question.origin, self.question.destination
        single = []
        for key in {*closed, *shut.closed - shut.ice}:
            with contextlib.suppress(NoRouteError):
                self.network.path(*ends, closed=shut.closed - {key})
                single.append(key)
        return [(key,) for key in sorted(single, key=self._how_firm)]

    def _how_firm(self, key: str) -> tuple[int, float, str]:
        verdict = self.verdicts[key]
        limit_m = chokepoints.get(key).max_draught_m or 0.0
        by_size = verdict.rule.startswith("limits")
        return (0 if verdict.overridden else 2 if by_size else 1), -limit_m, key

    def _without(self, lifted: Iterable[str]) -> Question:
        """Return the question with some closures lifted: with one of a group the whole group."""
        keys, shut = set(lifted), self.question.closed
        opened = by("--open", sorted(keys - shut.keys()))
        left_out = {shut[key] for key in keys & shut.keys()}
        closed = {key: option for key, option in shut.items() if option not in left_out}
        return replace(self.question, opened={**self.question.opened, **opened}, closed=closed)

    def _message(self, named: tuple[str, ...]) -> str:
        ends = f"from {self.question.origin.name} to {self.question.destination.name}"
        if not named:
            return f"There is no route {ends}."
        names = _listed([chokepoints.get(key).in_prose for key in named])
        shut_out = self._shut_out(named)
        together = _listed([ship.name for ship in shut_out]) if shut_out else ""
        whom = f" to {together} on {self.day}" if together else ""
        verb = "is" if len(named) == 1 else "are"
        return f"There is no route {ends}: {names} {verb} closed{whom}."

    def _shut_out(self, named: Iterable[str]) -> tuple[Vessel, ...]:
        """Return the ships to which some of the chokepoints are closed, each judged in company.

        That is all of them where none alone is shut out.
        """
        asked, keys = self.question, tuple(named)
        each = judge_each(self.ships, self.day, opened=asked.opened, closed=asked.closed)
        barred = tuple(
            ship
            for ship, verdicts in zip(self.ships, each, strict=True)
            if any(verdicts[key].status is Status.CLOSED for key in keys)
        )
        return barred or self.ships

    def _hint(self, best: tuple[str, ...], possible: Route) -> str:
        length = f"it would be {possible.distance_nm:,.0f} nm"
        own = [self.question.closed[key] for key in best if key in self.question.closed]
        if own:
            options = " and ".join(f"{option!r}" for option in dict.fromkeys(own))
            return f"Without {options} {length}."
        return f"With --open {','.join(best)} {length}."


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
