"""Documents that went wrong or mean harm, made from good ones by a seeded generator.

`mutants(count, seed)` gives the same documents each time: cut off, noisy, swollen, nested, hostile.
"""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.adapters.documents.making import (
    SPACES,
    TABLE,
    PdfMaker,
    cell,
    paragraph,
    plan_in_word,
    table,
    word,
    workbook,
    zipped,
)

PLAN = (
    "平湖县2024年工作要点\n一、主要目标\n新增规模以上工业企业12家，力争15家，技改投资增长15%以上。\n"
    "二、县农业农村局\n粮食产量由11.8万吨增至12.5万吨，建设高标准农田3.5万亩，其中新建2万亩。\n"
)
Made = tuple[str, bytes]
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "12家">'
    + "".join(f'<!ENTITY x{n} "{f"&x{n - 1 if n else str()};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>'
PDF_PARTS = (b"obj", b"stream", b"xref", b"/Length", b"/Kids", b"/Count", b"endobj", b"/Font")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A document with what was done to it."""

    name: str
    file_name: str
    data: bytes


@cache
def good() -> tuple[Made, ...]:
    """The documents that nothing was done to."""
    maker = PdfMaker()
    maker.block(90, 100, 28, PLAN.replace("\n", ""))
    maker.grid(50, 300, [40, 130, 50, 60, 110, 80], TABLE)
    maker.next_page()
    maker.block(60, 100, 16, PLAN.replace("\n", ""))
    body = paragraph("一、目标") + table([cell("指标"), cell("12家")]) + paragraph("新建学校3所。")
    return (
        ("a.txt", PLAN.encode()),
        ("b.txt", PLAN.encode("gb18030")),
        ("c.txt", PLAN.encode("utf-16")),
        ("d.docx", plan_in_word(PLAN.splitlines(), TABLE)),
        ("e.docx", word(body)),
        ("f.xlsx", workbook({"任务": TABLE, "Sheet2": [[PLAN]]})),
        ("g.pdf", maker.done()),
    )


def mutants(count: int, seed: int) -> Iterator[Mutant]:
    """So many documents, the same for the same seed."""
    for number in range(count):
        draw = random.Random(f"{seed} {number}")  # noqa: S311 - the same documents each time
        name, make = draw.choice(WAYS)
        file_name, data = make(draw)
        yield Mutant(name, file_name, data)


def _cut(draw: random.Random) -> Made:
    name, data = draw.choice(good())
    return name, data[: draw.randrange(len(data))]


def _noise(draw: random.Random) -> Made:
    name, data = draw.choice(good())
    changed = bytearray(data)
    for _ in range(draw.choice((1, 3, 20, 200))):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return name, bytes(changed)


def _moved(draw: random.Random) -> Made:
    """A piece taken out, doubled, or put elsewhere."""
    name, data = draw.choice(good())
    begin, end = sorted(draw.randrange(len(data)) for _ in range(2))
    piece, rest = data[begin:end], data[:begin] + data[end:]
    at = draw.randrange(len(rest) + 1)
    return name, rest[:at] + piece * draw.choice((0, 1, 2)) + rest[at:]


def _mixed(draw: random.Random) -> Made:
    """The beginning of one document and the end of another."""
    (name, one), (_, other) = draw.choice(good()), draw.choice(good())
    return name, one[: draw.randrange(len(one))] + other[draw.randrange(len(other)) :]


def _blank(draw: random.Random) -> Made:
    return "x.docx", draw.randbytes(draw.choice((0, 1, 7, 300, 5000)))


def _part_changed(draw: random.Random) -> Made:
    """A package whose parts were changed, packed again as it should be."""
    name, data = draw.choice([made for made in good() if made[1].startswith(b"PK")])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    chosen = draw.choice(sorted(parts))
    changed = bytearray(parts[chosen]) or bytearray(b" ")
    for _ in range(draw.choice((1, 2, 10))):
        at = draw.randrange(len(changed))
        way = draw.randrange(4)
        if way == 0:
            changed[at : at + 1] = bytes([draw.randrange(256)])
        elif way == 1:
            del changed[at : at + draw.randrange(60)]
        elif way == 2:
            changed[at:at] = changed[at : at + draw.randrange(200)] * draw.randrange(1, 30)
        else:
            changed[at:at] = draw.choice((b"99999999999", b"-1", b"&amp;", b"<w:tbl><w:tr>", b"%"))
    if draw.random() < 0.1:
        del parts[chosen]
    else:
        parts[chosen] = bytes(changed)
    return name, zipped(parts)


def _hostile_markup(draw: random.Random) -> Made:
    """A part with a document type: a bomb of entities, a file or an address from outside."""
    head = draw.choice((BOMB, OUTSIDE, PARAMETER))
    xml = f"{head}<w:document {SPACES}><w:body>{paragraph('&x8;', '&x;')}</w:body></w:document>"
    coded = xml.encode(draw.choice(("utf-8", "utf-16")))
    part = draw.choice(("word/document.xml", "word/styles.xml", "word/numbering.xml"))
    parts: dict[str, str | bytes] = {"word/document.xml": "<a/>", part: coded}
    return "x.docx", zipped(parts)


def _nested(draw: random.Random) -> Made:
    """Tables in tables, text boxes in text boxes, runs in runs."""
    depth = draw.choice((5, 30, 60, 66, 70, 500, 20_000))
    opening, closing = draw.choice(
        (
            ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
            ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
            ("<w:p><w:ins>", "</w:ins></w:p>"),
            ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        )
    )
    return "x.docx", word(opening * depth + paragraph("新建学校3所。") + closing * depth)


def _swollen(draw: random.Random) -> Made:
    """A package that packs much into little, or says that it does."""
    size = draw.choice((50_000, 2_000_000, 30_000_000))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * size)
        for number in range(draw.choice((0, 10, 2_100))):
            package.writestr(draw.choice(("a", "../a", "/a", "C:\\a", "in.zip")) + str(number), b"")
    data = bytearray(held.getvalue())
    if draw.random() < 0.5:
        at = data.rfind(b"PK\x01\x02")
        data[at + 20 : at + 28] = struct.pack("<II", *(draw.choice((1, 500, 2**32 - 1)),) * 2)
    return "x.docx", bytes(data)


def _many(draw: random.Random) -> Made:
    """Very many paragraphs, cells, columns or list levels."""
    count = 30_000 if draw.random() < 0.03 else draw.choice((300, 3_000))
    way = draw.randrange(4)
    if way == 0:
        return "x.docx", word(paragraph("新增企业12家。") * count)
    if way == 1:
        return "x.docx", word(table(*([cell("指标"), cell("12家")] for _ in range(count))))
    if way == 2:
        return "x.docx", word(table([cell("1")] * count))
    return "x.xlsx", workbook({"a": [["粮食", "12", "万吨"]] * count})


def _long_line(draw: random.Random) -> Made:
    """Text without an end of line, up to 5 MB."""
    unit = draw.choice(("新增企业12家，", "1", "一", "12.", "(", "、", "a b ", "“", "2024年", "%"))
    rare = draw.random()
    size = 5_000_000 if rare < 0.01 else 500_000 if rare < 0.05 else draw.choice((2_000, 50_000))
    return "x.txt", (unit * (size // len(unit.encode()) + 1)).encode()


def _any_letters(draw: random.Random) -> Made:
    """Lines of random letters with figures and units among them."""
    words = (
        "家",
        "亿元",
        "%",
        "增长",
        "由",
        "至",
        "12",
        "3.5",
        "〇",
        "\u0660",
        "，",
        "。",
        "\n",
        "（",
    )
    said = "".join(
        draw.choice(words) if draw.random() < 0.7 else chr(draw.randrange(32, 0xD7FF))
        for _ in range(draw.choice((50, 500, 3_000)))
    )
    return "x.txt", said.encode()


def _pdf_changed(draw: random.Random) -> Made:
    """A PDF with wrong lengths, counts, references or turned around."""
    data = dict(good())["g.pdf"]
    for _ in range(draw.choice((1, 3, 10))):
        part = draw.choice(PDF_PARTS)
        other = draw.choice((b"", part * 2, b"/Length 999999999", b"0 0 R", b"/Kids [1 0 R 3 0 R]"))
        data = data.replace(part, other, draw.choice((1, -1)))
    return "x.pdf", data


def _hostile_pdf(draw: random.Random) -> Made:
    """A PDF whose pages refer to themselves, are endless, or of endless size."""
    box = draw.choice(("0 0 595 842", "0 0 0 0", "-1e9 -1e9 1e9 1e9", "0 0 1e38 1e38"))
    kids = draw.choice(("3 0 R", "2 0 R", "3 0 R " * 5_000, "[" * 5_000))
    words = draw.choice(
        (b"BT /F 12 Tf (12) Tj ET ", b"q ", b"[", b"1 0 0 1 0 0 cm ", b"0 0 9 9 re ")
    )
    stream = words * draw.choice((1, 1_000, 100_000))
    data = (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {draw.choice((1, 5_000, 2**31))}>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R"
        f"/Resources<</Font<</F 5 0 R>>>>>>endobj\n5 0 obj<</Type/Font/Subtype/Type1"
        f"/BaseFont/Helvetica>>endobj\n4 0 obj<</Length {len(stream)}>>stream\n"
    ).encode()
    return "x.pdf", data + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


WAYS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("cut off", _cut),
    ("noise", _noise),
    ("pieces moved", _moved),
    ("two mixed", _mixed),
    ("random bytes", _blank),
    ("parts changed", _part_changed),
    ("parts changed", _part_changed),
    ("hostile markup", _hostile_markup),
    ("nested", _nested),
    ("swollen", _swollen),
    ("very many", _many),
    ("long line", _long_line),
    ("any letters", _any_letters),
    ("PDF changed", _pdf_changed),
    ("hostile PDF", _hostile_pdf),
)
