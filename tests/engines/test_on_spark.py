"""Spark, on this machine and on a cluster, says what the reference says; all cases at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.engines import test_knowledge, test_sums
from tests.engines.test_any_world import days, moments, worlds
from tests.engines.together import Question, apart, questions_of, together
from tests.spark import on_spark

from guatu.adapters.engines import DuckRunner, SqlEngine
from guatu.adapters.engines.spark import SparkRunner
from guatu.kernel.engines import Answer, Engine, World

pytestmark = on_spark
CASES = questions_of([test_sums, test_knowledge])
FEW = settings(
    max_examples=2,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def engine_on(spark: Any, *, step_by_step: bool = False) -> Engine:  # noqa: ANN401 - an extra
    """The engine of the port over a session."""
    runner = SparkRunner(spark)
    return SqlEngine("spark", lambda: runner, step_by_step=step_by_step)


def answers_of(engine: Engine, questions: Sequence[Question]) -> list[Answer]:
    """The answers to all questions; those of one day are asked as one."""
    same: defaultdict[tuple[date, datetime | None], list[int]] = defaultdict(list)
    for number, question in enumerate(questions):
        same[question.as_of, question.known_by].append(number)
    found: dict[int, Answer] = {}
    for (as_of, known_by), numbers in same.items():
        asked = together([questions[number].world for number in numbers])
        answer = engine.cells(asked, as_of=as_of, known_by=known_by)
        found |= {number: apart(answer, place) for place, number in enumerate(numbers)}
    return [found[number] for number in range(len(questions))]


@pytest.fixture(scope="module")
def answers(spark: Any) -> list[Answer]:  # noqa: ANN401 - an extra
    """What Spark answers to every case of the suite."""
    return answers_of(engine_on(spark), CASES)


def test_there_are_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("number", range(len(CASES)), ids=[each.name for each in CASES])
def test_spark_answers_as_the_reference(answers: list[Answer], number: int) -> None:
    assert answers[number] == CASES[number].expected


@FEW
@given(drawn=st.lists(worlds(), min_size=4, max_size=8), as_of=days, known_by=moments)
def test_spark_answers_any_world_as_the_reference(
    spark: Any,  # noqa: ANN401 - an extra
    drawn: list[World],
    as_of: date,
    known_by: datetime | None,
) -> None:
    questions = [Question("drawn", world, as_of, known_by) for world in drawn]

    found = answers_of(engine_on(spark, step_by_step=True), questions)

    assert found == [question.expected for question in questions]


def test_asked_together_duckdb_answers_as_when_asked_alone() -> None:
    runner = DuckRunner(threads=1)
    engine = SqlEngine("duckdb", lambda: runner)

    assert answers_of(engine, CASES) == [question.expected for question in CASES]
