"""Writing workbooks: text stays text, figures stay figures, and only what may change is open."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

MOST_EXACT_DIGITS = 15  # of a figure in a workbook; longer ones are written as text
LONGEST_TEXT = 32_000
SPARE_ROWS = 200
CHOICES = "选项"
FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
Cell = str | Decimal | int | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    FIGURE = "figure"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, width in letters, and whether people may write into it."""

    title: str
    width: int = 12
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with one table: a note above it, columns, and rows of as many cells.

    Cells whose place (row, column), counted from 0, is in `marked` are shaded for the eye.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    marked: frozenset[tuple[int, int]] = frozenset()


def workbook_of(tables: Sequence[Table]) -> bytes:
    """The bytes of an .xlsx with a sheet for each table.

    Every text is written as text, whatever it begins with (RELIABILITY F3); a figure of more
    than 15 digits too. Closed columns and the head are protected, without a password.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheets = [(book.add_worksheet(table.name), table) for table in tables]
        lists = _write_choices(book, tables)
        for sheet, table in sheets:
            _write(book, sheet, table, lists)
    return buffer.getvalue()


def _write(book: Workbook, sheet: Worksheet, table: Table, lists: dict[str, str]) -> None:
    head = book.add_format(
        FONT | {"bold": True, "bg_color": "#E9E6DF", "border": 1, "text_wrap": True}
    )
    closed, opened = _formats(book, is_open=False), _formats(book, is_open=True)
    top = 1 if table.note else 0
    if table.note:
        wrapped = book.add_format(FONT | {"text_wrap": True, "font_color": "#55524B"})
        sheet.merge_range(0, 0, 0, len(table.columns) - 1, "", wrapped)
        sheet.write_string(0, 0, table.note, wrapped)
        sheet.set_row(0, 48)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(top, at, column.title, head)
        formats = opened if column.is_open else closed
        for number, row in enumerate(table.rows):
            is_marked = (number, at) in table.marked
            _write_cell(sheet, top + 1 + number, at, row[at], formats[is_marked])
        if column.choices:
            _offer(sheet, top + 1, top + len(table.rows) + SPARE_ROWS, at, lists[column.title])
    sheet.freeze_panes(top + 1, 1)
    sheet.autofilter(top, 0, top + max(1, len(table.rows)), len(table.columns) - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _formats(book: Workbook, *, is_open: bool) -> tuple[Format, Format]:
    """The plain format and the shaded one."""
    look = FONT | {"border": 1, "border_color": "#D8D4CA", "text_wrap": True}
    if is_open:
        look |= {"locked": False}
    return book.add_format(look), book.add_format(look | {"bg_color": "#FFF1C9"})


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell[:LONGEST_TEXT], look)
    elif isinstance(cell, Decimal) and len(cell.normalize().as_tuple().digits) > MOST_EXACT_DIGITS:
        sheet.write_string(row, column, f"{cell:f}", look)
    else:
        sheet.write_number(row, column, cell, look)


def _write_choices(book: Workbook, tables: Sequence[Table]) -> dict[str, str]:
    """A hidden sheet with the choices of each column; where they stand, by the column's title."""
    columns = [column for table in tables for column in table.columns if column.choices]
    if not columns:
        return {}
    sheet = book.add_worksheet(CHOICES)
    sheet.hide()
    ranges = {}
    for at, column in enumerate(columns):
        for number, choice in enumerate(column.choices):
            sheet.write_string(number, at, choice)
        letter = chr(ord("A") + at)
        ranges[column.title] = f"='{CHOICES}'!${letter}$1:${letter}${len(column.choices)}"
    return ranges


def _offer(sheet: Worksheet, first: int, last: int, column: int, source: str) -> None:
    """Offer the choices in a column; anything else is refused there."""
    rule = {
        "validate": "list",
        "source": source,
        "error_title": "请从列表中选",
        "error_message": "这一列只能从列表里选，或者留空。",
    }
    sheet.data_validation(first, column, last, column, rule)
