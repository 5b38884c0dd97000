"""Amounts with their units: read from what people type, converted exactly, rounded once."""

from guatu.kernel.quantities.amounts import Amount, parse_amount
from guatu.kernel.quantities.numerals import number_of, parse_numeral
from guatu.kernel.quantities.printing import (
    board_unit,
    print_amount,
    print_figure,
    round_half_even,
    round_half_up,
)
from guatu.kernel.quantities.refusals import (
    AmountRefused,
    RefusalCode,
    UnitsDoNotMatch,
    UnknownUnit,
)
from guatu.kernel.quantities.units import SCALES, UnitOfMeasure, convert, unit_named, units

__all__ = [
    "SCALES",
    "Amount",
    "AmountRefused",
    "RefusalCode",
    "UnitOfMeasure",
    "UnitsDoNotMatch",
    "UnknownUnit",
    "board_unit",
    "convert",
    "number_of",
    "parse_amount",
    "parse_numeral",
    "print_amount",
    "print_figure",
    "round_half_even",
    "round_half_up",
    "unit_named",
    "units",
]
