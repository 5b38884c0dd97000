"""Breaking a goal down, covering it from below, and catching up on what was missed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.kernel.breakdown import (
    IsNotProRated,
    NothingToAllocateBy,
    allocate,
    by_period,
    cover_ratio,
    cover_warning,
    is_at_risk,
    required_rate,
    roll_over,
    stretch_factor,
)
from guatu.kernel.periods import Frequency, Period, month, week, year
from guatu.kernel.schedules import Constant, FrontLoaded, Linear, Nodes

Y2023 = year(2023)
MONTHS = Y2023.within(Frequency.MONTH)
WEEKS = Y2023.within(Frequency.WEEK)

totals = st.decimals(-10_000, 10_000, places=2, allow_nan=False)
weights = st.lists(st.decimals(0, 1000, places=3, allow_nan=False), min_size=1, max_size=24).filter(
    any
)


def numbers(*values: str | int) -> tuple[Decimal, ...]:
    return tuple(Decimal(value) for value in values)


@pytest.mark.parametrize(
    ("total", "by", "places", "parts"),
    [
        pytest.param("57", (1,) * 12, 0, (5,) * 9 + (4,) * 3, id="57 growth points by month"),
        pytest.param("10", (1, 1, 1), 0, (4, 3, 3), id="equal remainders go to the first"),
        pytest.param("326", (125, 94, 107), 0, (125, 94, 107), id="the reference plan"),
        pytest.param("1", (1, 2), 2, ("0.33", "0.67"), id="two decimals"),
        pytest.param("10.55", (1, 1), 1, ("5.28", "5.27"), id="a finer total keeps its decimals"),
        pytest.param("-7", (1, 1), 0, (-4, -3), id="a fall"),
        pytest.param("0", (1, 1), 0, (0, 0), id="nothing"),
        pytest.param("5", (0, 1), 0, (0, 5), id="a weight of zero gets nothing"),
        pytest.param("1E+2", (1, 1), 0, (50, 50), id="an exponent"),
    ],
)
def test_parts_are_whole_and_sum_exactly(
    total: str, by: tuple[int, ...], places: int, parts: tuple[str | int, ...]
) -> None:
    assert allocate(Decimal(total), numbers(*by), places=places) == numbers(*parts)


@pytest.mark.parametrize("by", [(), (0, 0), (1, -1)])
def test_what_cannot_divide_is_refused(by: tuple[int, ...]) -> None:
    with pytest.raises(NothingToAllocateBy):
        allocate(Decimal(10), numbers(*by), places=0)


@settings(max_examples=25)
@given(totals, weights, st.integers(0, 3))
def test_a_part_is_never_a_whole_step_from_its_share(
    total: Decimal, by: list[Decimal], places: int
) -> None:
    parts = allocate(total, by, places=places)

    assert sum(parts) == total
    step = Decimal(1).scaleb(-places)
    for part, weight in zip(parts, by, strict=True):
        assert abs(part - total * weight / sum(by)) < step + Decimal("1e-20")


def test_a_goal_follows_its_schedule() -> None:
    assert list(by_period(Decimal(600), Linear(Y2023), MONTHS, places=1).values()) == [50] * 12
    campaign = by_period(Decimal(100), FrontLoaded(Y2023), MONTHS, places=0)
    assert sum(list(campaign.values())[:3]) == 30
    assert sum(campaign.values()) == 100


def test_weeks_carry_the_whole_goal_though_a_year_begins_inside_one() -> None:
    assert sum(by_period(Decimal(57), Linear(Y2023), WEEKS, places=0).values()) == 57


def test_nodes_put_the_goal_where_they_are() -> None:
    steps = Nodes(((date(2023, 3, 31), Decimal("0.2")), (date(2023, 9, 30), Decimal(1))))

    shares = by_period(Decimal(10), steps, MONTHS, places=0)

    assert {m.index: share for m, share in shares.items() if share} == {3: 2, 9: 8}


def test_a_rate_is_not_divided_among_months() -> None:
    with pytest.raises(IsNotProRated, match="比率"):
        by_period(Decimal(10), Constant(), MONTHS, places=0)


@pytest.mark.parametrize(
    ("undertaken", "owed", "ratio", "warning"),
    [
        pytest.param((40, 50), 100, "0.9", "补足", id="short"),
        pytest.param((50, 50), 100, "1", None, id="covered"),
        pytest.param((60, 60), 100, "1.2", None, id="a fifth more"),
        pytest.param((60, 61), 100, "1.21", "加码", id="more than a fifth more"),
        pytest.param((60, 61), 0, None, None, id="nothing owed"),
        pytest.param((9999,), 10000, "0.9999", "99%", id="never called whole"),
    ],
)
def test_lower_levels_cover_what_is_owed(
    undertaken: tuple[int, ...], owed: int, ratio: str | None, warning: str | None
) -> None:
    cover = cover_ratio(numbers(*undertaken), Decimal(owed))

    assert cover == (None if ratio is None else Decimal(ratio))
    assert warning in str(cover_warning(cover)) if warning else cover_warning(cover) is None


def plan_of(*values: int, first: Period) -> dict[Period, Decimal]:
    plan: dict[Period, Decimal] = {}
    period = first
    for value in values:
        plan[period] = Decimal(value)
        period = period.next()
    return plan


def test_a_missed_week_goes_to_the_rest_of_its_month() -> None:
    june = month(2023, 6).within(Frequency.WEEK)
    plan = plan_of(*[10] * 10, first=june[0])  # all of June and the first weeks of July
    done = {june[0]: Decimal(4)}

    renewed = roll_over(plan, done, as_of=june[0].last_day, places=0)

    assert sum(renewed[period] for period in june[1:]) == 10 * len(june[1:]) + 6
    assert all(renewed[period] == 10 for period in renewed if period not in june)


def test_a_missed_month_of_weeks_spreads_over_the_quarter() -> None:
    weeks = plan_of(*[10] * 26, first=week(2023, 14))  # the second and third quarter
    april = [period for period in weeks if month(2023, 4).contains(period)]
    done = dict.fromkeys(april, Decimal(10)) | {april[0]: Decimal(0)}

    renewed = roll_over(weeks, done, as_of=april[-1].last_day, places=0)

    second = Period.parse("2023-Q2")
    assert sum(share - 10 for period, share in renewed.items() if second.contains(period)) == 10
    assert all(share == 10 for period, share in renewed.items() if not second.contains(period))


def test_a_missed_month_goes_to_its_quarter_and_a_missed_quarter_to_the_rest() -> None:
    plan = dict.fromkeys(MONTHS, Decimal(50))

    in_april = roll_over(plan, {}, as_of=date(2023, 1, 31), places=0)
    after_spring = roll_over(plan, {}, as_of=date(2023, 3, 31), places=0)

    assert in_april == {m: Decimal(75 if m.index <= 3 else 50) for m in MONTHS[1:]}
    assert sum(after_spring.values()) == 600
    assert max(after_spring.values()) - min(after_spring.values()) <= 1


def test_what_is_ahead_pays_for_what_was_missed() -> None:
    plan = dict.fromkeys(MONTHS, Decimal(50))
    done = {MONTHS[0]: Decimal(90), MONTHS[1]: Decimal(20)}

    renewed = roll_over(plan, done, as_of=date(2023, 2, 28), places=0)

    assert set(renewed.values()) == {Decimal(50)}


def test_a_running_period_keeps_its_plan_and_an_ended_year_has_none() -> None:
    plan = dict.fromkeys(MONTHS, Decimal(50))

    assert roll_over(plan, {}, as_of=date(2023, 1, 30), places=0) == plan
    assert roll_over(plan, {}, as_of=date(2023, 12, 31), places=0) == {}


def test_without_a_plan_left_the_rest_is_spread_evenly() -> None:
    plan = plan_of(9, 0, 0, 0, first=month(2023, 1))

    renewed = roll_over(plan, {}, as_of=date(2023, 1, 31), places=0)

    assert [renewed[month(2023, m)] for m in (2, 3, 4)] == [5, 4, 0]


@settings(max_examples=25)
@given(
    st.sampled_from([MONTHS, WEEKS]),
    st.lists(st.integers(0, 30), min_size=52, max_size=52),
    st.lists(st.integers(0, 30), min_size=52, max_size=52),
    st.dates(date(2023, 1, 1), date(2023, 12, 30)),
)
def test_the_goal_is_kept_and_no_plan_falls(
    periods: tuple[Period, ...], planned: list[int], made: list[int], as_of: date
) -> None:
    plan = {period: Decimal(value) for period, value in zip(periods, planned, strict=False)}
    done = {
        period: Decimal(value)
        for period, value in zip(periods, made, strict=False)
        if period.last_day <= as_of
    }

    renewed = roll_over(plan, done, as_of=as_of, places=0)

    assert all(share >= plan[period] for period, share in renewed.items())
    ended = [value for period, value in plan.items() if period not in renewed]
    if renewed and sum(done.values()) < sum(ended):
        assert sum(renewed.values()) + sum(done.values()) == sum(plan.values())
    else:
        assert renewed == {period: plan[period] for period in renewed}


@pytest.mark.parametrize(
    ("goal", "actual", "left", "rate"),
    [
        pytest.param(600, 240, 6, 60, id="half a year left"),
        pytest.param(600, 650, 6, 0, id="reached"),
        pytest.param(600, 240, 0, None, id="no time left"),
    ],
)
def test_what_each_remaining_period_must_bring(
    goal: int, actual: int, left: int, rate: int | None
) -> None:
    assert required_rate(Decimal(goal), Decimal(actual), left) == rate


@pytest.mark.parametrize(
    ("required", "average", "factor", "risk"),
    [
        pytest.param(60, 40, "1.5", False, id="half as fast again"),
        pytest.param(61, 40, "1.525", True, id="more than that"),
        pytest.param(60, 0, None, False, id="nothing so far"),
        pytest.param(None, 40, None, False, id="no time left"),
    ],
)
def test_the_stretch_is_a_risk_above_one_and_a_half(
    required: int | None, average: int, factor: str | None, *, risk: bool
) -> None:
    found = stretch_factor(None if required is None else Decimal(required), Decimal(average))

    assert found == (None if factor is None else Decimal(factor))
    assert is_at_risk(found) is risk
