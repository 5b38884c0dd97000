"""The settings of a Spark session: what keeps answers exact is not up for choice."""

import pytest

from guatu.adapters.engines.spark import SparkIsMissing, require_spark
from guatu.adapters.engines.spark.masters import master_of
from guatu.adapters.engines.spark.sessions import EXACT, QUIET, settings_of


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
