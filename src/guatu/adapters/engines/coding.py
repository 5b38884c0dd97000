"""How a lake writes periods, measures, families and rules in small whole numbers."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from guatu.kernel.catalog import Family, RollUp
from guatu.kernel.measuring import Measure
from guatu.kernel.periods import Frequency, Period

FREQUENCIES = tuple(sorted(Frequency))  # as periods of one day and length are ordered
MEASURES = (Measure.STOCK, Measure.YTD, Measure.MONTH, Measure.YOY, Measure.SAME_YTD)
FAMILIES = tuple(Family)
ROLL_UPS = (
    RollUp.SUM,
    RollUp.LAST,
    RollUp.MEAN,
    RollUp.MAX,
    RollUp.RATIO_OF_SUMS,
    RollUp.NONE,
)
DAY_BITS, LENGTH_BITS = 12, 3
LENGTHS = 511
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
CARRIED_PERIODS = 2
DAY = timedelta(days=1)
SLACK = 10  # weeks that end a little outside their year


@lru_cache(maxsize=65536)
def period_code(period: Period) -> int:
    """A period as one number that orders as periods do: last day, days, length."""
    return (
        day_code(period.last_day) << DAY_BITS
        | period.days << LENGTH_BITS
        | FREQUENCIES.index(period.frequency)
    )


@lru_cache(maxsize=65536)
def period_of(code: int) -> Period:
    """The period that `code` stands for."""
    days = code >> LENGTH_BITS & LENGTHS
    first_day = EPOCH.date() + timedelta(days=(code >> DAY_BITS) - days + 1)
    return Period.of(FREQUENCIES[code & 7], first_day)


def day_code(day: date) -> int:
    """The days since 1970, from 1 on for the first."""
    return (day - EPOCH.date()).days


def moment_code(moment: datetime) -> int:
    """The microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(code: int) -> datetime:
    """The moment that `code` stands for."""
    return EPOCH + code * MICROSECOND


@lru_cache(maxsize=64)
def ages_in(year: int, frequency: Frequency) -> tuple[tuple[int, int], ...]:
    """For every day of `year` the day on which a figure that ends there is too old (TGT-14)."""
    first, last = date(year, 1, 1) - SLACK * DAY, date(year, 12, 31) + SLACK * DAY
    days = (first + count * DAY for count in range((last - first).days + 1))
    return tuple((day_code(day), day_code(_expires(day, frequency))) for day in days)


def _expires(day: date, frequency: Frequency) -> date:
    """The end of the third period after the one that holds `day`."""
    countable = Frequency.MONTH if frequency is Frequency.JAN_FEB else frequency
    later = Period.of(countable, day)
    for _ in range(CARRIED_PERIODS + 1):
        later = later.next()
    return later.last_day
