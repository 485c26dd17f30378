"""What a person reads of a convoy: one timetable per group, and a row per ship."""

from __future__ import annotations

from collections.abc import Iterator

from navroute import times
from navroute.cli import report
from navroute.cli.show import line, section, table
from navroute.convoy_results import Convoy, Group, Member
from navroute.results import Voyage

__all__ = ["convoy"]


def convoy(result: Convoy) -> None:
    """Print every group: who, when, by which way, at what cost to each ship."""
    line(f"{result.origin.name}  to  {result.destination.name}", style="bold")
    line(f"Departs    {times.format_utc(result.depart)}")
    for number, group in enumerate(result.groups, start=1):
        line()
        title = "In company" if len(result.groups) == 1 else f"Group {number}"
        line(f"{title}: {', '.join(ship.name for ship in group.ships)}", style="bold")
        if group.error is None:
            _group(group, result)
        else:
            line("No way.")
            section("Why", [str(group.error), *report.reasons(group.error.verdicts)])
    line()
    line("Not for navigation.", style="dim")


def _group(group: Group, result: Convoy) -> None:
    voyage = group.voyage
    hours, eta = voyage.duration_h, voyage.eta
    low, middle, high = (times.format_duration(h) for h in (hours.p10, hours.p50, hours.p90))
    band = voyage.speed.band_kn
    line(f"Distance   {voyage.distance_nm:,.0f} nm")
    line(f"Under way  {middle}  (p10 {low}, p90 {high})")
    line(f"Arrives    {times.format_utc(eta.p50)}")
    line(
        f"           between {times.format_utc(eta.p10)} and {times.format_utc(eta.p90)} (p10-p90)"
    )
    line(f"Speed      {band.p10:.3g}-{band.p50:.3g}-{band.p90:.3g} kn: {voyage.speed.basis}")
    if group.way_set_by:
        line(f"Way        that of {', '.join(group.way_set_by)}")
    line()
    report.timetable(voyage)
    line()
    table(
        ("Ship", "Alone: nm", "kn", "arrives p50 (UTC)", "In company: later", "nm more"),
        map(_ship, group.members),
        right=(1, 2, 4, 5),
    )
    whom = "it" if len(group.ships) == 1 else "one of them"
    report.law(voyage.route, f"Closed to {whom} on {result.as_of}")
    section("Fuel", _fuel(group))
    section("Assumptions", (*group.assumptions, f"Sea network: {voyage.route.network}."))
    section("Warnings", group.warnings, style="bold yellow")


def _ship(member: Member) -> tuple[str, ...]:
    alone = member.alone
    if not isinstance(alone, Voyage) or member.later_h is None or member.extra_nm is None:
        return (member.vessel.name, "-", "-", "no way", "-", "-")
    return (
        member.vessel.name,
        f"{alone.distance_nm:,.0f}",
        f"{alone.speed.band_kn.p50:.3g}",
        times.format_utc(alone.eta.p50).removesuffix(" UTC"),
        times.format_duration(member.later_h),
        f"{member.extra_nm:,.0f}",
    )


def _fuel(group: Group) -> Iterator[str]:
    for member in group.members:
        fuel = member.voyage.fuel
        yield f"{member.vessel.name}: range not known." if fuel is None else fuel.statement
