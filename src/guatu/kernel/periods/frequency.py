"""How often something is counted, and which days a counted stretch covers."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from guatu.kernel.sentences import Refusal

FIRST_YEAR = 1900
LAST_YEAR = 2199


class NotAPeriod(Refusal):
    """What was given names no stretch of the calendar."""


class Frequency(StrEnum):
    """The kinds of period, longest first; weeks are ISO weeks from Monday to Sunday."""

    YEAR = "A"
    HALF = "S"
    QUARTER = "Q"
    JAN_FEB = "JF"
    MONTH = "M"
    TEN_DAYS = "X"
    WEEK = "W"
    DAY = "D"


MONTHS_IN = {Frequency.YEAR: 12, Frequency.HALF: 6, Frequency.QUARTER: 3, Frequency.MONTH: 1}


def periods_in(frequency: Frequency, year: int) -> int:
    """The number of periods of `frequency` in `year`; 1 for the single 1—2月."""
    if frequency is Frequency.JAN_FEB:
        return 1
    if frequency is Frequency.TEN_DAYS:
        return 36
    if frequency is Frequency.WEEK:
        return date(year, 12, 28).isocalendar().week
    if frequency is Frequency.DAY:
        return date(year, 12, 31).timetuple().tm_yday
    return 12 // MONTHS_IN[frequency]


@lru_cache(maxsize=8192)
def span_of(frequency: Frequency, year: int, index: int) -> tuple[date, date]:
    """The first and last day of a period. Raises `NotAPeriod` when there is none such."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAPeriod(
            "年份%(year)s不在%(first)s至%(last)s之间，请核对。",
            year=year,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    if not 1 <= index <= periods_in(frequency, year):
        raise NotAPeriod(
            "%(year)s年没有这样的时段（序号%(index)s），请核对。", year=year, index=index
        )
    if frequency is Frequency.WEEK:
        monday = date.fromisocalendar(year, index, 1)
        return monday, monday + timedelta(days=6)
    if frequency is Frequency.DAY:
        day = date(year, 1, 1) + timedelta(days=index - 1)
        return day, day
    if frequency is Frequency.TEN_DAYS:
        return _ten_days(year, *divmod(index - 1, 3))
    if frequency is Frequency.JAN_FEB:
        return date(year, 1, 1), _month_end(year, 2)
    length = MONTHS_IN[frequency]
    return date(year, (index - 1) * length + 1, 1), _month_end(year, index * length)


def index_of(frequency: Frequency, day: date) -> tuple[int, int]:
    """The year and index of the period that holds `day`.

    Raises `NotAPeriod` for the 1—2月 of a day after February.
    """
    if frequency is Frequency.WEEK:
        return day.isocalendar()[:2]
    if frequency is Frequency.DAY:
        return day.year, day.timetuple().tm_yday
    if frequency is Frequency.TEN_DAYS:
        return day.year, (day.month - 1) * 3 + min((day.day - 1) // 10, 2) + 1
    if frequency is Frequency.JAN_FEB:
        if day.month > 2:
            raise NotAPeriod("%(day)s不在1—2月之内。", day=day.isoformat())
        return day.year, 1
    return day.year, (day.month - 1) // MONTHS_IN[frequency] + 1


def _ten_days(year: int, months_before: int, third: int) -> tuple[date, date]:
    month = months_before + 1
    last = _month_end(year, month) if third == 2 else date(year, month, third * 10 + 10)
    return date(year, month, third * 10 + 1), last


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
