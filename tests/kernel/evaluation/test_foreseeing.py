"""Forecasts from the target's own years before: chosen, bounded, and honest about their errors."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.evaluation.cast import funds, reported, series

from guatu.kernel.catalog import Relation, TargetType
from guatu.kernel.evaluation import Basis, Evaluation, ForecastMethod, Past, Told, evaluate
from guatu.kernel.measuring import Measured
from guatu.kernel.periods import Period, month, year
from guatu.kernel.schedules import Linear

JULY = date(2023, 7, 5)
FIGURES = st.decimals(0, 10**6, places=2)
SHAPE = (2, 2, 3, 3, 4, 5, 3, 3, 4, 4, 4, 7)  # 44 a year
MONTHS_BEFORE = tuple(month(each, index) for each in (2020, 2021, 2022) for index in range(1, 13))


def before(*years: int, times: Decimal = Decimal(1)) -> dict[Period, Decimal]:
    """Years of the same shape, each a tenth above the one before, cumulative since January."""
    found = {}
    for age, each in enumerate(years):
        total = Decimal(0)
        for index, figure in enumerate(SHAPE, start=1):
            total += figure * times * Decimal("1.1") ** age
            found[month(each, index)] = total
    return found


def seen(measured: Measured, past: Mapping[Period, Decimal], **changes: object) -> Evaluation:
    """The evaluation of the funds on 5 July with those years before."""
    told = Told(past=Past(past))
    return evaluate(funds(**changes), measured, as_of=JULY, told=told)


def test_two_whole_years_before_take_the_place_of_the_prior() -> None:
    evaluation = seen(series(2, 4, 7, 10, 15, 21), before(2021, 2022))

    assert evaluation.forecast is not None
    assert evaluation.forecast.basis is Basis.HISTORY
    assert evaluation.chance == evaluation.forecast.chance


def test_less_than_two_whole_years_leave_the_stated_prior() -> None:
    past = before(2021, 2022)
    del past[month(2021, 12)]

    evaluation = seen(series(2, 4, 7, 10, 15, 21), past)

    assert evaluation.forecast is not None
    assert evaluation.forecast.basis is Basis.PRIOR
    assert evaluation == evaluate(funds(), series(2, 4, 7, 10, 15, 21), as_of=JULY)


def test_years_of_one_shape_are_foreseen_exactly() -> None:
    past = before(2020, 2021, 2022)
    this = before(2023, times=Decimal("1.331"))
    measured = series(*[this[month(2023, index)] for index in range(1, 7)])

    evaluation = seen(measured, past)
    shares = next(f for f in evaluation.forecasts if f.method is ForecastMethod.SEASONAL_SHARE)

    assert abs(shares.mid - this[month(2023, 12)]) < Decimal("0.0001")
    assert shares.error == 0
    assert shares.years == 2


def test_every_method_comes_once_and_the_schedule_keeps_its_own() -> None:
    evaluation = seen(series(2, 4, 7, 10, 15, 21), before(2020, 2021, 2022))
    methods = [forecast.method for forecast in evaluation.forecasts]

    assert len(set(methods)) == len(methods)
    assert {ForecastMethod.SEASONAL, ForecastMethod.RUN_RATE, ForecastMethod.BLEND} <= set(methods)


def test_a_stock_is_foreseen_by_what_it_adds_to_its_baseline() -> None:
    past = {when: 10 * (when.year - 2019 + Decimal(when.index) / 12) for when in MONTHS_BEFORE}
    measured = series(*[40 + m for m in range(1, 7)])

    evaluation = seen(measured, past, type=TargetType.STOCK, baseline=Decimal(40), goal=Decimal(50))

    assert evaluation.forecast is not None
    assert evaluation.forecast.basis is Basis.HISTORY
    assert abs(evaluation.forecast.mid - 52) < 1


def test_a_rate_has_a_chance_once_there_are_years_before() -> None:
    past = {when: Decimal(90) + (when.year * when.index) % 5 for when in MONTHS_BEFORE}
    measured = series(91, 92, 90, 93, 92, 91)
    rate = {"type": TargetType.RATE, "unit": "%", "goal": Decimal(80)}

    assert seen(measured, {}, **rate).chance is None
    chance = seen(measured, past, **rate).chance
    assert chance is not None
    assert chance > Decimal("0.9")


def test_about_so_much_is_bound_on_both_sides() -> None:
    past = {when: Decimal(90) + (when.year * when.index) % 5 for when in MONTHS_BEFORE}
    rate = {"type": TargetType.RATE, "unit": "%", "relation": Relation.EQUAL}
    measured = series(91, 92, 90, 93, 92, 91)

    near = seen(measured, past, goal=Decimal(92), **rate).chance
    far = seen(measured, past, goal=Decimal(40), **rate).chance

    assert near is not None
    assert far is not None
    assert near > Decimal("0.9") > Decimal("0.1") > far


def test_a_quarter_is_not_foreseen_by_years() -> None:
    quarter = Period.parse("2023-Q1")

    evaluation = evaluate(
        funds(period=quarter, schedule=Linear(quarter)),
        reported(5, month(2023, 2)),
        as_of=date(2023, 3, 5),
        told=Told(past=Past(before(2021, 2022))),
    )

    assert all(forecast.basis is not Basis.HISTORY for forecast in evaluation.forecasts)


@given(st.lists(FIGURES, min_size=36, max_size=36), st.lists(FIGURES, min_size=1, max_size=12))
def test_intervals_nest_and_chances_are_shares(past: list[Decimal], this: list[Decimal]) -> None:
    cumulated: dict[Period, Decimal] = {}
    for place, figure in enumerate(past):
        when = month(2020 + place // 12, place % 12 + 1)
        cumulated[when] = figure + (cumulated[when.previous()] if place % 12 else 0)
    sums = [sum(this[: count + 1], Decimal(0)) for count in range(len(this))]

    evaluation = evaluate(
        funds(), series(*sums), as_of=date(2024, 1, 5), told=Told(past=Past(cumulated))
    )

    for forecast in evaluation.forecasts:
        assert forecast.half is not None
        assert forecast.most is not None
        lows = [forecast.most[0], forecast.low, forecast.half[0]]
        highs = [forecast.half[1], forecast.high, forecast.most[1]]
        assert lows == sorted(lows)
        assert highs == sorted(highs)
        assert forecast.chance is None or 0 <= forecast.chance <= 1


@given(st.lists(FIGURES, min_size=1, max_size=11), st.integers(1, 500))
def test_a_lower_goal_is_never_less_likely(this: list[Decimal], goal: int) -> None:
    sums = [sum(this[: count + 1], Decimal(0)) for count in range(len(this))]
    told = Told(past=Past(before(2020, 2021, 2022)))

    def chance(of: int) -> Decimal:
        standing = funds(goal=Decimal(of), period=year(2023))
        found = evaluate(standing, series(*sums), as_of=date(2024, 1, 5), told=told).chance
        return Decimal(0) if found is None else found

    assert chance(goal) >= chance(goal + 10)
