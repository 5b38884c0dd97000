"""Measuring and judging a county's year in the kernel alone: every target on every day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bench.harness import Bench

from guatu.kernel.catalog import Indicator, Pack, PlannedTarget
from guatu.kernel.evaluation import Evaluation, Standing, evaluate
from guatu.kernel.measuring import Fact, Measured, series_of
from guatu.kernel.periods import Period
from guatu.kernel.schedules import build_schedule
from guatu.packs import open_pack

PACK = "honghu-2023"
ONE_DAY = timedelta(days=1)
KNOWN_AFTER = timedelta(days=5)
YEARS = 2
DAYS = 365


@dataclass(frozen=True, slots=True)
class Case:
    """One target with the facts of its year."""

    standing: Standing
    indicator: Indicator
    filers: tuple[str, ...]
    facts: tuple[Fact, ...]


def measure(bench: Bench) -> None:
    """Time the year as a board needs it, and its two halves apart."""
    pack = open_pack(PACK)
    cases = [case_of(pack, target) for target in pack.counted_targets]
    days = [date(pack.year, 1, 1) + n * ONE_DAY for n in range(DAYS)]
    measured = {day: [measured_of(case, day) for case in cases] for day in days}
    count = len(cases) * len(days)
    bench.record("targets", [len(cases)], unit="1")
    bench.record("evaluations a year", [count], unit="1")
    bench.record("facts", [sum(len(case.facts) for case in cases)], unit="1")
    whole = bench.time(
        "measure and judge the year", lambda: year_of(cases, days), runs=YEARS, warm_ups=0
    )
    bench.time("judge the year", lambda: judged(cases, measured), runs=YEARS)
    each = [seconds * 1_000_000 / count for seconds in whole.values]
    bench.record("one target on one day", each, unit="µs")


def case_of(pack: Pack, target: PlannedTarget) -> Case:
    """A target whose filers file their even part in every period, five days after its end."""
    indicator = pack.indicator(target.indicator)
    spec = pack.schedule(target.schedule)
    standing = Standing(
        type=indicator.type,
        relation=target.relation,
        goal=target.goal,
        stretch=target.stretch,
        baseline=target.baseline,
        period=target.period,
        schedule=build_schedule(
            spec.kind.value,
            period=target.period,
            calendar=pack.calendar_value,
            cumulative=spec.cumulative,
            nodes=spec.nodes,
        ),
        preset=pack.light(target.lights),
        frequency=indicator.frequency,
        unit=indicator.unit,
        decimals=indicator.decimals,
    )
    filers = target.filed_by or tuple(unit.key for unit in pack.reporters(indicator.key))
    return Case(standing, indicator, filers or (target.owner,), facts_of(indicator, target, filers))


def facts_of(
    indicator: Indicator, target: PlannedTarget, filers: Sequence[str]
) -> tuple[Fact, ...]:
    """The facts of a year: a twelfth a month of a flow, the goal itself of a level."""
    periods = target.period.within(indicator.frequency) or (target.period,)
    is_flow = indicator.over_time.value == "sum"
    units = tuple(filers) or (target.owner,)
    part = target.goal / len(units) / len(periods) if is_flow else target.goal
    facts = [
        Fact(
            key,
            unit,
            period,
            "month" if is_flow else "stock",
            value,
            known_at(period),
            indicator.family,
        )
        for period in periods
        for unit in units
        for key, value in parts_of(indicator, part).items()
    ]
    return tuple(sorted(facts, key=lambda fact: fact.known_at))


def parts_of(indicator: Indicator, value: Decimal) -> Mapping[str, Decimal]:
    """The figure itself, or the numerator and denominator that give it."""
    if not indicator.numerator or not indicator.denominator:
        return {indicator.key: value}
    whole = Decimal(100)
    per = value / 100 if indicator.unit == "%" else value
    return {indicator.numerator: whole * per, indicator.denominator: whole}


def known_at(period: Period) -> datetime:
    """When the figure of a period is filed."""
    day = period.last_day + KNOWN_AFTER
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def measured_of(case: Case, day: date) -> Measured:
    """The actual of a target as known at the end of `day`."""
    until = datetime(day.year, day.month, day.day, 16, tzinfo=UTC)
    return series_of(
        case.facts,
        indicator=case.indicator,
        filers=case.filers,
        as_of=day,
        known_by=until,
        within=case.standing.period,
    ).measured


def year_of(cases: Sequence[Case], days: Sequence[date]) -> list[Evaluation]:
    """Every target on every day, from its facts."""
    return [
        evaluate(case.standing, measured_of(case, day), as_of=day) for day in days for case in cases
    ]


def judged(cases: Sequence[Case], measured: Mapping[date, Sequence[Measured]]) -> list[Evaluation]:
    """Every target on every day, from what was measured before."""
    return [
        evaluate(case.standing, actual, as_of=day)
        for day, actuals in measured.items()
        for case, actual in zip(cases, actuals, strict=True)
    ]
