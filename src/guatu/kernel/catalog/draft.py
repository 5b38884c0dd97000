"""A pack while it is read: each row with the place that it was written at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from guatu.kernel.catalog.faults import Fault
from guatu.kernel.catalog.groups import PublishedFigure, RankGroup
from guatu.kernel.catalog.lines import Path, line_of, lines_of
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
from guatu.kernel.sentences import Sentence

D_co = TypeVar("D_co", bound=Declared, covariant=True)


@dataclass(frozen=True)
class Origin:
    """The place of a row: its file, the text of that file, and its path in it."""

    file: str
    text: str
    path: Path

    @property
    def lines(self) -> Mapping[Path, int]:
        """The lines of the file, looked for only when a fault is stated."""
        return lines_of(self.text)

    def fault(self, where: Sequence[str | int], message: Sentence, remedy: Sentence) -> Fault:
        """State a fault of the field at `where`, counted from this row."""
        line = line_of(self.lines, (*self.path, *where))
        return Fault(self.file, line, ".".join(map(str, where)), message, remedy)


@dataclass(frozen=True)
class Row(Generic[D_co]):
    """A valid row and where it was written."""

    value: D_co
    origin: Origin

    def fault(self, where: str | Sequence[str | int], message: Sentence, remedy: Sentence) -> Fault:
        """State a fault of the field at `where`."""
        path = (where,) if isinstance(where, str) else where
        return self.origin.fault(path, message, remedy)


@dataclass
class Draft:
    """All valid rows of a pack by kind, and the text of its documents."""

    texts: Mapping[str, str]
    head: Row[Pack] | None = None
    documents: list[Row[Document]] = field(default_factory=list)
    indicators: list[Row[Indicator]] = field(default_factory=list)
    targets: list[Row[PlannedTarget]] = field(default_factory=list)
    units: list[Row[UnitRow]] = field(default_factory=list)
    schedules: list[Row[ScheduleSpec]] = field(default_factory=list)
    lights: list[Row[LightPreset]] = field(default_factory=list)
    calendar: list[Row[CalendarYear]] = field(default_factory=list)
    peers: list[Row[Peer]] = field(default_factory=list)
    rank_groups: list[Row[RankGroup]] = field(default_factory=list)
    published_figures: list[Row[PublishedFigure]] = field(default_factory=list)

    def indicator(self, key: str) -> Indicator | None:
        """Find the indicator called `key`."""
        return next((row.value for row in self.indicators if row.value.key == key), None)

    def unit(self, key: str) -> UnitRow | None:
        """Find the unit called `key`."""
        return next((row.value for row in self.units if row.value.key == key), None)

    def schedule(self, key: str) -> ScheduleSpec | None:
        """Find the schedule called `key`."""
        return next((row.value for row in self.schedules if row.value.key == key), None)

    def text(self, document: str) -> str | None:
        """Find the text of the document called `document`."""
        for row in self.documents:
            if row.value.key == document:
                return self.texts.get(row.value.file)
        return None
