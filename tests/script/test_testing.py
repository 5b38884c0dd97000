"""Checking everything: which steps run, and what the last line says."""

import pytest
from script.testing import CHECKS, TESTS, Outcome, conclude, steps_of

ALL = [*CHECKS, *TESTS]
SQLITE = {"passed": 8, "failed": 0, "skipped": 1, "browser": 2, "spark": 3}


@pytest.mark.parametrize(
    ("arguments", "steps", "more"),
    [
        ([], ALL, []),
        (["--only", "lint", "--only", "types"], ["lint", "types"], []),
        (["-k", "board"], ["tests", "postgresql"], ["-k", "board"]),
        (["--only", "tests", "-x"], ["tests"], ["-x"]),
    ],
    ids=["everything", "named steps", "words for pytest", "both"],
)
def test_the_command_line_names_the_steps(
    arguments: list[str], steps: list[str], more: list[str]
) -> None:
    assert steps_of(arguments) == (steps, more)


def test_the_last_line_adds_both_databases(capsys: pytest.CaptureFixture[str]) -> None:
    ran = [
        Outcome("lint", 0, 1),
        Outcome("tests", 0, 2, SQLITE),
        Outcome("postgresql", 0, 3, {"passed": 4}),
    ]

    code = conclude(ran, demanding=True)

    assert code == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "== all good == 12 passed, 0 failed, 1 skipped in 6 s =="


def test_a_failed_step_is_named_in_the_last_line(capsys: pytest.CaptureFixture[str]) -> None:
    code = conclude([Outcome("lint", 1, 1), Outcome("tests", 0, 1, SQLITE)], demanding=False)

    assert code == 1
    assert "FAILED: lint" in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((SQLITE | {"browser": 0}, {"passed": 4}), "no browser test ran"),
        ((SQLITE | {"spark": 0}, {"passed": 4}), "no Spark test ran"),
        ((SQLITE, {}), "no PostgreSQL test ran"),
    ],
    ids=["browser", "Spark", "PostgreSQL"],
)
def test_a_demanding_run_fails_when_a_kind_of_test_stayed_away(
    counts: tuple[dict[str, int], dict[str, int]],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran = [Outcome("tests", 0, 1, counts[0]), Outcome("postgresql", 0, 1, counts[1])]

    assert conclude(ran, demanding=False) == 0
    assert conclude(ran, demanding=True) == 1
    assert words in capsys.readouterr().out.splitlines()[-1]
