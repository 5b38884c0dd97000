"""Sessions of Spark: figures are exact or refused, and nothing is left where people look."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.spark import SMALL, on_spark

from guatu.adapters.engines.spark import MasterDoesNotAnswer, session

pytestmark = on_spark
FEW = settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
LARGEST = "99999999999999999999999999999999999999"
hundredths = st.decimals("-9999999999999999", "9999999999999999", places=2)


def one(spark: Any, select: str) -> object:  # noqa: ANN401 - the extra may be missing
    """The one value of a SELECT."""
    [[value]] = spark.sql(f"SELECT {select}").collect()
    found: object = value
    return found


@FEW
@given(values=st.lists(hundredths, min_size=1, max_size=50))
def test_sums_are_exact(spark: Any, values: list[Decimal]) -> None:  # noqa: ANN401 - as above
    spark.createDataFrame([(value,) for value in values], "value decimal(18, 2)").createTempView(
        "filed"
    )
    try:
        assert one(spark, "sum(value) FROM filed") == sum(values)
    finally:
        spark.catalog.dropTempView("filed")


@pytest.mark.parametrize(
    ("select", "value"),
    [
        ("sum(v) FROM VALUES (CAST(NULL AS DECIMAL(18, 2))) t(v)", None),
        ("sum(v) FROM VALUES (CAST(1 AS DECIMAL(18, 2))) t(v) WHERE v > 1", None),
        ("round(CAST('2.5' AS DECIMAL(10, 1)))", Decimal(3)),
        ("round(CAST('-2.5' AS DECIMAL(10, 1)))", Decimal(-3)),
        ("7 div 2", 3),
        ("-7 div 2", -3),
        ("greatest(NULL, 0)", 0),
        ("CAST(CAST('NaN' AS DOUBLE) AS DECIMAL(18, 2))", None),
        (
            "CAST('1.0000000001' AS DECIMAL(38, 10)) * CAST('1.000000001' AS DECIMAL(18, 9))",
            Decimal("1.0000000011000000001"),
        ),
        (f"CAST('{LARGEST}' AS DECIMAL(38, 0))", Decimal(LARGEST)),
    ],
    ids=[
        "a sum of gaps is none",
        "a sum of nothing is none",
        "halves up",
        "negative halves away from zero",
        "whole division",
        "whole division of a negative",
        "greatest passes over gaps",
        "NaN in a double turns into a gap, so that no double may enter",
        "no digit of a product is dropped",
        "38 digits",
    ],
)
def test_known_traps_are_answered_as_the_reference_answers(
    spark: Any,  # noqa: ANN401 - as above
    select: str,
    value: Decimal | int | None,
) -> None:
    assert one(spark, select) == value


@pytest.mark.parametrize(
    "select",
    [
        "CAST('NaN' AS DECIMAL(18, 2))",
        "CAST(1 AS DECIMAL(18, 2)) / 0",
        f"CAST('{LARGEST}' AS DECIMAL(38, 0)) * 10",
        f"sum(v) FROM VALUES (CAST('{LARGEST}' AS DECIMAL(38, 0))), (1) t(v)",
    ],
    ids=["NaN", "by zero", "too large a product", "too large a sum"],
)
def test_what_is_no_figure_is_an_error_and_never_a_gap(
    spark: Any,  # noqa: ANN401 - as above
    select: str,
) -> None:
    from pyspark.errors import PySparkException  # noqa: PLC0415 - the extra may be missing

    with pytest.raises(PySparkException):
        one(spark, select)


def test_nothing_is_left_beside_the_work(
    spark: Any,  # noqa: ANN401 - as above
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    spark.sql("CREATE OR REPLACE TEMP VIEW one AS SELECT 1 AS number")
    said = one(spark, "number FROM one")

    assert said == 1
    assert not list(tmp_path.iterdir())
    assert capfd.readouterr() == ("", "")


def test_a_master_that_is_not_there_is_refused_before_spark_begins(spark_needed: None) -> None:  # noqa: ARG001 - must be installed
    with pytest.raises(MasterDoesNotAnswer), session("spark://127.0.0.1:1", more=SMALL):
        pass
