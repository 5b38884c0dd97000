"""A changed pack comes into a store that is in use: what is new is added, history is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from guatu.apps.observations.models import Observation
from guatu.apps.plans.models import Document, Indicator, Target
from guatu.apps.plans.queries import pack_in_use
from guatu.apps.units.models import Unit
from guatu.flows.county_from_pack import expect_the_rest, hang_plan, load_county
from guatu.kernel.catalog import Indicator as Declared
from guatu.kernel.catalog import Pack, UnitRow
from guatu.kernel.sentences import Refusal, Sentence
from guatu.platform.database import write_gate

FIXED = ("unit", "type", "over_time", "over_units", "frequency", "family")
RULES = ("schedules", "lights", "calendar", "lights_default")


class OtherPack(Refusal):
    """The server runs on another pack."""


class PackBreaksHistory(Refusal):
    """The pack takes away or redefines what figures stand on; nothing was changed."""

    def __init__(self, faults: tuple[Sentence, ...]) -> None:
        self.faults = faults
        super().__init__(
            "包与库里已有的数冲突，共 %(count)d 处，什么也没有改。请改包后再试。",
            count=len(faults),
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the units and indicators, by key, and of the plan and the rules."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    left: tuple[str, ...]
    is_hung: bool
    rules_differ: bool


def bring(pack: Pack, *, at: datetime, today: date, texts: Mapping[str, str]) -> Loaded:
    """Bring units and catalog in line with `pack`; the same pack again changes nothing.

    `texts` are the pack's documents by file name. A store without the pack's plan gets it; targets
    that hang stay as they are. Raises `OtherPack` or `PackBreaksHistory` and then changes nothing.
    """
    in_use = pack_in_use()
    if pack.key != in_use.key:
        raise OtherPack(
            "这台服务器用的是“%(in_use)s”包，不是“%(key)s”。"
            "换包请换数据目录（GUATU_DATA）并设 GUATU_PACK。",
            in_use=in_use.key,
            key=pack.key,
        )
    with write_gate():
        if faults := tuple(_breaks(pack)):
            raise PackBreaksHistory(faults)
        added, changed, left = _differences(pack)
        if added or changed:
            load_county(pack, at=at)
            expect_the_rest(pack, since=today)
        is_new = not Document.objects.filter(pack=pack.key).exists()
        if is_new:
            hang_plan(pack, at=at, texts=texts)
        differ = any(getattr(pack, name) != getattr(in_use, name) for name in RULES)
        return Loaded(added, changed, left, is_new, differ)


def _breaks(pack: Pack) -> Iterator[Sentence]:
    """What the pack must not do: drop a unit with figures, or redefine an indicator with some."""
    kept = {row.key for row in pack.units}
    filed = Unit.objects.filter(path__startswith=f"/{pack.county}/", filings__isnull=False)
    for unit in filed.exclude(key__in=kept).distinct():
        yield Sentence("单位“%(name)s”（%(key)s）报过数，不能从包里去掉。", name=unit, key=unit.key)
    used = set(Observation.objects.values_list("indicator__key", flat=True).distinct())
    used |= set(Target.objects.values_list("indicator__key", flat=True).distinct())
    stored = {row.key: row for row in Indicator.objects.filter(key__in=used)}
    for declared in pack.indicators:
        if declared.key in stored:
            yield from _redefined(stored[declared.key], declared)


def _redefined(stored: Indicator, declared: Declared) -> Iterator[Sentence]:
    """The fields on which stored figures depend and which the pack writes otherwise."""
    new = declared.model_dump(mode="json")
    for field in FIXED:
        old = stored.definition.get(field)
        if old is not None and old != new[field]:
            yield Sentence(
                "指标“%(name)s”（%(key)s）已有数或目标，%(typed)s 不能从 %(old)s 改成 %(new)s。",
                name=stored,
                key=stored.key,
                typed=field,
                old=old,
                new=new[field],
            )


def _differences(pack: Pack) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The keys that the pack adds, changes, and no longer names."""
    stored: dict[str, Any] = {
        unit.key: _unit_said(unit)
        for unit in Unit.objects.filter(path__startswith=f"/{pack.county}/").select_related(
            "parent"
        )
    }
    stored |= {row.key: row.definition for row in Indicator.objects.filter(pack=pack.key)}
    wanted: dict[str, Any] = {row.key: _row_said(row) for row in pack.units}
    wanted |= {row.key: row.model_dump(mode="json") for row in pack.indicators}
    added = tuple(sorted(wanted.keys() - stored.keys()))
    changed = tuple(sorted(k for k in wanted.keys() & stored.keys() if wanted[k] != stored[k]))
    return added, changed, tuple(sorted(stored.keys() - wanted.keys()))


def _unit_said(unit: Unit) -> tuple[object, ...]:
    """What the store says of a unit."""
    parent = unit.parent.key if unit.parent else None
    place = (unit.tile_x, unit.tile_y)
    return (unit.name, unit.name_en, unit.short, unit.kind, unit.code, parent, unit.files, place)


def _row_said(row: UnitRow) -> tuple[object, ...]:
    """What the pack says of a unit, in the same order."""
    kind, code, place = row.kind.value, row.code or "", (row.x, row.y)
    return (row.name, row.name_en, row.short, kind, code, row.parent, row.files, place)
