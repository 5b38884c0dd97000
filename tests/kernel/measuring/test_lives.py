"""Units that open, close and merge within a year (新设、撤并)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.measuring.cast import DECEMBER_31, RATE, TOWNS, count, fact, histories, pair

from guatu.kernel.catalog import Indicator, RollUp
from guatu.kernel.measuring import Fact, Life, MeasuredSeries, UnitTree, series_of, values_at
from guatu.kernel.periods import month

MERGED = Life(closed_on=date(2023, 6, 30), successor="luoshan")
OPENED = Life(opened_on=date(2023, 7, 10))
LEVEL = count(RollUp.LAST)


def over(
    facts: list[Fact], lives: dict[str, Life], indicator: Indicator | None = None
) -> MeasuredSeries:
    """The series of three towns of which some have a life of their own."""
    filers = {town: lives.get(town, Life()) for town in TOWNS}
    chosen = indicator or count()
    return series_of(facts, indicator=chosen, filers=filers, as_of=DECEMBER_31)


def monthly(unit: str, first: int, last: int, value: int = 1) -> list[Fact]:
    """The same figure for each month from `first` to `last`."""
    return [fact(value, month(2023, index), unit=unit) for index in range(first, last + 1)]


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        pytest.param(date(2023, 7, 9), False, id="the day before it opens"),
        pytest.param(date(2023, 7, 10), True, id="the day it opens"),
        pytest.param(date(2023, 9, 30), True, id="its last day"),
        pytest.param(date(2023, 10, 1), False, id="the day after"),
    ],
)
def test_a_unit_stands_from_its_first_day_to_its_last(day: date, *, stands: bool) -> None:
    assert Life(date(2023, 7, 10), date(2023, 9, 30)).holds(day) is stands


def test_a_unit_owes_nothing_before_it_opens() -> None:
    facts = [*monthly("xindi", 1, 7), *monthly("fengkou", 1, 7), *monthly("luoshan", 7, 7)]

    points = over(facts, {"luoshan": OPENED}).points

    assert [point.expected for point in points] == [2, 2, 2, 2, 2, 2, 3]
    assert [point.filed for point in points] == [2, 2, 2, 2, 2, 2, 3]
    assert points[-1].value == 15


def test_a_merged_unit_keeps_its_flow_in_the_sum_and_is_no_longer_missing() -> None:
    facts = [*monthly("xindi", 1, 6), *monthly("luoshan", 1, 8), *monthly("fengkou", 1, 8)]

    measured = over(facts, {"xindi": MERGED}).measured

    assert measured.actual == 22
    assert (measured.filed, measured.expected) == (2, 2)
    assert measured.reasons == ()


def test_the_level_of_a_closed_unit_is_not_carried_beside_that_of_its_heir() -> None:
    facts = [fact(5, month(2023, 6)), *monthly("luoshan", 6, 7, 10), *monthly("fengkou", 6, 7)]

    values = [point.value for point in over(facts, {"xindi": MERGED}, LEVEL).points]

    assert values == [16, 11]


def test_what_a_unit_files_for_days_on_which_it_did_not_stand_is_void() -> None:
    facts = [*monthly("xindi", 6, 8), *monthly("fengkou", 5, 8)]

    series = over(facts, {"xindi": MERGED, "luoshan": OPENED})

    assert series.points[-1].value == 1 + 4


def test_the_heir_counts_what_its_predecessor_filed_and_the_county_counts_it_once() -> None:
    tree = UnitTree(
        {"honghu": ["north", "luoshan"], "north": ["xindi", "fengkou"]}, lives={"xindi": MERGED}
    )
    facts = [*monthly("xindi", 1, 6), *monthly("luoshan", 1, 7), *monthly("fengkou", 1, 7)]

    found = values_at(facts, indicator=count(), tree=tree, as_of=DECEMBER_31)

    assert found["luoshan"].measured.actual == 6 + 7
    assert found["north"].measured.actual == 6 + 7
    assert found["honghu"].measured.actual == 6 + 7 + 7
    assert tuple(tree.filers_at("honghu")) == ("xindi", "fengkou", "luoshan")


def test_units_that_succeed_each_other_in_a_circle_end() -> None:
    lives = {"a": Life(successor="b"), "b": Life(successor="a")}

    assert set(UnitTree({"c": ["a", "b"]}, lives=lives).filers_at("a")) == {"a", "b"}


def test_a_ratio_filed_bare_stands_for_the_heir_alone_after_the_merger() -> None:
    filers = {"xindi": MERGED, "luoshan": Life()}
    bare = [
        fact(97, month(2023, index), indicator=RATE.key, unit=unit)
        for unit, index in (("xindi", 6), ("luoshan", 6), ("luoshan", 7))
    ]

    series = series_of(bare, indicator=RATE, filers=filers, as_of=DECEMBER_31)

    assert [point.value for point in series.points] == [None, 97]


def test_numerators_of_a_closed_unit_stay_in_a_ratio_of_sums_until_it_closes() -> None:
    facts = pair(90, 100, 6) + pair(10, 900, 6, unit="luoshan") + pair(1, 2, 7, unit="luoshan")

    filers = {"xindi": MERGED, "luoshan": Life()}
    series = series_of(facts, indicator=RATE, filers=filers, as_of=DECEMBER_31)

    assert [point.value for point in series.points] == [10, 50]


@given(facts=histories(), rule=st.sampled_from(RollUp), over_units=st.sampled_from(RollUp))
def test_a_life_without_ends_changes_nothing(
    facts: list[Fact], rule: RollUp, over_units: RollUp
) -> None:
    indicator = count(rule, over_units)
    named = series_of(facts, indicator=indicator, filers=TOWNS, as_of=DECEMBER_31)

    assert over(facts, {}, indicator) == named


@given(facts=histories(), closed=st.dates(date(2023, 1, 1), DECEMBER_31))
def test_a_closing_never_makes_more_filed_than_expected(facts: list[Fact], closed: date) -> None:
    series = over(facts, {"xindi": Life(closed_on=closed), "luoshan": OPENED})

    assert all(1 <= point.filed <= point.expected <= len(TOWNS) for point in series.points)
    assert all(isinstance(point.value, Decimal) for point in series.points)
