"""Reading the files of a pack, and the report of what is wrong with them."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from guatu.kernel.catalog.calendars import calendar_faults
from guatu.kernel.catalog.draft import Draft, Origin, Row
from guatu.kernel.catalog.faults import Fault, PackIsWrong
from guatu.kernel.catalog.figures import figure_faults
from guatu.kernel.catalog.lines import Path, lines_of
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
}
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
        faults += _take_file(draft, file, files[file])
    if HEAD not in files:
        message = Sentence("缺少 %(file)s。", file=HEAD)
        remedy = Sentence("请新建它，写明 key、name、name_en、year、division_code 和 county。")
        faults.append(Fault(HEAD, 1, "", message, remedy))
    for check in (reference_faults, figure_faults, rule_faults, calendar_faults):
        faults += check(draft)
    return draft, tuple(sorted(set(faults), key=_in_order))


def _in_order(fault: Fault) -> tuple[str, int, str, str]:
    """Sort by file, then line, then field."""
    return fault.file, fault.line, fault.field, str(fault.message)


def _take_file(draft: Draft, file: str, text: str) -> list[Fault]:
    """Add the rows of one file to `draft`."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return [_syntax_fault(file, text, str(error))]
    lines = lines_of(text)
    faults = []
    for name in data.keys() & SECTIONS.keys():
        faults += _take_section(draft, Origin(file, lines, (name,)), data[name])
    head = {name: value for name, value in data.items() if name not in SECTIONS}
    if file == HEAD:
        faults += _take_head(draft, Origin(file, lines, ()), head)
    else:
        faults += [_stray_fault(file, lines, name) for name in head]
    return faults


def _take_section(draft: Draft, origin: Origin, rows: object) -> list[Fault]:
    """Add the valid rows of one section to `draft`."""
    name = str(origin.path[0])
    if not isinstance(rows, list):
        message = Sentence("“%(name)s”应是一列表格。", name=name)
        remedy = Sentence("请把 [%(name)s] 写成 [[%(name)s]]。", name=name)
        return [Fault(origin.file, origin.lines.get(origin.path, 1), name, message, remedy)]
    place, model = SECTIONS[name]
    faults: list[Fault] = []
    for index, row in enumerate(rows):
        here = Origin(origin.file, origin.lines, (name, index))
        try:
            getattr(draft, place).append(Row(model.model_validate(row), here))
        except ValidationError as error:
            faults += shape_faults(error, model, here)
    return faults


def _take_head(draft: Draft, origin: Origin, head: dict[str, Any]) -> list[Fault]:
    """Keep what `pack.toml` says of the pack itself."""
    try:
        draft.head = Row(Pack.model_validate(head), origin)
    except ValidationError as error:
        return shape_faults(error, Pack, origin)
    return []


def _syntax_fault(file: str, text: str, detail: str) -> Fault:
    """State that the file is not TOML, and where."""
    place = PLACE.search(detail)
    line = int(place[1]) if place else len(text.splitlines())
    if "overwrite" in detail or "twice" in detail:
        message = Sentence("同一个字段写了两次。")
        return Fault(file, line, "", message, Sentence("请删去多余的一行。"))
    message = Sentence("这一行不是合格的 TOML：%(detail)s。", detail=PLACE.sub("", detail).strip())
    return Fault(file, line, "", message, Sentence("请检查引号、括号、等号和逗号。"))


def _stray_fault(file: str, lines: dict[Path, int], name: str) -> Fault:
    """State that a file opens with something that a pack does not know."""
    known = "、".join(f"[[{section}]]" for section in SECTIONS)
    message = Sentence("没有叫“%(field)s”的字段。", field=name)
    remedy = Sentence("请删去，或改用：%(known)s。", known=known)
    return Fault(file, lines.get((name,), 1), name, message, remedy)
