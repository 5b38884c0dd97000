"""The question to an engine and its answer: one cell for each unit and indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from guatu.kernel.catalog import Indicator
from guatu.kernel.measuring import Fact, Growth, UnitTree
from guatu.kernel.periods import Period
from guatu.kernel.sentences import Sentence


@dataclass(frozen=True, slots=True)
class World:
    """All that a question rests on: what is counted, who stands below whom, and what was filed.

    `filers` names those that owe an indicator; where it is silent the lowest units file.
    """

    indicators: tuple[Indicator, ...]
    children: Mapping[str, Sequence[str]]
    facts: tuple[Fact, ...]
    filers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def tree_of(self, indicator: str) -> UnitTree:
        """The units with those that file `indicator`."""
        return UnitTree(children=self.children, filers=self.filers.get(indicator))


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of a unit among its siblings, by the newest period that any of them has.

    `place` counts 1-2-2-4 and `dense` 1-2-2-3. With `missing` peers both are provisional (SC-20).
    """

    place: int
    dense: int
    missing: int


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure of one unit and one indicator on one day, as `Measured` says it.

    `value` is None without a usable figure, never zero; then `filed` and `last_filed_at` tell of
    the newest period that anybody filed. `growth` is that of `period` (STAT-28), None without one.
    """

    value: Decimal | None
    period: Period | None
    filed: int
    expected: int
    last_filed_at: datetime | None = None
    reasons: tuple[Sentence, ...] = ()
    growth: Growth | None = None
    seat: Seat | None = None


Answer = Mapping[tuple[str, str], Cell]  # (unit, indicator) → cell


class Engine(Protocol):
    """Something that answers for every unit and every indicator of a world at once."""

    def cells(self, world: World, *, as_of: date, known_by: datetime | None = None) -> Answer:
        """The cells of the year of `as_of`, from what was known by `known_by`.

        Raises a `Refusal` for what no engine may guess.
        """
