"""Fuel on a voyage: what the transit room says of it, with the way and the ports filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from navroute import geo, ports
from navroute.ports import Port
from navroute.results import Route
from navroute.shapes import Polyline
from navroute.transit import fuel
from navroute.transit.schedule import Schedule
from navroute.vessels import Vessel

__all__ = ["fuel_for", "remarks_on"]

_NEAR_NM = 60.0  # a port is on the way if the way passes so near it; navroute's choice
_NO_FUEL = ("approach", "anchorage", "landlocked")


def fuel_for(
    ship: Vessel,
    found: Route,
    line: Polyline,
    plan: Schedule,
    speed_kn: float,
    company: Sequence[Vessel] = (),
) -> fuel.FuelPlan | None:
    """Return what the voyage asks of the ship's fuel, None if her range is not known.

    Parameters
    ----------
    ship : Vessel
    found : Route
    line : Polyline
        The way, densified.
    plan : Schedule
    speed_kn : float
        Median speed.
    company : sequence of Vessel
        Ships that sail along; tankers among them supply her.
    """

    def when(distance_nm: float) -> dt.datetime:
        return plan.position_time(distance_nm).p50

    tankers = [other.name for other in company if other != ship and fuel.carries_fuel(other)]

    def planned(friendly: Sequence[tuple[float, str]]) -> fuel.FuelPlan | None:
        return fuel.plan_for(
            ship,
            needed_nm=found.distance_nm,
            speed_kn=speed_kn,
            where=line.at,
            when=when,
            tankers=tankers,
            friendly=friendly,
        )

    first = planned(())
    if first is None or first.lasts:
        return first
    return planned(_friendly(ship.flag, line))


def remarks_on(
    ship: Vessel, plan: fuel.FuelPlan | None, *, under_tow: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the assumptions and the warnings that go with a fuel plan."""
    if under_tow:
        told = f"Under tow {ship.name} burns no fuel of her own; that of the tug is not checked."
        return (told,), ()
    if plan is None:
        return (f"The range of {ship.name} is not known; her fuel was not checked.",), ()
    if plan.possible:
        return plan.assumptions, ()
    short = f"{ship.name} cannot make it on her own fuel: she needs a tanker in company."
    return plan.assumptions, (short,)


def _friendly(flag: str, line: Polyline) -> list[tuple[float, str]]:
    """Return distance run and name of the ports under the ship's own flag that the way passes."""
    own = [port for port in ports.all_ports() if port.country_code == flag and _sells(port)]
    if not flag or not own:
        return []
    way = geo.unit_vectors(line.lon_lat_deg[:, 0], line.lon_lat_deg[:, 1])
    near = []
    for port in own:
        bounds_nm = geo.lower_bounds_nm(port.position.lon, port.position.lat, way)
        nearest = int(bounds_nm.argmin())
        if bounds_nm[nearest] <= _NEAR_NM:
            near.append((float(line.distance_run_nm[nearest]), port.name))
    return sorted(near)


def _sells(port: Port) -> bool:
    return port.kind not in _NO_FUEL
