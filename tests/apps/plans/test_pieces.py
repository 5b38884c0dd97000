"""Drafts are split, merged and added, and every figure stays in its quote."""

from decimal import Decimal

import pytest
from tests.apps.plans.desk import NEXT, Desk

from guatu.apps.plans.models import Draft
from guatu.apps.plans.operations import (
    CannotMerge,
    DraftIsDecided,
    ListedAlready,
    NoSuchFigure,
    add_draft,
    merge_draft,
    reject_draft,
    reopen_draft,
    split_draft,
    withdraw_draft,
)

pytestmark = pytest.mark.django_db

TWO = "2024年工作安排\n\n市招商服务中心全年签约项目90个。\n力争签约项目120个。\n"
THREE = TWO + "各片区新签约项目60个。\n"


def test_a_stretch_becomes_a_draft_of_its_own(bench: Desk) -> None:
    draft = bench.draft("到位资金")

    part = split_draft(draft, NEXT.index("80亿元"), actor=bench.actor, at=bench.at)

    assert part.value == 80
    assert (part.unit, part.quote) == ("亿元", draft.quote)
    assert part.origin == Draft.Origin.SPLIT
    assert "value" in part.unsure
    assert Draft.objects.get(pk=draft.pk).stretch is None
    assert part.number == draft.document.drafts.count()


@pytest.mark.parametrize(
    "words", [pytest.param("300个", id="of another draft"), pytest.param("新增", id="no figure")]
)
def test_only_a_figure_of_the_quote_is_split_off(words: str, bench: Desk) -> None:
    draft = bench.draft("到位资金")

    with pytest.raises(NoSuchFigure):
        split_draft(draft, NEXT.index(words), actor=bench.actor, at=bench.at)

    assert draft.document.drafts.count() == 2


def test_two_drafts_become_one_with_a_stretch(bench: Desk) -> None:
    first, second = bench.read(TWO).drafts.all()

    merge_draft(second, first, "stretch", actor=bench.actor, at=bench.at)

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.stretch == second.value == Decimal(120)
    assert "120个" in first.quote
    assert first.quote == first.document.text[first.start : first.end]
    assert (second.status, second.merged_into) == (Draft.Status.MERGED, first)


def test_a_merged_draft_can_be_taken_out_again(bench: Desk) -> None:
    first, second = bench.read(TWO).drafts.all()
    own = (first.start, first.end, first.quote)
    merge_draft(second, first, "stretch", actor=bench.actor, at=bench.at)

    reopen_draft(second, actor=bench.actor, at=bench.at)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (second.status, second.merged_into) == (Draft.Status.OPEN, None)
    assert first.stretch is None
    assert (first.start, first.end, first.quote) == own


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_taking_out_one_of_two_leaves_what_the_other_brought(
    bench: Desk, order: tuple[int, int]
) -> None:
    drafts = list(bench.read(THREE).drafts.all())
    own = (drafts[0].start, drafts[0].end)
    merge_draft(drafts[1], drafts[0], "stretch", actor=bench.actor, at=bench.at)
    merge_draft(drafts[2], drafts[0], "baseline", actor=bench.actor, at=bench.at)

    reopen_draft(drafts[order[0]], actor=bench.actor, at=bench.at)

    kept = Draft.objects.get(pk=drafts[0].pk)
    assert kept.quote == kept.document.text[kept.start : kept.end]
    left = drafts[order[1]]
    assert [kept.stretch, kept.baseline].count(left.value) == 1
    assert [kept.stretch, kept.baseline].count(None) == 1
    assert left.quote in kept.quote

    reopen_draft(drafts[order[1]], actor=bench.actor, at=bench.at)
    kept.refresh_from_db()
    assert (kept.start, kept.end, kept.stretch, kept.baseline) == (*own, None, None)


def test_a_field_that_says_something_is_not_filled_over(bench: Desk) -> None:
    drafts = list(bench.read(THREE).drafts.all())
    merge_draft(drafts[1], drafts[0], "stretch", actor=bench.actor, at=bench.at)

    with pytest.raises(CannotMerge, match="已有力争值 120"):
        merge_draft(drafts[2], drafts[0], "stretch", actor=bench.actor, at=bench.at)

    assert Draft.objects.get(pk=drafts[0].pk).stretch == 120


def test_a_split_sent_twice_makes_one_draft(bench: Desk) -> None:
    draft = bench.draft("到位资金")
    at = NEXT.index("80亿元")
    split_draft(draft, at, actor=bench.actor, at=bench.at)

    with pytest.raises(ListedAlready):
        split_draft(draft, at, actor=bench.actor, at=bench.at)

    assert draft.document.drafts.filter(origin=Draft.Origin.SPLIT).count() == 1


def test_a_split_is_undone_and_the_stretch_is_back(bench: Desk) -> None:
    draft = bench.draft("到位资金")
    part = split_draft(draft, NEXT.index("80亿元"), actor=bench.actor, at=bench.at)

    source = withdraw_draft(part, actor=bench.actor, at=bench.at)

    assert source == draft
    assert Draft.objects.get(pk=draft.pk).stretch == 80
    assert not Draft.objects.filter(pk=part.pk).exists()


def test_an_addition_is_undone_unless_something_was_merged_into_it(bench: Desk) -> None:
    document = bench.read()
    other = document.drafts.get(indicator__contains="基站")
    made = add_draft(document, NEXT.index("240个"), actor=bench.actor, at=bench.at)
    merge_draft(other, made, "stretch", actor=bench.actor, at=bench.at)

    with pytest.raises(CannotMerge):
        withdraw_draft(made, actor=bench.actor, at=bench.at)

    reopen_draft(other, actor=bench.actor, at=bench.at)
    assert withdraw_draft(made, actor=bench.actor, at=bench.at) is None
    assert document.drafts.count() == 2


def test_what_counts_another_thing_is_not_merged(bench: Desk) -> None:
    funds, bases = bench.read().drafts.all()

    with pytest.raises(CannotMerge, match="单位不同"):
        merge_draft(bases, funds, "baseline", actor=bench.actor, at=bench.at)
    with pytest.raises(CannotMerge):
        merge_draft(bases, bases, "same", actor=bench.actor, at=bench.at)

    assert {row.status for row in funds.document.drafts.all()} == {Draft.Status.OPEN}


def test_a_figure_that_was_left_becomes_a_draft_with_its_sentence(bench: Desk) -> None:
    document = bench.read()

    draft = add_draft(document, NEXT.index("240个"), actor=bench.actor, at=bench.at)

    assert draft.value == 240
    assert (draft.unit, draft.numeral) == ("个", "240个")
    assert draft.quote == "2023年建成基站240个"
    assert draft.indicator == "2023年建成基站"
    assert draft.origin == Draft.Origin.ADDED
    assert not draft.is_sure


def test_no_draft_is_made_of_words(bench: Desk) -> None:
    document = bench.read()

    with pytest.raises(NoSuchFigure):
        add_draft(document, 3, actor=bench.actor, at=bench.at)

    assert document.drafts.count() == 2


def test_what_is_decided_is_neither_split_nor_merged(bench: Desk) -> None:
    first, second = bench.read(TWO).drafts.all()
    reject_draft(first, actor=bench.actor, at=bench.at)

    with pytest.raises(DraftIsDecided):
        merge_draft(second, first, "same", actor=bench.actor, at=bench.at)
    with pytest.raises(DraftIsDecided):
        split_draft(first, TWO.index("90"), actor=bench.actor, at=bench.at)
