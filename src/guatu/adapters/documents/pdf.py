"""A PDF plan: its lines in reading order, joined to paragraphs; ruled tables as rows of cells."""

import re
from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium

from guatu.adapters.documents.composing import Composer, Piece
from guatu.adapters.documents.grids import Grid, grids_of
from guatu.adapters.documents.listening import Listener
from guatu.adapters.documents.packages import damaged
from guatu.adapters.documents.pdf_pages import PageContent, content_of
from guatu.adapters.documents.running_heads import without_heads
from guatu.adapters.documents.runs import Line, Run, goes_on, joint, lines_of
from guatu.adapters.documents.scans import can_read_scans, decoded, scan_reader
from guatu.kernel.reading import Box, DocumentRefused, Laid, Page
from guatu.kernel.sentences import Sentence

MOST_PAGES = 400
FEWEST_LETTERS = 8
PICTURED = 0.4
MOST_ODD = 0.3
LOCKED = 4
MOST_SCANS = 60
MOST_NAMED = 20
LONGEST_SIDE_OF_SCAN = 1_800
REMEDY = Sentence("请安装 ocr 组件（pip install guatu[ocr]）或上传文字版。")
ENUMERATED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,3}(?:[、．]|[.](?!\d)|[ ]+[一-鿿])|[①-⑳]"
)


@dataclass(slots=True)
class PdfReader:
    """A document while its pages are put together."""

    composer: Composer = field(default_factory=Composer)
    _open: list[Piece] = field(default_factory=list)
    _last: Line | None = None
    _tables: int = 0

    def add_page(
        self, number: int, content: PageContent, lines: list[Line], grids: list[Grid]
    ) -> None:
        """Add the lines of a page with its tables between them."""
        self.composer.pages.append(Page(number, content.width, content.height))
        left = list(grids)
        for line in lines:
            while left and left[0].top < line.top:
                self._add_table(number, content, left.pop(0))
            self._add_line(number, content, line)
        for grid in left:
            self._add_table(number, content, grid)

    def finish(self) -> Laid:
        """The layout of all pages."""
        self._close()
        return self.composer.finish()

    def _add_line(self, number: int, content: PageContent, line: Line) -> None:
        if self._last is None or not _joins(self._last, line):
            self._close()
        if len(line.runs) > 1:
            self._close()
            cells = [Piece(run.words, number, _box(content, run)) for run in line.runs]
            self.composer.row(cells)
            return
        [run] = line.runs
        between = joint(self._open[-1].words, run.words) if self._open else ""
        self._open.append(Piece(between + run.words, number, _box(content, run)))
        self._last = line

    def _close(self) -> None:
        if self._open:
            self.composer.line(self._open)
        self._open = []
        self._last = None

    def _add_table(self, number: int, content: PageContent, grid: Grid) -> None:
        self._close()
        self._tables += 1
        self.composer.gap()
        for at, row in enumerate(grid.rows(), start=1):
            place = f"表{self._tables} 第{at}行"
            if any(cell.words and not cell.is_filled for cell in row):
                self.composer.row(
                    [
                        Piece(cell.words, number, cell.box and _share(content, cell.box), place)
                        for cell in row
                    ]
                )
        self.composer.gap()


def _joins(last: Line, line: Line) -> bool:
    """Whether `line` goes on with the paragraph of the line before, on its page or the next."""
    return goes_on(last, line) and not ENUMERATED.match(line.runs[0].words)


def _box(content: PageContent, run: Run) -> Box:
    return _share(content, (run.left, run.top, run.right, run.bottom))


def _share(content: PageContent, sides: Box) -> Box:
    """The sides as shares of the page."""
    left, top, right, bottom = sides
    wide, high = content.width, content.height
    shares = (left / wide, top / high, right / wide, bottom / high)
    left, top, right, bottom = (round(min(1.0, max(0.0, share)), 5) for share in shares)
    return left, top, right, bottom


def read_pdf(data: bytes, listener: Listener) -> Laid:
    """The text of a PDF, page by page; scanned pages where the `ocr` part is installed.

    Raises `DocumentRefused` when it is damaged, locked or too long, or holds only pictures.
    """
    document = _opened(data)
    count = len(document)
    contents = []
    for number in range(count):
        contents.append(_content(document, number))
        listener.pages(number + 1, count)
    scanned = [number for number, content in enumerate(contents) if _is_scan(content)]
    notes = _read_scans(document, contents, scanned, listener) if scanned else []
    laid = laid_out(contents)
    return Laid(laid.text, laid.pages, laid.places, (*laid.notes, *notes))


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as fault:
        if fault.err_code == LOCKED:
            raise DocumentRefused("文件加了密码；请去掉密码后再上传。") from fault
        raise damaged() from fault
    if count > MOST_PAGES:
        raise DocumentRefused(
            "文件有 %(count)s 页，超过 %(most)s 页；请拆分后再上传。", count=count, most=MOST_PAGES
        )
    return document


def _content(document: pdfium.PdfDocument, number: int) -> PageContent:
    """The content of a page; an empty one for a page that cannot be opened."""
    try:
        return content_of(document[number])
    except pdfium.PdfiumError:
        return PageContent(1.0, 1.0, (), (), (), 0.0)


def _is_scan(content: PageContent) -> bool:
    """Whether a page says nothing by itself: a picture of a page, or letters without meaning."""
    letters = "".join(run.words for run in content.runs)
    odd = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    is_pictured = len(letters) < FEWEST_LETTERS and content.pictured > PICTURED
    return is_pictured or odd > MOST_ODD * len(letters)


def _read_scans(
    document: pdfium.PdfDocument,
    contents: list[PageContent],
    scanned: list[int],
    listener: Listener,
) -> list[Sentence]:
    """Read the pages that are pictures in their place; what a person should look at.

    Without the `ocr` part the pages with text are read and the others named; when there are no
    pages with text, `DocumentRefused` is raised.
    """
    speaking = any(content.runs for at, content in enumerate(contents) if at not in scanned)
    if speaking and not can_read_scans():
        pages = "、".join(str(number + 1) for number in scanned[:MOST_NAMED])
        return [
            Sentence("第 %(pages)s 页是扫描件，没有读取；%(remedy)s", pages=pages, remedy=REMEDY)
        ]
    if len(scanned) > MOST_SCANS:
        raise DocumentRefused(
            "扫描件有 %(count)s 页，超过 %(most)s 页；请拆分后再上传。",
            count=len(scanned),
            most=MOST_SCANS,
        )
    reader = scan_reader(listener)
    for done, number in enumerate(scanned, start=1):
        content = contents[number]
        page = document[number]
        scale = LONGEST_SIDE_OF_SCAN / max(content.width, content.height)
        picture = page.render(scale=scale).to_numpy()
        runs = reader.runs(picture, page=number + 1, width=content.width, height=content.height)
        contents[number] = replace(content, runs=tuple(runs), uprights=(), levels=())
        listener.pages(done, len(scanned))
    return reader.notes


def read_picture(data: bytes, listener: Listener) -> Laid:
    """The text of a photographed or scanned page.

    Raises `DocumentRefused` when the `ocr` part is not installed, or the picture is damaged.
    """
    reader = scan_reader(listener)
    picture = decoded(data)
    height, width = (int(side) for side in picture.shape[:2])
    runs = reader.runs(picture, page=1, width=width, height=height)
    laid = laid_out([PageContent(width, height, tuple(runs), (), (), 1.0)])
    return Laid(laid.text, laid.pages, laid.places, tuple(reader.notes))


def laid_out(contents: list[PageContent]) -> Laid:
    """The pages put together, heads and page numbers left out."""
    grids: list[list[Grid]] = []
    pages: list[list[Line]] = []
    for content in contents:
        own = grids_of(content.uprights, content.levels)
        free: list[Run] = []
        for run in content.runs:
            holder = next((grid for grid in own if grid.holds(run)), None)
            (free if holder is None else holder.runs).append(run)
        grids.append([grid for grid in own if grid.runs])
        pages.append(lines_of(free, [grid.top for grid in grids[-1]]))
    pages = without_heads(pages, [content.height for content in contents])
    reader = PdfReader()
    for number, (content, lines, own) in enumerate(zip(contents, pages, grids, strict=True), 1):
        reader.add_page(number, content, lines, own)
    return reader.finish()
