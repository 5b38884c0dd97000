"""What a person needs beside each draft, and beside every figure that became none."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from guatu.apps.plans.models import Document, Draft, Target
from guatu.kernel.periods import NotAPeriod, Period
from guatu.kernel.reading import definition_changes, likeness_of, reason_of
from guatu.kernel.sentences import Sentence

AROUND = 14
NEAR = 2
TAKEN = ("target", "added", "stretch", "baseline")
DECIDED = {  # what a person made of a figure, whatever it was read as
    "added": Sentence("核对时补列为目标。"),
    "dismissed": Sentence("读作目标，核对时判为不是目标。"),
}
APART = {*TAKEN, "actual", "unclear", "nameplate"}
Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A figure of the document: its letters, and what it was read as."""

    start: int
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A draft with what stands beside it.

    `before` is last year's target, `standing` the one that confirming would change, `changes`
    what the draft counts otherwise than before, `splits` the other figures of its quote, and
    `near` the open drafts around it that it may be one with.
    """

    draft: Draft
    before: Target | None
    standing: Target | None
    changes: tuple[Sentence, ...]
    splits: tuple[Numeral, ...]
    near: tuple[Draft, ...]


def beside(
    document: Document, drafts: Sequence[Draft], only: Collection[int] | None = None
) -> list[Beside]:
    """Every draft of a document, or those with these ids, with what stands beside each."""
    known = _targets(document, drafts)
    numerals = list(numerals_of(document))
    starts = [row.start for row in numerals]
    return [
        Beside(
            draft=draft,
            before=known.get(_key(draft, -1)),
            standing=known.get(_key(draft, 0)) if draft.status == Draft.Status.OPEN else None,
            changes=_changes(draft, known.get(_key(draft, -1))),
            splits=tuple(
                row
                for row in numerals[
                    bisect_left(starts, draft.start) : bisect_left(starts, draft.end)
                ]
                if _is_apart(row, draft)
            ),
            near=tuple(_near(drafts, at)),
        )
        for at, draft in enumerate(drafts)
        if only is None or draft.pk in only
    ]


def numerals_of(document: Document) -> Iterator[Numeral]:
    """The figures of a document in their order, with their roles."""
    for start, end, role in document.figures:
        yield Numeral(start, document.text[start:end], role)


def _targets(document: Document, drafts: Iterable[Draft]) -> Mapping[Key, Target]:
    """The targets of this year and the last that the drafts may stand for, in one query."""
    matches = {draft.match_id for draft in drafts if draft.match_id}
    rows = Target.objects.whole().filter(
        indicator__in=matches, owner__path__startswith=document.county.path
    )
    rows = rows.select_related("draft", "indicator", "owner", "document__county")
    return {(row.indicator_id, row.owner_id, row.period): row for row in rows}


def _key(draft: Draft, years: int) -> Key:
    """The place of the target that a draft means, so many years on."""
    return draft.match_id or 0, draft.owner_unit_id or 0, _moved(draft.period, years)


def _moved(period: str, years: int) -> str:
    """A period some years later: 2024-Q1 a year before is 2023-Q1."""
    if not years:
        return period
    try:
        found = Period.parse(period)
    except NotAPeriod:
        return ""
    return period.replace(str(found.year), str(found.year + years), 1)


def _changes(draft: Draft, before: Target | None) -> tuple[Sentence, ...]:
    """What the draft counts otherwise than last year's plan, else than the catalog, says."""
    if draft.match is None:
        return ()
    declared = draft.match.declared
    names = (declared.name, *declared.synonyms)
    name = max(names, key=lambda one: likeness_of(one, draft.indicator))
    unit = declared.unit
    if before is not None and before.draft is not None:
        name, unit = before.draft.indicator, before.draft.unit or unit
    return definition_changes(name, unit, draft.indicator, draft.unit)


def _is_apart(row: Numeral, draft: Draft) -> bool:
    """Whether a figure of the quote of a draft could be a draft of its own."""
    is_open = draft.status == Draft.Status.OPEN
    return is_open and row.text != draft.numeral and row.role in APART


def _near(drafts: Sequence[Draft], at: int) -> Iterator[Draft]:
    """The open drafts just before and just after one."""
    for other in [*drafts[max(0, at - NEAR) : at], *drafts[at + 1 : at + 1 + NEAR]]:
        if other.status == Draft.Status.OPEN and drafts[at].status == Draft.Status.OPEN:
            yield other


@dataclass(frozen=True, slots=True)
class Left:
    """A figure with the words around it, and whether a draft was made of it by hand."""

    numeral: Numeral
    before: str
    after: str
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class Role:
    """All figures of a document that were read as one thing, and why."""

    key: str
    reason: Sentence
    figures: tuple[Left, ...]

    @property
    def is_taken(self) -> bool:
        """Whether these became targets or fields of them."""
        return self.key in TAKEN


def coverage(document: Document, drafts: Sequence[Draft]) -> list[Role]:
    """Every figure by what it was read as and decided to be: the targets, then what was left."""
    by_role: defaultdict[str, list[Left]] = defaultdict(list)
    for row, own in _decided(document, drafts):
        by_role[row.role].append(_left(document, row, own))
    ordered = sorted(by_role, key=lambda role: (role not in TAKEN, role != "unclear", role))
    return [
        Role(role, DECIDED.get(role) or reason_of(role), tuple(by_role[role])) for role in ordered
    ]


def _decided(document: Document, drafts: Sequence[Draft]) -> Iterator[tuple[Numeral, Draft | None]]:
    """The figures of a document with their drafts, each by what a person decided of it."""
    by_numeral: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_numeral[draft.numeral].append(draft)
    for row in numerals_of(document):
        own = [draft for draft in by_numeral[row.text] if draft.start <= row.start < draft.end]
        kept = [draft for draft in own if draft.status != Draft.Status.REJECTED]
        role = row.role if row.role in TAKEN or not kept else "added"
        role = "dismissed" if own and not kept else role
        yield replace(row, role=role), next(iter([*kept, *own]), None)


def _left(document: Document, row: Numeral, own: Draft | None) -> Left:
    """A figure with its words, cut at line ends."""
    end = row.start + len(row.text)
    before = document.text[max(0, row.start - AROUND) : row.start].rpartition("\n")[2]
    after = document.text[end : end + AROUND].partition("\n")[0]
    return Left(row, before, after, own)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text: plain, or a figure by its role."""

    text: str
    role: str = ""


def text_by_role(document: Document, drafts: Sequence[Draft]) -> list[list[Stretch]]:
    """The document by lines, each figure marked by what it was read as and decided to be."""
    bounds = [0, *(edge for row in document.figures for edge in row[:2]), len(document.text)]
    roles = {row.start: row.role for row, _own in _decided(document, drafts)}
    lines: list[list[Stretch]] = [[]]
    for start, end in pairwise(bounds):
        role = roles.get(start, "") if (start, end) != (0, 0) else ""
        first, *rest = document.text[start:end].split("\n")
        lines[-1].append(Stretch(first, role))
        lines += [[Stretch(part, role)] for part in rest]
    return [line for line in lines if any(piece.text.strip() for piece in line)]
