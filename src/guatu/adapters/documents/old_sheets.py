"""An old workbook (.xls): its values; its formats are not known, so percentages want an eye."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from guatu.adapters.documents.packages import damaged
from guatu.adapters.documents.sheets import Sheet, lay_out
from guatu.adapters.documents.shown_figures import printed, written
from guatu.kernel.reading import Laid
from guatu.kernel.sentences import Sentence

SHARES = Sentence(
    "旧版 .xls 的百分数可能读成小数（如百分之八读作 0.08）；请核对，或另存为 .xlsx 后上传。"
)


def read_old_sheet(data: bytes) -> Laid:
    """The text of an old workbook; raises `DocumentRefused` when it is damaged."""
    sheets, hidden, is_share = [], [], False
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in book.sheets_metadata:
            if about.visible is not SheetVisibleEnum.Visible:
                hidden.append(about.name)
                continue
            sheet = Sheet(about.name)
            source = book.get_sheet_by_name(about.name)
            for row, column, value in _values(source):
                is_share = is_share or (isinstance(value, float) and 0 < abs(value) < 1)
                sheet.put(row, column, _shown(value))
            sheet.merges = [
                (top + 1, left + 1, bottom + 1, right + 1)
                for (top, left), (bottom, right) in source.merged_cell_ranges or []
            ]
            sheets.append(sheet)
    except (CalamineError, OSError, ValueError) as fault:
        raise damaged() from fault
    laid = lay_out(sheets, hidden)
    notes = (*laid.notes, SHARES) if is_share else laid.notes
    return Laid(laid.text, laid.pages, laid.places, notes)


def _values(source: CalamineSheet) -> Iterator[tuple[int, int, object]]:
    """The cells that hold something, by row and column from 1."""
    top, left = source.start or (0, 0)
    for row, cells in enumerate(source.to_python(), start=top + 1):
        for column, value in enumerate(cells, start=left + 1):
            if value != "":
                yield row, column, value


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return _figure(value)
    if isinstance(value, datetime):
        return written(value.date())
    return written(value) if isinstance(value, date) else str(value)


def _figure(number: float) -> str:
    return printed(Decimal(number))
