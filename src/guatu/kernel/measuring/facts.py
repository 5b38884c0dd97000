"""One figure as it was known at one moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from guatu.kernel.catalog import Family
from guatu.kernel.periods import Period
from guatu.kernel.sentences import Refusal

FactKey = tuple[str, str, Period, str]


class FactIsNotFinite(Refusal):
    """Infinity and NaN are refused at the door."""


class Measure(StrEnum):
    """What a figure says about its period: 当月, 累计, 期末, 同期累计, 同比 (DOMAIN §0.3)."""

    MONTH = "month"
    YTD = "ytd"
    STOCK = "stock"
    SAME_YTD = "same_ytd"
    YOY = "yoy"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its whole key; a correction is a later fact with the same key (STAT-31).

    `measure` is one of `Measure`; `month` stands for the period itself, whatever its length.
    Raises `FactIsNotFinite`.
    """

    indicator: str
    unit: str
    period: Period
    measure: str
    value: Decimal
    known_at: datetime
    family: Family

    def __post_init__(self) -> None:
        if not self.value.is_finite():
            raise FactIsNotFinite(
                "%(unit)s %(period)s 的数值不是有效数字，请更正后重报",
                unit=self.unit,
                period=self.period.sentence,
            )

    @property
    def key(self) -> FactKey:
        """What tells this figure from every other, revisions aside."""
        return (self.indicator, self.unit, self.period, self.measure)


def newest(facts: Iterable[Fact], *, known_by: datetime | None = None) -> dict[FactKey, Fact]:
    """The fact that stands for each key: the newest one known by then (STAT-31).

    Of two known at the same moment the one that comes later in `facts` stands.
    """
    standing: dict[FactKey, Fact] = {}
    for fact in facts:
        if known_by is not None and fact.known_at > known_by:
            continue
        key = fact.key
        before = standing.get(key)
        if before is None or fact.known_at >= before.known_at:
            standing[key] = fact
    return standing
