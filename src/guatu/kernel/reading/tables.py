"""The heads of tables: which column names, measures, sets, dates and charges what a row plans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from guatu.kernel.reading.figures import SCALE, UNIT
from guatu.kernel.reading.pages import Block
from guatu.kernel.reading.periods import Horizon, Mark, marks

UNIT_CELL = re.compile(rf"{SCALE}?{UNIT}")
UNIT_AT_END = re.compile(r"[(\[](?:单位:)?(?P<unit>[^()\d:]{1,8})[)\]]$")
CAPTION = re.compile(rf"^[(]?(?:计量)?单位:(?P<units>{SCALE}?{UNIT}(?:[、,/]{SCALE}?{UNIT})*)[)]?$")
MONEY = re.compile("资金|投资|收入|产值|税|额|贷款|利润|支出|外资|内资")
PLANNED = re.compile("目标|任务|计划|分解|指标")
DUE = re.compile("时限|期限|完成时间|时间|节点|进度要求|完成日期")
LEAD = re.compile("牵头|主办")
CARRIER = re.compile("责任(?!人)|牵头|承办|承担|落实|主管|实施单位|负责|主办|完成单位")
ASIDE = re.compile("备注|说明|依据|权重|分值|得分|配合|协办|分管|领导|责任人|联系人|电话|措施")
NUMBER = re.compile("^(?:序号|编号|项号|序|号|No|NO)$")
PAST = re.compile("基数|上年|去年|现状|基期|实绩|前年|基础值|基准")
STRETCH = re.compile("奋斗|力争|挑战|争取|冲刺")
RISE = re.compile("增长|增速|增幅|同比|±")
DONE = re.compile("完成(?!目标|任务|计划)|实际|累计|进度|已")
GOAL = re.compile(
    "目标|计划|任务[数量]|年度任务|指标[值数]|全年|全市下达|下达|季度|半年|月|基本值|预期值|任务值"
)
GOAL_WORD = re.compile("目标|计划|任务|指标")
NAME = re.compile("指标|任务|项目|内容|事项|名称|工作|举措|行业|产品")
PLACE = re.compile(
    r"各?(?:(?:乡镇|镇街|镇乡|街道|单位|部门|县区|县市区|区县|科室|村居|社区|园区|名称|企业|公司|学校|医院"
    r"|[乡镇村县市区旗])[()、/]*)+"
)
SPACED_GOAL = re.compile("目标(?!任务)|计划数|任务数|目标值|年度任务")
VALUE = re.compile(r"[≥≤><=+-]*[\d.,]+%?")
TIMES = re.compile(r"\d{4}年?(?:度)?|[1-4]季度|\d{1,2}(?:-\d{1,2})?月(?:末|底)?|Q[1-4]|前\d个?月")
FEWEST_SPACED = 4
FEWEST_CELLS = 2
LONGEST_HEAD = 20
LEFT = frozenset({"goal", "stretch", "baseline", "actual", "rise"})  # columns of figures


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, what stands in its head, its unit and its time."""

    kind: str
    head: str = ""
    unit: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table from left to right; `is_row` when tabs or bars part its cells."""

    columns: Sequence[Column] = field(default_factory=tuple)
    is_row: bool = False
    units: tuple[str, ...] = ()  # of the whole table, written above it


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a table: its title, and the units of all of it."""

    title: str = ""
    units: tuple[str, ...] = ()


NO_CAPTION = Caption()


def caption_units(block: Block) -> tuple[str, ...]:
    """The units that a line above a table gives to all of it."""
    found = CAPTION.match(block.text)
    return tuple(re.split("[、,]", found["units"])) if found else ()


def _unit_for(head: str, units: Sequence[str]) -> str | None:
    """Which of the units of a caption a column is counted in: money for money."""
    for unit in units:
        if len(units) == 1 or ("元" in unit) == (MONEY.search(head) is not None):
            return unit
    return None


def columns_of(
    block: Block, horizon: Horizon, above: Columns | None = None, caption: Caption = NO_CAPTION
) -> Columns | None:
    """The columns when the block is the head of a table of targets; None otherwise.

    A second line of a head completes the first (`above`): 目标值 over 基本值 and 奋斗值.
    """
    cells = block.cells
    if not _may_be_head(block):
        return None
    if above is not None and above.is_row and block.is_row:
        heads = _joined([c.head for c in above.columns], cells)
        if heads is not None:
            units = caption.units or above.units
            return _columns(heads, horizon, is_row=True, caption=Caption(caption.title, units))
        return None
    found = _columns(cells, horizon, is_row=block.is_row, caption=caption)
    return found if _is_table(found) else None


def _may_be_head(block: Block) -> bool:
    cells = [cell for cell in block.cells if cell]
    if not block.is_row:
        is_goal = any(SPACED_GOAL.search(cell) for cell in cells)
        return len(cells) >= FEWEST_SPACED and is_goal and not re.search("[,。;]", block.text)
    if len(cells) < FEWEST_CELLS or any(len(cell) > LONGEST_HEAD for cell in cells):
        return False
    if any(VALUE.fullmatch(cell) or "。" in cell for cell in cells):
        return False
    return not any(re.search(r"\d", TIMES.sub("", cell)) for cell in cells)


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str] | None:
    """Two lines of a head as one; None when the second is no line of a head."""
    heads, last = [], ""
    for at in range(max(len(above), len(below))):
        upper = above[at] if at < len(above) else ""
        lower = below[at] if at < len(below) else ""
        last = upper or last
        heads.append(last + lower if lower and lower != last else upper)
    is_second = any(not (above[at] if at < len(above) else "") for at, c in enumerate(below) if c)
    repeats = sum(1 for a, b in zip(above, below, strict=False) if a and a == b)
    return heads if is_second or repeats >= FEWEST_CELLS else None


def _columns(cells: Sequence[str], horizon: Horizon, *, is_row: bool, caption: Caption) -> Columns:
    columns = [_column(cell.replace(" ", ""), horizon) for cell in cells]
    kinds = [column.kind for column in columns]
    if is_row and "name" not in kinds and kinds.count("goal") > 1:
        columns = _with_name(columns)
    first = columns[min(int(kinds[:1] == ["number"]), len(columns) - 1)]
    if is_row and PLACE.fullmatch(first.head):
        columns = _of_places(columns, caption)
    return Columns(tuple(columns), is_row, caption.units)


def _with_name(columns: Sequence[Column]) -> list[Column]:
    """目标任务 beside 目标值 names what is counted."""
    at = next((i for i, c in enumerate(columns) if c.kind == "goal" and "任务" in c.head), None)
    return [Column("name", c.head) if i == at else c for i, c in enumerate(columns)]


def _of_places(columns: Sequence[Column], caption: Caption) -> list[Column]:
    """Rows of places under columns of indicators: 乡镇, 粮食面积(万亩), 新增企业(家)."""
    kept = {"number", "note", "due", "goal", "baseline", "stretch", "actual", "rise"}
    out: list[Column] = []
    is_named = any(c.kind == "name" for c in columns) and any(c.kind in LEFT for c in columns)
    for column in columns:
        if not any(c.kind == "carrier" for c in out) and PLACE.fullmatch(column.head):
            out.append(Column("carrier", column.head))
        elif is_named:
            out.append(column)
        elif _is_measure(column, caption):
            unit = column.unit or _unit_for(column.head, caption.units)
            out.append(Column("measure", _bare(column.head), unit, column.period))
        else:
            out.append(column if column.kind in kept else Column("note", column.head))
    return out


def _is_measure(column: Column, caption: Caption) -> bool:
    """Whether a column of a table of places is an indicator: by its unit, or by the title above."""
    if column.kind in {"baseline", "actual", "number", "note", "due", "carrier", "lead"}:
        return False
    is_plain = column.kind in {"group", "name"} and bool(column.head)
    return bool(column.unit) or (is_plain and PLANNED.search(caption.title) is not None)


def _bare(head: str) -> str:
    return UNIT_AT_END.sub("", head)


def _column(head: str, horizon: Horizon) -> Column:
    found = UNIT_AT_END.search(head)
    unit = found["unit"] if found else None
    words = _bare(head)
    mark = next(marks(words, horizon), None)
    kind = _kind_of(words, mark)
    period = mark.period if mark and not mark.is_past and kind in LEFT else None
    return Column(kind, head, unit, period)


def _kind_of(head: str, mark: Mark | None) -> str:
    """What a column holds, by the words over it."""
    for kind, words in (
        ("due", DUE),
        ("note", ASIDE),
        ("carrier", CARRIER),
        ("number", NUMBER),
    ):
        if words.search(head):
            return "lead" if kind == "carrier" and LEAD.search(head) else kind
    if re.search("单位$", head):
        return "unit"
    return _kind_of_figures(head, mark)


def _kind_of_figures(head: str, mark: Mark | None) -> str:
    is_past = mark is not None and mark.is_past and mark.year is not None
    if PAST.search(head) or is_past:
        return "baseline"
    if STRETCH.search(head):
        return "stretch"
    if not re.search("目标|计划", head):
        if DONE.search(head):
            return "baseline" if mark is None else "actual"
        if RISE.search(head):
            return "rise"
    return _kind_of_plan(head, mark)


def _kind_of_plan(head: str, mark: Mark | None) -> str:
    is_goal = GOAL.search(head) is not None
    if re.search("目标任务|指标任务", head) or (NAME.search(head) and not is_goal):
        return "goal" if head.endswith("目标任务") and mark else "name"
    if is_goal or (mark is not None and not mark.is_past):
        return "goal"
    return "group"


def _is_table(found: Columns) -> bool:
    """Whether the columns say what is planned: a name with goals, or with who answers by when."""
    kinds = {column.kind for column in found.columns}
    if not found.is_row:
        return "goal" in kinds
    if "measure" in kinds:
        return True
    if not any(NAME.search(c.head) or GOAL_WORD.search(c.head) for c in found.columns):
        return False
    names = bool(kinds & {"name", "group", "goal"})
    return ("goal" in kinds and len(kinds) > 1) or (
        names and bool(kinds & {"carrier", "lead", "due", "unit"})
    )
