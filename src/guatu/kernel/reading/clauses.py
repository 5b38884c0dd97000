"""Sentences and clauses: the stretch of words that one figure is read in."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guatu.kernel.reading.figures import Numeral, Script

SENTENCE = re.compile(r"[^。!?]{1,500}[。!?]?")  # a longer one is broken where it stands
BRACKETS = re.compile(r"[\"(〔\[〈《)〕\]〉》。;]")
MARKS = re.compile("[,;:.\t、和及与并以]")
JOINERS = re.compile(r"(?:以及|和|及(?!时|格|其|以[上下内])|与|并)")


@dataclass(frozen=True, slots=True)
class Clause:
    """Letters `start` to `end` of a block and the numerals in them."""

    start: int
    end: int
    opener: str  # the mark before it: , ; : 、 和, a tab, or nothing
    numerals: tuple[Numeral, ...]


def sentences(words: str) -> Iterator[tuple[int, int]]:
    """The letters of each sentence."""
    for found in SENTENCE.finditer(words):
        yield found.span()


def depths(words: str) -> list[int]:
    """How deep in brackets (2 each) or quotes (1) each letter stands."""
    deep, quoted, at = 0, 0, 0
    levels: list[int] = []
    for found in BRACKETS.finditer(words):
        levels += [deep + quoted] * (found.start() - at)
        at = found.start()
        letter = found.group()
        if letter == '"':
            quoted ^= 1
        elif letter in "(〔[〈《":
            deep += 2
        elif letter in ")〕]〉》":
            deep = max(0, deep - 2)
        else:
            deep = quoted = 0
    levels += [deep + quoted] * (len(words) - at)
    return levels


def clauses(
    words: str,
    span: tuple[int, int],
    numerals: Sequence[Numeral],
    levels: Sequence[int],
) -> Iterator[Clause]:
    """The clauses of a sentence: at commas and colons, and at 、 and 和 between figures."""
    start, end = span
    opener = ""
    starts = [n.start for n in numerals]
    inner = [n for n in numerals if levels[n.start] == 0 and _counts(n, words, span[0])]
    row = Row(inner, [n.start for n in inner])
    for found in MARKS.finditer(words, start, end):
        at = found.start()
        if at < start or levels[at] > 0:
            continue
        mark = _mark_at(words, at, start, row)
        if not mark:
            continue
        yield _clause(start, at, opener, numerals, starts)
        opener, start = mark, at + len(mark)
    if start < end:
        yield _clause(start, end, opener, numerals, starts)


def _counts(numeral: Numeral, words: str, start: int) -> bool:
    """Whether a numeral may end an item of a list: no scale, no 一 of 一般, no numbering."""
    if numeral.script is Script.SCALE or numeral.base in {"级", "岁", "周岁"}:
        return False
    if numeral.script is Script.HAN and numeral.unit is None:
        return False
    opens = numeral.start <= start + 1 and numeral.unit is None
    return not (opens and words[numeral.end : numeral.end + 1] in {".", "、", ")"})


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of a sentence that stand in no brackets, by where they start."""

    numerals: Sequence[Numeral]
    starts: Sequence[int]

    def before(self, letter: int) -> Numeral | None:
        """The last figure that starts before `letter`."""
        at = bisect_left(self.starts, letter)
        return self.numerals[at - 1] if at else None

    def comes_soon(self, letter: int) -> bool:
        """Whether a figure starts within eight letters."""
        at = bisect_left(self.starts, letter)
        return at < len(self.starts) and self.starts[at] - letter <= 8


def _clause(
    start: int, end: int, opener: str, numerals: Sequence[Numeral], starts: Sequence[int]
) -> Clause:
    inside = numerals[bisect_left(starts, start) : bisect_left(starts, end)]
    return Clause(start, end, opener, tuple(inside))


def _mark_at(words: str, at: int, start: int, row: Row) -> str:
    """The mark that ends the clause at letter `at`, or nothing."""
    letter = words[at]
    is_stop = letter == "." and not words[at + 1 : at + 2].isdigit() and at > start + 4
    is_ratio = letter == ":" and words[at - 1 : at].isdigit() and words[at + 1 : at + 2].isdigit()
    if (letter in ",;:\t" or is_stop) and not is_ratio:
        return letter
    last = row.before(at + 1)
    if letter == "." or last is None or last.start < start or last.end > at:
        return ""
    joiner = JOINERS.match(words, at)
    if joiner and row.comes_soon(joiner.end()):
        return joiner.group()
    return letter if letter == "、" else ""
