"""How long the tests of the kernel take, as a person runs them."""

import os
import subprocess
import sys

from bench.harness import HERE, Bench, seconds_of

AT_MOST = 5.0
RUNS = 3
PATIENCE = 300
COMMAND = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/kernel")


def measure(bench: Bench) -> None:
    """Run the tests alone on one core, and shared between two."""
    one = [seconds_of(run) for _ in range(RUNS)]
    bench.record("tests/kernel", one, unit="s", at_most=AT_MOST)
    two = [seconds_of(run_on_two) for _ in range(RUNS)]
    bench.record("tests/kernel -n 2", two, unit="s")


def run(*more: str) -> None:
    """Run the tests; raises `CalledProcessError` when one fails."""
    subprocess.run(
        [*COMMAND, *more],
        cwd=HERE.parent,
        env={key: os.environ[key] for key in os.environ if key != "PYTHONDONTWRITEBYTECODE"},
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=PATIENCE,
    )


def run_on_two() -> None:
    """Run the tests in two processes."""
    run("-n", "2")
