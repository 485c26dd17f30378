"""Several tracks on one map or picture: what each is called, and which are one."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Sequence

from navroute.export.track import Track
from navroute.export.words import title_of

__all__ = ["heading", "labels", "tags", "together"]


def labels(tracks: Sequence[Track]) -> list[str]:
    """Return a short name of each track: its ship, where one ship goes one way only."""
    ships = [one.ship for one in tracks]
    return [_label(one, alone=ships.count(one.ship) == 1) for one in tracks]


def _label(one: Track, *, alone: bool) -> str:
    if not one.ship:
        return one.title
    return one.ship if alone else f"{one.ship} to {one.stops[-1].name}"


def tags(tracks: Sequence[Track]) -> list[str]:
    """Return what to write beside each on a map: of one ship's several ways where each leads."""
    ships = [one.ship for one in tracks]
    return [
        f"to {one.stops[-1].name}" if one.ship and ships.count(one.ship) > 1 else label
        for one, label in zip(tracks, labels(tracks), strict=True)
    ]


def heading(tracks: Sequence[Track]) -> str:
    """Return the title of a page that shows them all."""
    if len(tracks) == 1:
        return tracks[0].title
    return title_of(
        [one.ship for one in tracks if one.ship],
        [one.stops[0].name for one in tracks],
        [one.stops[-1].name for one in tracks],
    )


def together(tracks: Sequence[Track]) -> list[Track]:
    """Return tracks of ships that are always at one place as one, with all their names."""
    groups: dict[Hashable, list[Track]] = {}
    for one in tracks:
        groups.setdefault(_course(one), []).append(one)
    return [_as_one(group) for group in groups.values()]


def _course(one: Track) -> Hashable:
    """Return what ships in company have in common: way, times and what is said of the way."""
    hours = b"" if one.timeline is None else one.timeline.hours.tobytes()
    return one.line.lon_lat_deg.tobytes(), hours, one.depart, one.refusal, one.supposed_open


def _as_one(group: Sequence[Track]) -> Track:
    ships = {one.ship: str(one.answer["vessel"]["type_text"]) for one in group if one.ship}
    if len(ships) < 2:
        return group[0]
    return dataclasses.replace(group[0], company=tuple(ships.items()))
