"""Preparing the store and the static files, and serving the pages."""

import gc
import hashlib
import os
import signal
import socket
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkProcess

from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver
from django.utils import timezone
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server as Granian

from guatu.apps.accounts.queries import DEMO_PASSWORD, simulated_accounts
from guatu.apps.observations.settling import settle_the_unsettled
from guatu.cli.visits import Visitor
from guatu.platform.clock import as_of
from guatu.platform.jobs.schedule import free_abandoned, tick

HOST = "127.0.0.1"
PATIENCE = 30.0
PAUSE = 60.0
STOPPING = 10.0
FORKED = get_context("fork")


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
        settle_the_unsettled()
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


def _web(port: int) -> None:
    """Serve the pages in this process; its workers share what is loaded already."""
    Granian(
        "guatu.config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("GUATU_WORKERS", "2")),
        blocking_threads=2,
        backpressure=64,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


class Server:
    """The web server as a child, started on entering and stopped on leaving, whatever happens."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.children: list[ForkProcess] = []

    def __enter__(self) -> "Server":
        """Load the pages once, then part: server and workers begin with all of it in memory."""
        signal.signal(signal.SIGTERM, _stop)
        get_wsgi_application()
        get_resolver().url_patterns  # noqa: B018 - loads every page
        gc.freeze()
        self._part(_web, self.port)
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children:
            child.terminate()
        for child in self.children:
            child.join(STOPPING)
            if child.is_alive():
                child.kill()
                child.join()

    def _part(self, work: Callable[..., None], *arguments: int) -> None:
        """Run `work` in a child of this process; no connection is shared."""
        connection.close()
        child = FORKED.Process(target=_alone, args=(work, *arguments))
        child.start()
        self.children.append(child)

    def stay(self) -> int:
        """Say where and as whom to sign in, start the worker, and serve until stopped."""
        _await(self.port)
        print(f"挂图已就绪 / Guatu is ready: http://{HOST}:{self.port}/")
        if hints := simulated_accounts():
            names = "、".join(f"{hint.username}（{hint.label}）" for hint in hints)
            print(f"登录账号 / sign in as: {names}")
            print(f"密码 / password: {DEMO_PASSWORD}")
        print("停止请按 Ctrl+C / stop with Ctrl+C", flush=True)
        self._part(work_on)
        try:
            self.children[0].join()
        except KeyboardInterrupt:
            return 0
        return self.children[0].exitcode or 0

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


def _alone(work: Callable[..., None], *arguments: int) -> None:
    """Run `work` in a child, which a request to end simply ends."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    work(*arguments)


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
    now = timezone.now()
    free_abandoned(now)
    tick(as_of(), now=now)
    call_command("db_worker", batch=True, interval=0, verbosity=0)


def work_on() -> None:
    """Do so every minute until stopped."""
    while True:
        work_once()
        time.sleep(PAUSE)
