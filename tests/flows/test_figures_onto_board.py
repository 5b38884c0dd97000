"""From a filing to the board, in one transaction."""

import uuid
from datetime import date, datetime
from decimal import Decimal

import pytest

from guatu.apps.accounts.models import User
from guatu.apps.boards.models import Reading
from guatu.apps.observations.models import Expectation, Observation
from guatu.apps.observations.operations import Figure, FiledAlready
from guatu.flows.figures_onto_board import file_onto_board
from guatu.platform.audit.chain import first_break, tip

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 13)
FUNDS = "investment.arrived_funds"


@pytest.fixture
def owed(db: None) -> Expectation:  # noqa: ARG001 - the example stands in the database
    """The funds of May that the silent unit owes."""
    rows = Expectation.objects.select_related("indicator", "unit")
    return rows.get(unit__key="datonghu", indicator__key=FUNDS, period="2023-05")


def actual() -> Decimal:
    """What the board shows of the funds today."""
    return Reading.objects.get(target__indicator__key=FUNDS, day=TODAY).actual or Decimal(0)


def test_a_filed_figure_moves_the_board_by_itself_alone(
    owed: Expectation, clerk: User, now: datetime
) -> None:
    before = actual()

    figure = Figure(owed, Decimal("0.7"))
    file_onto_board([figure], key=uuid.uuid4(), actor=clerk, at=now, as_of=TODAY)

    assert actual() == before + Decimal("0.7")
    assert first_break() is None


def test_other_days_stay_as_they_were(owed: Expectation, clerk: User, now: datetime) -> None:
    yesterday = Reading.objects.get(target__indicator__key=FUNDS, day=date(2023, 6, 12)).actual

    figure = Figure(owed, Decimal("0.7"))
    file_onto_board([figure], key=uuid.uuid4(), actor=clerk, at=now, as_of=TODAY)

    kept = Reading.objects.get(target__indicator__key=FUNDS, day=date(2023, 6, 12)).actual
    assert kept == yesterday


def test_what_is_refused_leaves_no_trace(owed: Expectation, clerk: User, now: datetime) -> None:
    rows = Expectation.objects.select_related("indicator", "unit")
    april = rows.get(unit=owed.unit, indicator=owed.indicator, period="2023-04")
    first = Figure(owed, Decimal("0.7"))
    file_onto_board([first], key=uuid.uuid4(), actor=clerk, at=now, as_of=TODAY)
    before = tip(), Observation.objects.count(), actual()

    figures = [Figure(april, Decimal("0.6")), Figure(owed, Decimal("0.8"))]
    with pytest.raises(FiledAlready):
        file_onto_board(figures, key=uuid.uuid4(), actor=clerk, at=now, as_of=TODAY)

    assert (tip(), Observation.objects.count(), actual()) == before
