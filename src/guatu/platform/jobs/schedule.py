"""What is due: the schedule asks on each tick, the janitor frees what a killed worker held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

LIMIT = timedelta(minutes=15)
PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Daily:
    """A task that every day owes once, with the day as its argument."""

    name: str
    task: Task[Any, Any]


_daily: dict[str, Daily] = {}


def every_day(name: str) -> Callable[[Task[Any, Any]], Task[Any, Any]]:
    """Owe `task` once a day under `name`; its one argument is the day as text."""

    def note(task: Task[Any, Any]) -> Task[Any, Any]:
        _daily[name] = Daily(name, task)
        return task

    return note


@transaction.atomic
def tick(day: date, *, now: datetime | None = None) -> list[str]:
    """Queue what `day` owes and is not queued yet; returns the names of what was queued.

    With `now`, what failed is queued once more, `PAUSE` after its end; a second failure is left
    to people.
    """
    text = day.isoformat()
    queued = []
    for entry in _daily.values():
        rows = DBTaskResult.objects.filter(task_path=entry.task.module_path)
        fields = rows.only("args_kwargs", "status", "finished_at")
        same = [row for row in fields if row.args_kwargs["args"] == [text]]
        if same and not (now and _may_try_again(same, now)):
            continue
        entry.task.enqueue(text)
        queued.append(entry.name)
    return queued


def _may_try_again(tries: "Sequence[DBTaskResult[..., Any]]", now: datetime) -> bool:
    """Whether the only try has failed, long enough ago."""
    first, *more = tries
    failed_at = first.finished_at if first.status == TaskResultStatus.FAILED else None
    return not more and failed_at is not None and failed_at <= now - PAUSE


@transaction.atomic
def free_abandoned(moment: datetime, *, limit: timedelta = LIMIT) -> int:
    """Queue again what has run longer than `limit`: its worker is dead. Tasks are idempotent."""
    return DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=moment - limit
    ).update(status=TaskResultStatus.READY, started_at=None, worker_ids=[])


def waiting() -> dict[str, int]:
    """How many jobs stand in which state."""
    rows = DBTaskResult.objects.values_list("status").annotate(Count("pk"))
    return {str(status): count for status, count in rows}
