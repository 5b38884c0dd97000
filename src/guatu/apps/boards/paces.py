"""What it takes to reach a goal: the pace of the months and weeks left, beside the target's own."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from guatu.apps.boards.models import Reading
from guatu.apps.plans.queries import period_of
from guatu.kernel.periods import Period
from guatu.kernel.quantities import number_of

ZERO, ONE = Decimal(0), Decimal(1)
WEEK = 7
ONE_DAY = timedelta(days=1)
DAYS_IN_YEAR = Decimal(365)


@dataclass(frozen=True, slots=True)
class Milestone:
    """The next month whose end asks for more than there is."""

    period: str
    due: Decimal
    owed: Decimal


@dataclass(frozen=True, slots=True)
class Takes:
    """The pace that is needed and the paces there were; None where nothing tells."""

    per_month: Decimal
    per_week: Decimal | None
    months_left: Decimal
    average: Decimal | None
    best: Decimal | None
    best_in: str
    of_average: Decimal | None
    of_best: Decimal | None
    milestone: Milestone | None


def takes(reading: Reading) -> Takes | None:
    """What the goal of a reading takes from here; None when it is reached or has no pace."""
    if reading.required_rate is None or reading.light == "done" or not reading.fresh_as_of:
        return None
    fresh, period = Period.parse(reading.fresh_as_of), period_of(reading.target)
    days = (period.last_day - fresh.last_day).days
    left = _months_between(fresh.last_day, period.last_day)
    grown = _grown(reading)
    best_in, best = max(grown.items(), key=lambda item: item[1], default=("", None))
    factor = reading.stretch_factor
    return Takes(
        per_month=reading.required_rate,
        per_week=reading.required_rate * left * WEEK / days if days > 0 and left else None,
        months_left=left,
        average=reading.required_rate / factor if factor else None,
        best=best,
        best_in=best_in,
        of_average=factor,
        of_best=reading.required_rate / best if best and best > 0 else None,
        milestone=_milestone(reading),
    )


@dataclass(frozen=True, slots=True)
class Growth:
    """The figure beside that of the same month of the year before."""

    then: Decimal
    change: Decimal
    share: Decimal | None


def growth_of(reading: Reading) -> Growth | None:
    """How far a reading is above the same month of the year before; None without one."""
    rows = {month["period"]: month.get("then") for month in reading.months}
    then = rows.get(reading.fresh_as_of)
    if then is None or reading.actual is None:
        return None
    before = number_of(then)
    change = reading.actual - before
    return Growth(before, change, change / before if before > 0 else None)


def _months_between(first: date, last: date) -> Decimal:
    """The months between two days: whole between two ends of months."""
    if (first + ONE_DAY).day == 1 and (last + ONE_DAY).day == 1:
        return ONE * ((last.year - first.year) * 12 + last.month - first.month)
    return ONE * (last - first).days * 12 / DAYS_IN_YEAR


def _grown(reading: Reading) -> dict[str, Decimal]:
    """What each month added to the one before; months beside a gap are left out."""
    grown: dict[str, Decimal] = {}
    before: Decimal | None = reading.target.baseline or ZERO
    for month in reading.months:
        now = None if month["actual"] is None else number_of(month["actual"])
        if now is not None and before is not None:
            grown[month["period"]] = now - before
        before = now
    return grown


def _milestone(reading: Reading) -> Milestone | None:
    """The first month after the figure whose end asks for more than it."""
    fresh = Period.parse(reading.fresh_as_of)
    actual = reading.actual or ZERO
    ahead = (
        (month["period"], number_of(month["due"]))
        for month in reading.months
        if Period.parse(month["period"]).last_day > fresh.last_day
    )
    return next((Milestone(it, due, due - actual) for it, due in ahead if due > actual), None)
