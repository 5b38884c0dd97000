"""Figures and lights as pages and the terminal print them (design language, section 6)."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

MISSING = "—"
FINEST = 4
WORDS = {
    "done": gettext_noop("完成"),
    "on": gettext_noop("正常"),
    "slow": gettext_noop("偏慢"),
    "behind": gettext_noop("滞后"),
    "red": gettext_noop("严重滞后"),
    "none": gettext_noop("无数据"),
    "not_due": gettext_noop("未到期"),
}
UNIT_WORDS = {
    "亿元": gettext_noop("亿元"),
    "万元": gettext_noop("万元"),
    "个": gettext_noop("个"),
    "家": gettext_noop("家"),
    "张": gettext_noop("张"),
    "人份": gettext_noop("人份"),
    "月": gettext_noop("月"),
    "条": gettext_noop("条"),
    "位": gettext_noop("位"),
    "人": gettext_noop("人"),
    "人次": gettext_noop("人次"),
    "台": gettext_noop("台"),
    "个百分点": gettext_noop("个百分点"),
    "百分点": gettext_noop("百分点"),
}


def rounded(value: Decimal, places: int) -> str:
    """`value` with thousands commas, rounded once on output (STAT-37, STAT-38)."""
    step = Decimal(1).scaleb(-places)
    return f"{value.quantize(step, ROUND_HALF_UP):,f}".replace("-", "−")


def trimmed(value: Decimal, places: int) -> str:
    """The same without idle zeros behind the point."""
    text = rounded(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Decimal | None, places: int = 2) -> str:
    """A figure, or a dash when it is missing; never zero for missing."""
    return MISSING if value is None else trimmed(value, places)


def fixed(value: Decimal | None, places: int = 2) -> str:
    """A figure of a column: every row with the same decimals."""
    return MISSING if value is None else rounded(value, places)


def gap(value: Decimal | None, places: int = 2) -> str:
    """A difference with its sign, the true minus; what is not zero never looks like it."""
    if value is None:
        return MISSING
    text = trimmed(value, places)
    while value and text.strip("−") == "0" and places < FINEST:
        places += 1
        text = trimmed(value, places)
    if text.strip("−") == "0":
        return "0"
    return text if text.startswith("−") else f"+{text}"


def unit_word(unit: str) -> str:
    """The unit in the reader's language."""
    return _(UNIT_WORDS[unit]) if unit in UNIT_WORDS else unit


def percent(share: Decimal | None, places: int = 1) -> str:
    """A share of one as percent."""
    return MISSING if share is None else f"{rounded(share * 100, places)}%"


def chance(value: Decimal | None, light: str = "") -> str:
    """A probability in whole percent, never 0 or 100 before it is settled."""
    if light == "done":
        return _("已达")
    if value is None:
        return MISSING
    if value < Decimal("0.01"):
        return "<1%"
    return ">99%" if value > Decimal("0.99") else rounded(value * 100, 0) + "%"


def light_word(light: str) -> str:
    """The word of a light."""
    return _(WORDS[light])


def gap_unit(unit: str) -> str:
    """The unit of a difference: rates differ by percentage points (DOMAIN 1.4)."""
    return unit_word("个百分点" if unit == "%" else unit)
