"""A table of drafts goes out as a workbook and comes back with corrections, cell by cell."""

import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal

import pytest
from django.utils import translation
from tests.adapters.documents.making import workbook
from tests.apps.plans.desk import NEXT, Desk

from guatu.adapters.documents import open_document
from guatu.adapters.workbooks import workbook_of
from guatu.apps.plans.corrections import Corrections, NotTheTable, draft_table, read_corrections
from guatu.apps.plans.models import Document, Draft, Target
from guatu.apps.plans.queries import drafts_of
from guatu.apps.units.models import Unit
from guatu.flows.plan_into_ledger import RowRefused, correct_ledger, standing_before

pytestmark = pytest.mark.django_db


def units() -> dict[str, Unit]:
    """The units of the county by name."""
    return {unit.name: unit for unit in Unit.objects.all()}


def sent_out(document: Document) -> list[list[str]]:
    """The rows of the workbook as it was sent out, the head first."""
    table = draft_table(document, drafts_of(document), list(units().values()))
    head = [column.title for column in table.columns]
    return [head, *[["" if cell is None else str(cell) for cell in row] for row in table.rows]]


def sent_back(document: Document, change: Mapping[tuple[int, str], str]) -> Corrections:
    """What is read from the workbook when these cells (row from 1, title) were changed in it."""
    rows = sent_out(document)
    for (number, title), words in change.items():
        rows[number][rows[0].index(title)] = words
    laid = open_document(workbook({"目标": rows}), file_name="目标.xlsx")
    return read_corrections(laid, drafts_of(document), units())


def test_a_table_that_nobody_changed_changes_nothing(bench: Desk) -> None:
    document = bench.read()
    table = draft_table(document, drafts_of(document), list(units().values()))
    laid = open_document(workbook_of([table]), file_name="目标.xlsx")

    found = read_corrections(laid, drafts_of(document), units())

    assert found == Corrections((), ())


def test_an_english_table_is_read_back_too(bench: Desk) -> None:
    document = bench.read()
    with translation.override("en"):
        rows = sent_out(document)
    rows[1][rows[0].index("Decision")] = "Confirm"
    laid = open_document(workbook({"Target": rows}), file_name="targets.xlsx")

    found = read_corrections(laid, drafts_of(document), units())

    assert [(change.fields, change.decision) for change in found.changes] == [({}, "确认")]


def test_changed_cells_are_told_as_they_were_and_shall_be(bench: Desk) -> None:
    document = bench.read()

    found = sent_back(document, {(1, "承担单位"): "市卫健局", (1, "力争"): "", (2, "决定"): "确认"})

    first, second = found.changes
    assert first.told == (("承担单位", "市招商服务中心", "市卫健局"), ("力争", "80", "（空）"))
    assert (second.fields, second.decision) == ({}, "确认")
    assert found.refused == ()


def test_corrections_are_carried_out_together(bench: Desk) -> None:
    document = bench.read()
    found = sent_back(
        document, {(1, "期间"): "2024年", (1, "决定"): "确认", (2, "决定"): "不是目标"}
    )

    done = correct_ledger(found.changes, actor=bench.actor, at=bench.at, as_of=bench.at.date())

    assert done == (0, 1, 1)
    funds, bases = drafts_of(document)
    assert (funds.status, bases.status) == (Draft.Status.CONFIRMED, Draft.Status.REJECTED)
    assert Target.objects.get(draft=funds).goal == 60


def test_one_row_that_cannot_pass_holds_back_all(bench: Desk) -> None:
    document = bench.read()
    found = sent_back(document, {(1, "决定"): "确认", (2, "数值"): "999", (2, "决定"): "确认"})

    with pytest.raises(RowRefused, match="第 2 项没有通过：第 2 项的原文里没有目标值 999个"):
        correct_ledger(found.changes, actor=bench.actor, at=bench.at, as_of=bench.at.date())

    assert {row.status for row in drafts_of(document)} == {Draft.Status.OPEN}
    assert not Target.objects.filter(document=document).exists()


@pytest.mark.parametrize(
    ("title", "words", "cell", "said"),
    [
        pytest.param("数值", "十几", "G2", "十几", id="a figure that is none"),
        pytest.param("数值", "", "G2", "数值不能空着", id="no figure"),
        pytest.param(
            "承担单位", "天上局", "C2", "单位名录里没有“天上局”", id="a unit nobody knows"
        ),
        pytest.param("关系", "大约", "F2", "关系“大约”读不懂", id="a relation that is none"),
        pytest.param("期间", "某时", "E2", "某时", id="no period"),
        pytest.param("指标", "", "D2", "指标不能空着", id="no name"),
        pytest.param("决定", "也许", "B2", "“决定”只能从列表里选", id="no decision"),
        pytest.param("编号", "77", "A2", "没有编号为“77”的目标", id="a number nobody has"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(
    title: str, words: str, cell: str, said: str, bench: Desk
) -> None:
    found = sent_back(bench.read(), {(1, title): words})

    ((address, sentence),) = found.refused
    assert address == cell
    assert said in str(sentence)
    assert found.changes == ()


def test_a_decided_draft_is_left_as_it_is(bench: Desk) -> None:
    document = bench.read()
    document.drafts.update(status=Draft.Status.REJECTED, decided_at=bench.at)

    assert sent_back(document, {(1, "期间"): "2030"}).changes == ()


def test_another_workbook_is_refused(bench: Desk) -> None:
    document = bench.read()
    laid = open_document(workbook({"目标": [["甲", "乙"], ["1", "2"]]}), file_name="a.xlsx")

    with pytest.raises(NotTheTable, match="导出 Excel"):
        read_corrections(laid, drafts_of(document), units())


def test_figures_come_back_exactly(bench: Desk) -> None:
    found = sent_back(bench.read(), {(1, "基数"): "48.0625亿元"})

    assert found.changes[0].fields == {"baseline": Decimal("48.0625")}


def test_the_workbook_offers_units_and_protects_the_quotes(bench: Desk) -> None:
    document = bench.read()
    table = draft_table(document, drafts_of(document), list(units().values()))

    with zipfile.ZipFile(io.BytesIO(workbook_of([table]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert "sheetProtection" in sheet
    assert sheet.count("<dataValidation ") == 3


def test_a_row_of_another_document_or_one_that_stands_twice_is_refused(bench: Desk) -> None:
    document = bench.read()
    rows = sent_out(document)
    rows[2][rows[0].index("原文")] = "别的规划里的话3个"
    laid = open_document(workbook({"目标": [*rows, rows[1]]}), file_name="目标.xlsx")

    found = read_corrections(laid, drafts_of(document), units())

    said = {cell: str(sentence) for cell, sentence in found.refused}
    assert "别的规划" in said["A3"]
    assert "出现了两次" in said["A4"]
    assert not found.changes


def test_a_unit_that_was_misread_is_mended(bench: Desk) -> None:
    found = sent_back(bench.read(), {(2, "单位"): "座"})

    assert [change.fields for change in found.changes] == [{"unit": "座"}]


def test_a_table_changes_a_standing_target_only_when_agreed_twice(bench: Desk) -> None:
    document = bench.read(NEXT.replace("2024", "2023"))
    found = sent_back(document, {(1, "决定"): "确认"})
    ((_, standing),) = standing_before(found.changes)
    given = {"actor": bench.actor, "at": bench.at, "as_of": bench.at.date()}

    with pytest.raises(RowRefused, match="再确认一次"):
        correct_ledger(found.changes, **given)  # type: ignore[arg-type] # one shape for both
    correct_ledger(found.changes, **given, again=True)  # type: ignore[arg-type] # as above

    assert standing.goal == 50
    assert Target.objects.get(pk=standing.pk).goal == 60
