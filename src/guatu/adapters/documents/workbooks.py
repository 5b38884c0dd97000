"""A workbook (.xlsx): the shown values of its cells, read cell by cell from the XML."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from guatu.adapters.documents.markup import scan
from guatu.adapters.documents.numbering import child_at, children, whole
from guatu.adapters.documents.packages import Package, damaged
from guatu.adapters.documents.sheets import Sheet, column_of, lay_out
from guatu.adapters.documents.shown_figures import BUILT_IN, exact, shown
from guatu.kernel.reading import Laid

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})")
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MOST_MERGES = 65_535


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share: its texts, its formats, its first day."""

    texts: list[str]
    formats: list[str]
    from_1904: bool


@dataclass(slots=True)
class _SheetReader:
    """A sheet while its XML goes by."""

    book: Book
    sheet: Sheet
    row: int = 0
    column: int = 0
    kind: str = "n"
    format: str = ""
    hides_row: bool = False
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    _words: list[str] | None = None

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Take the start of an element."""
        if tag == "s:c":
            self._start_cell(given)
        elif tag in {"s:v", "s:t"}:
            self._words = [] if self._words is None else self._words
        elif tag == "s:row":
            self.row = whole(given.get("r")) or self.row + 1
            self.column = 0
            self.hides_row = given.get("hidden") in {"1", "true"}
            self.sheet.hidden += self.hides_row
        elif tag == "s:mergeCell":
            self._take_merge(given.get("ref", ""))
        elif tag == "s:col" and given.get("hidden") in {"1", "true"}:
            self.hidden_columns.append((whole(given.get("min")) or 0, whole(given.get("max")) or 0))
            self.sheet.hidden += 1

    def words(self, words: str) -> None:
        """Take letters."""
        if self._words is not None:
            self._words.append(words)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag != "s:c":
            return
        words = "".join(self._words or [])
        self._words = None
        hides = any(first <= self.column <= last for first, last in self.hidden_columns)
        if words and not self.hides_row and not hides:
            self.sheet.put(self.row, self.column, self._shown(words))

    def _start_cell(self, given: dict[str, str]) -> None:
        found = ADDRESS.fullmatch(given.get("r", ""))
        if found:
            self.column, self.row = column_of(found[1]), int(found[2])
        else:
            self.column += 1
        self.kind = given.get("t", "n")
        style = whole(given.get("s")) or 0
        self.format = self.book.formats[style] if style < len(self.book.formats) else ""
        self._words = None

    def _take_merge(self, ref: str) -> None:
        found = RANGE.fullmatch(ref)
        if found and len(self.sheet.merges) < MOST_MERGES:
            left, top, right, bottom = found.groups()
            self.sheet.merges.append((int(top), column_of(left), int(bottom), column_of(right)))

    def _shown(self, words: str) -> str:
        if self.kind == "s":
            at = whole(words)
            return self.book.texts[at] if at is not None and at < len(self.book.texts) else ""
        if self.kind == "e":
            return ""
        if self.kind == "b":
            return "是" if words == "1" else "否"
        if self.kind in {"str", "inlineStr"}:
            return words
        return self._figure(words)

    def _figure(self, words: str) -> str:
        day = ISO_DAY.match(words)
        if day:
            return f"{day[1]}年{int(day[2])}月{int(day[3])}日"
        value = exact(words)
        if value is None:
            return words
        return shown(value, self.format, from_1904=self.book.from_1904)


def read_workbook(package: Package) -> Laid:
    """The text of a workbook; raises `DocumentRefused` when it is damaged or hostile."""
    workbook = package.markup("xl/workbook.xml")
    if workbook is None:
        raise damaged()
    settings = child_at(workbook, "s:workbookPr")
    from_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
    book = Book(list(_texts(package)), list(_formats(package)), from_1904)
    parts = dict(_parts(package))
    sheets, hidden = [], []
    listed = child_at(workbook, "s:sheets")
    for entry in () if listed is None else children(listed, "s:sheet"):
        name, part = entry.get("name", ""), parts.get(entry.get("r:id", ""), "")
        if entry.get("state", "visible") != "visible":
            hidden.append(name)
        elif part in package.names:
            sheets.append(_read_sheet(package.part(part), Sheet(name), book))
    return lay_out(sheets, hidden)


def _read_sheet(data: bytes, sheet: Sheet, book: Book) -> Sheet:
    reader = _SheetReader(book, sheet)
    scan(data, start=reader.start, end=reader.end, words=reader.words)
    return sheet


def _parts(package: Package) -> Iterator[tuple[str, str]]:
    """The parts of a workbook by what refers to them."""
    relations = package.markup("xl/_rels/workbook.xml.rels")
    for one in () if relations is None else children(relations, "rel:Relationship"):
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))
            yield one.get("Id", ""), target.removeprefix("/")


def _texts(package: Package) -> Iterator[str]:
    """The texts that cells share, without the readings printed above them."""
    shared = package.markup("xl/sharedStrings.xml")
    for one in () if shared is None else children(shared, "s:si"):
        runs = [one, *children(one, "s:r")]
        yield "".join(text.text or "" for run in runs for text in children(run, "s:t"))


def _formats(package: Package) -> Iterator[str]:
    """The codes of the number formats by style."""
    styles = package.markup("xl/styles.xml")
    if styles is None:
        return
    own = child_at(styles, "s:numFmts")
    codes: dict[int, str] = dict(BUILT_IN)
    for one in () if own is None else children(own, "s:numFmt"):
        codes[whole(one.get("numFmtId")) or 0] = one.get("formatCode", "")
    used = child_at(styles, "s:cellXfs")
    for one in () if used is None else children(used, "s:xf"):
        yield codes.get(whole(one.get("numFmtId")) or 0, "")
