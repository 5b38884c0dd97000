"""Breaking a goal down to units and periods, and catching up on what was missed (TGT-10, 11)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction

from guatu.kernel.periods import Frequency, Period
from guatu.kernel.schedules import Constant, Schedule
from guatu.kernel.sentences import Refusal, Sentence

NOTHING = Decimal(0)
ONE_DAY = timedelta(days=1)
EXACT = Context(prec=60)
OVER_COMMITTED = Decimal("1.20")
STRETCH_RISK = Decimal("1.5")

# 以周保月、以月保季: where a missed period is made up for first, the narrowest first.
MADE_UP_IN = {
    Frequency.QUARTER: (Frequency.HALF,),
    Frequency.MONTH: (Frequency.QUARTER,),
    Frequency.TEN_DAYS: (Frequency.MONTH, Frequency.QUARTER),
    Frequency.WEEK: (Frequency.MONTH, Frequency.QUARTER),
    Frequency.DAY: (Frequency.MONTH, Frequency.QUARTER),
}


class NothingToAllocateBy(Refusal):
    """Weights that cannot divide anything: none, below zero, or all zero."""


class IsNotProRated(Refusal):
    """A rate, rank or ratio has the same line in every period (TGT-05)."""


def allocate(total: Decimal, weights: Sequence[Decimal], *, places: int) -> tuple[Decimal, ...]:
    """Divide `total` by `weights` with the largest remainder; the parts sum exactly (TGT-10).

    Parts have `places` decimals, or as many as `total` itself when it has more. Equal
    remainders go to the first. Raises `NothingToAllocateBy`.
    """
    if not weights or min(weights) < 0 or not any(weights):
        raise NothingToAllocateBy("没有可用于分配的权重：权重不能为负，也不能全为零，请补全。")
    places = max(places, _places_of(total))
    whole = int(EXACT.scaleb(abs(total), places))
    weight_of_all = sum(map(Fraction, weights))
    exact = [whole * Fraction(weight) / weight_of_all for weight in weights]
    parts = [int(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: parts[at] - exact[at])
    for at in by_remainder[: whole - sum(parts)]:
        parts[at] += 1
    sign = -1 if total < 0 else 1
    return tuple(EXACT.scaleb(Decimal(sign * part), -places) for part in parts)


def by_period(
    total: Decimal, schedule: Schedule, periods: Sequence[Period], *, places: int
) -> dict[Period, Decimal]:
    """Divide `total` among `periods` by what `schedule` adds in each; the parts sum exactly.

    When the schedule adds nothing in any of them, `NothingToAllocateBy` is raised; for a
    constant line `IsNotProRated`.
    """
    if isinstance(schedule, Constant):
        raise IsNotProRated("比率、位次类目标不按时段分摊，每个时段都对照全年目标值。")
    weights = [
        max(NOTHING, schedule.share(period.last_day) - schedule.share(period.first_day - ONE_DAY))
        for period in periods
    ]
    return dict(zip(periods, allocate(total, weights, places=places), strict=True))


def cover_ratio(undertaken: Sequence[Decimal], owed: Decimal) -> Decimal | None:
    """What the lower level undertakes by what the upper level owes; None when nothing is owed."""
    return sum(undertaken, NOTHING) / owed if owed else None


def cover_warning(ratio: Decimal | None) -> Sentence | None:
    """The warning that a cover ratio earns: below the whole, or over-committed by a fifth (TGT-04).

    5 to 20 % more than owed is usual and earns none.
    """
    if ratio is None or Decimal(1) <= ratio <= OVER_COMMITTED:
        return None
    percent = int(ratio * 100)
    if ratio < 1:
        return Sentence("下级承担合计只有应承担数的%(percent)s%%，请补足缺口。", percent=percent)
    return Sentence(
        "下级承担合计为应承担数的%(percent)s%%，层层加码超过20%%，请核减。", percent=percent
    )


def roll_over(
    planned: Mapping[Period, Decimal],
    done: Mapping[Period, Decimal],
    *,
    as_of: date,
    places: int,
) -> dict[Period, Decimal]:
    """The new plan of the periods still open after `as_of`, with what was missed added (TGT-11).

    What a week missed goes to the remaining weeks of its month first, then of its quarter,
    then to all that remain, each by its plan; a month's goes to its quarter first. A period
    without a figure has done nothing; what is done beyond the plan pays for what was missed,
    and a plan never falls. Empty when nothing is left to catch up in.
    """
    open_plan = {period: planned[period] for period in sorted(planned) if period.last_day > as_of}
    missed = {
        period: planned[period] - done.get(period, NOTHING)
        for period in planned
        if period.last_day <= as_of
    }
    owed = max(NOTHING, sum(missed.values(), NOTHING))
    renewed = dict(open_plan)
    if not open_plan or not owed:
        return renewed
    for level in MADE_UP_IN.get(next(iter(open_plan)).frequency, ()):
        for wider, members in _grouped(open_plan, level).items():
            inside = [period for period in missed if wider.contains(period)]
            extra = min(owed, sum((missed[period] for period in inside), NOTHING))
            if extra > 0:
                _add(renewed, members, open_plan, extra, places)
                owed -= extra
                missed = {period: gap for period, gap in missed.items() if period not in inside}
    if owed:
        _add(renewed, list(open_plan), open_plan, owed, places)
    return renewed


def required_rate(goal: Decimal, actual: Decimal, remaining_periods: int) -> Decimal | None:
    """What each remaining period must bring; 0 when reached, None when none remains (TGT-11)."""
    if remaining_periods <= 0:
        return None
    return max(NOTHING, goal - actual) / remaining_periods


def stretch_factor(required: Decimal | None, average_so_far: Decimal) -> Decimal | None:
    """How much faster than so far it must go; None without a pace to compare with (TGT-11)."""
    if required is None or average_so_far <= 0:
        return None
    return required / average_so_far


def is_at_risk(factor: Decimal | None) -> bool:
    """True when the pace must grow by more than half (TGT-11)."""
    return factor is not None and factor > STRETCH_RISK


def _places_of(value: Decimal) -> int:
    exponent = EXACT.normalize(value).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _grouped(periods: Iterable[Period], level: Frequency) -> dict[Period, list[Period]]:
    """The periods by the wider one that they belong to; a week by its Thursday."""
    groups: dict[Period, list[Period]] = {}
    for period in periods:
        middle = period.first_day + (period.last_day - period.first_day) // 2
        groups.setdefault(Period.of(level, middle), []).append(period)
    return groups


def _add(
    renewed: dict[Period, Decimal],
    members: Sequence[Period],
    plan: Mapping[Period, Decimal],
    extra: Decimal,
    places: int,
) -> None:
    """Add `extra` to `members` by their plan, evenly when they have none."""
    weights = [max(NOTHING, plan[period]) for period in members]
    if not any(weights):
        weights = [Decimal(1)] * len(members)
    for period, part in zip(members, allocate(extra, weights, places=places), strict=True):
        renewed[period] += part
