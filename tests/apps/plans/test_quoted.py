"""A confirmed goal, stretch and baseline stand in the words of the document, unit and all."""

from decimal import Decimal

import pytest
from tests.apps.plans.desk import Desk

from guatu.apps.plans.models import Draft, Indicator, Target
from guatu.apps.plans.operations import (
    DraftIsDecided,
    DraftIsIncomplete,
    FigureIsNotInTheQuote,
    confirm_draft,
    edit_draft,
    reopen_draft,
)

pytestmark = pytest.mark.django_db

FUNDS = "2024年工作安排\n\n市招商服务中心全年到位资金650000万元，规模养殖比重达到65%。\n"
SCHOOLS = "2024年工作安排\n\n市科技经信局新建幼儿园两所。\n"
SCANNED = "2024年工作安排\n\n市科技经信局新建幼儿园3l所。\n"


def changed(bench: Desk, draft: Draft, **fields: object) -> Draft:
    """The draft with these fields, owned by the county."""
    whole = {"owner_unit": bench.county, "match": None, **fields}
    return edit_draft(draft, actor=bench.actor, at=bench.at, fields=whole)


@pytest.mark.parametrize("field", ["value", "stretch", "baseline"])
def test_no_figure_is_invented(bench: Desk, field: str) -> None:
    draft = changed(bench, bench.draft("幼儿园", SCHOOLS), **{field: Decimal(777)})

    with pytest.raises(FigureIsNotInTheQuote, match="777"):
        confirm_draft(draft, actor=bench.actor, at=bench.at)

    assert not Target.objects.filter(draft=draft).exists()


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [("资金", "6500000000", "元"), ("资金", "65", "亿元"), ("资金", "650000", "万元")],
)
def test_a_figure_may_be_said_in_another_size_of_its_unit(
    bench: Desk, words: str, value: str, unit: str
) -> None:
    draft = changed(bench, bench.draft(words, FUNDS), value=Decimal(value), unit=unit)

    target = confirm_draft(draft, actor=bench.actor, at=bench.at)

    assert target.goal == Decimal(value)
    assert target.numeral == "650000万元"


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [("比重", "650000", "%"), ("资金", "650000", "元"), ("资金", "6500", "亿元")],
)
def test_a_slip_of_the_size_is_no_other_size(
    bench: Desk, words: str, value: str, unit: str
) -> None:
    draft = changed(bench, bench.draft(words, FUNDS), value=Decimal(value), unit=unit)

    with pytest.raises(FigureIsNotInTheQuote):
        confirm_draft(draft, actor=bench.actor, at=bench.at)


def test_what_a_scan_misread_counts_as_it_was_read(bench: Desk) -> None:
    draft = changed(bench, bench.draft("幼儿园", SCANNED))

    assert confirm_draft(draft, actor=bench.actor, at=bench.at).goal == 31


def test_an_indicator_of_another_kind_of_unit_is_refused(bench: Desk) -> None:
    money = Indicator.objects.get(key="investment.arrived_funds")
    draft = changed(bench, bench.draft("幼儿园", SCHOOLS), match=money)

    with pytest.raises(DraftIsIncomplete, match="亿元"):
        confirm_draft(draft, actor=bench.actor, at=bench.at)

    assert Draft.objects.get(pk=draft.pk).status == Draft.Status.OPEN


@pytest.mark.parametrize("name", ["新建公办幼儿园", "幼" * 100])
def test_a_renamed_draft_is_confirmed_again_after_undo(bench: Desk, name: str) -> None:
    draft = changed(bench, bench.draft("幼儿园", SCHOOLS))
    confirm_draft(draft, actor=bench.actor, at=bench.at)
    draft = reopen_draft(draft, actor=bench.actor, at=bench.at)
    for _ in range(2):
        changed(bench, draft, indicator=name, unit="")
        confirm_draft(draft, actor=bench.actor, at=bench.at)
        draft = reopen_draft(draft, actor=bench.actor, at=bench.at)

    assert Indicator.objects.filter(name=name[:80]).count() == 1


def test_what_is_open_is_not_taken_back(bench: Desk) -> None:
    draft = bench.draft("幼儿园", SCHOOLS)

    with pytest.raises(DraftIsDecided, match="不用撤回"):
        reopen_draft(draft, actor=bench.actor, at=bench.at)
