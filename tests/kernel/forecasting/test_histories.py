"""What a history knows: sums since January, merged and missing months, nothing later."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.forecasting.monthly_series import figures, steady

from guatu.kernel.forecasting import History, Kind, NotAFigure, NotAMonth
from guatu.kernel.periods import Period, jan_feb, month, quarter

amounts = st.integers(0, 10_000).map(Decimal)
flows = st.dictionaries(
    st.builds(month, st.integers(2015, 2020), st.integers(1, 12)), amounts, max_size=60
)


def test_months_are_summed_since_january() -> None:
    history = History.of_months({month(2020, 1): Decimal(3), month(2020, 2): Decimal(4)})

    assert (history.at(2020, 1), history.at(2020, 2), history.at(2020, 3)) == (3, 7, None)


def test_january_and_february_may_come_as_one() -> None:
    history = History.of_months({jan_feb(2020): Decimal(7), month(2020, 3): Decimal(5)})

    assert (history.at(2020, 1), history.at(2020, 2), history.at(2020, 3)) == (None, 7, 12)


def test_the_figure_of_both_months_is_no_february() -> None:
    both = {jan_feb(2020): Decimal(7), month(2020, 1): Decimal(3), month(2020, 2): Decimal(4)}

    assert History.of_months(both).at(2020, 2) == 7
    assert History.of_months(dict(reversed(both.items()))).at(2020, 2) == 7


def test_a_gap_makes_the_rest_of_the_year_unknown_not_zero() -> None:
    known = figures(range(2020, 2021), steady)
    del known[month(2020, 5)]

    history = History.of_months(known)

    assert history.at(2020, 4) is not None
    assert [history.at(2020, each) for each in range(5, 13)] == [None] * 8


def test_sums_that_are_filed_bridge_a_gap() -> None:
    history = History.of_cumulated({month(2020, 3): Decimal(9), month(2020, 12): Decimal(40)})

    assert history.end_of(2020) == 40
    assert history.values() == []  # no single month is known


def test_a_flow_has_eleven_values_a_year() -> None:
    history = History.of_months(figures(range(2019, 2021), steady))

    assert len(history.values()) == 22
    assert history.values()[0] == float(steady(2019, 1) + steady(2019, 2))


def test_values_end_where_the_newest_run_began() -> None:
    known = figures(range(2018, 2021), steady)
    del known[month(2019, 6)]

    assert len(History.of_months(known).values()) == 11


@given(flows, st.integers(2015, 2020), st.integers(1, 12))
def test_nothing_later_than_the_month_is_left(
    known: dict[Period, Decimal], year: int, index: int
) -> None:
    later = {
        period: value + 1 if period > month(year, index) else value
        for period, value in known.items()
    }

    assert History.of_months(known).until(year, index) == History.of_months(later).until(
        year, index
    )


@given(flows)
def test_levels_are_kept_as_they_are(known: dict[Period, Decimal]) -> None:
    history = History.of_levels(known)

    assert history.kind is Kind.LEVEL
    assert history.values() == [float(known[period]) for period in sorted(known)]


def test_a_quarter_is_refused_by_name() -> None:
    with pytest.raises(NotAMonth, match="2020年一季度不是月份"):
        History.of_months({quarter(2020, 1): Decimal(1)})


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(NotAFigure, match="2020年3月的数不是有限的数"):
        History.of_levels({month(2020, 3): Decimal(value)})
