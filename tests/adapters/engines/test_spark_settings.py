"""The settings of a Spark session: what keeps answers exact is not up for choice."""

import pytest

from guatu.adapters.engines.spark import SparkIsMissing, require_spark
from guatu.adapters.engines.spark.masters import master_of
from guatu.adapters.engines.spark.sessions import (
    EXACT,
    LONGEST_REASON,
    QUIET,
    reason_in,
    settings_of,
)


def test_without_the_extra_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", {}.get)

    with pytest.raises(SparkIsMissing, match=r"evaluate-on-a-cluster.*duckdb"):
        require_spark()


def test_what_keeps_answers_exact_cannot_be_set_otherwise() -> None:
    loose = dict.fromkeys([*EXACT, *QUIET], "loose") | {"spark.executor.memory": "3g"}

    found = settings_of(master_of("local[2]"), "127.0.0.1", loose)

    assert "loose" not in found.values()
    assert found["spark.executor.memory"] == "3g"


def test_everything_listens_where_the_master_reaches_us_and_nowhere_else() -> None:
    found = settings_of(master_of("spark://10.1.2.3:7077"), "10.1.2.9", {})

    assert found["spark.driver.bindAddress"] == found["spark.driver.host"] == "10.1.2.9"
    assert found["spark.ui.enabled"] == "false"


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        (
            "ERROR Backend: Reason: All masters are unresponsive! Giving up.\nException: after",
            "All masters are unresponsive! Giving up.",
        ),
        ("12:00 WARN slow\nError: no memory\n  at x", "Error: no memory"),
        ("12:00 INFO all is well", ""),
        ("", ""),
        ("ERROR " + "x" * 1000, "ERROR " + "x" * (LONGEST_REASON - len("ERROR "))),
    ],
    ids=["a reason named", "the last error", "no error", "silent", "long"],
)
def test_why_spark_gave_up_is_told_in_its_own_last_words(log: str, reason: str) -> None:
    assert reason_in(log) == reason
