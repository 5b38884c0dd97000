"""Reading the files of a pack, and the report of what is wrong with them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from guatu.kernel.catalog.calendars import calendar_faults
from guatu.kernel.catalog.draft import Draft, Origin, Row
from guatu.kernel.catalog.faults import Fault, PackIsWrong
from guatu.kernel.catalog.figures import figure_faults
from guatu.kernel.catalog.groups import PublishedFigure, RankGroup
from guatu.kernel.catalog.lines import REMEMBERED
from guatu.kernel.catalog.memberships import group_faults
from guatu.kernel.catalog.models import (
    CalendarYear,
    Declared,
    Document,
    Indicator,
    LightPreset,
    Peer,
    PlannedTarget,
    ScheduleSpec,
    UnitRow,
)
from guatu.kernel.catalog.pack import Pack
from guatu.kernel.catalog.references import reference_faults
from guatu.kernel.catalog.rules import rule_faults
from guatu.kernel.catalog.shapes import shape_faults
from guatu.kernel.sentences import Sentence

HEAD = "pack.toml"
SECTIONS: Mapping[str, tuple[str, type[Declared]]] = {
    "document": ("documents", Document),
    "indicator": ("indicators", Indicator),
    "target": ("targets", PlannedTarget),
    "unit": ("units", UnitRow),
    "schedule": ("schedules", ScheduleSpec),
    "light": ("lights", LightPreset),
    "calendar": ("calendar", CalendarYear),
    "peer": ("peers", Peer),
    "rank_group": ("rank_groups", RankGroup),
    "published_figure": ("published_figures", PublishedFigure),
}
CHECKS = (reference_faults, figure_faults, rule_faults, calendar_faults, group_faults)
PLACE = re.compile(r"\(at line (\d+), column \d+\)")


def read_pack(files: Mapping[str, str]) -> Pack:
    """Read the pack in `files` (name to text); raises `PackIsWrong` with every fault."""
    draft, faults = _survey(files)
    if faults or draft.head is None:
        raise PackIsWrong(faults)
    rows = {name: tuple(row.value for row in getattr(draft, name)) for name, _ in SECTIONS.values()}
    return draft.head.value.model_copy(update=rows)


def check_pack(files: Mapping[str, str]) -> tuple[Fault, ...]:
    """List what is wrong with the pack in `files`, by file and line; nothing when it is right."""
    return _survey(files)[1]


def _survey(files: Mapping[str, str]) -> tuple[Draft, tuple[Fault, ...]]:
    """Read all files, and check the rows against each other when every shape is right."""
    draft = Draft(texts=files)
    faults: list[Fault] = []
    for file in sorted(name for name in files if name.endswith(".toml")):
        read = _file_of(file, files[file])
        draft.head = read.head or draft.head
        for place, row in read.rows:
            getattr(draft, place).append(row)
        faults += read.faults
    if HEAD not in files:
        message = Sentence("缺少 %(file)s。", file=HEAD)
        remedy = Sentence("请新建它，写明 key、name、name_en、year、division_code 和 county。")
        faults.append(Fault(HEAD, 1, "", message, remedy))
    for check in CHECKS:
        faults += check(draft)
    return draft, tuple(sorted(set(faults), key=_in_order))


def _in_order(fault: Fault) -> tuple[str, int, str, str]:
    """Sort by file, then line, then field."""
    return fault.file, fault.line, fault.field, str(fault.message)


@dataclass(frozen=True)
class _File:
    """What one file holds: its valid rows by section, what it says of the pack, its faults."""

    rows: tuple[tuple[str, Row[Declared]], ...] = ()
    head: Row[Pack] | None = None
    faults: tuple[Fault, ...] = ()


@lru_cache(maxsize=REMEMBERED)
def _file_of(file: str, text: str) -> _File:
    """Read one file by itself; the same text is read once."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return _File(faults=(_syntax_fault(file, text, str(error)),))
    rows: list[tuple[str, Row[Declared]]] = []
    faults: list[Fault] = []
    for name in data.keys() & SECTIONS.keys():
        found, wrong = _section_of(Origin(file, text, (name,)), data[name])
        rows += found
        faults += wrong
    rest = {name: value for name, value in data.items() if name not in SECTIONS}
    if file == HEAD:
        head, wrong = _head_of(Origin(file, text, ()), rest)
        return _File(tuple(rows), head, (*faults, *wrong))
    strays = [_stray_fault(Origin(file, text, (name,)), name) for name in rest]
    return _File(tuple(rows), None, (*faults, *strays))


def _section_of(
    origin: Origin, rows: object
) -> tuple[list[tuple[str, Row[Declared]]], list[Fault]]:
    """Read the rows of one section: the valid ones, and the faults of the others."""
    name = str(origin.path[0])
    if not isinstance(rows, list):
        message = Sentence("“%(name)s”应是一列表格。", name=name)
        remedy = Sentence("请把 [%(name)s] 写成 [[%(name)s]]。", name=name)
        line = origin.lines.get(origin.path, 1)
        return [], [Fault(origin.file, line, name, message, remedy)]
    place, model = SECTIONS[name]
    found: list[tuple[str, Row[Declared]]] = []
    faults: list[Fault] = []
    for index, row in enumerate(rows):
        here = Origin(origin.file, origin.text, (name, index))
        try:
            found.append((place, Row(model.model_validate(row), here)))
        except ValidationError as error:
            faults += shape_faults(error, model, here)
    return found, faults


def _head_of(origin: Origin, head: dict[str, Any]) -> tuple[Row[Pack] | None, list[Fault]]:
    """Read what `pack.toml` says of the pack itself."""
    try:
        return Row(Pack.model_validate(head), origin), []
    except ValidationError as error:
        return None, shape_faults(error, Pack, origin)


def _syntax_fault(file: str, text: str, detail: str) -> Fault:
    """State that the file is not TOML, and where."""
    place = PLACE.search(detail)
    line = int(place[1]) if place else len(text.splitlines())
    if "overwrite" in detail or "twice" in detail:
        message = Sentence("同一个字段写了两次。")
        return Fault(file, line, "", message, Sentence("请删去多余的一行。"))
    message = Sentence("这一行不是合格的 TOML：%(detail)s。", detail=PLACE.sub("", detail).strip())
    return Fault(file, line, "", message, Sentence("请检查引号、括号、等号和逗号。"))


def _stray_fault(origin: Origin, name: str) -> Fault:
    """State that a file opens with something that a pack does not know."""
    known = "、".join(f"[[{section}]]" for section in SECTIONS)
    message = Sentence("没有叫“%(field)s”的字段。", field=name)
    remedy = Sentence("请删去，或改用：%(known)s。", known=known)
    return Fault(origin.file, origin.lines.get(origin.path, 1), name, message, remedy)
