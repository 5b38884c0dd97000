"""Workbooks: text stays text whatever it begins with, and figures stay exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.adapters.documents import open_document
from guatu.adapters.workbooks import Column, Kind, Table, workbook_of

COLUMNS = (Column("名称", is_open=True), Column("数值", kind=Kind.FIGURE))


def read_back(*rows: tuple[str, Decimal | None]) -> str:
    """The text of the workbook that these rows are written to."""
    table = Table("表格一", COLUMNS, rows)
    return open_document(workbook_of([table]), file_name="a.xlsx").text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "|", "%", " =", "\u200b="])
def test_no_text_becomes_a_formula(start: str) -> None:
    words = f"{start}1+1"

    book = workbook_of([Table("表格一", COLUMNS, [(words, None)])])

    assert b"<f>" not in book
    assert words.strip() in read_back((words, None))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**12, max_value=10**12,
                   places=2))  # fmt: skip
def test_a_figure_comes_back_as_it_was(value: Decimal) -> None:
    assert f"{value.normalize():f}" in read_back(("甲", value)).replace(",", "")


def test_a_figure_with_more_digits_than_a_workbook_keeps_is_text() -> None:
    assert "123456789012345678.25" in read_back(("甲", Decimal("123456789012345678.25")))


def test_a_missing_figure_is_an_empty_cell_and_no_zero() -> None:
    assert "0" not in read_back(("甲", None))


def test_a_table_without_rows_is_a_workbook() -> None:
    assert "名称" in read_back()
