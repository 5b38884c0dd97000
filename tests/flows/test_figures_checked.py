"""The county's figures as the checks see them: what is declared, owed and filed reaches them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from guatu.apps.plans.queries import goals_of_units, pack_in_use
from guatu.apps.units.models import Unit
from guatu.flows.figures_checked import Checked, Row, county_checked, parts_among, trait_of
from guatu.kernel.catalog import Family
from guatu.kernel.measuring import Fact, Measure
from guatu.kernel.periods import month
from guatu.kernel.quality import CHECKS, Nature

pytestmark = pytest.mark.django_db

ROOT = "/honghu/"
JUNE = date(2023, 6, 13)
NEW_YEAR = date(2024, 1, 20)
NOON = datetime(2023, 7, 5, 12, tzinfo=UTC)


@pytest.fixture
def june() -> Checked:
    """The checks of 13 June 2023."""
    return county_checked(ROOT, as_of=JUNE, with_notes=True)


def rows(checked: Checked, check: str) -> list[Row]:
    """The findings of one check."""
    return [row for group in checked.groups for row in group.rows if row.finding.check == check]


def fact(unit: str, indicator: str) -> Fact:
    """One figure of a unit."""
    place = (indicator, unit, month(2023, 6))
    return Fact(*place, Measure.MONTH, Decimal(1), NOON, Family.DEPARTMENTAL)


def test_every_check_has_run_or_says_what_it_lacks(june: Checked) -> None:
    assert len(june.looks.ran) + len(june.looks.idle) == len(CHECKS)
    idle = {check.key for check, _ in june.looks.idle}
    ran = {check.key for check in june.looks.ran}
    assert {"output_over_power", "output_over_tax", "reported_over_verified"} <= idle
    assert {"part_over_its_whole", "just_above_the_goal", "level_above_its_bound"} <= ran
    assert {"ratio_over_the_whole", "numerator_over_denominator", "filed_late"} <= ran


def test_a_finding_leads_to_its_form_its_target_and_who_files(june: Checked) -> None:
    [row] = rows(june, "corrected_by_much")

    assert row.target is not None
    assert row.target.indicator.key == "investment.arrived_funds"
    assert row.owed is not None
    assert [user.username for user in row.filers] == ["clerk"]


def test_the_parts_of_the_plays_ratios_fit_them(june: Checked) -> None:
    assert rows(june, "ratio_unlike_its_parts") == []
    assert rows(june, "numerator_over_denominator") == []


def test_an_archive_of_earlier_years_is_no_slip_of_the_year(june: Checked) -> None:
    assert rows(june, "period_years_away") == []


def test_what_arrives_never_exceeds_what_was_promised_in_the_play() -> None:
    assert rows(county_checked(ROOT, as_of=NEW_YEAR, with_notes=True), "part_over_its_whole") == []


def test_the_goals_of_units_are_their_shares_of_the_year() -> None:
    goals = goals_of_units(2023, ROOT)

    whole = sum(amount for (key, _), amount in goals.items() if key == "investment.arrived_funds")
    assert whole == Decimal(50)
    assert "investment.opening_amount" not in {key for key, _ in goals}


def test_a_unit_and_those_below_that_file_the_same_are_a_whole_and_its_parts() -> None:
    town = Unit.objects.get(key="fengkou")
    clinics = [
        Unit(key=key, path=f"{town.path}{key}/", name=key, kind="clinic") for key in ("a", "b")
    ]
    facts = [fact("fengkou", "x"), fact("a", "x"), fact("b", "x"), fact("b", "y")]

    assert parts_among([town, *clinics], facts) == {"fengkou": ("a", "b")}


def test_a_unit_below_that_files_something_else_is_no_part() -> None:
    town = Unit.objects.get(key="fengkou")
    clinic = Unit(key="a", path=f"{town.path}a/", name="a", kind="clinic")

    assert parts_among([town, clinic], [fact("fengkou", "x"), fact("a", "y")]) == {}


@pytest.mark.parametrize(
    ("key", "nature"),
    [
        ("investment.arrived_funds", Nature.FLOW),
        ("health.beds", Nature.LEVEL),
        ("industry.open_enterprises", Nature.RATIO),
        ("industry.local_supply", Nature.RATIO),
    ],
)
def test_what_a_pack_declares_is_what_the_checks_expect(key: str, nature: Nature) -> None:
    declared = pack_in_use().indicator(key)

    trait = trait_of(declared)

    assert trait.nature is nature
    assert (trait.lower, trait.upper) == (declared.lower, declared.upper)
    assert (trait.within, trait.energy, trait.tax) == (
        declared.within,
        declared.energy,
        declared.tax,
    )


def test_notes_are_left_out_for_those_who_do_not_verify() -> None:
    checked = county_checked(ROOT, as_of=JUNE, with_notes=False)

    assert rows(checked, "filed_late") == []
