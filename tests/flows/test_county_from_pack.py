"""A county from its pack: units, catalog, document, targets, breakdown, and who owes what."""

from datetime import datetime
from decimal import Decimal

import pytest

from guatu.apps.observations.models import Expectation
from guatu.apps.plans.models import Document, Indicator, Target
from guatu.apps.plans.operations import DocumentIsKnown
from guatu.apps.plans.queries import pack_in_use
from guatu.apps.units.models import Unit
from guatu.flows.county_from_pack import hang_plan, load_county
from guatu.packs import document_text

pytestmark = pytest.mark.django_db


def test_every_unit_and_indicator_of_the_pack_is_there() -> None:
    pack = pack_in_use()

    assert set(Unit.objects.values_list("key", flat=True)) == {row.key for row in pack.units}
    assert set(Indicator.objects.values_list("key", flat=True)) == {
        row.key for row in pack.indicators
    }


def test_the_document_is_kept_word_by_word() -> None:
    document = Document.objects.get(pack="honghu-2023")

    assert document.text == document_text("honghu-2023", "plan")
    assert document.year == 2023


def test_every_target_is_quoted_at_its_place() -> None:
    for target in Target.objects.select_related("document"):
        assert target.document.text[target.start : target.end] == target.quote
        assert target.numeral in target.quote


def test_every_breakdown_adds_up_to_its_target() -> None:
    for target in Target.objects.filter(shares__isnull=False).distinct():
        amounts = target.shares.values_list("amount", flat=True)

        assert sum(amounts, Decimal(0)) == target.goal


def test_whoever_owes_a_figure_is_told_by_when() -> None:
    rows = Expectation.objects.filter(period="2023-05")

    assert {row.due_on.month for row in rows} == {6}


def test_loading_again_changes_no_count_and_keeps_what_people_entered(now: datetime) -> None:
    before = Unit.objects.count(), Indicator.objects.count(), Target.objects.count()

    load_county(pack_in_use(), at=now)

    assert (Unit.objects.count(), Indicator.objects.count(), Target.objects.count()) == before


def test_hanging_the_plan_twice_is_refused_and_changes_nothing(now: datetime) -> None:
    before = Document.objects.count(), Target.objects.count(), Expectation.objects.count()

    with pytest.raises(DocumentIsKnown):
        hang_plan(pack_in_use(), at=now)

    assert (Document.objects.count(), Target.objects.count(), Expectation.objects.count()) == before
