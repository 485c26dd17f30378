"""Ships in company: the pace of the group.

A group sails as fast as its slowest ship. All meet the same weather and luck, so the ships are
slow together: at each level of chance the group's speed is the least of theirs. Its 10th, 50th
and 90th percentile are therefore the least of the ships' own, and need not be one ship's. Where the
slowest is towed at the speed of observed tows, which holds their stops, none are added.
"""

from __future__ import annotations

from collections.abc import Sequence

from navroute.bands import Band
from navroute.transit.speed import SpeedBasis

__all__ = ["pace_of"]


def pace_of(speeds: Sequence[tuple[str, SpeedBasis]]) -> SpeedBasis:
    """Return the speed of ships that sail together.

    Parameters
    ----------
    speeds : sequence of (str, SpeedBasis)
        Names and speeds, at least one. Of one ship it is her own speed.
    """
    if len(speeds) == 1:
        return speeds[0][1]
    bands = [basis.band_kn for _, basis in speeds]
    band = Band(*(min(getattr(each, name) for each in bands) for name in ("p10", "p50", "p90")))
    slowest, own = min(speeds, key=lambda pair: pair[1].band_kn.p50)
    said = (
        f"In company the slowest ship sets the pace, {band.p10:.3g}-{band.p50:.3g}-{band.p90:.3g} "
        f"kn (p10-p50-p90); in the median it is {slowest}."
    )
    return SpeedBasis(
        band,
        f"pace of {slowest}, the slowest in company: {own.basis}",
        assumptions=(said, *own.assumptions),
        sources=tuple(dict.fromkeys(key for _, basis in speeds for key in basis.sources)),
        warnings=tuple(dict.fromkeys(said for _, basis in speeds for said in basis.warnings)),
        kind=own.kind,
        in_usual_weather=all(basis.in_usual_weather for _, basis in speeds),
        holds_stops=own.holds_stops,
    )
