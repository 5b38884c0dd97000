"""A unit that opens, closes or is merged, and what the levels say of it."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from guatu.apps.boards.models import Reading
from guatu.apps.observations.levels import counted, series_at
from guatu.apps.observations.models import Expectation
from guatu.apps.units.models import Unit
from guatu.apps.units.operations import (
    UnitClosesBeforeItOpens,
    UnitIsClosedAlready,
    UnitSucceedsItself,
)
from guatu.flows.unit_change import begin_unit, merge_unit
from guatu.kernel.measuring import Measured
from guatu.platform.audit.chain import first_break, tip
from guatu.platform.clock import end_of

pytestmark = pytest.mark.django_db

FUNDS = "investment.arrived_funds"
APRIL_30, JUNE_13 = date(2023, 4, 30), date(2023, 6, 13)


def funds(unit: str) -> Measured:
    """What is known today of the arrived funds of a unit."""
    one = next(row for row in counted() if row.declared.key == FUNDS)
    own = Unit.objects.get(key=unit)
    return series_at(own, one, as_of=JUNE_13, known_by=end_of(JUNE_13)).measured


def test_the_silent_unit_is_no_longer_missing_after_it_was_merged(now: datetime) -> None:
    silent, heir = Unit.objects.get(key="datonghu"), Unit.objects.get(key="fengkou")
    before = funds("honghu")

    merge_unit(silent, heir, on=APRIL_30, at=now, as_of=JUNE_13)

    after = funds("honghu")
    assert after.actual == before.actual
    assert after.expected == before.expected - 1
    reading = Reading.objects.get(target__indicator__key=FUNDS, day=JUNE_13)
    assert (reading.filed, reading.expected) == (after.filed, after.expected)
    owed = Expectation.objects.filter(unit=silent, indicator__key=FUNDS)
    assert max(owed.values_list("period", flat=True)) == "2023-04"
    assert first_break() is None


def test_the_heir_goes_on_with_what_its_predecessor_filed(now: datetime) -> None:
    gone, heir = Unit.objects.get(key="qujiawan"), Unit.objects.get(key="fengkou")
    parts = funds("qujiawan").actual or Decimal(0), funds("fengkou").actual or Decimal(0)
    county = funds("honghu").actual

    merge_unit(gone, heir, on=APRIL_30, at=now)

    assert funds("fengkou").actual == sum(parts)
    assert funds("honghu").actual == county


def test_a_unit_that_opens_owes_nothing_before(now: datetime) -> None:
    begin_unit(Unit.objects.get(key="datonghu"), on=date(2023, 6, 1), at=now)

    assert funds("honghu").expected == 21
    owed = Expectation.objects.filter(unit__key="datonghu", indicator__key=FUNDS)
    assert min(owed.values_list("period", flat=True)) == "2023-06"


def test_what_is_refused_leaves_no_trace(now: datetime) -> None:
    unit, heir = Unit.objects.get(key="datonghu"), Unit.objects.get(key="fengkou")
    merge_unit(unit, heir, on=APRIL_30, at=now)
    begin_unit(heir, on=date(2023, 3, 1), at=now)
    before = tip()

    with pytest.raises(UnitIsClosedAlready, match="2023-04-30"):
        merge_unit(unit, None, on=JUNE_13, at=now)
    with pytest.raises(UnitSucceedsItself):
        merge_unit(heir, unit, on=JUNE_13, at=now)
    with pytest.raises(UnitClosesBeforeItOpens):
        merge_unit(heir, None, on=date(2023, 2, 28), at=now)

    assert tip() == before
