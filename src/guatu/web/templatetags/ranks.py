"""Places as pages print them: words for a place and a climb, and their small pictures."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guatu.apps.boards.words import FINEST, MISSING, fixed, percent, unit_word
from guatu.apps.plans.models import Target
from guatu.flows.units_ranked import Line, Table, groups_of
from guatu.kernel.catalog import Basis, RankGroup, RankMeasure, RankMethod

register = template.Library()
WIDE, TALL, EDGE = 72, 24, 4
STRIP = Decimal(100)
BASES = {
    Basis.BULLETIN.value: gettext_noop("统计公报"),
    Basis.PRELIMINARY.value: gettext_noop("初步数"),
    Basis.ESTIMATE.value: gettext_noop("预计数"),
    Basis.STATED.value: gettext_noop("报告所述"),
    Basis.REPOST.value: gettext_noop("转载页"),
}


@register.filter
def place_word(line: Line | None) -> str:
    """第 3 位; with a sign where it is shared; a dash while the figure is missing."""
    if line is None or line.place is None:
        return MISSING
    word = _("第 %(place)s 位") % {"place": line.place.place}
    return _("%(place)s（并列）") % {"place": word} if line.place.tied else word


@register.filter
def climb_word(line: Line | None) -> str:
    """Places gained or lost against the end of last year (SC-20)."""
    climb = line.place.climb if line is not None and line.place is not None else None
    if climb is None:
        return MISSING
    if not climb:
        return _("持平")
    if climb > 0:
        return _("进 %(count)s 位") % {"count": climb}
    return _("退 %(count)s 位") % {"count": -climb}


@register.filter
def weeks_word(line: Line) -> str:
    """How many weeks of the own pace it takes to reach the next one, who stands still."""
    if line.chase is None:
        return MISSING
    if not line.chase.distance:
        return _("同值，按并列办法排后")
    if line.chase.weeks is None:
        return _("照此速度追不上")
    return _("约 %(weeks)s 周") % {"weeks": line.chase.weeks.to_integral_value(ROUND_CEILING)}


@register.filter
def ranked_unit(table: Table) -> str:
    """The unit of what is ranked."""
    shares = table.group.measure is RankMeasure.COMPLETION
    return "%" if shares else unit_word(table.indicator.unit)


@register.filter
def apart_unit(table: Table) -> str:
    """The unit of a distance: shares and rates lie apart by points (DOMAIN 1.4)."""
    unit = ranked_unit(table)
    return unit_word("个百分点") if unit == "%" else unit


@register.filter
def figure_of(value: Decimal | None, table: Table) -> str:
    """A figure of the table, with the decimals that it is printed with."""
    return fixed(value, _places_of(table))


@register.filter
def apart(value: Decimal | None, table: Table) -> str:
    """A distance in that table; what is not zero never looks like it."""
    places = _places_of(table)
    while value and places < FINEST and not round(value, places):
        places += 1
    return fixed(value, places)


def _places_of(table: Table) -> int:
    """The decimals of the table's figures: one for shares, else those of the indicator."""
    shares = table.group.measure is RankMeasure.COMPLETION
    return 1 if shares else int(table.indicator.definition.get("decimals", 0))


@register.filter
def in_front(line: Line | None, places: int) -> str:
    """The chance to end among the first so many; never quite sure before the end."""
    if line is None or not line.chances:
        return MISSING
    chance = min(Decimal(1), sum(line.chances[:places], Decimal(0)))
    return one_chance(chance)


@register.filter
def one_chance(chance: Decimal) -> str:
    """A chance in whole percent; of simulated ends, so neither 0 nor 100 is certain."""
    if chance < Decimal("0.01"):
        return "<1%" if chance else "·"
    return ">99%" if chance > Decimal("0.99") else percent(chance, 0)


@register.filter
def method_of(table: Table) -> str:
    """How equal units are counted, in words."""
    return {
        RankMethod.COMPETITION: _("并列占位（1、2、2、4）"),
        RankMethod.DENSE: _("并列不占位（1、2、2、3）"),
        RankMethod.LISTED: _("不并列，同值按名单先后"),
    }[table.group.method]


@register.filter
def place_spark(places: Sequence[int | None], count: int) -> SafeString:
    """The places of some periods as a line, the first on top; a gap where there was none."""
    known = [place for place in places if place is not None]
    if not known:
        return format_html("{}", MISSING)
    step = Decimal(WIDE - 2 * EDGE) / max(1, len(places) - 1)
    drop = Decimal(TALL - 2 * EDGE) / max(1, count - 1)
    path, is_on = [], False
    for number, place in enumerate(places):
        if place is None:
            is_on = False
            continue
        x, y = EDGE + step * number, EDGE + drop * (place - 1)
        path.append(f"{'L' if is_on else 'M'}{x:.1f} {y:.1f}")
        is_on = True
    end = path[-1][1:]
    said = " ".join(MISSING if place is None else str(place) for place in places)
    return format_html(
        '<svg class="g-places" viewBox="0 0 72 24" role="img" aria-label="{} {}">'
        '<path class="way" d="{}"/><path class="now" d="M{}h.01"/></svg>',
        _("各期名次"),
        said,
        "".join(path),
        end,
    )


@register.simple_tag
def strip(table: Table, line: Line) -> SafeString:
    """Where a member stands between the least and the most of its group, as a dot on a line."""
    values = [it.place.value for it in table.placed if it.place is not None]
    low, high = min(values), max(values)
    if line.place is None:
        return format_html('<svg viewBox="0 0 100 12" aria-hidden="true"></svg>')
    reach = high - low
    at = STRIP / 2 if not reach else 2 + (STRIP - 4) * (line.place.value - low) / reach
    return format_html(
        '<svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        '<path class="t" d="M0 6H100"/><path class="d" d="M{} 6h.01"/></svg>',
        f"{at:.1f}",
    )


@register.filter
def rankings_of(target: Target) -> list[tuple[RankGroup, str]]:
    """The rankings by the indicator of a target, or by what its place is asked for in."""
    own = target.indicator.key
    found = []
    for group in groups_of(target.document.county.path):
        asked = {place: key for key, place in group.places.items()}
        key = asked.get(own, own)
        if key in group.indicators:
            found.append((group, key))
    return found


@register.filter
def basis_words(basis: str) -> str:
    """What a published figure is, in words."""
    return " · ".join(_(BASES[word]) if word in BASES else word for word in basis.split())


@register.filter
def cell_of(line: Line | None) -> Any:  # noqa: ANN401 - a number or a mark
    """The bare place in a table of many; nothing where the unit is not ranked."""
    if line is None:
        return ""
    return MISSING if line.place is None else line.place.place
