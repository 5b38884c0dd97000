"""The one division, last: figures from the exact sums that an engine hands over."""

from decimal import Decimal

from guatu.kernel.measuring import PARTS_OF


def figure_of(
    top: Decimal,
    *,
    top_count: int | None = None,
    bottom: Decimal | None = None,
    bottom_count: int | None = None,
    unit: str = "",
) -> Decimal | None:
    """The figure of exact sums, divided as the reference divides; None over zero.

    The counts turn a sum into a mean first. `unit` is that of the indicator: ratios in `%` and
    `‰` are told in hundredths and thousandths.
    """
    above = mean_of(top, top_count)
    if bottom is None:
        return above
    below = mean_of(bottom, bottom_count)
    return above * PARTS_OF.get(unit, Decimal(1)) / below if below else None


def mean_of(total: Decimal, count: int | None) -> Decimal:
    """The mean of `count` figures; without a count the total itself."""
    return total / count if count else total
