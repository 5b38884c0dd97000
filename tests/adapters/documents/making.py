"""Real documents for the tests: made by the libraries that others use, or part by part."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from docx import Document
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WORD_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{WORD_SPACE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
FONT = "STSong-Light"
A4 = (595, 842)
TABLE = [
    ["序号", "指标", "单位", "目标值", "责任单位", "完成时限"],
    ["1", "粮食产量", "万吨", "12.5", "县农业农村局", "12月底"],
    ["2", "新增高新技术企业", "家", "15", "县科技局", "11月底"],
]
Table = Sequence[Sequence[str]]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return held.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word document with this XML in its body, and in other parts of the folder `word`."""
    others = {
        f"word/{name}.xml": f"<w:{name} {SPACES}>{content}</w:{name}>"
        for name, content in parts.items()
    }
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    return zipped({"word/document.xml": document, **others})


def run(words: str, settings: str = "") -> str:
    """A run of words in XML."""
    return f"<w:r><w:rPr>{settings}</w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(*runs: str, settings: str = "") -> str:
    """A paragraph in XML; what is no XML yet becomes a run."""
    inner = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{settings}</w:pPr>{inner}</w:p>"


def cell(*blocks: str, settings: str = "") -> str:
    """A cell in XML; what is no XML yet becomes a paragraph."""
    inner = "".join(part if part.startswith("<") else paragraph(part) for part in blocks)
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{inner}</w:tc>"


def table(*rows: Iterable[str]) -> str:
    """A table in XML of rows of cells."""
    inner = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows)
    return f"<w:tbl>{inner}</w:tbl>"


def plan_in_word(paragraphs: Sequence[str], rows: Table = ()) -> bytes:
    """A plan as python-docx writes it: a title, paragraphs, a table, two points of a list."""
    document = Document()
    document.add_heading("平湖县2024年工作要点", 0)
    for words in paragraphs:
        document.add_paragraph(words)
    if rows:
        grid = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(grid.rows, rows, strict=True):
            for own, words in zip(row.cells, cells, strict=True):
                own.text = words
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


class PdfMaker:
    """A PDF that is drawn word by word, from the top left corner of A4 pages."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.held = io.BytesIO()
        self.canvas = Canvas(self.held, pagesize=A4)

    def words(self, left: float, top: float, words: str, size: float = 14) -> None:
        """Draw words."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(left, A4[1] - top - size, words)

    def block(self, left: float, top: float, letters: int, words: str, size: float = 14) -> float:
        """Set words in lines as wide as so many letters, numbers unbroken; the height below."""
        line = ""
        for part in re.findall(r"[\d.]+%?|.", words):
            wider = pdfmetrics.stringWidth(line + part, FONT, size)
            if wider > letters * size:
                self.words(left, top, line, size)
                top += size * 1.6
                line = ""
            line += part
        self.words(left, top, line, size)
        return top + size * 1.6

    def grid(self, left: float, top: float, widths: Sequence[float], rows: Table) -> None:
        """Draw a ruled table."""
        height = 24.0
        sides = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
        for number in range(len(rows) + 1):
            level = A4[1] - top - number * height
            self.canvas.line(sides[0], level, sides[-1], level)
        for side in sides:
            self.canvas.line(side, A4[1] - top, side, A4[1] - top - len(rows) * height)
        for number, cells in enumerate(rows):
            for side, words in zip(sides[:-1], cells, strict=True):
                self.words(side + 3, top + number * height + 5, words, 11)

    def picture(self, data: bytes) -> None:
        """Fill the page with a picture."""
        self.canvas.drawImage(ImageReader(io.BytesIO(data)), 0, 0, *A4)

    def next_page(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.held.getvalue()


def workbook(sheets: Mapping[str, Table]) -> bytes:
    """A workbook of these rows, all as text."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)
    return held.getvalue()
