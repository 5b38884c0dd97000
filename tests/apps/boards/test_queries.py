"""Questions to the boards: the wall of a day, what presses most, and how far goals are covered."""

import uuid
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from guatu.apps.boards.evaluations import evaluations
from guatu.apps.boards.models import PlaceReading, Reading
from guatu.apps.boards.operations import read_all, read_days
from guatu.apps.boards.places import verdict
from guatu.apps.boards.queries import (
    board,
    covers,
    elapsed_on,
    last_read_on,
    most_pressing,
    places_on,
    readings_on,
)
from guatu.apps.boards.targets import cover_table, reading_on
from guatu.apps.observations.models import Expectation
from guatu.apps.observations.operations import Figure, expect, file_figures
from guatu.apps.plans.models import Target
from guatu.apps.plans.operations import store_document
from guatu.apps.plans.queries import calendar, owed_by_unit
from guatu.apps.units.models import Unit
from guatu.kernel.catalog import Light
from guatu.kernel.periods import month

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 13)
KEYS = {
    "indicator", "name", "owner", "unit", "goal", "stretch", "actual", "due", "completion",
    "attainment", "gap", "required_rate", "forecast", "forecasts", "chance", "light", "reasons",
    "fresh_as_of", "filed", "expected", "simulated",
}  # fmt: skip


def test_a_day_has_one_reading_of_each_target(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(2):
        rows = readings_on(TODAY, "/honghu/")

    assert len(rows) == Target.objects.count()
    assert {row.reading.day for row in rows} == {TODAY}


def test_a_day_that_was_not_read_shows_the_one_before() -> None:
    Reading.objects.filter(day=TODAY).delete()

    assert {row.reading.day for row in readings_on(TODAY)} == {date(2023, 6, 12)}


def test_a_year_without_readings_shows_none_of_the_year_before() -> None:
    assert readings_on(date(2024, 1, 1)) == []
    assert places_on(date(2024, 1, 1), "/honghu/")[0].light == "none"


def test_another_county_has_nothing(lakeside: dict[str, Unit]) -> None:
    wall = board(TODAY, lakeside["lakeside"].path)

    assert (wall.total, wall.blocks, wall.places, wall.read_on) == (0, (), (), None)


def test_figures_of_another_county_change_nothing_here(
    lakeside: dict[str, Unit], now: datetime
) -> None:
    town = lakeside["lakeside_town"]
    target = Target.objects.whole().get(indicator__key="investment.arrived_funds")
    read_days([TODAY], [target])
    before = reading_on(target, TODAY)
    expect(target.indicator, [town], [month(2023, 5)], calendar=calendar())
    owed = Expectation.objects.select_related("indicator", "unit").get(unit=town)
    file_figures([Figure(owed, Decimal(7))], key=uuid.uuid4(), actor=None, at=now)

    read_days([TODAY], [target])

    assert before is not None
    after = reading_on(target, TODAY)
    assert after is not None
    assert (after.actual, after.filed, after.expected, after.last_filed_at) == (
        before.actual, before.filed, before.expected, before.last_filed_at
    )  # fmt: skip


def test_a_county_is_measured_by_its_own_units_alone(
    lakeside: dict[str, Unit], now: datetime
) -> None:
    town = lakeside["lakeside_town"]
    like = Target.objects.get(indicator__key="investment.arrived_funds")
    text = "湖滨县2023年计划\n全年到位资金9亿元。"
    document = store_document(
        text, county=lakeside["lakeside"], title="湖滨县2023年计划", file_name="a.txt", at=now
    )
    own = Target.objects.create(
        indicator=like.indicator, owner=lakeside["lakeside"], period="2023", relation=">=",
        goal=9, schedule=like.schedule, lights=like.lights, document=document, start=10, end=19,
        quote="全年到位资金9亿元", numeral="9", confirmed_at=now,
    )  # fmt: skip
    expect(like.indicator, [town], [month(2023, 5)], calendar=calendar())
    owed = Expectation.objects.select_related("indicator", "unit").get(unit=town)
    file_figures([Figure(owed, Decimal("1.5"))], key=uuid.uuid4(), actor=None, at=now)

    read_days([TODAY], [Target.objects.whole().get(pk=own.pk)])

    reading = reading_on(own, TODAY)
    assert reading is not None
    assert (reading.actual, reading.filed, reading.expected) == (Decimal("1.5"), 1, 1)


def test_two_counties_may_lay_their_tiles_alike(lakeside: dict[str, Unit]) -> None:
    tile = Unit.objects.filter(tile_x__isnull=False, path__startswith="/honghu/")[0]
    town = lakeside["lakeside_town"]
    town.tile_x, town.tile_y = tile.tile_x, tile.tile_y
    town.save()

    read_all([TODAY])

    read = PlaceReading.objects.get(unit=town, day=TODAY)
    assert (read.carried, read.light) == (0, "none")
    assert [place.unit for place in places_on(TODAY, "/lakeside/")] == [town]
    assert town not in {place.unit for place in places_on(TODAY, "/honghu/")}


def test_a_kept_line_is_drawn_anew_when_its_target_is_read_again() -> None:
    target = Target.objects.whole().get(indicator__key="investment.arrived_funds")
    first = next(row for row in readings_on(TODAY) if row.target == target).shown

    read_days([TODAY], [target])

    assert next(row for row in readings_on(TODAY) if row.target == target).shown != first


@pytest.mark.parametrize(
    ("day", "gone", "left"),
    [
        (date(2023, 1, 1), 1, 364),
        (date(2023, 12, 31), 365, 0),
        (date(2024, 12, 31), 366, 0),
        (date(2023, 6, 13), 164, 201),
    ],
)
def test_the_year_is_counted_to_the_end_of_the_day(day: date, gone: int, left: int) -> None:
    assert (elapsed_on(day).gone, elapsed_on(day).left) == (gone, left)


def test_the_worst_light_presses_most_then_the_smallest_chance() -> None:
    rows = most_pressing(readings_on(TODAY), limit=100)

    order = ["red", "behind", "slow"]
    ranks = [(order.index(row.light), row.reading.chance or Decimal(0)) for row in rows]
    assert ranks == sorted(ranks)


def test_a_cover_adds_up_exactly_on_every_store() -> None:
    targets = list(Target.objects.filter(shares__isnull=False).distinct())

    found = covers(targets)

    assert {target.pk: found[target.pk].owed for target in targets} == {
        target.pk: target.goal for target in targets
    }
    for target in targets:
        assert sum((row.amount for row in owed_by_unit(target)), Decimal(0)) == target.goal


def test_the_table_of_a_target_agrees_with_its_cover() -> None:
    target = Target.objects.whole().get(indicator__key="investment.contract_amount")

    table = cover_table(target)

    assert table is not None
    assert table.ratio == covers([target])[target.pk].ratio
    assert table.ratio is not None
    assert table.ratio < 1


def test_a_target_that_is_not_broken_down_has_no_cover() -> None:
    target = Target.objects.filter(shares__isnull=True).first()

    assert target is not None
    assert covers([target]) == {}
    assert cover_table(target) is None


def test_the_newest_day_is_known_or_none_is() -> None:
    assert last_read_on() == date(2023, 12, 31)

    Reading.objects.all().delete()
    assert last_read_on() is None


def test_machines_read_every_key_that_is_promised() -> None:
    rows = evaluations(TODAY)

    assert len(rows) == Target.objects.count()
    assert all(set(row) >= KEYS for row in rows)
    assert all(set(row["forecast"]) == {"low", "mid", "high", "method"} for row in rows)
    assert all(row["reasons"] for row in rows)


def test_reading_a_day_again_gives_the_same() -> None:
    fields = ("target_id", "actual", "due", "gap", "light", "chance", "filed", "expected", "months")
    before = list(Reading.objects.filter(day=TODAY).order_by("target").values_list(*fields))
    places = list(PlaceReading.objects.filter(day=TODAY).order_by("unit").values_list("light"))

    read_all([TODAY])

    after = list(Reading.objects.filter(day=TODAY).order_by("target").values_list(*fields))
    assert after == before
    again = list(PlaceReading.objects.filter(day=TODAY).order_by("unit").values_list("light"))
    assert again == places


def test_reading_nothing_stores_nothing() -> None:
    count = Reading.objects.count()

    assert read_days([], list(Target.objects.whole())) == 0
    assert read_days([TODAY], []) == 0
    assert Reading.objects.count() == count


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        pytest.param([], Light.NONE, id="carries nothing"),
        pytest.param([Light.NONE] * 3, Light.NONE, id="nothing known"),
        pytest.param([Light.RED] + [Light.DONE] * 3, Light.RED, id="a quarter is red"),
        pytest.param([Light.RED] + [Light.DONE] * 4, Light.DONE, id="less than a quarter"),
        pytest.param(
            [Light.RED, Light.SLOW] + [Light.DONE] * 6, Light.SLOW, id="worse ones add up"
        ),
    ],
)
def test_a_place_has_the_worst_light_of_a_quarter(lights: list[Light], expected: Light) -> None:
    assert verdict(lights) is expected


def test_a_target_is_read_once_a_day() -> None:
    row = Reading.objects.filter(day=TODAY)[0]
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_place_is_read_once_a_day() -> None:
    row = PlaceReading.objects.filter(day=TODAY)[0]
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_no_more_is_filed_than_is_expected() -> None:
    row = Reading.objects.filter(day=TODAY)[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=row.pk).update(filed=row.expected + 1)
