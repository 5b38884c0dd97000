"""What counts: what was known, what is over, and what belongs to the question."""

from datetime import date, timedelta

import pytest
from tests.kernel.measuring.cast import DECEMBER_31, NOON, TOWNS, at, count, fact, values_of

from guatu.kernel.catalog import Family
from guatu.kernel.measuring import (
    FactIsNotFinite,
    Measured,
    is_older_than,
    newest,
    series_of,
)
from guatu.kernel.periods import Frequency, half, jan_feb, month, quarter, week, year


def test_a_revision_replaces_what_was_known() -> None:
    april = month(2023, 4)
    facts = [
        fact(12, april, known_at=NOON + timedelta(days=9)),
        fact(10, april, known_at=NOON),
    ]

    then = series_of(
        facts,
        indicator=count(),
        filers=["xindi"],
        as_of=DECEMBER_31,
        known_by=NOON + timedelta(days=8),
    )

    assert at(facts).measured.actual == 12
    assert then.measured.actual == 10
    assert then.measured.last_filed_at == NOON


def test_nothing_is_known_before_it_was() -> None:
    early = NOON - timedelta(seconds=1)

    assert newest([fact(1, month(2023, 4))], known_by=early) == {}
    assert len(newest([fact(1, month(2023, 4))], known_by=NOON)) == 1


def test_of_two_known_at_once_the_later_row_stands() -> None:
    rows = [fact(1, month(2023, 4)), fact(2, month(2023, 4))]

    assert [row.value for row in newest(rows).values()] == [2]


def test_a_month_that_is_not_over_does_not_count() -> None:
    facts = [fact(1, month(2023, 3)), fact(2, month(2023, 4))]

    assert at(facts, as_of=date(2023, 4, 29)).fresh == month(2023, 3)
    assert at(facts, as_of=date(2023, 4, 30)).fresh == month(2023, 4)


def test_an_earlier_day_sees_the_series_up_to_it() -> None:
    facts = [fact(index, month(2023, index)) for index in range(1, 13)]

    assert at(facts).until(date(2023, 6, 30)) == at(facts, as_of=date(2023, 6, 30))


def test_another_family_is_never_mixed_in() -> None:
    official = count(family=Family.OFFICIAL)

    assert at([fact(1, month(2023, 4))], official).points == ()


def test_another_year_is_not_this_year() -> None:
    facts = [fact(1, month(2022, 12)), fact(2, month(2023, 1))]

    assert values_of(at(facts)) == [2]
    assert values_of(at(facts, within=year(2022))) == [1]


def test_a_half_year_begins_where_the_other_ended() -> None:
    second = half(2023, 2)
    ytd = [
        fact(40, month(2023, 6), measure="ytd"),
        fact(47, month(2023, 7), measure="ytd"),
        fact(5, month(2023, 8)),
    ]

    assert values_of(at(ytd, within=second)) == [7, 12]
    assert values_of(at(ytd[1:], within=second)) == [5]


def test_weeks_add_up_inside_their_quarter() -> None:
    weekly = count(frequency=Frequency.WEEK)
    facts = [fact(1, week(2023, number)) for number in (13, 14, 15)]

    assert values_of(at(facts, weekly, within=quarter(2023, 2))) == [1, 2]


def test_nothing_filed_is_silence_and_not_zero() -> None:
    measured = at([], None, *TOWNS).measured

    assert measured == Measured(actual=None, period=None, filed=0, expected=3)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_figure_is_refused_at_the_door(value: str) -> None:
    with pytest.raises(FactIsNotFinite, match="不是有效数字"):
        fact(value, month(2023, 4))


def test_a_figure_of_january_and_february_ages_as_february() -> None:
    both, frequency = jan_feb(2023), Frequency.JAN_FEB

    assert not is_older_than(both, 2, on=date(2023, 5, 30), frequency=frequency)
    assert is_older_than(both, 2, on=date(2023, 5, 31), frequency=frequency)
