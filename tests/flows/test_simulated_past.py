"""The simulated years before: marked, of the bureaus, on the way to what the plan states."""

from datetime import date
from decimal import Decimal

import pytest

from guatu.apps.observations.archives import REMARK
from guatu.apps.observations.models import Expectation, Observation
from guatu.apps.plans.models import Target
from guatu.flows.simulated_past import past_of
from guatu.flows.simulated_year import SEED
from guatu.kernel.catalog import TargetType

pytestmark = pytest.mark.django_db


def rows_of(key: str) -> list[tuple[str, Decimal]]:
    """The stored figures of earlier years, oldest first."""
    rows = Observation.objects.filter(indicator__key=key, period__lt="2023").order_by("period")
    return list(rows.values_list("period", "value"))


def test_all_of_it_is_marked_simulated_and_remarked_and_known_before_the_plan() -> None:
    rows = Observation.objects.filter(period__lt="2023").select_related("filing")

    assert rows.exists()
    assert all(row.filing.is_simulated and row.remark == REMARK for row in rows)
    assert max(row.known_at for row in rows) < Target.objects.earliest("confirmed_at").confirmed_at


def test_nobody_owes_a_figure_of_an_earlier_year() -> None:
    assert not Expectation.objects.filter(period__lt="2023").exists()


def test_a_stock_ends_last_year_where_the_plan_begins() -> None:
    beds = Target.objects.get(indicator__key="health.icu_beds")

    assert rows_of("health.icu_beds")[-1] == ("2022-12", beds.baseline)


def test_three_whole_years_by_month_that_grew() -> None:
    rows = rows_of("investment.arrived_funds")
    sums = [sum(value for period, value in rows if period[:4] == year) for year in
            ("2020", "2021", "2022")]  # fmt: skip

    assert len(rows) == 36
    assert sums == sorted(sums)


def test_counts_are_whole_things_and_never_negative() -> None:
    for target in Target.objects.whole():
        for figure in past_of(target, seed=SEED):
            assert figure.value >= 0
            places = target.indicator.declared.decimals
            assert figure.value == figure.value.quantize(Decimal(1).scaleb(-places))


def test_what_the_plan_gives_no_ground_for_has_no_past() -> None:
    risen = Target.objects.whole().get(indicator__key="health.convertible_beds")
    quarter = Target.objects.whole().get(indicator__key="investment.opening_projects")
    ratio = next(
        row for row in Target.objects.whole() if row.indicator.declared.type is TargetType.RATIO
    )

    assert [past_of(row, seed=SEED) for row in (risen, quarter, ratio)] == [[], [], []]


def test_the_same_seed_gives_the_same_past() -> None:
    funds = Target.objects.whole().get(indicator__key="investment.arrived_funds")

    assert past_of(funds, seed=1) == past_of(funds, seed=1)
    assert past_of(funds, seed=1) != past_of(funds, seed=2)
    assert past_of(funds, seed=1)[-1].period.last_day < date(2023, 1, 1)
