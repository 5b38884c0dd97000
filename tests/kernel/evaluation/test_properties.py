"""What is true of every evaluation, whatever the figures."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.evaluation.cast import funds, presets, reported, series

from guatu.kernel.catalog import Light, LightPreset, Relation, TargetType
from guatu.kernel.evaluation import Evaluation, Standing, Told, evaluate
from guatu.kernel.measuring import Measured
from guatu.kernel.periods import Period, month, year
from guatu.kernel.schedules import Constant, FrontLoaded, Linear, Nodes, Schedule

DARK_TO_BRIGHT = (Light.RED, Light.BEHIND, Light.SLOW, Light.ON_COURSE, Light.DONE)
SCHEDULES: tuple[Schedule, ...] = (
    Linear(year(2023)),
    FrontLoaded(year(2023)),
    Constant(),
    Nodes(((date(2023, 6, 30), Decimal("0.4")), (date(2023, 12, 31), Decimal(1)))),
)
FALLING = (Relation.AT_MOST, Relation.LESS_THAN)
NEW_YEAR = date(2024, 1, 1)

money = st.integers(-(10**10), 10**10).map(lambda count: Decimal(count).scaleb(-4))
anything = st.decimals(allow_nan=False, allow_infinity=False)
shares = st.integers(0, 100).map(lambda count: Decimal(count).scaleb(-2))
months = st.integers(1, 12).map(lambda index: month(2023, index))
days = st.integers(0, 420).map(lambda count: date(2022, 12, 1) + timedelta(days=count))
shipped = st.sampled_from(sorted(presets())).map(lambda key: presets()[key])


@st.composite
def targets(draw: st.DrawFn, figures: st.SearchStrategy[Decimal] = money) -> Standing:
    """A target of any type, relation, schedule and preset."""
    preset: LightPreset = draw(shipped)
    return funds(
        type=draw(st.sampled_from(TargetType)),
        relation=draw(st.sampled_from(Relation)),
        goal=draw(figures),
        stretch=draw(st.none() | figures),
        baseline=draw(st.none() | figures),
        schedule=draw(st.sampled_from(SCHEDULES)),
        preset=preset,
        decimals=draw(st.integers(0, 4)),
    )


def brightness(evaluation: Evaluation) -> int:
    """The place of its light from dark to bright; no light is below all."""
    return -1 if evaluation.light is Light.NONE else DARK_TO_BRIGHT.index(evaluation.light)


def less_is_better(standing: Standing) -> bool:
    """Whether more of the figure is worse for `standing`."""
    if standing.type in (TargetType.RANK, TargetType.UPPER_BOUND):
        return True
    if standing.relation in FALLING:
        return True
    if standing.baseline is None or standing.type in (
        TargetType.CUMULATIVE_FLOW,
        TargetType.MILESTONE,
    ):
        return False
    if standing.relation is Relation.EQUAL:
        return standing.goal < standing.baseline
    return standing.relation is Relation.FALL_BY


@given(standing=targets(), actual=money, more=money, period=months)
def test_doing_more_never_looks_worse(
    standing: Standing, actual: Decimal, more: Decimal, period: Period
) -> None:
    if standing.type is TargetType.RATE and standing.relation is Relation.EQUAL:
        return  # about so much: too much is as bad as too little
    low, high = sorted((actual, actual + more))
    worse, better = (high, low) if less_is_better(standing) else (low, high)

    before = evaluate(standing, reported(worse, period), as_of=period.last_day)
    after = evaluate(standing, reported(better, period), as_of=period.last_day)

    assert brightness(after) >= brightness(before)
    if before.attainment is not None and after.attainment is not None:
        assert after.attainment >= before.attainment
    assert before.gap is not None
    assert after.gap is not None
    assert after.gap <= before.gap
    assert after.is_met >= before.is_met


@given(actual=money.filter(lambda value: value >= 0), more=shares, period=months)
def test_doing_more_never_lowers_the_chance(actual: Decimal, more: Decimal, period: Period) -> None:
    before = evaluate(funds(), reported(actual, period), as_of=NEW_YEAR).chance
    after = evaluate(funds(), reported(actual + more, period), as_of=NEW_YEAR).chance

    assert before is not None
    assert after is not None
    assert after >= before


@given(
    standing=targets(anything),
    values=st.lists(st.none() | anything, min_size=1, max_size=12).filter(any),
    day=days,
    misses=st.none() | st.integers(0, 5),
    previous=st.none() | st.sampled_from(Light),
)
def test_no_finite_figures_ever_raise(
    standing: Standing,
    values: list[Decimal | None],
    day: date,
    misses: int | None,
    previous: Light | None,
) -> None:
    measured = series(*values)

    evaluation = evaluate(
        standing,
        measured,
        as_of=day,
        previous_light=previous,
        previous_filed_at=measured.last_filed_at,
        told=Told(misses=misses),
    )

    assert all(len(str(reason)) < 400 for reason in evaluation.reasons)
    assert evaluation.chance is None or 0 <= evaluation.chance <= 1


@given(standing=targets(), day=days)
def test_silence_is_never_bright(standing: Standing, day: date) -> None:
    silence = Measured(actual=None, period=None, expected=1)

    light = evaluate(standing, silence, as_of=day).light

    assert light not in (Light.DONE, Light.ON_COURSE)


@given(standing=targets(), actual=money, period=months, day=days)
def test_the_same_figures_give_the_same_evaluation(
    standing: Standing, actual: Decimal, period: Period, day: date
) -> None:
    one = evaluate(standing, reported(actual, period), as_of=day)
    other = evaluate(standing, reported(actual, period), as_of=day)

    assert one == other
    assert [str(reason) for reason in one.reasons] == [str(reason) for reason in other.reasons]


@given(actual=money, period=months)
def test_actual_and_gap_add_up_to_what_is_due(actual: Decimal, period: Period) -> None:
    evaluation = evaluate(funds(), reported(actual, period), as_of=NEW_YEAR)

    assert evaluation.due is not None
    assert evaluation.gap is not None
    assert abs(actual + evaluation.gap - evaluation.due) < Decimal("1e-12")


@given(standing=targets(), actual=money, period=months)
def test_the_forecast_lies_inside_its_interval(
    standing: Standing, actual: Decimal, period: Period
) -> None:
    for forecast in evaluate(standing, reported(actual, period), as_of=NEW_YEAR).forecasts:
        assert forecast.low <= forecast.mid <= forecast.high
