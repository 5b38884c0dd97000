"""What is true of every roll-up, whatever the figures."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.measuring.cast import (
    DECEMBER_31,
    TOWNS,
    TREE,
    at,
    count,
    fact,
    histories,
    money,
    values_of,
)

from guatu.kernel.catalog import RollUp
from guatu.kernel.measuring import (
    Fact,
    values_at,
)
from guatu.kernel.periods import month


@given(facts=histories())
def test_parts_sum_to_the_whole(facts: list[Fact]) -> None:
    found = values_at(facts, indicator=count(), tree=TREE, as_of=DECEMBER_31)
    whole = found["honghu"]

    for point in whole.points:
        parts = [found[town].until(point.period.last_day).points for town in TOWNS]
        values = [points[-1].value for points in parts if points]
        assert point.value == sum(value for value in values if value is not None)


@given(facts=histories(), data=st.data())
def test_the_order_of_the_facts_does_not_matter(facts: list[Fact], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(facts))

    for rule in RollUp:
        indicator = count(rule, RollUp.SUM)
        assert at(facts, indicator, *TOWNS) == at(shuffled, indicator, *TOWNS)


@given(facts=histories(), rule=st.sampled_from(RollUp), over_units=st.sampled_from(RollUp))
def test_nothing_finite_raises_and_filed_never_exceeds_expected(
    facts: list[Fact], rule: RollUp, over_units: RollUp
) -> None:
    series = at(facts, count(rule, over_units), *TOWNS)

    assert all(1 <= point.filed <= point.expected == 3 for point in series.points)
    assert [point.period for point in series.points] == sorted(p.period for p in series.points)
    assert (series.measured.actual is None) == (series.fresh is None)


@given(values=st.lists(money, min_size=1, max_size=12))
def test_months_and_their_year_to_date_agree(values: list[Decimal]) -> None:
    monthly = [fact(value, month(2023, index)) for index, value in enumerate(values, start=1)]
    cumulative = [
        fact(sum(values[:index], Decimal(0)), month(2023, index), measure="ytd")
        for index in range(1, len(values) + 1)
    ]

    assert values_of(at(monthly)) == values_of(at(cumulative))
