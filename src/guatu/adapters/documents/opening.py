"""Opening a document of any kind that is read: its text, pages and places."""

from collections.abc import Callable
from dataclasses import replace

from guatu.adapters.documents.kinds import FileKind, check_size, kind_of
from guatu.adapters.documents.listening import SILENCE, Listener
from guatu.adapters.documents.old_sheets import read_old_sheet
from guatu.adapters.documents.open_sheets import read_open_sheet
from guatu.adapters.documents.packages import Package, open_package
from guatu.adapters.documents.pdf import read_pdf, read_picture
from guatu.adapters.documents.word import read_word
from guatu.adapters.documents.workbooks import read_workbook
from guatu.kernel.reading import DocumentRefused, Laid, Place, decode

UNREADABLE = {
    code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n\f\v\x85"
}
READERS: dict[FileKind, Callable[[Package], Laid]] = {
    FileKind.WORD: read_word,
    FileKind.SHEET: read_workbook,
    FileKind.OPEN_SHEET: read_open_sheet,
}


def open_document(data: bytes, *, file_name: str, listener: Listener = SILENCE) -> Laid:
    """The layout of the document in `data`, its kind told by its content.

    Control characters come as U+FFFD, so that a damaged figure is not read as a whole one.
    Raises `DocumentRefused` in words, with the remedy. Strange bytes belong into the limited
    child: see `read_apart`.
    """
    check_size(data)
    kind = kind_of(data, file_name=file_name)
    laid = _read(kind, data, listener)
    if not laid.text.strip():
        raise DocumentRefused("文件里没有文字；请检查后重新上传。")
    return replace(laid, text=laid.text.translate(UNREADABLE))


def _read(kind: FileKind, data: bytes, listener: Listener) -> Laid:
    if kind is FileKind.TEXT:
        text = decode(data)
        return Laid(text, places=(Place(0, len(text), 1),))
    if kind is FileKind.PDF:
        return read_pdf(data, listener)
    if kind is FileKind.PICTURE:
        return read_picture(data, listener)
    if kind is FileKind.OLD_SHEET:
        return read_old_sheet(data)
    return READERS[kind](open_package(data))
