"""Which indicator of a pack a draft target speaks of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from guatu.kernel.catalog import Indicator
from guatu.kernel.quantities import UnknownUnit, unit_named
from guatu.kernel.reading.definitions import (
    definition_changes,
    plain_name,
    scopes_of,
    steps_apart,
    thresholds_of,
    without_thresholds,
)
from guatu.kernel.reading.records import DraftTarget
from guatu.kernel.sentences import Sentence

ALIKE = 0.6
OFFERED = 5
OWNED = 0.05  # what it counts that the same unit answers for the indicator already
PAIRED = 0.1  # what it counts that the letters stand in the same order
APART = 0.15  # what another threshold or scope takes away
STEP = 0.02  # what each power of ten between two thresholds takes away
COUNTED = "count"
ANY_THING = frozenset("个家项户")  # said of the same things; 条 or 张 tell one kind from another
Owners = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator, the name or synonym that fits best, and how alike it is, 0 to 1.

    `rank` orders the matches of one draft: likeness, order of letters, owner, same thresholds.
    """

    indicator: Indicator
    name: str
    likeness: float
    rank: float

    def changes(self, draft: DraftTarget) -> tuple[Sentence, ...]:
        """What the draft counts otherwise than the indicator does, as far as the words tell."""
        return definition_changes(self.name, self.indicator.unit, draft.indicator, draft.unit)


def match_indicator(
    draft: DraftTarget, indicators: Sequence[Indicator], *, owners: Owners | None = None
) -> Match | None:
    """The best of `match_indicators`; None when nothing is alike."""
    return next(iter(match_indicators(draft, indicators, owners=owners)), None)


def match_indicators(
    draft: DraftTarget, indicators: Sequence[Indicator], *, owners: Owners | None = None
) -> tuple[Match, ...]:
    """The indicators that a draft may mean, the most likely first, at most five.

    A name or synonym is alike from a Dice coefficient of characters of 0.6 on, and its unit must
    be of the same kind. `owners` names the units that answer for an indicator, by its key.
    """
    found = []
    for indicator in indicators:
        if not _fits(draft.unit, indicator.unit):
            continue
        own = draft.owner is not None and draft.owner in (owners or {}).get(indicator.key, ())
        names = (indicator.name, *indicator.synonyms)
        matches = [_match(draft, indicator, name, is_own=own) for name in names]
        best = max(matches, key=lambda match: match.rank)
        if best.likeness >= ALIKE:
            found.append(best)
    found.sort(key=lambda match: -match.rank)
    return tuple(found[:OFFERED])


def _match(draft: DraftTarget, indicator: Indicator, name: str, *, is_own: bool) -> Match:
    likeness = max(
        likeness_of(draft.indicator, name),
        likeness_of(without_thresholds(draft.indicator), without_thresholds(name)),
    )
    same = thresholds_of(draft.indicator) == thresholds_of(name)
    same = same and scopes_of(draft.indicator) == scopes_of(name)
    pairs = _pairs_alike(without_thresholds(draft.indicator), without_thresholds(name))
    rank = likeness + PAIRED * pairs + OWNED * is_own - STEP * steps_apart(draft.indicator, name)
    return Match(indicator, name, likeness, rank if same else rank - APART)


def likeness_of(one: str, other: str) -> float:
    """The Dice coefficient of the characters of two names, spacing and width left out."""
    return _dice(frozenset(plain_name(one)), frozenset(plain_name(other)))


def _pairs_alike(one: str, other: str) -> float:
    """The Dice coefficient of the neighbouring letters of two names."""
    return _dice(_pairs(plain_name(one)), _pairs(plain_name(other)))


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))


def _dice(ones: frozenset[str], others: frozenset[str]) -> float:
    if not ones or not others:
        return 0.0
    return 2 * len(ones & others) / (len(ones) + len(others))


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
