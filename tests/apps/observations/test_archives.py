"""Archives of earlier years: figures that nobody owed, filed once, marked for what they are."""

import uuid
from datetime import datetime
from decimal import Decimal

import pytest

from guatu.apps.observations.archives import REMARK, NotOver, PastFigure, file_archive
from guatu.apps.observations.models import Expectation, Filing, Observation, Turn
from guatu.apps.observations.operations import FiledAlready
from guatu.apps.plans.models import Indicator
from guatu.apps.units.models import Unit
from guatu.kernel.periods import month
from guatu.platform.audit.queries import history

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(db: None) -> Unit:  # noqa: ARG001 - the example stands in the database
    """Whose archive it is."""
    return Unit.objects.get(key="investment_center")


def figure(year: int = 2019) -> PastFigure:
    """A figure of an earlier year that the example has not filed."""
    funds = Indicator.objects.get(key="investment.arrived_funds")
    return PastFigure(funds, month(year, 5), Decimal("2.5"))


def test_it_is_one_filing_with_its_remark_and_owes_nothing(bureau: Unit, now: datetime) -> None:
    owed = Expectation.objects.count()

    filing = file_archive(
        [figure()], unit=bureau, key=uuid.uuid4(), actor=None, at=now, is_simulated=True
    )
    row = filing.observations.get()

    assert (row.period, row.value, row.remark) == ("2019-05", Decimal("2.5"), REMARK)
    assert row.known_at == now
    assert filing.is_simulated
    assert Expectation.objects.count() == owed
    assert history(f"unit:{bureau.key}", known_by=now)[-1].act == "archive.filed"


def test_the_same_key_is_the_same_filing(bureau: Unit, now: datetime) -> None:
    key = uuid.uuid4()
    first = file_archive([figure()], unit=bureau, key=key, actor=None, at=now)

    assert file_archive([figure()], unit=bureau, key=key, actor=None, at=now) == first


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_year_that_is_not_over_is_refused_and_nothing_stored(
    bureau: Unit, now: datetime, year: int
) -> None:
    filings, figures = Filing.objects.count(), Observation.objects.count()

    with pytest.raises(NotOver, match="不是往年"):
        file_archive([figure(), figure(year)], unit=bureau, key=uuid.uuid4(), actor=None, at=now)

    assert (Filing.objects.count(), Observation.objects.count()) == (filings, figures)


def test_what_is_there_is_not_filed_again(bureau: Unit, now: datetime) -> None:
    file_archive([figure()], unit=bureau, key=uuid.uuid4(), actor=None, at=now)

    with pytest.raises(FiledAlready, match="已报"):
        file_archive([figure()], unit=bureau, key=uuid.uuid4(), actor=None, at=now)


def test_the_years_of_a_unit_that_owes_the_indicator_are_settled_at_every_level(
    now: datetime,
) -> None:
    town = Unit.objects.get(key="xindi")
    own = Turn.objects.filter(indicator=figure().indicator, day__year=2019)
    assert not own.exists()

    file_archive([figure()], unit=town, key=uuid.uuid4(), actor=None, at=now)

    assert {"xindi", "honghu"} <= set(own.values_list("unit__key", flat=True))
