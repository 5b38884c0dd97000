"""What a numeral of a document says, by the quantities of the kernel."""

from decimal import Decimal
from functools import lru_cache

from guatu.kernel.quantities import AmountRefused, parse_numeral


@lru_cache(maxsize=4096)
def value_of(text: str) -> Decimal | None:
    """The number that `text` says; None when it is no plain number (三五成群, 百)."""
    try:
        return parse_numeral(text)
    except AmountRefused:
        return None


def whole_of(text: str) -> int:
    """The whole number of a year, a month or a count; zero when it is none."""
    value = value_of(text)
    return int(value) if value is not None else 0
