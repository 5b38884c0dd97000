"""Where a year will end by each method, seen from its months (TGT-13, STAT-30)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.forecasting.monthly_series import PATTERN, figures, rough, steady

from guatu.kernel.forecasting import WAYS, History, Kind, Method, year_end
from guatu.kernel.periods import jan_feb, month

STEADY = History.of_months(figures(range(2016, 2021), steady))
END = STEADY.end_of(2020)
THAT_KNOW_SEASONS = [Method.SEASONAL_SHARE, Method.GROWTH, Method.MODEL, Method.BLEND]
LEVELS = History.of_levels(
    figures(range(2018, 2021), lambda year, index: Decimal(year - 2010) + Decimal(index) / 12)
)


@pytest.mark.parametrize("method", THAT_KNOW_SEASONS)
@pytest.mark.parametrize("index", range(2, 13))
def test_a_year_like_the_others_is_foreseen(method: Method, index: int) -> None:
    assert year_end(STEADY, 2020, index, method) == pytest.approx(END, rel=0.02)


def test_straight_line_takes_every_month_for_the_same() -> None:
    done = sum(PATTERN[:3])

    assert year_end(STEADY, 2020, 3, Method.STRAIGHT_LINE) == pytest.approx(
        float(steady(2020, 1)) / PATTERN[0] * done * 4
    )


def test_seasonal_naive_adds_the_rest_of_last_year() -> None:
    rest = sum((steady(2019, index) for index in range(7, 13)), Decimal(0))
    done = sum((steady(2020, index) for index in range(1, 7)), Decimal(0))

    assert year_end(STEADY, 2020, 6, Method.SEASONAL_NAIVE) == pytest.approx(float(rest + done))


def test_run_rate_keeps_the_pace_of_three_months() -> None:
    done = sum((steady(2020, index) for index in range(1, 10)), Decimal(0))
    pace = sum((steady(2020, index) for index in range(7, 10)), Decimal(0)) / 3

    assert year_end(STEADY, 2020, 9, Method.RUN_RATE) == pytest.approx(float(done + 3 * pace))


def test_a_flow_that_doubles_doubles_the_forecast_of_its_share() -> None:
    known = figures(range(2016, 2021), steady)
    twice = {key: value * 2 if key.year == 2020 else value for key, value in known.items()}

    one = year_end(STEADY, 2020, 5, Method.SEASONAL_SHARE)
    two = year_end(History.of_months(twice), 2020, 5, Method.SEASONAL_SHARE)

    assert one is not None
    assert two == pytest.approx(2 * one)


def test_january_is_read_by_years_whose_festival_lay_alike() -> None:
    """2020's festival is on 25 January as 2017's (28), that of 2018 and 2019 in February."""
    shares = {2017: 4, 2018: 9, 2019: 9, 2020: 4}
    known = {
        month(year, index): Decimal(share if index == 1 else 100 - share if index == 12 else 0)
        for year, share in shares.items()
        for index in range(1, 13)
    }

    foreseen = year_end(History.of_months(known), 2020, 1, Method.SEASONAL_SHARE)

    by_age_alone = 4 / ((9 * 1 + 9 * 0.5 + 4 * 0.25) / 1.75 / 100)
    assert foreseen is not None
    assert abs(foreseen - 100) < abs(by_age_alone - 100) - 2


def test_a_merged_beginning_gives_the_same_as_both_months() -> None:
    known = figures(range(2016, 2021), steady)
    merged = {key: value for key, value in known.items() if key.index > 2}
    merged |= {jan_feb(year): known[month(year, 1)] + known[month(year, 2)] for year in YEARS}

    for method in WAYS[Kind.FLOW]:
        if method is not Method.RUN_RATE:
            assert year_end(History.of_months(merged), 2020, 6, method) == pytest.approx(
                year_end(STEADY, 2020, 6, method)
            )


YEARS = range(2016, 2021)


def test_without_the_figure_of_the_month_there_is_no_forecast() -> None:
    known = figures(range(2016, 2021), steady)
    del known[month(2020, 4)]
    history = History.of_months(known)

    assert all(year_end(history, 2020, 6, method) is None for method in WAYS[Kind.FLOW])


def test_a_first_year_has_only_lines() -> None:
    history = History.of_months(figures(range(2020, 2021), steady))

    able = {method for method in Method if year_end(history, 2020, 6, method) is not None}

    assert able == {Method.STRAIGHT_LINE, Method.RUN_RATE}


def test_two_years_are_what_a_model_needs() -> None:
    assert year_end(STEADY, 2017, 11, Method.MODEL) is None
    assert year_end(STEADY, 2017, 12, Method.MODEL) is not None


def test_the_line_of_a_level_starts_at_last_december() -> None:
    assert year_end(LEVELS, 2020, 6, Method.STRAIGHT_LINE) == pytest.approx(11)


def test_a_level_returns_the_less_the_later_it_is() -> None:
    known = figures(range(2018, 2021), lambda _, __: Decimal(5))
    known |= {month(2020, index): Decimal(9) for index in range(3, 13)}
    history = History.of_levels(known)

    early, late = (year_end(history, 2020, index, Method.RETURNING) for index in (3, 7))

    assert early == pytest.approx(6)
    assert late == pytest.approx(5 + 4 * 7 / 12)


def test_a_rate_has_no_share_of_the_year() -> None:
    assert year_end(LEVELS, 2020, 6, Method.SEASONAL_SHARE) is None


@given(st.integers(0, 20), st.integers(2, 12), st.sampled_from(list(WAYS[Kind.FLOW])))
def test_no_method_sees_ahead(seed: int, index: int, method: Method) -> None:
    history = rough(range(2016, 2021), seed)

    known = history.until(2019, index)

    assert year_end(known, 2019, index, method) == year_end(history, 2019, index, method)


@given(st.integers(0, 20), st.sampled_from(list(WAYS[Kind.FLOW])))
def test_december_leaves_nothing_to_foresee(seed: int, method: Method) -> None:
    history = rough(range(2016, 2021), seed)

    assert year_end(history, 2020, 12, method) == pytest.approx(history.end_of(2020), rel=1e-9)
