"""Forecasts as stored: those that stand on a day, and how good each method's turned out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from guatu.apps.boards.models import Forecast, Reading
from guatu.apps.plans.models import Target
from guatu.apps.plans.queries import period_of
from guatu.kernel.periods import Period

ZERO, ONE = Decimal(0), Decimal(1)


def forecasts_on(target_id: int, day: date) -> list[Forecast]:
    """The forecasts of a target that stand on a day, the chosen one first, in one query."""
    newest = Forecast.objects.filter(target=target_id, day__lte=day, day__year=day.year)
    last = Subquery(newest.order_by("-day").values("day")[:1])
    return list(Forecast.objects.filter(target=target_id, day=last).order_by("-is_chosen", "pk"))


def forecasts_of(readings: Iterable[Reading]) -> dict[int, list[Forecast]]:
    """The forecasts behind each reading by target, in one query; none where it foresees nothing."""
    days = {row.target_id: row.day for row in readings if row.mid is not None}
    until = max(days.values(), default=date.min)
    own = Forecast.objects.filter(target=OuterRef("target"), day__lte=until)
    newest = own.order_by("-day").values("day")[:1]
    rows = Forecast.objects.filter(target__in=days, day=Subquery(newest))
    found: defaultdict[int, list[Forecast]] = defaultdict(list)
    for row in rows.order_by("target_id", "-is_chosen", "pk"):
        found[row.target_id].append(row)
    return found


@dataclass(frozen=True, slots=True)
class Record:
    """How one method did over the months of a period that is over.

    `error` is its mean absolute error as a share of the end, `held` the share of ends inside the
    80 % interval, `brier` the mean squared distance of its chances from what came.
    """

    method: str
    months: int
    error: Decimal | None
    held: Decimal
    brier: Decimal | None


def records_of(target: Target, reading: Reading | None) -> list[Record]:
    """How good the forecasts of a target were, best first; empty until its end is known.

    Each month counts once, by the forecast that stood last while the month was the newest.
    """
    last = period_of(target).last_day
    if reading is None or reading.actual is None or not reading.fresh_as_of:
        return []
    if Period.parse(reading.fresh_as_of).last_day < last:
        return []
    rows = Forecast.objects.filter(target=target, day__lte=reading.day).order_by("day")
    standing = {(row.method, row.fresh_as_of): row for row in rows}
    by_method: defaultdict[str, list[Forecast]] = defaultdict(list)
    for row in standing.values():
        if Period.parse(row.fresh_as_of).last_day < last:
            by_method[row.method].append(row)
    came = ONE if reading.light == "done" else ZERO
    found = [_record(each, rows, reading.actual, came) for each, rows in by_method.items()]
    return sorted(found, key=lambda record: (record.error is None, record.error or 0))


def _record(method: str, rows: Sequence[Forecast], end: Decimal, came: Decimal) -> Record:
    """The record of one method."""
    count = Decimal(len(rows))
    errors = [abs(row.mid - end) for row in rows]
    told = [(row.chance - came) ** 2 for row in rows if row.chance is not None]
    return Record(
        method=method,
        months=len(rows),
        error=sum(errors, Decimal(0)) / count / abs(end) if end else None,
        held=sum(row.low_80 <= end <= row.high_80 for row in rows) / count,
        brier=sum(told, Decimal(0)) / len(told) if told else None,
    )
