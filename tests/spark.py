"""A pytest plugin: one small Spark a process, or one loud line about why there is none."""

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from guatu.adapters.engines.spark import require_spark, session
from guatu.kernel.sentences import Refusal

# A short life does not repay the slow, thorough compiler.
os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.executor.memory": "512m",
    "spark.sql.adaptive.enabled": "false",
}
on_spark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]


@cache
def reason_without_spark() -> str:
    """Why nothing can run on Spark here; empty when it can."""
    try:
        require_spark()
    except Refusal as refusal:
        return str(refusal)
    return ""


@pytest.fixture(scope="session")
def spark_needed() -> None:
    """Skip, with the remedy in one line, where Java or the cluster extra is missing."""
    if reason := reason_without_spark():
        pytest.skip(f"!!!! Spark tests SKIPPED: {reason}")


@pytest.fixture(scope="module")
def spark(spark_needed: None) -> Iterator[Any]:  # noqa: ARG001 - there must be one
    """A session on two threads of this machine."""
    with session("local[2]", more=SMALL) as begun:
        yield begun
