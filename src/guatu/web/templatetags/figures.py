"""Figures, lights, days and sentences as pages print them (design language, section 6)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from guatu.apps.boards.words import (
    MISSING,
    WORDS,
    amount,
    chance,
    fixed,
    gap,
    gap_unit,
    light_word,
    percent,
    trimmed,
    unit_word,
)
from guatu.kernel.periods import Frequency, Period
from guatu.kernel.quantities import number_of
from guatu.platform.locale import say as say_sentence
from guatu.platform.locale import unpacked

register = template.Library()
for word in (amount, chance, fixed, gap, gap_unit, light_word, percent, unit_word):
    register.filter(word)

WEEKDAYS = [gettext_noop(f"周{day}") for day in "一二三四五六日"]


@register.filter
def named(thing: Any) -> str:  # noqa: ANN401 - whatever has a name
    """The name in the reader's language."""
    if thing is None:
        return ""
    english = getattr(thing, "name_en", "") if get_language() == "en" else ""
    return str(english or getattr(thing, "name", thing))


@register.filter
def titled(document: Any) -> str:  # noqa: ANN401 - a document
    """The title in the reader's language; where it is Chinese on an English page, it says so."""
    if get_language() != "en":
        return str(document.title)
    if document.title_en:
        return str(document.title_en)
    return format_html('<span lang="zh-CN">{}</span>', document.title)


@register.filter
def lead_of(target: Any) -> str:  # noqa: ANN401 - a target or a row of one
    """The post that answers for a target, in the reader's language."""
    if get_language() == "en" and target.lead_en:
        return str(target.lead_en).removesuffix(f" of the {target.owner.name_en}")
    return str(target.lead).removeprefix(target.owner.name) or str(target.lead)


@register.simple_tag
def light(value: str, word: str = "") -> SafeString:
    """Shape, word and colour of a light; `word` is a key of `WORDS` or the word itself."""
    return format_html(
        '<span class="g-light is-{0}"><svg class="g-lamp" aria-hidden="true">'
        '<use href="#lamp-{0}"/></svg><span>{1}</span></span>',
        value,
        light_word(word or value) if (word or value) in WORDS else word,
    )


@register.simple_tag
def lamp(value: str) -> SafeString:
    """The shape of a light with its word for those who do not see it."""
    return format_html(
        '<svg class="g-lamp is-{0}" role="img" aria-label="{1}"><use href="#lamp-{0}"/></svg>',
        value,
        light_word(value),
    )


@register.filter
def say(stored: Any) -> str:  # noqa: ANN401 - a sentence, or one as stored
    """A sentence of the kernel in the reader's language."""
    return say_sentence(unpacked(stored) if isinstance(stored, dict) else stored)


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in a table: 6/13."""
    if value is None:
        return MISSING
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{local.month}/{local.day}"


@register.filter
def long_day(value: date) -> str:
    """A day in a heading."""
    if get_language() == "en":
        return f"{value:%A}, {value.day} {value:%B} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日 {WEEKDAYS[value.weekday()]}"


@register.filter
def period(text: str) -> str:
    """A period in words; the text itself where it is none."""
    if text == "annual":
        return _("每年")
    if not text:
        return ""
    return say_sentence(Period.parse(text).sentence)


@register.filter
def moment(value: datetime | None) -> str:
    """A moment to the minute."""
    return MISSING if value is None else f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


@register.filter(name="is")
def is_same(one: object, other: object) -> bool:
    """Whether two values are the same."""
    return one == other


SIGNS = {">=": "≥", ">": "＞", "=": "＝", "<=": "≤", "<": "＜", "+=": "＋", "-=": "−"}


@register.filter
def sign(relation: str) -> str:
    """A relation as its sign."""
    return SIGNS[relation]


@register.filter
def definition(indicator: Any) -> str:  # noqa: ANN401 - a model row
    """What an indicator counts, in the reader's language."""
    declared = indicator.declared
    return str(declared.definition_en if get_language() == "en" else declared.definition)


AXIS = Decimal(100) / Decimal("1.35")
METHODS = {
    "seasonal": gettext_noop("季节占比法"),
    "run_rate": gettext_noop("近三期速率法"),
    "bottom_up": gettext_noop("自下而上累加法"),
    "last_value": gettext_noop("沿用最新值"),
    "seasonal_share": gettext_noop("往年占比法"),
    "growth": gettext_noop("上年余量乘增幅"),
    "returning": gettext_noop("回到常态法"),
    "model": gettext_noop("模型法"),
    "blend": gettext_noop("合成法"),
    "straight_line": gettext_noop("序时外推"),
    "seasonal_naive": gettext_noop("余下照上年"),
}
BASES = {
    "history": gettext_noop("它往年同月的误差"),
    "prior": gettext_noop("公开的先验"),
    "promises": gettext_noop("自认兑现率"),
    "range": gettext_noop("今年的范围"),
}
DEEDS = {
    "target.confirmed": gettext_noop("核对入账"),
    "target.adopted": gettext_noop("随规划包入账"),
}


@register.filter
def axis(share: Decimal) -> str:
    """A share of the goal as a place on the axis of the matrix, in percent of its width."""
    return f"{share * AXIS:.2f}"


@register.filter
def short(unit: Any) -> str:  # noqa: ANN401 - a unit
    """The short name of a unit in the reader's language: for a place its first English word.

    A park is often named after the town beside it, so it keeps its last word too.
    """
    if get_language() != "en" or not unit.name_en:
        return str(unit.short)
    if unit.tile_x is None:
        return str(unit.name_en)
    first, *rest = str(unit.name_en).split(" ")
    return f"{first} {rest[-1]}" if unit.kind == "park" and rest else first


@register.filter
def stored(text: str | None, places: int = 2) -> str:
    """A figure stored as text inside a reading."""
    return MISSING if text is None else trimmed(number_of(text), places)


@register.filter
def month_of(text: str) -> str:
    """The month of a period, for the head of a narrow column."""
    found = Period.parse(text)
    if found.frequency is not Frequency.MONTH:
        return period(text)
    number = found.index
    return str(number) if get_language() == "en" else f"{number}月"


@register.filter
def month_name(month: Period) -> str:
    """A month as a heading names it: 6, or June."""
    return str(MONTHS[month.index]) if get_language() == "en" else str(month.index)


@register.filter
def method_word(method: str) -> str:
    """How a forecast is made, in words."""
    return _(METHODS[method]) if method in METHODS else method


@register.filter
def basis_word(basis: str) -> str:
    """What the width of a forecast rests on, in words."""
    return _(BASES[basis]) if basis in BASES else basis


@register.filter
def deed_word(act: str) -> str:
    """What was done to a target, in words."""
    return _(DEEDS[act]) if act in DEEDS else act
