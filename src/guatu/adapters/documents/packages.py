"""The package of a modern office file, checked before and while it is unpacked (RELIABILITY F1)."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from guatu.adapters.documents.markup import tree
from guatu.kernel.reading import DocumentRefused

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 200 * MEGABYTE
MOST_ENTRIES = 2_000
MOST_RATIO = 100
MOST_RATIO_OF_SMALL = 200
SMALL = MEGABYTE
LOCAL_HEADER = 30
ENCRYPTED = 0x1
ARCHIVE = re.compile(r"\.(zip|7z|rar|gz|tgz|tar|bz2|xz|jar)$", re.IGNORECASE)
WORD_TEXT = re.compile(r"word/document\d*\.xml")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Package:
    """A package that kept its limits, and the names of its parts."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def part(self, name: str) -> bytes:
        """The content of a part; raises `DocumentRefused` when it is damaged or lies of its size.

        No more is unpacked than the index of the package promises, which was checked.
        """
        try:
            return self.archive.read(name)
        except (*BROKEN, RuntimeError, KeyError) as fault:
            raise damaged() from fault

    def markup(self, name: str) -> Element | None:
        """The tree of an XML part; None when the package has no such part."""
        return tree(self.part(name)) if name in self.names else None

    @property
    def word_text(self) -> str | None:
        """The part that holds the text of a Word document; some programs number it."""
        return min((name for name in self.names if WORD_TEXT.fullmatch(name)), default=None)


def open_package(data: bytes) -> Package:
    """The package in `data`.

    Raises `DocumentRefused` in words when it holds too much, packs too tightly (a bomb), is
    encrypted, holds archives, overlapping parts, or names that lead out of it.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (*BROKEN, RuntimeError, IndexError) as fault:
        raise damaged() from fault
    if len(entries) > MOST_ENTRIES:
        raise DocumentRefused(
            "文件内有 %(count)s 个部件，超过 %(most)s 个；请另存为新文件后再上传。",
            count=len(entries),
            most=MOST_ENTRIES,
        )
    for entry in entries:
        _check(entry)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _too_tight()
    _check_places(entries)
    return Package(archive, frozenset(entry.filename for entry in entries))


def _check(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.flag_bits & ENCRYPTED:
        raise DocumentRefused("文件加了密码；请去掉密码后再上传。")
    if _leads_out(entry.orig_filename) or _leads_out(name):
        raise DocumentRefused("文件内有指向外部的路径，没有读取；请另存为新文件后再上传。")
    if ARCHIVE.search(name):
        raise DocumentRefused("文件内还有压缩包，没有读取；请解压后逐个上传。")
    most = MOST_RATIO_OF_SMALL if entry.file_size < SMALL else MOST_RATIO
    if entry.file_size > most * max(entry.compress_size, 1) and entry.file_size > most:
        raise _too_tight()


def _leads_out(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name


def _check_places(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse parts that share bytes: many names for one bomb."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise _too_tight()
        end = entry.header_offset + LOCAL_HEADER + entry.compress_size


def _too_tight() -> DocumentRefused:
    return DocumentRefused("文件解压后过大，可能有害，没有读取；请另存为新文件后再上传。")


def damaged() -> DocumentRefused:
    """The refusal of a file that was cut off or damaged."""
    return DocumentRefused("文件不完整或已损坏；请用办公软件打开后另存，再上传。")
