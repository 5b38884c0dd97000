"""Counties to visit: built once a run, and served as users serve them."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from signal import SIGTERM

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
DAY = "2023-06-13"
PATIENCE = 90.0
EXAMPLE = ("guatu.cli", "demo", "--as-of", DAY)
EMPTY = ("tests.browser.empty_county",)


@dataclass(frozen=True, slots=True)
class Site:
    """A running server and where it listens."""

    port: int

    @property
    def address(self) -> str:
        """The address that pages hang below."""
        return f"http://{HOST}:{self.port}"


def variables(data: Path) -> dict[str, str]:
    """The variables of a server: a folder of its own, the fixed day, SQLite."""
    foreign = ("GUATU_", "DATABASE_", "DJANGO_", "PYTEST_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
    own = {"GUATU_DATA": str(data), "GUATU_AS_OF": DAY, "GUATU_WORKERS": "1"}
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    return kept | own | paths | {"PYTHONUTF8": "1"}


def built(shared: Path, name: str, command: tuple[str, ...]) -> Path:
    """The folder of a county: built by the first worker that asks, found by the others."""
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir()
            _run(command, folder)
            done.touch()
    return folder


def _run(command: tuple[str, ...], folder: Path) -> None:
    """Run a module of ours on the data in `folder`; a failure tells what it printed."""
    ran = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", *command],
        env=variables(folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-4000:]


@contextmanager
def serving(county: Path, own: Path) -> Iterator[Site]:
    """A server on a copy of the county, so that no worker disturbs another."""
    shutil.copytree(county, own)
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        site = Site(probe.getsockname()[1])
    said = own / "server.log"
    command = [sys.executable, "-m", "guatu.cli", "serve", "--as-of", DAY, "--port", str(site.port)]
    with said.open("w") as log:
        server = subprocess.Popen(  # noqa: S603 - our own command line
            command, env=variables(own), cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _await(site, server, said)
            yield site
        finally:
            os.killpg(server.pid, SIGTERM)
            server.wait()


def _await(site: Site, server: subprocess.Popen[bytes], said: Path) -> None:
    """Wait until the server is well; raises `AssertionError` with what it said."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, said.read_text(encoding="utf-8")
        connection = HTTPConnection(HOST, site.port, timeout=5)
        try:
            connection.request("GET", "/health/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError(said.read_text(encoding="utf-8"))
