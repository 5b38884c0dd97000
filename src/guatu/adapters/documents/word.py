"""A Word plan: paragraphs, lists, tables, text boxes and notes, as the accepted text reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from guatu.adapters.documents.composing import Composer, Piece
from guatu.adapters.documents.numbering import (
    Numbering,
    child_at,
    children,
    is_on,
    numbering_of,
    value_at,
)
from guatu.adapters.documents.packages import Package, damaged
from guatu.adapters.documents.word_tables import Cell, rows_of
from guatu.kernel.reading import Laid
from guatu.kernel.sentences import Sentence

TRANSPARENT = {"w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"}
DROPPED = {"w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:rt"}
LETTERS = {"w:t": "", "m:t": "", "w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
NOTES = {"w:footnoteReference": "脚注", "w:endnoteReference": "尾注"}
HUNG = {"w:txbxContent", *NOTES}
CONTENTS = re.compile(r"toc \d")
MOST_LINES_OF_A_CELL = 3
LONG_CELL = 200
LONGEST_REPEATED = 60


@dataclass(slots=True)
class Gathered:
    """The words of a paragraph, and what hangs on it."""

    words: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def hang(self, element: Element) -> None:
        """Keep a text box or what refers to a note."""
        if element.tag in NOTES:
            self.notes.append((element.tag, element.get("w:id", "")))
        else:
            self.boxes.append(element)


@dataclass(slots=True)
class WordReader:
    """A document while it is read; `section` counts from 1."""

    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    composer: Composer = field(default_factory=Composer)
    section: int = 1
    tables: int = 0
    hidden: int = 0
    _unfinished: str = ""

    def read(self, parent: Element, cell: str | None = None) -> None:
        """Add the blocks of a body, a text box or a note."""
        for block in self._blocks(parent):
            if block.tag == "w:p":
                self._read_paragraph(block, cell)
            elif block.tag == "w:tbl":
                self._read_table(block)
            else:
                self.section += 1

    def finish(self) -> Laid:
        """The layout of what was read."""
        if self._unfinished:
            self._say(self._unfinished, None)
        if self.hidden:
            self.composer.notes.append(
                Sentence(
                    "有 %(count)s 处隐藏文字没有读取；需要时请取消隐藏后再上传。", count=self.hidden
                )
            )
        return self.composer.finish()

    def _blocks(self, parent: Element) -> Iterator[Element]:
        """The paragraphs, tables and ends of sections, through what only wraps them."""
        for child in parent:
            if child.tag in {"w:p", "w:tbl"}:
                yield child
                if child_at(child, "w:pPr/w:sectPr") is not None:
                    yield Element("section")
            elif child.tag in TRANSPARENT:
                yield from self._blocks(child)
            elif child.tag == "mc:AlternateContent":
                yield from self._blocks(chosen(child))

    def _read_paragraph(self, paragraph: Element, cell: str | None) -> None:
        gathered = Gathered()
        words = self.words_of(paragraph, gathered)
        if _mark_is_deleted(paragraph):
            self._unfinished += words
        elif words.strip() or self._unfinished:
            self._say(self._unfinished + words, cell)
            self._unfinished = ""
        self._read_hung(gathered)

    def _say(self, words: str, cell: str | None) -> None:
        for line in words.split("\n"):
            if line.strip():
                self.composer.line([Piece(line.rstrip(), self.section, cell=cell)])

    def words_of(self, paragraph: Element, gathered: Gathered) -> str:
        """The words of a paragraph after its number in a list; what hangs on it is gathered."""
        style = value_at(paragraph, "w:pPr/w:pStyle")
        if any(CONTENTS.fullmatch(one.name) for one in self.numbering.styled(style)):
            return ""
        label = self.numbering.label(paragraph)
        self._gather(paragraph, gathered)
        words = "".join(gathered.words).strip("\t\n")
        return label + words if words.strip() else ""

    def _gather(self, parent: Element, gathered: Gathered) -> None:
        for child in parent:
            tag = child.tag
            if tag in LETTERS:
                gathered.words.append(LETTERS[tag] or child.text or "")
            elif tag in HUNG:
                gathered.hang(child)
            elif tag == "mc:AlternateContent":
                self._gather(chosen(child), gathered)
            elif tag == "w:r" and self._is_hidden(child):
                self.hidden += 1
            elif tag not in DROPPED:
                self._gather(child, gathered)

    def _is_hidden(self, run: Element) -> bool:
        if not len(run):
            return False
        own = child_at(run, "w:rPr/w:vanish")
        if own is not None:
            return is_on(run, "w:rPr/w:vanish")
        style = value_at(run, "w:rPr/w:rStyle")
        return any(one.hides for one in self.numbering.styled(style))

    def _read_hung(self, gathered: Gathered) -> None:
        """Add the text boxes and the notes of a paragraph behind it."""
        for box in gathered.boxes:
            self.read(box)
        for key in gathered.notes:
            note = self.notes.pop(key, None)
            if note is not None:
                self.read(note, NOTES[key[0]])

    def _read_table(self, table: Element) -> None:
        self.tables += 1
        number = self.tables
        self.composer.gap()
        above: dict[int, str] = {}
        for at, row in enumerate(rows_of(table), start=1):
            place = f"表{number} 第{at}行"
            hung = Gathered()
            cells = [(cell, self._paragraphs(cell, hung)) for cell in row]
            if _is_prose([lines for _, lines in cells]):
                for _, lines in cells:
                    for line in lines:
                        self._say(line, place)
            else:
                filled = _filled(cells, above)
                self.composer.row([Piece(words, self.section, cell=place) for words in filled])
            self._read_hung(hung)
            for cell in row:
                for nested in self._blocks(cell.element):
                    if nested.tag == "w:tbl":
                        self._read_table(nested)
        self.composer.gap()

    def _paragraphs(self, cell: Cell, hung: Gathered) -> list[str]:
        """The lines of a cell that have words; what hangs on them is gathered in `hung`."""
        lines = []
        for block in self._blocks(cell.element):
            if block.tag == "w:p":
                own = Gathered(boxes=hung.boxes, notes=hung.notes)
                lines.append(self.words_of(block, own).replace("\t", " "))
        return [line for part in lines for line in part.split("\n") if line.strip()]


def _is_prose(cells: list[list[str]]) -> bool:
    """Whether a row only lays out text: one cell speaks alone, or a cell holds a passage."""
    if sum(1 for lines in cells if lines) <= 1:
        return True
    return any(
        len(lines) > MOST_LINES_OF_A_CELL and sum(map(len, lines)) > LONG_CELL for lines in cells
    )


def _filled(cells: list[tuple[Cell, list[str]]], above: dict[int, str]) -> list[str]:
    """The words of a row by column, merged cells filled from `above`, which then holds this row."""
    filled = []
    for cell, lines in cells:
        words = " ".join(line.strip() for line in lines)
        if cell.continues and not words:
            words = above.get(cell.column, "")
        elif len(words) <= LONGEST_REPEATED:
            above[cell.column] = words
        else:
            above.pop(cell.column, None)
        filled.extend([words, *[""] * (cell.span - 1)])
    return filled


def chosen(alternate: Element) -> Element:
    """The one version of what a file holds in several: the first choice, else the fallback."""
    for tag in ("mc:Choice", "mc:Fallback"):
        for version in children(alternate, tag):
            return version
    return Element("nothing")


def _mark_is_deleted(paragraph: Element) -> bool:
    """Whether a tracked change joins the paragraph with the next."""
    return child_at(paragraph, "w:pPr/w:rPr/w:del") is not None


def read_word(package: Package) -> Laid:
    """The text of a Word document; raises `DocumentRefused` when it is damaged or hostile."""
    document = package.markup(package.word_text or "word/document.xml")
    body = None if document is None else child_at(document, "w:body")
    if body is None:
        raise damaged()
    numbering = numbering_of(
        package.markup("word/numbering.xml"), package.markup("word/styles.xml")
    )
    reader = WordReader(numbering, dict(_notes(package)))
    reader.read(body)
    return reader.finish()


def _notes(package: Package) -> Iterator[tuple[tuple[str, str], Element]]:
    """The footnotes and endnotes by what refers to them; the lines between them are no notes."""
    for kind, of in (("footnote", "footnotes"), ("endnote", "endnotes")):
        part = package.markup(f"word/{of}.xml")
        for note in () if part is None else children(part, f"w:{kind}"):
            if note.get("w:type", "normal") == "normal":
                yield (f"w:{kind}Reference", note.get("w:id", "")), note
