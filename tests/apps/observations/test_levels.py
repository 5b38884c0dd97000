"""Every level after every filing: the stored sums against all figures, whatever the order."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import moment

from guatu.apps.observations.levels import (
    Counted,
    counted,
    facts_of,
    growth_of_level,
    levels_at,
    series_at,
    siblings_ranked,
    tree_of,
)
from guatu.apps.observations.models import Expectation, Turn
from guatu.apps.observations.operations import Figure, expect, file_figures
from guatu.apps.observations.settling import rebuild, settle_the_unsettled
from guatu.apps.plans.models import Indicator
from guatu.apps.plans.queries import calendar
from guatu.apps.units.models import Unit
from guatu.apps.units.operations import load_units
from guatu.kernel.catalog import Family, RollUp, TargetType, UnitRow
from guatu.kernel.catalog import Indicator as Declared
from guatu.kernel.measuring import MeasuredSeries, UnitTree, series_of
from guatu.kernel.periods import Frequency, month, year

pytestmark = pytest.mark.django_db

DECEMBER_31 = date(2023, 12, 31)
MAY_2 = date(2023, 5, 2)
TOWNS = ("mill", "ford", "weir", "lock")
ROWS = [
    UnitRow(key="river", name="河县", name_en="River", short="河县", kind="county"),
    UnitRow(
        key="upper", name="上片", name_en="Upper", short="上片", kind="section", parent="river"
    ),
    *[
        UnitRow(
            key=key,
            name=key,
            name_en=key,
            short=key,
            kind="town",
            parent="upper" if key in {"mill", "ford"} else "river",
            files=True,
        )
        for key in TOWNS
    ],
]
FLOW, STOCK, TOP, BOTTOM, RATE = "w.flow", "w.stock", "w.top", "w.bottom", "w.rate"


def declared(key: str, over_time: RollUp, over_units: RollUp, **more: object) -> Declared:
    """An indicator of the little world."""
    fields: dict[str, object] = {
        "key": key,
        "name": key,
        "name_en": key,
        "unit": "个",
        "type": TargetType.CUMULATIVE_FLOW,
        "family": Family.DEPARTMENTAL,
        "frequency": Frequency.MONTH,
        "over_time": over_time,
        "over_units": over_units,
        "definition": key,
        "definition_en": key,
        "schedule": "linear",
        "source": "X",
    }
    return Declared.model_validate(fields | more)


WORLD = (
    declared(FLOW, RollUp.SUM, RollUp.SUM, signed=True),
    declared(STOCK, RollUp.LAST, RollUp.SUM, signed=True),
    declared(TOP, RollUp.LAST, RollUp.SUM, signed=True),
    declared(BOTTOM, RollUp.LAST, RollUp.SUM, signed=True),
    declared(RATE, RollUp.LAST, RollUp.RATIO_OF_SUMS, unit="%", numerator=TOP, denominator=BOTTOM),
)


@pytest.fixture
def river(db: None) -> dict[str, Unit]:  # noqa: ARG001 - beside the example
    """A small county of which every town owes every month of every indicator."""
    units = load_units(ROWS, at=moment(date(2023, 1, 3)))
    towns = [units[key] for key in TOWNS]
    for row in WORLD:
        indicator = Indicator.objects.create(
            key=row.key, name=row.name, unit=row.unit, definition=row.model_dump(mode="json")
        )
        if row.key != RATE:
            months = year(2023).within(Frequency.MONTH)
            expect(indicator, towns, months, calendar=calendar())
    return units


@dataclass(frozen=True, slots=True)
class Act:
    """One filing of one figure."""

    indicator: str
    unit: str
    index: int
    measure: str
    value: Decimal
    days: int


acts = st.builds(
    Act,
    st.sampled_from([FLOW, STOCK, TOP, BOTTOM]),
    st.sampled_from(TOWNS),
    st.integers(1, 12),
    st.sampled_from(["month", "ytd", "stock", "same_ytd"]),
    st.integers(-(10**12), 10**12).map(lambda count: Decimal(count).scaleb(-6)),
    st.integers(0, 20),
)


def owed(indicator: str, unit: str, index: int) -> Expectation:
    """What a town owes for a month."""
    rows = Expectation.objects.select_related("indicator", "unit__parent")
    return rows.get(indicator__key=indicator, unit__key=unit, period=str(month(2023, index)))


def carry_out(act: Act, *, at: datetime | None = None) -> None:
    """File the figure, or correct the one that stands."""
    figure = Figure(
        owed(act.indicator, act.unit, act.index), act.value, remark="更正", measure=act.measure
    )
    known_at = at or moment(date(2024, 1, 2)) + timedelta(days=act.days)
    file_figures([figure], key=uuid.uuid4(), actor=None, at=known_at)


def pairs() -> Iterator[tuple[Counted, Unit, UnitTree]]:
    """Every indicator of the little world at every unit."""
    for one in counted():
        if one.declared.key.startswith("w."):
            tree = tree_of(one)
            for unit in Unit.objects.filter(path__startswith="/river/"):
                yield one, unit, tree


def stored(one: Counted, unit: Unit) -> MeasuredSeries | None:
    """The series as the stored sums give it."""
    level = levels_at([unit.pk], [one.pk], number=2023).get((unit.pk, one.pk))
    if level is None:
        return None
    return series_at(unit, one, as_of=DECEMBER_31)


def by_batch(one: Counted, unit: Unit, tree: UnitTree) -> MeasuredSeries:
    """The series as the reference makes it from all figures."""
    facts = facts_of(one.parts, number=2023)
    filers = tree.filers_at(unit.key)
    return series_of(facts, indicator=one.declared, filers=filers, as_of=DECEMBER_31)


def assert_all_levels_agree() -> None:
    """Every stored series is that of the batch, moment and completeness too."""
    for one, unit, tree in pairs():
        kept, wanted = stored(one, unit), by_batch(one, unit, tree)
        if kept is None:
            assert wanted.points == ()
        else:
            assert kept.points == wanted.points
            assert kept.measured == wanted.measured


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.lists(acts, min_size=1, max_size=12))
def test_after_any_sequence_every_level_is_what_the_batch_makes_of_it(
    river: dict[str, Unit],  # noqa: ARG001 - the little world
    sequence: Sequence[Act],
) -> None:
    with transaction.atomic():
        for act in sequence:
            carry_out(act)
        assert_all_levels_agree()
        transaction.set_rollback(True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.lists(acts, min_size=1, max_size=8))
def test_what_is_stored_is_what_starting_anew_would_store(
    river: dict[str, Unit],  # noqa: ARG001 - the little world
    sequence: Sequence[Act],
) -> None:
    with transaction.atomic():
        for act in sequence:
            carry_out(act)
        kept = [(one, unit, stored(one, unit)) for one, unit, _ in pairs()]
        rebuild(one.pk for one in counted() if one.declared.key.startswith("w."))
        for one, unit, series in kept:
            anew = stored(one, unit)
            assert (series and series.points) == (anew and anew.points)
        transaction.set_rollback(True)


def test_what_was_filed_before_levels_were_kept_is_settled_once(
    river: dict[str, Unit],
) -> None:
    carry_out(Act(FLOW, "weir", 4, "month", Decimal(5), 0))
    flow = Turn.objects.filter(indicator__key=FLOW).order_by("day", "unit")
    rows = flow.values_list("day", "unit", "bare", "due", "filed")
    kept = list(rows)
    Turn.objects.all().delete()

    settle_the_unsettled()

    assert {row[1] for row in kept} >= {river["weir"].pk}
    assert list(rows.all()) == kept
    numbers = set(Turn.objects.values_list("pk", flat=True))
    settle_the_unsettled()
    assert set(Turn.objects.values_list("pk", flat=True)) == numbers


def test_a_filing_writes_only_its_own_unit_and_what_stands_above(
    river: dict[str, Unit],
) -> None:
    carry_out(Act(FLOW, "weir", 4, "month", Decimal(5), 0))
    before = set(Turn.objects.values_list("pk", flat=True))

    carry_out(Act(FLOW, "mill", 4, "month", Decimal(7), 0))

    new = Turn.objects.exclude(pk__in=before)
    assert {turn.unit.key for turn in new} == {"mill", "upper"}
    county = Turn.objects.get(unit=river["river"], indicator__key=FLOW, day=date(2023, 4, 30))
    assert (county.bare, county.filed, county.due) == (Decimal(12), 2, 4)


def test_a_part_moves_the_ratio_of_every_level(river: dict[str, Unit]) -> None:
    for unit, top, bottom in (("mill", 90, 100), ("ford", 10, 900)):
        carry_out(Act(TOP, unit, 4, "stock", Decimal(top), 0))
        carry_out(Act(BOTTOM, unit, 4, "stock", Decimal(bottom), 0))

    rate = next(one for one in counted() if one.declared.key == RATE)

    series = stored(rate, river["upper"])
    assert series is not None
    assert series.points[-1].value == 10


def test_the_places_of_siblings_move_with_a_filing(river: dict[str, Unit]) -> None:
    flow = next(one for one in counted() if one.declared.key == FLOW)
    carry_out(Act(FLOW, "mill", 4, "month", Decimal(5), 0))
    carry_out(Act(FLOW, "ford", 4, "month", Decimal(6), 0))

    ranked = siblings_ranked(river["upper"], flow, as_of=MAY_2)
    assert [place.key for place in ranked.places] == ["ford", "mill"]

    carry_out(Act(FLOW, "mill", 4, "month", Decimal(9), 1))

    ranked = siblings_ranked(river["upper"], flow, as_of=MAY_2)
    assert [place.key for place in ranked.places] == ["mill", "ford"]
    assert siblings_ranked(river["river"], flow, as_of=MAY_2).missing == ("lock", "weir")


def test_growth_is_that_of_the_release_at_every_level(river: dict[str, Unit]) -> None:
    flow = next(one for one in counted() if one.declared.key == FLOW)
    at, april = moment(MAY_2), month(2023, 4)
    for unit, now, then in (("mill", 110, 100), ("ford", 60, 50)):
        figures = [
            Figure(owed(FLOW, unit, 4), Decimal(value), measure=measure)
            for measure, value in (("ytd", now), ("same_ytd", then))
        ]
        file_figures(figures, key=uuid.uuid4(), actor=None, at=at)

    found = growth_of_level(river["upper"], flow, period=april)

    assert found.value == (Decimal(170) / 150 - 1) * 100
    assert growth_of_level(river["river"], flow, period=april).value is None


def test_a_figure_of_twenty_digits_comes_back_to_its_last_one(river: dict[str, Unit]) -> None:
    value = Decimal("12345678901234.567891")

    carry_out(Act(FLOW, "mill", 4, "month", value, 0))
    carry_out(Act(FLOW, "ford", 4, "month", value, 0))

    flow = next(one for one in counted() if one.declared.key == FLOW)
    series = stored(flow, river["river"])
    assert series is not None
    assert series.points[-1].value == 2 * value


def test_a_filing_that_is_undone_leaves_every_level_as_it_was(river: dict[str, Unit]) -> None:
    carry_out(Act(FLOW, "mill", 4, "month", Decimal(5), 0))
    before = list(Turn.objects.order_by("pk").values())

    with transaction.atomic():
        carry_out(Act(FLOW, "mill", 5, "month", Decimal(7), 0))
        transaction.set_rollback(True)

    assert list(Turn.objects.order_by("pk").values()) == before
    assert river["river"].pk
