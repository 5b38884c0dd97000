"""A period: one stretch of the calendar, known by its frequency, its year and its place in it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import total_ordering
from typing import Self

from guatu.kernel.periods.frequency import Frequency, index_of, periods_in, span_of
from guatu.kernel.periods.written import read_place
from guatu.kernel.sentences import Sentence

ONE_DAY = timedelta(days=1)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """`index` counts from 1 inside the year; ordered by last day, the longer one later.

    A week belongs to the month, quarter and year that hold its Thursday, so that weeks,
    months, quarters and years always reconcile. Raises `NotAPeriod` when there is none such.
    """

    frequency: Frequency
    year: int
    index: int = 1
    _span: tuple[date, date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_span", span_of(self.frequency, self.year, self.index))

    @classmethod
    def of(cls, frequency: Frequency, day: date) -> Self:
        """The period of `frequency` that holds `day`."""
        return cls(frequency, *index_of(frequency, day))

    @classmethod
    def parse(cls, text: str, *, year: int | None = None) -> Self:
        """The period that `text` names, as stored or as people write it.

        `year` stands in where the text has none. Raises `NotAPeriod`.
        """
        return cls(*read_place(text, year=year))

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return self._span[0]

    @property
    def last_day(self) -> date:
        """The day at whose end it is over."""
        return self._span[1]

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last_day - self.first_day).days + 1

    def contains(self, other: "Period | date") -> bool:
        """True when a day falls into it, or a shorter period belongs to it."""
        if isinstance(other, date):
            return self.first_day <= other <= self.last_day
        if other.frequency is Frequency.WEEK and self.frequency is not Frequency.WEEK:
            return self.contains(other.first_day + 3 * ONE_DAY)
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def next(self) -> "Period":
        """The one that follows it; after 1—2月, that of the next year."""
        if self.index < periods_in(self.frequency, self.year):
            return Period(self.frequency, self.year, self.index + 1)
        return Period(self.frequency, self.year + 1, 1)

    def previous(self) -> "Period":
        """The one before it."""
        if self.index > 1:
            return Period(self.frequency, self.year, self.index - 1)
        return Period(self.frequency, self.year - 1, periods_in(self.frequency, self.year - 1))

    def same_last_year(self) -> "Period":
        """The same period a year earlier, the last week or day of it when it has none such."""
        most = periods_in(self.frequency, self.year - 1)
        return Period(self.frequency, self.year - 1, min(self.index, most))

    def within(self, frequency: Frequency) -> tuple["Period", ...]:
        """The periods of `frequency` that belong to it, in order; none when they are longer."""
        if frequency is Frequency.JAN_FEB:
            candidates = [Period(frequency, self.year)]
        else:
            candidates = [Period.of(frequency, self.first_day)]
            while candidates[-1].last_day < self.last_day:
                candidates.append(candidates[-1].next())
        return tuple(candidate for candidate in candidates if self.contains(candidate))

    @property
    def sentence(self) -> Sentence:
        """Its name for people, to be translated where it is shown."""
        first, last = self.first_day, self.last_day
        return Sentence(
            LABELS[self.frequency][(self.index - 1) % len(LABELS[self.frequency])],
            year=self.year,
            index=self.index,
            month=first.month,
            day=first.day,
            last_month=last.month,
            last_day=last.day,
        )

    @property
    def label(self) -> str:
        """Its name in Chinese: 2023年6月, 2023年一季度, 2023年第24周（6月12日—6月18日）."""
        return str(self.sentence)

    def __str__(self) -> str:
        stored = {
            Frequency.YEAR: "",
            Frequency.HALF: f"-H{self.index}",
            Frequency.QUARTER: f"-Q{self.index}",
            Frequency.JAN_FEB: "-JF",
            Frequency.MONTH: f"-{self.index:02d}",
            Frequency.TEN_DAYS: f"-{self.first_day.month:02d}-X{(self.index - 1) % 3 + 1}",
            Frequency.WEEK: f"-W{self.index:02d}",
            Frequency.DAY: f"-{self.first_day.month:02d}-{self.first_day.day:02d}",
        }
        return f"{self.year}{stored[self.frequency]}"

    def __lt__(self, other: "Period") -> bool:
        return (self.last_day, self.days, self.frequency) < (
            other.last_day,
            other.days,
            other.frequency,
        )


LABELS = {
    Frequency.YEAR: ("%(year)s年",),
    Frequency.HALF: ("%(year)s年上半年", "%(year)s年下半年"),
    Frequency.QUARTER: (
        "%(year)s年一季度",
        "%(year)s年二季度",
        "%(year)s年三季度",
        "%(year)s年四季度",
    ),
    Frequency.JAN_FEB: ("%(year)s年1—2月",),
    Frequency.MONTH: ("%(year)s年%(month)s月",),
    Frequency.TEN_DAYS: (
        "%(year)s年%(month)s月上旬",
        "%(year)s年%(month)s月中旬",
        "%(year)s年%(month)s月下旬",
    ),
    Frequency.WEEK: (
        "%(year)s年第%(index)s周（%(month)s月%(day)s日—%(last_month)s月%(last_day)s日）",
    ),
    Frequency.DAY: ("%(year)s年%(month)s月%(day)s日",),
}


def year(number: int) -> Period:
    """The calendar year `number`."""
    return Period(Frequency.YEAR, number)


def half(number: int, index: int) -> Period:
    """The first or second half of a year."""
    return Period(Frequency.HALF, number, index)


def quarter(number: int, index: int) -> Period:
    """One of the four quarters of a year."""
    return Period(Frequency.QUARTER, number, index)


def jan_feb(number: int) -> Period:
    """January and February together, the first official period of a year (STAT-30)."""
    return Period(Frequency.JAN_FEB, number)


def month(number: int, index: int) -> Period:
    """One of the twelve months of a year."""
    return Period(Frequency.MONTH, number, index)


def week(number: int, index: int) -> Period:
    """One of the ISO weeks of a year."""
    return Period(Frequency.WEEK, number, index)
