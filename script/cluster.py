"""A PostgreSQL of the tests' own: made in a temporary folder, reached by a socket, removed."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from script.words import CannotStart

OWNER = "guatu"
PATIENCE = 60.0
LONGEST_SOCKET_FOLDER = 80
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "log_min_messages": "fatal",
}


def binaries(installed: Path = Path("/usr/lib/postgresql")) -> Path | None:
    """The folder of the newest PostgreSQL programs on this machine, if there is one."""
    packaged = sorted(installed.glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = [Path(found).parent for found in [shutil.which("initdb")] if found]
    complete = [
        folder
        for folder in [*on_path, *packaged]
        if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]
    return complete[-1] if complete else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Run a cluster and yield its address; stopped by its own process and removed at the end.

    Raises `CannotStart` when a program of PostgreSQL cannot be run or gives up.
    """
    account = _account()
    place = _place(account)
    try:
        _initialize(programs, place, account)
        server = _started(programs, place, account)
        try:
            _wait_until_ready(programs, place, server)
            yield f"postgresql://{OWNER}@/{OWNER}?host={place}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _account() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _place(account: pwd.struct_passwd | None) -> Path:
    """Make a folder that only the server's account can enter, short enough for a socket."""
    place = tempfile.mkdtemp(prefix="guatu-pg-")
    if len(place) > LONGEST_SOCKET_FOLDER:
        shutil.rmtree(place)
        place = tempfile.mkdtemp(prefix="guatu-pg-", dir="/tmp")
    if account:
        os.chown(place, account.pw_uid, account.pw_gid)
    return Path(place)


def _launch(
    command: Sequence[str | Path], *, place: Path, account: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    """Start a PostgreSQL program under the right account, its words going to a log."""
    with (place / "log").open("ab") as log, _said_in_words():
        return subprocess.Popen(
            command,
            cwd=place,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )


def _initialize(programs: Path, place: Path, account: pwd.struct_passwd | None) -> None:
    """Write the files of an empty cluster."""
    flags = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = _launch(
        [programs / "initdb", "-D", place / "data", "-U", OWNER, *flags],
        place=place,
        account=account,
    )
    if made.wait():
        raise _failed(place)


def _started(
    programs: Path, place: Path, account: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    """Start the server itself, without the wrapper that would hide its process."""
    settings = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
    return _launch(
        [programs / "postgres", "-D", place / "data", "-k", place, *settings],
        place=place,
        account=account,
    )


def _wait_until_ready(programs: Path, place: Path, server: subprocess.Popen[bytes]) -> None:
    """Wait for the server to answer, then make the database of the address."""
    create: list[str | Path] = [programs / "createdb", "-h", place, "-U", OWNER, OWNER]
    end = time.monotonic() + PATIENCE
    while subprocess.run(create, capture_output=True, check=False).returncode:
        if server.poll() is not None or time.monotonic() > end:
            raise _failed(place)
        time.sleep(0.1)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the server to close its connections and end; insist after a while."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _failed(place: Path) -> CannotStart:
    """The refusal with the last line that PostgreSQL wrote."""
    lines = (place / "log").read_text(encoding="utf-8", errors="replace").splitlines()
    return _refusal(lines[-1] if lines else "—")


@contextmanager
def _said_in_words() -> Iterator[None]:
    """Turn a program that cannot be run at all into the same refusal."""
    try:
        yield
    except OSError as error:
        raise _refusal(str(error)) from error


def _refusal(why: str) -> CannotStart:
    """The sentence about a PostgreSQL that does not start."""
    return CannotStart(
        f"临时 PostgreSQL 没有启动：{why}。请检查 PostgreSQL 是否完整安装。",
        f"The temporary PostgreSQL did not start: {why}. "
        "Check that PostgreSQL is completely installed.",
    )
