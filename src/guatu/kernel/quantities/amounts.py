"""Amounts typed by people: one reader for the whole product (RELIABILITY 0.9)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from guatu.kernel.quantities.characters import ascii_figures
from guatu.kernel.quantities.numerals import MOST_DIGITS, arabic
from guatu.kernel.quantities.printing import round_half_even
from guatu.kernel.quantities.refusals import AmountRefused, UnitsDoNotMatch, UnknownUnit
from guatu.kernel.quantities.units import EXACT, UnitOfMeasure, convert, plain, unit_named
from guatu.kernel.quantities.wording import refuse_spoken, refuse_vague, refuse_wording
from guatu.kernel.sentences import Sentence

FIGURE = re.compile(
    r"(?P<sign>[+-]?) ?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r" ?(?P<unit>(?:[^0-9.,+\-'’ ].*)?)"
)
LARGEST = Decimal(10**16)
MOST_PLACES = 10
UNSCALED = {"percent", "point", "times", "rank"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in a unit, with notes on how it was read; no unit is a bare number."""

    value: Decimal
    unit: UnitOfMeasure | None = None
    notes: tuple[Sentence, ...] = ()

    def to(self, symbol: str) -> "Amount":
        """The same amount in another unit. Raises `UnitsDoNotMatch` or `UnknownUnit`."""
        target = unit_named(symbol)
        if self.unit is None:
            raise UnitsDoNotMatch("没有单位的数不能换算成%(target)s，请写明单位。", target=symbol)
        return Amount(convert(self.value, self.unit, target), target, self.notes)


def parse_amount(text: str, *, unit: str | None = None, signed: bool = True) -> Amount:
    """Read what a person typed into a field whose unit is `unit`; the result is in that unit.

    A bare number is in the unit of the field, another unit of the same kind is converted with
    a note, a bare scale word counts the field's own base (12.5亿 in 万元 is 125000). Without
    `unit` the unit as written is kept. Raises `AmountRefused`: never guesses, never makes a
    blank a zero (RELIABILITY 3, rows 3-14).
    """
    mapped, notes = ascii_figures(text)
    field = unit_named(unit) if unit else None
    plain_text = mapped.removeprefix("第") if field and field.kind == "rank" else mapped
    refuse_vague(plain_text, text)
    found = FIGURE.fullmatch(plain_text)
    if found is None:
        refuse_wording(plain_text, text)
    value = arabic(found["digits"]) * (-1 if found["sign"] == "-" else 1)
    written = _unit_written(found["unit"].strip(), field, plain_text)
    amount = _in_field(value, written, field)
    _check(amount, text, signed=signed)
    if field and written and written.symbol != field.symbol:
        notes = (
            *notes,
            Sentence(
                "%(typed)s = %(value)s%(unit)s",
                typed=text.strip(),
                value=f"{amount.value:,f}",
                unit=field.symbol,
            ),
        )
    return Amount(amount.value, amount.unit, notes)


def _unit_written(symbol: str, field: UnitOfMeasure | None, typed: str) -> UnitOfMeasure | None:
    if not symbol:
        return None
    try:
        written = unit_named(symbol)
    except UnknownUnit as unknown:
        refuse_spoken(typed, typed)
        raise AmountRefused(
            "不认识单位“%(unit)s”，请按%(field)s填写，只填数字。",
            code="unknown_unit",
            unit=symbol[:20],
            field=field.symbol if field else Sentence("常用单位"),
        ) from unknown
    if written.kind == "number" and field and field.kind != "number":
        return _scaled_base(written, field)
    return written


def _scaled_base(word: UnitOfMeasure, field: UnitOfMeasure) -> UnitOfMeasure:
    """The unit that a bare scale word means in a field: 亿 in a field of 万元 is 亿元."""
    if field.kind in UNSCALED:
        raise _mismatch(word, field)
    try:
        return unit_named(word.symbol + field.base)
    except UnknownUnit as unknown:
        raise _mismatch(word, field) from unknown


def _in_field(value: Decimal, written: UnitOfMeasure | None, field: UnitOfMeasure | None) -> Amount:
    if field is None or written is None:
        return Amount(plain(value), written or field)
    if {written.kind, field.kind} == {"percent", "point"}:
        raise AmountRefused(
            "%(written)s与%(field)s不是一回事：增幅用%%，两个比率之差用百分点。请核对后只填数字。",
            code="point_or_percent",
            written=written.symbol,
            field=field.symbol,
        )
    try:
        return Amount(_short(convert(value, written, field)), field)
    except UnitsDoNotMatch as different:
        raise _mismatch(written, field) from different


def _short(value: Decimal) -> Decimal:
    """A converted value, cut to ten places when it has no end (亩 in 平方米)."""
    endless = len(value.as_tuple().digits) > MOST_DIGITS
    return plain(round_half_even(value, MOST_PLACES) if endless else value)


def _mismatch(written: UnitOfMeasure, field: UnitOfMeasure) -> AmountRefused:
    return AmountRefused(
        "此处应填%(field)s，不能填%(written)s，请换算后只填数字。",
        code="unit_mismatch",
        field=field.symbol,
        written=written.symbol,
    )


def _check(amount: Amount, text: str, *, signed: bool) -> None:
    value, unit = amount.value, amount.unit
    if value < 0 and not signed:
        raise AmountRefused(
            "“%(text)s”是负数，此项不能为负，请核对。", code="out_of_range", text=text
        )
    exponent = value.as_tuple().exponent
    if abs(value) >= LARGEST or not isinstance(exponent, int) or exponent < -MOST_PLACES:
        raise AmountRefused(
            "“%(text)s”的位数太多，请核对数字和单位。", code="out_of_range", text=text
        )
    if unit and unit.integral and EXACT.multiply(value, unit.scale) % 1:
        raise AmountRefused(
            "%(unit)s只能是整数，“%(text)s”带有小数，请填整数。",
            code="fraction_of_count",
            unit=unit.base,
            text=text,
        )
