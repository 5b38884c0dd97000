"""Reading documents in the limited child: seconds, speed and memory by format."""

import io
import resource
import time
from collections.abc import Callable
from functools import partial

from bench.harness import Bench
from docx import Document
from PIL import Image, ImageDraw, ImageFont
from tests.adapters.documents.making import TABLE, PdfMaker, workbook
from tests.adapters.documents.mutations import PLAN

from guatu.adapters.documents import read_apart
from guatu.adapters.documents.scans import can_read_scans
from guatu.kernel.reading import Laid, read_plan
from guatu.packs import document_text

PAGES = 200
LETTERS_OF_A_PAGE = 560  # 22 lines of 28 letters, less what headings leave blank
RUNS = 5
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
PLAIN_AT_LEAST = 100_000
WORD_AT_MOST = 5.0
SCAN_AT_MOST = 6.0
MEMORY_AT_MOST = 512.0


def measure(bench: Bench) -> None:
    """Read long documents of each kind as the product does, start of the child included."""
    plan = document_text("honghu-2023", "plan")
    text = plan * (PAGES * LETTERS_OF_A_PAGE // len(plan) + 1)
    _measure_plain(bench, text)
    documents: dict[str, tuple[str, Callable[[], bytes]]] = {
        "Word, 200 pages": ("a.docx", partial(in_word, text)),
        "PDF, 200 pages": ("a.pdf", partial(in_pdf, text)),
        "sheet, 3,000 rows": ("a.xlsx", lambda: workbook({"任务": TABLE * 1_000})),
        "smallest text": ("a.txt", PLAN.encode),
    }
    for name, (file_name, make) in documents.items():
        data = make()
        at_most = WORD_AT_MOST if file_name == "a.docx" else None
        series = bench.time(
            name, partial(read_apart, data, file_name=file_name), runs=RUNS, at_most=at_most
        )
        if file_name == "a.pdf":
            bench.record("PDF pages a second", [PAGES / series.median], unit="1/s")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    bench.record("most memory of a child", [most], unit="MB", at_most=MEMORY_AT_MOST)
    if can_read_scans():
        _measure_scans(bench)


def _measure_plain(bench: Bench, text: str) -> None:
    """Letters a second of plain text: the reader alone, and with the child around it."""
    reader, whole = [], []
    for _ in range(RUNS):
        began = time.perf_counter()
        read_plan(text)
        middle = time.perf_counter()
        read_apart(text.encode(), file_name="a.txt")
        reader.append(len(text) / (middle - began))
        whole.append(len(text) / (time.perf_counter() - middle))
    bench.record("plain text, reader alone", reader, unit="letters/s", at_least=PLAIN_AT_LEAST)
    bench.record("plain text, in the child", whole, unit="letters/s")


def _measure_scans(bench: Bench) -> None:
    """Seconds a scanned page: ten pages, less one page, by nine."""
    one, ten = scanned(1), scanned(10)
    single = bench.time("scan, 1 page", partial(_read_scan, one), runs=3, warm_ups=0)
    many = bench.time("scan, 10 pages", partial(_read_scan, ten), runs=1, warm_ups=0)
    each = (many.median - single.median) / 9
    bench.record("scan, each page", [each], unit="s", at_most=SCAN_AT_MOST)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    bench.record("most memory of a child that reads scans", [most], unit="MB")


def _read_scan(data: bytes) -> Laid:
    laid, _ = read_apart(data, file_name="scan.pdf")
    return laid


def in_word(text: str) -> bytes:
    """The text as a Word document with a table after every 60 paragraphs."""
    document = Document()
    for number, words in enumerate(text.splitlines(), start=1):
        document.add_paragraph(words)
        if number % 60 == 0:
            grid = document.add_table(len(TABLE), len(TABLE[0]))
            for row, cells in zip(grid.rows, TABLE, strict=True):
                for own, entry in zip(row.cells, cells, strict=True):
                    own.text = entry
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def in_pdf(text: str) -> bytes:
    """The text as a PDF of 200 pages, with heads and page numbers."""
    maker = PdfMaker()
    words = text.replace("\n", "")
    for number in range(PAGES):
        begin = number * LETTERS_OF_A_PAGE
        maker.words(200, 30, "平湖县人民政府文件", 9)
        maker.block(90, 90, 28, words[begin : begin + LETTERS_OF_A_PAGE])
        maker.words(280, 800, f"— {number + 1} —", 10)
        maker.next_page()
    return maker.done()


def scanned(pages: int) -> bytes:
    """Pages of a plan as pictures in a PDF, 28 lines each."""
    font = ImageFont.truetype(FONT, 32, index=2)
    maker = PdfMaker()
    for number in range(pages):
        page = Image.new("L", (1240, 1754), 255)
        pen = ImageDraw.Draw(page)
        for line in range(28):
            words = PLAN.replace("\n", "")[line * 3 : line * 3 + 29]
            pen.text((140, 130 + line * 54), f"{number}{words}", fill=0, font=font)
        held = io.BytesIO()
        page.save(held, "PNG")
        maker.picture(held.getvalue())
        maker.next_page()
    return maker.done()
