"""Sums, levels and rates of small counties: every engine says what the reference says."""

from datetime import date
from decimal import Decimal

import pytest
from tests.engines.cast import answered, cell_of, counted, everywhere, filed, halves, rate, world

from guatu.kernel.catalog import RollUp
from guatu.kernel.engines import Engine
from guatu.kernel.periods import Frequency, Period, jan_feb, month, quarter


def test_nothing_filed_is_missing_and_not_zero(engine: Engine) -> None:
    cell = cell_of(engine, world())

    assert cell.value is None
    assert (cell.filed, cell.expected) == (0, 5)


def test_one_row_is_the_figure_of_its_town_and_of_nobody_above(engine: Engine) -> None:
    asked = world(filed("1.25", 3))

    assert cell_of(engine, asked, "xindi").value == Decimal("1.25")
    assert cell_of(engine, asked).value is None
    assert cell_of(engine, asked).filed == 1


def test_months_of_all_towns_add_up(engine: Engine) -> None:
    asked = world(*everywhere("0.1", 1), *everywhere("0.2", 2))

    assert cell_of(engine, asked).value == Decimal("1.5")
    assert cell_of(engine, asked, as_of=date(2023, 1, 31)).value == Decimal("0.5")


def test_a_late_town_counts_with_its_last_figure(engine: Engine) -> None:
    facts = [*everywhere(1, 1), *everywhere(1, 2)]
    facts = [fact for fact in facts if fact.unit != "yanwo" or fact.period == month(2023, 1)]

    cell = cell_of(engine, world(*facts))

    assert cell.value == 9
    assert (cell.filed, cell.expected) == (4, 5)


def test_the_first_of_many_does_not_move_the_rest(engine: Engine) -> None:
    cell = cell_of(engine, world(*everywhere(1, 1), filed(1, 2)))

    assert cell.period == month(2023, 1)
    assert cell.value == 5


def test_the_delivered_year_to_date_stands_over_the_sum(engine: Engine) -> None:
    asked = world(*everywhere(1, 1), *everywhere(7, 2, "ytd"), *everywhere(1, 3), *everywhere(1, 4))

    assert cell_of(engine, asked).value == 45


def test_january_and_february_together_open_the_year(engine: Engine) -> None:
    asked = world(*everywhere(3, jan_feb(2023)), *everywhere(1, 3))

    assert cell_of(engine, asked).value == 20
    assert cell_of(engine, asked, as_of=date(2023, 1, 31)).value is None


def test_january_filed_twice_counts_once(engine: Engine) -> None:
    asked = world(*everywhere(2, 1), *everywhere(3, jan_feb(2023)), *everywhere(1, 3))

    assert cell_of(engine, asked).value == 20


def test_a_quarter_beside_its_months_counts_once(engine: Engine) -> None:
    asked = world(*everywhere(1, 1), *everywhere(1, 2), *everywhere(4, quarter(2023, 1)))

    assert cell_of(engine, asked).value == 20


def test_every_pair_of_rules(engine: Engine) -> None:
    towns = ("xindi", "luoshan", "fengkou", "longkou")
    indicators = tuple(
        counted(over_time, over_units, key=f"a.{over_time}_{over_units}")
        for over_time in RollUp
        for over_units in RollUp
    )
    facts = [
        filed(value, index, town, indicator=each.key)
        for each in indicators
        for index in (1, 2, 4)
        for town, value in zip(towns, (3, "-1.5", 0, index), strict=True)
    ]
    late = [filed(9, 2, "yanwo", indicator=each.key) for each in indicators]

    answered(engine, world(*facts, *late, indicators=indicators))


def test_every_pair_of_rules_for_rates(engine: Engine) -> None:
    indicators = tuple(
        rate(over_time, over_units, key=f"a.{over_time}_{over_units}")
        for over_time in RollUp
        for over_units in RollUp
    )
    parts = [
        *halves(1, 3, 3),
        *halves(2, 7, 3, "luoshan"),
        *halves(5, 0, 3, "fengkou"),
        *halves(2, 3, 4, "longkou"),
        *halves(1, 3, 4),
    ]
    bare = [filed(50, 4, "yanwo", indicator=each.key) for each in indicators]

    answered(engine, world(*parts, *bare, indicators=indicators))


def test_rates_are_sums_over_sums(engine: Engine) -> None:
    facts = [*halves(1, 3), *halves(1, 1, unit="luoshan"), *halves(0, 2, unit="fengkou")]

    cell = cell_of(engine, world(*facts, indicator=rate()), "north")

    assert cell.value == Decimal(200) / Decimal(6)


def test_a_denominator_of_zero_gives_no_figure(engine: Engine) -> None:
    facts = [fact for town in ("xindi", "luoshan", "fengkou") for fact in halves(1, 0, unit=town)]

    cell = cell_of(engine, world(*facts, indicator=rate()), "north")

    assert cell.value is None
    assert [str(reason) for reason in cell.reasons] == ["分母为零，比率无法计算，请核对分母"]


def test_a_zero_denominator_falls_back_to_the_month_before(engine: Engine) -> None:
    towns = ("xindi", "luoshan", "fengkou")
    facts = [fact for town in towns for fact in [*halves(1, 2, 3, town), *halves(1, 0, 4, town)]]

    assert cell_of(engine, world(*facts, indicator=rate()), "north").period == month(2023, 3)


def test_negative_denominators_divide(engine: Engine) -> None:
    assert cell_of(engine, world(*halves(1, -3), indicator=rate()), "xindi").value == (
        Decimal(100) / -3
    )


def test_a_numerator_of_a_later_month_waits_for_its_denominator(engine: Engine) -> None:
    asked = world(*halves(1, 2, 3), filed(5, 4, indicator="a.top"), indicator=rate())

    assert cell_of(engine, asked, "xindi").period == month(2023, 3)


def test_a_bare_rate_stands_where_the_parts_never_met(engine: Engine) -> None:
    asked = world(filed(7, 3), filed(5, 4, indicator="a.top"), indicator=rate())

    assert cell_of(engine, asked, "xindi").value == 7


def test_parts_of_a_later_month_already_set_the_bare_rate_aside(engine: Engine) -> None:
    asked = world(filed(7, 3), *halves(1, 2, 6), indicator=rate())

    assert cell_of(engine, asked, "xindi", as_of=date(2023, 3, 31)).value is None


def test_an_old_level_is_not_carried_for_ever(engine: Engine) -> None:
    towns = ("xindi", "luoshan", "fengkou", "longkou")
    facts = [*everywhere(1, 1, "stock"), *(filed(2, 6, town, measure="stock") for town in towns)]

    asked = world(*facts, indicator=counted(RollUp.LAST, RollUp.SUM))

    assert cell_of(engine, asked).value == 8


def test_of_several_measures_the_one_that_says_most_stands(engine: Engine) -> None:
    facts = [filed(1, 3), filed(2, 3, measure="ytd"), filed(3, 3, measure="stock")]
    facts += [filed(4, 4, measure="yoy")]

    asked = world(*facts, indicator=counted(RollUp.LAST, RollUp.SUM))

    assert cell_of(engine, asked, "xindi", as_of=date(2023, 3, 31)).value == 3
    assert cell_of(engine, asked, "xindi").value == 4


@pytest.mark.parametrize("frequency", list(Frequency), ids=str)
def test_every_length_of_period(engine: Engine, frequency: Frequency) -> None:
    period = Period.of(frequency, date(2023, 2, 10))
    asked = world(*everywhere(1, period), indicator=counted(frequency=frequency))

    assert cell_of(engine, asked).value == 5


def test_figures_of_another_year_do_not_count(engine: Engine) -> None:
    assert cell_of(engine, world(*everywhere(1, month(2022, 12)))).value is None
