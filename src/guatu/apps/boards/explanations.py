"""Where each number of a target's page comes from: its inputs, its rule, and the rule's number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from guatu.apps.boards.models import Forecast, Reading
from guatu.apps.boards.words import (
    MISSING,
    amount,
    chance,
    gap,
    gap_unit,
    light_word,
    percent,
    unit_word,
)
from guatu.apps.plans.queries import pack_in_use
from guatu.kernel import catalog
from guatu.kernel.catalog import TargetType
from guatu.kernel.periods import Period
from guatu.platform.locale import say

PRIOR = "prior"
HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One number with what made it; `key` is its place on the page, `rules` are DOMAIN numbers."""

    key: str
    name: str
    shown: str
    inputs: tuple[tuple[str, str], ...]
    rule: str
    rules: str


def explanations(reading: Reading, forecasts: Sequence[Forecast]) -> tuple[Explanation, ...]:
    """The explanation of every number that the page shows of a reading, in its order."""
    return tuple(_Explainer(reading, forecasts).all())


class _Explainer:
    """Explains one reading in the reader's language."""

    def __init__(self, reading: Reading, forecasts: Sequence[Forecast]) -> None:
        self.reading = reading
        self.target = reading.target
        self.declared = reading.target.indicator.declared
        self.places = self.declared.decimals
        self.chosen = forecasts[0] if forecasts else None

    def all(self) -> Iterator[Explanation]:
        """Every explanation, in the order of the page."""
        yield self._actual()
        yield self._due()
        yield from self._compared()
        if self.reading.required_rate is not None:
            yield self._required()
        if self.chosen is not None:
            yield self._forecast(self.chosen)
            yield self._chance(self.chosen)
        yield self._light()

    def _of(self, value: Decimal | None) -> str:
        """A figure with its unit."""
        if value is None:
            return MISSING
        return f"{amount(value, self.places)} {unit_word(self.target.indicator.unit)}"

    def _schedule(self) -> str:
        """The name of the schedule."""
        rows = pack_in_use().schedules
        return next((_named(row) for row in rows if row.key == self.target.schedule), MISSING)

    def _goal(self) -> tuple[str, str]:
        return (_("目标值"), self._of(self.target.goal))

    def _actual_and_due(self) -> tuple[tuple[str, str], ...]:
        reading = self.reading
        return ((_("实际"), self._of(reading.actual)), (_("应完成"), self._of(reading.due)))

    def _bases(self) -> tuple[tuple[str, str], ...]:
        base = self.target.baseline
        return ((_("基数"), self._of(base)),) if base is not None else ()

    def _actual(self) -> Explanation:
        """What was filed, rolled up."""
        reading = self.reading
        return Explanation(
            "actual",
            _("实际"),
            self._of(reading.actual),
            (
                (_("数据期"), fresh_of(reading)),
                (_("已报 / 应报"), f"{reading.filed} / {reading.expected}"),
            ),
            _(ACTUAL.get(self.declared.type, ACTUAL[TargetType.RATE])),
            "STAT-31, TGT-14, TGT-22",
        )

    def _due(self) -> Explanation:
        """What should be there by the end of the figure's period."""
        return Explanation(
            "due",
            _("应完成"),
            self._of(self.reading.due),
            (self._goal(), *self._bases(), (_("推进方式"), self._schedule())),
            _(
                "应完成算到数据那一期的末日，不算到今天；累计量为目标乘以那时的比例，存量从基数起算，率和位次全年同一条线。"
            ),
            "TGT-05, TGT-22",
        )

    def _compared(self) -> Iterator[Explanation]:
        """The actual beside the goal and beside what is due."""
        reading, bases = self.reading, self._bases()
        yield Explanation(
            "completion",
            _("完成率"),
            percent(reading.completion),
            ((_("实际"), self._of(reading.actual)), self._goal(), *bases),
            _("实际除以目标；有基数的，两者都先减去基数。"),
            "TGT-03",
        )
        yield Explanation(
            "attainment",
            _("进度达成率"),
            percent(reading.attainment),
            (*self._actual_and_due(), *bases),
            _("实际除以应完成；上限反过来除。率、比和位次没有达成率，只看差多少。"),
            "TGT-20, TGT-22",
        )
        yield Explanation(
            "gap",
            _("与序时差"),
            self._gap(),
            self._actual_and_due(),
            _("实际减应完成，负数是落后；上限和位次反过来减。"),
            "TGT-05",
        )

    def _gap(self) -> str:
        value = self.reading.gap
        if value is None:
            return MISSING
        return f"{gap(-value, self.places)} {gap_unit(self.target.indicator.unit)}"

    def _required(self) -> Explanation:
        """The pace of the rest of the period."""
        reading = self.reading
        return Explanation(
            "required",
            _("后续月均需"),
            f"{amount(reading.required_rate)} {unit_word(self.target.indicator.unit)}",
            (
                self._goal(),
                (_("实际"), self._of(reading.actual)),
                (_("提速倍数"), amount(reading.stretch_factor)),
            ),
            _("余下的量除以余下的月数；提速倍数是它除以此前月均，超过 1.5 倍提示有风险。"),
            "TGT-11",
        )

    def _forecast(self, row: Forecast) -> Explanation:
        """Where the period will end."""
        return Explanation(
            "forecast",
            _("预测"),
            self._of(row.mid),
            (
                (_("50% 区间"), self._band(row.low_50, row.high_50)),
                (_("80% 区间"), self._band(row.low_80, row.high_80)),
                (_("95% 区间"), self._band(row.low_95, row.high_95)),
                (_("用到的数"), reading_period(self.reading)),
            ),
            _(FORECAST[row.basis]),
            "TGT-13, STAT-30" if row.basis == HISTORY else "TGT-13",
        )

    def _band(self, low: Decimal | None, high: Decimal | None) -> str:
        return MISSING if low is None else f"{self._of(low)} — {self._of(high)}"

    def _chance(self, row: Forecast) -> Explanation:
        """How likely the goal is."""
        return Explanation(
            "chance",
            _("达成概率"),
            chance(self.reading.chance, self.reading.light),
            (self._goal(), (_("预测"), self._of(row.mid))),
            _(CHANCE[row.basis]),
            "TGT-13",
        )

    def _light(self) -> Explanation:
        """The light, by its preset."""
        preset = next(row for row in pack_in_use().lights if row.key == self.target.lights)
        own = preset.rule_en if get_language() == "en" else preset.rule
        kept = _("没有新填报，灯不会变暗；数据太旧或未到期不亮灯。理由逐句写在上面。")
        return Explanation(
            "light",
            _("亮灯"),
            light_word(self.reading.light),
            (
                (_("亮灯规则"), _named(preset)),
                (_("进度达成率"), percent(self.reading.attainment)),
            ),
            f"{own} {kept}",
            "TGT-14, TGT-20, TGT-21, TGT-22",
        )


def _named(row: catalog.LightPreset | catalog.ScheduleSpec) -> str:
    """The name of a declaration in the reader's language."""
    return row.name_en if get_language() == "en" else row.name


def fresh_of(reading: Reading) -> str:
    """The period of a reading's figure in words."""
    if not reading.fresh_as_of:
        return MISSING
    return say(Period.parse(reading.fresh_as_of).sentence)


def reading_period(reading: Reading) -> str:
    """The newest period that a forecast reads, and how many months it has figures of."""
    known = sum(month["actual"] is not None for month in reading.months)
    return _("%(period)s，共 %(count)s 期") % {"period": fresh_of(reading), "count": known}


ACTUAL = {
    TargetType.CUMULATIVE_FLOW: gettext_noop(
        "本年各月之和，或最新累计数；缺的月份不当零，未报单位按上次的数计。"
    ),
    TargetType.STOCK: gettext_noop("最新一期的存量之和；最多沿用两个报告期。"),
    TargetType.RATIO: gettext_noop("分子合计除以分母合计，从不平均。"),
    TargetType.RATE: gettext_noop("最新一期的数，由本级填报。"),
}
ACTUAL[TargetType.MILESTONE] = ACTUAL[TargetType.CUMULATIVE_FLOW]
ACTUAL[TargetType.UPPER_BOUND] = ACTUAL[TargetType.CUMULATIVE_FLOW]
FORECAST = {
    HISTORY: gettext_noop(
        "用往年同期的走势推算；方法由往年逐月回测选出，区间从它往年同月的误差抽样。春节前后的月份看春节相近的年份。"
    ),
    PRIOR: gettext_noop(
        "往年数据不足 24 个月：已完成的量除以进度安排的比例，"
        "区间按公开的先验，误差标准差 15% × √剩余份额。"
    ),
    "promises": gettext_noop("已完成加上各单位自认的余量乘以它此前的兑现率。"),
    "range": gettext_noop("率和比停在最新值；区间是今年到过的范围。"),
}
CHANCE = {
    HISTORY: gettext_noop("抽样的年底数中达到目标的份额，来自这个方法往年同月的误差，不是先验。"),
    PRIOR: gettext_noop("按公开的先验算：年底数围绕预测正态分布；确定以前不写 0 和 1。"),
    "promises": gettext_noop("按各单位兑现率算：兑现或不兑现各自独立。"),
    "range": gettext_noop("率和比没有往年数据时不给概率。"),
}
