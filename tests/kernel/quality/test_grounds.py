"""What each check stands on: its planted case gives it, an empty book gives nothing."""

from datetime import date

import pytest
from tests.kernel.quality.test_declared import CASES

from guatu.kernel.quality import CHECKS, Book, Check, Ground, Trait, grounds_of, looks_into
from guatu.kernel.quality.grounds import MISSING, NEEDS, PROOFS

EMPTY = Book(traits={"output": Trait(key="output")}, facts=(), as_of=date(2024, 1, 10))


def test_every_check_says_what_it_needs_and_every_need_can_be_proved_and_told() -> None:
    assert set(NEEDS) == {check.key for check in CHECKS}
    assert {ground for needs in NEEDS.values() for ground in needs} == set(Ground)
    assert set(PROOFS) == set(MISSING) == set(Ground)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.key)
def test_where_a_check_finds_something_it_has_all_that_it_needs(check: Check) -> None:
    given = grounds_of(CASES[check.key].planted)

    assert set(NEEDS[check.key]) <= given


def test_an_empty_book_gives_no_check_anything_to_look_at() -> None:
    looks = looks_into(EMPTY)

    assert looks.ran == ()
    assert len(looks.idle) == len(CHECKS)


@pytest.mark.parametrize("check", CHECKS[::7], ids=lambda check: check.key)
def test_each_check_either_ran_or_is_told_with_what_it_lacks(check: Check) -> None:
    looks = looks_into(CASES[check.key].planted)

    assert check in looks.ran
    told = [idle for _, checks in looks.by_lack for idle in checks]
    assert len(looks.ran) + len(told) == len(CHECKS)
