"""Roll-up over units: the figure of all who file, and how complete it is."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.kernel.measuring.cast import (
    DECEMBER_31,
    NOON,
    RATE,
    TOWNS,
    TREE,
    at,
    count,
    fact,
    pair,
    values_of,
)

from guatu.kernel.catalog import RollUp
from guatu.kernel.measuring import (
    Measured,
    UnitTree,
    values_at,
)
from guatu.kernel.periods import month


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        pytest.param(RollUp.SUM, "60", id="sum"),
        pytest.param(RollUp.MEAN, "20", id="mean"),
        pytest.param(RollUp.MAX, "30", id="max"),
        pytest.param(RollUp.LAST, "20", id="last known"),
        pytest.param(RollUp.NONE, None, id="none"),
        pytest.param(RollUp.RATIO_OF_SUMS, None, id="bare ratios are never averaged"),
    ],
)
def test_each_rule_over_units(rule: RollUp, value: str | None) -> None:
    april = month(2023, 4)
    facts = [
        fact(10, april, unit="xindi"),
        fact(20, april, unit="luoshan", known_at=NOON + timedelta(days=1)),
        fact(30, april, unit="fengkou"),
    ]

    measured = at(facts, count(RollUp.LAST, rule), *TOWNS).measured

    assert measured.actual == (None if value is None else Decimal(value))
    assert bool(measured.reasons) == (value is None)
    assert (measured.filed, measured.expected) == (3, 3)


def test_numerators_and_denominators_are_summed_first() -> None:
    facts = pair(90, 100) + pair(10, 900, unit="luoshan")

    measured = at(facts, RATE, "xindi", "luoshan").measured

    assert measured.actual == 10  # not the mean of 90 and 1.1


def test_a_numerator_alone_is_missing() -> None:
    facts = pair(90, 100) + pair(10, None, unit="luoshan")

    series = at(facts, RATE, "xindi", "luoshan")

    assert series.points[-1].value == 90
    assert (series.points[-1].filed, series.points[-1].expected) == (1, 2)
    assert series.measured.actual is None  # half of two does not stand for both


def test_a_ratio_over_time_sums_both_sides() -> None:
    facts = pair(90, 100, 3) + pair(10, 900, 4)
    whole_year = RATE.model_copy(update={"over_time": RollUp.RATIO_OF_SUMS})

    assert values_of(at(facts, whole_year)) == [90, 10]
    assert at(facts, RATE).measured.actual == Decimal(1000) / 900


def test_a_ratio_filed_bare_stands_for_one_unit_alone() -> None:
    bare = [fact(97, month(2023, 4), indicator="health.screen_rate")]

    assert at(bare, RATE).measured.actual == 97
    assert at(bare, RATE, *TOWNS).measured.actual is None


def test_a_zero_denominator_is_no_ratio_and_says_so() -> None:
    measured = at(pair(0, 0), RATE).measured

    assert measured.actual is None
    assert [str(reason) for reason in measured.reasons] == ["分母为零，比率无法计算，请核对分母"]
    assert measured.filed == 1


def test_a_zero_denominator_leaves_the_month_before_standing() -> None:
    measured = at(pair(9, 10, 3) + pair(0, 0, 4), RATE).measured

    assert measured.period == month(2023, 3)
    assert str(measured.reasons[0]).startswith("分母为零")


def test_a_negative_denominator_divides_like_any_other() -> None:
    assert at(pair(5, -10), RATE).measured.actual == -50


def test_a_ratio_that_is_averaged_by_rule_leaves_out_what_cannot_be_divided() -> None:
    mean = RATE.model_copy(update={"over_units": RollUp.MEAN})
    facts = pair(90, 100) + pair(1, 0, unit="luoshan")

    assert at(facts, mean, "xindi", "luoshan").measured.actual == 90
    assert at(pair(1, 0) + pair(1, 0, unit="luoshan"), mean, *TOWNS).measured.actual is None


def test_a_unit_that_has_not_filed_is_carried_and_counted_as_missing() -> None:
    facts = [
        fact(10, month(2023, 3), unit="xindi"),
        fact(20, month(2023, 3), unit="luoshan"),
        fact(30, month(2023, 3), unit="wulin"),
        fact(5, month(2023, 4), unit="xindi"),
        fact(6, month(2023, 4), unit="wulin"),
    ]

    measured = at(facts, None, "xindi", "luoshan", "wulin").measured

    assert measured.actual == 71
    assert measured.period == month(2023, 4)
    assert (measured.filed, measured.expected) == (2, 3)
    assert str(measured.reasons[0]) == "应报 3 家，已报 2 家，未报的按上次数计"


def test_the_first_of_many_filers_does_not_move_the_whole() -> None:
    facts = [fact(10, month(2023, 3), unit=town) for town in TOWNS]
    one = [*facts, fact(5, month(2023, 4), unit="xindi")]
    two = [*one, fact(5, month(2023, 4), unit="luoshan")]

    assert at(one, None, *TOWNS).fresh == month(2023, 3)
    assert at(two, None, *TOWNS).fresh == month(2023, 4)


def test_a_level_is_carried_for_two_periods_only() -> None:
    stock = count(RollUp.LAST)
    facts = [fact(7, month(2023, 1), unit="luoshan")]
    facts += [fact(1, month(2023, index)) for index in (1, 2, 3, 4)]

    assert values_of(at(facts, stock, "xindi", "luoshan")) == [8, 8, 8, 1]


def test_a_rule_without_carry_counts_its_own_period_only() -> None:
    facts = [fact(7, month(2023, 1), unit="luoshan"), fact(1, month(2023, 2))]

    assert values_of(at(facts, count(RollUp.NONE), "xindi", "luoshan")) == [7, 1]


def test_every_level_of_the_tree_has_its_series() -> None:
    april = month(2023, 4)
    facts = [fact(amount, april, unit=town) for town, amount in zip(TOWNS, (1, 2, 4), strict=True)]

    found = values_at(facts, indicator=count(), tree=TREE, as_of=DECEMBER_31)

    assert {unit: series.measured.actual for unit, series in found.items()} == {
        "honghu": 7,
        "north": 5,
        "xindi": 1,
        "fengkou": 4,
        "luoshan": 2,
    }


def test_a_unit_that_files_stands_for_all_below_it() -> None:
    tree = UnitTree(TREE.children, filers=frozenset({"north", "xindi", "luoshan"}))
    april = month(2023, 4)
    facts = [
        fact(1, april, unit="xindi"),
        fact(9, april, unit="north"),
        fact(2, april, unit="luoshan"),
    ]

    found = values_at(facts, indicator=count(), tree=tree, as_of=DECEMBER_31)

    assert found["honghu"].measured.actual == 11
    assert found["xindi"].measured.actual == 1
    assert found["fengkou"].measured == Measured(
        actual=None, period=None, reasons=found["fengkou"].measured.reasons
    )


def test_units_that_nobody_asks_have_nothing_expected() -> None:
    found = values_at(
        [], indicator=count(), tree=UnitTree(TREE.children, frozenset()), as_of=DECEMBER_31
    )
    measured = found["honghu"].measured

    assert (measured.actual, measured.filed, measured.expected) == (None, 0, 0)
    assert str(measured.reasons[0]) == "没有应报单位，请先指定由谁填报"


def test_a_filer_outside_the_tree_has_its_series_too() -> None:
    tree = UnitTree({}, filers=frozenset({"xindi"}))

    found = values_at([fact(1, month(2023, 4))], indicator=count(), tree=tree, as_of=DECEMBER_31)

    assert found["xindi"].measured.actual == 1


def test_units_that_run_in_a_circle_end() -> None:
    circle = UnitTree({"a": ["b"], "b": ["a"]}, filers=frozenset({"c"}))

    assert circle.filers_at("a") == {}
