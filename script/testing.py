"""Everything that is checked before anyone else looks, in one run with one last line."""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from script.cluster import binaries, cluster
from script.environment import (
    ROOT,
    clean_variables,
    environment,
    prepare,
    require_python,
    require_space,
)
from script.machine import CHROMIUM, furnish, has_java
from script.words import CannotStart, complain, say, speak_any_locale

BUILD = ROOT / "build"
PYTHON = environment("dev").python
SETTINGS = "guatu.config.settings"
QUICK = ("format", "lint", "types", "layers", "words")
TESTS = ("tests", "postgresql")
NOTHING_COLLECTED = 5
WORKERS = ["-n", "2", "--dist", "loadgroup"]  # what needs Spark shares one
THOROUGH = "--hypothesis-profile=thorough"
WITHOUT_DATABASE = ["kernel", "architecture", "script", "bench"]
TYPED = ["src", "tests", "bench", "script"]
LAYERS = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True))"


@dataclass(slots=True)
class Outcome:
    """How one step went: its exit code, its seconds, and the tests that it counted."""

    step: str
    code: int
    seconds: float
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether the step found nothing wrong."""
        return self.code == 0


def variables(**more: str) -> dict[str, str]:
    """The variables of a step: data of its own, no database unless given."""
    kept = {k: v for k, v in clean_variables().items() if not k.startswith(("GUATU_", "DATABASE_"))}
    own = {"GUATU_DATA": str(BUILD / "data"), "PYTHONIOENCODING": ":replace"}
    return kept | own | {"DJANGO_SETTINGS_MODULE": SETTINGS} | more


def run(*command: str | Path, **more: str) -> int:
    """Run a program of the environment in the root of the checkout; return its exit code."""
    return subprocess.run(
        [PYTHON, *command],
        cwd=ROOT,
        env=variables(**more),
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode


def settle_django() -> int:
    """Run Django's own checks and look for a change of tables without a migration."""
    if not (ROOT / "src/guatu/config/urls.py").exists():
        say("config 尚未建成，跳过 · config is not built yet")
        return 0
    checked = run("-m", "django", "check", "--fail-level", "WARNING")
    return checked or run("-m", "django", "makemigrations", "--check", "--dry-run")


CHECKS: dict[str, Callable[[], int]] = {
    "format": lambda: run("-m", "ruff", "format", "--check", "--quiet"),
    "lint": lambda: run("-m", "ruff", "check", "--quiet"),
    "types": lambda: run("-m", "mypy", "--explicit-package-bases", *TYPED),
    "layers": lambda: run("-c", LAYERS),
    "words": lambda: run("-m", "script.translating", "--check"),
    "django": settle_django,
}


def check(step: str) -> Outcome:
    """Run one check."""
    began = time.monotonic()
    code = CHECKS[step]()
    return Outcome(step, code, time.monotonic() - began)


def count(step: str, more: Sequence[str], **settings: str) -> Outcome:
    """Run pytest and read what it counted."""
    path = BUILD / f"{step}.json"
    path.unlink(missing_ok=True)
    began = time.monotonic()
    plugin = ["-p", "script.counting", "--counts", str(path), THOROUGH]
    code = run("-m", "pytest", "-q", *plugin, *WORKERS, *more, **settings)
    counts = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    code = 0 if code == NOTHING_COLLECTED else code
    return Outcome(step, code, time.monotonic() - began, counts)


def on_sqlite(more: Sequence[str]) -> Outcome:
    """Run every test on SQLite; without a browser, all but those that need one."""
    without = [] if CHROMIUM.exists() else ["-m", "not browser"]
    return count("tests", [*without, *more])


def on_postgresql(more: Sequence[str]) -> Outcome:
    """Run the tests that need a database on the given server, else on one of our own."""
    ignored = [f"--ignore=tests/{folder}" for folder in WITHOUT_DATABASE]
    chosen = ["--database-only", *ignored, *more]
    if address := os.environ.get("DATABASE_URL"):
        return count("postgresql", chosen, DATABASE_URL=address)
    programs = binaries()
    if programs is None:
        return Outcome("postgresql", 0, 0)
    with cluster(programs) as address:
        return count("postgresql", chosen, DATABASE_URL=address)


def perform(step: str, more: Sequence[str]) -> Outcome:
    """Run one step under its heading."""
    say(f"\n== {step}")
    if step == "tests":
        return on_sqlite(more)
    if step == "postgresql":
        return on_postgresql(more)
    return check(step)


def conclude(outcomes: Sequence[Outcome], *, demanding: bool) -> int:
    """Print what happened, the counts last; return the exit code."""
    say("")
    for outcome in outcomes:
        word = "ok" if outcome.is_good else "FAILED"
        counted = f"  {summary(outcome.counts)}" if outcome.step in TESTS else ""
        say(f"{outcome.step:<11}{word:<7}{outcome.seconds:6.1f} s{counted}")
    wrong = [outcome.step for outcome in outcomes if not outcome.is_good]
    wrong += absent(outcomes) if demanding else []
    total: dict[str, int] = {}
    for outcome in outcomes:
        for key, number in outcome.counts.items():
            total[key] = total.get(key, 0) + number
    seconds = sum(outcome.seconds for outcome in outcomes)
    verdict = f"FAILED: {', '.join(wrong)}" if wrong else "all good"
    say(f"== {verdict} == {summary(total)} in {seconds:.0f} s ==")
    return 1 if wrong else 0


def summary(counts: dict[str, int]) -> str:
    """Counts in the words of pytest."""
    return ", ".join(f"{counts.get(key, 0)} {key}" for key in ("passed", "failed", "skipped"))


def absent(outcomes: Sequence[Outcome]) -> list[str]:
    """The kinds of tests that a demanding run misses."""
    ran = {outcome.step: outcome.counts for outcome in outcomes if outcome.step in TESTS}
    missed = []
    if "tests" in ran and not ran["tests"].get("browser"):
        missed.append("no browser test ran")
    if "tests" in ran and not ran["tests"].get("spark"):
        missed.append("no Spark test ran")
    if "postgresql" in ran and not ran["postgresql"].get("passed"):
        missed.append("no PostgreSQL test ran")
    return missed


def steps_of(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The steps that the command line asks for, and what is handed on to pytest."""
    names = [*CHECKS, *TESTS]
    options = argparse.ArgumentParser(
        prog="script/test",
        allow_abbrev=False,
        description="检查并测试全部；其余参数交给 pytest。 · Check and test everything.",
        epilog="Other arguments, such as -k WORD, go to pytest.",
    )
    options.add_argument("--only", choices=names, action="append", help="one step; may be repeated")
    options.add_argument("--quick", action="store_true", help="format, lint, types, layers, words")
    chosen, more = options.parse_known_args(arguments)
    if chosen.quick:
        return list(QUICK), more
    return chosen.only or list(TESTS if more else names), more


def main(arguments: Sequence[str]) -> int:
    """Prepare, run the steps, conclude."""
    speak_any_locale()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    steps, more = steps_of(arguments)
    try:
        require_python()
        require_space()
        prepare(environment("dev"))
        if set(steps) & set(TESTS):
            furnish()
        if "tests" in steps and has_java():
            prepare(environment("cluster"))
        BUILD.mkdir(exist_ok=True)
        outcomes = [perform(step, more) for step in steps]
    except CannotStart as refusal:
        complain(refusal.notice)
        return refusal.code
    except KeyboardInterrupt:
        return 130
    return conclude(outcomes, demanding=os.environ.get("GUATU_CI") == "1")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
