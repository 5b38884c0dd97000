"""The rows of tables: the targets that a row states, and the sentences that stand in its cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guatu.kernel.reading import naming
from guatu.kernel.reading.figures import Numeral, numerals
from guatu.kernel.reading.pages import Block
from guatu.kernel.reading.periods import Horizon, marks
from guatu.kernel.reading.relations import FALL, LEAST, MORE, MOST, RISE, relation_of
from guatu.kernel.reading.tables import LEFT, UNIT_AT_END, UNIT_CELL, Column, Columns
from guatu.kernel.reading.threads import Commitment

SIGNS = {"≥": ">=", "≤": "<=", ">=": ">=", "<=": "<=", ">": ">", "<": "<", "-": "-=", "≧": ">="}
SIGN = re.compile(r"^(?:>=|<=|[≥≤≧><=+-])")
DEGREE = re.compile(
    f"^(?:{MORE}|{LEAST}|{MOST}|{RISE}|{FALL}|完成|实现|力争|争取|约|新增|确保|前|再|比上年|同比)*$"
)
LIMITS = re.compile(r"^(?:(?:及)?以上|以下|以内|之内|左右|上下)?$")
RANGE = re.compile(r"^[-—–~至到]+$")
BEYOND = re.compile(r"^[(,、]?(?:力争|奋斗目标|冲刺|争取)(?:达到|达|突破)?$")
EMPTY = re.compile(r"^(?:[-—–/\\]+|无|)$")
SUM = re.compile("^(?:合计|总计|小计|共计)")
ORDINAL = re.compile(r"^(?:\d{1,3}[.、)]|\(\d{1,3}\)|[①-⑳]|其中:?(?=.{2}))")
PART = re.compile("^(?:其中|#)[::]?")
OWNER_AT_MOST = 30
RATES = frozenset({"%", "‰", "百分点", "个百分点"})


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence in a cell: letters `start` to `end` of the block."""

    start: int
    end: int


@dataclass(slots=True)
class Row:
    """The commitments of a row, the part each of its figures plays, and its sentences."""

    commitments: list[Commitment] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    numerals: list[Numeral] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    owner: str | None = None
    period: str | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell under its column: its words without spaces, and where they stand in the block."""

    column: Column
    text: str
    start: int

    @property
    def end(self) -> int:
        """The letter after its last."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a cell: how it binds, and the stretch beside it."""

    numeral: Numeral
    relation: str
    stretch: Numeral | None = None


def row_of(block: Block, columns: Columns, horizon: Horizon, above: str = "") -> Row | None:
    """What a row under these columns states; None when the block is no such row.

    `above` is the name in the row before, of which a part (其中) keeps the name.
    """
    cells = _cells(block, columns)
    if cells is None:
        return None
    row = Row()
    row.owner = _owner_of(cells)
    row.period = _due(cells, horizon)
    _note_roles(row, cells)
    row.topic = _name_of(cells, above)
    if SUM.match(row.topic) or SUM.match(row.owner or ""):
        row.roles = dict.fromkeys(row.roles, "scope")
        return row
    _read_amounts(row, block, columns, cells)
    if not row.commitments and columns.is_row:
        _read_parts(row, cells)
    is_row = bool(row.commitments) or columns.is_row
    return row if is_row else None


def _cells(block: Block, columns: Columns) -> list[Cell] | None:
    """The cells under their columns; None when they cannot be told apart."""
    words = [cell.replace(" ", "") for cell in block.cells]
    if columns.is_row != block.is_row:
        return None
    kinds = list(columns.columns)
    if not columns.is_row and len(words) != len(kinds):
        return _by_unit(block, columns, words)
    return _placed(block, words, kinds)


def _placed(block: Block, words: Sequence[str], kinds: Sequence[Column]) -> list[Cell]:
    cells, at = [], 0
    for i, word in enumerate(words):
        while at < len(block.text) and block.text[at] in "|\t":
            at += 1
        column = kinds[i] if i < len(kinds) else Column("note")
        end = at
        for letter in word:  # a space may be kept within a cell, between two figures
            end = block.text.find(letter, end) + 1 or end + 1
        cells.append(Cell(column, block.text[at:end], at))
        at = end
    return cells


def _by_unit(block: Block, columns: Columns, words: Sequence[str]) -> list[Cell] | None:
    """A row set with spaces: what stands before its unit is the name, whatever its spaces."""
    heads = [c.kind for c in columns.columns]
    if "unit" not in heads:
        return None
    for at in range(1, len(words) - 1):
        if UNIT_CELL.fullmatch(words[at]) and re.fullmatch(
            r"[≥≤<>=]*[\d.,]+%?|[-—–/]+|无", words[at + 1]
        ):
            break
    else:
        return None
    lead = [Column("number")] if words[0].rstrip(".、").isdigit() else []
    lead += [Column("name")] * (at - len(lead))
    return _placed(block, words, [*lead, *columns.columns[heads.index("unit") :]])


def _owner_of(cells: Sequence[Cell]) -> str | None:
    for kind in ("lead", "carrier"):
        for cell in cells:
            named = cell.text
            if cell.column.kind == kind and not EMPTY.match(named) and len(named) <= OWNER_AT_MOST:
                return named
    return None


def _due(cells: Sequence[Cell], horizon: Horizon) -> str | None:
    """The time in the column of deadlines, or alone in the last cell."""
    for cell in cells:
        is_last = cell is cells[-1]
        if cell.column.kind != "due" and not is_last:
            continue
        for mark in marks(cell.text, horizon):
            whole = cell.column.kind == "due" or mark.end - mark.start >= len(cell.text) - 1
            if whole and mark.period and not mark.is_past:
                return mark.period
    return None


def _note_roles(row: Row, cells: Sequence[Cell]) -> None:
    """What the figures of each cell are until they prove to be targets."""
    kinds = {"number": "numbering", "due": "date", "note": "note", "name": "qualifier"}
    kinds |= {"baseline": "actual", "actual": "actual", "unit": "qualifier", "group": "qualifier"}
    for cell in cells:
        for numeral in numerals(cell.text):
            role = kinds.get(cell.column.kind, "unclear")
            is_date = role == "note" and numeral.is_timed
            row.roles[cell.start + numeral.start] = "date" if is_date else role
            row.numerals.append(_shifted(numeral, cell.start))


def _name_of(cells: Sequence[Cell], above: str) -> str:
    names = [c for c in cells if c.column.kind == "name" and c.text]
    if not names:
        names = [c for c in cells if c.column.kind == "group" and c.text][-1:]
    by_unit = names and all(not c.column.head for c in names)
    joined = "".join(c.text for c in names) if by_unit else (names[-1].text if names else "")
    if PART.match(joined) and above:
        return naming.part_of(above, PART.sub("", joined))
    return ORDINAL.sub("", joined) or above


def _unit_of(cells: Sequence[Cell], columns: Columns, column: Column, name: str) -> str | None:
    for cell in cells:
        if cell.column.kind == "unit" and not EMPTY.match(cell.text):
            return cell.text
    found = UNIT_AT_END.search(name)
    single = columns.units[0] if len(columns.units) == 1 else None
    return column.unit or (found["unit"] if found else None) or single


def _read_amounts(row: Row, block: Block, columns: Columns, cells: Sequence[Cell]) -> None:
    start = next((c.text for c in cells if c.column.kind == "baseline"), "")
    base = next(iter(numerals(start)), None) if start else None
    for cell in cells:
        if cell.column.kind not in {"goal", "measure", "rise"}:
            continue
        amount = _amount_of(cell)
        if amount is None:
            continue
        name = cell.column.head if cell.column.kind == "measure" else row.topic
        found = _commit(row, block, cell, amount, name)
        found.unit = _whole_unit(amount.numeral, _unit_of(cells, columns, cell.column, name))
        if found.unit in RATES and found.relation == "=":
            found.relation = relation_of("", naming.verb_before(name), "", amount.numeral)
        if cell.column.kind == "rise":
            found.unit, found.relation = amount.numeral.unit or "%", "+="
        elif base is not None and base.unit in {None, found.unit} and cell.column.kind == "goal":
            found.baseline = base.value
            _mark(row, cells, "baseline", base)
    _stretch(row, cells)


def _commit(row: Row, block: Block, cell: Cell, amount: Amount, name: str) -> Commitment:
    numeral = _shifted(amount.numeral, cell.start)
    found = Commitment(
        block,
        0,
        len(block.text),
        numeral,
        UNIT_AT_END.sub("", name),
        amount.relation,
        row.period or cell.column.period,
        numeral.value,
        numeral.unit,
        row.owner,
    )
    if cell.column.period and (row.period or "")[:4] != cell.column.period[:4]:
        found.period = cell.column.period
    if cell.column.period and "-" in cell.column.period:
        found.period = cell.column.period
    found.construction, found.named = "table", "column"
    row.roles[numeral.start] = "target"
    if amount.stretch is not None:
        found.stretch = amount.stretch.value
        row.roles[cell.start + amount.stretch.start] = "stretch"
    row.commitments.append(found)
    return found


def _whole_unit(numeral: Numeral, unit: str | None) -> str | None:
    """The unit of the cell itself, completed by that of the column (1.2万 under 人)."""
    if numeral.base:
        return numeral.unit
    return (numeral.unit or "") + (unit or "") or None


def _mark(row: Row, cells: Sequence[Cell], kind: str, numeral: Numeral) -> None:
    for cell in cells:
        if cell.column.kind == kind:
            row.roles[cell.start + numeral.start] = kind
            return


def _stretch(row: Row, cells: Sequence[Cell]) -> None:
    for cell in cells:
        if cell.column.kind != "stretch" or not row.commitments:
            continue
        amount = _amount_of(cell)
        goal = row.commitments[-1]
        if amount is not None and goal.stretch is None:
            goal.stretch = amount.numeral.value
            row.roles[cell.start + amount.numeral.start] = "stretch"


def _amount_of(cell: Cell) -> Amount | None:
    """The figure of a cell that holds nothing else; None for words and for sentences."""
    sign = SIGN.match(cell.text)
    lead = sign.end() if sign else 0
    found = list(numerals(cell.text))
    if not found or not found[0].is_readable:
        return None
    first, text = found[0], cell.text
    before = text[lead : first.start]
    stop = found[1].start if len(found) > 1 else len(text)
    after = text[first.end : stop].rstrip(")")
    if not DEGREE.match(before):
        return None
    relation = _relation(sign.group() if sign else "", before, after, first)
    if len(found) == 1:
        return Amount(first, relation) if LIMITS.match(after) else None
    tail = text[found[1].end :].rstrip(")")
    if len(found) == len(("low", "high")) and LIMITS.match(tail):
        if RANGE.match(after):
            return Amount(
                replace(first, unit=found[1].unit or first.unit, base=found[1].base),
                relation,
                found[1],
            )
        if BEYOND.match(after):
            return Amount(first, relation, found[1])
    return None


def _relation(sign: str, verb: str, after: str, numeral: Numeral) -> str:
    if sign in SIGNS:
        return SIGNS[sign]
    return relation_of("", verb, after, numeral)


def _shifted(numeral: Numeral, by: int) -> Numeral:
    return replace(
        numeral,
        start=numeral.start + by,
        number_end=numeral.number_end + by,
        end=numeral.end + by,
    )


def _read_parts(row: Row, cells: Sequence[Cell]) -> None:
    """The cells that say in words what is to be done, each to be read as a sentence."""
    for cell in cells:
        says = cell.column.kind in {"goal", "name", "group", "measure"} or (
            cell.column.kind in LEFT and cell.column.kind != "baseline"
        )
        if says and any(True for _ in numerals(cell.text)):
            row.parts.append(Part(cell.start, cell.end))
