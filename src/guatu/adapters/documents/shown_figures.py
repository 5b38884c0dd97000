"""Figures of a sheet as a person sees them: percentages, dates, whole numbers without a point."""

import re
from datetime import date, timedelta
from decimal import Context, Decimal

from guatu.kernel.quantities import AmountRefused, number_of

EXACT = Context(prec=15)  # the digits that a sheet keeps
EXPONENT = re.compile(r"(-?[\d.]+)[eE]([+-]?\d{1,3})")
ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")
LITERAL = re.compile(r'"([^"]*)"|\\(.)')
DIGITS = re.compile(r"[0#?][0#?,.]*")
SCALED = re.compile(r"[0#?],+(?![0#?])|[!\\]\.")
FIRST_DAY = date(1899, 12, 30)
FIRST_DAY_OF_1904 = date(1904, 1, 1)
MOST_DAYS = 2_900_000
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "yyyy-m-d",
    15: "d-mmm-yy",
    16: "m-d",
    17: "yyyy-m",
    22: "yyyy-m-d h:mm",
    27: "yyyy-m",
    28: "m-d",
    29: "m-d",
    30: "yyyy-m-d",
    31: "yyyy-m-d",
    36: "yyyy-m",
    50: "yyyy-m",
    51: "m-d",
    52: "yyyy-m",
    53: "m-d",
    54: "m-d",
    55: "yyyy-m",
    56: "m-d",
    57: "yyyy-m",
    58: "m-d",
}


def exact(text: str) -> Decimal | None:
    """The figure that a file holds, with 15 digits; None for what is none."""
    parts = EXPONENT.fullmatch(text)
    try:
        value = number_of(parts[1] if parts else text)
    except AmountRefused:
        return None
    return EXACT.plus(value.scaleb(int(parts[2])) if parts else value)


def printed(value: Decimal) -> str:
    """The figure without exponent and without zeros behind the point."""
    return f"{value.normalize(EXACT):f}" if value else "0"


def shown(value: Decimal, code: str, *, from_1904: bool = False) -> str:
    """The figure as the format `code` of a sheet shows it, with all of its digits."""
    section = ASIDE.sub("", code.partition(";")[0])
    bare = LITERAL.sub("", section)
    if "%" in bare:
        return f"{printed(value * 100)}%"
    if re.search("[ymdYMD]", bare) and not DIGITS.search(bare.replace("00", "")):
        return _day(value, bare.lower(), from_1904=from_1904)
    if not DIGITS.search(bare) or SCALED.search(section):
        return printed(value)
    first, last = _literals(section)
    return f"{first}{printed(value)}{last}"


def _literals(section: str) -> tuple[str, str]:
    """The words that a format writes before and behind the figure."""
    placeholder = LITERAL.sub(lambda found: "\ue000" * len(found[0]), section)
    found = list(DIGITS.finditer(placeholder))
    before, after = section[: found[0].start()], section[found[-1].end() :]
    return _words(before), _words(after)


def _words(part: str) -> str:
    return "".join(one or other for one, other in LITERAL.findall(part))


def _day(value: Decimal, code: str, *, from_1904: bool) -> str:
    """The day of a serial number, in the parts that the format shows."""
    if not 0 <= value < MOST_DAYS:
        return printed(value)
    day = (FIRST_DAY_OF_1904 if from_1904 else FIRST_DAY) + timedelta(days=int(value))
    if "y" not in code and "d" not in code:
        return printed(value)
    return written(day, has_year="y" in code, has_day="d" in code)


def written(day: date, *, has_year: bool = True, has_day: bool = True) -> str:
    """2023年6月30日, or the parts of it that are asked for."""
    year = f"{day.year}年" if has_year else ""
    rest = f"{day.day}日" if has_day else ""
    return f"{year}{day.month}月{rest}"
