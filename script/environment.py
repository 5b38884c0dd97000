"""The environment in `.venv`: made once from a hash-checked lock, recognized by its checksum."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from dataclasses import dataclass, replace
from pathlib import Path

from script.words import CannotStart, say

ROOT = Path(__file__).resolve().parents[1]
LEAST_PYTHON = (3, 11)
LEAST_SPACE = 1_000_000_000
FROM_SOURCE = {"cluster": "pyspark"}  # the one package of a lock that has no wheel
SPACE_TO_BUILD = 3_000_000_000
ONLY_WHEELS = ["--only-binary", ":all:"]
SIGNS_OF_NO_NETWORK = (
    "ConnectionError",
    "ConnectTimeout",
    "Connection to",
    "Connection broken",
    "ProxyError",
    "SSLError",
    "name resolution",
    "Retrying (",
    "timed out",
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The place of an environment and the lock in `requirements` it is made from."""

    place: Path
    lock: Path
    source: Path

    @property
    def python(self) -> Path:
        """The interpreter inside."""
        return self.place / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """The file that names the checksum of the lock that was installed last."""
        return self.place / f"{self.lock.stem}.installed"

    @property
    def parts(self) -> list["Environment"]:
        """The environments that this one satisfies: each lock holds those before it."""
        names = {self.lock.name, "base.lock"}
        if self.lock.name == "dev.lock":
            names.add("postgresql.lock")
        return [replace(self, lock=self.lock.with_name(name)) for name in sorted(names)]

    @property
    def is_fresh(self) -> bool:
        """Whether everything in the lock, as it stands now, was installed here."""
        return (
            self.stamp.is_file()
            and self.python.exists()
            and self.stamp.read_text(encoding="ascii").strip() == checksum(self.lock)
        )


def environment(lock: str) -> Environment:
    """The environment of this checkout for a lock in `requirements`, by its name."""
    return Environment(ROOT / ".venv", ROOT / "requirements" / f"{lock}.lock", ROOT / "src")


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def require_python(version: tuple[int, ...] = sys.version_info[:2]) -> None:
    """Refuse a Python that is older than the product needs."""
    if version < LEAST_PYTHON:
        found = ".".join(map(str, version))
        raise CannotStart(
            f"需要 Python 3.11 或更新版本，这里是 {found}。"
            "请安装后再试，或指定：PYTHON=python3.11 script/run",
            f"Python 3.11 or newer is needed; this is {found}. "
            "Install it, or name it: PYTHON=python3.11 script/run",
        )


def require_venv(modules: tuple[str, ...] = ("venv", "ensurepip")) -> None:
    """Refuse a Python that was packaged without the modules that make an environment."""
    if any(importlib.util.find_spec(name) is None for name in modules):
        raise CannotStart(
            "这个 Python 缺少 venv 或 ensurepip 模块。"
            "请安装（Debian、Ubuntu：apt install python3-venv）后再试。",
            "This Python lacks the venv or ensurepip module. "
            "Install it (Debian, Ubuntu: apt install python3-venv) and try again.",
        )


def require_space(place: Path = ROOT, least: int = LEAST_SPACE) -> None:
    """Refuse to start on a disk with less than `least` bytes free."""
    free = shutil.disk_usage(place).free
    if free < least:
        left, needed = f"{free / 1e9:.1f} GB", f"{least / 1e9:.0f} GB"
        raise CannotStart(
            f"磁盘空间不足：{place} 只剩 {left}，至少需要 {needed}。请清理后再试。",
            f"Too little disk space: {place} has {left} left and {needed} is needed. "
            "Free some and try again.",
        )


def prepare(wanted: Environment) -> None:
    """Make `wanted` ready; does nothing when its stamp says that it is."""
    if not wanted.is_fresh:
        require_venv()
        _create(wanted)
        _install(wanted)
        for part in wanted.parts:
            part.stamp.write_text(checksum(part.lock), encoding="ascii")
    _point_to(wanted)


def _create(wanted: Environment) -> None:
    """Make the bare environment unless a working one stands there."""
    if _works(wanted.python):
        return
    say("正在建立运行环境 .venv … · Making the environment .venv …")
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=True).create(wanted.place)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotStart(
            f"无法建立运行环境 {wanted.place}：{error}。"
            "请检查目录权限和 python3-venv 是否完整，再试一次。",
            f"The environment {wanted.place} could not be made: {error}. "
            "Check the rights on the folder and that python3-venv is complete, then try again.",
        ) from error


def _works(python: Path) -> bool:
    """Whether this interpreter runs, is new enough and has pip."""
    if not python.exists():
        return False
    probe = f"import sys, pip; sys.exit(sys.version_info < {LEAST_PYTHON})"
    answer = subprocess.run([python, "-c", probe], capture_output=True, check=False)
    return answer.returncode == 0


def _install(wanted: Environment) -> None:
    """Install the lock with hashes checked; a package that comes as source is built here."""
    count = len(re.findall(r"(?m)^[\w.-]+==", wanted.lock.read_text(encoding="utf-8")))
    say(f"正在安装 {count} 个组件（校验哈希） … · Installing {count} packages, hashes checked …")
    began = time.monotonic()
    how = ONLY_WHEELS
    if source := FROM_SOURCE.get(wanted.lock.stem):
        require_space(wanted.place, SPACE_TO_BUILD)
        _pip(wanted, wanted.lock.with_name("build.lock"), ONLY_WHEELS)
        how = [*ONLY_WHEELS, "--no-binary", source, "--no-build-isolation"]
    _pip(wanted, wanted.lock, how)
    seconds = time.monotonic() - began
    say(f"组件已就绪，用时 {seconds:.0f} 秒。 · Packages ready in {seconds:.0f} s.")


def _pip(wanted: Environment, lock: Path, how: list[str]) -> None:
    """Install one lock; raises the sentence that fits what went wrong."""
    flags = ["--quiet", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    checks = ["--require-hashes", *how, "--retries", "2"]
    answer = subprocess.run(
        [wanted.python, "-m", "pip", "install", *flags, *checks, "-r", lock],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise refusal_of(answer.stderr or answer.stdout)


def refusal_of(output: str) -> CannotStart:
    """The sentence that fits what pip printed when it failed."""
    lines = [line.strip() for line in output.splitlines() if "ERROR" in line]
    last = lines[0].removeprefix("ERROR: ") if lines else output.strip()[-300:]
    if "DO NOT MATCH THE HASHES" in output:
        return CannotStart(
            "下载的组件与锁定的哈希不符，已停止安装。请检查软件源是否可信，再试一次。",
            "A downloaded package does not match its locked hash; nothing was installed. "
            "Check that the package index can be trusted, then try again.",
        )
    if any(sign in output for sign in SIGNS_OF_NO_NETWORK):
        return CannotStart(
            "首次安装需要联网下载组件，现在连不上软件源。"
            "请检查网络或代理（环境变量 PIP_INDEX_URL、HTTPS_PROXY），再运行一次。",
            "The first start downloads packages, and the package index cannot be reached. "
            "Check the network or the proxy (PIP_INDEX_URL, HTTPS_PROXY), then run this again.",
        )
    return CannotStart(
        f"安装组件失败：{last}。请按提示处理后再运行一次。",
        f"Installing the packages failed: {last}. Follow the hint and run this again.",
    )


def _point_to(wanted: Environment) -> None:
    """Let the environment import the source tree, and give it the `guatu` command."""
    [packages] = (wanted.place / "lib").glob("python3*/site-packages")
    _write(packages / "guatu-source.pth", f"{wanted.source}\n")
    command = wanted.place / "bin" / "guatu"
    if not command.exists():
        _write(command, '#!/bin/sh\nexec "$(dirname "$0")/python" -m guatu.cli "$@"\n')
        command.chmod(0o755)


def _write(path: Path, text: str) -> None:
    """Write `text` unless it stands there already."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def clean_variables() -> dict[str, str]:
    """The variables for child programs: without what would let another Python shine through."""
    dropped = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    return {key: value for key, value in os.environ.items() if key not in dropped}
