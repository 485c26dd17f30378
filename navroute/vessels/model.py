"""One ship: what it is in law and in steel."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from dataclasses import dataclass, field
from typing import Any

from navroute.errors import VesselUnavailableError

__all__ = ["Vessel", "VesselType", "require_afloat"]


class VesselType(enum.StrEnum):
    """What a ship is in the law of the straits (Montreux arts. 2-12 and Annex II)."""

    MERCHANT = "merchant"
    WARSHIP = "warship"  # light surface and minor war vessels: frigates, landing ships, ...
    CAPITAL_SHIP = "capital_ship"  # surface ship over 10,000 t standard
    AIRCRAFT_CARRIER = "aircraft_carrier"
    SUBMARINE = "submarine"
    AUXILIARY = "auxiliary"  # Annex II: naval surface vessel not built to fight
    NAVAL_TANKER = "naval_tanker"  # art. 9: auxiliary built only to carry fuel


_TYPE_TEXTS = {
    VesselType.MERCHANT: "merchant vessel (Montreux art. 2)",
    VesselType.WARSHIP: "warship (light surface or minor war vessel, Montreux art. 10)",
    VesselType.CAPITAL_SHIP: "capital ship (over 10,000 t, Montreux art. 11)",
    VesselType.AIRCRAFT_CARRIER: "aircraft carrier (not named in Montreux arts. 10-11)",
    VesselType.SUBMARINE: "submarine (Montreux art. 12)",
    VesselType.AUXILIARY: "naval auxiliary (Montreux Annex II)",
    VesselType.NAVAL_TANKER: "naval fuel auxiliary (Montreux art. 9)",
}


@dataclass(frozen=True, slots=True)
class Vessel:
    """One ship.

    Parameters
    ----------
    name : str
    type : VesselType
    flag : str
        ISO 3166 alpha-2 code; empty if unknown.
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
        Metres; ``draught_m`` is the deepest the ship is known to draw, sonar dome included.
    displacement_t, dwt_t : float or None
        Tonnes; displacement is full load, of a submarine surfaced.
    max_speed_kn, cruise_speed_kn : float or None
        Knots; of a submarine surfaced.
    ranges_nm_at_kn : tuple of (float, float)
        Quoted (range in nm, at speed in kn).
    range_nm : float or None
        A range that is quoted without its speed.
    observed_speed : str
        Observed transits in words, as the source gives them, in knots.
    contested : str
        Why the ship's class in law is contested; empty if it is not.
    lost_on : date or None
        The day the ship was lost; it cannot depart after it.
    lost_note : str
        How and where it was lost, with the source keys.
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
    range_nm: float | None = None
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

    @property
    def type_text(self) -> str:
        """What kind of ship it is in law, one line for people."""
        text = _TYPE_TEXTS[self.type]
        return f"{text}, contested: {self.contested}" if self.contested else text

    def to_dict(self) -> dict[str, Any]:
        """Return the vessel as JSON-ready values; what is not known is None."""
        values: dict[str, Any] = {}
        for name in (item.name for item in dataclasses.fields(self)):
            value = getattr(self, name)
            values[name] = list(value) if isinstance(value, tuple) else value
            if value == "":
                values[name] = None
        ranges = [{"range_nm": nm, "speed_kn": kn} for nm, kn in self.ranges_nm_at_kn]
        return values | {
            "type": self.type.value,
            "type_text": self.type_text,
            "ranges_nm_at_kn": ranges,
            "lost_on": None if self.lost_on is None else self.lost_on.isoformat(),
            "from_memory": sorted(self.from_memory),
        }


def require_afloat(vessel: Vessel, departure: dt.date) -> None:
    """Refuse a departure after the day the ship was lost.

    Parameters
    ----------
    vessel : Vessel
    departure : date
        Day of departure in UTC; of an aware datetime its UTC day is taken.

    Raises
    ------
    VesselUnavailableError
        The ship was lost before that day; the message says how, and on whose word.
    """
    if isinstance(departure, dt.datetime):
        aware = departure.tzinfo is not None
        departure = (departure.astimezone(dt.UTC) if aware else departure).date()
    lost = vessel.lost_on
    if lost is None or departure <= lost:
        return
    how = vessel.lost_note or f"was lost on {lost:%Y-%m-%d}"
    raise VesselUnavailableError(
        f"{vessel.name} cannot depart on {departure:%Y-%m-%d}: she {how}.",
        hint=f"Give a departure up to {lost:%Y-%m-%d}, or another ship.",
    )
