"""What kind of file somebody handed over, told by its content; its name is only a hint."""

from enum import StrEnum
from pathlib import PurePath

from guatu.adapters.documents.packages import Package, open_package
from guatu.kernel.reading import DocumentRefused

LARGEST = 20 * 1024 * 1024
HEAD = 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
OTHER_PICTURES = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
ARCHIVES = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")
WEB_PAGES = (b"<!doctype", b"<html", b"<?xml", b"mime-version:")
OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"


class FileKind(StrEnum):
    """The kinds of file that are read."""

    TEXT = "text"
    WORD = "word"
    PDF = "pdf"
    PICTURE = "picture"
    SHEET = "sheet"
    OPEN_SHEET = "open_sheet"
    OLD_SHEET = "old_sheet"


def check_size(data: bytes) -> None:
    """Raise `DocumentRefused` when the file is empty or larger than 20 MB."""
    if not data:
        raise DocumentRefused("文件是空的；请检查后重新上传。")
    if len(data) > LARGEST:
        raise DocumentRefused(
            "文件有 %(size)s MB，超过 20 MB；请拆分后再上传。", size=round(len(data) / 1024 / 1024)
        )


def kind_of(data: bytes, *, file_name: str) -> FileKind:
    """The kind of a file.

    Raises `DocumentRefused`, with what to do instead, for every kind that is not read.
    """
    head = data[:HEAD]
    if b"%PDF-" in head:
        return FileKind.PDF
    if head.startswith(PICTURES):
        return FileKind.PICTURE
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_package(open_package(data))
    if head.startswith(OLE):
        return _kind_of_old(data)
    _refuse_others(head, PurePath(file_name).suffix.lower())
    return FileKind.TEXT


def _kind_of_package(package: Package) -> FileKind:
    names = package.names
    if any(name.endswith(("vbaProject.bin", "vbaData.xml")) for name in names):
        is_sheet = any(name.startswith("xl/") for name in names)
        raise _with_macros(".xlsx" if is_sheet else ".docx")
    if "xl/workbook.bin" in names:
        raise DocumentRefused("这是 .xlsb 表格；请另存为 .xlsx 后上传。")
    if "xl/workbook.xml" in names:
        return FileKind.SHEET
    if package.word_text is not None:
        return FileKind.WORD
    if any(name.startswith("ppt/") for name in names):
        raise _slides()
    if "mimetype" in names and "content.xml" in names:
        if package.part("mimetype").strip().startswith(OPEN_SHEET):
            return FileKind.OPEN_SHEET
        raise DocumentRefused("这是 OpenDocument 文件；请另存为 .docx 后上传。")
    raise DocumentRefused("这是压缩包；请解压后逐个上传。")


def _with_macros(suffix: str) -> DocumentRefused:
    return DocumentRefused("文件带有宏，没有读取；请另存为 %(suffix)s 后上传。", suffix=suffix)


def _slides() -> DocumentRefused:
    return DocumentRefused("这是演示文稿；请把文字复制到 .docx 或 .txt 后上传。")


def _kind_of_old(data: bytes) -> FileKind:
    """Old office files name their streams in UTF-16."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise DocumentRefused("文件加了密码；请去掉密码后再上传。")
    if has("WordDocument"):
        raise DocumentRefused("这是旧版 Word 或 WPS 文字（.doc、.wps）；请另存为 .docx 后上传。")
    if has("PowerPoint Document"):
        raise _slides()
    if has("Workbook") or has("Book"):
        return FileKind.OLD_SHEET
    raise DocumentRefused("这是旧版办公文件；请另存为 .docx 或 .xlsx 后上传。")


def _refuse_others(head: bytes, suffix: str) -> None:
    if head.startswith(b"{\\rtf"):
        raise DocumentRefused("这是 RTF 文件；请另存为 .docx 后上传。")
    if head.startswith(OTHER_PICTURES):
        raise DocumentRefused("这种图片不能读；请另存为 .png 或 .jpg 后上传。")
    if head.startswith(ARCHIVES):
        raise DocumentRefused("这是压缩包；请解压后逐个上传。")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(WEB_PAGES):
        raise DocumentRefused("这是网页文件；请复制正文到 .docx 或 .txt 后上传。")
    if suffix in {".doc", ".docx", ".wps", ".pdf", ".xls", ".xlsx", ".ods", ".png", ".jpg"}:
        _refuse_false_name(head, suffix)


def _refuse_false_name(head: bytes, suffix: str) -> None:
    """Plain text under another name is read; what is no text was cut off or damaged."""
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentRefused(
            "文件名是 %(suffix)s，内容却不是，可能不完整；请打开核对后重新保存，再上传。",
            suffix=suffix,
        )
