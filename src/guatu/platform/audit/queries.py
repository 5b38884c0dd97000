"""Questions to the audit chain."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guatu.platform.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of a history: when, who, what."""

    number: int
    at: datetime
    who: str
    act: str
    detail: dict[str, Any]


def history(subject: str, *, known_by: datetime, limit: int = 50) -> list[Deed]:
    """The newest deeds on `subject` up to a moment, newest first, in one query."""
    rows = (
        Entry.objects.filter(subject=subject, at__lte=known_by)
        .order_by("-number")
        .select_related("actor")
    )
    newest = rows.order_by("-number").select_related("actor")
    return [
        Deed(
            row.number, row.at, row.actor.get_full_name() if row.actor else "", row.act, row.detail
        )
        for row in newest[:limit]
    ]
