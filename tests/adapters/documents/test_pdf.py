"""PDF plans: lines in reading order, paragraphs, tables, and what is left out."""

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.adapters.documents.making import TABLE, PdfMaker

from guatu.adapters.documents import open_document, read_apart
from guatu.adapters.documents.scans import can_read_scans
from guatu.kernel.reading import DocumentRefused, Laid

LEFT, TOP, LETTERS = 90, 100, 28
PASSAGE = (
    "全县上下要坚持稳中求进工作总基调，扎实推进新型工业化，"
    "新增规模以上工业企业12家，技改投资增长15%。"
)
OTHER = (
    "县农业农村局要稳定粮食播种面积，建设高标准农田3.5万亩，"
    "粮食产量稳定在12.5万吨，生猪出栏40万头。"
)


def read(maker: PdfMaker) -> Laid:
    return open_document(maker.done(), file_name="计划.pdf")


def lines(maker: PdfMaker) -> list[str]:
    return [line for line in read(maker).text.split("\n") if line]


def test_broken_lines_become_paragraphs_and_headings_stay_alone() -> None:
    maker = PdfMaker()
    maker.words(200, 60, "平湖县工作要点", 22)
    maker.words(LEFT + 28, TOP, "一、主要目标")
    below = maker.block(LEFT, TOP + 23, LETTERS, f"　　{PASSAGE}")
    maker.block(LEFT, below, LETTERS, f"　　{OTHER}")

    assert lines(maker) == ["平湖县工作要点", "一、主要目标", PASSAGE, OTHER]


def test_each_line_keeps_its_box() -> None:
    maker = PdfMaker()
    maker.block(LEFT, TOP, LETTERS, PASSAGE)
    laid = read(maker)

    first, *_ = laid.places
    assert laid.text[first.start : first.end] == PASSAGE[:LETTERS]
    assert first.box is not None
    left, top, right, bottom = first.box
    assert left == pytest.approx(LEFT / 595, abs=0.01)
    assert right == pytest.approx((LEFT + 14 * LETTERS) / 595, abs=0.02)
    assert top < (TOP + 7) / 842 < bottom
    assert (laid.pages[0].width, laid.pages[0].height) == (595, 842)


def test_two_columns_are_read_one_after_the_other() -> None:
    maker = PdfMaker()
    maker.words(200, 60, "平湖县工作要点", 22)
    for column, words in ((60, PASSAGE), (320, OTHER)):
        maker.block(column, TOP, 16, words)

    assert lines(maker) == ["平湖县工作要点", PASSAGE, OTHER]


def test_columns_drawn_line_by_line_across_are_parted_all_the_same() -> None:
    maker = PdfMaker()
    for number in range(3):
        at = slice(number * 16, number * 16 + 16)
        maker.words(60, TOP + 22 * number, ("左边的话没有数字" * 5)[at])
        maker.words(320, TOP + 22 * number, ("右边的话也没有数" * 5)[at])

    assert lines(maker) == ["左边的话没有数字" * 5, "右边的话也没有数" * 5]


def test_a_point_of_a_list_begins_anew_even_when_the_line_before_is_full() -> None:
    maker = PdfMaker()
    full = "新建高标准农田并改造提升灌溉设施"
    for number, words in enumerate(
        [full * 2, "1．" + full, "2 " + full, "（一）" + full, "3.5万亩"]
    ):
        maker.block(LEFT, TOP + 60 * number, 16, words)

    assert lines(maker) == [full * 2, "1．" + full, "2 " + full, "（一）" + full, "3.5万亩"]


def test_a_heading_does_not_end_a_column_but_heads_what_follows() -> None:
    maker = PdfMaker()
    maker.block(60, TOP, 16, PASSAGE)
    maker.words(60, TOP + 4 * 22.4, "二、任务分解表")
    maker.block(320, TOP, 16, OTHER)

    assert lines(maker) == [PASSAGE, OTHER, "二、任务分解表"]


def test_heads_that_reach_further_out_do_not_hide_the_sides_of_the_text() -> None:
    maker = PdfMaker()
    maker.words(20, 40, "2024年2月", 7)
    maker.block(LEFT, TOP, LETTERS, PASSAGE)
    maker.words(20, 780, "内部资料", 7)
    maker.words(540, 780, "平湖", 7)

    assert PASSAGE in lines(maker)


def test_a_paragraph_goes_on_over_the_page_and_heads_and_numbers_are_dropped() -> None:
    maker = PdfMaker()
    for number in range(3):
        maker.words(200, 30, "平湖县人民政府文件", 9)
        maker.block(LEFT, TOP, LETTERS, PASSAGE[:LETTERS])
        maker.words(280, 790, f"— {number + 1} —", 10)
        maker.next_page()

    assert read(maker).text == f"{PASSAGE[:LETTERS] * 3}\n"


def test_a_number_in_the_text_is_no_page_number() -> None:
    maker = PdfMaker()
    maker.words(LEFT, 400, "12")

    assert lines(maker) == ["12"]


def test_a_ruled_table_gives_rows_of_cells() -> None:
    maker = PdfMaker()
    maker.words(LEFT, 60, "附件：任务分解表")
    maker.grid(50, TOP, [40, 130, 50, 60, 110, 80], TABLE)
    maker.words(LEFT, 400, "注：表后")

    laid = read(maker)

    rows = ["\t".join(row) for row in TABLE]
    assert [line for line in laid.text.split("\n") if line] == [
        "附件：任务分解表",
        *rows,
        "注：表后",
    ]
    at = laid.text.index("12.5")
    [place] = laid.where(at, at + 4)
    assert place.cell == "表1 第2行"
    assert place.box is not None


def test_merged_cells_of_a_ruled_table_are_filled_down_and_keep_their_box() -> None:
    maker = PdfMaker()
    low = 842 - TOP - 48
    maker.canvas.rect(50, low, 260, 48)
    maker.canvas.line(150, low + 24, 310, low + 24)
    for side in (150, 250):
        maker.canvas.line(side, low, side, low + 48)
    for left, top, words in [
        (60, 18, "农业"),
        (155, 5, "粮食产量"),
        (255, 5, "12.5"),
        (155, 29, "油料产量"),
        (255, 29, "3"),
    ]:
        maker.words(left, TOP + top, words, 11)
    laid = read(maker)

    assert laid.text.strip() == "农业\t粮食产量\t12.5\n农业\t油料产量\t3"
    first, again = (place for place in laid.places if laid.text[place.start : place.end] == "农业")
    assert first.box == again.box is not None


def test_a_table_without_lines_gives_rows_too() -> None:
    maker = PdfMaker()
    for number, row in enumerate(TABLE):
        for column, words in enumerate(row):
            maker.words(40 + column * 88, TOP + number * 24, words, 9)

    assert lines(maker) == ["\t".join(row) for row in TABLE]


def test_slanted_watermarks_are_left_out_and_bold_by_double_print_is_read_once() -> None:
    maker = PdfMaker()
    maker.words(LEFT, TOP, "粮食12万吨")
    maker.words(LEFT + 0.3, TOP, "粮食12万吨")
    maker.canvas.saveState()
    maker.canvas.rotate(45)
    maker.canvas.drawString(400, 100, "内部资料")
    maker.canvas.restoreState()

    assert lines(maker) == ["粮食12万吨"]


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    maker = PdfMaker()
    maker.canvas.setPageRotation(90)
    maker.canvas.translate(100, 200)
    maker.canvas.rotate(90)
    maker.canvas.setFont("STSong-Light", 14)
    maker.canvas.drawString(0, 0, "横排的表")
    laid = read(maker)

    assert laid.text == "横排的表\n"
    assert laid.places[0].box is not None
    left, _, right, bottom = laid.places[0].box
    assert left == pytest.approx(200 / 595, abs=0.01)
    assert right == pytest.approx((200 + 4 * 14) / 595, abs=0.01)
    assert bottom == pytest.approx(104 / 842, abs=0.01)


def test_a_locked_file_is_refused() -> None:
    maker = PdfMaker()
    maker.canvas = Canvas(maker.held, encrypt=StandardEncryption("x", canPrint=0))
    maker.words(LEFT, TOP, "密")

    with pytest.raises(DocumentRefused, match="密码"):
        read(maker)


def test_more_than_four_hundred_pages_are_refused() -> None:
    maker = PdfMaker()
    for _ in range(401):
        maker.words(LEFT, TOP, "页")
        maker.next_page()

    with pytest.raises(DocumentRefused, match="401 页"):
        read(maker)


@pytest.mark.skipif(can_read_scans(), reason="SCANS ARE READ HERE: the ocr part is installed")
def test_a_scan_is_refused_with_the_remedy_where_nothing_reads_it(scan: bytes) -> None:
    for data in (scan, photographed(scan)):
        with pytest.raises(DocumentRefused, match="ocr"):
            open_document(data, file_name="扫描件")


def photographed(picture: bytes) -> bytes:
    """A PDF whose only page is the picture."""
    maker = PdfMaker()
    maker.picture(picture)
    return maker.done()


@pytest.mark.skipif(can_read_scans(), reason="SCANS ARE READ HERE: the ocr part is installed")
def test_scanned_pages_among_others_are_named(scan: bytes) -> None:
    maker = PdfMaker()
    maker.words(LEFT, TOP, "第一页有文字，新建学校3所。")
    maker.next_page()
    maker.picture(scan)
    laid, _ = read_apart(maker.done(), file_name="计划.pdf")

    assert laid.text == "第一页有文字，新建学校3所。\n"
    assert "第 2 页是扫描件" in str(laid.notes[0])
