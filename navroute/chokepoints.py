"""Straits, canals and gates: where they are, what fits through, whose rules hold.

CONTRACT (to be filled in): get(), resolve(), resolve_many(), search(), all_chokepoints().
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from navroute.bands import Band
from navroute.positions import Position

__all__ = ["Chokepoint"]


@dataclass(frozen=True, slots=True)
class Chokepoint:
    """One chokepoint.

    Parameters
    ----------
    id : str
        For example ``"suez_canal"``.
    name : str
    kind : str
        ``strait``, ``canal``, ``gate``, ``port channel``, ``open sea`` or ``inland canal``.
    region : str
    position : Position
    gate : tuple of (lon, lat)
        The gate line, land to land; a route that crosses it passes the chokepoint. Empty for
        inland canals, which the sea network does not reach.
    aliases : tuple of str
        Short names and other spellings.
    max_draught_m, max_beam_m, max_loa_m, max_air_draught_m : float or None
        Simple physical limits, metres; canals with tables have their own module in ``law/``.
    speed_limit_kn : float or None
    length_nm : float or None
        Length of the stretch that ``transit_h`` covers.
    transit_h, wait_h : Band or None
        Hours to pass, and hours to wait before.
    regime, warship_rule, reporting : str
        The law and the reporting duties in words.
    ice : bool
        Closed by default: under ice or ice-escort rules for most of the year.
    from_memory : frozenset of str
        Fields whose value has no source at hand.
    sources : tuple of str
    confidence, notes : str
    """

    id: str
    name: str
    kind: str
    region: str
    position: Position
    gate: tuple[tuple[float, float], ...] = ()
    aliases: tuple[str, ...] = ()
    max_draught_m: float | None = None
    max_beam_m: float | None = None
    max_loa_m: float | None = None
    max_air_draught_m: float | None = None
    speed_limit_kn: float | None = None
    length_nm: float | None = None
    transit_h: Band | None = None
    wait_h: Band | None = None
    regime: str = ""
    warship_rule: str = ""
    reporting: str = ""
    ice: bool = False
    from_memory: frozenset[str] = field(default_factory=frozenset)
    sources: tuple[str, ...] = ()
    confidence: str = ""
    notes: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the chokepoint as JSON-ready values."""
        raise NotImplementedError
