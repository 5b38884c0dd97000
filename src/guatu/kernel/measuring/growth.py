"""同比: growth against the same period, as delivered with it and never from another release."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from guatu.kernel.catalog import Indicator
from guatu.kernel.measuring.facts import Fact, Measure, newest
from guatu.kernel.measuring.trees import Filers, lives_of
from guatu.kernel.periods import Period
from guatu.kernel.sentences import Sentence

HUNDRED = Decimal(100)
NO_SAME_PERIOD = Sentence("同期数没有随本期数一并提供，增速不计算，请补报同期数")
NOBODY_FILES = Sentence("没有应报单位，增速不计算，请先指定由谁填报")


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth rate in percent, or the reason why there is none."""

    value: Decimal | None
    reason: Sentence | None = None


def growth_at(
    facts: Iterable[Fact],
    *,
    indicator: Indicator,
    filers: Filers,
    period: Period,
    known_by: datetime | None = None,
) -> Growth:
    """The growth of the year to date of `filers` together over its same period (STAT-28).

    Both figures must come from the same release, which is known by their moment. A rate that was
    released alone stands for a single unit. Last year's own figures are never looked at. Only units
    that stand at the end of the period are asked.
    """
    standing = [unit for unit, life in lives_of(filers).items() if life.holds(period.last_day)]
    held = newest(
        (
            fact
            for fact in facts
            if fact.indicator == indicator.key
            and fact.period == period
            and fact.family == indicator.family
            and fact.unit in standing
        ),
        known_by=known_by,
    )
    pairs = []
    for unit in standing:
        now = held.get((indicator.key, unit, period, Measure.YTD))
        then = held.get((indicator.key, unit, period, Measure.SAME_YTD))
        rate = held.get((indicator.key, unit, period, Measure.YOY))
        if now and then and now.known_at == then.known_at:
            pairs.append((now.value, then.value))
        elif rate and len(standing) == 1:
            return Growth(rate.value)
        else:
            return Growth(None, NO_SAME_PERIOD)
    if not pairs:
        return Growth(None, NOBODY_FILES)
    return growth_of(sum(now for now, _ in pairs), sum(then for _, then in pairs))


def growth_of(now: Decimal | int, then: Decimal | int) -> Growth:
    """`now` over `then` in percent; in words when either is a loss or there is no base."""
    if then == 0:
        return Growth(None, Sentence("同期数为零，增速不计算"))
    if then > 0 and now >= 0:
        return Growth((Decimal(now) / Decimal(then) - 1) * HUNDRED)
    if then > 0:
        return Growth(None, Sentence("由盈转亏，增速不计算"))
    if now >= 0:
        return Growth(None, Sentence("扭亏为盈，增速不计算"))
    return Growth(
        None, Sentence("减亏，增速不计算") if now > then else Sentence("增亏，增速不计算")
    )
