"""What a pack refers to and does not have, and what it has twice."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from guatu.kernel.catalog.draft import Draft, Row
from guatu.kernel.catalog.faults import Fault
from guatu.kernel.catalog.models import REPORTER_CLASSES
from guatu.kernel.catalog.words import UnitKind
from guatu.kernel.quantities import UnknownUnit, unit_named
from guatu.kernel.sentences import Sentence

GOES_WITH = ("within", "inflow", "outflow", "energy", "tax")
TILED = REPORTER_CLASSES["town"] | REPORTER_CLASSES["park"]


class _Names:
    """The keys that a pack declares, by kind."""

    def __init__(self, draft: Draft) -> None:
        self.units = {row.value.key for row in draft.units}
        self.indicators = {row.value.key for row in draft.indicators}
        self.schedules = {row.value.key for row in draft.schedules}
        self.lights = {row.value.key for row in draft.lights}
        self.documents = {row.value.key for row in draft.documents}
        self.reporters = self.units | set(REPORTER_CLASSES)


def reference_faults(draft: Draft) -> list[Fault]:
    """List unknown references, duplicates, circles of parents and tiles in each other's place."""
    names = _Names(draft)
    return [
        *_of_head(draft, names),
        *_of_documents(draft),
        *_of_indicators(draft, names),
        *_of_targets(draft, names),
        *_of_units(draft, names),
        *_twice(draft),
        *_of_tiles(draft),
    ]


def _unknown(row: Row[Any], where: Sequence[str | int], key: str, kind: str) -> Fault:
    """State that `key` is not declared."""
    message = Sentence("没有叫“%(key)s”的%(kind)s。", key=key, kind=kind)
    remedy = Sentence("请核对键名，或先声明这个%(kind)s。", kind=kind)
    return row.fault(where, message, remedy)


def _missing(
    row: Row[Any], fields: Iterable[tuple[str, str | None, Collection[str], str]]
) -> Iterator[Fault]:
    """State each field whose key is not among the known ones."""
    for field, key, known, kind in fields:
        if key is not None and key not in known:
            yield _unknown(row, (field,), key, kind)


def _of_head(draft: Draft, names: _Names) -> Iterator[Fault]:
    """Check what the pack itself refers to."""
    if draft.head:
        head = draft.head.value
        yield from _missing(
            draft.head,
            (
                ("county", head.county, names.units, "单位"),
                ("lights_default", head.lights_default, names.lights, "亮灯规则"),
            ),
        )


def _of_documents(draft: Draft) -> Iterator[Fault]:
    """Check that the files of documents are there."""
    for row in draft.documents:
        if row.value.file not in draft.texts:
            message = Sentence("包里没有文件“%(file)s”。", file=row.value.file)
            yield row.fault("file", message, Sentence("请放入该文件，或改正文件名。"))


def _of_indicators(draft: Draft, names: _Names) -> Iterator[Fault]:
    """Check what indicators refer to."""
    for row in draft.indicators:
        it = row.value
        yield from _missing(
            row,
            (
                ("numerator", it.numerator, names.indicators, "指标"),
                ("denominator", it.denominator, names.indicators, "指标"),
                *((field, getattr(it, field), names.indicators, "指标") for field in GOES_WITH),
                ("schedule", it.schedule, names.schedules, "进度安排"),
                ("lights", it.lights, names.lights, "亮灯规则"),
                *(("reported_by", key, names.reporters, "单位") for key in it.reported_by),
            ),
        )
        try:
            unit_named(it.unit)
        except UnknownUnit:
            yield _unknown(row, ("unit",), it.unit, "计量单位")


def _of_targets(draft: Draft, names: _Names) -> Iterator[Fault]:
    """Check what targets refer to."""
    for row in draft.targets:
        it = row.value
        yield from _missing(
            row,
            (
                ("indicator", it.indicator, names.indicators, "指标"),
                ("owner", it.owner, names.units, "单位"),
                ("schedule", it.schedule, names.schedules, "进度安排"),
                ("lights", it.lights, names.lights, "亮灯规则"),
                ("document", it.document, names.documents, "文件"),
            ),
        )
        for key in it.filed_by:
            if key not in names.units and key not in it.shares:
                yield _unknown(row, ("filed_by",), key, "单位")
        for key in it.shares:
            if key not in names.units:
                yield _unknown(row, ("shares", key), key, "单位")


def _of_units(draft: Draft, names: _Names) -> Iterator[Fault]:
    """Check the parents of units: known, and no circle."""
    parents = {row.value.key: row.value.parent for row in draft.units}
    for row in draft.units:
        yield from _missing(row, (("parent", row.value.parent, names.units, "单位"),))
        seen: set[str] = set()
        above = row.value.parent
        while above and above not in seen and above != row.value.key:
            seen.add(above)
            above = parents.get(above)
        if above == row.value.key:
            message = Sentence("单位“%(key)s”成了自己的上级。", key=row.value.key)
            yield row.fault("parent", message, Sentence("请改正上级单位。"))


def _repeated(
    rows: Sequence[Row[Any]], name: Callable[[Any], object], field: str
) -> Iterator[Fault]:
    """State each row whose name was used before."""
    first: dict[object, Row[Any]] = {}
    for row in rows:
        key = name(row.value)
        if not key:
            continue
        if key not in first:
            first[key] = row
            continue
        before = first[key].fault(field, Sentence(""), Sentence(""))
        message = Sentence(
            "“%(key)s”重复，前一处在 %(file)s 第 %(line)d 行。",
            key=key,
            file=before.file,
            line=before.line,
        )
        yield row.fault(field, message, Sentence("请改名，或删去一处。"))


def _twice(draft: Draft) -> Iterator[Fault]:
    """Check that every key is declared once."""
    keyed: tuple[Sequence[Row[Any]], ...] = (
        draft.documents,
        draft.indicators,
        draft.units,
        draft.schedules,
        draft.lights,
        draft.peers,
        draft.rank_groups,
    )
    for rows in keyed:
        yield from _repeated(rows, lambda it: it.key, "key")
    yield from _repeated(draft.targets, lambda it: it.key, "indicator")
    yield from _repeated(draft.published_figures, lambda it: it.key, "peer")
    yield from _repeated(draft.calendar, lambda it: it.year, "year")
    yield from _repeated(draft.units, lambda it: it.code, "code")


def _of_tiles(draft: Draft) -> Iterator[Fault]:
    """Check that each town and park has a tile of its own, and nobody else has one."""
    tiled = [row for row in draft.units if row.value.x is not None and row.value.y is not None]
    yield from _repeated(tiled, lambda it: f"({it.x}, {it.y})", "x")
    for row in draft.units:
        has = row.value.x is not None and row.value.y is not None
        bare = row.value.x is None and row.value.y is None
        kind: UnitKind = row.value.kind
        if kind in TILED and not has:
            message = Sentence("“%(name)s”在示意图上没有位置。", name=row.value.name)
            yield row.fault("x", message, Sentence("请写 x（1 至 8）和 y（1 至 5）。"))
        if kind not in TILED and not bare:
            message = Sentence("“%(name)s”不是镇街或园区，不上示意图。", name=row.value.name)
            yield row.fault("x", message, Sentence("请删去 x 和 y。"))
