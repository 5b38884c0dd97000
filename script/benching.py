"""Running one benchmark in the test environment, with data of its own."""

import os
import sys
from collections.abc import Sequence

from script.environment import ROOT, clean_variables, environment, prepare, require_python
from script.words import CannotStart, complain, speak_any_locale


def measure(arguments: Sequence[str]) -> None:
    """Prepare the environment and become the benchmark."""
    inside = environment("dev")
    require_python()
    prepare(inside)
    if "cluster" in arguments:
        prepare(environment("cluster"))
    own = {"GUATU_DATA": str(ROOT / "build" / "bench"), "PYTHONIOENCODING": ":replace"}
    variables = clean_variables() | {"DJANGO_SETTINGS_MODULE": "guatu.config.settings"} | own
    command = [str(inside.python), "-m", "bench.harness", *arguments]
    os.execve(command[0], command, variables)  # noqa: S606 - this process becomes the benchmark


def main(arguments: Sequence[str]) -> int:
    """Measure, or say in one sentence why not."""
    speak_any_locale()
    try:
        measure(arguments)
    except CannotStart as refusal:
        complain(refusal.notice)
        return refusal.code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
