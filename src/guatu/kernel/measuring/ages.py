"""When a figure is too old to say anything (TGT-14)."""

from datetime import date
from functools import lru_cache

from guatu.kernel.periods import Frequency, Period


@lru_cache(maxsize=4096)
def aged_on(period: Period, count: int, *, frequency: Frequency) -> date:
    """The day on which more than `count` reporting periods are complete since `period`.

    1—2月 is reported among months and counts as February.
    """
    countable = Frequency.MONTH if frequency is Frequency.JAN_FEB else frequency
    later = Period.of(countable, period.last_day)
    for _ in range(count + 1):
        later = later.next()
    return later.last_day


def is_older_than(period: Period, count: int, *, on: date, frequency: Frequency) -> bool:
    """Whether more than `count` reporting periods were completed since `period`."""
    return aged_on(period, count, frequency=frequency) <= on
