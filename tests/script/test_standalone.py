"""The temporary Spark cluster: its workers serve a session, and nothing of it stays."""

import socket
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from script.standalone import standalone
from script.words import CannotStart
from tests.spark import SMALL, on_spark

from guatu.adapters.engines.spark import NoWorkerAnswers, session

pytestmark = on_spark
TOO_MUCH = {"spark.executor.memory": "600g"}
SELECT = "SELECT sum(CAST(id AS DECIMAL(18, 2))) FROM range(0, 1001, 1, 2)"


@pytest.fixture(scope="module")
def address(spark_needed: None) -> Iterator[str]:  # noqa: ARG001 - there must be one
    """The address of a master with two workers; afterwards nobody answers there."""
    with standalone(2) as address:
        yield address
    host, _, port = address.removeprefix("spark://").partition(":")
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((host, int(port)), timeout=5)


def test_both_workers_serve_a_session(address: str) -> None:
    with session(address, more=SMALL) as spark:
        [[total]] = spark.sql(SELECT).collect()
        served = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1

    assert total == Decimal(500500)
    assert served == 2


def test_workers_without_room_are_told_of_in_time(address: str) -> None:
    too_much = SMALL | TOO_MUCH

    with (
        pytest.raises(NoWorkerAnswers, match=r"没有派出计算节点.*内存"),
        session(address, more=too_much, patience=2),
    ):
        pass


def test_a_broken_installation_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "spark-class"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho library missing\nexit 1\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setattr("script.standalone.spark_home", lambda: tmp_path)

    with pytest.raises(CannotStart, match="library missing"), standalone(1):
        pass
