"""What canals and straits cost beside distance: waiting before them, and a slower way through.

The restricted stretch of a chokepoint is its ``length_nm``, laid half before and half behind the
gate line; of a canal whose axis is known it is what the way sails of it, gate or no gate
(`navroute.transit.canal_axes`). It is cut off at the departure, at the destination and halfway to a
neighbouring restricted gate; of a stretch cut off the ship takes its share of the time. The ship
waits where the stretch begins; who lies in a canal already does not. On the stretch

* of a **canal**, the transit band replaces sailing at sea speed; a ship that is slower at sea
  than the canal's pace keeps its sea speed, so a canal never gains time;
* of a **strait with a speed limit**, the ship sails at its sea speed or at the limit, whichever
  is less.

Other straits cost nothing extra: their ``transit_h`` only describes sailing them. The time of a
passage is the time at the gate line, so it holds the whole wait and half the transit. A canal
without a known length is all at its gate, and wait and transit lie before the passage's time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from navroute import chokepoints
from navroute.bands import Band
from navroute.chokepoints import Chokepoint
from navroute.errors import InvalidInputError
from navroute.transit.canal_axes import Stretch
from navroute.transit.draws import scaled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    WaitUntil = Callable[[NDArray[np.float64]], NDArray[np.float64]]

__all__ = [
    "Delay",
    "Passed",
    "delays_for",
    "inside_text",
    "of_length",
    "transit_text",
    "wait_text",
]

_NONE = Band.exactly(0.0)
_CANALS = ("canal", "inland canal")
_AT_GATE_NM = 1.0  # the way is looked at in steps of half of this
_ALL = 0.995  # of a stretch: what is missing would not show


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """A wait, and a stretch behind it that takes at least a certain time.

    Parameters
    ----------
    passage : int or None
        Which of the passages on the way costs the time, counted from 0; None for none of them,
        as in the approach to a port.
    chokepoint : str
        Id, or what stands in for it; the draws of a delay depend on it and on nothing else on the
        way.
    from_nm, to_nm : float
        Distance run where the wait is and the stretch begins, and where the stretch ends.
    wait_h : Band
        Hours of waiting at ``from_nm``; independent of everything else.
    wait_until : callable, optional
        For waits that depend on the clock, as for a convoy or daylight: from moments of reaching
        ``from_nm``, in seconds since 1970-01-01T00:00Z, to hours of waiting, array to array.
        Whoever comes later must not leave earlier. ``wait_h`` comes after it.
    least_transit_h : Band
        The stretch takes this many hours or its length at sea speed, whichever is more.
    share : float
        How much of the chokepoint's whole stretch this one is, 0 to 1.
    inside : bool
        Whether the ship lies inside when the stretch begins, so that she does not wait.
    basis : str
        What the times are, in words, for the output.
    sources : tuple of str

    Raises
    ------
    InvalidInputError
        A time is negative or not finite, or the stretch ends before it begins.
    """

    passage: int | None
    chokepoint: str
    from_nm: float
    to_nm: float
    wait_h: Band = _NONE
    wait_until: WaitUntil | None = None
    least_transit_h: Band = _NONE
    share: float = 1.0
    inside: bool = False
    basis: str = ""
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        times = (
            self.wait_h.p10,
            self.wait_h.p90,
            self.least_transit_h.p10,
            self.least_transit_h.p90,
        )
        if not all(0.0 <= hours < math.inf for hours in times):
            raise InvalidInputError(
                f"A wait or transit at '{self.chokepoint}' is negative or endless.",
                hint="Give hours of 0 and more.",
            )
        if not 0.0 <= self.from_nm <= self.to_nm < math.inf:
            raise InvalidInputError(
                f"The stretch of '{self.chokepoint}' from {self.from_nm:g} to {self.to_nm:g} nm "
                "is not on the way.",
                hint="Distances run start at 0 and do not decrease.",
            )


class Passed(Protocol):
    """A chokepoint on the way: what `delays_for` needs to know of a passage."""

    @property
    def chokepoint(self) -> Chokepoint:
        """The chokepoint."""
        ...

    @property
    def distance_nm(self) -> float:
        """Distance run at the gate line."""
        ...


def delays_for(
    passages: Sequence[Passed], end_nm: float = math.inf, stretches: Sequence[Stretch] = ()
) -> tuple[Delay, ...]:
    """Return the delays of a voyage: one per passage or stretch of a canal that costs time.

    Parameters
    ----------
    passages : sequence of Passed
        In the order in which they are passed. A chokepoint crossed twice counts twice.
    end_nm : float
        Length of the way, which cuts off a stretch that the destination lies in.
    stretches : sequence of Stretch
        Where the way lies in a canal.
    """
    costly = [index for index, passed in enumerate(passages) if _costs_time(passed.chokepoint)]
    gates_nm = [passages[index].distance_nm for index in costly]
    at_gates = [
        _delay(
            index,
            passages[index],
            _room(gates_nm, place, end_nm),
            _through(passages[index], stretches),
        )
        for place, index in enumerate(costly)
    ]
    without = [stretch for stretch in stretches if not _crossed(stretch, passages)]
    found = [*at_gates, *(delay for each in without if (delay := _no_gate(each, at_gates)))]
    return tuple(sorted(found, key=lambda delay: (delay.from_nm, delay.to_nm)))


def _through(passed: Passed, stretches: Sequence[Stretch]) -> Stretch | None:
    """Return the stretch on which a gate is crossed."""
    return next((each for each in stretches if _crossed(each, [passed])), None)


def _crossed(stretch: Stretch, passages: Sequence[Passed]) -> bool:
    return any(
        passed.chokepoint.id == stretch.chokepoint
        and stretch.from_nm - _AT_GATE_NM <= passed.distance_nm <= stretch.to_nm + _AT_GATE_NM
        for passed in passages
    )


def _no_gate(stretch: Stretch, others: Sequence[Delay]) -> Delay | None:
    """Return the delay of a stretch on which no gate is crossed, in the room that others leave."""
    middle_nm = (stretch.from_nm + stretch.to_nm) / 2
    before_nm = max((d.to_nm for d in others if d.from_nm <= middle_nm), default=0.0)
    behind_nm = min((d.from_nm for d in others if d.from_nm > middle_nm), default=math.inf)
    from_nm, to_nm = max(stretch.from_nm, before_nm), min(stretch.to_nm, behind_nm)
    if to_nm <= from_nm:
        return None
    point = chokepoints.get(stretch.chokepoint)
    return _of_stretch(None, point, (from_nm, to_nm), stretch)


def _costs_time(point: Chokepoint) -> bool:
    waits = point.wait_h is not None and point.wait_h.p90 > 0
    return waits or _transit_h(point) is not None


def _transit_h(point: Chokepoint) -> Band | None:
    """Return the hours that the whole stretch takes at least, or None if it is open sea."""
    if point.kind in _CANALS and point.transit_h is not None:
        return point.transit_h
    if point.speed_limit_kn and point.length_nm:
        return Band.exactly(point.length_nm / point.speed_limit_kn)
    return None


def _room(gates_nm: Sequence[float], place: int, end_nm: float) -> tuple[float, float]:
    """Return how far the stretch at a gate may reach: halfway to its neighbours, or the ends."""
    here = gates_nm[place]
    start_nm = (gates_nm[place - 1] + here) / 2 if place else 0.0
    last = place == len(gates_nm) - 1
    return start_nm, end_nm if last else (here + gates_nm[place + 1]) / 2


def _delay(
    index: int, passed: Passed, room_nm: tuple[float, float], stretch: Stretch | None
) -> Delay:
    point, at_nm = passed.chokepoint, min(passed.distance_nm, room_nm[1])
    if stretch is not None and _transit_h(point) is not None:
        from_nm = min(max(stretch.from_nm, room_nm[0]), at_nm)
        to_nm = max(min(stretch.to_nm, room_nm[1]), at_nm)
        return _of_stretch(index, point, (from_nm, to_nm), stretch)
    length_nm = point.length_nm or 0.0
    half_nm = 0.0 if _transit_h(point) is None else length_nm / 2
    from_nm, to_nm = max(at_nm - half_nm, room_nm[0]), min(at_nm + half_nm, room_nm[1])
    share = min((to_nm - from_nm) / length_nm, 1.0) if half_nm > 0 else 1.0
    return _with_share(index, point, (from_nm, to_nm), share, inside=False)


def _of_stretch(
    index: int | None, point: Chokepoint, ends_nm: tuple[float, float], stretch: Stretch
) -> Delay:
    """Return the delay of what is left of a stretch between two distances run."""
    left = min((ends_nm[1] - ends_nm[0]) / (stretch.to_nm - stretch.from_nm), 1.0)
    return _with_share(index, point, ends_nm, stretch.share * left, inside=not stretch.enters)


def _with_share(
    index: int | None,
    point: Chokepoint,
    ends_nm: tuple[float, float],
    share: float,
    *,
    inside: bool,
) -> Delay:
    transit_h = _transit_h(point)
    return Delay(
        passage=index,
        chokepoint=point.id,
        from_nm=ends_nm[0],
        to_nm=ends_nm[1],
        wait_h=_NONE if inside else point.wait_h or _NONE,
        least_transit_h=_NONE if transit_h is None else scaled(transit_h, share),
        share=share,
        inside=inside,
        basis=_basis(point, share, inside=inside),
        sources=point.sources,
    )


def wait_text(point: Chokepoint) -> str:
    """Return the chokepoint's own wait in words, empty if it has none."""
    if point.wait_h is None or point.wait_h.p90 <= 0:
        return ""
    return f"{_text(point.wait_h)} h of waiting{_marked(point, 'wait_h')}"


def transit_text(point: Chokepoint, share: float = 1.0) -> str:
    """Return the chokepoint's own slow stretch in words, empty if it has none.

    Parameters
    ----------
    point : Chokepoint
    share : float
        How much of the stretch is sailed; of a part its own hours and miles are told.
    """
    if point.kind in _CANALS and point.transit_h is not None:
        part = of_length(point, share)
        hours = _text(scaled(point.transit_h, share), digits=2) if part else _text(point.transit_h)
        return f"{hours} h of transit{part}{_marked(point, 'transit_h')}"
    if _transit_h(point) is None:
        return ""
    over = of_length(point, share) or f" over {point.length_nm:g} nm"
    return f"at most {point.speed_limit_kn:g} kn{over}{_marked(point, 'speed_limit_kn')}"


def of_length(point: Chokepoint, share: float) -> str:
    """Return which part of a chokepoint's length a share of it is, empty of all of it."""
    if share >= _ALL or not point.length_nm:
        return ""
    return f" over {share * point.length_nm:.3g} of {point.length_nm:g} nm"


def inside_text(point: Chokepoint) -> str:
    """Return why a ship that lies in a canal does not wait before it."""
    return "" if point.wait_h is None else "no wait, for she lies inside"


def _basis(point: Chokepoint, share: float, *, inside: bool) -> str:
    waiting = inside_text(point) if inside else wait_text(point)
    return ", then ".join(filter(None, (waiting, transit_text(point, share))))


def _marked(point: Chokepoint, field: str) -> str:
    return " (from memory)" if field in point.from_memory else ""


def _text(band: Band, digits: int = 6) -> str:
    low, middle, high = (f"{hours:.{digits}g}" for hours in (band.p10, band.p50, band.p90))
    return middle if band.p10 == band.p90 else f"{low}-{middle}-{high}"
