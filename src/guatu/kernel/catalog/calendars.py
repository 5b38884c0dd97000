"""Whether a year's days off and make-up days leave the working days that they should (§8.5)."""

from collections.abc import Iterator
from datetime import date

from guatu.kernel.catalog.draft import Draft, Row
from guatu.kernel.catalog.faults import Fault
from guatu.kernel.catalog.models import CalendarYear
from guatu.kernel.periods import Calendar
from guatu.kernel.sentences import Sentence

SATURDAY = 5


def calendar_faults(draft: Draft) -> list[Fault]:
    """List the days that cannot be right, and the years that do not add up."""
    return [fault for row in draft.calendar for fault in _of_year(row)]


def _of_year(row: Row[CalendarYear]) -> Iterator[Fault]:
    """Check one year."""
    it = row.value
    wrong = False
    for field, days in (("days_off", it.days_off), ("make_up_days", it.make_up_days)):
        if strays := [day for day in days if day.year != it.year]:
            wrong = True
            message = Sentence("%(day)s 不在 %(year)d 年。", day=strays[0], year=it.year)
            yield row.fault(field, message, Sentence("请移到它自己的年份。"))
    if both := sorted(set(it.days_off) & set(it.make_up_days)):
        wrong = True
        message = Sentence("%(day)s 既放假又上班。", day=both[0])
        yield row.fault("make_up_days", message, Sentence("请对照放假通知改正。"))
    if weekdays := [day for day in it.make_up_days if day.weekday() < SATURDAY]:
        wrong = True
        message = Sentence("%(day)s 本来就是工作日，不用补班。", day=weekdays[0])
        yield row.fault("make_up_days", message, Sentence("请对照放假通知改正。"))
    if not wrong and (count := _working_days(it)) != it.working_days:
        message = Sentence(
            "%(year)d 年算出 %(count)d 个工作日，声明是 %(stated)d 个。",
            year=it.year,
            count=count,
            stated=it.working_days,
        )
        yield row.fault("working_days", message, Sentence("请对照放假通知核对日期。"))


def _working_days(it: CalendarYear) -> int:
    """Count the working days of the year as declared."""
    calendar = Calendar(
        days_off=frozenset(it.days_off),
        make_up_days=frozenset(it.make_up_days),
        years=frozenset({it.year}),
    )
    return calendar.working_days(date(it.year, 1, 1), date(it.year, 12, 31))
