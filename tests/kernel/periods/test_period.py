"""Periods: what they cover, how they follow each other, and how they nest."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.kernel.periods import (
    Frequency,
    NotAPeriod,
    Period,
    half,
    jan_feb,
    month,
    quarter,
    week,
    year,
)

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
frequencies = st.sampled_from([f for f in Frequency if f is not Frequency.JAN_FEB])
periods = st.builds(Period.of, frequencies, days)


@pytest.mark.parametrize(
    ("period", "stored", "first", "last", "label"),
    [
        (year(2023), "2023", "2023-01-01", "2023-12-31", "2023年"),
        (half(2023, 1), "2023-H1", "2023-01-01", "2023-06-30", "2023年上半年"),
        (half(2023, 2), "2023-H2", "2023-07-01", "2023-12-31", "2023年下半年"),
        (quarter(2023, 1), "2023-Q1", "2023-01-01", "2023-03-31", "2023年一季度"),
        (quarter(2023, 4), "2023-Q4", "2023-10-01", "2023-12-31", "2023年四季度"),
        (jan_feb(2024), "2024-JF", "2024-01-01", "2024-02-29", "2024年1—2月"),
        (month(2023, 6), "2023-06", "2023-06-01", "2023-06-30", "2023年6月"),
        (
            Period(Frequency.TEN_DAYS, 2023, 18),
            "2023-06-X3",
            "2023-06-21",
            "2023-06-30",
            "2023年6月下旬",
        ),
        (
            week(2023, 7),
            "2023-W07",
            "2023-02-13",
            "2023-02-19",
            "2023年第7周（2月13日—2月19日）",
        ),
        (
            Period(Frequency.DAY, 2023, 164),
            "2023-06-13",
            "2023-06-13",
            "2023-06-13",
            "2023年6月13日",
        ),
    ],
)
def test_a_period_knows_its_days_and_its_name(
    period: Period, stored: str, first: str, last: str, label: str
) -> None:
    assert str(period) == stored
    assert period.first_day.isoformat() == first
    assert period.last_day.isoformat() == last
    assert period.label == label


@pytest.mark.parametrize(
    ("frequency", "number", "index"),
    [
        pytest.param(Frequency.MONTH, 2023, 13, id="no thirteenth month"),
        pytest.param(Frequency.MONTH, 2023, 0, id="no month zero"),
        pytest.param(Frequency.QUARTER, 2023, 5, id="no fifth quarter"),
        pytest.param(Frequency.WEEK, 2023, 53, id="2023 has 52 weeks"),
        pytest.param(Frequency.DAY, 2023, 366, id="2023 is no leap year"),
        pytest.param(Frequency.YEAR, 1899, 1, id="too early"),
        pytest.param(Frequency.YEAR, 2200, 1, id="too late"),
    ],
)
def test_what_does_not_exist_is_refused(frequency: Frequency, number: int, index: int) -> None:
    with pytest.raises(NotAPeriod):
        Period(frequency, number, index)


def test_long_years_have_a_last_week_and_a_leap_day() -> None:
    assert week(2020, 53).last_day == date(2021, 1, 3)
    assert Period(Frequency.DAY, 2024, 366).last_day == date(2024, 12, 31)


def test_years_turn_over_at_either_end() -> None:
    assert month(2023, 12).next() == month(2024, 1)
    assert month(2023, 1).previous() == month(2022, 12)
    assert week(2021, 1).previous() == week(2020, 53)
    assert jan_feb(2023).next() == jan_feb(2024)
    assert jan_feb(2023).previous() == jan_feb(2022)


def test_the_same_period_a_year_earlier() -> None:
    assert month(2023, 6).same_last_year() == month(2022, 6)
    assert week(2020, 53).same_last_year() == week(2019, 52)


def test_a_day_after_february_is_in_no_jan_feb() -> None:
    assert Period.of(Frequency.JAN_FEB, date(2023, 2, 28)) == jan_feb(2023)
    with pytest.raises(NotAPeriod):
        Period.of(Frequency.JAN_FEB, date(2023, 3, 1))


def test_what_a_year_is_made_of() -> None:
    counts = {f: len(year(2023).within(f)) for f in Frequency}

    assert counts == {"A": 1, "S": 2, "Q": 4, "JF": 1, "M": 12, "X": 36, "W": 52, "D": 365}


def test_jan_feb_is_made_of_two_months_and_lies_in_the_first_quarter() -> None:
    assert jan_feb(2023).within(Frequency.MONTH) == (month(2023, 1), month(2023, 2))
    assert quarter(2023, 1).within(Frequency.JAN_FEB) == (jan_feb(2023),)
    assert quarter(2023, 2).within(Frequency.JAN_FEB) == ()


def test_a_longer_period_is_not_within_a_shorter() -> None:
    assert month(2023, 6).within(Frequency.YEAR) == ()


def test_a_week_belongs_to_the_month_of_its_thursday() -> None:
    across = week(2023, 5)  # 30 January to 5 February

    assert month(2023, 2).contains(across)
    assert not month(2023, 1).contains(across)


def test_periods_sort_by_their_end_and_then_by_length() -> None:
    shuffled = [year(2023), month(2023, 12), quarter(2023, 4), month(2023, 1)]

    assert sorted(shuffled) == [month(2023, 1), month(2023, 12), quarter(2023, 4), year(2023)]
    assert month(2023, 1) <= month(2023, 1)


@settings(max_examples=30)
@given(periods)
def test_the_stored_form_reads_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@settings(max_examples=30)
@given(periods)
def test_periods_follow_each_other_without_a_gap(period: Period) -> None:
    assert period.next().first_day == period.last_day + timedelta(days=1)
    assert period.next().previous() == period
    assert period < period.next()


@settings(max_examples=30)
@given(frequencies, days)
def test_the_period_of_a_day_holds_it(frequency: Frequency, day: date) -> None:
    period = Period.of(frequency, day)

    assert period.contains(day)
    assert 1 <= period.days <= 366


@settings(max_examples=5)
@given(st.integers(1990, 2090), st.sampled_from(["M", "Q", "S"]), st.sampled_from(["W", "X", "D"]))
def test_every_short_period_of_a_year_belongs_to_exactly_one_longer(
    number: int, longer: str, shorter: str
) -> None:
    gathered = [
        short
        for long in year(number).within(Frequency(longer))
        for short in long.within(Frequency(shorter))
    ]

    assert tuple(gathered) == year(number).within(Frequency(shorter))
