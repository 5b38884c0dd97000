"""Rounding and printing: once, on output, with the unit after the figure (DESIGN-LANGUAGE 6)."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from guatu.kernel.quantities.units import UnitOfMeasure, plain, unit_named

MISSING = "—"
MINUS = "\u2212"
PLACES = {"亿元": 1, "万元": 0, "%": 1, "百分点": 1}
MOST_PLACES = 2
FROM_YI = Decimal(10**8)


def round_half_even(value: Decimal, places: int) -> Decimal:
    """Round by GB/T 8170 (STAT-35): a lone half goes to the even digit.

    `places` may be negative: -2 rounds to hundreds.
    """
    return _round(value, places, ROUND_HALF_EVEN)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Round a half away from zero, as published tables commonly do (STAT-37)."""
    return _round(value, places, ROUND_HALF_UP)


def print_figure(value: Decimal | None, places: int, *, signed: bool = False) -> str:
    """Print a figure with thousands commas and a true minus; `signed` shows the plus of a gap.

    A missing figure is a dash, never a zero; what rounds to zero has no sign.
    """
    if value is None:
        return MISSING
    rounded = round_half_even(value, places)
    digits = f"{abs(rounded):,f}"
    if rounded.is_zero():
        return digits
    return f"{MINUS if rounded < 0 else '+' if signed else ''}{digits}"


def print_amount(
    value: Decimal | None,
    unit: UnitOfMeasure | str | None,
    places: int | None = None,
    *,
    signed: bool = False,
) -> str:
    """Print a figure and its unit: 163.9 亿元, 18,420 万元, 57 个, 34.8%.

    Without `places`: one decimal for 亿元, % and 百分点, none for 万元 and counts, else at
    most two. Raises `UnknownUnit`.
    """
    known = unit_named(unit) if isinstance(unit, str) and unit else None
    if isinstance(unit, UnitOfMeasure):
        known = unit
    digits = print_figure(
        value, _places_of(value, known) if places is None else places, signed=signed
    )
    if value is None or known is None:
        return digits
    return f"{digits}%" if known.symbol == "%" else f"{digits} {known.symbol}"


def board_unit(values: Iterable[Decimal], unit: str) -> str:
    """Choose the one unit of a table in 万元 or 亿元: 亿元 as soon as one value reaches 1 亿元."""
    known = unit_named(unit)
    if known.kind != "money":
        return unit
    largest = max((abs(value) * known.scale for value in values), default=Decimal(0))
    return "亿元" if largest >= FROM_YI else "万元"


def _places_of(value: Decimal | None, unit: UnitOfMeasure | None) -> int:
    if unit is not None and unit.symbol in PLACES:
        return PLACES[unit.symbol]
    if value is None or (unit is not None and unit.integral and unit.scale == 1):
        return 0
    exponent = plain(value).as_tuple().exponent
    return min(-exponent, MOST_PLACES) if isinstance(exponent, int) else 0


def _round(value: Decimal, places: int, rounding: str) -> Decimal:
    context = Context(prec=max(value.adjusted(), 0) + abs(places) + 40, rounding=rounding)
    rounded = value.quantize(Decimal(1).scaleb(-places), context=context)
    return rounded if places >= 0 else context.quantize(rounded, Decimal(1))
