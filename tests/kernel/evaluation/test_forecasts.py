"""Forecasts of the year's end, their intervals, and the chance to hit (TGT-13)."""

from datetime import date
from decimal import Decimal

import pytest
from tests.kernel.evaluation.cast import MAY, funds, reported, series

from guatu.kernel.catalog import Relation, TargetType
from guatu.kernel.evaluation import Commitment, Evaluation, ForecastMethod, Told, evaluate
from guatu.kernel.periods import jan_feb, month, year
from guatu.kernel.schedules import Constant, Nodes, Seasonal

JULY = date(2023, 7, 5)
CENT = Decimal("0.01")
JUNE_30 = date(2023, 6, 30)


def mid_of(evaluation: Evaluation, method: ForecastMethod) -> Decimal:
    """The middle of the forecast by `method`."""
    return next(f.mid for f in evaluation.forecasts if f.method is method).quantize(CENT)


def test_the_seasonal_share_scales_what_is_done() -> None:
    shares = tuple(
        Decimal(share) / 100 for share in (0, 8, 16, 25, 30, 40, 50, 60, 70, 80, 90, 100)
    )
    seasonal = funds(schedule=Seasonal(year(2023), shares))

    evaluation = evaluate(seasonal, reported(10), as_of=MAY)

    assert mid_of(evaluation, ForecastMethod.SEASONAL) == 40


def test_the_run_rate_keeps_the_pace_of_the_last_three_periods() -> None:
    evaluation = evaluate(funds(), series(1, 2, 3, 4, 8, 12), as_of=JULY)

    assert mid_of(evaluation, ForecastMethod.RUN_RATE) == 30


def test_a_skipped_month_does_not_speed_up_the_run_rate() -> None:
    evaluation = evaluate(funds(), series(1, 2, None, 4, 5, 6), as_of=JULY)

    assert mid_of(evaluation, ForecastMethod.RUN_RATE) == 12


def test_january_and_february_together_are_two_months_of_pace() -> None:
    both = reported(2, jan_feb(2023))

    assert mid_of(evaluate(funds(), both, as_of=MAY), ForecastMethod.RUN_RATE) == 12


def test_a_stock_without_a_baseline_runs_from_its_first_figure() -> None:
    stock = funds(type=TargetType.STOCK, goal=Decimal(130))

    evaluation = evaluate(stock, series(100, 101, 102), as_of=date(2023, 4, 5))

    assert mid_of(evaluation, ForecastMethod.RUN_RATE) == 111


def test_promises_count_by_the_chance_that_they_are_kept() -> None:
    promises = (
        Commitment(due_on=JUNE_30, amount=Decimal(10)),
        Commitment(due_on=date(2023, 12, 31), amount=Decimal(20), probability=Decimal("0.5")),
        Commitment(due_on=date(2023, 4, 30), amount=Decimal(99)),  # already in the figure
        Commitment(due_on=date(2024, 1, 1), amount=Decimal(99)),  # next year's
    )

    evaluation = evaluate(funds(), reported(12), as_of=MAY, told=Told(commitments=promises))
    bottom_up = evaluation.forecasts[-1]

    assert mid_of(evaluation, ForecastMethod.BOTTOM_UP) == 32
    assert (bottom_up.high - bottom_up.mid).quantize(CENT) == Decimal("12.82")  # 10 · 1.2816


def test_the_seasonal_share_is_chosen_where_there_is_one() -> None:
    before_any_node = funds(schedule=Nodes(((date(2023, 12, 31), Decimal(1)),)))

    chosen = evaluate(funds(), reported(10), as_of=MAY).forecast
    instead = evaluate(before_any_node, reported(10), as_of=MAY).forecast

    assert chosen is not None
    assert chosen.method is ForecastMethod.SEASONAL
    assert instead is None  # nothing is due yet: a beginning says nothing about the end


def test_what_is_counted_stays_counted_in_the_low_end() -> None:
    forecast = evaluate(funds(), reported(48, month(2023, 11)), as_of=date(2023, 12, 5)).forecast

    assert forecast is not None
    assert forecast.low >= 48
    assert forecast.low < forecast.mid < forecast.high


def test_a_rate_stays_where_it_is_within_its_range() -> None:
    rate = funds(type=TargetType.RATE, goal=Decimal(95), unit="%")

    evaluation = evaluate(rate, series(90, 97, 94), as_of=date(2023, 4, 5))

    assert evaluation.forecast is not None
    assert (evaluation.forecast.low, evaluation.forecast.mid, evaluation.forecast.high) == (
        Decimal(90),
        Decimal(94),
        Decimal(97),
    )
    assert evaluation.chance is None


@pytest.mark.parametrize(
    ("actual", "period", "chance"),
    [
        pytest.param(50, month(2023, 4), "1", id="reached early"),
        pytest.param(50, month(2023, 12), "1", id="reached at the end"),
        pytest.param("49.99", month(2023, 12), "0", id="missed at the end"),
        pytest.param("49.99", month(2023, 11), "0.9726", id="nearly there, still open"),
        pytest.param(25, month(2023, 6), "0.5000", id="exactly on schedule"),
        pytest.param(0, month(2023, 4), "0.0001", id="nothing done is not yet lost"),
    ],
)
def test_the_chance_of_a_count(actual: int | str, period: object, chance: str) -> None:
    measured = reported(actual, period)  # type: ignore[arg-type]  # a period from the table

    assert evaluate(funds(), measured, as_of=date(2024, 1, 5)).chance == Decimal(chance)


def test_the_chance_of_a_bound_is_lost_once_it_is_broken() -> None:
    bound = funds(type=TargetType.UPPER_BOUND, relation=Relation.AT_MOST)

    assert evaluate(bound, reported("50.01"), as_of=MAY).chance == 0
    assert evaluate(bound, reported(1), as_of=MAY).chance == Decimal("0.9999")
    assert evaluate(bound, reported(0), as_of=MAY).chance == Decimal("0.9999")


def test_the_chance_of_a_level_bound_stays_open() -> None:
    level = funds(type=TargetType.UPPER_BOUND, relation=Relation.AT_MOST, schedule=Constant())

    chance = evaluate(level, reported("50.01"), as_of=MAY).chance

    assert chance is not None
    assert 0 < chance < Decimal("0.5")


def test_a_goal_of_zero_has_no_spread_to_speak_of() -> None:
    nothing = funds(type=TargetType.UPPER_BOUND, relation=Relation.AT_MOST, goal=Decimal(0))

    assert evaluate(nothing, reported(0), as_of=MAY).chance == Decimal("0.9999")


def test_the_chance_at_the_end_of_a_rate_is_certain() -> None:
    rate = funds(type=TargetType.RATE, goal=Decimal(95))

    assert evaluate(rate, reported(95, month(2023, 12)), as_of=date(2024, 1, 5)).chance == 1
