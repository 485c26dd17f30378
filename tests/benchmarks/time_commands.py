"""Time navroute's whole commands beside a one-route searoute script, in turn, in one run.

    python tests/benchmarks/time_commands.py [RUNS]

Prints the median ratio of each pair of runs: the machine's speed drifts, the ratio less.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

PEER = "import searoute; searoute.searoute([35.87, 34.9], [19.89, 54.65])"
COMMANDS = {
    "eta SHIP --json": [
        "eta",
        "Sparta II",
        "--from",
        "Tartus",
        "--to",
        "Baltiysk",
        "--depart",
        "2025-01-27T12:00Z",
        "--json",
    ],
    "route A B --json": ["route", "--from", "Tartus", "--to", "Baltiysk", "--json"],
    "--help": ["--help"],
}


def seconds(command: list[str]) -> float:
    """Return the wall time of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print one line per command."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    peer = [sys.executable, "-W", "ignore", "-c", PEER]
    for name, arguments in COMMANDS.items():
        ours = [sys.executable, "-m", "navroute", *arguments]
        seconds(ours), seconds(peer)  # fill the file cache
        ratios = [seconds(ours) / seconds(peer) for _ in range(runs)]
        low, high = min(ratios), max(ratios)
        print(
            f"navroute {name:18} {statistics.median(ratios):5.2f} x searoute's one-route script "
            f"({low:.2f} to {high:.2f}, {runs} pairs)"
        )


if __name__ == "__main__":
    main()
