"""Where figures stand, what is expected of an indicator, and one series of figures."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guatu.kernel.measuring import Measure
from guatu.kernel.periods import Period


class Nature(StrEnum):
    """What an indicator's figure is: an amount of its period, a level at its end, or a ratio."""

    FLOW = "flow"
    LEVEL = "level"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Where a figure stands."""

    indicator: str
    unit: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """What may be expected of an indicator; names are keys of other indicators.

    `lower` and `upper` bound a level or ratio; `within` cannot be exceeded (到位 ≤ 合同);
    `inflow` and `outflow` move the level; `energy` and `tax` move with an output. `january` is
    false where January is not reported (STAT-30).
    """

    key: str
    nature: Nature = Nature.FLOW
    whole: bool = False
    signed: bool = False
    decimals: int = 2
    january: bool = True
    lower: Decimal | None = None
    upper: Decimal | None = None
    numerator: str | None = None
    denominator: str | None = None
    within: str | None = None
    inflow: str | None = None
    outflow: str | None = None
    energy: str | None = None
    tax: str | None = None

    @property
    def measure(self) -> Measure:
        """The measure that holds the figure of the period itself."""
        return Measure.MONTH if self.nature is Nature.FLOW else Measure.STOCK


@dataclass(frozen=True, slots=True)
class Line:
    """One series of standing figures of one unit, the oldest first, all of one frequency."""

    trait: Trait
    unit: str
    points: tuple[tuple[Period, Decimal], ...]

    def cell(self, period: Period) -> Cell:
        """The cell of one of its figures."""
        return Cell(self.trait.key, self.unit, period)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of all its figures."""
        return tuple(self.cell(period) for period, _ in self.points)
