"""Preparing the store and the static files, and serving the pages."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from guatu.apps.accounts.queries import DEMO_PASSWORD, simulated_accounts
from guatu.cli.visits import Visitor
from guatu.platform.clock import as_of
from guatu.platform.jobs.schedule import free_abandoned, tick

HOST = "127.0.0.1"
PATIENCE = 30.0
PAUSE = 60.0


def port_is_free(port: int) -> bool:
    """Whether the port can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def prepare() -> None:
    """Bring the tables and the static files up to date; quick when nothing changed."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    stamp = settings.STATIC_ROOT / ".sum"
    now = _static_sum()
    if not stamp.exists() or stamp.read_text("ascii") != now:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(now, "ascii")
    refuse_faults()


def refuse_faults() -> None:
    """Raise `SystemCheckError` when a check finds that it is not safe to serve."""
    faults = [fault for fault in run_checks(databases=["default"]) if fault.is_serious()]
    if faults:
        raise SystemCheckError("\n".join(str(fault) for fault in faults))


def _static_sum() -> str:
    """A checksum over all static sources."""
    total = hashlib.sha256()
    for file in sorted((settings.PACKAGE / "web" / "static").rglob("*")):
        if file.is_file():
            total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()


def _command(port: int) -> list[str]:
    """The command line of the web server."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "guatu.config.wsgi:application",
        "--host",
        HOST,
        "--port",
        str(port),
        "--workers",
        os.environ.get("GUATU_WORKERS", "2"),
        "--blocking-threads",
        "2",
        "--backpressure",
        "64",
        "--no-ws",
        "--log-level",
        "warning",
    ]


class Server:
    """The web server as a child, started on entering and stopped on leaving, whatever happens."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.children: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Server":
        connection.close()
        signal.signal(signal.SIGTERM, _stop)
        self.children = [subprocess.Popen(_command(self.port))]  # noqa: S603 - our own command line
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        for child in self.children:
            child.wait()

    def stay(self) -> int:
        """Say where and as whom to sign in, start the worker, and serve until stopped."""
        _await(self.port)
        print(f"挂图已就绪 / Guatu is ready: http://{HOST}:{self.port}/")
        if hints := simulated_accounts():
            names = "、".join(f"{hint.username}（{hint.label}）" for hint in hints)
            print(f"登录账号 / sign in as: {names}")
            print(f"密码 / password: {DEMO_PASSWORD}")
        print("停止请按 Ctrl+C / stop with Ctrl+C", flush=True)
        connection.close()
        self.children.append(
            subprocess.Popen([sys.executable, "-m", "guatu.cli", "work", "--stay"])
        )  # noqa: S603 - as above
        try:
            return self.children[0].wait()
        except KeyboardInterrupt:
            return 0

    def check(self) -> int:
        """Visit the start page and the board as a person does, and say how each went."""
        _await(self.port)
        visitor = Visitor(f"http://{HOST}:{self.port}")
        fine = visitor.visit("/health/")
        if hints := simulated_accounts():
            fine = visitor.sign_in(hints[0].username, DEMO_PASSWORD) and fine
            fine = all([fine, visitor.visit("/"), visitor.visit("/board/")])
        print("自检通过 / check passed" if fine else "自检失败 / check failed")
        return 0 if fine else 1


def _stop(*_: object) -> None:
    """Leave as with Ctrl+C, so that no child is left behind."""
    raise KeyboardInterrupt


def _await(port: int) -> None:
    """Wait until the server answers; raises `TimeoutError`."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    msg = "网页没有启动。请看上面的错误信息。/ The server did not start."
    raise TimeoutError(msg)


def work_once() -> None:
    """Free what dead workers hold, queue what the day owes, and run what is queued."""
    free_abandoned(timezone.now())
    tick(as_of())
    call_command("db_worker", batch=True, interval=0, verbosity=0)


def work_on() -> None:
    """Do so every minute until stopped."""
    while True:
        work_once()
        time.sleep(PAUSE)
