"""What a name says of its definition: thresholds, scope and way of counting, and their changes."""

import math
import re
from collections.abc import Iterator

from guatu.kernel.quantities import UnknownUnit, unit_named
from guatu.kernel.reading.numerals import value_of
from guatu.kernel.reading.pages import folded
from guatu.kernel.sentences import Sentence

THRESHOLD = re.compile(
    r"(?P<figure>\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)?(?P<scale>[百千]?万|[十百千]?亿)?"
    r"(?P<unit>元|吨|亩|平方米|公里|千瓦|人|床|张)?(?P<end>及?以上|及?以下|以内)"
)
SCOPES = (
    ("规模以上", "规上"),
    ("限额以上", "限上"),
    ("全社会",),
    ("全口径",),
    ("地方",),
    ("一般公共",),
    ("民间",),
    ("城镇",),
    ("农村",),
    ("一产", "第一产业"),
    ("二产", "第二产业"),
    ("三产", "第三产业"),
)
WAYS = (("净增",), ("累计",), ("人均",))
PLAIN_FIGURES = {"一": "1", "两": "2", "二": "2", "五": "5", "十": "10"}


def plain_name(name: str) -> str:
    """A name with its letters folded, without spaces."""
    return "".join(plain for letter in name for plain in folded(letter) if not plain.isspace())


def thresholds_of(name: str) -> frozenset[str]:
    """The bounds that a name sets to what is counted: 亿元以上, 2000万元以上."""
    bounds = THRESHOLD.finditer(plain_name(name))
    return frozenset(_threshold(found) for found in bounds if found["figure"] or found["scale"])


def without_thresholds(name: str) -> str:
    """A name without the bounds that it sets."""
    plain = plain_name(name)
    return THRESHOLD.sub(lambda found: "" if found["figure"] or found["scale"] else found[0], plain)


def steps_apart(one: str, other: str) -> float:
    """How many powers of ten lie between the lowest bounds of two names; 0 where one has none."""
    bounds = [sorted(_sizes(name)) for name in (one, other)]
    if not all(bounds):
        return 0.0
    low, high = sorted(found[0] for found in bounds)
    return math.log10(high / low)


def _sizes(name: str) -> Iterator[float]:
    """How large each bound of a name is, in the unit that it names."""
    for found in THRESHOLD.finditer(plain_name(name)):
        words = (found["figure"] or "") + (found["scale"] or "")
        if words:
            size = value_of(words if found["figure"] else "1" + words)
            if size:
                yield float(size)


def scopes_of(name: str) -> frozenset[str]:
    """The words of a name that say whom it covers, each by its first form."""
    return _said(plain_name(name), SCOPES)


def ways_of(name: str) -> frozenset[str]:
    """The words of a name that say how it counts: a net rise, a running sum, by head."""
    return _said(plain_name(name), WAYS)


def definition_changes(
    old_name: str, old_unit: str | None, new_name: str, new_unit: str | None
) -> tuple[Sentence, ...]:
    """What differs between two definitions of one indicator, as far as name and unit tell.

    Empty when both count the same: 万元 and 亿元 differ in scale only.
    """
    return tuple(_changes(old_name, old_unit, new_name, new_unit))


def _changes(
    old_name: str, old_unit: str | None, new_name: str, new_unit: str | None
) -> Iterator[Sentence]:
    if not same_measure(old_unit, new_unit):
        yield Sentence(
            "计量单位由“%(old)s”变为“%(new)s”。", old=old_unit or "—", new=new_unit or "—"
        )
    pairs = (
        ("门槛由“%(old)s”变为“%(new)s”。", thresholds_of),
        ("范围由“%(old)s”变为“%(new)s”。", scopes_of),
        ("计数方式由“%(old)s”变为“%(new)s”。", ways_of),
    )
    for template, words_of in pairs:
        old, new = words_of(old_name), words_of(new_name)
        if old != new:
            yield Sentence(template, old=_listed(old), new=_listed(new))


def same_measure(one: str | None, other: str | None) -> bool:
    """Whether two units measure the same kind of thing; unknown ones only when written alike."""
    if one == other:
        return True
    try:
        first, second = unit_named(one or ""), unit_named(other or "")
    except UnknownUnit:
        return False
    return first.kind == second.kind


def _threshold(found: re.Match[str]) -> str:
    """A bound in one form: no figure before a scale is one of it, 及 is left out."""
    figure = found["figure"] or ("1" if found["scale"] else "")
    figure = PLAIN_FIGURES.get(figure, figure)
    end = found["end"].removeprefix("及")
    return f"{figure}{found['scale'] or ''}{found['unit'] or ''}{end}"


def _said(name: str, groups: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(group[0] for group in groups if any(word in name for word in group))


def _listed(words: frozenset[str]) -> str:
    return "、".join(sorted(words)) or "—"
