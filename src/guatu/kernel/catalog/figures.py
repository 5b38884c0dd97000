"""Whether the figures of targets are those of their quotes, and their shares add up."""

import re
from collections.abc import Iterator
from decimal import Decimal

from guatu.kernel.catalog.draft import Draft, Row
from guatu.kernel.catalog.faults import Fault
from guatu.kernel.catalog.models import Indicator, PlannedTarget
from guatu.kernel.catalog.words import Relation
from guatu.kernel.quantities import AmountRefused, UnknownUnit, parse_numeral, unit_named
from guatu.kernel.sentences import Sentence

NUMERAL = re.compile(
    r"[0-9０-９]+(?:[,，][0-9]{3})*(?:[.．][0-9０-９]+)?|[零一二三四五六七八九十百千两]+"
)
PERCENT = {"%", "％"}
HUNDRED = Decimal(100)
UPWARD = {Relation.AT_LEAST, Relation.MORE_THAN, Relation.RISE_BY, Relation.FALL_BY}
DOWNWARD = {Relation.AT_MOST, Relation.LESS_THAN}


def figure_faults(draft: Draft) -> list[Fault]:
    """List the quotes, numerals, stretch figures and shares that do not hold."""
    faults: list[Fault] = []
    for row in draft.targets:
        indicator = draft.indicator(row.value.indicator)
        faults += _of_quote(row, draft.text(row.value.document))
        faults += _of_numerals(row, indicator)
        faults += _of_goal(row)
        faults += _of_stretch(row)
        faults += _of_shares(row, indicator)
    return faults


def numerals_in(text: str) -> frozenset[Decimal]:
    """Read every numeral of `text`, Arabic or Chinese, without scale words."""
    found = set()
    for match in NUMERAL.finditer(text):
        try:
            found.add(parse_numeral(match[0]))
        except AmountRefused:
            continue
    return frozenset(found)


def _of_quote(row: Row[PlannedTarget], text: str | None) -> Iterator[Fault]:
    """Check that the document says what is quoted (TGT-01)."""
    if text is not None and row.value.quote not in text:
        message = Sentence("文件里找不到这句引文：“%(quote)s”。", quote=row.value.quote)
        yield row.fault("quote", message, Sentence("请从文件原文照抄，一字不改。"))


def _of_numerals(row: Row[PlannedTarget], indicator: Indicator | None) -> Iterator[Fault]:
    """Check that each figure of the target stands in its quote."""
    quoted = numerals_in(row.value.quote)
    figures = {
        "goal": row.value.goal,
        "stretch": row.value.stretch,
        "baseline": row.value.baseline,
    }
    for field, value in figures.items():
        if value is None or value in quoted:
            continue
        is_fraction = indicator and indicator.unit in PERCENT and value * HUNDRED in quoted
        if is_fraction:
            message = Sentence("%(value)s 像是小数写法的百分数。", value=value)
            plain = f"{(value * HUNDRED).normalize():f}"
            remedy = Sentence("单位是 %%，请写成 %(plain)s。", plain=plain)
        else:
            message = Sentence("引文里没有数字 %(value)s。", value=value)
            remedy = Sentence("请让数字与引文一致，单位换算由系统做。")
        yield row.fault(field, message, remedy)


def _of_goal(row: Row[PlannedTarget]) -> Iterator[Fault]:
    """Check that there is something to reach; only a bound may be zero."""
    if row.value.relation in UPWARD and not row.value.goal:
        message = Sentence("目标值是 0，没有可以完成的量。")
        remedy = Sentence('请写大于 0 的目标值；不许发生的写成 relation = "<="。')
        yield row.fault("goal", message, remedy)


def _of_stretch(row: Row[PlannedTarget]) -> Iterator[Fault]:
    """Check that the stretch figure is more ambitious than the goal (TGT-03)."""
    it = row.value
    if it.stretch is None:
        return
    further = it.stretch < it.goal if it.relation in DOWNWARD else it.stretch > it.goal
    if not further:
        message = Sentence(
            "力争值 %(stretch)s 没有超出目标值 %(goal)s。", stretch=it.stretch, goal=it.goal
        )
        yield row.fault("stretch", message, Sentence("请核对两个数字，或删去力争值。"))


def _of_shares(row: Row[PlannedTarget], indicator: Indicator | None) -> Iterator[Fault]:
    """Check that shares add up to the goal exactly, and are whole where the unit is (TGT-10)."""
    it = row.value
    if not it.shares:
        return
    if it.each:
        message = Sentence("每个单位都执行同一标准的目标不能再分解。")
        yield row.fault("each", message, Sentence("请删去 each，或删去分解数。"))
    total = sum(it.shares.values(), Decimal(0))
    if total != it.goal:
        message = Sentence(
            "分解数合计 %(total)s，与目标值 %(goal)s 相差 %(gap)s。",
            total=total,
            goal=it.goal,
            gap=total - it.goal,
        )
        yield row.fault("shares", message, Sentence("请调整分解数，使合计等于目标值。"))
    for key, share in it.shares.items():
        if share < 0 or (_is_integral(indicator) and share != share.to_integral_value()):
            message = Sentence("“%(unit)s”的分解数 %(share)s 不是整数个。", unit=key, share=share)
            yield row.fault(("shares", key), message, Sentence("请写成不小于 0 的整数。"))


def _is_integral(indicator: Indicator | None) -> bool:
    """Tell whether the indicator counts whole things."""
    if indicator is None:
        return False
    try:
        return unit_named(indicator.unit).integral
    except UnknownUnit:
        return False
