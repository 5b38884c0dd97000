"""Ruled tables on a page: from the lines that are drawn to rows of cells."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from guatu.adapters.documents.runs import Run, both_latin

NEAR = 3.0
MOST_EDGES = 8_000
MOST_CROSSINGS = 20_000
LONGEST_REPEATED = 60
FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Edge:
    """A drawn line at a height (level) or a side (upright), from `low` to `high`."""

    at: float
    low: float
    high: float

    def covers(self, point: float) -> bool:
        """Whether the line passes the point."""
        return self.low - NEAR <= point <= self.high + NEAR


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a ruled table: what it says, where; `is_filled` when a merged one above says it."""

    words: str
    box: tuple[float, float, float, float] | None
    is_filled: bool = False


@dataclass(slots=True)
class Grid:
    """A ruled table: its upright and level lines, sorted, and the runs inside.

    `open_above` and `open_left` are the cells (row, column) with no line on that side.
    """

    uprights: list[float]
    levels: list[float]
    open_above: set[tuple[int, int]]
    open_left: set[tuple[int, int]]
    runs: list[Run] = field(default_factory=list)

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.levels[0]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.levels[-1]

    def holds(self, run: Run) -> bool:
        """Whether the run stands in the table."""
        across = (run.left + run.right) / 2
        return self.uprights[0] < across < self.uprights[-1] and self.top < run.middle < self.bottom

    def rows(self) -> Iterator[list[GridCell]]:
        """The cells of each row; cells merged over columns leave blank ones behind them."""
        inside: dict[tuple[int, int], list[Run]] = defaultdict(list)
        for run in self.runs:
            across = (run.left + run.right) / 2
            key = (self._index(self.levels, run.middle), self._index(self.uprights, across))
            inside[self._origin(*key)].append(run)
        for row in range(len(self.levels) - 1):
            yield [self._cell(row, column, inside) for column in range(len(self.uprights) - 1)]

    def _cell(self, row: int, column: int, inside: dict[tuple[int, int], list[Run]]) -> GridCell:
        origin = self._origin(row, column)
        if origin[1] != column:
            return GridCell("", None)
        runs = inside.get(origin, [])
        if not runs:
            return GridCell("", None)
        words = _words(runs, self.uprights[self._end(*origin)])
        is_filled = origin[0] != row
        if is_filled and len(words) > LONGEST_REPEATED:
            return GridCell("", None)
        box = (
            min(run.left for run in runs),
            min(run.top for run in runs),
            max(run.right for run in runs),
            max(run.bottom for run in runs),
        )
        return GridCell(words, box, is_filled)

    def _origin(self, row: int, column: int) -> tuple[int, int]:
        """The first row and column of the merged cell that holds this one."""
        while row > 0 and (row, column) in self.open_above:
            row -= 1
        while column > 0 and (row, column) in self.open_left:
            column -= 1
        return row, column

    def _end(self, row: int, column: int) -> int:
        """The upright line at which the merged cell ends."""
        column += 1
        while (row, column) in self.open_left:
            column += 1
        return column

    @staticmethod
    def _index(marks: Sequence[float], point: float) -> int:
        return min(max(bisect_right(marks, point) - 1, 0), len(marks) - 2)


def _words(runs: Sequence[Run], right: float) -> str:
    """The words of a cell, its lines joined; apart by a space where a line ended early."""
    said = ""
    before: Run | None = None
    for run in sorted(runs, key=lambda run: (round(run.middle), run.left)):
        if before is not None:
            is_new = run.middle - before.middle > 0.5 * before.size
            ended = is_new and right - before.right > 1.9 * before.size
            apart = not is_new and run.left - before.right > before.size
            said += " " if ended or apart or both_latin(said, run.words) else ""
        said += run.words
        before = run
    return said


def grids_of(uprights: Sequence[Edge], levels: Sequence[Edge]) -> list[Grid]:
    """The ruled tables that the lines make, from top to bottom; a mere frame is none."""
    if len(uprights) + len(levels) > MOST_EDGES:
        return []
    upright, level = _merged(uprights), _merged(levels)
    if len(upright) * len(level) > MOST_CROSSINGS:
        return []
    grids = [
        _grid(across, down, [upright[at] for at in standing], [level[at] for at in lying])
        for standing, lying in _connected(upright, level)
        if len(across := _marks([upright[at] for at in standing])) > FEWEST_COLUMNS
        and len(down := _marks([level[at] for at in lying])) > 1
    ]
    return sorted(grids, key=lambda grid: grid.top)


def _grid(
    across: list[float], down: list[float], standing: Sequence[Edge], lying: Sequence[Edge]
) -> Grid:
    above, left = set(), set()
    for row, (top, bottom) in enumerate(pairwise(down)):
        for column, (begin, end) in enumerate(pairwise(across)):
            if not _is_ruled(lying, top, (begin + end) / 2):
                above.add((row, column))
            if not _is_ruled(standing, begin, (top + bottom) / 2):
                left.add((row, column))
    return Grid(across, down, above, left)


def _is_ruled(edges: Sequence[Edge], at: float, point: float) -> bool:
    return any(abs(edge.at - at) <= NEAR and edge.covers(point) for edge in edges)


def _marks(edges: Sequence[Edge]) -> list[float]:
    """The places of parallel lines, those drawn twice taken once."""
    marks: list[float] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if not marks or edge.at - marks[-1] > NEAR:
            marks.append(edge.at)
    return marks


def _merged(edges: Sequence[Edge]) -> list[Edge]:
    """The lines, pieces that go on in the same direction made one."""
    merged: list[Edge] = []
    for edge in sorted(edges, key=lambda edge: (round(edge.at), edge.low)):
        last = merged[-1] if merged else None
        if last and abs(last.at - edge.at) < NEAR and edge.low <= last.high + NEAR:
            merged[-1] = Edge(last.at, min(last.low, edge.low), max(last.high, edge.high))
        else:
            merged.append(edge)
    return merged


def _connected(upright: Sequence[Edge], level: Sequence[Edge]) -> list[tuple[set[int], set[int]]]:
    """The lines by the table that they belong to: those that cross or touch."""
    crossed = [{at for at, edge in enumerate(level) if _cross(one, edge)} for one in upright]
    groups: list[tuple[set[int], set[int]]] = []
    for number, met in enumerate(crossed):
        standing, lying = {number}, set(met)
        touching = [group for group in groups if group[1] & met]
        groups = [group for group in groups if not group[1] & met]
        for others, shared in touching:
            standing |= others
            lying |= shared
        groups.append((standing, lying))
    return [(standing, lying) for standing, lying in groups if lying]


def _cross(upright: Edge, level: Edge) -> bool:
    return level.covers(upright.at) and upright.covers(level.at)
