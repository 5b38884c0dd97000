"""Schedules: the share of a goal that is due at the end of a day."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.kernel.periods import Calendar, Period, half, month, quarter, week, year
from guatu.kernel.schedules import (
    SCHEDULE_KINDS,
    Constant,
    Custom,
    DayLinear,
    FrontLoaded,
    Linear,
    Nodes,
    Schedule,
    ScheduleIsWrong,
    Seasonal,
    WorkingDayLinear,
    build_schedule,
)

Y2023 = year(2023)
CALENDAR = Calendar()
WAVES = tuple(
    map(
        Decimal,
        ["0.05", "0.1", "0.3", "0.35", "0.4", "0.55", "0.6", "0.65", "0.8", "0.85", "0.9", "1"],
    )
)
STEPS = ((date(2023, 3, 31), Decimal("0.3")), (date(2023, 9, 30), Decimal(1)))

schedules: dict[str, Callable[[Period], Schedule]] = {
    "linear": Linear,
    "day_linear": DayLinear,
    "working_days": lambda period: WorkingDayLinear(period, CALENDAR),
    "front_loaded": FrontLoaded,
}


def test_linear_time_is_the_published_table() -> None:
    due = [Linear(Y2023).share(month(2023, m).last_day) * 100 for m in range(1, 13)]

    assert [f"{share:.1f}" for share in due] == (
        [
            "8.3",
            "16.7",
            "25.0",
            "33.3",
            "41.7",
            "50.0",
            "58.3",
            "66.7",
            "75.0",
            "83.3",
            "91.7",
            "100.0",
        ]
    )


def test_linear_time_is_exact_at_the_end_of_each_month() -> None:
    for m in range(1, 13):
        assert Linear(Y2023).share(month(2023, m).last_day) == Decimal(m) / 12


def test_linear_time_runs_evenly_inside_a_month() -> None:
    assert Linear(Y2023).share(date(2023, 4, 15)) == Decimal("3.5") / 12
    assert Linear(quarter(2023, 1)).share(date(2023, 2, 14)) == Decimal("0.5")
    assert Linear(week(2023, 7)).share(date(2023, 2, 13)) == Decimal(1) / 7


def test_days_and_working_days_are_counted() -> None:
    assert DayLinear(Y2023).share(date(2023, 6, 13)) == Decimal(164) / 365
    assert WorkingDayLinear(week(2023, 7), CALENDAR).share(date(2023, 2, 14)) == Decimal("0.4")


def test_a_holiday_moves_nothing() -> None:
    closed = Calendar(days_off=frozenset({date(2023, 2, 14)}), years=frozenset({2023}))
    schedule = WorkingDayLinear(week(2023, 7), closed)

    assert schedule.share(date(2023, 2, 13)) == schedule.share(date(2023, 2, 14)) == Decimal("0.25")


def test_a_period_without_a_working_day_is_due_at_its_end() -> None:
    schedule = WorkingDayLinear(Period.parse("2023-06-10"), CALENDAR)

    assert schedule.share(date(2023, 6, 9)) == 0
    assert schedule.share(date(2023, 6, 10)) == 1


def test_past_shares_set_the_pace_of_a_season() -> None:
    schedule = Seasonal(Y2023, WAVES)

    assert schedule.share(date(2023, 1, 31)) == Decimal("0.05")
    assert schedule.share(date(2023, 4, 15)) == Decimal("0.325")
    assert schedule.share(date(2023, 12, 31)) == 1


def test_the_front_is_loaded_as_campaigns_ask() -> None:
    schedule = FrontLoaded(Y2023)

    assert Decimal("0.25") <= schedule.share(date(2023, 3, 31)) <= Decimal("0.30")
    assert schedule.share(date(2023, 6, 30)) > Decimal("0.5")
    assert schedule.share(date(2023, 9, 30)) >= Decimal("0.8")


def test_nodes_fall_due_in_steps() -> None:
    schedule = Nodes(STEPS)

    assert schedule.share(date(2023, 3, 30)) == 0
    assert schedule.share(date(2023, 3, 31)) == Decimal("0.3")
    assert schedule.share(date(2023, 9, 29)) == Decimal("0.3")
    assert schedule.share(date(2023, 9, 30)) == 1


def test_a_constant_line_is_always_whole() -> None:
    assert Constant().share(date(1, 1, 1)) == 1


@pytest.mark.parametrize("kind", SCHEDULE_KINDS)
def test_every_kind_is_built(kind: str) -> None:
    schedule = build_schedule(kind, period=Y2023, calendar=CALENDAR, cumulative=WAVES, nodes=STEPS)

    assert schedule.share(date(2023, 12, 31)) == 1


def test_the_table_of_the_letter_follows_its_months() -> None:
    schedule = build_schedule(
        "custom",
        period=half(2023, 1),
        calendar=CALENDAR,
        cumulative=[Decimal(n) / 10 for n in (1, 2, 6, 7, 8, 10)],
    )

    assert isinstance(schedule, Custom)
    assert schedule.share(date(2023, 3, 31)) == Decimal("0.6")


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(ScheduleIsWrong, match="front_loaded"):
        build_schedule("s_curve", period=Y2023, calendar=CALENDAR)


@pytest.mark.parametrize(
    "cumulative",
    [
        pytest.param(WAVES[:11], id="a month is missing"),
        pytest.param((*WAVES[:11], Decimal("0.99")), id="it does not reach the whole"),
        pytest.param((Decimal("0.2"), *WAVES[1:]), id="it falls"),
        pytest.param((Decimal("-0.1"), *WAVES[1:]), id="it is below nothing"),
    ],
)
def test_shares_that_cannot_be_followed_are_refused(cumulative: tuple[Decimal, ...]) -> None:
    with pytest.raises(ScheduleIsWrong):
        Seasonal(Y2023, cumulative)


@pytest.mark.parametrize(
    "nodes",
    [
        pytest.param((), id="none"),
        pytest.param(STEPS[::-1], id="backwards"),
        pytest.param((STEPS[0], (STEPS[0][0], Decimal(1))), id="one day twice"),
        pytest.param(STEPS[:1], id="not the whole"),
    ],
)
def test_nodes_that_cannot_be_followed_are_refused(nodes: tuple[tuple[date, Decimal], ...]) -> None:
    with pytest.raises(ScheduleIsWrong):
        Nodes(nodes)


@settings(max_examples=30)
@given(
    st.sampled_from(sorted(schedules)),
    st.sampled_from([Y2023, half(2024, 2), quarter(2023, 1), month(2023, 2), week(2023, 1)]),
    st.integers(-3, 370),
)
def test_what_is_due_never_falls(kind: str, period: Period, day_number: int) -> None:
    schedule = schedules[kind](period)
    day = period.first_day + timedelta(days=day_number)

    assert 0 <= schedule.share(day) <= schedule.share(day + timedelta(days=1)) <= 1
    assert schedule.share(period.first_day - timedelta(days=1)) == 0
    assert schedule.share(period.last_day) == 1


@settings(max_examples=30)
@given(st.lists(st.integers(0, 1000), min_size=12, max_size=12), st.integers(0, 364))
def test_a_season_never_falls(parts: list[int], day_number: int) -> None:
    whole = sum(parts) or 1
    sums = [Decimal(sum(parts[: m + 1])) / whole for m in range(11)]
    schedule = Seasonal(Y2023, (*sums, Decimal(1)))
    day = date(2023, 1, 1) + timedelta(days=day_number)

    assert 0 <= schedule.share(day) <= schedule.share(day + timedelta(days=1)) <= 1
