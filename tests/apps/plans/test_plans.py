"""Documents, drafts, targets and shares: each change whole or not at all."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Document, Draft, Indicator, Share, Target
from guatu.apps.plans.operations import (
    DocumentIsKnown,
    DraftIsDecided,
    DraftIsIncomplete,
    NothingToRead,
    SharesDoNotAddUp,
    TargetIsInUse,
    add_document,
    break_down,
    confirm_draft,
    edit_draft,
    parts_of,
    reject_draft,
    reopen_draft,
    undertake,
)
from guatu.apps.plans.queries import (
    drafts_of,
    marked_text,
    owed_by_unit,
    period_of,
    shelf,
    targets_of_year,
)
from guatu.apps.units.models import Unit
from guatu.kernel.reading import DocumentRefused
from guatu.platform.audit.chain import tip

pytestmark = pytest.mark.django_db

PLAN = "2024年工作安排\n\n市招商服务中心全年实际到位资金不低于60亿元，力争80亿元。\n"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who acts, and when."""

    actor: User
    at: datetime


@pytest.fixture
def desk(dispatcher: User, now: datetime) -> Desk:
    """The dispatcher at ten in the morning."""
    return Desk(dispatcher, now)


@pytest.fixture
def county(db: None) -> Unit:  # noqa: ARG001 - the example stands in the database
    """The example county."""
    return Unit.objects.get(key="honghu")


def added(text: str, county: Unit, desk: Desk) -> Document:
    """A plan with these words, read."""
    return add_document(
        text.encode(), county=county, file_name="a.txt", actor=desk.actor, at=desk.at
    )


@pytest.fixture
def draft(county: Unit, desk: Desk) -> Draft:
    """The one draft of a plan of next year."""
    return added(PLAN, county, desk).drafts.get()


def counts() -> tuple[int, int, int, object]:
    """What stands in the store."""
    return Document.objects.count(), Draft.objects.count(), Target.objects.count(), tip()


def test_a_document_is_kept_whole_with_its_drafts(county: Unit, desk: Desk) -> None:
    document = added(PLAN, county, desk)

    draft = document.drafts.get()
    assert document.text == PLAN
    assert document.year == 2024
    assert document.text[draft.start : draft.end] == draft.quote
    assert (draft.value, draft.stretch) == (Decimal(60), Decimal(80))
    assert draft.unit == "亿元"
    assert draft.match == Indicator.objects.get(key="investment.arrived_funds")
    assert draft.owner_unit == Unit.objects.get(key="investment_center")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        pytest.param(b"", DocumentRefused, id="empty"),
        pytest.param(b"\x00\x01\x02\x03" * 99, DocumentRefused, id="binary"),
        pytest.param("今天天气很好。".encode(), NothingToRead, id="nothing in it"),
        pytest.param(PLAN.encode(), DocumentIsKnown, id="known"),
    ],
)
def test_a_document_is_refused_by_name_and_leaves_no_trace(
    data: bytes, refusal: type[Exception], county: Unit, desk: Desk
) -> None:
    added(PLAN, county, desk)
    before = counts()

    with pytest.raises(refusal):
        add_document(data, county=county, file_name="b.txt", actor=desk.actor, at=desk.at)

    assert counts() == before


def test_a_draft_is_edited_until_it_is_decided(draft: Draft, desk: Desk) -> None:
    edit_draft(draft, actor=desk.actor, at=desk.at, fields={"value": Decimal(61)})
    reject_draft(draft, actor=desk.actor, at=desk.at)
    before = counts()

    with pytest.raises(DraftIsDecided):
        edit_draft(draft, actor=desk.actor, at=desk.at, fields={"value": Decimal(62)})

    assert counts() == before
    assert Draft.objects.get(pk=draft.pk).value == 61


def test_a_confirmed_draft_is_a_target_in_the_unit_of_its_indicator(
    draft: Draft, desk: Desk
) -> None:
    fields = {"value": Decimal(600000), "stretch": None, "unit": "万元"}
    edit_draft(draft, actor=desk.actor, at=desk.at, fields=fields)

    target = confirm_draft(draft, actor=desk.actor, at=desk.at)

    assert target.indicator.unit == "亿元"
    assert target.goal == 60
    assert target.quote == draft.quote
    assert Draft.objects.get(pk=draft.pk).status == Draft.Status.CONFIRMED


@pytest.mark.parametrize(
    "missing",
    [
        pytest.param({"owner_unit": None}, id="nobody answers for it"),
        pytest.param({"period": ""}, id="no period"),
        pytest.param({"period": "someday"}, id="a period that is none"),
        pytest.param({"value": Decimal(0)}, id="nothing to reach"),
        pytest.param({"value": Decimal(-3)}, id="less than nothing"),
    ],
)
def test_a_draft_that_lacks_something_is_refused_and_nothing_changes(
    missing: dict[str, object], draft: Draft, desk: Desk
) -> None:
    edit_draft(draft, actor=desk.actor, at=desk.at, fields=missing)
    before = counts()

    with pytest.raises(DraftIsIncomplete):
        confirm_draft(draft, actor=desk.actor, at=desk.at)

    assert counts() == before
    assert Draft.objects.get(pk=draft.pk).status == Draft.Status.OPEN


def test_a_decision_is_made_once(draft: Draft, desk: Desk) -> None:
    confirm_draft(draft, actor=desk.actor, at=desk.at)
    before = counts()

    for decide in (confirm_draft, reject_draft):
        with pytest.raises(DraftIsDecided):
            decide(draft, actor=desk.actor, at=desk.at)

    assert counts() == before


def test_a_target_of_a_new_indicator_can_be_taken_back(county: Unit, desk: Desk) -> None:
    text = "2024年工作安排\n\n市招商服务中心全年举办茶叶品鉴会7场。\n"
    draft = added(text, county, desk).drafts.get()
    draft = edit_draft(
        draft,
        actor=desk.actor,
        at=desk.at,
        fields={"owner_unit": Unit.objects.get(key="investment_center")},
    )
    confirm_draft(draft, actor=desk.actor, at=desk.at)

    reopen_draft(draft, actor=desk.actor, at=desk.at)

    assert not Target.objects.filter(document=draft.document).exists()
    assert Draft.objects.get(pk=draft.pk).status == Draft.Status.OPEN


def test_a_target_against_which_figures_were_filed_stays(draft: Draft, desk: Desk) -> None:
    target = confirm_draft(draft, actor=desk.actor, at=desk.at)
    before = counts()

    with pytest.raises(TargetIsInUse):
        reopen_draft(draft, actor=desk.actor, at=desk.at)

    assert counts() == before
    assert Target.objects.filter(pk=target.pk).exists()


@pytest.fixture
def funds(db: None) -> Target:  # noqa: ARG001 - the example stands in the database
    """The funds of the example."""
    return Target.objects.whole().get(indicator__key="investment.arrived_funds")


def test_a_breakdown_replaces_the_one_before(funds: Target) -> None:
    units = list(Unit.objects.filter(kind="town")[:2])

    break_down(funds, by_unit={units[0]: Decimal(20), units[1]: Decimal(30)})

    rows = {row.unit_id: row.amount for row in owed_by_unit(funds)}
    assert rows == {units[0].pk: 20, units[1].pk: 30}
    assert funds.shares.count() == 24


def test_a_remainder_is_refused_and_changes_nothing(funds: Target) -> None:
    before = list(Share.objects.filter(target=funds).values_list("unit", "period", "amount"))

    with pytest.raises(SharesDoNotAddUp):
        break_down(funds, by_unit={Unit.objects.get(key="fengkou"): Decimal("49.99")})

    after = list(Share.objects.filter(target=funds).values_list("unit", "period", "amount"))
    assert after == before


def test_the_months_of_a_flow_add_up_and_a_rate_is_never_spread(funds: Target) -> None:
    rate = Target.objects.whole().get(indicator__key="health.critical_bed_share")

    assert sum(parts_of(funds, Decimal(50)).values()) == 50
    assert len(parts_of(funds, Decimal(50))) == 12
    assert list(parts_of(rate, Decimal(10)).values()) == [10]


def test_what_a_unit_undertakes_is_spread_as_it_is_owed(funds: Target) -> None:
    unit = Unit.objects.get(key="fengkou")

    undertake(funds, {unit.pk: Decimal("3.21")})

    said = Share.objects.filter(target=funds, unit=unit).values_list("undertaken", flat=True)
    assert sum((amount for amount in said if amount is not None), Decimal(0)) == Decimal("3.21")


def test_the_shelf_is_the_countys_own(draft: Draft, lakeside: dict[str, Unit]) -> None:
    rows = shelf("/honghu/")

    assert [(row.total, row.open) for row in rows if row.document == draft.document] == [(1, 1)]
    assert shelf(lakeside["lakeside"].path) == []


def test_the_marked_text_is_the_text(draft: Draft) -> None:
    lines = marked_text(draft.document, drafts_of(draft.document))

    said = ["".join(piece.text for piece in line) for line in lines]
    assert said == [line for line in PLAN.split("\n") if line]
    marks = [piece for line in lines for piece in line if piece.mark]
    assert "".join(piece.text for piece in marks) == draft.quote


def test_targets_are_found_by_their_year(draft: Draft, desk: Desk) -> None:
    target = confirm_draft(draft, actor=desk.actor, at=desk.at)

    assert target in targets_of_year(2024)
    assert target not in targets_of_year(2023)
    assert str(period_of(target)) == "2024"


@pytest.mark.parametrize(
    "change",
    [
        {"goal": 0},
        {"goal": -1},
        {"quote": ""},
        {"numeral": ""},
        {"numeral": "51"},
        {"relation": "~"},
    ],
    ids=str,
)
def test_the_table_keeps_a_target_true(change: dict[str, object], funds: Target) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(pk=funds.pk).update(**change)


def test_a_target_stands_once_a_period(funds: Target) -> None:
    funds.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        funds.save(force_insert=True)


@pytest.mark.parametrize(
    "change", [{"text": ""}, {"sha256": "short"}], ids=["without a text", "without its hash"]
)
def test_the_table_keeps_a_document_true(change: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.update(**change)


def test_a_document_stands_once_a_county() -> None:
    row = Document.objects.all()[0]
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [{"end": 0}, {"numeral": "61"}, {"status": "confirmed", "decided_at": None}],
    ids=["without a place", "a figure that is not in its quote", "decided at no time"],
)
def test_the_table_keeps_a_draft_true(change: dict[str, object], draft: Draft) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(**change)


def test_a_draft_has_a_number_of_its_own(draft: Draft) -> None:
    draft.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save(force_insert=True)


def test_an_indicator_has_a_name() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.update(name="")


def test_a_share_stands_once_and_is_never_negative(funds: Target) -> None:
    row = funds.shares.all()[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.filter(pk=row.pk).update(amount=-1)

    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
