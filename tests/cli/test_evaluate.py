"""`guatu evaluate` and `guatu check`: what the store holds, for people and for machines."""

import json
from collections.abc import Sequence

import pytest

from guatu.apps.boards.models import Reading
from guatu.apps.plans.models import Target
from guatu.cli.main import main

pytestmark = pytest.mark.django_db

KEYS = {
    "indicator", "name", "owner", "unit", "goal", "stretch", "actual", "due", "completion",
    "attainment", "gap", "required_rate", "forecast", "chance", "light", "reasons",
    "fresh_as_of", "filed", "expected",
}  # fmt: skip


def exit_of(arguments: Sequence[str]) -> int:
    """The exit status of a command."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    code = ended.value.code
    assert isinstance(code, int)
    return code


def test_machines_get_every_promised_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of(["evaluate", "--as-of", "2023-06-13", "--format", "json"]) == 0

    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == Target.objects.count()
    assert all(set(row) >= KEYS for row in rows)
    assert {row["day"] for row in rows} == {"2023-06-13"}


def test_people_get_a_table_with_every_target(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of(["evaluate", "--as-of", "2023-06-13"]) == 0

    out = capsys.readouterr().out
    names = Target.objects.values_list("indicator__name", flat=True)
    assert [name for name in names if name not in out] == []
    assert "2023-06-13" in out


def test_without_a_day_it_is_the_newest_that_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of(["evaluate", "--format", "json"]) == 0

    assert {row["day"] for row in json.loads(capsys.readouterr().out)} == {"2023-12-31"}


def test_without_readings_it_says_what_to_run(capsys: pytest.CaptureFixture[str]) -> None:
    Reading.objects.all().delete()

    assert exit_of(["evaluate"]) == 1
    assert "guatu demo" in capsys.readouterr().err


def test_a_day_before_the_first_reading_has_no_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of(["evaluate", "--as-of", "2022-06-13", "--format", "json"]) == 0

    assert json.loads(capsys.readouterr().out) == []


def test_the_check_proves_the_chain(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of(["check"]) == 0

    assert "留痕链完整" in capsys.readouterr().out
