"""The months of an indicator as forecasts need them: what was known up to a month of a year.

Figures come in as `Decimal`; inside the room they are floats in the same unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from enum import StrEnum
from typing import Self

from guatu.kernel.periods import Frequency, Period
from guatu.kernel.sentences import Refusal

MONTHS = 12
FEBRUARY = 2
SLOTS = 11  # values a year with January and February as one
TELLING = Context(prec=9)  # digits of a forecast that can mean anything


class Kind(StrEnum):
    """What a year's end is: the sum of the months, or the newest level."""

    FLOW = "flow"
    LEVEL = "level"


class NotAMonth(Refusal):
    """A figure belongs to neither a month nor to January and February together."""


class NotAFigure(Refusal):
    """A figure is not a finite number."""


@dataclass(frozen=True, slots=True)
class History:
    """`years[y][m]`: the sum of a flow up to month m, or the level of month m; None is unknown.

    Place 0 stays empty, so that a month is its own place. A flow whose months have a gap is
    unknown from the gap to the end of that year; missing is never zero.
    """

    kind: Kind
    years: Mapping[int, tuple[float | None, ...]] = field(default_factory=dict)

    @classmethod
    def of_months(cls, figures: Mapping[Period, Decimal]) -> Self:
        """The history of a flow from figures of single months, 1—2月 allowed as one.

        Raises `NotAMonth` and `NotAFigure`.
        """
        single = _by_year(figures)
        return cls(Kind.FLOW, {year: _summed(months) for year, months in single.items()})

    @classmethod
    def of_cumulated(cls, figures: Mapping[Period, Decimal]) -> Self:
        """The history of a flow from sums since January, by the month they reach to.

        Raises `NotAMonth` and `NotAFigure`.
        """
        return cls(Kind.FLOW, _rows(_by_year(figures)))

    @classmethod
    def of_levels(cls, figures: Mapping[Period, Decimal]) -> Self:
        """The history of a rate, ratio or stock, by month.

        Raises `NotAMonth` and `NotAFigure`.
        """
        return cls(Kind.LEVEL, _rows(_by_year(figures)))

    def at(self, year: int, month: int) -> float | None:
        """The sum up to a month, or its level."""
        return self.years[year][month] if year in self.years else None

    def end_of(self, year: int) -> float | None:
        """How a year ended."""
        return self.at(year, MONTHS)

    def until(self, year: int, month: int) -> Self:
        """What was known when that month was the newest: nothing later is in it."""
        kept = {each: months for each, months in self.years.items() if each < year}
        if year in self.years:
            known = self.years[year][: month + 1]
            kept[year] = known + (None,) * (MONTHS - month)
        return type(self)(self.kind, kept)

    def values(self) -> list[float]:
        """The newest run of values without a gap, oldest first.

        A flow gives eleven a year, the first being January and February together; a level gives
        its known months, whatever lies between them.
        """
        if self.kind is Kind.LEVEL:
            rows = [self.years[year] for year in sorted(self.years)]
            return [level for months in rows for level in months if level is not None]
        return self._flows()

    def _flows(self) -> list[float]:
        backwards: list[float] = []
        for year in sorted(self.years, reverse=True):
            months = self.years[year]
            known = [month for month in range(FEBRUARY, MONTHS + 1) if months[month] is not None]
            last = known[-1] if known else 1
            if backwards and (last < MONTHS or year + 1 not in self.years):
                break
            for month in range(last, 1, -1):
                flow = _between(months, month)
                if flow is None:
                    return backwards[::-1]
                backwards.append(flow)
        return backwards[::-1]


def figure_of(value: float) -> Decimal:
    """A forecast as a figure, to nine digits."""
    return TELLING.create_decimal_from_float(value)


def _between(months: tuple[float | None, ...], month: int) -> float | None:
    """The flow of one month of a cumulated year; of February, that of both months."""
    now, before = months[month], months[month - 1] if month > FEBRUARY else 0.0
    return None if now is None or before is None else now - before


def _by_year(figures: Mapping[Period, Decimal]) -> dict[int, dict[int, tuple[bool, float]]]:
    """The figures by year and month, each with whether it is of January and February."""
    found: dict[int, dict[int, tuple[bool, float]]] = {}
    for period, value in figures.items():
        if period.frequency not in {Frequency.MONTH, Frequency.JAN_FEB}:
            raise NotAMonth("%(period)s不是月份；请给月度数或1—2月合计。", period=period.sentence)
        if not value.is_finite():
            raise NotAFigure("%(period)s的数不是有限的数；没有数请留空。", period=period.sentence)
        both = period.frequency is Frequency.JAN_FEB
        month = FEBRUARY if both else period.index
        months = found.setdefault(period.year, {})
        if both or month not in months or not months[month][0]:
            months[month] = (both, float(value))
    return found


def _rows(
    found: Mapping[int, Mapping[int, tuple[bool, float]]],
) -> dict[int, tuple[float | None, ...]]:
    """The months of each year in a row of thirteen places."""
    return {
        year: tuple(months[month][1] if month in months else None for month in range(MONTHS + 1))
        for year, months in found.items()
    }


def _summed(months: Mapping[int, tuple[bool, float]]) -> tuple[float | None, ...]:
    """The sums since January of one year, as far as there is no gap."""
    row: list[float | None] = [None] * (MONTHS + 1)
    total = 0.0
    if FEBRUARY in months and months[FEBRUARY][0]:
        total = row[FEBRUARY] = months[FEBRUARY][1]
        first = FEBRUARY + 1
    else:
        first = 1
    for month in range(first, MONTHS + 1):
        if month not in months:
            break
        total += months[month][1]
        row[month] = total
    return tuple(row)
