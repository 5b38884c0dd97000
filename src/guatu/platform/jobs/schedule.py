"""What is due: the schedule asks on each tick, the janitor frees what a killed worker held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

LIMIT = timedelta(minutes=15)


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
def tick(day: date) -> list[str]:
    """Queue what `day` owes and is not queued yet; returns the names of what was queued."""
    text = day.isoformat()
    queued = []
    for entry in _daily.values():
        same = DBTaskResult.objects.filter(task_path=entry.task.module_path)
        if any(row.args_kwargs["args"] == [text] for row in same.only("args_kwargs")):
            continue
        entry.task.enqueue(text)
        queued.append(entry.name)
    return queued


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
