"""Runs of letters on a page, and the lines, columns and paragraphs that they make."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

CELL_GAP = 1.2  # in letters; wider space parts cells
COLUMN_GAP = 0.9
COLUMN_WIDTH = 9  # letters
COLUMN_ROWS = 3
COLUMN_FILL = 0.7
WIDE = 0.55  # of the width of the text
FEWEST_OF_A_BAND = 2 * COLUMN_ROWS
EDGE_ROWS = 3
SHARED = 0.2  # of the lines
LONG = 0.5  # of the longest line
NEARLY_FULL = 2.1  # letters; a number that did not fit any more leaves more room than one letter
Split = tuple[list[list["Run"]], list[list["Run"]], list[list["Run"]]]


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that stand together on one line; lengths in points from the top left corner."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """The height at which the run stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """The runs of one line from left to right, and the sides of the column that it stands in."""

    runs: tuple[Run, ...]
    left: float
    right: float

    @property
    def size(self) -> float:
        """The height of its letters."""
        return max(run.size for run in self.runs)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(run.bottom for run in self.runs)

    @property
    def words(self) -> str:
        """Its letters, cells parted by tabs."""
        return "\t".join(run.words for run in self.runs)

    @property
    def is_full(self) -> bool:
        """Whether it reaches the right side, so that its sentence may go on below."""
        room = self.right - self.runs[-1].right
        return len(self.runs) == 1 and room < NEARLY_FULL * self.size and self._is_column

    @property
    def _is_column(self) -> bool:
        return self.right - self.left >= COLUMN_WIDTH * self.size

    @property
    def is_indented(self) -> bool:
        """Whether it begins further in than the lines around it."""
        return self.runs[0].left - self.left > 0.9 * self.size


def lines_of(runs: Sequence[Run], breaks: Sequence[float] = ()) -> list[Line]:
    """The lines of a page in the order in which they are read: across, or column by column.

    No columns go over `breaks`, the heights at which tables stand.
    """
    if not runs:
        return []
    width = max(run.right for run in runs) - min(run.left for run in runs)
    parts: list[tuple[bool, list[list[Run]]]] = []
    for band in _bands(_rows(runs), WIDE * width, breaks):
        split = _columns(band)
        if split is None:
            parts.append((False, band))
        else:
            head, columns, tail = split
            parts += [(False, head), *((True, _rows(part)) for part in columns), (False, tail)]
    across = [row for is_column, rows in parts if not is_column for row in rows]
    sides = _sides(across) if across else (0.0, 0.0)
    return [
        Line(tuple(_joined(row)), *own)
        for is_column, rows in parts
        if rows
        for own in [_sides(rows) if is_column else sides]
        for row in rows
    ]


def _bands(
    rows: Sequence[list[Run]], wide: float, breaks: Sequence[float]
) -> Iterator[list[list[Run]]]:
    """The rows that may stand in columns together; a row that goes across is a band of its own."""
    band: list[list[Run]] = []
    for row in rows:
        is_wide = any(run.right - run.left > wide for run in row)
        is_parted = band and any(band[-1][0].middle < at < row[0].middle for at in breaks)
        if band and (is_wide or is_parted):
            yield band
            band = []
        band.append(row)
        if is_wide:
            yield band
            band = []
    if band:
        yield band


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs by the line that they stand on, from top to bottom and left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.middle, run.left)):
        row = rows[-1] if rows else None
        if row and abs(run.middle - row[0].middle) < 0.5 * min(run.size, row[0].size):
            row.append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.left)
    return rows


def _columns(band: list[list[Run]]) -> Split | None:
    """The rows above, the runs of each column, the rows below; None when there are no columns."""
    for head in range(EDGE_ROWS + 1):
        for tail in range(EDGE_ROWS + 1):
            rows = band[head : len(band) - tail]
            runs = [run for row in rows for run in row]
            if len(rows) < COLUMN_ROWS or len(runs) < FEWEST_OF_A_BAND:
                break
            parts = list(_parts(runs))
            if len(parts) > 1 and all(_is_text(part) for part in parts):
                if tail < EDGE_ROWS and _is_heading(rows[-1], median(run.size for run in runs)):
                    continue  # a heading heads what follows; no column ends with one
                return band[:head], parts, band[len(band) - tail :]
    return None


def _is_heading(row: Sequence[Run], size: float) -> bool:
    """Whether a row is a heading: alone, and numbered or set in another size."""
    is_alone = len(row) == 1 and not row[0].words.endswith(("。", "；", "，", "、"))
    numbered = re.match("[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]", row[0].words)
    return is_alone and (numbered is not None or abs(row[0].size - size) > 0.08 * size)


def _parts(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs on each side of the white strips that go through from top to bottom."""
    gap = COLUMN_GAP * median(run.size for run in runs)
    part: list[Run] = []
    edge = 0.0
    for run in sorted(runs, key=lambda run: run.left):
        if part and run.left - edge > gap:
            yield part
            part = []
            edge = 0.0
        part.append(run)
        edge = max(edge, run.right)
    yield part


def _is_text(part: Sequence[Run]) -> bool:
    """Whether a column holds running text and not the cells of a table."""
    width = max(run.right for run in part) - min(run.left for run in part)
    size = median(run.size for run in part)
    filled = median(run.right - run.left for run in part)
    long_enough = len(part) >= COLUMN_ROWS and width >= COLUMN_WIDTH * size
    return long_enough and filled >= COLUMN_FILL * width


def _sides(rows: Sequence[Sequence[Run]]) -> tuple[float, float]:
    """The left and right side that the lines of text in a column keep to."""
    alone = [row[0] for row in rows if len(row) == 1] or [run for row in rows for run in row]
    widest = max(run.right - run.left for run in alone)
    long = [run for run in alone if run.right - run.left >= LONG * widest]
    size = median(run.size for run in long)
    return _shared([run.left for run in long], size), -_shared([-run.right for run in long], size)


def _shared(sides: Sequence[float], size: float) -> float:
    """The outermost side that several lines keep to; the outermost of all when none is kept."""
    ordered = sorted(sides)
    fewest = max(2, round(SHARED * len(ordered)))
    for at, side in enumerate(ordered[: 1 - fewest or None]):
        if ordered[at + fewest - 1] - side < 0.8 * size:
            return side
    return ordered[0]


def _joined(row: Sequence[Run]) -> Iterator[Run]:
    """The runs of a line, those joined that no cell's gap parts."""
    at = row[0]
    for run in row[1:]:
        space = run.left - at.right
        if space > CELL_GAP * max(run.size, at.size):
            yield at
            at = run
            continue
        between = " " if space > 0.25 * at.size and both_latin(at.words, run.words) else ""
        at = Run(
            at.words + between + run.words,
            at.left,
            min(at.top, run.top),
            max(at.right, run.right),
            max(at.bottom, run.bottom),
            max(at.size, run.size),
        )
    yield at


def both_latin(before: str, after: str) -> bool:
    """Whether words that meet here need a space between them."""
    return (
        bool(before and after)
        and (before[-1] + after[0]).isascii()
        and (before[-1].isalnum() and after[0].isalnum())
    )


def joint(before: str, after: str) -> str:
    """What stands between a line and the next: a space between words of letters, else nothing."""
    return " " if both_latin(before, after) and (before[-1] + after[0]).isalpha() else ""


def goes_on(line: Line, following: Line) -> bool:
    """Whether `following` only continues the sentence that fills `line` to its end."""
    alike = abs(line.size - following.size) < 0.15 * line.size
    return line.is_full and alike and len(following.runs) == 1 and not following.is_indented
