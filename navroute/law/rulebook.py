"""Rules as data: id, status, text, article, dates and sources, from the two rule files.

``data/montreux_rules.json`` and ``data/passage_rules.json`` say what each rule says; the
modules beside this one say in which order rules are asked.
"""

from __future__ import annotations

import datetime as dt
import functools
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from navroute.chokepoints import Chokepoint
from navroute.datafiles import read_json
from navroute.law.verdict import Status, Verdict

__all__ = ["Rule", "all_rules", "long_date", "montreux", "passage", "rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of passage.

    Parameters
    ----------
    id : str
        For example ``"montreux.W3"``.
    status : Status
    reason : str
        One or two sentences with ``{place}`` (``{Place}`` to begin one) and other facts to
        fill in.
    article : str
    sources : tuple of str
    since : str
        ISO date from which the rule holds; empty if it always has or the state of war says.
    avoided : bool
        Ships of this kind are known to go another way.
    """

    id: str
    status: Status
    reason: str
    article: str = ""
    sources: tuple[str, ...] = ()
    since: str = ""
    avoided: bool = False

    def verdict(self, chokepoint: Chokepoint, *, since: str = "", **facts: str) -> Verdict:
        """Return the rule applied to a chokepoint, its text filled in with ``facts``.

        Parameters
        ----------
        since : str
            ISO date, where the rule itself names none.
        """
        place = chokepoint.in_prose
        reason = self.reason.format(place=place, Place=place[0].upper() + place[1:], **facts)
        return Verdict(
            chokepoint=chokepoint.id,
            status=self.status,
            rule=self.id,
            reason=reason[0].upper() + reason[1:],  # it may begin with a ship's name
            sources=self.sources or chokepoint.sources,
            article=self.article,
            since=self.since or since,
            avoided=self.avoided,
        )


@functools.cache
def montreux() -> Mapping[str, Any]:
    """Return the content of ``montreux_rules.json``."""
    content: dict[str, Any] = read_json("montreux_rules.json")
    return content


@functools.cache
def passage(section: str) -> Mapping[str, Any]:
    """Return one section of ``passage_rules.json``, for example ``"kiel_canal"``."""
    content: dict[str, Any] = _passage_file()[section]
    return content


@functools.cache
def _passage_file() -> Mapping[str, Any]:
    content: dict[str, Any] = read_json("passage_rules.json")
    return content


@functools.cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule of both files by id."""
    books = [montreux(), *(part for part in _passage_file().values() if isinstance(part, dict))]
    return {
        key: _rule_from(key, row) for book in books for key, row in book.get("rules", {}).items()
    }


def rule(key: str) -> Rule:
    """Return the rule of an id."""
    return all_rules()[key]


def long_date(day: dt.date | str) -> str:
    """Return a date as it stands in a sentence, ``28 February 2022``; ISO text is read."""
    date = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return f"{date.day} {month_name[date.month]} {date.year}"


def _rule_from(key: str, row: Mapping[str, Any]) -> Rule:
    return Rule(
        id=key,
        status=Status(row["status"]),
        reason=row["reason"],
        article=row.get("article", ""),
        sources=tuple(row["sources"]),
        since=row.get("since", ""),
        avoided=row.get("avoided", False),
    )
