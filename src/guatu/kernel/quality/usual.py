"""What a series usually shows: the middle of its neighbors, and last year grown as the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from guatu.kernel.periods import Period
from guatu.kernel.quality.traits import Cell, Line

REACH = 6
AT_LEAST = 3
CALM = Decimal(4)
NEAR = Decimal("1.6")  # months of a year differ so much without any slip
POWERS = (1, 2, 3, 4, 8)
FEW_THINGS = Decimal(8)  # fewer of a thing than this come and go by chance


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside the usual one, and their ratio; `calm` when the neighbors lie close."""

    cell: Cell
    value: Decimal
    usual: Decimal
    ratio: Decimal
    calm: bool


def beside_neighbors(line: Line) -> Iterator[Compared]:
    """Every figure beside the median of up to six before and six after it."""
    values = [value for _, value in line.points]
    for at, (period, value) in enumerate(line.points):
        near = values[max(0, at - REACH) : at] + values[at + 1 : at + 1 + REACH]
        if len(near) >= AT_LEAST:
            compared = compare(line, period, value, median(near))
            if compared is not None:
                yield Compared(
                    compared.cell, value, compared.usual, compared.ratio, _lie_close(near)
                )


def beside_last_year(line: Line) -> Iterator[Compared]:
    """Every figure beside that of the same month last year, grown as the other months grew."""
    held = {(period.year, period.index): value for period, value in line.points}
    growths = {
        period: value / held[period.year - 1, period.index]
        for period, value in line.points
        if held.get((period.year - 1, period.index), Decimal(0)) > 0
    }
    for period, growth in growths.items():
        others = [other for place, other in growths.items() if place != period]
        if len(others) >= AT_LEAST:
            value = held[period.year, period.index]
            compared = (
                compare(line, period, value, value / growth * median(others)) if growth else None
            )
            if compared is not None:
                yield compared


def is_times(ratio: Decimal, factor: Decimal) -> bool:
    """True when a ratio is the factor, but for what months differ anyway."""
    return factor / NEAR < ratio < factor * NEAR


def is_slip(ratio: Decimal) -> bool:
    """True when a ratio is a power of ten that a slip of the unit gives."""
    powers = (Decimal(10) ** power for power in POWERS)
    return any(is_times(ratio, power) or is_times(ratio, 1 / power) for power in powers)


def compare(line: Line, period: Period, value: Decimal, usual: Decimal) -> Compared | None:
    """A figure beside the usual one; None where the usual one is too small to tell anything."""
    if usual <= 0 or value < 0 or (line.trait.whole and usual < FEW_THINGS):
        return None
    return Compared(line.cell(period), value, usual, value / usual, calm=True)


def _lie_close(values: Iterable[Decimal]) -> bool:
    """True when all but one of the figures lie within a factor of their median."""
    ordered = sorted(values)
    middle = median(ordered)
    far = [value for value in ordered if not middle / CALM < value < middle * CALM]
    return len(far) <= 1
