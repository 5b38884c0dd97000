"""The board of the example county: what it costs the server, the wire, and a crowd's patience."""

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

import django
from bench.harness import Bench, seconds_of
from bench.start import HOST, answers, free_port, stop
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

DAY = "2023-12-31"
BOARD = f"/board/?day={DAY}"
READER = "head"
REQUESTS = 60
WARM_UPS = 5
CLIENTS = 16
ROUNDS = 5
ROUND_SECONDS = 6.0
SETTLING = 8.0
PATIENCE = 120.0
QUERIES_AT_MOST = 15
MILLISECONDS_AT_MOST = 40
KILOBYTES_AT_MOST = 250
BOARDS_AT_LEAST = 60
TARGET = re.compile(rb'href="(/targets/\d+/)')
ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')
OK = 200


def measure(bench: Bench) -> None:
    """Build the whole year once, then ask for its board in three ways."""
    demo = [sys.executable, "-m", "guatu.cli", "demo", "--as-of", DAY]
    subprocess.run(demo, check=True, stdout=subprocess.DEVNULL)
    django.setup()
    reader = signed_in()
    on_the_server(bench, reader)
    cookies = [signed_in().cookies["sid"].value for _ in range(CLIENTS)]
    connection.close()
    with served() as (port, group):
        first_visit(bench, port, cookies[0])
        crowd(bench, port, cookies, group)


def signed_in() -> Client:
    """A client of the application itself, signed in as the city leader."""
    client = Client(headers={"host": HOST, "accept-encoding": "gzip"})
    client.force_login(get_user_model().objects.get(username=READER))
    return client


def on_the_server(bench: Bench, reader: Client) -> None:
    """The time and the queries of one board, without the wire; the session is among both.

    The body of a board is kept until something is written, and each of its lines until that
    line is read anew: a board is measured as kept, after a write, and from nothing.
    """
    plain = reader.get(BOARD, headers={"accept-encoding": "identity"}).content
    bench.record("targets on the board", [len(set(TARGET.findall(plain)))], unit="1")
    for kind, prepare in (
        ("kept", pass_on),
        ("after a write", read_one),
        ("from nothing", cache.clear),
    ):
        prepare()
        queries = queries_of(reader)
        bench.record(f"queries, {kind}", [queries], unit="1", at_most=QUERIES_AT_MOST)
        taken = [milliseconds_of(reader, prepare) for _ in range(WARM_UPS + REQUESTS)]
        walls, cores = zip(*taken[WARM_UPS:], strict=True)
        name = f"server time, {kind}"
        bench.record(name, walls, unit="ms", at_most=MILLISECONDS_AT_MOST)
        bench.record(f"of it on the processor, {kind}", cores, unit="ms")


def pass_on() -> None:
    """Leave the kept bodies where they are."""


def read_one() -> None:
    """Read one target again, as a filing does."""
    from guatu.apps.boards.operations import read_days  # noqa: PLC0415 - after Django is set up
    from guatu.apps.plans.models import Target  # noqa: PLC0415 - as above

    read_days([date.fromisoformat(DAY)], [Target.objects.whole().order_by("pk")[0]])


def queries_of(reader: Client) -> int:
    """How many queries one board makes."""
    with CaptureQueriesContext(connection) as asked:
        reader.get(BOARD)
    return len(asked)


def milliseconds_of(reader: Client, prepare: Callable[[], None]) -> tuple[float, float]:
    """How long one board takes after `prepare`: by the clock, and on the processor."""
    prepare()
    before = time.process_time()
    wall = seconds_of(lambda: reader.get(BOARD))
    return 1000 * wall, 1000 * (time.process_time() - before)


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """Port and process group of the pages, web server and worker, as `guatu serve` starts them."""
    port = free_port()
    command = [sys.executable, "-m", "guatu.cli", "serve", "--as-of", DAY, "--port", str(port)]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port):
            if started.poll() is not None or time.monotonic() > until:
                msg = "the server did not start"
                raise TimeoutError(msg)
            time.sleep(0.1)
        time.sleep(SETTLING)
        yield port, started.pid
    finally:
        stop(started)


def get(line: http.client.HTTPConnection, path: str, cookie: str) -> tuple[int, bytes, int]:
    """The status, the body as sent, and the bytes of head and body, of one page."""
    headers = {"Cookie": f"sid={cookie}", "Accept-Encoding": "br, gzip"}
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    body = answer.read()
    head = sum(len(key) + len(value) + 4 for key, value in answer.getheaders())
    return answer.status, body, head + len(body)


def first_visit(bench: Bench, port: int, cookie: str) -> None:
    """The bytes of the board with everything that it refers to, compressed as a browser asks."""
    line = http.client.HTTPConnection(HOST, port, timeout=30)
    line.request("GET", BOARD, headers={"Cookie": f"sid={cookie}", "Accept-Encoding": "identity"})
    text = line.getresponse().read().decode()
    _, _, page = get(line, BOARD, cookie)
    assets = [get(line, path, cookie)[2] for path in sorted(set(ASSET.findall(text)))]
    line.close()
    bench.record("page, plain", [len(text.encode()) / 1024], unit="KB")
    bench.record("page, compressed", [page / 1024], unit="KB")
    bench.record("files beside it", [len(assets)], unit="1")
    whole = (page + sum(assets)) / 1024
    bench.record("first visit, compressed", [whole], unit="KB", at_most=KILOBYTES_AT_MOST)


@dataclass(slots=True)
class Visitor:
    """One client that asks again as soon as it is answered, until told to stop."""

    port: int
    cookie: str
    stop: threading.Event
    taken: list[float] = field(default_factory=list)
    failures: int = 0

    def __call__(self) -> None:
        """Ask on one kept connection; a board that is not one is a failure."""
        line = http.client.HTTPConnection(HOST, self.port, timeout=30)
        while not self.stop.is_set():
            began = time.perf_counter()
            status, body, _ = get(line, BOARD, self.cookie)
            self.taken.append(1000 * (time.perf_counter() - began))
            self.failures += status != OK or not body
        line.close()


def processor_seconds(group: int) -> float:
    """The processor time that the processes of a group have used; zero where Linux is not."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parts = file.read_text(encoding="utf-8").rpartition(")")[2].split()
            ticks += (int(parts[11]) + int(parts[12])) if int(parts[2]) == group else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def crowd(bench: Bench, port: int, cookies: Sequence[str], group: int) -> None:
    """The boards a second of all clients together, and how long each of them waits."""
    rates, waits, costs, failures = [], [], [], 0
    for _ in range(ROUNDS):
        before = processor_seconds(group)
        visitors, seconds = one_round(port, cookies)
        used = processor_seconds(group) - before
        taken = list(chain.from_iterable(visitor.taken for visitor in visitors))
        rates.append(len(taken) / seconds)
        waits += taken
        costs.append(1000 * used / len(taken))
        failures += sum(visitor.failures for visitor in visitors)
    rate = "boards a second, 16 clients"
    bench.record(rate, rates, unit="1/s", at_least=BOARDS_AT_LEAST)
    bench.record("wait of one client among 16", waits, unit="ms")
    bench.record("server's processor time a board", costs, unit="ms")
    bench.record("failed requests", [failures], unit="1", at_most=0)


def one_round(port: int, cookies: Sequence[str]) -> tuple[list[Visitor], float]:
    """Let all clients ask for a few seconds; the visitors and the seconds that it took."""
    stop = threading.Event()
    visitors = [Visitor(port, cookie, stop) for cookie in cookies]
    threads = [threading.Thread(target=visitor, daemon=True) for visitor in visitors]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    time.sleep(ROUND_SECONDS)
    stop.set()
    for thread in threads:
        thread.join()
    return visitors, time.perf_counter() - began
