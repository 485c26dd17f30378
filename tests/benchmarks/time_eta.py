"""Time a whole eta beside its route, in turn, in one process: it is to stay below twice.

    python tests/benchmarks/time_eta.py [RUNS]

"Its route" is the way by the same law for the same ship, without any time on it.
"""

from __future__ import annotations

import statistics
import sys
import time
from unittest import mock

from navroute import planner

VOYAGES = (
    ("Ivan Gren", "Tartus", "Baltiysk"),
    ("Sparta II", "Tartus", "Baltiysk"),
    ("Sparta II", "Jeddah", "Rotterdam"),
)


def run(vessel: str, origin: str, destination: str) -> None:
    planner.voyage(vessel, origin, destination, depart="2025-01-15T12:00Z")


def seconds(voyage: tuple[str, str, str]) -> float:
    start = time.perf_counter()
    run(*voyage)
    return time.perf_counter() - start


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    worst = 0.0
    for voyage in VOYAGES:
        run(*voyage)
        untimed = mock.patch.object(planner, "time_voyage", lambda found, *_: _Untimed(found))
        pairs = []
        for _ in range(runs):
            eta_s = seconds(voyage)
            with untimed:
                pairs.append((eta_s, seconds(voyage)))
        ratio = statistics.median(eta / way for eta, way in pairs)
        eta_ms, way_ms = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
        print(f"{' '.join(voyage):<32} eta {eta_ms:6.1f} ms  route {way_ms:6.1f} ms  x {ratio:.2f}")
        worst = max(worst, ratio)
    return 1 if worst > 2 else 0


class _Untimed:
    """A voyage whose times were never asked for."""

    def __init__(self, route: object) -> None:
        import datetime as dt

        self.route, self.depart = route, dt.datetime(2025, 1, 15, 12, tzinfo=dt.UTC)


if __name__ == "__main__":
    sys.exit(main())
