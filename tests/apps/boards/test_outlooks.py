"""What forecasts rest on: the years before as known that day, and promises by their record."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from guatu.apps.boards.ledgers import Ledger, ledgers_of, measure
from guatu.apps.boards.outlooks import past_on, told_on
from guatu.apps.plans.models import Target
from guatu.kernel.measuring import Fact
from guatu.kernel.periods import month

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 13)
DECEMBER = month(2022, 12)


@pytest.fixture
def ledger(db: None) -> Ledger:  # noqa: ARG001 - the example stands in the database
    """The ledger of the funds that arrived."""
    target = Target.objects.whole().get(indicator__key="investment.arrived_funds")
    return ledgers_of([target])[0]


def archived(ledger: Ledger) -> Fact:
    """The archive's figure of last December."""
    return next(fact for fact in ledger.past if fact.period == DECEMBER)


def test_figures_of_the_year_and_of_those_before_are_kept_apart(ledger: Ledger) -> None:
    assert {fact.period.year for fact in ledger.facts} == {2023}
    assert {fact.period.year for fact in ledger.past} == {2020, 2021, 2022}


def test_the_archive_adds_up_to_the_year(ledger: Ledger) -> None:
    months = [fact.value for fact in ledger.past if fact.period.year == 2022]

    assert past_on(ledger, TODAY).by_month[DECEMBER] == sum(months)


def test_what_was_not_known_yet_is_not_told(ledger: Ledger) -> None:
    assert past_on(ledger, date(2022, 12, 31)).by_month == {}


def test_a_correction_counts_from_its_day_on(ledger: Ledger) -> None:
    wrong = archived(ledger)
    later = replace(wrong, value=wrong.value + 5, known_at=wrong.known_at + timedelta(days=30))
    ledger.past.append(later)

    before = past_on(ledger, date(2023, 1, 20)).by_month[DECEMBER]

    assert past_on(ledger, TODAY).by_month[DECEMBER] == before + 5


def test_units_with_years_of_their_own_go_before_the_archive(ledger: Ledger) -> None:
    wrong = archived(ledger)
    ledger.past += [replace(wrong, unit=unit, value=Decimal(1)) for unit in ledger.filers]

    assert past_on(ledger, TODAY).by_month[DECEMBER] == len(ledger.filers)


def test_one_seed_for_one_indicator_whatever_the_day(ledger: Ledger) -> None:
    assert past_on(ledger, TODAY).seed == past_on(ledger, date(2023, 2, 1)).seed != 1


def test_promises_are_of_the_months_ahead_and_never_more_than_certain(ledger: Ledger) -> None:
    promised = told_on(ledger, measure(ledger, TODAY), TODAY).commitments
    ahead = sum(
        amount for rows in ledger.promises.values() for day, amount in rows if day.month > 5
    )

    assert sum(each.amount for each in promised) == ahead
    assert all(0 <= each.probability <= 1 for each in promised)
    assert min(each.probability for each in promised) < 1  # one of the units files nothing


def test_nothing_to_keep_yet_is_no_promise(ledger: Ledger) -> None:
    ledger.promises = {"xindi": [(date(2023, 12, 31), Decimal(3))]}

    assert told_on(ledger, measure(ledger, TODAY), TODAY).commitments == ()
