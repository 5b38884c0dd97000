"""From the command to the first page: in a fresh clone, and every time after."""

import http.client
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from bench.harness import HERE, Bench

HOST = "127.0.0.1"
PATIENCE = 300.0
PAUSE = 0.02
STOPPING = 20.0
WARM_RUNS = 5
COLD_AT_MOST = 90.0
WARM_AT_MOST = 3.0


def measure(bench: Bench) -> None:
    """Clone, start once with nothing there, then again with everything there."""
    house = bench.place / "house"
    subprocess.run(["git", "clone", "--quiet", HERE.parent, house], check=True)
    cold = [seconds_to_first_page(house)]
    bench.record("cold start, environment and year included", cold, unit="s", at_most=COLD_AT_MOST)
    warm = [seconds_to_first_page(house) for _ in range(WARM_RUNS)]
    bench.record("warm start", warm, unit="s", at_most=WARM_AT_MOST)


def seconds_to_first_page(house: Path) -> float:
    """The seconds from `script/run` to the first answer; everything is stopped afterwards."""
    port = free_port()
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GUATU_")}
    began = time.perf_counter()
    started = subprocess.Popen(
        [house / "script" / "run", "--port", str(port)],
        env=clean,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not answers(port):
            taken = time.perf_counter() - began
            if started.poll() is not None or taken > PATIENCE:
                msg = f"no page after {taken:.0f} s"
                raise TimeoutError(msg)
            time.sleep(PAUSE)
        return time.perf_counter() - began
    finally:
        stop(started)


def stop(started: subprocess.Popen[bytes]) -> None:
    """End a program with all of its children: asked first, then made to."""
    os.killpg(started.pid, signal.SIGTERM)
    try:
        started.wait(timeout=STOPPING)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def answers(port: int) -> bool:
    """Whether the start page comes, be it by way of the sign-in."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 400
    except OSError:
        return False
    finally:
        connection.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
