"""Outlooks: intervals from past errors, chances from the same draws, the choice of a method."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.forecasting.monthly_series import figures, rough, steady

from guatu.kernel.forecasting import (
    LEVELS,
    STANDING,
    Errors,
    History,
    Kind,
    Method,
    Promise,
    Trials,
    bottom_up,
    choose,
    default_methods,
    outlook_on,
    sample_of,
)
from guatu.kernel.periods import month

ROUGH = Trials(rough(range(2012, 2021), 7))
errors = st.lists(st.floats(-0.3, 0.3), max_size=8).map(
    lambda e: Errors(tuple(e), is_relative=True)
)


def test_wider_intervals_hold_the_narrower() -> None:
    outlook = outlook_on(ROUGH, 2020, 5)

    assert outlook is not None
    (low50, high50), (low80, high80), (low95, high95) = (outlook.bands[each] for each in LEVELS)
    assert low95 < low80 < low50 < outlook.mid < high50 < high80 < high95


def test_the_same_question_has_the_same_answer() -> None:
    again = Trials(rough(range(2012, 2021), 7))

    assert outlook_on(ROUGH, 2020, 5) == outlook_on(again, 2020, 5)
    assert outlook_on(ROUGH, 2020, 5) != outlook_on(again, 2020, 5, seed=2)


def test_an_interval_shrinks_toward_the_end_of_the_year() -> None:
    widths = []
    for index in (3, 7, 11):
        outlook = outlook_on(ROUGH, 2020, index, method=Method.SEASONAL_SHARE)
        assert outlook is not None
        low, high = outlook.bands[80]
        widths.append(high - low)

    assert widths == sorted(widths, reverse=True)


def test_what_is_counted_cannot_be_lost() -> None:
    outlook = outlook_on(ROUGH, 2020, 11)

    assert outlook is not None
    done = ROUGH.history.at(2020, 11)
    assert done is not None
    assert outlook.sample is not None
    assert outlook.sample.ends[0] >= done


def test_a_goal_in_the_middle_of_the_ends_is_a_coin() -> None:
    outlook = outlook_on(ROUGH, 2020, 5)

    assert outlook is not None
    assert outlook.sample is not None
    middle = Decimal(outlook.sample.quantile(0.5))
    assert outlook.chance(middle) == pytest.approx(Decimal("0.5"), abs=Decimal("0.01"))


@given(st.integers(500, 3000), st.integers(0, 500))
def test_a_higher_goal_is_no_likelier(goal: int, more: int) -> None:
    outlook = outlook_on(ROUGH, 2020, 5)

    assert outlook is not None
    low, high = outlook.chance(Decimal(goal)), outlook.chance(Decimal(goal + more))
    assert low is not None
    assert high is not None
    assert 0 < high <= low < 1
    ceiling = outlook.chance(Decimal(goal), at_most=True)
    assert ceiling is not None
    assert low + ceiling == pytest.approx(Decimal(1), abs=Decimal("0.01"))


def test_no_history_gives_the_stated_prior() -> None:
    """A spread of 15 % times the root of what is left of the year (TGT-13)."""
    assert Errors((), is_relative=True).scale(3) == pytest.approx(0.15 * 0.75**0.5)


def test_no_history_of_a_level_gives_no_width() -> None:
    history = History.of_levels({month(2020, 5): Decimal(4)})

    outlook = outlook_on(Trials(history), 2020, 5, method=Method.LAST_VALUE)

    assert outlook is not None
    assert outlook.mid == 4
    assert outlook.bands == {}
    assert outlook.chance(Decimal(3)) is None


def test_worse_errors_make_a_wider_spread() -> None:
    fine = Errors((0.01, -0.01, 0.02), is_relative=True)
    bad = Errors((0.1, -0.1, 0.2), is_relative=True)

    one, other = sample_of(100, fine, 6, seed=1), sample_of(100, bad, 6, seed=1)

    assert one is not None
    assert other is not None
    assert one.interval(0.8)[1] < other.interval(0.8)[1]


@given(errors, st.integers(1, 11), st.floats(1, 1e6))
def test_quantiles_never_cross(past: Errors, index: int, mid: float) -> None:
    sample = sample_of(mid, past, index, seed=3)

    assert sample is not None
    marks = [sample.quantile(share / 20) for share in range(21)]
    assert marks == sorted(marks)


def test_promises_are_kept_or_broken() -> None:
    promises = [
        Promise(date(2020, 9, 30), Decimal(10), Decimal("0.5")),
        Promise(date(2020, 12, 31), Decimal(20)),
    ]

    outlook = bottom_up(Decimal(70), promises, 2020, 5)

    assert outlook.mid == 95
    assert outlook.sample is not None
    assert set(outlook.sample.ends) == {90.0, 100.0}
    assert outlook.chance(Decimal(95)) == pytest.approx(Decimal("0.5"), abs=Decimal("0.1"))


@pytest.mark.parametrize("due_on", [date(2020, 5, 31), date(2021, 1, 1)])
def test_a_promise_due_before_or_after_does_not_count(due_on: date) -> None:
    outlook = bottom_up(Decimal(70), [Promise(due_on, Decimal(10))], 2020, 5)

    assert outlook.mid == 70
    assert outlook.bands[95] == (Decimal(70), Decimal(70))


def test_the_standing_method_stays_without_three_years_to_judge_by() -> None:
    trials = Trials(rough(range(2016, 2021), 1))

    assert choose(trials, 2018, 6) is STANDING[Kind.FLOW]


def test_a_method_that_was_clearly_better_takes_over() -> None:
    """Levels that never return: the newest value is right every year."""
    steps = {2010 + n: Decimal(level) for n, level in enumerate((1, 9, 2, 8, 1, 9, 3, 8, 2, 9))}
    history = History.of_levels(figures(range(2010, 2020), lambda year, _: steps[year]))

    assert choose(Trials(history), 2019, 4) is Method.LAST_VALUE


def test_the_choice_of_a_year_cannot_know_its_end() -> None:
    known = figures(range(2012, 2021), steady)
    other = {key: value * 9 if key > month(2019, 6) else value for key, value in known.items()}

    one, two = Trials(History.of_months(known)), Trials(History.of_months(other))

    assert choose(one, 2019, 6) == choose(two, 2019, 6)
    assert outlook_on(one, 2019, 6) == outlook_on(two, 2019, 6)


def test_a_first_year_is_foreseen_by_a_stand_in() -> None:
    trials = Trials(rough(range(2020, 2021), 1))

    assert default_methods(trials, 2020, range(1, 13)) == dict.fromkeys(
        range(1, 13), Method.STRAIGHT_LINE
    )


def test_an_unknown_month_has_no_outlook() -> None:
    assert outlook_on(ROUGH, 2021, 5) is None
