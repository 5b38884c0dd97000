"""Checks of when figures were filed and how they were corrected."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import pairwise

from guatu.kernel.measuring import Fact, Measure
from guatu.kernel.periods import Frequency, Period
from guatu.kernel.quality import remedies
from guatu.kernel.quality.checking import Check, Hit, Scope, Severity
from guatu.kernel.quality.figures import Book
from guatu.kernel.quality.traits import Cell, Nature
from guatu.kernel.sentences import Sentence

Revised = Callable[[Book, tuple[Fact, ...]], dict[str, object] | None]
LAST_HOUR = timedelta(hours=1)
BULK = 10
BULK_SHARE = Decimal("0.8")
OLD = timedelta(days=92)
LARGE = Decimal("0.3")
OFTEN = 3


def _cell(fact: Fact) -> Cell:
    """Where a fact stands."""
    return Cell(fact.indicator, fact.unit, fact.period)


def _missing_between(book: Book) -> Iterator[Hit]:
    """Months that are owed and have no figure, between two with one."""
    for line in book.own_lines:
        held = {(period.year, period.index) for period, _ in line.points}
        for (before, _), (after, _) in pairwise(line.points):
            gap, missing = before.next(), []
            while gap < after:
                cell = line.cell(gap)
                is_held = (gap.year, gap.index) in held or _joined(book, cell)
                if not is_held and book.is_owed(cell):
                    missing.append(gap)
                gap = gap.next()
            if missing:
                cells = tuple(line.cell(period) for period in missing)
                yield cells, {"period": missing[0].sentence, "count": len(missing)}


def _joined(book: Book, cell: Cell) -> bool:
    """True when a missing January or February lies in a filed 1—2月."""
    joint = Period(Frequency.JAN_FEB, cell.period.year)
    return cell.period.index <= 2 and book.value(Cell(cell.indicator, cell.unit, joint)) is not None


def _missing_at_the_end(book: Book) -> Iterator[Hit]:
    """The newest month that is past its deadline and not filed by one who filed before."""
    past = [p for p, until in book.deadlines.items() if until.date() < book.as_of]
    months = sorted(period for period in past if period.frequency is Frequency.MONTH)
    for line in book.own_lines if months else ():
        last, cell = months[-1], line.cell(months[-1])
        if line.points[-1][0] < last and book.is_owed(cell) and not _joined(book, cell):
            yield (cell,), {"period": last.sentence}


def _firsts(book: Book) -> Iterator[tuple[Fact, datetime]]:
    """The first fact of each key that has a deadline."""
    for facts in book.revisions.values():
        until = book.deadlines.get(facts[0].period)
        if until is not None:
            yield facts[0], until


def _late(book: Book) -> Iterator[Hit]:
    """Figures that first came after the deadline."""
    late: dict[Cell, int] = {}
    for fact, until in _firsts(book):
        if fact.known_at > until:
            late[_cell(fact)] = (fact.known_at - until).days + 1
    for cell, days in late.items():
        yield (cell,), {"days": days}


def _last_hour(book: Book) -> Iterator[Hit]:
    """Filings of which most came in the hour before the deadline."""
    found: dict[tuple[str, Period], list[tuple[Cell, bool]]] = defaultdict(list)
    for fact, until in _firsts(book):
        if fact.measure == book.traits[fact.indicator].measure:
            hurried = until - LAST_HOUR <= fact.known_at <= until
            found[fact.unit, fact.period].append((_cell(fact), hurried))
    for cells in found.values():
        hurried_cells = [cell for cell, hurried in cells if hurried]
        if len(hurried_cells) >= BULK and len(hurried_cells) >= BULK_SHARE * len(cells):
            yield tuple(hurried_cells), {"count": len(hurried_cells), "of": len(cells)}


def _too_early(book: Book) -> Iterator[Hit]:
    """Amounts of a period that was not over when they were filed."""
    for facts in book.revisions.values():
        fact = facts[0]
        is_amount = book.traits[fact.indicator].nature is Nature.FLOW
        if is_amount and fact.period.first_day <= fact.known_at.date() < fact.period.last_day:
            yield (_cell(fact),), {"day": fact.known_at.date().isoformat()}


def _from_the_future(book: Book) -> Iterator[Hit]:
    """Figures that became known after the day of the check."""
    for facts in book.revisions.values():
        if facts[-1].known_at.date() > book.as_of:
            yield (_cell(facts[-1]),), {"day": facts[-1].known_at.date().isoformat()}


def _two_at_once(book: Book) -> Iterator[Hit]:
    """Two different figures for one cell at the same moment."""
    for facts in book.revisions.values():
        for one, other in pairwise(facts):
            if one.known_at == other.known_at and one.value != other.value:
                yield (_cell(one),), {"value": one.value, "other": other.value}


def _revised(book: Book, test: Revised) -> Iterator[Hit]:
    """Corrected cells that fail a test."""
    for facts in book.revisions.values():
        figures = test(book, facts) if len(facts) > 1 else None
        if figures is not None:
            yield (_cell(facts[0]),), figures


def _is_backdated(_book: Book, facts: tuple[Fact, ...]) -> dict[str, object] | None:
    """A correction long after the period."""
    day, end = facts[-1].known_at.date(), facts[-1].period.last_day
    return {"days": (day - end).days} if day - end > OLD else None


def _is_large(_book: Book, facts: tuple[Fact, ...]) -> dict[str, object] | None:
    """A correction by three tenths or more."""
    before, after = facts[-2].value, facts[-1].value
    if before and abs(after / before - 1) >= LARGE:
        return {"before": before, "value": after}
    return None


def _is_often(_book: Book, facts: tuple[Fact, ...]) -> dict[str, object] | None:
    """Three corrections or more."""
    return {"count": len(facts) - 1} if len(facts) > OFTEN else None


def _goes_back(_book: Book, facts: tuple[Fact, ...]) -> dict[str, object] | None:
    """A correction that restores what was corrected before."""
    values = [fact.value for fact in facts]
    changed = values[-1] != values[-2]
    return {"value": values[-1]} if changed and values[-1] in values[:-2] else None


def _crosses_the_goal(book: Book, facts: tuple[Fact, ...]) -> dict[str, object] | None:
    """A correction that lifts the cumulated figure over the goal."""
    last = facts[-1]
    goal = book.goals.get((last.indicator, last.unit))
    if goal is None:
        return None
    before, after = facts[-2].value, last.value
    if last.measure != Measure.YTD:
        sums = book.cumulated.get((last.indicator, last.unit), {})
        newest = max((it for it in sums if it.year == last.period.year), default=None)
        if newest is None or last.measure != Measure.MONTH:
            return None
        before, after = sums[newest] - after + before, sums[newest]
    return {"before": before, "value": after, "goal": goal} if before < goal <= after else None


def _lowers_last_year(_book: Book, facts: tuple[Fact, ...]) -> dict[str, object] | None:
    """A cumulated figure of a past year that is corrected downward, which lifts the growth."""
    last = facts[-1]
    lower = last.value < facts[-2].value
    if lower and last.measure == Measure.YTD and last.known_at.year > last.period.year:
        after_close = last.known_at.date() - last.period.last_day > OLD
        return {"before": facts[-2].value, "value": last.value} if after_close else None
    return None


def _many_at_once(book: Book) -> Iterator[Hit]:
    """Ten corrected cells or more of one unit within one hour."""
    found: dict[tuple[str, datetime], set[Cell]] = defaultdict(set)
    for facts in book.revisions.values():
        for fact in facts[1:]:
            hour = fact.known_at.replace(minute=0, second=0, microsecond=0)
            found[fact.unit, hour].add(_cell(fact))
    for cells in found.values():
        if len(cells) >= BULK:
            yield tuple(sorted(cells)), {"count": len(cells)}


CHECKS = (
    Check(
        key="month_missing_between",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="SC-23",
        says=Sentence("%(period)s起缺 %(count)s 个月，前后月份都有数。"),
        remedy=remedies.FILE_IT,
        look=_missing_between,
    ),
    Check(
        key="month_missing_at_the_end",
        looks_at=Scope.FILING,
        severity=Severity.HOLD,
        rule="SC-23",
        says=Sentence("%(period)s已过截止时间，还没有报。"),
        remedy=remedies.FILE_IT,
        look=_missing_at_the_end,
    ),
    Check(
        key="filed_late",
        looks_at=Scope.FILING,
        severity=Severity.NOTE,
        rule="RELIABILITY 3.24",
        says=Sentence("迟报 %(days)s 天。"),
        remedy=remedies.EXPLAIN_THE_CHANGE,
        look=_late,
    ),
    Check(
        key="filed_in_the_last_hour",
        looks_at=Scope.FILING,
        severity=Severity.NOTE,
        rule="RELIABILITY 3.63",
        says=Sentence("%(of)s 个数中 %(count)s 个在截止前一小时内报出。"),
        remedy=remedies.PLEASE_VERIFY,
        look=_last_hour,
    ),
    Check(
        key="filed_before_the_end",
        looks_at=Scope.FILING,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.20",
        says=Sentence("%(day)s 报出时这一期还没有结束。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=_too_early,
    ),
    Check(
        key="filed_in_the_future",
        looks_at=Scope.FILING,
        severity=Severity.BLOCK,
        rule="RELIABILITY 3.68",
        says=Sentence("报出时间 %(day)s 晚于今天。"),
        remedy=remedies.CORRECT,
        look=_from_the_future,
    ),
    Check(
        key="two_figures_at_once",
        looks_at=Scope.FILING,
        severity=Severity.BLOCK,
        rule="RELIABILITY 3.25",
        says=Sentence("同一时间报了 %(value)s 和 %(other)s 两个数。"),
        remedy=remedies.ASK_THE_UNIT,
        look=_two_at_once,
    ),
    Check(
        key="corrected_long_after",
        looks_at=Scope.FILING,
        severity=Severity.NOTE,
        rule="RELIABILITY 3.24",
        says=Sentence("期末 %(days)s 天以后才更正。"),
        remedy=remedies.EXPLAIN_THE_CHANGE,
        look=partial(_revised, test=_is_backdated),
    ),
    Check(
        key="corrected_by_much",
        looks_at=Scope.FILING,
        severity=Severity.HOLD,
        rule="STAT-31",
        says=Sentence("由 %(before)s 更正为 %(value)s，变动三成以上。"),
        remedy=remedies.EXPLAIN_THE_CHANGE,
        look=partial(_revised, test=_is_large),
    ),
    Check(
        key="corrected_often",
        looks_at=Scope.FILING,
        severity=Severity.NOTE,
        rule="STAT-31",
        says=Sentence("已更正 %(count)s 次。"),
        remedy=remedies.EXPLAIN_THE_CHANGE,
        look=partial(_revised, test=_is_often),
    ),
    Check(
        key="corrected_back",
        looks_at=Scope.FILING,
        severity=Severity.NOTE,
        rule="STAT-31",
        says=Sentence("又改回先前报过的 %(value)s。"),
        remedy=remedies.EXPLAIN_THE_CHANGE,
        look=partial(_revised, test=_goes_back),
    ),
    Check(
        key="corrected_over_the_goal",
        looks_at=Scope.FILING,
        severity=Severity.NOTE,
        rule="STAT-46",
        says=Sentence("由 %(before)s 更正为 %(value)s，正好越过目标 %(goal)s。"),
        remedy=remedies.PLEASE_VERIFY,
        look=partial(_revised, test=_crosses_the_goal),
    ),
    Check(
        key="last_year_lowered",
        looks_at=Scope.FILING,
        severity=Severity.HOLD,
        rule="STAT-15",
        says=Sentence("去年累计由 %(before)s 调低为 %(value)s，会抬高今年增速。"),
        remedy=remedies.EXPLAIN_THE_CHANGE,
        look=partial(_revised, test=_lowers_last_year),
    ),
    Check(
        key="many_corrected_at_once",
        looks_at=Scope.FILING,
        severity=Severity.NOTE,
        rule="RELIABILITY 3.63",
        says=Sentence("一小时内更正了 %(count)s 个数。"),
        remedy=remedies.EXPLAIN_THE_CHANGE,
        look=_many_at_once,
    ),
)
