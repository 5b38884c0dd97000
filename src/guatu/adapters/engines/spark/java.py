"""The Java that Spark runs on: found, and new enough."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from guatu.kernel.sentences import Refusal

LEAST_JAVA = 17
PATIENCE = 20.0


class JavaIsMissing(Refusal):
    """No Java can be found on this machine."""


class JavaIsTooOld(Refusal):
    """The Java of this machine is older than Spark needs."""


def require_java(variables: Mapping[str, str] = os.environ) -> Path:
    """The Java program: that of `JAVA_HOME`, else the first on the path.

    Raises `JavaIsMissing` or `JavaIsTooOld`.
    """
    home = variables.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin" if home else variables.get("PATH", ""))
    if found is None:
        raise JavaIsMissing(
            "找不到 Java。请安装 Java %(least)s 或更新版本"
            "（Debian、Ubuntu：apt install default-jre-headless），或用 JAVA_HOME 指明；"
            "单机请改用 --engine duckdb。",
            least=LEAST_JAVA,
        )
    said = _version_of(found)
    if (number := major_of(said)) is None or number < LEAST_JAVA:
        raise JavaIsTooOld(
            "%(path)s 是 Java %(found)s，Spark 需要 %(least)s 或更新版本。"
            "请更新，或用 JAVA_HOME 指明另一个；单机请改用 --engine duckdb。",
            path=found,
            found="?" if number is None else number,
            least=LEAST_JAVA,
        )
    return Path(found)


def major_of(said: str) -> int | None:
    """The main version in what `java -version` prints: 8 of "1.8.0_402", 17 of "17.0.15"."""
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(found[1]) if found else None


def _version_of(java: str) -> str:
    """What a Java says of itself; empty when it cannot be run."""
    try:
        answer = subprocess.run(  # noqa: S603 - the program that the path names
            [java, "-version"],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stderr + answer.stdout
