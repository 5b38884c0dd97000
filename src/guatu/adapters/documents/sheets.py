"""Sheets as text: each row a line of cells parted by tabs, merged cells filled downwards."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from guatu.adapters.documents.composing import Composer, Piece
from guatu.kernel.reading import DocumentRefused, Laid
from guatu.kernel.sentences import Sentence

MOST_COLUMNS = 500
MOST_FILLED = 100_000
LONGEST_REPEATED = 60
LONGEST_CELL = 32_767
NAMELESS = re.compile(r"(sheet|工作表|表)\s*\d*", re.IGNORECASE)
Merge = tuple[int, int, int, int]


@dataclass(slots=True)
class Sheet:
    """The shown words of a sheet by row and column, both from 1, and its merged ranges.

    A range is its top row, left column, bottom row and right column.
    """

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: int = 0

    def put(self, row: int, column: int, words: str) -> None:
        """Write into a cell; blanks are left out."""
        clean = " ".join(words.split())[:LONGEST_CELL]
        if clean:
            self.rows.setdefault(row, {})[column] = clean


def lay_out(sheets: Sequence[Sheet], hidden_names: Sequence[str]) -> Laid:
    """The sheets one after the other, each under its name where somebody gave it one.

    Raises `DocumentRefused` when a sheet has more than 500 columns in use.
    """
    composer = Composer()
    for number, sheet in enumerate(sheets, start=1):
        if not sheet.rows:
            continue
        if not NAMELESS.fullmatch(sheet.name):
            composer.line([Piece(sheet.name, number, cell=sheet.name)])
        _add(composer, sheet, number)
        composer.gap()
    composer.notes.extend(_notes(sheets, hidden_names))
    return composer.finish()


def _add(composer: Composer, sheet: Sheet, number: int) -> None:
    columns = sorted({column for cells in sheet.rows.values() for column in cells})
    if len(columns) > MOST_COLUMNS:
        raise DocumentRefused(
            "工作表“%(name)s”有 %(count)s 列，超过 %(most)s 列；请只留需要的列后再上传。",
            name=sheet.name,
            count=len(columns),
            most=MOST_COLUMNS,
        )
    filled = _filled(sheet)
    before = 0
    for row in sorted(sheet.rows):
        if before and row > before + 1:
            composer.gap()
        before = row
        own = sheet.rows[row]
        cells = []
        for column in columns:
            source = row if column in own else filled.get((row, column), row)
            words = sheet.rows[source].get(column, "")
            cells.append(Piece(words, number, cell=f"{sheet.name}!{letters_of(column)}{source}"))
        composer.row(cells)


def _filled(sheet: Sheet) -> dict[tuple[int, int], int]:
    """The row and column of cells that a merged one above speaks for, and the row of that."""
    filled: dict[tuple[int, int], int] = {}
    rows = sorted(sheet.rows)
    for top, left, bottom, _ in sheet.merges:
        words = sheet.rows.get(top, {}).get(left, "")
        if not words or len(words) > LONGEST_REPEATED:
            continue
        for row in rows[bisect_right(rows, top) : bisect_left(rows, bottom + 1)]:
            if len(filled) >= MOST_FILLED:
                return filled
            filled[row, left] = top
    return filled


def _notes(sheets: Sequence[Sheet], hidden_names: Sequence[str]) -> Iterator[Sentence]:
    if hidden_names:
        yield Sentence(
            "隐藏的工作表没有读取：%(names)s；需要时请取消隐藏后再上传。",
            names="、".join(hidden_names[:20]),
        )
    for sheet in sheets:
        if sheet.hidden:
            yield Sentence(
                "工作表“%(name)s”有 %(count)s 个隐藏的行列没有读取；需要时请取消隐藏后再上传。",
                name=sheet.name,
                count=sheet.hidden,
            )


def letters_of(column: int) -> str:
    """AB for 28."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """28 for AB."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
