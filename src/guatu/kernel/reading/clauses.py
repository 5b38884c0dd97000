"""Sentences and clauses: the stretch of words that one figure is read in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guatu.kernel.reading.figures import Numeral, Script

SENTENCE = re.compile(r"[^。!?]{1,500}[。!?]?")  # a longer one is broken where it stands
JOINERS = re.compile(r"(?:以及|和|及|与|并)")


@dataclass(frozen=True, slots=True)
class Clause:
    """Letters `start` to `end` of a block and the numerals in them."""

    start: int
    end: int
    opener: str  # the mark before it: , ; : 、 和 or nothing
    numerals: tuple[Numeral, ...]


def sentences(words: str) -> Iterator[tuple[int, int]]:
    """The letters of each sentence."""
    for found in SENTENCE.finditer(words):
        yield found.span()


def depths(words: str) -> list[int]:
    """How deep in brackets (2 each) or quotes (1) each letter stands."""
    deep, quoted, levels = 0, 0, []
    for letter in words:
        if letter == '"':
            quoted ^= 1
        elif letter in "(〔[〈《":
            deep += 2
        elif letter in ")〕]〉》":
            deep = max(0, deep - 2)
        elif letter in "。;":
            quoted = 0
            deep = 0
        levels.append(deep + quoted)
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
    at = start
    inner = [n for n in numerals if levels[n.start] == 0 and n.script is not Script.SCALE]
    while at < end:
        mark = _mark_at(words, at, start, inner, levels)
        if mark:
            yield _clause(start, at, opener, numerals)
            opener = mark
            at += len(mark)
            start = at
            continue
        at += 1
    if start < end:
        yield _clause(start, end, opener, numerals)


def _clause(start: int, end: int, opener: str, numerals: Sequence[Numeral]) -> Clause:
    inside = tuple(n for n in numerals if start <= n.start < end)
    return Clause(start, end, opener, inside)


def _mark_at(
    words: str, at: int, start: int, inner: Sequence[Numeral], levels: Sequence[int]
) -> str:
    """The mark that ends the clause at letter `at`, or nothing."""
    letter = words[at]
    if levels[at] > 0:
        return ""
    is_stop = letter == "." and not words[at + 1 : at + 2].isdigit() and at > start + 4
    if letter in ",;:" or is_stop:
        return letter
    if letter not in "、和及与并以" or not _follows_figure(at, start, inner):
        return ""
    joiner = JOINERS.match(words, at)
    if joiner and any(0 <= n.start - joiner.end() <= 8 for n in inner):
        return joiner.group()
    return letter if letter == "、" else ""


def _follows_figure(at: int, start: int, inner: Sequence[Numeral]) -> bool:
    """Whether a figure of the clause ends before letter `at`, and none holds it."""
    if any(n.start <= at < n.end for n in inner):
        return False
    return any(start <= n.start and n.end <= at for n in inner)
