"""The text of a plan document, out of the bytes that somebody handed over."""

import codecs

from guatu.kernel.sentences import Refusal, Sentence

LARGEST = 20 * 1024 * 1024
BINARY_STARTS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", Sentence("Word、Excel 或压缩包")),
    (b"\xd0\xcf\x11\xe0", Sentence("旧版 Word 或 Excel")),
    (b"\x89PNG", Sentence("图片")),
    (b"\xff\xd8\xff", Sentence("图片")),
    (b"GIF8", Sentence("图片")),
    (b"\x1f\x8b", Sentence("压缩包")),
    (b"Rar!", Sentence("压缩包")),
    (b"7z\xbc\xaf", Sentence("压缩包")),
)
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ORDINARY_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1c")
SAMPLE = 4096


class DocumentRefused(Refusal):
    """The bytes are no text that can be read."""


def decode(data: bytes) -> str:
    """The text of `data`, its line ends made plain (RELIABILITY §3 row 41).

    A byte order mark is believed; else UTF-8, UTF-16 without a mark, GB18030, in this order.
    Raises `DocumentRefused` when it is empty, larger than 20 MB, no text, or cannot be decoded.
    """
    if len(data) > LARGEST:
        size = round(len(data) / 1024 / 1024)
        raise DocumentRefused("文件有 %(size)s MB，超过 20 MB；请拆分后再上传。", size=size)
    if not data.strip(b"\x00 \t\r\n"):
        raise DocumentRefused("文件是空的；请检查后重新上传。")
    for start, kind in BINARY_STARTS:
        if data.startswith(start):
            raise DocumentRefused(
                "这是%(kind)s文件，不是文本；请另存为纯文本，或复制文字后粘贴。", kind=kind
            )
    text = _decoded(data)
    if _looks_binary(text):
        raise DocumentRefused("文件不是文本；请另存为纯文本，或复制文字后粘贴。")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff\x1a \t\n\u3000\u200b"):
        raise DocumentRefused("文件是空的；请检查后重新上传。")
    return text


def _decoded(data: bytes) -> str:
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name)
    for name in (*_utf_16(data), "utf-8", "gb18030"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return _strictly(data, "gb18030")


def _strictly(data: bytes, name: str) -> str:
    """The text; refused with the line of the first byte that cannot be read."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise DocumentRefused(
            "第 %(line)s 行有无法识别的字节；请用 UTF-8 或 GB18030 编码另存后再上传。", line=line
        ) from fault


def _utf_16(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows by zero bytes, or by line ends, on one side only."""
    if len(data) % 2:
        return ()
    sample = data[:SAMPLE]
    pairs = len(sample) // 2
    little, big = sample[1::2], sample[0::2]
    zeros_little, zeros_big = little.count(0), big.count(0)
    if zeros_little > zeros_big and zeros_little * 50 >= pairs:
        return ("utf-16-le",)
    if zeros_big > zeros_little and zeros_big * 50 >= pairs:
        return ("utf-16-be",)
    return ()


def _looks_binary(text: str) -> bool:
    sample = text[:SAMPLE]
    odd = sum(1 for c in sample if c < " " and c not in ORDINARY_CONTROLS)
    return "\x00" in sample or odd * 100 > len(sample)
