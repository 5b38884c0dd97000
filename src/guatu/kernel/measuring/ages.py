"""When a figure is too old to say anything (TGT-14)."""

from datetime import date

from guatu.kernel.periods import Frequency, Period


def is_older_than(period: Period, count: int, *, on: date, frequency: Frequency) -> bool:
    """Whether more than `count` reporting periods were completed since `period`.

    1—2月 is reported among months and counts as February.
    """
    countable = Frequency.MONTH if frequency is Frequency.JAN_FEB else frequency
    later = Period.of(countable, period.last_day)
    for _ in range(count + 1):
        later = later.next()
        if later.last_day > on:
            return False
    return later.last_day <= on
