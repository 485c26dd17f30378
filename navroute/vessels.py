"""Named ships: what they are in law and in steel.

CONTRACT (to be filled in): get(), search(), all_vessels(), load_user_file(), adhoc().
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Vessel", "VesselType"]


class VesselType(enum.StrEnum):
    """What a ship is in the law of the straits (Montreux arts. 2-12 and Annex II)."""

    MERCHANT = "merchant"
    WARSHIP = "warship"  # light surface and minor war vessels: frigates, landing ships, ...
    CAPITAL_SHIP = "capital_ship"  # surface ship over 10,000 t standard
    AIRCRAFT_CARRIER = "aircraft_carrier"
    SUBMARINE = "submarine"
    AUXILIARY = "auxiliary"  # Annex II: naval surface vessel not built to fight
    NAVAL_TANKER = "naval_tanker"  # art. 9: auxiliary built only to carry fuel


@dataclass(frozen=True, slots=True)
class Vessel:
    """One ship.

    Parameters
    ----------
    name : str
    type : VesselType
    flag : str
        ISO 3166 alpha-2 code.
    aliases : tuple of str
        Other spellings and former names.
    name_ru : str
    imo, mmsi : str
    pennants : tuple of str
        Side numbers, newest first.
    ship_class : str
        Class or project, for people.
    home_port : str
    operator : str
        Fleet or company.
    loa_m, beam_m, draught_m, air_draught_m : float or None
        Metres; ``draught_m`` is the deepest the ship is known to draw.
    displacement_t, dwt_t : float or None
    max_speed_kn, cruise_speed_kn : float or None
    ranges_nm_at_kn : tuple of (float, float)
        Quoted (range in nm, at speed in kn).
    observed_speed : str
        Observed transits in words, as the source gives them.
    contested : str
        Why the ship's class in law is contested; empty if it is not.
    lost_on : date or None
        The ship no longer exists from this date.
    lost_note : str
    from_memory : frozenset of str
        Fields whose value has no source at hand; shown as assumptions.
    sources : tuple of str
        Keys of ``data/sources.csv``.
    confidence, notes : str
    """

    name: str
    type: VesselType
    flag: str
    aliases: tuple[str, ...] = ()
    name_ru: str = ""
    imo: str = ""
    mmsi: str = ""
    pennants: tuple[str, ...] = ()
    ship_class: str = ""
    home_port: str = ""
    operator: str = ""
    loa_m: float | None = None
    beam_m: float | None = None
    draught_m: float | None = None
    air_draught_m: float | None = None
    displacement_t: float | None = None
    dwt_t: float | None = None
    max_speed_kn: float | None = None
    cruise_speed_kn: float | None = None
    ranges_nm_at_kn: tuple[tuple[float, float], ...] = ()
    observed_speed: str = ""
    contested: str = ""
    lost_on: dt.date | None = None
    lost_note: str = ""
    from_memory: frozenset[str] = field(default_factory=frozenset)
    sources: tuple[str, ...] = ()
    confidence: str = ""
    notes: str = ""

    @property
    def is_merchant(self) -> bool:
        """Whether the ship is a merchant vessel in law."""
        return self.type is VesselType.MERCHANT

    def to_dict(self) -> dict[str, Any]:
        """Return the vessel as JSON-ready values."""
        raise NotImplementedError
