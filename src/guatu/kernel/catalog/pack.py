"""A pack as a whole: what one county counts and requires in one year."""

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol, TypeVar

from pydantic import Field, StrictInt

from guatu.kernel.catalog.groups import PublishedFigure, RankGroup
from guatu.kernel.catalog.models import (
    REPORTER_CLASSES,
    CalendarYear,
    Declared,
    Document,
    Indicator,
    Key,
    LightPreset,
    Peer,
    PlannedTarget,
    ScheduleSpec,
    Text,
    UnitRow,
)
from guatu.kernel.periods import Calendar
from guatu.kernel.sentences import Refusal


class Keyed(Protocol):
    """Whatever has a key."""

    @property
    def key(self) -> str:
        """The name that the pack calls it by."""


K = TypeVar("K", bound=Keyed)


class NotInPack(Refusal):
    """The pack declares nothing of that kind and key."""


def _by_key(rows: Iterable[K], key: str, kind: str) -> K:
    """Find the row of `rows` called `key`; raises `NotInPack`."""
    for row in rows:
        if row.key == key:
            return row
    raise NotInPack("包里没有叫“%(key)s”的%(kind)s。请核对键名。", key=key, kind=kind)


class Pack(Declared):
    """Everything that a county declares for a year, checked against itself."""

    key: Text
    name: Text
    name_en: Text
    year: StrictInt
    division_code: Text
    county: Key
    lights_default: Key = "hubei_default"
    documents: tuple[Document, ...] = Field(default=())
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[PlannedTarget, ...] = ()
    units: tuple[UnitRow, ...] = ()
    schedules: tuple[ScheduleSpec, ...] = ()
    lights: tuple[LightPreset, ...] = ()
    calendar: tuple[CalendarYear, ...] = ()
    peers: tuple[Peer, ...] = ()
    rank_groups: tuple[RankGroup, ...] = ()
    published_figures: tuple[PublishedFigure, ...] = ()

    def document(self, key: str) -> Document:
        """Find the document called `key`; raises `NotInPack`."""
        return _by_key(self.documents, key, "文件")

    def indicator(self, key: str) -> Indicator:
        """Find the indicator called `key`; raises `NotInPack`."""
        return _by_key(self.indicators, key, "指标")

    def target(self, key: str) -> PlannedTarget:
        """Find the target called `key` (indicator/owner/period); raises `NotInPack`."""
        return _by_key(self.targets, key, "目标")

    def unit(self, key: str) -> UnitRow:
        """Find the unit called `key`; raises `NotInPack`."""
        return _by_key(self.units, key, "单位")

    def schedule(self, key: str) -> ScheduleSpec:
        """Find the schedule called `key`; raises `NotInPack`."""
        return _by_key(self.schedules, key, "进度安排")

    def light(self, key: str) -> LightPreset:
        """Find the light preset called `key`; raises `NotInPack`."""
        return _by_key(self.lights, key, "亮灯规则")

    def rank_group(self, key: str) -> RankGroup:
        """Find the rank group called `key`; raises `NotInPack`."""
        return _by_key(self.rank_groups, key, "排名组")

    def peers_of(self, group: str) -> tuple[Peer, ...]:
        """List the peers of a group, the county itself first (SC-20)."""
        own = [peer for peer in self.peers if peer.key == self.county]
        others = [peer for peer in self.peers if peer.group == group and peer.key != self.county]
        return (*own, *others)

    def children(self, key: str) -> tuple[UnitRow, ...]:
        """List the units directly under the unit called `key`."""
        return tuple(unit for unit in self.units if unit.parent == key)

    def reporters(self, indicator: str) -> tuple[UnitRow, ...]:
        """List the units that file the indicator called `indicator`; raises `NotInPack`."""
        wanted = self.indicator(indicator).reported_by
        kinds = {kind for name in wanted for kind in REPORTER_CLASSES.get(name, ())}
        return tuple(unit for unit in self.units if unit.key in wanted or unit.kind in kinds)

    @property
    def filing_units(self) -> tuple[UnitRow, ...]:
        """The units that owe returns."""
        return tuple(unit for unit in self.units if unit.files)

    @property
    def counted_targets(self) -> tuple[PlannedTarget, ...]:
        """The targets that the board's matrix shows."""
        return tuple(target for target in self.targets if target.counted)

    @cached_property
    def calendar_value(self) -> Calendar:
        """The working days of all declared years."""
        return Calendar(
            days_off=frozenset(day for year in self.calendar for day in year.days_off),
            make_up_days=frozenset(day for year in self.calendar for day in year.make_up_days),
            years=frozenset(year.year for year in self.calendar),
        )
