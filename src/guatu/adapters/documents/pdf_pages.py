"""What stands on a page of a PDF: runs of letters, drawn lines, and pictures."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import pi
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from guatu.adapters.documents.grids import Edge
from guatu.adapters.documents.runs import CELL_GAP, Run

THIN = 3.0
MOST_LETTERS = 60_000
MOST_OBJECTS = 20_000
MOST_SEGMENTS = 400
SLANTED = 0.1
SCALE = 1_000_000
LAST_LETTER = 0x10FFFF
FIRST_SQUARE = "\u2e80"
TYPE_IN_BOX = 0.75
ORDINARY = frozenset({"\t", " ", "\u3000", "\xa0"})


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page: its size in points as it is shown, and what stands on it."""

    width: float
    height: float
    runs: tuple[Run, ...]
    uprights: tuple[Edge, ...]
    levels: tuple[Edge, ...]
    pictured: float


@dataclass(frozen=True, slots=True)
class _Shown:
    """The way from the coordinates of the file to those of the page as it is shown."""

    origin: tuple[float, float]
    along: tuple[float, float]
    up: tuple[float, float]

    def box(self, sides: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Left, top, right, bottom from the top left corner, of left, bottom, right, top."""
        left, low, right, high = sides
        across, down = self._point(left, low)
        other, other_down = self._point(right, high)
        return (
            min(across, other),
            min(down, other_down),
            max(across, other),
            max(down, other_down),
        )

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.origin[0] + x * self.along[0] + y * self.up[0],
            self.origin[1] + x * self.along[1] + y * self.up[1],
        )


@dataclass(frozen=True, slots=True)
class _Letter:
    letter: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """The size of the type: a square letter is as wide; the box around others is higher."""
        if self.letter >= FIRST_SQUARE:
            return max(self.right - self.left, 1.0)
        return max(TYPE_IN_BOX * (self.bottom - self.top), 1.0)


def content_of(page: pdfium.PdfPage) -> PageContent:
    """All that the reader needs of a page."""
    width, height = page.get_size()
    shown = _shown(page, width, height)
    uprights: list[Edge] = []
    levels: list[Edge] = []
    pictured = 0.0
    for number, thing in enumerate(page.get_objects(max_depth=3)):
        if number >= MOST_OBJECTS:
            break
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, top, right, bottom = shown.box(thing.get_bounds())
            pictured = max(pictured, (right - left) * (bottom - top) / (width * height))
        elif thing.type == raw.FPDF_PAGEOBJ_PATH:
            for box in _strokes(thing):
                _take_edge(shown.box(box), uprights, levels)
    runs = tuple(_runs(list(_letters(page, shown)), uprights))
    return PageContent(width, height, runs, tuple(uprights), tuple(levels), pictured)


def _shown(page: pdfium.PdfPage, width: float, height: float) -> _Shown:
    """The way to the page as it is shown, out of three points."""

    def point(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, SCALE, SCALE, 0, x, y, across, down)
        return across.value * width / SCALE, down.value * height / SCALE

    origin, along, up = point(0, 0), point(100, 0), point(0, 100)
    return _Shown(
        origin,
        ((along[0] - origin[0]) / 100, (along[1] - origin[1]) / 100),
        ((up[0] - origin[0]) / 100, (up[1] - origin[1]) / 100),
    )


def _strokes(thing: pdfium.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces of a drawn path as left, bottom, right, top; a thin filled box is one."""
    left, bottom, right, top = thing.get_bounds()
    if min(right - left, top - bottom) <= THIN:
        yield left, bottom, right, top
        return
    count = raw.FPDFPath_CountSegments(thing)
    if not 0 < count <= MOST_SEGMENTS:
        return
    matrix = thing.get_matrix()
    first = before = (0.0, 0.0)
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(thing, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield _spanned(before, point)
        if raw.FPDFPathSegment_GetClose(segment):
            yield _spanned(point, first)
        before = point


def _spanned(
    one: tuple[float, float], other: tuple[float, float]
) -> tuple[float, float, float, float]:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


def _take_edge(
    box: tuple[float, float, float, float], uprights: list[Edge], levels: list[Edge]
) -> None:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if wide <= THIN < high:
        uprights.append(Edge((left + right) / 2, top, bottom))
    elif high <= THIN < wide:
        levels.append(Edge((top + bottom) / 2, left, right))


def _letters(page: pdfium.PdfPage, shown: _Shown) -> Iterator[_Letter]:
    """The letters in the order of the file; slanted ones (watermarks) left out."""
    text = page.get_textpage()
    sides = raw.FS_RECTF()
    drawn: set[tuple[str, int, int]] = set()
    for at in range(min(text.count_chars(), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text, at)
        letter = chr(code) if 0 < code <= LAST_LETTER else "\n"
        if (letter < " " and letter != "\t") or _is_slanted(raw.FPDFText_GetCharAngle(text, at)):
            continue
        raw.FPDFText_GetLooseCharBox(text, at, sides)
        if sides.right <= sides.left:  # made up by the library where lines end
            continue
        box = shown.box((sides.left, sides.bottom, sides.right, sides.top))
        mark = (letter, round(box[0] / 1.5), round(box[1] / 1.5))
        if mark in drawn and letter not in ORDINARY:
            continue
        drawn.add(mark)
        yield _Letter(letter, *box)


def _is_slanted(angle: float) -> bool:
    """Whether letters run neither across nor along the page."""
    quarter = angle % (pi / 2)
    return SLANTED < quarter < pi / 2 - SLANTED


def _runs(letters: list[_Letter], uprights: list[Edge]) -> Iterator[Run]:
    """The letters that stand together on one line, in no cell but their own."""
    run: list[_Letter] = []
    for letter in letters:
        if run and _parts(run[-1], letter, uprights):
            yield from _run(run)
            run = []
        run.append(letter)
    yield from _run(run)


def _parts(before: _Letter, letter: _Letter, uprights: list[Edge]) -> bool:
    """Whether a new run begins with `letter`."""
    size = max(before.size, letter.size)
    middle = (letter.top + letter.bottom) / 2
    if abs(middle - (before.top + before.bottom) / 2) > 0.5 * size:
        return True
    space = letter.left - before.right
    if not -0.6 * size < space < CELL_GAP * size:
        return True
    return any(
        before.right - 1 <= edge.at <= letter.left + 1 and edge.low <= middle <= edge.high
        for edge in uprights
        if space > -1
    )


def _run(letters: list[_Letter]) -> Iterator[Run]:
    """One run; more where a wide blank parts its words."""
    part: list[_Letter] = []
    blanks: list[_Letter] = []
    for one in letters:
        if one.letter in ORDINARY:
            blanks.append(one)
            continue
        if part and one.left - part[-1].right > CELL_GAP * one.size:
            yield _made(part)
            part = []
        part += [*(blanks if part else []), one]
        blanks = []
    if part:
        yield _made(part)


def _made(part: list[_Letter]) -> Run:
    return Run(
        "".join(one.letter for one in part).replace("\t", " "),
        part[0].left,
        min(one.top for one in part),
        part[-1].right,
        max(one.bottom for one in part),
        median(one.size for one in part),
    )
