"""May this ship call at that port? The ban on Russian ships in the European Union, and Spain's.

Asked of the port of destination. A closed port is a warning and no refusal: a ship may still
sail to its roads, and leave to enter may be given.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from navroute.law.rulebook import Rule, passage, rule
from navroute.law.verdict import Status
from navroute.vessels import Vessel

__all__ = ["PortVerdict", "judge_port"]

RUSSIA, SPAIN = "RU", "ES"


@dataclass(frozen=True, slots=True)
class PortVerdict:
    """One ship, the ports of one country, one date.

    Parameters
    ----------
    country_code : str
        ISO 3166 alpha-2.
    status : Status
        ``CAUTION`` or ``CLOSED``.
    rule, article, reason : str
    sources : tuple of str
        Keys of ``data/sources.csv``.
    since : str
        ISO date from which the rule holds.
    """

    country_code: str
    status: Status
    rule: str
    reason: str
    sources: tuple[str, ...]
    article: str
    since: str

    @property
    def warning(self) -> str:
        """The reason with its rule and sources, as a warning gives it."""
        return f"{self.reason} [rule {self.rule}; sources: {', '.join(self.sources)}]"


def judge_port(vessel: Vessel, country_code: str, on: dt.date) -> PortVerdict | None:
    """Return what bars a ship from the ports of a country, None if no rule known here does.

    Parameters
    ----------
    vessel : Vessel
    country_code : str
        ISO 3166 alpha-2 code of the port's country.
    on : date
    """
    found = _rule(vessel, country_code)
    if found is None or on.isoformat() < found.since:
        return None
    return PortVerdict(
        country_code=country_code,
        status=found.status,
        rule=found.id,
        reason=found.reason,
        sources=found.sources,
        article=found.article,
        since=found.since,
    )


def _rule(vessel: Vessel, country_code: str) -> Rule | None:
    if vessel.flag != RUSSIA:
        return None
    if vessel.is_merchant:
        in_union = country_code in passage("ports_of_call")["eu_members"]
        return rule("ports.eu_russian_flag") if in_union else None
    return rule("ports.spain_russian_warship") if country_code == SPAIN else None
