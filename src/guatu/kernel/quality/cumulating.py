"""Checks of months, cumulated figures and longer periods of one unit against each other."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import pairwise

from guatu.kernel.measuring import Measure
from guatu.kernel.periods import Frequency, Period, month
from guatu.kernel.quality import remedies
from guatu.kernel.quality.checking import Check, Hit, Scope, Severity
from guatu.kernel.quality.figures import Book
from guatu.kernel.quality.traits import Cell, Line, Nature
from guatu.kernel.sentences import Sentence

HALF_A_POINT = Decimal("0.5")  # growth is printed to one place, from unrounded levels
BASE_TOLERANCE = Decimal("0.3")  # a same-population base differs from last year's level (STAT-28)
SPANS = {Frequency.QUARTER: 3, Frequency.HALF: 6, Frequency.YEAR: 12}
FIRST_MONTHS = 4
NEAR = Decimal("0.6")


def _within_a_year(line: Line) -> Iterator[tuple[Period, Decimal, Decimal]]:
    """Each month of a year with the figure before it and its own, where both are filed."""
    for (before, earlier), (period, value) in pairwise(line.points):
        if before.year == period.year and before.index + 1 == period.index:
            yield period, earlier, value


def _falls(book: Book, measure: Measure) -> Iterator[Hit]:
    """Cumulated figures that are lower than the month before."""
    for line in book.by_measure(measure):
        if line.trait.signed:
            continue
        for period, before, value in _within_a_year(line):
            if value < before:
                cells = (line.cell(period), line.cell(period.previous()))
                yield cells, {"less": before - value, "value": value}


def _months_and_ytd(book: Book) -> Iterator[tuple[Cell, Decimal, Decimal, Decimal]]:
    """Cells with the cumulated figure before, the month's own and the cumulated one."""
    for line in book.by_measure(Measure.YTD):
        for period, before, ytd in _within_a_year(line):
            cell = line.cell(period)
            own = book.value(cell, Measure.MONTH)
            if own is not None:
                yield cell, before, own, ytd


def _ytd_unlike_months(book: Book) -> Iterator[Hit]:
    """Cumulated figures that are neither the sum nor the month's own."""
    for cell, before, own, ytd in _months_and_ytd(book):
        if ytd != before + own and (ytd != own or before == 0):
            yield (cell,), {"value": ytd, "sum": before + own}


def _same_in_both(book: Book, *, month_is_wrong: bool) -> Iterator[Hit]:
    """One figure in both columns: the cumulated in the month's, or the month's in the other."""
    for cell, before, own, ytd in _months_and_ytd(book):
        if ytd == own and before > 0 and ((ytd >= before) is month_is_wrong):
            yield (cell,), {"value": own, "before": before}


def _january_differs(book: Book) -> Iterator[Hit]:
    """January's month and cumulated figure must be one."""
    for line in book.by_measure(Measure.YTD):
        for period, ytd in line.points:
            own = book.value(line.cell(period), Measure.MONTH) if period.index == 1 else None
            if own is not None and own != ytd:
                yield (line.cell(period),), {"value": own, "ytd": ytd}


def _jan_feb(book: Book) -> Iterator[tuple[Line, Period, Decimal, Decimal | None, Decimal | None]]:
    """Each 1—2月 figure with the single months, as far as they are filed."""
    for line in book.by_measure(Measure.MONTH, Frequency.JAN_FEB):
        for period, value in line.points:
            singles = [book.value(line.cell(month(period.year, index))) for index in (1, 2)]
            yield line, period, value, singles[0], singles[1]


def _split_cells(line: Line, period: Period) -> tuple[Cell, ...]:
    """The cells of 1—2月 and its two months."""
    return tuple(line.cell(p) for p in (period, month(period.year, 1), month(period.year, 2)))


def _jan_feb_differs(book: Book) -> Iterator[Hit]:
    """Single months that do not add up to 1—2月."""
    for line, period, value, january, february in _jan_feb(book):
        if january is not None and february is not None and january + february != value:
            yield _split_cells(line, period), {"value": value, "sum": january + february}


def _jan_feb_halved(book: Book) -> Iterator[Hit]:
    """Single months that are each half of 1—2月."""
    for line, period, value, january, february in _jan_feb(book):
        if january is not None and january == february and value == 2 * january and value:
            yield _split_cells(line, period), {"value": value, "half": january}


def _january_exempt(book: Book) -> Iterator[Hit]:
    """January figures where January is not reported."""
    for line in book.lines:
        for period, value in line.points if not line.trait.january else ():
            if period.index == 1 and line.trait.nature is Nature.FLOW:
                yield (line.cell(period),), {"value": value}


def _growth_unlike_base(book: Book) -> Iterator[Hit]:
    """Growth that the release's own two levels do not give."""
    for line in book.by_measure(Measure.YOY):
        for period, growth in line.points:
            cell = line.cell(period)
            ytd, base = book.value(cell, Measure.YTD), book.value(cell, Measure.SAME_YTD)
            if ytd is None or not base or base < 0:
                continue
            reckoned = (ytd / base - 1) * 100
            if abs(reckoned - growth) > HALF_A_POINT:
                yield (cell,), {"value": growth, "reckoned": round(reckoned, 1)}


def _base_unlike_last_year(book: Book) -> Iterator[Hit]:
    """Bases far from what was filed a year ago."""
    for line in book.by_measure(Measure.SAME_YTD):
        for period, base in line.points:
            filed = book.value(line.cell(period.same_last_year()), Measure.YTD)
            if filed and filed > 0 and abs(base / filed - 1) > BASE_TOLERANCE:
                yield (line.cell(period),), {"value": base, "filed": filed}


def _not_begun_anew(book: Book) -> Iterator[Hit]:
    """A year that begins with the cumulated figure of the year before."""
    for line in book.by_measure(Measure.YTD):
        held = dict(line.points)
        for period, ytd in line.points:
            before = held.get(month(period.year - 1, 12))
            if before and period.index == 1 and before <= ytd <= before * (1 + NEAR):
                yield (line.cell(period),), {"value": ytd, "before": before}


def _longer_unlike_months(book: Book, frequency: Frequency) -> Iterator[Hit]:
    """Quarters, halves and years that their months do not add up to."""
    for line in book.by_measure(Measure.MONTH, frequency):
        if line.trait.nature is not Nature.FLOW:
            continue
        for period, value in line.points:
            parts = [book.value(line.cell(p)) for p in period.within(Frequency.MONTH)]
            filed = [part for part in parts if part is not None]
            if len(filed) == SPANS[frequency] and sum(filed) != value:
                yield (line.cell(period),), {"value": value, "sum": sum(filed)}


CHECKS = (
    Check(
        key="ytd_falls",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.15",
        says=Sentence("累计数 %(value)s 比上月减少 %(less)s。"),
        remedy=remedies.REVERSAL,
        look=partial(_falls, measure=Measure.YTD),
    ),
    Check(
        key="base_falls",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="STAT-28",
        says=Sentence("同期累计数 %(value)s 比上月减少 %(less)s。"),
        remedy=remedies.REVERSAL,
        look=partial(_falls, measure=Measure.SAME_YTD),
    ),
    Check(
        key="ytd_unlike_months",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.16",
        says=Sentence("累计数 %(value)s 不等于上月累计加当月 %(sum)s。"),
        remedy=remedies.CHOOSE_THE_COLUMN,
        look=_ytd_unlike_months,
    ),
    Check(
        key="ytd_in_the_month",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.16",
        says=Sentence(
            "当月栏与累计栏同为 %(value)s，上月累计已有 %(before)s，疑似当月栏填了累计。"
        ),
        remedy=remedies.CHOOSE_THE_COLUMN,
        look=partial(_same_in_both, month_is_wrong=True),
    ),
    Check(
        key="month_in_the_ytd",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.16",
        says=Sentence(
            "累计栏与当月栏同为 %(value)s，低于上月累计 %(before)s，疑似累计栏填了当月。"
        ),
        remedy=remedies.CHOOSE_THE_COLUMN,
        look=partial(_same_in_both, month_is_wrong=False),
    ),
    Check(
        key="january_ytd_differs",
        looks_at=Scope.SERIES,
        severity=Severity.BLOCK,
        rule="RELIABILITY 3.17",
        says=Sentence("1月当月 %(value)s 与累计 %(ytd)s 应当相等。"),
        remedy=remedies.CORRECT,
        look=_january_differs,
    ),
    Check(
        key="january_and_february_differ",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="STAT-30",
        says=Sentence("1月加2月为 %(sum)s，与1—2月合并数 %(value)s 不等。"),
        remedy=remedies.KEEP_THE_OFFICIAL,
        look=_jan_feb_differs,
    ),
    Check(
        key="january_and_february_halved",
        looks_at=Scope.SERIES,
        severity=Severity.NOTE,
        rule="STAT-30",
        says=Sentence("1月、2月各为 %(half)s，正好是合并数 %(value)s 的一半，疑似自行平分。"),
        remedy=remedies.KEEP_THE_OFFICIAL,
        look=_jan_feb_halved,
    ),
    Check(
        key="january_not_reported",
        looks_at=Scope.FIGURE,
        severity=Severity.HOLD,
        rule="STAT-30",
        says=Sentence("这一指标1月不单独报，却有 %(value)s。"),
        remedy=remedies.KEEP_THE_OFFICIAL,
        look=_january_exempt,
    ),
    Check(
        key="growth_unlike_its_base",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="STAT-28",
        says=Sentence("所报同比 %(value)s%%，按本期与同期累计算得 %(reckoned)s%%。"),
        remedy=remedies.CHECK_BOTH_SOURCES,
        look=_growth_unlike_base,
    ),
    Check(
        key="base_unlike_last_year",
        looks_at=Scope.PAIR,
        severity=Severity.NOTE,
        rule="STAT-28",
        says=Sentence("同期累计 %(value)s 与去年所报 %(filed)s 相差三成以上。"),
        remedy=remedies.CHECK_BOTH_SOURCES,
        look=_base_unlike_last_year,
    ),
    Check(
        key="ytd_not_begun_anew",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.16",
        says=Sentence("1月累计 %(value)s 不低于去年全年 %(before)s，疑似没有从头累计。"),
        remedy=remedies.CHOOSE_THE_COLUMN,
        look=_not_begun_anew,
    ),
    Check(
        key="quarter_unlike_months",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="TGT-10",
        says=Sentence("季度数 %(value)s 与三个月之和 %(sum)s 不等。"),
        remedy=remedies.ADD_UP_AGAIN,
        look=partial(_longer_unlike_months, frequency=Frequency.QUARTER),
    ),
    Check(
        key="half_unlike_months",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="TGT-10",
        says=Sentence("半年数 %(value)s 与六个月之和 %(sum)s 不等。"),
        remedy=remedies.ADD_UP_AGAIN,
        look=partial(_longer_unlike_months, frequency=Frequency.HALF),
    ),
    Check(
        key="year_unlike_months",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="TGT-10",
        says=Sentence("全年数 %(value)s 与十二个月之和 %(sum)s 不等。"),
        remedy=remedies.ADD_UP_AGAIN,
        look=partial(_longer_unlike_months, frequency=Frequency.YEAR),
    ),
)
