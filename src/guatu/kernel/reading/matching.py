"""Which indicator of a pack a draft target speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass

from guatu.kernel.catalog import Indicator
from guatu.kernel.quantities import UnknownUnit, unit_named
from guatu.kernel.reading.pages import folded
from guatu.kernel.reading.records import DraftTarget

ALIKE = 0.6
COUNTED = "count"
ANY_THING = frozenset("个家项户")  # said of the same things; 条 or 张 tell one kind from another


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator, the name or synonym that fits best, and how alike it is, 0 to 1."""

    indicator: Indicator
    name: str
    likeness: float


def match_indicator(draft: DraftTarget, indicators: Sequence[Indicator]) -> Match | None:
    """The indicator whose name or synonym is most alike, with a unit of the same kind.

    Alike is a Dice coefficient of characters of at least 0.6; None when none is.
    """
    best: Match | None = None
    for indicator in indicators:
        if not _fits(draft.unit, indicator.unit):
            continue
        for name in (indicator.name, *indicator.synonyms):
            likeness = likeness_of(draft.indicator, name)
            if likeness >= ALIKE and (best is None or likeness > best.likeness):
                best = Match(indicator, name, likeness)
    return best


def likeness_of(one: str, other: str) -> float:
    """The Dice coefficient of the characters of two names, spacing and width left out."""
    letters, others = _letters(one), _letters(other)
    if not letters or not others:
        return 0.0
    return 2 * len(letters & others) / (len(letters) + len(others))


def _letters(name: str) -> frozenset[str]:
    return frozenset(plain for letter in name for plain in folded(letter) if not plain.isspace())


def _fits(unit: str | None, other: str) -> bool:
    """Whether two units measure the same; a unit that is unknown fits only itself."""
    if unit == other:
        return True
    if unit is None:
        return False
    try:
        one, two = unit_named(unit), unit_named(other)
    except UnknownUnit:
        return False
    if one.kind == COUNTED and one.base != two.base and not {one.base, two.base} <= ANY_THING:
        return False
    return one.kind == two.kind
