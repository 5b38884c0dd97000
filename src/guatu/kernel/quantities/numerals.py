"""Numerals in documents and figures of machines, as exact decimals."""

import re
from decimal import Decimal

from guatu.kernel.quantities.characters import ascii_figures
from guatu.kernel.quantities.refusals import AmountRefused
from guatu.kernel.quantities.units import EXACT, plain

MOST_DIGITS = 30
DIGITS = {"零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SMALL = (("千", Decimal(1000)), ("百", Decimal(100)), ("十", Decimal(10)))
LARGE = (("亿", Decimal(10**8)), ("万", Decimal(10**4)))
USUAL = str.maketrans(
    "两兩〇壹贰叁肆伍陆柒捌玖拾佰仟萬億點负貳參陸", "二二零一二三四五六七八九十百千万亿点-二三六"
)

ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
MACHINE = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
NUMERAL = re.compile(r"[0-9零一二三四五六七八九十百千万亿点.,]+")
SPELLED = re.compile(r"[零一二三四五六七八九]{3,}|(?=.*零)[零一二三四五六七八九]{2}")
NEIGHBORS = re.compile(
    r"(?<![点零一二三四五六七八九])[一二三四五六七八九]{2}(?![零一二三四五六七八九])"
)


def number_of(text: str) -> Decimal:
    """Read a plain figure of a machine: ASCII digits, one point, a minus sign.

    Raises `AmountRefused` for everything else.
    """
    if not MACHINE.fullmatch(text) or len(text) > MOST_DIGITS + 2:
        raise AmountRefused(
            "“%(text)s”不是规范的数字，请写成如 1234.5 的形式。",
            code="not_a_number",
            text=text[:40],
        )
    return Decimal(text)


def parse_numeral(text: str) -> Decimal:
    """Read a numeral of a document: 1,234.5, １２, 三百三十九, 两千, 2万, 三百三十九亿, 1亿2000万.

    Raises `AmountRefused`, which holds for spoken short forms (三万五) and ranges (三五).
    """
    mapped, _ = ascii_figures(text)
    usual = mapped.translate(USUAL)
    sign, usual = (-1, usual[1:]) if usual.startswith("-") else (1, usual)
    if not NUMERAL.fullmatch(usual):
        raise _not_a_number(text)
    if ARABIC.fullmatch(usual):
        return sign * arabic(usual)
    if SPELLED.fullmatch(usual):
        return sign * Decimal("".join(str(DIGITS[digit]) for digit in usual))
    if NEIGHBORS.search(usual):
        raise AmountRefused(
            "“%(text)s”像是一个范围，请写明确数。", code="range", holds=True, text=text
        )
    if usual in {"百", "千"}:
        raise _not_a_number(text)
    return sign * plain(_large(usual, text))


def arabic(text: str) -> Decimal:
    """The value of checked Arabic digits with grouping commas."""
    digits = text.replace(",", "")
    if len(digits) > MOST_DIGITS:
        raise AmountRefused("数字太长，请核对位数。", code="out_of_range")
    return Decimal(digits)


def _large(usual: str, text: str) -> Decimal:
    """Read around the last 亿, then the last 万: what stands before is multiplied."""
    for word, size in LARGE:
        before, found, after = usual.rpartition(word)
        if found:
            rest = _large(after, text) if after else Decimal(0)
            _check_rest(after, rest, size, text)
            return EXACT.add(EXACT.multiply(_large(before, text), size), rest)
    whole, point, places = usual.partition("点")
    return _section(whole, text) + (_places(places, text) if point else 0)


def _section(usual: str, text: str) -> Decimal:
    """Read a section below 万: Arabic, or digits with 千, 百 and 十."""
    if ARABIC.fullmatch(usual):
        return arabic(usual)
    for word, size in SMALL:
        before, found, after = usual.partition(word)
        if found:
            rest = _section(after, text) if after else Decimal(0)
            _check_rest(after, rest, size, text)
            return _factor(before, word, after, text) * size + rest
    digit = usual if usual == "零" else usual.removeprefix("零")
    if digit not in DIGITS:
        raise _not_a_number(text)
    return Decimal(DIGITS[digit])


def _factor(before: str, word: str, after: str, text: str) -> Decimal:
    """What stands before 千, 百 or 十: a digit or Arabic; nothing in 十五, 百亿 and 千万."""
    if not before and (word == "十" or not after):
        return Decimal(1)
    factor = _section(before.removeprefix("零"), text)
    if factor >= 10 and not ARABIC.fullmatch(before):
        raise _not_a_number(text)
    return factor


def _check_rest(written: str, rest: Decimal, size: Decimal, text: str) -> None:
    """Refuse a rest that is too large for its place, or too small to be said without a 零."""
    if rest >= size:
        raise _not_a_number(text)
    if rest and rest * 10 < size and written[0] not in "零0":
        raise AmountRefused(
            "“%(text)s”是口语写法，请写成完整的数。", code="colloquial", holds=True, text=text
        )


def _places(places: str, text: str) -> Decimal:
    if not places or not set(places) <= set(DIGITS):
        raise _not_a_number(text)
    return Decimal("0." + "".join(str(DIGITS[digit]) for digit in places))


def _not_a_number(text: str) -> AmountRefused:
    return AmountRefused("“%(text)s”不是一个数，请只填数字。", code="not_a_number", text=text[:40])
