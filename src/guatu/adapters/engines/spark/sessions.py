"""Sessions of Spark: exact, quiet, leaving nothing behind, reaching nothing but the cluster."""

import atexit
import importlib.util
import logging
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guatu.adapters.engines.spark.java import require_java
from guatu.adapters.engines.spark.masters import Master, master_of, own_address
from guatu.kernel.sentences import Refusal

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NAME = "guatu"
MEMORY = "2g"
LOG = "spark.log"
PATIENCE = 60.0
BETWEEN_LOOKS = 0.2
LONGEST_REASON = 300
REASON = "Reason: "
SIGNS = ("ERROR", "Exception", "Error:")
# Each keeps an answer from being other than the exact one, or a word from leaving the machine.
EXACT = {
    "spark.sql.ansi.enabled": "true",  # too large, not a number, division by zero: an error
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",  # never rounded in silence
    "spark.sql.storeAssignmentPolicy": "ANSI",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.mergeSchema": "false",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "true",
}
USUAL = {
    "spark.sql.shuffle.partitions": "32",
    "spark.sql.adaptive.enabled": "true",  # partitions that turn out small are put together
    # `max_by` sorts and spills from 128 groups on unless told to hold more of them
    "spark.sql.objectHashAggregate.sortBased.fallbackThreshold": "200000",
}
QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.eventLog.enabled": "false",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.log.level": "ERROR",
}


class SparkIsMissing(Refusal):
    """The cluster extra is not installed."""


class SparkDidNotStart(Refusal):
    """Spark gave up before it could be asked anything."""


class NoWorkerAnswers(Refusal):
    """The master has no worker for us."""


def require_spark() -> None:
    """Raise `SparkIsMissing` unless the cluster extra is installed, or what Java lacks."""
    if importlib.util.find_spec("pyspark") is None:
        raise SparkIsMissing(
            "这里没有装集群组件（pyspark）。安装的两条命令见 docs/how-to/evaluate-on-a-cluster.md；"
            "单机请改用 --engine duckdb。"
        )
    require_java()


@contextmanager
def session(
    address: str, *, patience: float = PATIENCE, more: Mapping[str, str] | None = None
) -> Iterator["SparkSession"]:
    """A session on the master at `address`, ended with the block; one at a time in a process.

    `more` adds settings, such as the memory of an executor. Raises a `Refusal` with the remedy
    when Spark, Java, the master or its workers are not there; waits at most about two minutes.
    """
    master = master_of(address)
    require_spark()
    host = own_address(master)
    begun = _begin(settings_of(master, host, more or {}))
    try:
        if not master.is_local:
            _await_worker(begun, master, patience)
        yield begun
    finally:
        begun.stop()


def settings_of(master: Master, host: str, more: Mapping[str, str]) -> dict[str, str]:
    """Every setting of a session; the exact ones cannot be set otherwise."""
    place = str(_place())
    where = {
        "spark.app.name": NAME,
        "spark.master": master.address,
        "spark.driver.host": host,
        "spark.driver.bindAddress": host,
        "spark.local.dir": place,
        "spark.sql.warehouse.dir": f"{place}/warehouse",
    }
    return {**USUAL, **more, **where, **EXACT, **QUIET}


@cache
def _place() -> Path:
    """A folder for what Spark writes down beside its answers; removed with the process."""
    place = Path(tempfile.mkdtemp(prefix="guatu-spark-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place


def _begin(settings: Mapping[str, str]) -> "SparkSession":
    """Start Spark; raises `SparkDidNotStart` with its last words."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 - optional, and slow to load
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - as above
    from pyspark.errors import PySparkException  # noqa: PLC0415 - as above
    from pyspark.sql import SparkSession  # noqa: PLC0415 - as above

    logging.getLogger("SQLQueryContextLogger").disabled = True  # repeats what is raised
    try:
        gateway = _gateway()
        conf = SparkConf().setAll(list(settings.items()))
        return SparkSession(SparkContext(gateway=gateway, conf=conf))
    except (Py4JError, PySparkException, OSError) as error:
        raise SparkDidNotStart(
            "Spark 没有启动：%(why)s。请核对 Java、内存和主节点的版本"
            "（应与本机的 pyspark 相同）后再试；单机请改用 --engine duckdb。",
            why=_last_words() or str(error)[:LONGEST_REASON],
        ) from error


@cache
def _gateway() -> Any:  # noqa: ANN401 - py4j has no types
    """The Java machine, which stays for the life of this process; its words go to a file."""
    from pyspark import SparkConf  # noqa: PLC0415 - optional, and slow to load
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415 - as above

    place = _place()
    conf = SparkConf(loadDefaults=False)
    conf.set("spark.driver.memory", MEMORY)
    conf.set("spark.driver.extraJavaOptions", f"-Djava.io.tmpdir={place}")
    with (place / LOG).open("ab") as log:
        return launch_gateway(conf, {"stdout": log, "stderr": log})


def _await_worker(begun: "SparkSession", master: Master, patience: float) -> None:
    """Wait until a worker serves what was begun; raises `NoWorkerAnswers` after `patience`."""
    context = begun.sparkContext._jsc.sc()  # noqa: SLF001 - Python is told of no worker
    end = time.monotonic() + patience
    while context.getExecutorMemoryStatus().size() < 2:  # the first is this process itself
        if time.monotonic() > end or context.isStopped():
            raise NoWorkerAnswers(
                "主节点 %(master)s 在 %(seconds)s 秒内没有派出计算节点。请确认 worker 已经启动、"
                "没有被别的任务占满、内存够用，再试一次；单机请改用 --engine duckdb。",
                master=master.address,
                seconds=f"{patience:g}",
            )
        time.sleep(BETWEEN_LOOKS)


def _last_words() -> str:
    """The last error in the log of Spark; empty when it wrote none."""
    log = _place() / LOG
    return reason_in(log.read_text(encoding="utf-8", errors="replace")) if log.exists() else ""


def reason_in(log: str) -> str:
    """Why Spark gave up, shortened: the reason that it names, else its last error."""
    lines = [line.strip() for line in log.splitlines()]
    named = [line.partition(REASON)[2] for line in lines if REASON in line]
    wrong = [line for line in lines if any(sign in line for sign in SIGNS)]
    return next(iter([*named[-1:], *wrong[-1:]]), "")[:LONGEST_REASON]
