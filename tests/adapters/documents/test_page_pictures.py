"""The picture of a page: drawn apart, as a PNG, or refused in words."""

import pytest
from tests.adapters.documents.making import PdfMaker

from guatu.adapters.documents import media_of, page_picture
from guatu.adapters.documents.limits import Limits
from guatu.kernel.reading import DocumentRefused

PNG = b"\x89PNG\r\n\x1a\n"


def test_a_page_of_a_pdf_is_drawn_as_wide_as_asked() -> None:
    picture = page_picture(two_pages(), 2, width=300)

    assert picture.startswith(PNG)
    assert int.from_bytes(picture[16:20], "big") == 300


def test_a_picture_is_shown_as_its_only_page_and_never_larger() -> None:
    drawn = page_picture(two_pages(), 1, width=400)

    again = page_picture(drawn, 1, width=200)

    assert media_of(drawn) == "picture"
    assert int.from_bytes(again[16:20], "big") == 200


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_page_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(DocumentRefused, match="画不出来"):
        page_picture(two_pages(), number, width=300)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\nbroken", b"text"])
def test_what_cannot_be_drawn_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentRefused, match="画不出来"):
        page_picture(data, 1, width=300)


def test_a_drawing_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(DocumentRefused, match="画不出来"):
        page_picture(two_pages(), 1, width=300, limits=Limits(waiting=0.01))


@pytest.mark.parametrize(
    ("data", "media"), [(b"%PDF-1.4", "pdf"), (PNG, "picture"), (b"\xff\xd8\xff\xe0", "picture"),
                        (b"2024", "text"), (b"PK\x03\x04", "text")],
)  # fmt: skip
def test_what_can_be_shown_is_told_by_the_content(data: bytes, media: str) -> None:
    assert media_of(data) == media


def two_pages() -> bytes:
    """A document of two pages."""
    maker = PdfMaker()
    maker.words(72, 100, "一页")
    maker.next_page()
    maker.words(72, 100, "二页")
    return maker.done()
