"""Scanned pages, where the `ocr` part is installed (`requirements/ocr.lock`)."""

import struct
import zlib
from decimal import Decimal

import pytest
from tests.adapters.documents.making import PdfMaker

from guatu.adapters.documents import read_apart
from guatu.adapters.documents.scans import can_read_scans
from guatu.kernel.reading import DocumentRefused

pytestmark = pytest.mark.skipif(
    not can_read_scans(),
    reason="SCANS ARE NOT READ: the ocr part (requirements/ocr.lock) is not installed here",
)
WORDS = "2024年，全县新增规模以上工业企业12家，固定资产投资增长8%以上，粮食产量稳定在12.5万吨。"


def test_a_scanned_picture_is_read_with_its_places(scan: bytes) -> None:
    laid, reading = read_apart(scan, file_name="扫描.png")

    assert laid.text.split("\n")[:2] == ["一、主要目标", WORDS]
    assert {target.value for target in reading.targets} == {
        Decimal(12),
        Decimal(8),
        Decimal("12.5"),
    }
    assert laid.places[0].box is not None
    assert laid.places[0].box[0] == pytest.approx(140 / 1240, abs=0.02)


def test_a_scanned_page_of_a_pdf_is_read_beside_pages_of_text(scan: bytes) -> None:
    maker = PdfMaker()
    maker.words(90, 100, "第一页有文字，新建学校3所。")
    maker.next_page()
    maker.picture(scan)

    laid, _ = read_apart(maker.done(), file_name="扫描.pdf")

    assert [line for line in laid.text.split("\n") if line][2] == WORDS
    assert {place.page for place in laid.places} == {1, 2}


def test_a_picture_with_endless_pixels_is_refused_before_they_are_unpacked() -> None:
    size = struct.pack(">II", 100_000, 100_000)
    parts = [b"IHDR" + size + b"\x08\x00\x00\x00\x00", b"IDAT"]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in parts
    )

    with pytest.raises(DocumentRefused, match="40 百万像素"):
        read_apart(data, file_name="洪水.png")


def test_a_damaged_picture_is_refused(scan: bytes) -> None:
    with pytest.raises(DocumentRefused, match="损坏"):
        read_apart(scan[:300], file_name="扫描.png")
