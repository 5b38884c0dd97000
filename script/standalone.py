"""A Spark cluster of the tests' own: a master and workers on this machine, ended by their ids."""

import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from script.environment import clean_variables
from script.words import CannotStart

HOST = "127.0.0.1"
PATIENCE = 120.0
TIME_TO_END = 20.0
REGISTERED = "Successfully registered with master"
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
OPTIONS = "-Dspark.master.rest.enabled=false -Dspark.port.maxRetries=0 -XX:+UseSerialGC"


def spark_home() -> Path | None:
    """The folder of Spark in this environment, if the cluster extra is installed."""
    found = importlib.util.find_spec("pyspark")
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0]) if places else None


@contextmanager
def standalone(workers: int, *, cores: int = 1, memory: str = "1g") -> Iterator[str]:
    """Run a master with workers of `cores` each and yield its address; nothing of it stays.

    Everything listens on the loopback address alone. Raises `CannotStart` when a part of it
    gives up or is not ready in time.
    """
    home = spark_home()
    if home is None:
        raise _refusal("pyspark")
    place = Path(tempfile.mkdtemp(prefix="guatu-cluster-"))
    address = f"spark://{HOST}:{_free_port()}"
    port = address.rpartition(":")[2]
    parts: list[subprocess.Popen[bytes]] = []
    try:
        options = ["--host", HOST, "--webui-port", "0", "--port"]
        parts.append(_launch(home, place, "master", [MASTER, *options, port]))
        _await(partial(_answers, int(port)), parts, place)
        share = ["--cores", str(cores), "--memory", memory]
        for number in range(workers):
            folder = ["--work-dir", str(place / f"work-{number}")]
            command = [WORKER, *options, "0", *share, *folder, address]
            parts.append(_launch(home, place, f"worker-{number}", command))
        for number in range(workers):
            log = place / f"worker-{number}.log"
            _await(partial(_is_registered, log), parts, place)
        yield address
    finally:
        _end(parts)
        shutil.rmtree(place, ignore_errors=True)


def _launch(home: Path, place: Path, name: str, command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a part of the cluster, its words going to a log; `spark-class` becomes its Java."""
    variables = {
        "SPARK_LOCAL_IP": HOST,
        "SPARK_LOCAL_DIRS": str(place),
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": f"{OPTIONS} -Djava.io.tmpdir={place}",
    }
    with (place / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [home / "bin" / "spark-class", *command],
            cwd=place,
            env=clean_variables() | variables,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _await(
    is_ready: Callable[[], bool], parts: Sequence[subprocess.Popen[bytes]], place: Path
) -> None:
    """Wait for a part of the cluster; raises `CannotStart` with the last line that it wrote."""
    end = time.monotonic() + PATIENCE
    while not is_ready():
        if time.monotonic() > end or any(part.poll() is not None for part in parts):
            newest = max(place.glob("*.log"), key=lambda path: path.stat().st_mtime)
            lines = newest.read_text(encoding="utf-8", errors="replace").splitlines()
            raise _refusal(lines[-1] if lines else newest.stem)
        time.sleep(0.1)


def _answers(port: int) -> bool:
    """Whether something listens on a port of the loopback address."""
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False


def _is_registered(log: Path) -> bool:
    """Whether a worker wrote that the master knows it."""
    return REGISTERED in log.read_text(encoding="utf-8", errors="replace")


def _free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _end(parts: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask each part to end, the workers first, then insist; their executors go with them."""
    for part in reversed(parts):
        part.terminate()
    for part in reversed(parts):
        try:
            part.wait(timeout=TIME_TO_END)
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(part.pid, signal.SIGKILL)  # what a killed part could not end itself


def _refusal(why: str) -> CannotStart:
    """The sentence about a cluster that does not start."""
    return CannotStart(
        f"临时 Spark 集群没有启动：{why}。请确认装了 Java 17 和 requirements/cluster.lock。",
        f"The temporary Spark cluster did not start: {why}. "
        "Check that Java 17 and the cluster extra (requirements/cluster.lock) are installed.",
    )
