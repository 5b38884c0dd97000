"""Running sums of what each filing changes, against the reference."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.measuring.cast import (
    DECEMBER_31,
    NOON,
    RATE,
    TOWNS,
    count,
    fact,
    histories,
    pair,
)

from guatu.kernel.catalog import Indicator, RollUp
from guatu.kernel.measuring import (
    Fact,
    Life,
    MeasuredSeries,
    Point,
    Turn,
    adds_up,
    difference,
    falls_back,
    is_steady,
    series_from,
    series_of,
    turns_of,
)
from guatu.kernel.periods import month, year

YEAR = year(2023)
LIVES = {"xindi": Life(closed_on=date(2023, 6, 30)), "luoshan": Life(date(2023, 3, 9))}
rules = st.builds(count, st.sampled_from(RollUp), st.sampled_from(RollUp)).filter(adds_up)
lives = st.sampled_from([{}, LIVES])


def turns(facts: Sequence[Fact], indicator: Indicator, unit: str, life: Life) -> dict[date, Turn]:
    """The turns of one unit."""
    own = [fact for fact in facts if fact.unit == unit]
    return turns_of(own, indicator=indicator, unit=unit, life=life, within=YEAR)


def together(parts: Sequence[dict[date, Turn]]) -> dict[date, Turn]:
    """The turns of several units as those of the level above."""
    whole: defaultdict[date, Turn] = defaultdict(Turn)
    for part in parts:
        for day, turn in part.items():
            whole[day] += turn
    return dict(whole)


def expected_on(days: Sequence[date], filers: dict[str, Life]) -> dict[date, int]:
    """How many stand on each day."""
    return {day: sum(life.holds(day) for life in filers.values()) for day in days}


def without_moments(series: MeasuredSeries) -> list[Point]:
    """The points, whenever they were filed."""
    return [replace(point, last_filed_at=None) for point in series.points]


def alone(whole: dict[date, Turn], indicator: Indicator) -> MeasuredSeries:
    """The series of one unit that stands always."""
    due = dict.fromkeys(whole, 1)
    return series_from(whole, indicator=indicator, expected=due, filers=1)


@given(facts=histories(), indicator=rules, named=lives)
def test_the_running_sum_of_all_turns_is_the_series_of_the_reference(
    facts: list[Fact], indicator: Indicator, named: dict[str, Life]
) -> None:
    filers = {town: named.get(town, Life()) for town in TOWNS}
    whole = together([turns(facts, indicator, town, life) for town, life in filers.items()])

    series = series_from(
        whole, indicator=indicator, expected=expected_on(list(whole), filers), filers=len(filers)
    )

    wanted = series_of(facts, indicator=indicator, filers=filers, as_of=DECEMBER_31)
    assert without_moments(series) == without_moments(wanted)
    assert series == wanted or not is_steady(whole)


@given(data=st.data())
def test_ratios_too(data: st.DataObject) -> None:
    rows = st.tuples(st.sampled_from(TOWNS), st.integers(1, 12), st.integers(-3, 9))
    drawn = data.draw(st.lists(st.tuples(rows, st.integers(-3, 9), st.booleans()), max_size=12))
    facts = [
        one
        for (town, index, top), bottom, is_bare in drawn
        for one in (
            [fact(top, month(2023, index), unit=town, indicator=RATE.key)]
            if is_bare
            else pair(top, bottom, index, unit=town)
        )
    ]
    indicator = RATE.model_copy(update={"over_time": data.draw(st.sampled_from(RollUp))})
    if not adds_up(indicator):
        return
    filers = {town: Life() for town in TOWNS}
    whole = together([turns(facts, indicator, town, life) for town, life in filers.items()])

    series = series_from(
        whole, indicator=indicator, expected=expected_on(list(whole), filers), filers=len(filers)
    )

    assert series == series_of(facts, indicator=indicator, filers=filers, as_of=DECEMBER_31)


@given(facts=histories(), indicator=rules, cut=st.integers(0, 15))
def test_adding_the_difference_is_starting_anew(
    facts: list[Fact], indicator: Indicator, cut: int
) -> None:
    own = [one for one in facts if one.unit == "xindi"]
    old = turns(own[:cut], indicator, "xindi", Life())
    new = turns(own, indicator, "xindi", Life())

    changed = difference(new, old)

    if not falls_back(new, old):
        assert alone(together([old, changed]), indicator) == alone(new, indicator)


@pytest.mark.parametrize(
    ("over_time", "over_units", "does"),
    [
        pytest.param(RollUp.SUM, RollUp.SUM, True, id="a flow"),
        pytest.param(RollUp.LAST, RollUp.MEAN, True, id="a mean over units"),
        pytest.param(RollUp.MEAN, RollUp.SUM, False, id="a mean over time"),
        pytest.param(RollUp.LAST, RollUp.MAX, False, id="the largest of units"),
        pytest.param(RollUp.LAST, RollUp.LAST, False, id="the last of units"),
    ],
)
def test_what_adds_up(over_time: RollUp, over_units: RollUp, *, does: bool) -> None:
    assert adds_up(count(over_time, over_units)) is does
    assert not adds_up(RATE.model_copy(update={"over_units": RollUp.MEAN}))


def test_a_year_to_date_known_before_the_correction_that_it_covers_is_unsteady() -> None:
    facts = [
        fact(1, month(2023, 1), known_at=NOON.replace(hour=15)),
        fact(3, month(2023, 2), measure="ytd"),
    ]

    assert not is_steady(turns(facts, count(), "xindi", Life()))
    assert is_steady(turns(facts[1:], count(), "xindi", Life()))


def test_a_corrected_month_of_a_flow_is_one_day_and_of_a_level_two() -> None:
    months = [fact(index, month(2023, index)) for index in range(1, 13)]
    later = NOON.replace(hour=15)
    corrected = [*months, fact(9, month(2023, 4), known_at=later)]

    days = {
        rule: list(
            difference(
                turns(corrected, count(rule), "xindi", Life()),
                turns(months, count(rule), "xindi", Life()),
            )
        )
        for rule in (RollUp.SUM, RollUp.LAST)
    }

    april, may = date(2023, 4, 30), date(2023, 5, 31)
    assert days == {RollUp.SUM: [april], RollUp.LAST: [april, may]}


def test_a_correction_that_takes_a_moment_back_is_told() -> None:
    early, late = NOON, NOON.replace(hour=15)
    old = turns([fact(1, month(2023, 4), measure="ytd", known_at=late)], count(), "xindi", Life())
    new = turns([fact(1, month(2023, 4), measure="ytd", known_at=early)], count(), "xindi", Life())

    assert falls_back(new, old)
    assert falls_back({}, old)
    assert not falls_back(old, new)
