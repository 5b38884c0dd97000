"""Forecasts as stored: one row a method, chosen by the years before, and judged at the end."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from guatu.apps.boards.forecasts import forecasts_of, forecasts_on, records_of
from guatu.apps.boards.ledgers import ledgers_of
from guatu.apps.boards.models import Forecast, Reading
from guatu.apps.boards.operations import fields_on, read_days
from guatu.apps.boards.paces import growth_of, takes
from guatu.apps.boards.queries import readings_on
from guatu.apps.boards.targets import reading_on
from guatu.apps.observations.models import Observation
from guatu.apps.plans.models import Target
from guatu.kernel.evaluation import Basis, ForecastMethod

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 13)


@pytest.fixture
def funds(db: None) -> Target:  # noqa: ARG001 - the example stands in the database
    """The funds that arrived: a target with three years before."""
    return Target.objects.whole().get(indicator__key="investment.arrived_funds")


def of_day(target: Target, day: date = TODAY) -> Reading:
    """The reading of a day."""
    reading = reading_on(target, day)
    assert reading is not None
    return reading


def test_the_chosen_row_is_what_the_reading_says(funds: Target) -> None:
    first, *others = forecasts_on(funds.pk, TODAY)
    reading = of_day(funds)

    assert first.is_chosen
    assert not any(row.is_chosen for row in others)
    assert (first.low_80, first.mid, first.high_80) == (reading.low, reading.mid, reading.high)
    assert (first.method, first.chance) == (reading.method, reading.chance)


def test_with_years_before_the_width_comes_from_past_errors(funds: Target) -> None:
    rows = {row.method: row for row in forecasts_on(funds.pk, TODAY)}

    assert rows["blend"].basis == "history"
    assert rows["blend"].years == 2
    assert rows["seasonal"].basis == "prior"
    assert rows["bottom_up"].basis == "promises"


def test_without_years_before_the_stated_prior_stands_in(funds: Target) -> None:
    ledger = ledgers_of([funds])[0]
    ledger.past = []

    fields_on(ledger, TODAY, "any")

    assert ledger.forecasts[0].method is ForecastMethod.SEASONAL
    assert ledger.forecasts[0].basis is Basis.PRIOR


def test_a_forecast_stands_until_the_next_one(funds: Target) -> None:
    days = Forecast.objects.filter(target=funds, day__lte=TODAY).values_list("day", flat=True)
    newest = max(days)

    assert {row.day for row in forecasts_on(funds.pk, TODAY)} == {newest}
    assert forecasts_on(funds.pk, date(2023, 1, 1)) == []


def test_reading_a_day_again_gives_the_same_rows(funds: Target) -> None:
    fields = ("method", "mid", "low_80", "high_80", "chance", "is_chosen")
    read_days([TODAY], [funds])
    before = list(Forecast.objects.filter(target=funds, day=TODAY).values_list(*fields))

    read_days([TODAY], [funds])

    assert list(Forecast.objects.filter(target=funds, day=TODAY).values_list(*fields)) == before
    assert before


def test_a_board_asks_once_for_all_forecasts(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    readings = [row.reading for row in readings_on(TODAY)]

    with django_assert_num_queries(1):
        found = forecasts_of(readings)

    assert set(found) == {row.target_id for row in readings if row.mid is not None}


def test_an_open_year_is_not_judged(funds: Target) -> None:
    assert records_of(funds, of_day(funds)) == []


def test_a_period_that_is_over_is_judged_by_its_months() -> None:
    quarter = Target.objects.whole().get(indicator__key="investment.opening_projects")
    reading = of_day(quarter)
    Forecast.objects.filter(target=quarter).delete()
    end = reading.actual
    assert end is not None
    for day, fresh, mid in ((5, "2023-01", end), (9, "2023-01", end + 2), (12, "2023-02", end)):
        Forecast.objects.create(
            target=quarter, day=date(2023, 3, day), fresh_as_of=fresh, method="seasonal",
            is_chosen=True, basis="prior", mid=mid, low_80=mid - 1, high_80=mid + 1,
            chance=Decimal("0.5"), years=0, is_share=True,
        )  # fmt: skip

    record = records_of(quarter, reading)[0]

    assert record.months == 2  # the forecast that stood last while January was the newest, and one
    assert record.held == Decimal("0.5")
    assert record.error == Decimal(1) / end
    assert record.brier == Decimal("0.25")


def test_what_it_takes_adds_up_to_the_goal(funds: Target) -> None:
    reading = of_day(funds)
    found = takes(reading)

    assert found is not None
    assert reading.actual is not None
    owed = funds.goal - reading.actual
    assert abs(found.per_month * found.months_left - owed) < Decimal("0.001")
    assert found.per_week is not None
    assert abs(found.per_week * 214 / 7 - owed) < Decimal("0.001")  # days from June to December
    assert found.best is not None
    assert found.milestone is not None
    assert found.milestone.period == "2023-06"


def test_what_is_reached_takes_nothing() -> None:
    done = Reading.objects.filter(day=TODAY, light="done").first()

    assert done is not None
    assert takes(done) is None


def test_growth_is_against_the_same_month_of_the_year_before(funds: Target) -> None:
    rows = Observation.objects.filter(
        indicator=funds.indicator, period__gte="2022-01", period__lte="2022-05"
    )
    then = sum(rows.values_list("value", flat=True))

    growth = growth_of(of_day(funds))

    assert growth is not None
    assert growth.then == then
    assert growth.share is not None
    assert growth.share < 0


def test_without_the_year_before_there_is_no_growth() -> None:
    quarter = Target.objects.whole().get(indicator__key="health.convertible_beds")

    assert growth_of(of_day(quarter)) is None
