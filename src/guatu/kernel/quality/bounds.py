"""Checks of single figures against what the indicator allows at all."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial
from statistics import median

from guatu.kernel.measuring import Measure
from guatu.kernel.quality import remedies
from guatu.kernel.quality.checking import Check, Hit, Scope, Severity
from guatu.kernel.quality.figures import Book
from guatu.kernel.quality.traits import Cell, Nature, Trait
from guatu.kernel.sentences import Sentence

Test = Callable[[Trait, Decimal], bool]
HUNDRED = Decimal(100)
CLEAR_PERCENT = Decimal(5)  # a ratio that is usually above this is not 0.x by chance
YOY_HUGE = Decimal(500)
FAR_AWAY = timedelta(days=3 * 366)
CLOSE = Decimal("0.3")


def _each(book: Book, measure: Measure, test: Test) -> Iterator[Hit]:
    """Every standing figure of one measure that fails."""
    for (indicator, unit, period, held), fact in book.standing.items():
        if held == measure and test(book.traits[indicator], fact.value):
            yield (Cell(indicator, unit, period),), {"value": fact.value}


def _is_negative(trait: Trait, value: Decimal) -> bool:
    return value < 0 and not trait.signed and trait.nature is not Nature.RATIO


def _is_negative_ratio(trait: Trait, value: Decimal) -> bool:
    return value < 0 and not trait.signed and trait.nature is Nature.RATIO


def _is_part_of_a_thing(trait: Trait, value: Decimal) -> bool:
    return trait.whole and value != value.to_integral_value()


def _has_idle_places(trait: Trait, value: Decimal) -> bool:
    return not trait.whole and value != round(value, trait.decimals)


def _is_over_the_whole(trait: Trait, value: Decimal) -> bool:
    return trait.nature is Nature.RATIO and trait.upper is not None and value > trait.upper


def _out_of_bounds(book: Book, *, is_above: bool) -> Iterator[Hit]:
    """Levels beyond the bound of one unit; totals of many have no such bound."""
    for line in book.own_lines:
        bound = line.trait.upper if is_above else line.trait.lower
        for period, value in line.points if bound is not None else ():
            is_level = line.trait.nature is Nature.LEVEL
            if (
                bound is not None
                and is_level
                and (value > bound if is_above else 0 <= value < bound)
            ):
                yield (line.cell(period),), {"value": value, "bound": bound}


def _loses_all(_trait: Trait, value: Decimal) -> bool:
    return value < -HUNDRED


def _grows_hugely(_trait: Trait, value: Decimal) -> bool:
    return value > YOY_HUGE


def _ratio_slip(book: Book, factor: Decimal) -> Iterator[Hit]:
    """Ratios that stand `factor` times where they usually stand."""
    for line in book.by_nature(Nature.RATIO):
        values = [value for _, value in line.points]
        usual = median(values)
        if usual <= CLEAR_PERCENT or len(values) < 4:
            continue
        for period, value in line.points:
            if abs(value / (usual * factor) - 1) < CLOSE:
                yield (line.cell(period),), {"value": value, "usual": usual}


def _future(book: Book) -> Iterator[Hit]:
    """Figures of a period that has not begun."""
    for indicator, unit, period, _ in book.standing:
        if book.as_of < period.first_day <= book.as_of + FAR_AWAY:
            yield (Cell(indicator, unit, period),), {"period": period.sentence}


def _far_away(book: Book) -> Iterator[Hit]:
    """Figures of a period years away, as after a slip of the year; an archive may be old."""
    for indicator, unit, period, _ in book.standing:
        cell = Cell(indicator, unit, period)
        if abs(period.first_day - book.as_of) > FAR_AWAY and cell not in book.archived:
            yield (cell,), {"period": period.sentence}


CHECKS = (
    Check(
        key="negative_month",
        looks_at=Scope.FIGURE,
        severity=Severity.BLOCK,
        rule="RELIABILITY 3.14",
        says=Sentence("当月数为负：%(value)s，这一指标不能为负。"),
        remedy=remedies.CORRECT,
        look=partial(_each, measure=Measure.MONTH, test=_is_negative),
    ),
    Check(
        key="negative_ytd",
        looks_at=Scope.FIGURE,
        severity=Severity.BLOCK,
        rule="RELIABILITY 3.14",
        says=Sentence("累计数为负：%(value)s，这一指标不能为负。"),
        remedy=remedies.CORRECT,
        look=partial(_each, measure=Measure.YTD, test=_is_negative),
    ),
    Check(
        key="negative_level",
        looks_at=Scope.FIGURE,
        severity=Severity.BLOCK,
        rule="RELIABILITY 3.14",
        says=Sentence("期末数为负：%(value)s，人、床、库存不能为负。"),
        remedy=remedies.CORRECT,
        look=partial(_each, measure=Measure.STOCK, test=_is_negative),
    ),
    Check(
        key="negative_ratio",
        looks_at=Scope.FIGURE,
        severity=Severity.BLOCK,
        rule="RELIABILITY 3.14",
        says=Sentence("比率为负：%(value)s，应在 0 以上。"),
        remedy=remedies.CORRECT,
        look=partial(_each, measure=Measure.STOCK, test=_is_negative_ratio),
    ),
    Check(
        key="part_of_a_thing_in_the_month",
        looks_at=Scope.FIGURE,
        severity=Severity.BLOCK,
        rule="STAT-38",
        says=Sentence("按个数计的当月数带了小数：%(value)s。"),
        remedy=remedies.CORRECT,
        look=partial(_each, measure=Measure.MONTH, test=_is_part_of_a_thing),
    ),
    Check(
        key="part_of_a_thing_at_the_end",
        looks_at=Scope.FIGURE,
        severity=Severity.BLOCK,
        rule="STAT-38",
        says=Sentence("按个数计的期末数带了小数：%(value)s。"),
        remedy=remedies.CORRECT,
        look=partial(_each, measure=Measure.STOCK, test=_is_part_of_a_thing),
    ),
    Check(
        key="more_places_than_declared",
        looks_at=Scope.FIGURE,
        severity=Severity.NOTE,
        rule="STAT-38",
        says=Sentence("小数位数比指标规定的多：%(value)s，可能是换算所得。"),
        remedy=remedies.SAY_THE_UNIT,
        look=partial(_each, measure=Measure.MONTH, test=_has_idle_places),
    ),
    Check(
        key="ratio_over_the_whole",
        looks_at=Scope.FIGURE,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.55",
        says=Sentence("比率为 %(value)s，超出上限。"),
        remedy=remedies.CHECK_THE_PARTS,
        look=partial(_each, measure=Measure.STOCK, test=_is_over_the_whole),
    ),
    Check(
        key="level_above_its_bound",
        looks_at=Scope.FIGURE,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.55",
        says=Sentence("期末数 %(value)s 超出核定的上限 %(bound)s。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=partial(_out_of_bounds, is_above=True),
    ),
    Check(
        key="level_below_its_bound",
        looks_at=Scope.FIGURE,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.52",
        says=Sentence("期末数 %(value)s 低于可能的下限 %(bound)s。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=partial(_out_of_bounds, is_above=False),
    ),
    Check(
        key="share_filed_for_percent",
        looks_at=Scope.FIGURE,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.11",
        says=Sentence("比率 %(value)s 约为往常 %(usual)s 的百分之一，疑似把百分数填成小数。"),
        remedy=remedies.SAY_THE_UNIT,
        look=partial(_ratio_slip, factor=1 / HUNDRED),
    ),
    Check(
        key="percent_taken_twice",
        looks_at=Scope.FIGURE,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.11",
        says=Sentence("比率 %(value)s 约为往常 %(usual)s 的 100 倍，疑似多乘了一次 100。"),
        remedy=remedies.SAY_THE_UNIT,
        look=partial(_ratio_slip, factor=HUNDRED),
    ),
    Check(
        key="growth_below_minus_hundred",
        looks_at=Scope.FIGURE,
        severity=Severity.BLOCK,
        rule="STAT-28",
        says=Sentence("同比 %(value)s%%，降幅不会超过 100%%。"),
        remedy=remedies.CORRECT,
        look=partial(_each, measure=Measure.YOY, test=_loses_all),
    ),
    Check(
        key="growth_beyond_belief",
        looks_at=Scope.FIGURE,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.12",
        says=Sentence("同比 %(value)s%%，超过五倍，疑似把倍数或绝对数填成增速。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=partial(_each, measure=Measure.YOY, test=_grows_hugely),
    ),
    Check(
        key="period_not_begun",
        looks_at=Scope.FIGURE,
        severity=Severity.BLOCK,
        rule="RELIABILITY 3.20",
        says=Sentence("%(period)s还没有开始，已有数据。"),
        remedy=remedies.CHOOSE_THE_PERIOD,
        look=_future,
    ),
    Check(
        key="period_years_away",
        looks_at=Scope.FIGURE,
        severity=Severity.BLOCK,
        rule="RELIABILITY 3.20",
        says=Sentence("%(period)s离现在三年以上，疑似年份填错。"),
        remedy=remedies.CHOOSE_THE_PERIOD,
        look=_far_away,
    ),
)
