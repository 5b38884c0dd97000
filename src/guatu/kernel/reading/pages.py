"""The page as it was set: letters folded, broken lines joined, headings and rows told apart."""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

ENUMERATOR = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[条章节]|[一二三四五六七八九十]+[、是]"
    r"|\([一二三四五六七八九十\d]+\)|\d{1,3}[.、](?!\d)|[①-⑳]|——|—|[●○■◆▪•※★☆])"
)
CLOSED = re.compile(r"[。!?;:…](?:\([^()]*\))?[\"')》]*$")
OPEN_END = re.compile(r"[\d,、(]$")
LEDGER_GAP = re.compile(r"[ \t|]+")
LONGEST_RUN = 20
RUN_BEFORE = re.compile(r"[\d.,]{1,20}$")
RUN_AFTER = re.compile(r"[\d.,]{1,20}")
SPACED = re.compile(r"(?P<space>[ \t]+)|[^ \t]+")
LOST = "\ufffd"
APART = "\t"  # kept between two cells, and between two figures that only stand side by side
FEWEST_BARS = 2
LONG = 25
LONGEST = 3000
HEADING_AT_MOST = 60
QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "∶": ":"}
)


Offsets: TypeAlias = "array[int]"


class Kind(StrEnum):
    """What a block is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph: its folded words, and where each letter stood in the text.

    `origin[i]` is the offset of letter `i`; `gaps` are the letters before which space was left
    out; `cells` are the words of its one line as they were spaced, for tables, empty ones kept
    where tabs or bars part them (`is_row`).
    """

    kind: Kind
    text: str
    origin: Sequence[int]
    gaps: frozenset[int]
    cells: tuple[str, ...]
    is_row: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the document of the letters from `start` to `end`."""
        return self.origin[start], self.origin[end - 1] + 1


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    origin: Offsets


PRIVATE = re.compile("[\ue000-\uf8ff]")
BULLETS = re.compile(r"^[\s\ue000-\uf8ff]+")


@lru_cache(maxsize=8192)
def folded(letter: str) -> str:
    """The plain form of a letter: half width, straight quotes; nothing for what is invisible."""
    if letter == "\t":
        return letter
    kind = unicodedata.category(letter)
    if kind == "Co" or (kind == "Cc" and not letter.isspace()):
        return LOST  # what stood there is not known, so figures are not joined over it
    if kind == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", letter).translate(QUOTES)
    return " " if plain.isspace() else plain


def blocks(text: str) -> Iterator[Block]:
    """The headings and paragraphs of `text` in order, lines joined that were only broken."""
    pending: list[_Line] = []
    for line in _lines(text):
        if not line.text.strip():
            continue
        if pending and not _continues(pending, line):
            yield from _parts(_block(pending))
            pending = []
        pending.append(line)
    if pending:
        yield from _parts(_block(pending))


def _parts(block: Block) -> Iterator[Block]:
    """The block; in parts, each up to the end of a sentence, when it is longer than any page."""
    start = 0
    while len(block.text) - start > LONGEST:
        end = block.text.rfind("。", start, start + LONGEST) + 1 or start + LONGEST
        yield part_of(block, start, end)
        start = end
    yield part_of(block, start, len(block.text)) if start else block


def part_of(block: Block, start: int, end: int) -> Block:
    """The letters `start` to `end` of a block as a block of their own."""
    return Block(
        block.kind,
        block.text[start:end],
        block.origin[start:end],
        frozenset(gap - start for gap in block.gaps if start <= gap <= end),
        (),
    )


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for found in re.finditer(r"[\n\r]|\Z", text):
        yield _line(text[start : found.start()], start)
        start = found.end()


def _line(words: str, start: int) -> _Line:
    """The folded letters of a line, each with its offset; signs of a font before it are bullets."""
    words = BULLETS.sub(lambda found: PRIVATE.sub(" ", found[0]), words)
    plain = {letter: folded(letter) for letter in set(words)}
    if all(len(letter) == 1 for letter in plain.values()):
        text = words.translate({ord(letter): other for letter, other in plain.items()})
        return _Line(text, array("I", range(start, start + len(text))))
    letters: list[str] = []
    origin = array("I")
    for at, letter in enumerate(words, start):
        letters.append(plain[letter])
        origin.extend([at] * len(plain[letter]))
    return _Line("".join(letters), origin)


def _continues(pending: list[_Line], line: _Line) -> bool:
    """Whether `line` goes on with a sentence that the lines before left open."""
    before = pending[-1].text.strip()
    after = line.text.strip()
    if _is_row(before) or _is_row(after):
        return False
    if ENUMERATOR.match(after) or CLOSED.search(before):
        return False
    if len(pending) == 1 and len(_cells(before)) >= 4 and not re.search(r"[,。;]", before):
        return False
    if OPEN_END.search(before):
        return not re.fullmatch(r"[\d\-\s]+", before)
    squeezed = before.replace(" ", "")
    return len(squeezed) >= LONG and re.search(r"[,。;]", squeezed) is not None


def _is_row(text: str) -> bool:
    """Whether tabs or bars part the cells of a line."""
    return "\t" in text or text.count("|") >= FEWEST_BARS


def _cells(text: str) -> tuple[str, ...]:
    if _is_row(text.strip()):
        bars = text.strip().strip("|") if "\t" not in text else text.rstrip("\n")
        return tuple(cell.strip() for cell in re.split(r"\t" if "\t" in text else r"\|", bars))
    return tuple(cell for cell in LEDGER_GAP.split(text.strip()) if cell)


def _keeps_apart(words: str, start: int, end: int) -> bool:
    """Whether the space at `start` to `end` parts cells or figures: 12 15家, not 2 0 2 4年."""
    if "\t" in words[start:end]:
        return end < len(words)
    if not (words[start - 1 : start].isdigit() and words[end : end + 1].isdigit()):
        return False
    near = words[max(0, start - LONGEST_RUN) : start]
    before, after = RUN_BEFORE.search(near), RUN_AFTER.match(words, end)
    sizes = (len(before.group()) if before else 0, len(after.group()) if after else 0)
    return sizes not in {(1, 1), (1, 3)}  # single digits set apart, or 1 300


def _block(lines: list[_Line]) -> Block:
    parts: list[str] = []
    origin = array("I")
    gaps: set[int] = set()
    for line in lines:
        for found in SPACED.finditer(line.text):
            if found["space"]:
                gaps.add(len(origin))
                if parts and _keeps_apart(line.text, found.start(), found.end()):
                    parts.append(APART)
                    origin.append(line.origin[found.start()])
                continue
            parts.append(found.group())
            origin.extend(line.origin[found.start() : found.end()])
        gaps.add(len(origin))
    words = "".join(parts)
    cells = _cells(lines[0].text) if len(lines) == 1 else ()
    is_row = len(lines) == 1 and _is_row(lines[0].text.strip())
    ends_open = not re.search(r"[。!?;,]", words) or not CLOSED.search(words)
    is_heading = len(words) <= HEADING_AT_MOST and ends_open and "。" not in words
    kind = Kind.HEADING if is_heading else Kind.PARAGRAPH
    return Block(kind, words, origin, frozenset(gaps), cells, is_row)
