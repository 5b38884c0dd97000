"""Beside each draft stand last year's goal, a changed definition, and what it may be one with."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.apps.plans.desk import NEXT, Desk

from guatu.apps.plans.comparison import comparison, pair_to_compare, said_in
from guatu.apps.plans.models import Document, Draft
from guatu.apps.plans.operations import add_document, add_draft, reject_draft
from guatu.apps.plans.queries import drafts_of
from guatu.apps.plans.review import beside, coverage, text_by_role
from guatu.apps.units.models import Unit
from guatu.kernel.reading import Kind

pytestmark = pytest.mark.django_db

NARROWER = "2024年工作安排\n\n市招商服务中心新签约5000万元以上项目120个。\n"


def test_last_years_goal_and_the_near_drafts_stand_beside(bench: Desk) -> None:
    document = bench.read()

    funds, bases = beside(document, drafts_of(document))

    assert funds.before is not None
    assert funds.before.goal == 50
    assert funds.standing is None
    assert [row.text for row in funds.splits] == ["80亿元"]
    assert funds.near == (bases.draft,)
    assert funds.changes == ()


def test_a_changed_threshold_is_named_and_marked(bench: Desk) -> None:
    document = bench.read(NARROWER)

    (row,) = beside(document, drafts_of(document))

    assert [str(said) for said in row.changes] == ["门槛由“1亿元以上”变为“5000万元以上”。"]
    assert "indicator" in row.draft.unsure


def test_a_decided_draft_offers_nothing_more(bench: Desk) -> None:
    document = bench.read()
    reject_draft(document.drafts.all()[0], actor=bench.actor, at=bench.at)

    (first, second) = beside(document, drafts_of(document))

    assert (first.splits, first.near, second.near) == ((), (), ())


def test_what_stands_beside_is_asked_in_one_query(
    bench: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    document = bench.read()
    drafts = drafts_of(document)

    with django_assert_num_queries(1):
        beside(document, drafts)


def test_every_figure_is_accounted_for(bench: Desk) -> None:
    document = bench.read()

    roles = {role.key: role for role in coverage(document, drafts_of(document))}

    assert sum(len(role.figures) for role in roles.values()) == len(document.figures)
    assert {row.numeral.text for row in roles["target"].figures} == {"60亿元", "300个"}
    assert [row.numeral.text for row in roles["actual"].figures] == ["240个"]
    assert roles["target"].is_taken
    assert not roles["actual"].is_taken
    assert all(row.draft for row in roles["target"].figures)


def test_coverage_tells_what_a_person_decided(bench: Desk) -> None:
    document = bench.read()
    reject_draft(document.drafts.get(indicator__contains="资金"), actor=bench.actor, at=bench.at)
    add_draft(document, NEXT.index("240个"), actor=bench.actor, at=bench.at)

    roles = {role.key: role for role in coverage(document, drafts_of(document))}

    assert [row.numeral.text for row in roles["target"].figures] == ["300个"]
    assert [row.numeral.text for row in roles["dismissed"].figures] == ["60亿元"]
    assert [row.numeral.text for row in roles["added"].figures] == ["240个"]
    assert (roles["added"].is_taken, roles["dismissed"].is_taken) == (True, False)


def test_the_text_by_role_is_the_text(bench: Desk) -> None:
    document = bench.read()

    lines = text_by_role(document, drafts_of(document))

    said = ["".join(piece.text for piece in line) for line in lines]
    assert said == [line for line in NEXT.split("\n") if line]
    assert "300个" in {piece.text for line in lines for piece in line if piece.role == "target"}


def test_the_plan_of_a_pack_is_compared_by_its_targets(bench: Desk) -> None:
    new = bench.read()
    pack = Document.objects.get(pack="honghu-2023")

    shown = comparison(pack, new)

    kinds = {change.new.value: change.kind for change in shown.changes if change.new}
    assert kinds == {60: Kind.RAISED, 300: Kind.RAISED}
    assert dict(shown.counts)["dropped"] == len(said_in(pack)) - 2


def test_what_was_rejected_is_not_compared(bench: Desk) -> None:
    document = bench.read()
    reject_draft(document.drafts.all()[0], actor=bench.actor, at=bench.at)

    assert len(said_in(document)) == 1
    assert Draft.objects.filter(document=document).count() == 2


def test_the_two_newest_years_are_compared_unasked(bench: Desk) -> None:
    pack, new = Document.objects.get(pack="honghu-2023"), bench.read()

    assert pair_to_compare([new, pack]) == (pack, new)
    assert pair_to_compare([pack]) is None
    assert pair_to_compare([]) is None


def test_units_of_another_county_answer_for_nothing_here(
    bench: Desk, lakeside: dict[str, Unit], now: datetime
) -> None:
    document = add_document(
        NEXT.encode(), county=lakeside["lakeside"], file_name="a.txt", actor=bench.actor, at=now
    )

    assert {row.before for row in beside(document, drafts_of(document))} == {None}
