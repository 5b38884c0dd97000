"""Every declared check: it finds its planted defect and leaves the nearest clean case alone."""

import re
from collections.abc import Mapping

import pytest
from tests.kernel.quality import (
    odd_shapes,
    other_sources,
    single_figures,
    slips_of_unit,
    sudden_moves,
    sums_in_time,
    times_of_filing,
)
from tests.kernel.quality.cast import Case

from guatu.kernel.quality import CHECKS, Book, Check, Severity, findings_of

ROOMS = (
    single_figures,
    sums_in_time,
    slips_of_unit,
    sudden_moves,
    odd_shapes,
    times_of_filing,
    other_sources,
)
CASES: Mapping[str, Case] = {key: case for room in ROOMS for key, case in room.CASES.items()}
NEIGHBORS: list[tuple[str, Book]] = [pair for room in ROOMS for pair in room.NEIGHBORS.items()]
BY_KEY = {check.key: check for check in CHECKS}
AT_LEAST = 60

each_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.key)


def test_there_are_many_checks_and_each_has_its_case() -> None:
    assert len(CHECKS) >= AT_LEAST
    assert len(BY_KEY) == len(CHECKS)
    assert set(CASES) == set(BY_KEY)


@each_check
def test_the_planted_defect_is_found(check: Check) -> None:
    case = CASES[check.key]

    found = {cell for finding in findings_of(case.planted, [check]) for cell in finding.cells}

    assert set(case.cells) <= found


@each_check
def test_the_nearest_clean_case_is_left_alone(check: Check) -> None:
    assert list(findings_of(CASES[check.key].clean, [check])) == []


@each_check
def test_a_finding_is_a_whole_sentence_with_its_rule_and_remedy(check: Check) -> None:
    finding = next(iter(findings_of(CASES[check.key].planted, [check])))

    assert (finding.check, finding.severity, finding.rule) == (
        check.key,
        check.severity,
        check.rule,
    )
    assert str(finding.sentence).endswith("。")
    assert "%(" not in str(finding.sentence)
    assert "E+" not in str(finding.sentence)
    assert str(finding.remedy).endswith("。")
    assert re.fullmatch(r"(STAT|SC|TGT)-\d+[a-z]?|RELIABILITY 3\.\d+", finding.rule)


@pytest.mark.parametrize(("key", "book"), NEIGHBORS, ids=[key for key, _ in NEIGHBORS])
def test_what_only_looks_alike_is_left_alone(key: str, book: Book) -> None:
    assert list(findings_of(book, [BY_KEY[key]])) == []


def test_a_note_never_asks_for_a_penalty() -> None:
    notes = [check for check in CHECKS if check.severity is Severity.NOTE]

    assert notes
    assert not [check.key for check in notes if "造假" in str(check.says.template)]


def test_a_slip_by_ten_thousand_blocks() -> None:
    assert BY_KEY["ten_thousandfold"].severity is Severity.BLOCK
    assert BY_KEY["ten_thousandth"].severity is Severity.BLOCK
