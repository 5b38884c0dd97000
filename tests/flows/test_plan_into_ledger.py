"""Into the ledger: a confirmed draft becomes a target, gets its filers, and is read at once."""

from datetime import date, datetime

import pytest

from guatu.apps.accounts.models import User
from guatu.apps.boards.models import Reading
from guatu.apps.observations.models import Expectation
from guatu.apps.plans.models import Document, Draft, Target
from guatu.apps.plans.operations import (
    DraftIsDecided,
    TargetStandsAlready,
    add_document,
    reject_draft,
)
from guatu.apps.units.models import Unit
from guatu.flows.plan_into_ledger import confirm_into_ledger, filers_of
from guatu.platform.audit.chain import tip

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 13)
KNOWN = "2024年工作安排\n\n市招商服务中心全年实际到位资金不低于60亿元。\n"
NEW = "2024年工作安排\n\n市招商服务中心全年举办茶叶品鉴会7场。\n"


def only_draft(text: str, *, actor: User, at: datetime) -> Draft:
    """The one draft of a plan with these words."""
    county = Unit.objects.get(key="honghu")
    data = text.encode()
    document: Document = add_document(data, county=county, file_name="a.txt", actor=actor, at=at)
    draft = document.drafts.get()
    draft.owner_unit = Unit.objects.get(key="investment_center")
    draft.save()
    return draft


@pytest.fixture
def draft(dispatcher: User, now: datetime) -> Draft:
    """A draft of an indicator that the pack declares."""
    return only_draft(KNOWN, actor=dispatcher, at=now)


def test_a_draft_becomes_a_target_that_units_owe_and_the_board_shows(
    draft: Draft, dispatcher: User, now: datetime
) -> None:
    target = confirm_into_ledger(draft, actor=dispatcher, at=now, as_of=TODAY)

    assert target.indicator.key == "investment.arrived_funds"
    assert target.goal == 60
    owed = Expectation.objects.filter(indicator=target.indicator, period__startswith="2024")
    assert {row.unit for row in owed} == set(filers_of(target))
    assert owed.values("period").distinct().count() == 12
    reading = Reading.objects.get(target=target)
    assert (reading.day, reading.light) == (TODAY, "none")


def test_an_indicator_that_no_pack_declares_is_made_and_marked(
    dispatcher: User, now: datetime
) -> None:
    draft = only_draft(NEW, actor=dispatcher, at=now)

    target = confirm_into_ledger(draft, actor=dispatcher, at=now, as_of=TODAY)

    assert target.indicator.is_provisional
    assert target.indicator.key.startswith("local.")
    assert target.indicator.declared.source == draft.quote
    assert filers_of(target) == [target.owner]


def test_a_target_that_stands_already_is_refused_and_changes_nothing(
    draft: Draft, dispatcher: User, now: datetime
) -> None:
    Draft.objects.filter(pk=draft.pk).update(period="2023")
    before = tip(), Target.objects.count(), Expectation.objects.count(), Reading.objects.count()

    with pytest.raises(TargetStandsAlready):
        confirm_into_ledger(draft, actor=dispatcher, at=now, as_of=TODAY)

    assert Draft.objects.get(pk=draft.pk).status == Draft.Status.OPEN
    after = tip(), Target.objects.count(), Expectation.objects.count(), Reading.objects.count()
    assert after == before


def test_a_rejected_draft_never_counts(draft: Draft, dispatcher: User, now: datetime) -> None:
    reject_draft(draft, actor=dispatcher, at=now)

    with pytest.raises(DraftIsDecided):
        confirm_into_ledger(draft, actor=dispatcher, at=now, as_of=TODAY)

    assert not Target.objects.filter(draft=draft).exists()


def test_no_unit_of_another_county_owes_a_figure(
    draft: Draft,
    dispatcher: User,
    now: datetime,
    lakeside: dict[str, Unit],  # noqa: ARG001 - a second county with a town that files
) -> None:
    target = confirm_into_ledger(draft, actor=dispatcher, at=now, as_of=TODAY)

    assert all(unit.path.startswith("/honghu/") for unit in filers_of(target))
