"""Rows of flattened tables: a name, a unit, and figures under the headings of the columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from guatu.kernel.reading.figures import SCALE, UNIT, Numeral, numerals
from guatu.kernel.reading.pages import Block
from guatu.kernel.reading.periods import Horizon, marks
from guatu.kernel.reading.threads import Commitment, Thread

GOAL = re.compile("目标(?!任务)|计划数|任务数|目标值|年度任务")
STRETCH = re.compile("奋斗|力争|挑战|争取")
BEFORE = re.compile("完成|实绩|基数|上年|现状|去年|基期")
CARRIER = re.compile("责任|牵头|承办|承担|落实")
UNIT_CELL = re.compile(f"{SCALE}?{UNIT}")
VALUE_CELL = re.compile(r"(?:≥|≤|>=|<=|>|<|=)?[\d.,]+%?")
EMPTY_CELL = re.compile(r"[-—–/]+|无")
RELATIONS = {"≥": ">=", ">=": ">=", "≤": "<=", "<=": "<=", ">": ">", "<": "<"}
FEWEST = 4


@dataclass(slots=True)
class Columns:
    """The value columns of a table in their order, by what they hold, and its other columns."""

    values: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """The commitment of a row, and the part each of its figures plays."""

    commitment: Commitment
    roles: dict[int, str]
    numerals: tuple[Numeral, ...]


def columns_of(block: Block) -> Columns | None:
    """The columns when the block is the head of a table of targets; None otherwise."""
    cells = block.cells
    if len(cells) < FEWEST or not any(GOAL.search(cell) for cell in cells):
        return None
    if re.search("[,。;]", block.text):
        return None
    columns = Columns()
    for cell in cells:
        if (re.search("单位$", cell) and not CARRIER.search(cell)) or re.search(
            "序号|指标|名称|项目$", cell
        ):
            continue
        kind = _kind_of(cell)
        if kind:
            columns.values.append(kind)
        else:
            columns.others.append("carrier" if CARRIER.search(cell) else "")
    return columns


def _is_lead(cell: str) -> bool:
    """Whether the column stands before the figures: number, name or unit."""
    if re.search("序号|指标|名称|项目$", cell):
        return True
    return re.search("单位$", cell) is not None and not CARRIER.search(cell)


def _kind_of(cell: str) -> str:
    if CARRIER.search(cell):
        return ""
    if STRETCH.search(cell):
        return "stretch"
    if GOAL.search(cell):
        return "target"
    return "baseline" if BEFORE.search(cell) else ""


def row_of(block: Block, columns: Columns, horizon: Horizon, thread: Thread) -> Row | None:
    """The commitment that a row states; None when the block is no row of such a table."""
    cells = list(block.cells)
    at = _unit_at(cells)
    if at is None:
        return None
    values = cells[at + 1 : at + 1 + len(columns.values)]
    found, roles, relation = _values(block, cells, at, columns)
    if "target" not in found:
        return None
    goal = found["target"]
    name = "".join(cells[1 if cells[0].rstrip(".、").isdigit() else 0 : at])
    commitment = Commitment(
        block,
        0,
        len(block.text),
        goal,
        name,
        relation,
        _period_of(cells, horizon),
        goal.value,
        cells[at],
    )
    if "stretch" in found:
        commitment.stretch = found["stretch"].value
    if "baseline" in found:
        commitment.baseline = found["baseline"].value
    commitment.owner = _carrier_of(cells[at + 1 + len(values) :], columns)
    thread.commitments.append(commitment)
    return Row(commitment, roles, tuple(found.values()))


def _unit_at(cells: Sequence[str]) -> int | None:
    for at in range(1, len(cells) - 1):
        following = cells[at + 1]
        if UNIT_CELL.fullmatch(cells[at]) and (
            VALUE_CELL.fullmatch(following) or EMPTY_CELL.fullmatch(following)
        ):
            return at
    return None


def _values(
    block: Block, cells: Sequence[str], at: int, columns: Columns
) -> tuple[dict[str, Numeral], dict[int, str], str]:
    """The figures of a row by the kind of their column, their roles, and the relation written."""
    found: dict[str, Numeral] = {}
    roles: dict[int, str] = {}
    relation = "="
    place = block.text.find(cells[at]) + len(cells[at])
    for kind, cell in zip(columns.values, cells[at + 1 :], strict=False):
        place = block.text.find(cell, place)
        if not VALUE_CELL.fullmatch(cell):
            place += len(cell)
            continue
        numeral = _numeral_in(cell, place)
        if numeral is not None:
            found[kind] = numeral
            roles[numeral.start] = kind
        if kind == "target":
            sign = re.match("[≥≤<>=]+", cell)
            relation = RELATIONS.get(sign.group(), "=") if sign else "="
        place += len(cell)
    return found, roles, relation


def _numeral_in(cell: str, place: int) -> Numeral | None:
    for numeral in numerals(cell):
        return Numeral(
            start=place + numeral.start,
            number_end=place + numeral.number_end,
            end=place + numeral.end,
            text=numeral.text,
            value=numeral.value,
            unit=numeral.unit,
            base=numeral.base,
            script=numeral.script,
        )
    return None


def _period_of(cells: Sequence[str], horizon: Horizon) -> str | None:
    last = list(marks(cells[-1], horizon))
    return last[0].period if last and last[0].period else horizon.default


def _carrier_of(rest: Sequence[str], columns: Columns) -> str | None:
    for kind, cell in zip(columns.others, rest, strict=False):
        if kind == "carrier" and not EMPTY_CELL.fullmatch(cell):
            return cell
    return None
