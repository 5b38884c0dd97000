"""XML of strangers, read by the plain parser of Python: no document type, no entity, no link.

Names come with the short prefixes of `PREFIXES`, whatever the file calls them.
"""

from collections.abc import Callable
from xml.etree.ElementTree import (
    Element,
    TreeBuilder,
)
from xml.parsers import expat

from guatu.kernel.reading import DocumentRefused

DEEPEST = 200
MOST_ELEMENTS = 800_000
OOXML = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = {
    f"{OOXML}/wordprocessingml/2006/main": "w",
    f"{STRICT}/wordprocessingml/main": "w",
    f"{OOXML}/spreadsheetml/2006/main": "s",
    f"{STRICT}/spreadsheetml/main": "s",
    f"{OOXML}/officeDocument/2006/relationships": "r",
    f"{STRICT}/officeDocument/relationships": "r",
    f"{OOXML}/officeDocument/2006/math": "m",
    f"{STRICT}/officeDocument/math": "m",
    f"{OOXML}/package/2006/relationships": "rel",
    f"{OOXML}/markup-compatibility/2006": "mc",
    f"{OPEN}:table:1.0": "table",
    f"{OPEN}:text:1.0": "text",
    f"{OPEN}:office:1.0": "office",
    f"{OPEN}:style:1.0": "style",
}
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Words = Callable[[str], None]


class _Names(dict[str, str]):
    """The short form of each name, worked out once."""

    def __missing__(self, name: str) -> str:
        space, _, local = name.rpartition(" ")
        prefix = PREFIXES.get(space, "other") if space else ""
        self[name] = short = f"{prefix}:{local}" if prefix else local
        return short


def scan(data: bytes, *, start: Start, end: End, words: Words) -> None:
    """Walk through the XML in `data`, telling each start, end and run of words.

    Raises `DocumentRefused` for broken XML, a document type, entities, and what is nested deeper
    or has more elements than any document (RELIABILITY F2).
    """
    names = _Names()
    depth = count = 0

    def open_element(name: str, given: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > DEEPEST:
            raise DocumentRefused("文件内容嵌套太深；请复制正文到新文件后再上传。")
        if count > MOST_ELEMENTS:
            raise DocumentRefused("文件内容太多；请拆成几个文件后再上传。")
        start(names[name], {names[key]: value for key, value in given.items()})

    def close_element(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(names[name])

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the parser of Python takes it by place
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise DocumentRefused("文件内容已损坏；请用办公软件打开后另存，再上传。") from fault


def _refuse_document_type(*_: object) -> None:
    raise DocumentRefused("文件内含实体声明，可能有害，没有读取；请复制正文到新文件后再上传。")


def tree(data: bytes) -> Element:
    """The whole XML as a tree; raises what `scan` raises."""
    builder = TreeBuilder()

    def start(tag: str, given: dict[str, str]) -> None:
        builder.start(tag, given)

    def end(tag: str) -> None:
        builder.end(tag)

    scan(data, start=start, end=end, words=builder.data)
    return builder.close()
