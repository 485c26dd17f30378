"""Between berth and sea: the slow first and last miles, and the wait for a pilot.

``data/approaches.csv`` has a row for ports behind a river or sea canal, and one, ``harbour``,
for all others. A place that is no port has no approach.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from navroute.bands import Band
from navroute.datafiles import read_csv, split_list
from navroute.places import Place
from navroute.ports import Port
from navroute.transit.waits import Delay

__all__ = ["delays_for"]

_ANY = "harbour"
_LEAST_NM = 0.05  # where a canal ends at the berth, no approach is left to speak of
_NO_BERTH = ("approach", "anchorage")


@dataclass(frozen=True, slots=True)
class _Approach:
    """One row of data/approaches.csv."""

    length_nm: float
    speed_kn: float
    pilot_h: Band
    basis: str
    sources: tuple[str, ...]


def delays_for(
    origin: Place, destination: Place, end_nm: float, canals: Sequence[Delay]
) -> tuple[Delay, ...]:
    """Return the delays of leaving the origin and of coming in.

    Parameters
    ----------
    origin, destination : Port or Position
    end_nm : float
        Length of the way.
    canals : sequence of Delay
        What lies on the way; the approaches leave room to it.
    """
    first_nm = min((delay.from_nm for delay in canals), default=end_nm)
    last_nm = max((delay.to_nm for delay in canals), default=0.0)
    room_nm = end_nm / 2
    found = []
    if (leaving := _of(origin)) is not None:
        length_nm = min(leaving.length_nm, first_nm, room_nm)
        if length_nm >= _LEAST_NM:
            found.append(_delay("departure", leaving, 0.0, length_nm, pilot=False))
    if (coming := _of(destination)) is not None:
        from_nm = min(max(end_nm - coming.length_nm, last_nm, room_nm), end_nm)
        found.append(_delay("arrival", coming, from_nm, end_nm, pilot=True))
    return tuple(found)


def _delay(key: str, approach: _Approach, from_nm: float, to_nm: float, *, pilot: bool) -> Delay:
    said = _slow(approach, to_nm - from_nm)
    if pilot:
        low, middle, high = approach.pilot_h.to_dict().values()
        waiting = f"{low:g}-{middle:g}-{high:g} h of waiting for pilot and tugs"
        said = f"{said}, after {waiting}" if said else waiting
    where = "Leaving port" if key == "departure" else "Coming in"
    return Delay(
        passage=None,
        chokepoint=key,
        from_nm=from_nm,
        to_nm=to_nm,
        wait_h=approach.pilot_h if pilot else Band.exactly(0.0),
        least_transit_h=Band.exactly((to_nm - from_nm) / approach.speed_kn),
        basis=f"{where}: {said} ({approach.basis})",
        sources=approach.sources,
    )


def _slow(approach: _Approach, length_nm: float) -> str:
    if length_nm < _LEAST_NM:
        return ""
    return f"at most {approach.speed_kn:g} kn over {length_nm:.3g} nm"


def _of(place: Place) -> _Approach | None:
    if not isinstance(place, Port) or place.kind in _NO_BERTH:
        return None
    return _table().get(place.id) or _table()[_ANY]


@functools.cache
def _table() -> Mapping[str, _Approach]:
    table: dict[str, _Approach] = {}
    for row in read_csv("approaches.csv"):
        pilot_h = Band(*(float(row[f"pilot_{name}"]) for name in ("p10", "p50", "p90")))
        marked = " (from memory)" if row["from_memory"] and row["id"] != _ANY else ""
        approach = _Approach(
            float(row["length_nm"]),
            float(row["speed_kn"]),
            pilot_h,
            row["basis"] + marked,
            split_list(row["sources"]),
        )
        table |= dict.fromkeys(split_list(row["ports"]) or (row["id"],), approach)
    return table
