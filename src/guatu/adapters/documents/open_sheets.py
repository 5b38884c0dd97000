"""A sheet of OpenDocument (.ods): the words that its cells show."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from guatu.adapters.documents.numbering import child_at, children, whole
from guatu.adapters.documents.packages import Package, damaged
from guatu.adapters.documents.sheets import MOST_COLUMNS, Sheet, lay_out
from guatu.kernel.reading import Laid

GROUPS = {"table:table-row-group", "table:table-rows", "table:table-header-rows"}
CELLS = {"table:table-cell", "table:covered-table-cell"}
MOST_REPEATED_ROWS = 1_000
PARAGRAPHS = {"text:p", "text:h"}
ASIDE = {"office:annotation", "text:tracked-changes"}


def read_open_sheet(package: Package) -> Laid:
    """The text of a sheet of OpenDocument; raises `DocumentRefused` when it is damaged."""
    content = package.markup("content.xml")
    body = None if content is None else child_at(content, "office:body/office:spreadsheet")
    if content is None or body is None:
        raise damaged()
    hiding = set(_hiding_styles(content))
    sheets, hidden = [], []
    for table in children(body, "table:table"):
        name = table.get("table:name", "")
        if table.get("table:style-name", "") in hiding:
            hidden.append(name)
        else:
            sheets.append(_read(table, Sheet(name)))
    return lay_out(sheets, hidden)


def _hiding_styles(content: Element) -> Iterator[str]:
    styles = child_at(content, "office:automatic-styles")
    for style in () if styles is None else children(styles, "style:style"):
        shown = child_at(style, "style:table-properties")
        if shown is not None and shown.get("table:display") == "false":
            yield style.get("style:name", "")


def _read(table: Element, sheet: Sheet) -> Sheet:
    at = 1
    for row in _rows(table):
        count = whole(row.get("table:number-rows-repeated")) or 1
        cells = list(_cells(row))
        if row.get("table:visibility", "visible") != "visible":
            sheet.hidden += bool(cells)
        else:
            _put(sheet, cells, at, min(count, MOST_REPEATED_ROWS))
        at += count
    return sheet


def _put(sheet: Sheet, cells: list[tuple[int, Element, str]], at: int, count: int) -> None:
    for column, cell, words in cells:
        for row in range(at, at + count):
            sheet.put(row, column, words)
        down = whole(cell.get("table:number-rows-spanned")) or 1
        if down > 1:
            sheet.merges.append((at, column, at + down - 1, column))


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == "table:table-row":
            yield child
        elif child.tag in GROUPS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[tuple[int, Element, str]]:
    """The columns and words of the cells that say something."""
    column = 1
    for cell in row:
        if cell.tag not in CELLS:
            continue
        count = whole(cell.get("table:number-columns-repeated")) or 1
        words = " ".join(_words(child) for child in cell if child.tag in PARAGRAPHS)
        if words.strip():
            for repeated in range(min(count, MOST_COLUMNS + 1)):
                yield column + repeated, cell, words
        column += count


def _words(parent: Element) -> str:
    """The words of a paragraph; notes and what was deleted left out."""
    said = parent.text or ""
    for child in parent:
        if child.tag == "text:s":
            said += " "
        elif child.tag not in ASIDE:
            said += _words(child)
        said += child.tail or ""
    return said
