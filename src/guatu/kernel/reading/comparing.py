"""Two years' plans beside each other: what was kept, raised, lowered, is new, or was dropped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guatu.kernel.quantities import UnknownUnit, unit_named
from guatu.kernel.reading.definitions import definition_changes, same_measure
from guatu.kernel.reading.matching import likeness_of
from guatu.kernel.reading.records import DraftTarget
from guatu.kernel.sentences import Sentence

ALIKE = 0.6
SAME_OWNER = 0.2
SAME_LENGTH = 0.1
RISES = frozenset({"+=", "-="})
BOUNDS = frozenset({"<=", "<"})
YEAR = 4


class Kind(StrEnum):
    """What became of a target from one plan to the next."""

    KEPT = "kept"
    RAISED = "raised"
    LOWERED = "lowered"
    REDEFINED = "redefined"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """A pair of targets that count the same thing, or one that has no other.

    `difference` is new minus old and `share` the same over old, in the unit of the new target;
    None where the two cannot be set against each other. `is_harder` tells whether more is asked:
    a lower ceiling and a better rank are harder too.
    """

    kind: Kind
    old: DraftTarget | None
    new: DraftTarget | None
    difference: Decimal | None = None
    share: Decimal | None = None
    is_harder: bool | None = None
    notes: tuple[Sentence, ...] = ()


def compare(old: Sequence[DraftTarget], new: Sequence[DraftTarget]) -> tuple[Change, ...]:
    """The changes from the plan `old` to the plan `new`: those of `new` in order, then the dropped.

    Targets are paired when their indicators are alike (Dice coefficient of characters of 0.6)
    and both are levels or both rises; the likest pairs first, each target once. A pair whose
    unit, threshold, scope or way of counting changed is redefined, its figures not compared.
    """
    partner = _paired(old, new)
    changes = [
        Change(Kind.NEW, None, target) if (at := partner.get(number)) is None
        else _change(old[at], target)
        for number, target in enumerate(new)
    ]  # fmt: skip
    taken = set(partner.values())
    dropped = [target for at, target in enumerate(old) if at not in taken]
    return (*changes, *(Change(Kind.DROPPED, target, None) for target in dropped))


def _paired(old: Sequence[DraftTarget], new: Sequence[DraftTarget]) -> dict[int, int]:
    """For each target of the new plan the number of its old one, the likest pairs first."""
    pairs = sorted(_likenesses(old, new), key=lambda pair: (-pair[0], pair[1], pair[2]))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, before in pairs:
        if at not in partner and before not in taken:
            partner[at] = before
            taken.add(before)
    return partner


def _likenesses(
    old: Sequence[DraftTarget], new: Sequence[DraftTarget]
) -> Iterator[tuple[float, int, int]]:
    """How like each new target (its number) is to each old one, where they are at all."""
    for at, target in enumerate(new):
        for before, other in enumerate(old):
            if (target.relation in RISES) != (other.relation in RISES):
                continue
            likeness = likeness_of(target.indicator, other.indicator)
            if likeness < ALIKE or _length(target.period) != _length(other.period):
                continue
            likeness += SAME_OWNER * (target.owner == other.owner)
            likeness += SAME_LENGTH * same_measure(target.unit, other.unit)
            changed = definition_changes(other.indicator, other.unit, target.indicator, target.unit)
            yield likeness - SAME_OWNER * len(changed), at, before


def _length(period: str | None) -> str:
    """The kind of a period: a part of the year of its own, several years, or else the year.

    A month is a deadline within the year: what is due by September is the year's.
    """
    if period and "/" in period:
        return "span"
    part = (period or "")[YEAR + 1 :]
    return part if part[:1] in {"Q", "H", "J"} and period != "annual" else "year"


def _change(old: DraftTarget, new: DraftTarget) -> Change:
    """What became of one target."""
    notes = definition_changes(old.indicator, old.unit, new.indicator, new.unit)
    if notes:
        return Change(Kind.REDEFINED, old, new, notes=notes)
    before = _in_unit(old.value, old.unit, new.unit)
    difference = new.value - before
    share = difference / before if before else None
    if not difference:
        return Change(Kind.KEPT, old, new, difference, share, notes=_stretches(old, new))
    kind = Kind.RAISED if difference > 0 else Kind.LOWERED
    is_harder = (difference < 0) == (new.relation in BOUNDS)
    return Change(kind, old, new, difference, share, is_harder, _stretches(old, new))


def _stretches(old: DraftTarget, new: DraftTarget) -> tuple[Sentence, ...]:
    """What was said of the stretch goal, where it is not the same."""
    before = None if old.stretch is None else _in_unit(old.stretch, old.unit, new.unit)
    if before == new.stretch:
        return ()
    told = (_told(before), _told(new.stretch))
    return (Sentence("奋斗目标由 %(old)s 变为 %(new)s。", old=told[0], new=told[1]),)


def _told(value: Decimal | None) -> str:
    return "—" if value is None else f"{value.normalize():f}"


def _in_unit(value: Decimal, unit: str | None, wanted: str | None) -> Decimal:
    """The figure in another unit of its kind, exactly; as it is where either is unknown."""
    try:
        here, there = unit_named(unit or ""), unit_named(wanted or "")
    except UnknownUnit:
        return value
    return value * here.scale / there.scale
