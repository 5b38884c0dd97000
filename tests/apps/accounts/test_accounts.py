"""Accounts: opening them, and a lock after too many guesses."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from guatu.apps.accounts.models import Attempt, User
from guatu.apps.accounts.operations import (
    LIMIT,
    LOCK,
    AccountIsLocked,
    NameIsTaken,
    allow_attempt,
    count_attempt,
    open_account,
)
from guatu.apps.accounts.queries import simulated_accounts
from guatu.platform.audit.chain import tip
from guatu.platform.audit.queries import history

LATEST = datetime(2100, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db

ONE_SECOND = timedelta(seconds=1)


def test_an_account_is_opened_with_a_hidden_password_and_leaves_a_trace(now: datetime) -> None:
    user = open_account("new", name="新人", password="a-long-secret", at=now)

    assert user.check_password("a-long-secret")
    assert "a-long-secret" not in user.password
    assert not user.is_staff
    assert not user.is_superuser
    assert [deed.act for deed in history("user:new", known_by=LATEST)] == ["account.opened"]


def test_a_name_that_is_taken_is_refused_and_changes_nothing(now: datetime, head: User) -> None:
    before = User.objects.count(), tip()

    with pytest.raises(NameIsTaken):
        open_account(head.username, name="又一人", password="a-long-secret", at=now)

    assert (User.objects.count(), tip()) == before
    assert User.objects.get(username="head").password == head.password


def test_an_account_without_a_name_to_sign_in_is_refused_by_the_table() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="")


def test_a_name_is_taken_in_the_table_too(head: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username=head.username)


def test_a_person_is_called_by_name_else_by_account() -> None:
    assert str(User(username="a", name="张三")) == "张三"
    assert str(User(username="a")) == "a"


def test_guesses_up_to_the_limit_are_allowed(now: datetime) -> None:
    for _ in range(LIMIT - 1):
        count_attempt("head", at=now)

    allow_attempt("head", at=now)


def test_one_guess_too_many_locks_that_account_alone(now: datetime) -> None:
    for _ in range(LIMIT):
        count_attempt("head", at=now)

    with pytest.raises(AccountIsLocked):
        allow_attempt("head", at=now + LOCK - ONE_SECOND)
    allow_attempt("clerk", at=now)


def test_the_lock_opens_after_a_quarter_of_an_hour(now: datetime) -> None:
    for _ in range(LIMIT):
        count_attempt("head", at=now)

    allow_attempt("head", at=now + LOCK)


def test_old_attempts_are_forgotten(now: datetime) -> None:
    count_attempt("head", at=now - LOCK - ONE_SECOND)

    count_attempt("clerk", at=now)

    assert [row.username for row in Attempt.objects.all()] == ["clerk"]


def test_a_name_beyond_all_length_is_counted_and_cut(now: datetime) -> None:
    count_attempt("长" * 400, at=now)

    assert len(Attempt.objects.get().username) == 150


def test_the_hints_name_the_simulated_accounts_alone(stranger: User) -> None:
    names = [hint.username for hint in simulated_accounts()]

    assert names[:4] == ["head", "dispatcher", "officer", "clerk"]
    assert stranger.username not in names
