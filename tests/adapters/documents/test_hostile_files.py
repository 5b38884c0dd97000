"""Files that mean harm or went wrong: each is refused in words, with the remedy."""

import io
import random
import struct
import zipfile

import pytest
from tests.adapters.documents.making import SPACES, paragraph, word, workbook, zipped

from guatu.adapters.documents import open_document
from guatu.kernel.reading import DocumentRefused

BILLION_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(data: bytes, file_name: str = "计划.docx") -> str:
    with pytest.raises(DocumentRefused) as refused:
        open_document(data, file_name=file_name)
    words = str(refused.value)
    assert "请" in words
    return words


def word_with_head(head: str) -> bytes:
    document = f"{head}<w:document {SPACES}><w:body>{paragraph('&c;')}</w:body></w:document>"
    return zipped({"word/document.xml": document})


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(BILLION_LAUGHS, id="billion laughs"),
        pytest.param('<!DOCTYPE a [<!ENTITY c SYSTEM "file:///etc/passwd">]>', id="a file"),
        pytest.param('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">', id="an address"),
        pytest.param('<!DOCTYPE a [<!ENTITY % p "x">%p;]>', id="a parameter entity"),
        pytest.param("<!DOCTYPE a>", id="an empty document type"),
    ],
)
def test_a_document_type_is_refused_before_anything_in_it_is_read(head: str) -> None:
    assert "实体声明" in refusal(word_with_head(head))


def test_a_document_type_hidden_in_utf_16_is_refused_too() -> None:
    document = f"{BILLION_LAUGHS}<w:document {SPACES}/>".encode("utf-16")

    assert "实体声明" in refusal(zipped({"word/document.xml": document}))


def test_a_hostile_part_beside_a_good_document_is_refused() -> None:
    good = f"<w:document {SPACES}><w:body>{paragraph('好')}</w:body></w:document>"
    data = zipped({"word/document.xml": good, "word/styles.xml": f"{BILLION_LAUGHS}<a/>"})

    assert "实体声明" in refusal(data)


def test_a_part_that_unpacks_a_hundredfold_is_refused() -> None:
    parts: dict[str, str | bytes] = {"word/document.xml": "<a/>", "word/media/a": b" " * 3_000_000}

    assert "解压后过大" in refusal(zipped(parts))


def test_small_parts_may_pack_more_tightly_up_to_two_hundredfold() -> None:
    assert "解压后过大" in refusal(word(" " * 900_000))
    assert open_document(word(paragraph("好") + "<w:p/>" * 2_000), file_name="a").text == "好\n"


def test_more_than_two_hundred_megabytes_unpacked_are_refused() -> None:
    held = io.BytesIO()
    draw = random.Random(1)  # noqa: S311 - the same bytes each time
    noise = b"".join(draw.randbytes(64) * 32 for _ in range(2_048))
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(51):
            package.writestr(f"word/media/{number}", noise)
        package.writestr("word/document.xml", "<a/>")

    assert "解压后过大" in refusal(held.getvalue())


def test_more_than_two_thousand_parts_are_refused() -> None:
    parts = {f"a{number}": "" for number in range(2_000)} | {"word/document.xml": "<a/>"}

    assert "2001 个部件" in refusal(zipped(parts))


@pytest.mark.parametrize("name", ["../a", "word/../../a", "/etc/a", "C:\\a", "..\\a"])
def test_a_part_that_leads_out_of_its_package_is_refused(name: str) -> None:
    assert "外部的路径" in refusal(zipped({"word/document.xml": "<a/>", name: "x"}))


def test_an_archive_in_the_package_is_refused() -> None:
    assert "逐个上传" in refusal(zipped({"word/document.xml": "<a/>", "inner.zip": "x"}))


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(word(paragraph("好")))
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1

    assert "密码" in refusal(bytes(data))


def test_a_part_that_lies_of_its_size_is_refused() -> None:
    data = bytearray(workbook({"a": [["好"]]}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 10)
        at = data.find(b"PK\x01\x02", at + 4)

    assert "损坏" in refusal(bytes(data), "a.xlsx")


def test_parts_that_share_their_bytes_are_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("word/document.xml", "<a/>")
        package.writestr("b", "x" * 50)
        package.filelist[1].header_offset = package.filelist[0].header_offset

    assert "解压后过大" in refusal(held.getvalue())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "空", id="empty"),
        pytest.param(b"a" * (20 * 1024 * 1024 + 1), "20 MB", id="too large"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), "另存为 .docx", id="old Word"),
        pytest.param(OLE + "PowerPoint Document".encode("utf-16-le"), "演示", id="old slides"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "密码", id="locked"),
        pytest.param(OLE + bytes(99), "旧版办公", id="other old"),
        pytest.param(zipped({"xl/vbaProject.bin": "x"}), "另存为 .xlsx", id="sheet with macros"),
        pytest.param(zipped({"word/vbaProject.bin": "x"}), "另存为 .docx", id="Word with macros"),
        pytest.param(zipped({"xl/workbook.bin": "x"}), "另存为 .xlsx", id="binary sheet"),
        pytest.param(zipped({"ppt/presentation.xml": "x"}), "演示", id="slides"),
        pytest.param(zipped({"a.txt": "x"}), "解压", id="zip"),
        pytest.param(
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}),
            "OpenDocument",
            id="open text",
        ),
        pytest.param(b"{\\rtf1 x}", "RTF", id="rich text"),
        pytest.param(b"<!DOCTYPE html><p>", "网页", id="web page"),
        pytest.param(b"GIF89a", "图片", id="other picture"),
        pytest.param(b"Rar!x", "压缩包", id="rar"),
        pytest.param(b"%PDF-1.7 x", "损坏", id="no PDF"),
        pytest.param(word("")[:40], "损坏", id="cut off"),
        pytest.param(zipped({"word/document.xml": "<a"}), "损坏", id="broken markup"),
        pytest.param(zipped({"word/document.xml": "<a/>"}), "损坏", id="other markup"),
        pytest.param(b"\x00\x01\x02\x03" * 9, ".docx，内容却不是", id="noise under a name"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    assert says in refusal(data)
