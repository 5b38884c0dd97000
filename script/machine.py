"""What the tests need of the machine beside Python: browser, fonts, a database server, Java."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from script.cluster import binaries
from script.environment import ROOT
from script.words import Notice, complain, say

CHROMIUM = Path("/usr/bin/chromium")
CHINESE_FONTS = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
LOG = ROOT / "build" / "apt.log"
WAIT_FOR_OTHERS = ["-o", "DPkg::Lock::Timeout=300"]


def missing() -> list[str]:
    """The names of the Debian packages that the tests would still like to have."""
    present: Mapping[str, bool] = {
        "chromium": CHROMIUM.exists(),
        "fonts-noto-cjk": CHINESE_FONTS.exists(),
        "postgresql": binaries() is not None,
        "default-jre-headless": has_java(),
    }
    return [package for package, is_there in present.items() if not is_there]


def has_java() -> bool:
    """Whether a Java can be found, of which Spark is made."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin" if home else None) is not None


def furnish() -> None:
    """Install what is missing when root may, and say loudly what stays away."""
    wanted = missing()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(wanted)
    for package in missing():
        complain(
            Notice(
                f"!!!! 缺少 {package}：有关测试将跳过。请安装：apt install {package}",
                f"!!!! {package} is missing: its tests are SKIPPED. "
                f"Install it: apt install {package}",
            )
        )


def _install(packages: list[str]) -> None:
    """Install Debian packages without asking, their words going to a log."""
    say(f"正在安装 {'、'.join(packages)} … · Installing {', '.join(packages)} …")
    LOG.parent.mkdir(parents=True, exist_ok=True)
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *WAIT_FOR_OTHERS]
    with LOG.open("wb") as log:
        for command in (["apt-get", "update"], [*install, *packages]):
            answer = subprocess.run(
                command,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
            if answer.returncode:
                say(f"{' '.join(command[:2])} 未成功 · failed: build/apt.log")
