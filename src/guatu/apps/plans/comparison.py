"""Two plan documents of a county beside each other, as people confirmed or still check them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from guatu.apps.plans.models import Document, Draft, Target
from guatu.kernel.reading import Change, DraftTarget, Kind, compare


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the targets of the older plan in the newer one."""

    old: Document
    new: Document
    changes: tuple[Change, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many changes of each kind there are, those that are none left out."""
        found = Counter(change.kind for change in self.changes)
        return tuple((kind.value, found[kind]) for kind in Kind if found[kind])


def comparison(old: Document, new: Document) -> Comparison:
    """The comparison of two documents, the targets that a person rejected left out."""
    return Comparison(old, new, compare(said_in(old), said_in(new)))


def said_in(document: Document) -> list[DraftTarget]:
    """What a document says: its drafts as they stand; for the plan of a pack, its targets."""
    taken_out = (Draft.Status.REJECTED, Draft.Status.MERGED)
    drafts = document.drafts.exclude(status__in=taken_out).select_related("owner_unit")
    if rows := list(drafts):
        return [_of_draft(row) for row in rows]
    targets = document.targets.select_related("indicator", "owner")
    return [_of_target(row) for row in targets.order_by("start", "pk")]


def _of_draft(row: Draft) -> DraftTarget:
    return DraftTarget(
        quote=row.quote,
        start=row.start,
        end=row.end,
        owner=row.owner_unit.name if row.owner_unit else row.owner or None,
        indicator=row.indicator,
        period=row.period or None,
        relation=row.relation,
        value=row.value,
        unit=row.unit or None,
        stretch=row.stretch,
        baseline=row.baseline,
    )


def _of_target(row: Target) -> DraftTarget:
    return DraftTarget(
        quote=row.quote,
        start=row.start,
        end=row.end,
        owner=row.owner.name,
        indicator=row.indicator.name,
        period=row.period,
        relation=row.relation,
        value=row.goal,
        unit=row.indicator.unit,
        stretch=row.stretch,
        baseline=row.baseline,
    )


def pair_to_compare(documents: Sequence[Document]) -> tuple[Document, Document] | None:
    """The two newest documents of different years, the older first; None when there is one."""
    dated = sorted((row for row in documents if row.year), key=lambda row: (row.year or 0, row.pk))
    if not dated:
        return None
    new = dated[-1]
    before = [row for row in dated if row.year != new.year]
    return (before[-1], new) if before else None
