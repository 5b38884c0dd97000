"""The rows and cells of a Word table, rows and cells taken out by tracked changes left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from guatu.adapters.documents.numbering import child_at, value_at, whole

WRAPPERS = {"w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml"}
MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its first column, over `span` columns; `continues` when merged with that above."""

    element: Element
    column: int
    span: int
    continues: bool


def rows_of(table: Element) -> Iterator[list[Cell]]:
    """The cells of each row that stands."""
    for row in _inside(table, "w:tr"):
        if child_at(row, "w:trPr/w:del") is None:
            yield list(_cells(row))


def _cells(row: Element) -> Iterator[Cell]:
    column = whole(value_at(row, "w:trPr/w:gridBefore")) or 0
    for cell in _inside(row, "w:tc"):
        if child_at(cell, "w:tcPr/w:cellDel") is not None:
            continue
        span = min(max(whole(value_at(cell, "w:tcPr/w:gridSpan")) or 1, 1), MOST_COLUMNS)
        merge = child_at(cell, "w:tcPr/w:vMerge")
        continues = merge is not None and merge.get("w:val", "continue") == "continue"
        yield Cell(cell, column, span, continues)
        column += span


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The elements of a kind, through what only wraps them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _inside(child, tag)
