"""Time navroute's whole commands beside a one-route searoute script, in turn, in one run.

    python tests/benchmarks/time_commands.py [RUNS]

Prints the median ratio of each pair of runs, for the machine's speed drifts, the ratio less, and
the most memory that a process had. navroute's byte code is compiled first, as installing does.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time

import navroute
from navroute import network

PEER = "import searoute; searoute.searoute([35.87, 34.9], [19.89, 54.65])"
ROUTE = ("route", "--from", "Tartus", "--to", "Baltiysk")
FREE = ("route", "--from", "34.9N,35.7E", "--to", "54.7N,19.6E")
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
    **{
        f"route A B --network {name}": [*ROUTE, "--json", "--network", name]
        for name in network.NETWORKS
    },
    **{
        f"route N,E N,E --network {name}": [*FREE, "--json", "--network", name]
        for name in network.NETWORKS
    },
    "--help": ["--help"],
}


def run(command: list[str]) -> tuple[float, float]:
    """Return the wall time of one process, and the most memory it had (MB; 0 on Windows)."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    if not hasattr(os, "wait4"):
        process.wait()
        return time.perf_counter() - start, 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return time.perf_counter() - start, usage.ru_maxrss / unit


def main() -> None:
    """Print one line per command."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    compileall.compile_dir(navroute.__path__[0], quiet=1)
    peer = [sys.executable, "-W", "ignore", "-c", PEER]
    for name, arguments in COMMANDS.items():
        ours = [sys.executable, "-m", "navroute", *arguments]
        run(ours), run(peer)  # fill the file cache
        pairs = [(run(ours), run(peer)) for _ in range(runs)]
        ratios = [mine[0] / theirs[0] for mine, theirs in pairs]
        memory = [max(one[1] for one in column) for column in zip(*pairs, strict=True)]
        print(
            f"navroute {name:32} {statistics.median(ratios):5.2f} x searoute's one-route script "
            f"({min(ratios):.2f} to {max(ratios):.2f}, {runs} pairs); "
            f"{memory[0]:.0f} MB against {memory[1]:.0f} MB"
        )


if __name__ == "__main__":
    main()
