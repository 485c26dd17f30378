"""Hold the times against voyages of real ships: is p50 near, is the 80 % interval one?

    python tests/benchmarks/backtest_voyages.py VOYAGES.csv [--in-sample] [--check] [--readme]

Each voyage is timed by a model that has not seen it: the speeds of its kind of ship and the rate
and length of stops are fitted anew on the others (leave one out; ``--in-sample`` takes the shipped
figures). The spread of the speeds and the tail of the stops are as shipped.

The dates of the reports are uncertain by hours or a day, so what is compared with the report is
the modelled time plus that error, uniform over its half-width. The coverage without it is printed
beside. With ``--check`` a missed target is exit code 1; ``--readme`` rewrites the section of the
README. Columns of VOYAGES.csv: leg_id, vessels, kind, from_lat, from_lon, t_from, to_lat, to_lon,
t_to, time_error_h, trouble.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from voyages import Fit, Leg, fit, inside, read, sail

from navroute.transit.schedule import Schedule
from navroute.transit.stops import usual_stops

MAX_MEDIAN_ERROR = 0.12
COVERAGE = (0.75, 0.90)
README = Path(__file__).resolve().parents[2] / "README.md"
BEGIN, END = "<!-- backtest -->", "<!-- /backtest -->"


@dataclass(frozen=True)
class Outcome:
    """What the model says of one voyage, and what was reported."""

    leg: Leg
    schedule: Schedule

    @property
    def error(self) -> float:
        return (self.schedule.duration_h.p50 - self.leg.hours) / self.leg.hours

    @property
    def p99_h(self) -> float:
        return float(np.quantile(self.schedule.arrival_draws_h, 0.99))

    @property
    def beyond_p99(self) -> bool:
        return self.leg.untroubled and self.leg.hours - self.leg.error_h > self.p99_h


@dataclass(frozen=True)
class Summary:
    """The measures of a back-test."""

    count: int
    median_error: float
    bias: float
    covered: float
    covered_bare: float
    beyond_p99: tuple[str, ...]

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Summary:
        errors = [outcome.error for outcome in outcomes]
        return cls(
            len(outcomes),
            float(np.median(np.abs(errors))),
            float(np.median(errors)),
            _share(inside(o.schedule, o.leg, with_error=True) for o in outcomes),
            _share(inside(o.schedule, o.leg, with_error=False) for o in outcomes),
            tuple(o.leg.id for o in outcomes if o.beyond_p99),
        )

    def missed(self) -> list[str]:
        """Return the targets that are missed, in words."""
        said = []
        if self.median_error > MAX_MEDIAN_ERROR:
            said.append(f"median error {self.median_error:.1%}, above {MAX_MEDIAN_ERROR:.0%}")
        if not COVERAGE[0] <= self.covered <= COVERAGE[1]:
            said.append(f"coverage {self.covered:.0%}, outside 75 to 90 %")
        if self.beyond_p99:
            said.append(f"untroubled voyages beyond p99: {', '.join(self.beyond_p99)}")
        return said


def _share(flags: Sequence[bool]) -> float:
    return float(np.mean(list(flags)))


def backtest(legs: Sequence[Leg], *, leave_one_out: bool) -> list[Outcome]:
    """Return every voyage timed by a model that has not seen it, or by the shipped one."""
    if not leave_one_out:
        return [Outcome(leg, sail(leg, stops=usual_stops())) for leg in legs]
    outcomes = []
    for leg in legs:
        others = fit([other for other in legs if other is not leg])
        factor = others.factors.get(leg.row, 1.0)
        outcomes.append(Outcome(leg, sail(leg, factor=factor, stops=others.stops)))
    return outcomes


def show(outcomes: Sequence[Outcome]) -> None:
    print(f"{'leg':<5}{'ship':<22}{'nm':>6}{'kn':>6}{'hours':>11}{'p10':>6}{'p50':>6}", end="")
    print(f"{'p90':>6}{'p99':>6}{'error':>7}  in  trouble")
    for outcome in outcomes:
        leg, hours = outcome.leg, outcome.schedule.duration_h
        mark = "yes" if inside(outcome.schedule, leg, with_error=True) else "no"
        print(
            f"{leg.id:<5}{leg.slowest.name[:21]:<22}{leg.route.distance_nm:>6.0f}"
            f"{leg.made_good_kn:>6.1f}{leg.hours:>6.0f}±{leg.error_h:<4.0f}"
            f"{hours.p10:>6.0f}{hours.p50:>6.0f}{hours.p90:>6.0f}{outcome.p99_h:>6.0f}"
            f"{outcome.error:>+7.0%}  {mark:<4}{'' if leg.untroubled else leg.trouble}"
        )


def summary_text(name: str, s: Summary) -> str:
    return (
        f"{name}: {s.count} voyages, median |p50 error| {s.median_error:.1%} (bias {s.bias:+.1%}), "
        f"80 % interval holds {s.covered:.0%} with the error of the dates, {s.covered_bare:.0%} "
        f"without; untroubled beyond p99: {', '.join(s.beyond_p99) or 'none'}"
    )


def fit_text(found: Fit) -> str:
    factors = ", ".join(f"{row} x {factor:.3f}" for row, factor in sorted(found.factors.items()))
    stops = found.stops
    return (
        f"Fitted on all, against data/speeds.csv: {factors}; stops {stops.per_1000_nm:.3f} per "
        f"1,000 nm, median {stops.median_h:.0f} h"
    )


def write_readme(left_out: Summary, shipped: Summary, path: Path = README) -> None:
    """Put the figures into the README, between its two marks."""
    text = path.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    rows = (("each voyage left out of the fit", left_out), ("with the shipped figures", shipped))
    table = "\n".join(
        f"| {name} | {s.median_error:.1%} | {s.covered:.0%} | {s.covered_bare:.0%} | "
        f"{len(s.beyond_p99)} |"
        for name, s in rows
    )
    middle = (
        f"\n{shipped.count} dated voyages of real ships, 1982 to 2025:\n\n"
        "| | median error of p50, of the duration | 80 % interval holds | without the error of the "
        "dates | untroubled ships beyond p99 |\n|---|---|---|---|---|\n"
        f"{table}\n"
    )
    path.write_text(f"{head}{BEGIN}{middle}{END}{tail}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("voyages", type=Path)
    parser.add_argument("--in-sample", action="store_true", help="the shipped figures only")
    parser.add_argument("--check", action="store_true", help="exit 1 if a target is missed")
    parser.add_argument("--readme", action="store_true", help="rewrite the README's section")
    options = parser.parse_args()
    legs = read(options.voyages)
    shipped = backtest(legs, leave_one_out=False)
    judged = shipped if options.in_sample else backtest(legs, leave_one_out=True)
    show(judged)
    print()
    print(summary_text("Shipped figures", Summary.of(shipped)))
    if not options.in_sample:
        print(summary_text("Leave one out", Summary.of(judged)))
        print(fit_text(fit(legs)))
    if options.readme:
        write_readme(Summary.of(judged), Summary.of(shipped))
    missed = Summary.of(judged).missed()
    for target in missed:
        print(f"MISSED: {target}", file=sys.stderr)
    return 1 if missed and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
