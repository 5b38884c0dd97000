"""Jobs in the database: queued once a day, run once, taken back from the dead."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from guatu.apps.boards.jobs import read_the_day
from guatu.apps.boards.models import Reading
from guatu.platform.jobs.schedule import LIMIT, PAUSE, free_abandoned, tick, waiting

pytestmark = pytest.mark.django_db

DAY = date(2023, 1, 2)
ONE_SECOND = timedelta(seconds=1)


def running_since(moment: datetime) -> None:
    """A job that a worker took at `moment` and has not given back."""
    read_the_day.enqueue(DAY.isoformat())
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, started_at=moment, worker_ids=["gone"]
    )


def test_a_day_is_queued_once() -> None:
    assert tick(DAY) == ["readings"]
    assert tick(DAY) == []

    assert [row.args_kwargs["args"] for row in DBTaskResult.objects.all()] == [["2023-01-02"]]


def test_the_next_day_is_queued_beside_it() -> None:
    tick(DAY)

    assert tick(DAY + timedelta(days=1)) == ["readings"]
    assert waiting() == {"READY": 2}


def test_nothing_queued_is_nothing_waiting() -> None:
    assert waiting() == {}


def test_what_runs_too_long_is_taken_back(now: datetime) -> None:
    running_since(now - LIMIT - ONE_SECOND)

    assert free_abandoned(now) == 1

    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.READY
    assert row.started_at is None
    assert row.worker_ids == []


def test_what_has_just_begun_is_left_alone(now: datetime) -> None:
    running_since(now - LIMIT + ONE_SECOND)

    assert free_abandoned(now) == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


def test_what_is_done_is_never_run_again(now: datetime) -> None:
    running_since(now - LIMIT - ONE_SECOND)
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)

    assert free_abandoned(now) == 0


def test_a_job_runs_exactly_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # A worker closes its connection behind itself; here that would end the test's transaction.
    monkeypatch.setattr(connection, "close", lambda: None)
    before = list(Reading.objects.filter(day=DAY).values_list("target_id", "light", "actual"))
    tick(DAY)

    for _ in range(2):
        call_command("db_worker", batch=True, interval=0, verbosity=0)

    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.SUCCESSFUL
    assert len(row.worker_ids) == 1
    after = list(Reading.objects.filter(day=DAY).values_list("target_id", "light", "actual"))
    assert sorted(after) == sorted(before)


def failed_at(moment: datetime) -> None:
    """Every job of the day has failed at `moment`."""
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, finished_at=moment)


def test_what_failed_is_tried_once_more_after_a_pause(now: datetime) -> None:
    tick(DAY)
    failed_at(now)

    assert tick(DAY, now=now + PAUSE - ONE_SECOND) == []
    assert tick(DAY, now=now + PAUSE) == ["readings"]


def test_what_failed_twice_is_left_to_people(now: datetime) -> None:
    tick(DAY)
    failed_at(now)
    tick(DAY, now=now + PAUSE)
    failed_at(now)

    assert tick(DAY, now=now + 2 * PAUSE) == []
    assert waiting() == {"FAILED": 2}
