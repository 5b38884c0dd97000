"""Monthly series made for the tests of forecasts."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from guatu.kernel.forecasting import History
from guatu.kernel.periods import Period, month

PATTERN = (6, 5, 10, 8, 9, 11, 8, 8, 10, 9, 8, 8)  # hundredths of the year


def figures(years: range, of: Callable[[int, int], Decimal]) -> dict[Period, Decimal]:
    """A figure for each month of some years."""
    return {month(year, index): of(year, index) for year in years for index in range(1, 13)}


def steady(year: int, index: int) -> Decimal:
    """A flow whose year grows by a tenth and is shared out always alike."""
    return Decimal(100) * Decimal("1.1") ** (year - 2015) * PATTERN[index - 1]


def rough(years: range, seed: int) -> History:
    """A flow that grows and wavers, the same for the same seed."""
    lots = Random(seed)  # noqa: S311 - draws, not secrets
    return History.of_months(
        figures(years, lambda year, index: steady(year, index) * lots.randint(85, 115) / 100)
    )
