"""Whether the fuel lasts, where the tank runs dry, and what replenishing costs.

Range by `endurance`. All miles are sailed at the median speed, from a full tank, with a tenth of
the range kept in reserve; a replenishment fills the tank: navroute's assumptions. A ship that must
refuel calls at the last friendly port in reach. Where there is none,

* a ship with a **tanker in company** replenishes from it;
* a **naval tanker** burns her cargo;
* a **Russian warship** or auxiliary has no one to ask (no port of the European Union or the
  United Kingdom serves her): she needs a tanker along, or cannot make it;
* any other ship **bunkers** on the way.

Replenishing is not part of the times of the voyage: how long it takes is a bare assumption, and a
navy may do it under way.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from navroute.bands import Band
from navroute.times import format_utc, iso_z
from navroute.transit import endurance
from navroute.transit.draws import scaled
from navroute.vessels import Vessel, VesselType

__all__ = ["REPLENISHMENT_H", "RESERVE", "FuelPlan", "Spot", "Supply", "carries_fuel", "plan_for"]

RESERVE = 0.10  # of the range; navroute's assumption
REPLENISHMENT_H = Band(7.2, 15.6, 24.0)  # 0.3 to 1 day each: assumption of passage_rules.json

_RUSSIA = "RU"


class Supply(enum.StrEnum):
    """Where a ship that must refuel gets it from."""

    PORT = "friendly port"
    BUNKERING = "bunkering"  # in any port or anchorage on the way
    TANKER = "tanker in company"
    OWN_CARGO = "own cargo"
    NONE = "none"  # a tanker would have to come along


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the way.

    Parameters
    ----------
    distance_nm : float
        Distance run.
    lat, lon : float
        Degrees.
    time : datetime
        Aware UTC; the median.
    supply : Supply or None
        Where the fuel comes from; None where the tank runs dry.
    supplier : str
        Port or tanker, if it has a name.
    """

    distance_nm: float
    lat: float
    lon: float
    time: dt.datetime
    supply: Supply | None = None
    supplier: str = ""

    def __str__(self) -> str:
        north, east = "NS"[self.lat < 0], "EW"[self.lon < 0]
        place = f"{abs(self.lat):.1f}{north} {abs(self.lon):.1f}{east}"
        return f"after {self.distance_nm:,.0f} nm, at {place} about {format_utc(self.time)}"

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-ready values."""
        return {
            "distance_nm": round(self.distance_nm, 1),
            "lat": round(self.lat, 4),
            "lon": round(self.lon, 4),
            "time": iso_z(self.time),
            "supply": self.supply and self.supply.value,
            "supplier": self.supplier or None,
        }


@dataclass(frozen=True, slots=True)
class FuelPlan:
    """Whether the fuel lasts, and what if it does not.

    Parameters
    ----------
    vessel : Vessel
    range_nm : float
        From a full tank, at ``speed_kn``.
    speed_kn : float
        Median speed of the voyage.
    needed_nm : float
        Length of the voyage.
    dry : Spot or None
        Where the tank would run dry without replenishing; None if it lasts.
    replenishments : tuple of Spot
        Where the reserve is reached, or the last friendly port before that.
    """

    vessel: Vessel
    range_nm: float
    speed_kn: float
    needed_nm: float
    dry: Spot | None
    replenishments: tuple[Spot, ...]

    @property
    def lasts(self) -> bool:
        """Whether one tank takes the ship there with the reserve untouched."""
        return not self.replenishments

    @property
    def possible(self) -> bool:
        """Whether the ship gets there with what is known to supply her."""
        return self.dry is None or all(s.supply is not Supply.NONE for s in self.replenishments)

    @property
    def replenishing_h(self) -> Band:
        """Hours that all replenishments take; not part of the times of the voyage."""
        return scaled(REPLENISHMENT_H, len(self.replenishments))

    @property
    def statement(self) -> str:
        """The answer in a few sentences."""
        said = f"{self.vessel.name}: range {self.range_nm:,.0f} nm at {self.speed_kn:.3g} kn"
        if self.lasts:
            return f"{said}, enough for {self.needed_nm:,.0f} nm with {RESERVE:.0%} in reserve."
        end = "but she comes in on her reserve"
        if self.dry is not None:
            end = f"and the tank runs dry {self.dry}"
        return f"{said}; the way is {self.needed_nm:,.0f} nm, {end}. {self._what_then()}"

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the answer rests on, a sentence each."""
        rests = f"Fuel of {self.vessel.name}: {endurance.basis(self.vessel)}; full tank at the"
        lines = [f"{rests} start, {RESERVE:.0%} of the range in reserve."]
        if self.replenishments:
            lines.append("A replenishment takes 0.3-1 d; the times of the voyage leave it out.")
        return tuple(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-ready values."""
        cap_kn = endurance.capped_below_kn(self.vessel)
        return {
            "range_nm": round(self.range_nm),
            "speed_kn": round(self.speed_kn, 2),
            "range_capped_below_kn": None if cap_kn is None else round(cap_kn, 2),
            "range_capped": cap_kn is not None and self.speed_kn < cap_kn,
            "reserve_share": RESERVE,
            "needed_nm": round(self.needed_nm, 1),
            "lasts": self.lasts,
            "possible": self.possible,
            "runs_dry": self.dry and self.dry.to_dict(),
            "replenishments": [spot.to_dict() for spot in self.replenishments],
            "replenishing_h": {k: round(v, 1) for k, v in self.replenishing_h.to_dict().items()},
            "statement": self.statement,
            "sources": list(self.vessel.sources),
        }

    def _what_then(self) -> str:
        first, count = self.replenishments[0], len(self.replenishments)
        times = "once" if count == 1 else f"{count} times"
        supply = first.supply or Supply.NONE
        does = _DOES[supply].format(supplier=first.supplier)
        how_long = self.replenishing_h
        cost = f"{how_long.p10 / 24:.1f}-{how_long.p90 / 24:.1f} d in all, not in the times"
        said = f"{does} {times}, {'first ' if count > 1 else ''}{first}; {cost}."
        if supply is Supply.NONE and self.dry is not None:
            said += " Without one she cannot make it."
        return said


_DOES = {
    Supply.PORT: "She fuels in friendly ports ({supplier})",
    Supply.BUNKERING: "She bunkers on the way",
    Supply.TANKER: "She replenishes from {supplier} in company",
    Supply.OWN_CARGO: "She fuels from her own cargo",
    Supply.NONE: "No friendly port lies on the way: she needs a tanker in company, to replenish",
}


def carries_fuel(vessel: Vessel) -> bool:
    """Whether a ship is a tanker, which can supply others."""
    return vessel.type is VesselType.NAVAL_TANKER or "tanker" in vessel.ship_class.casefold()


def plan_for(
    vessel: Vessel,
    *,
    needed_nm: float,
    speed_kn: float,
    where: Callable[[float], tuple[float, float]],
    when: Callable[[float], dt.datetime],
    tankers: Sequence[str] = (),
    friendly: Sequence[tuple[float, str]] = (),
) -> FuelPlan | None:
    """Return what a voyage asks of a ship's fuel, None if her range is not known.

    Parameters
    ----------
    vessel : Vessel
    needed_nm, speed_kn : float
        Length and median speed of the voyage.
    where, when : callable
        Longitude and latitude, and median time, at a distance run.
    tankers : sequence of str
        Names of tankers in company, the ship herself not among them.
    friendly : sequence of (float, str)
        Distance run and name of the friendly ports that the way passes near.
    """
    range_nm = endurance.range_at_nm(vessel, speed_kn)
    if range_nm is None:
        return None

    def spot(at_nm: float, supply: Supply | None = None, supplier: str = "") -> Spot:
        lon, lat = where(at_nm)
        return Spot(at_nm, lat, lon, when(at_nm), supply, supplier)

    supply, tanker = _supply(vessel, tankers)
    fillings = tuple(
        spot(at_nm, Supply.PORT, port) if port else spot(at_nm, supply, tanker)
        for at_nm, port in _fillings(needed_nm, range_nm * (1.0 - RESERVE), friendly)
    )
    dry = spot(range_nm) if range_nm < needed_nm else None
    return FuelPlan(vessel, range_nm, speed_kn, needed_nm, dry, fillings)


def _fillings(
    needed_nm: float, usable_nm: float, friendly: Sequence[tuple[float, str]]
) -> list[tuple[float, str]]:
    """Return where to fill the tank: in the last friendly port in reach, or at the reserve."""
    found: list[tuple[float, str]] = []
    full_nm = 0.0
    while needed_nm > full_nm + usable_nm:
        last_nm = full_nm + usable_nm
        # A port in the first half of a tank would come too soon to help.
        in_reach = [port for port in friendly if full_nm + usable_nm / 2 < port[0] <= last_nm]
        found.append(max(in_reach, default=(last_nm, "")))
        full_nm = found[-1][0]
    return found


def _supply(vessel: Vessel, tankers: Sequence[str]) -> tuple[Supply, str]:
    if tankers:
        return Supply.TANKER, tankers[0]
    if vessel.type is VesselType.NAVAL_TANKER:
        return Supply.OWN_CARGO, ""
    # Only of Russian warships it is on record that ports on the way do not serve them.
    if vessel.flag == _RUSSIA and not vessel.is_merchant:
        return Supply.NONE, ""
    return Supply.BUNKERING, ""
