"""Roll-up over time: the figure of one unit at the end of each period."""

from decimal import Decimal

import pytest
from tests.kernel.measuring.cast import at, count, fact, values_of

from guatu.kernel.catalog import RollUp
from guatu.kernel.periods import Frequency, jan_feb, month


def test_months_add_up() -> None:
    facts = [fact(1, month(2023, 1)), fact(2, month(2023, 2)), fact(4, month(2023, 3))]

    assert values_of(at(facts)) == [1, 3, 7]


def test_the_delivered_year_to_date_stands_over_the_sum() -> None:
    facts = [
        fact(1, month(2023, 1)),
        fact(2, month(2023, 2)),
        fact("3.5", month(2023, 2), measure="ytd"),
        fact(4, month(2023, 3)),
    ]

    assert values_of(at(facts)) == [1, Decimal("3.5"), Decimal("7.5")]


def test_january_inside_january_and_february_is_counted_once() -> None:
    facts = [fact(1, month(2023, 1)), fact(3, jan_feb(2023)), fact(4, month(2023, 3))]

    assert values_of(at(facts)) == [1, 3, 7]


def test_the_day_of_a_delivered_sum_is_in_it() -> None:
    first, second = month(2023, 6).within(Frequency.DAY)[12:14]
    facts = [fact(10, first, measure="ytd"), fact(1, first), fact(2, second)]

    assert values_of(at(facts)) == [10, 12]


def test_a_missing_month_is_absent_and_not_zero() -> None:
    facts = [fact(1, month(2023, 1)), fact(4, month(2023, 3))]

    measured = at(facts).measured

    assert dict(measured.by_month) == {month(2023, 1): 1, month(2023, 3): 5}


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        pytest.param(RollUp.LAST, ["3", "1", "2"], id="the newest level"),
        pytest.param(RollUp.MEAN, ["3", "2", "2"], id="the mean so far"),
        pytest.param(RollUp.MAX, ["3", "3", "3"], id="the highest so far"),
        pytest.param(RollUp.NONE, ["3", "1", "2"], id="each period for itself"),
        pytest.param(RollUp.SUM, ["3", "4", "6"], id="the sum so far"),
        pytest.param(RollUp.RATIO_OF_SUMS, ["3", "4", "6"], id="a sum until it is divided"),
    ],
)
def test_each_rule_over_time(rule: RollUp, values: list[str]) -> None:
    facts = [fact(3, month(2023, 1)), fact(1, month(2023, 2)), fact(2, month(2023, 3))]

    assert values_of(at(facts, count(rule))) == [Decimal(value) for value in values]


def test_the_level_at_the_end_stands_over_the_other_measures() -> None:
    april = month(2023, 4)
    facts = [fact(1, april), fact(2, april, measure="ytd"), fact(3, april, measure="stock")]

    assert values_of(at(facts, count(RollUp.LAST))) == [3]


def test_last_years_figure_is_no_measure_of_this_year() -> None:
    assert at([fact(1, month(2023, 4), measure="same_ytd")], count(RollUp.LAST)).points == ()
