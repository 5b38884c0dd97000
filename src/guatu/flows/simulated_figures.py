"""What each simulated unit files: its share, its schedule, its pace, and the planted stories."""

import random
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from django.db.models import Sum

from guatu.apps.plans.models import Target
from guatu.apps.plans.queries import pack_in_use, period_of, schedule_named
from guatu.kernel.catalog import Indicator, RollUp
from guatu.kernel.periods import Frequency, Period, year
from guatu.kernel.quantities import number_of
from guatu.kernel.schedules import Schedule

SILENT_UNIT = "datonghu"
LATE_UNIT = "qujiawan"
DRY_UNIT = "yanwo"
DRY_FROM = 10
ONE = Decimal(1)
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure filed ten times too large, and its correction."""

    indicator: str
    unit: str
    period: str
    factor: Decimal
    corrected_on: date
    reason: str


SLIP = Slip(
    indicator="investment.arrived_funds",
    unit="fengkou",
    period="2023-04",
    factor=Decimal(10),
    corrected_on=date(2023, 5, 22),
    reason="小数点错位，多填了十倍，已与银行回单核对。",
)

# The pace of each indicator by month: actual growth over planned growth. What is not named
# follows its plan with small luck either way.
PACES: dict[str, tuple[str, ...]] = {
    "investment.arrived_funds": ("0.62", "0.60", "0.58", "0.55", "0.52", "0.50") * 2,
    "investment.contract_amount": ("0.95", "0.92", "0.88", "0.70", "0.62", "0.66") * 2,
    "investment.signed_large_projects": ("0.9", "0.9", "0.8", "0.3", "0.3", "0.5") * 2,
    "investment.industrial_projects": ("0.86",) * 12,
    "industry.petrochemical_equipment_output": ("0.90",) * 5 + ("1.12",) * 7,
    "industry.enrolled_amount": ("0.84",) * 8 + ("1.05",) * 4,
    "digital.base_stations": ("1.20",) * 7 + ("0.10",) * 5,
    "digital.diagnosed_firms": ("1.60",) * 12,
}
USUAL_PACE = Decimal("1.06")


class Stories:
    """The planted stories, each with the words by which a test finds it."""

    MISSES_THE_YEAR = "investment.arrived_funds"
    STOPS_IN_AUGUST = "digital.base_stations"
    RECOVERS = "industry.petrochemical_equipment_output"
    FINISHES_EARLY = "digital.diagnosed_firms"
    RUNS_DRY = "health.village_reserve"


class Script:
    """The figures of the year, the same for the same seed."""

    def __init__(self, seed: int, shares: dict[tuple[str, str], Decimal]) -> None:
        self.seed = seed
        self.shares = shares
        self._targets: dict[str, Target] = {
            target.indicator.key: target for target in Target.objects.whole()
        }
        self._schedules: dict[str, Schedule] = {}
        self._year = year(pack_in_use().year)
        self._parts = self._parts_of_ratios()
        self._ratios = self._ratios_beside()

    def _parts_of_ratios(self) -> dict[str, str]:
        """The ratio that each part feeds, for parts that are no target themselves."""
        parts = {}
        for key, target in self._targets.items():
            declared = target.indicator.declared
            for part in (declared.numerator, declared.denominator):
                if part and part not in self._targets:
                    parts[part] = key
        return parts

    def _ratios_beside(self) -> dict[str, Indicator]:
        """The ratios that are filed beside their parts and are no target, by numerator and key."""
        found = {}
        for declared in pack_in_use().indicators:
            is_filed = bool(declared.reported_by) and declared.key not in self._targets
            if declared.numerator and declared.denominator and is_filed:
                found[declared.numerator] = found[declared.key] = declared
        return found

    def figure(self, indicator: Indicator, unit: str, period: Period) -> Decimal:
        """What `unit` files of `indicator` for `period`, the slip included."""
        value = self.honest(indicator, unit, period)
        slipped = (indicator.key, unit, str(period)) == (SLIP.indicator, SLIP.unit, SLIP.period)
        return value * SLIP.factor if slipped else value

    def honest(self, indicator: Indicator, unit: str, period: Period) -> Decimal:
        """The true figure of the play."""
        if ratio := self._ratios.get(indicator.key):
            return self._beside(ratio, indicator, unit, period)
        if indicator.over_time is RollUp.SUM:
            before = Decimal(0)
            if period.first_day.month > 1 and period.frequency is Frequency.MONTH:
                before = self._cumulative(indicator, unit, period.previous())
            return self._cumulative(indicator, unit, period) - before
        return self._level(indicator, unit, period)

    def _cumulative(self, indicator: Indicator, unit: str, period: Period) -> Decimal:
        """What a unit has done of a flow by the end of a month, whole where it counts things."""
        share = self.shares.get((indicator.key, unit)) or self._size(indicator.key, unit)
        schedule = self._schedule(indicator.key)
        done, before = Decimal(0), Decimal(0)
        for month in range(1, period.last_day.month + 1):
            until = schedule.share(Period(Frequency.MONTH, period.year, month).last_day)
            done += share * (until - before) * self._pace(indicator.key, unit, month)
            before = until
        return _cut(done + self._luck_of_rounding(indicator, unit), indicator.decimals)

    def _luck_of_rounding(self, indicator: Indicator, unit: str) -> Decimal:
        """Where a unit's counts tip over: half a thing either way, fixed for the year."""
        if indicator.decimals:
            return Decimal(0)
        return _between(self._dice(indicator.key, unit, "tip"), "0.15", "0.85")

    def _pace(self, key: str, unit: str, month: int) -> Decimal:
        """Actual growth over planned growth of one unit in one month."""
        paces = PACES.get(key)
        base = number_of(paces[month - 1]) if paces else USUAL_PACE
        habit = _between(self._dice(key, unit, "habit"), "0.90", "1.10")
        return base * habit * _between(self._dice(key, unit, str(month)), "0.88", "1.12")

    def _level(self, indicator: Indicator, unit: str, period: Period) -> Decimal:
        """What stands at a unit at the end of a period."""
        if key := self._parts.get(indicator.key):
            return self._part(key, indicator, unit, period)
        goal = self.shares.get((indicator.key, unit))
        if goal is None:
            goal = self._size(indicator.key, unit)
        target = self._targets.get(indicator.key)
        base = Decimal(0)
        if target is not None and target.baseline:
            base = goal * target.baseline / target.goal
        reached = self._schedule(indicator.key).share(period.last_day) if target else ONE
        luck = _between(self._dice(indicator.key, unit, str(period)), "0.97", "1.03")
        return _cut(base + (goal - base) * reached * luck + Decimal("0.5"), indicator.decimals)

    def _beside(self, ratio: Indicator, asked: Indicator, unit: str, period: Period) -> Decimal:
        """A ratio or its numerator, so that both fit the denominator that is filed with them."""
        pack = pack_in_use()
        below = self.honest(pack.indicator(ratio.denominator or ""), unit, period)
        share = _between(self._dice(ratio.key, unit, str(period)), *SHARES.get(ratio.key, EVEN))
        above = _cut(below * share, pack.indicator(ratio.numerator or "").decimals)
        if asked.key != ratio.key:
            return above
        return (100 * above / below).quantize(TENTH) if below else below

    def _part(self, key: str, indicator: Indicator, unit: str, period: Period) -> Decimal:
        """The numerator or denominator of a ratio: the size of a unit, times its cover."""
        target = self._targets[key]
        declared, size = target.indicator.declared, self._size(key, unit)
        if indicator.key == declared.denominator:
            return size
        cover = target.goal * _between(self._dice(key, unit, str(period)), "1.00", "1.20")
        if unit == DRY_UNIT and key == Stories.RUNS_DRY and period.last_day.month >= DRY_FROM:
            cover = target.goal * Decimal("0.42")
        whole = cover / 100 if declared.unit == "%" else cover
        return _cut(size * whole, indicator.decimals)

    def _size(self, key: str, unit: str) -> Decimal:
        """An invented size of a unit: its clinics, its people, its beds."""
        low, high = SIZES.get(key, ("20", "60"))
        return _cut(_between(self._dice(key, unit, "size"), low, high), 0)

    def _schedule(self, key: str) -> Schedule:
        """The schedule of a target; even over the year for what is no target."""
        if key not in self._schedules:
            target = self._targets.get(key)
            name, over = ("linear", self._year) if target is None else (target.schedule, None)
            self._schedules[key] = schedule_named(name, over or period_of(self._targets[key]))
        return self._schedules[key]

    def _dice(self, *names: str) -> random.Random:
        """Dice that fall the same way for the same names."""
        return random.Random("/".join([str(self.seed), *names]))  # noqa: S311 - a play


EVEN = ("0.90", "0.98")
SHARES = {"industry.local_supply": ("0.31", "0.37")}
SIZES: dict[str, tuple[str, str]] = {
    "health.critical_bed_share": ("410", "430"),
    "health.hospital_reserve": ("3", "5"),
    "industry.all_purchases": ("52000", "68000"),
    "health.town_reserve": ("18000", "62000"),
    "health.village_reserve": ("12", "34"),
}


def _between(dice: random.Random, low: str, high: str) -> Decimal:
    """An even chance between two figures, in thousandths."""
    floor, ceiling = number_of(low), number_of(high)
    return floor + (ceiling - floor) * dice.randint(0, 1000) / 1000


def _cut(value: Decimal, places: int) -> Decimal:
    """The figure with its decimals, cut: nobody files a thing that is not finished."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)


SHORT_COVER = "investment.contract_amount"


def undertakings(target: Target) -> dict[int, Decimal]:
    """What each unit undertakes of the target, by unit id: a little over, or short in one."""
    low, high = ("0.86", "1.02") if target.indicator.key == SHORT_COVER else ("1.00", "1.10")
    found: dict[int, Decimal] = {}
    for unit_id, key, amount in _owed(target):
        dice = random.Random(f"{target.indicator.key}/{key}/undertaken")  # noqa: S311 - a play
        found[unit_id] = _cut(
            amount * _between(dice, low, high), target.indicator.declared.decimals
        )
    return found


def _owed(target: Target) -> list[tuple[int, str, Decimal]]:
    """What each unit owes of the target over the whole period."""
    rows = target.shares.values_list("unit_id", "unit__key").annotate(total=Sum("amount"))
    return [(unit_id, key, total) for unit_id, key, total in rows.order_by("unit_id")]
