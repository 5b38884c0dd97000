"""Writing the locks: every package with its hashes, no address of any index."""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from script.environment import ROOT
from script.words import say

COMPILER = "uv==0.13.9"
FLAGS = [
    "--generate-hashes",
    "--universal",
    "--python-version=3.11",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--quiet",
]
WITH_BASE = ["pyproject.toml", "--constraints=requirements/base.lock"]
LOCKS = {
    "base": ["pyproject.toml"],
    "postgresql": [*WITH_BASE, "--extra=postgresql"],
    "ocr": [*WITH_BASE, "--extra=ocr"],
    "build": ["--group=build"],
    "cluster": [*WITH_BASE, "--extra=cluster"],
    "dev": ["pyproject.toml", "--constraints=requirements/postgresql.lock", "--group=dev"],
}


def main(arguments: list[str]) -> int:
    """Compile the locks, the others on top of the base lock."""
    with tempfile.TemporaryDirectory() as place:
        compiler = _compiler(Path(place))
        for name, extra in LOCKS.items():
            target = f"requirements/{name}.lock"
            command = [compiler, "pip", "compile", *FLAGS, *extra, *arguments]
            clean = {k: v for k, v in os.environ.items() if k != "PIP_FIND_LINKS"}
            subprocess.run([*command, "-o", target], cwd=ROOT, env=clean, check=True)
            text = (ROOT / target).read_text(encoding="utf-8")
            say(f"{target}: {text.count('==')} 个组件 · packages")
    return 0


def _compiler(place: Path) -> str:
    """The lock compiler: the one on the path, else a fresh one in `place`."""
    if found := shutil.which("uv"):
        return found
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", COMPILER], check=True)
    return str(place / "bin" / "uv")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
