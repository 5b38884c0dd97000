"""The audit chain: written with the act, never changed, and whole."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from guatu.apps.accounts.models import User
from guatu.platform.audit.chain import ChainNeedsTransaction, first_break, record, tip
from guatu.platform.audit.models import Entry
from guatu.platform.audit.queries import history

LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def release(act: str) -> None:
    """Take the guard off, as somebody with the database's own password could."""
    where = "" if connection.vendor == "sqlite" else " ON audit_entry"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_entry_{act}{where}")


def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(ChainNeedsTransaction):
        record("test.done", "thing:1", actor=None, at=datetime(2023, 6, 13).astimezone())


@pytest.mark.django_db
def test_an_entry_follows_the_one_before_it(now: datetime, head: User) -> None:
    before = tip()

    entry = record("test.done", "thing:1", actor=head, at=now, detail={"day": date(2023, 6, 13)})

    assert entry.number == int(before["number"]) + 1
    assert entry.previous == before["digest"]
    assert entry.detail == {"day": "2023-06-13"}
    assert tip() == {"number": entry.number, "digest": entry.digest}


@pytest.mark.django_db
def test_an_entry_is_undone_with_its_act(now: datetime) -> None:
    before = tip()

    def act() -> None:
        with transaction.atomic():
            record("test.done", "thing:1", actor=None, at=now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert tip() == before


@pytest.mark.django_db
def test_the_database_refuses_a_change() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(number=1).update(act="nothing.happened")

    assert first_break() is None


@pytest.mark.django_db
def test_the_database_refuses_to_forget() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(number=1).delete()

    assert Entry.objects.filter(number=1).exists()


@pytest.mark.django_db
def test_the_chain_of_the_example_is_whole() -> None:
    assert Entry.objects.count() > 500
    assert first_break() is None


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["act", "subject", "digest", "previous"])
def test_a_row_changed_behind_its_back_is_found(field: str) -> None:
    release("update")
    Entry.objects.filter(number=7).update(**{field: "x" * 60})

    broken = first_break()

    assert broken is not None
    assert broken.number == 7


@pytest.mark.django_db
def test_a_row_taken_out_is_found_at_its_place() -> None:
    release("delete")
    Entry.objects.filter(number=7).delete()

    broken = first_break()

    assert broken is not None
    assert broken.number == 8


@pytest.mark.django_db
def test_numbers_are_positive_and_a_digest_stands_once(now: datetime) -> None:
    first = Entry.objects.get(number=1)
    for number, digest in ((0, "a" * 64), (10**9, first.digest)):
        row = Entry(number=number, at=now, act="a", subject="b", previous="", digest=digest)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.django_db
def test_a_history_is_newest_first_and_names_the_hand(now: datetime, head: User) -> None:
    record("test.begun", "thing:9", actor=head, at=now)
    record("test.done", "thing:9", actor=None, at=now)

    deeds = history("thing:9", known_by=LATEST)

    assert [(deed.act, deed.who) for deed in deeds] == [
        ("test.done", ""),
        ("test.begun", head.get_full_name()),
    ]
    assert history("thing:none", known_by=LATEST) == []
