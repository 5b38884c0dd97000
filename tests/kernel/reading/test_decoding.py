"""Decoding the bytes of a plan document."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.reading import DocumentRefused, decode

WORDS = "县水利局2024年计划:\n新建泵站6座，治理河道12.5公里。\n"
LARGEST = 20 * 1024 * 1024
letters = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WORDS.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + WORDS.encode(), id="utf-8 with a mark"),
        pytest.param(WORDS.encode("gbk"), id="gbk"),
        pytest.param(WORDS.encode("gb18030"), id="gb18030"),
        pytest.param(codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), id="utf-16-le with a mark"),
        pytest.param(codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), id="utf-16-be with a mark"),
        pytest.param(WORDS.encode("utf-16-le"), id="utf-16-le bare"),
        pytest.param(WORDS.encode("utf-16-be"), id="utf-16-be bare"),
        pytest.param(WORDS.replace("\n", "\r\n").encode(), id="windows line ends"),
    ],
)
def test_the_usual_encodings_give_the_same_text(data: bytes) -> None:
    assert decode(data) == WORDS


def test_a_rare_character_of_gb18030_is_kept() -> None:
    assert decode("㳇水镇新建学校2所。".encode("gb18030")) == "㳇水镇新建学校2所。"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "空", id="empty"),
        pytest.param(b" \r\n\t ", "空", id="blank"),
        pytest.param(codecs.BOM_UTF8, "空", id="only a mark"),
        pytest.param(b"%PDF-1.7 ...", "PDF", id="pdf"),
        pytest.param(b"PK\x03\x04\x14\x00", "压缩包", id="docx"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "图片", id="picture"),
        pytest.param(bytes(range(1, 32)) * 8, "文本", id="control characters"),
        pytest.param(b"ok\n\xff\xff\xff", "第 2 行", id="undecodable"),
        pytest.param(codecs.BOM_UTF8 + b"a\nb\n\xff", "第 3 行", id="mark without truth"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, says: str) -> None:
    with pytest.raises(DocumentRefused, match=says) as refused:
        decode(data)

    assert "请" in str(refused.value)


def test_twenty_megabytes_are_read_and_a_byte_more_is_refused() -> None:
    assert len(decode(b"a" * LARGEST)) == LARGEST
    with pytest.raises(DocumentRefused, match="20 MB"):
        decode(b"a" * (LARGEST + 1))


@given(words=letters)
def test_text_comes_back_from_utf_8_and_from_gb18030(words: str) -> None:
    line = f"计划：{words}12个。"

    assert decode(line.encode()) == line
    assert decode(line.encode("gb18030")) == line


@given(data=st.binary(max_size=400))
def test_bytes_give_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data)
    except DocumentRefused:
        return
    assert text
    assert "\r" not in text
