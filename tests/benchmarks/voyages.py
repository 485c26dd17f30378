"""Dated voyages of real ships: reading them, sailing them with navroute, fitting what is fitted."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from navroute import planner, timing, vessels
from navroute.bands import Band
from navroute.departure import When
from navroute.errors import NoRouteError, UnknownVesselError
from navroute.positions import Position
from navroute.results import Route
from navroute.transit import speed as speeds
from navroute.transit.schedule import Schedule
from navroute.transit.stops import Stops, usual_stops
from navroute.vessels import Vessel

UNTROUBLED = "none known"
# Where a report is noon of a day, give or take: the error is read as uniform over its half-width.
ERROR_STEPS = np.linspace(-0.95, 0.95, 20)


@dataclass(frozen=True)
class Leg:
    """One voyage of the table, with its way."""

    id: str
    ships: tuple[Vessel, ...]
    start: dt.datetime
    hours: float
    error_h: float
    trouble: str
    route: Route = field(repr=False)
    basis: speeds.SpeedBasis = field(repr=False)
    row: str
    count: int

    @property
    def untroubled(self) -> bool:
        return self.trouble.strip().casefold() in ("", UNTROUBLED)

    @property
    def made_good_kn(self) -> float:
        return self.route.distance_nm / self.hours

    @property
    def slowest(self) -> Vessel:
        return self.ships[0]


@dataclass(frozen=True)
class Fit:
    """What is fitted: factors on the speeds of data/speeds.csv by row, and the stops."""

    factors: dict[str, float]
    stops: Stops


def read(path: Path) -> list[Leg]:
    """Return the voyages of a table, each with its way by the law of its day."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_leg(row) for row in csv.DictReader(file)]


def sail(leg: Leg, *, factor: float = 1.0, stops: Stops | None) -> Schedule:
    """Return the schedule of a leg with its speeds multiplied."""
    band = leg.basis.band_kn
    scaled = Band(*(max(kn * factor, 0.5) for kn in (band.p10, band.p50, band.p90)))
    conditions = timing.Conditions(
        ship=leg.slowest,
        speed=replace(leg.basis, band_kn=scaled),
        stops=None if stops is None else stops.of_group(leg.count),
    )
    day = leg.start.date()
    return timing.time_voyage(leg.route, When(leg.start), day, conditions).schedule


def fit(legs: Sequence[Leg]) -> Fit:
    """Return what the legs say: speeds by those without trouble, stops by those with it.

    The factor of a kind of ship is the median, over its legs without reported trouble, of the
    modelled over the observed time without stops. The rate of stops is the share of legs with
    reported trouble, over the distance of all; their median length that of the excess hours. The
    share of a ship's own stops is as shipped: it cannot be fitted on so few groups.
    """
    factors = {}
    for row in {leg.row for leg in legs}:
        ratios = [quickness(leg) for leg in legs if leg.row == row and leg.untroubled]
        if ratios:
            factors[row] = statistics.median(ratios)
    troubled = [leg for leg in legs if not leg.untroubled]
    usual = usual_stops()
    if not troubled:
        return Fit(factors, usual)
    excess_h = [leg.hours - still_h(leg) / factors.get(leg.row, 1.0) for leg in troubled]
    distance_nm = sum(leg.route.distance_nm for leg in legs)
    rate = 1000.0 * len(troubled) / distance_nm
    median_h = max(statistics.median(excess_h), 1.0)
    return Fit(factors, replace(usual, per_1000_nm=rate, median_h=median_h))


def quickness(leg: Leg) -> float:
    """Return how much faster than the table's median the ship was, without stops."""
    return still_h(leg) / leg.hours


@functools.cache
def _still_h(leg_id: str, start: dt.datetime) -> float:
    return sail(_BY_ID[leg_id, start], stops=None).duration_h.p50


def still_h(leg: Leg) -> float:
    """Return the modelled hours in the median, without stops."""
    _BY_ID[leg.id, leg.start] = leg
    return _still_h(leg.id, leg.start)


_BY_ID: dict[tuple[str, dt.datetime], Leg] = {}


def inside(schedule: Schedule, leg: Leg, *, with_error: bool) -> bool:
    """Return whether the reported time lies in the 80 % interval.

    With its error: in the interval of what would be reported, the modelled time plus an error
    of the dates that is uniform over plus or minus ``error_h``.
    """
    draws_h = schedule.arrival_draws_h
    if with_error:
        draws_h = np.add.outer(ERROR_STEPS * leg.error_h, draws_h).ravel()
    low, high = np.quantile(draws_h, (0.1, 0.9))
    return bool(low <= leg.hours <= high)


def _leg(row: dict[str, str]) -> Leg:
    ships = _ships(row)
    bases = [speeds.speed_for(ship) for ship in ships]
    slow = min(range(len(ships)), key=lambda i: bases[i].band_kn.p50)
    start, end = (dt.datetime.fromisoformat(row[key]) for key in ("t_from", "t_to"))
    return Leg(
        id=row["leg_id"],
        ships=(ships[slow], *(ship for i, ship in enumerate(ships) if i != slow)),
        start=start,
        hours=(end - start).total_seconds() / 3600.0,
        error_h=float(row["time_error_h"] or 0),
        trouble=row["trouble"],
        route=_route(_strictest(ships), row, start),
        basis=bases[slow],
        row=bases[slow].kind,
        count=len(row["vessels"].split(";")),
    )


def _ships(row: dict[str, str]) -> list[Vessel]:
    found = []
    for name in row["vessels"].split(";"):
        try:
            found.append(vessels.get(name.strip()))
        except UnknownVesselError:
            found.append(vessels.adhoc(type=_type(row["kind"]), flag="RU", name=name.strip()))
    known = [ship for ship in found if ship.sources]
    return known or found


def _type(kind: str) -> str:
    for word in ("submarine", "merchant", "auxiliary"):
        if word in kind:
            return word
    return "warship"


def _strictest(ships: Sequence[Vessel]) -> Vessel:
    """Return the ship whose law binds the company: a warship before a merchant."""
    return next((ship for ship in ships if not ship.is_merchant), ships[0])


def _route(ship: Vessel, row: dict[str, str], start: dt.datetime) -> Route:
    ends = [
        Position(lat=float(row[f"{at}_lat"]), lon=float(row[f"{at}_lon"])) for at in ("from", "to")
    ]
    try:
        return planner.voyage(ship, *ends, depart=start).route
    except NoRouteError as error:
        # She did sail: what closed the way did not bind her.
        return planner.voyage(ship, *ends, depart=start, opened=error.closed).route
