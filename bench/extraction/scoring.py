"""Draft targets set against the gold answer, record by record, by the rules of the scorer."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bench.extraction.sets import Document, Gold

from guatu.kernel.reading import DraftTarget, read_plan

FIELDS = (
    "value",
    "unit",
    "indicator",
    "owner",
    "period",
    "relation",
    "stretch",
    "baseline",
)
ALIKE = 0.6
SCALES = ("百万", "千万", "百亿", "千亿", "万亿", "十", "百", "千", "万", "亿")
POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
SAME = {
    "个百分点": "百分点",
    "户": "家",
    "只": "家",
    "个": "家",
    "项": "家",
    "名": "人",
    "位次": "位",
    "个位次": "位",
    "名次": "位",
    "平方米": "㎡",
    "平方公里": "km2",
    "公里": "km",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A draft with the gold record that it answers, and which of its fields are right."""

    draft: DraftTarget
    gold: Gold | None
    right: Mapping[str, bool]

    @property
    def counts(self) -> bool:
        """Whether it is counted: what answers an optional record is not."""
        return self.gold is None or not self.gold.is_optional

    @property
    def is_strict(self) -> bool:
        """Whether relation, period and indicator are right too."""
        return all(self.right[name] for name in ("value", "relation", "period", "indicator"))


@dataclass(slots=True)
class Score:
    """What was found and missed in documents, together and by construction."""

    outcomes: list[Outcome] = field(default_factory=list)
    missed: list[Gold] = field(default_factory=list)

    @property
    def found(self) -> list[Outcome]:
        """The counted drafts that answer a record."""
        return [o for o in self.outcomes if o.gold is not None and o.counts]

    @property
    def core(self) -> float:
        """F1 of figures found."""
        return self._f1(len(self.found))

    @property
    def strict(self) -> float:
        """F1 of records with relation, period and indicator right."""
        return self._f1(sum(o.is_strict for o in self.found))

    def _f1(self, hit: int) -> float:
        said = sum(o.counts for o in self.outcomes)
        want = len(self.found) + len(self.missed)
        return 2 * hit / (said + want) if said + want else 1.0

    def share(self, name: str) -> float:
        """How many of the found have this field right."""
        found = self.found
        return sum(o.right[name] for o in found) / len(found) if found else 1.0

    def by_construction(self) -> dict[str, tuple[int, int, int]]:
        """For each construction: drafts said, records wanted, and matches of both."""
        said: Counter[str] = Counter()
        want: Counter[str] = Counter(construction_of(gold) for gold in self.missed)
        hit: Counter[str] = Counter()
        for outcome in self.outcomes:
            if not outcome.counts:
                continue
            kind = construction_of(outcome.gold or outcome.draft)
            said[kind] += 1
            if outcome.gold is not None:
                want[kind] += 1
                hit[kind] += 1
        return {kind: (said[kind], want[kind], hit[kind]) for kind in sorted({*said, *want})}


def construction_of(record: Gold | DraftTarget) -> str:
    """The form in which a record is stated, told from its words and fields alone."""
    quote = squeezed(record.quote)
    for kind, holds in (
        ("rank", record.unit == "位"),
        ("range", record.stretch is not None and re.search(r"\d%?[-—–~至]\d", quote) is not None),
        ("stretch", record.stretch is not None),
        ("change", record.baseline is not None),
        ("respective", "分别" in quote),
        ("each", re.search("(?<![人户亩年月日平])均|各(?!类|级)", quote) is not None),
        ("part", "其中" in quote),
        ("rise", record.relation in {"+=", "-="}),
        ("ellipsis", not _is_said(record.indicator, quote)),
        ("rate", (record.unit or "") in {"%", "‰", "百分点", "个百分点"}),
    ):
        if holds:
            return kind
    return "count" if record.relation == "=" else "level"


def _is_said(indicator: str, quote: str) -> bool:
    letters = set(squeezed(indicator))
    return len(letters & set(quote)) >= len(letters) * 2 / 3


def scores(documents: Iterable[Document]) -> Score:
    """The score of several documents together."""
    whole = Score()
    for document in documents:
        outcomes, missed = outcome_of(document)
        whole.outcomes += outcomes
        whole.missed += missed
    return whole


def outcome_of(document: Document) -> tuple[list[Outcome], list[Gold]]:
    """Each draft of a document with what it answers, and the records that none answers."""
    drafts = read_plan(document.text).targets
    words = squeezed(document.text)
    taken = _pairs(drafts, document.gold, words)
    outcomes = [
        _outcome(draft, document.gold[taken[i]] if i in taken else None)
        for i, draft in enumerate(drafts)
    ]
    answered = set(taken.values())
    missed = [
        gold for j, gold in enumerate(document.gold) if j not in answered and not gold.is_optional
    ]
    return outcomes, missed


def _pairs(drafts: Sequence[DraftTarget], gold: Sequence[Gold], words: str) -> dict[int, int]:
    """The draft that answers each record: the same figure at the same place, the likest first."""
    places = [spans(words, record.quote) for record in gold]
    amounts = [amount_of(record.value, record.unit) for record in gold]
    candidates = []
    for i, draft in enumerate(drafts):
        where, amount = spans(words, draft.quote), amount_of(draft.value, draft.unit)
        for j, record in enumerate(gold):
            if _is_same(amount, amounts[j]) and overlap(where, places[j]):
                likeness = dice(draft.indicator, record.indicator)
                other = draft.owner != record.owner
                candidates.append((record.is_optional, -likeness, other, i, j))
    taken: dict[int, int] = {}
    for *_, i, j in sorted(candidates):
        if i not in taken and j not in taken.values():
            taken[i] = j
    return taken


def _is_same(one: tuple[Decimal, str], other: tuple[Decimal, str]) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])


def _outcome(draft: DraftTarget, gold: Gold | None) -> Outcome:
    if gold is None:
        return Outcome(draft, None, dict.fromkeys(FIELDS, False))
    right = {
        "value": True,
        "unit": (draft.unit or "") == (gold.unit or ""),
        "indicator": dice(draft.indicator, gold.indicator) >= ALIKE,
        "owner": (draft.owner or "") == (gold.owner or ""),
        "period": draft.period == gold.period,
        "relation": draft.relation == gold.relation,
        "stretch": draft.stretch == gold.stretch,
        "baseline": draft.baseline == gold.baseline,
    }
    return Outcome(draft, gold, right)


def squeezed(text: str) -> str:
    """The text without white space, wide letters and quotation marks folded."""
    plain = unicodedata.normalize("NFKC", "".join(text.split()))
    return plain.replace("“", '"').replace("”", '"')


def amount_of(value: Decimal, unit: str | None) -> tuple[Decimal, str]:
    """The number in base units, and the kind of its unit."""
    words = squeezed(unit or "")
    for scale in SCALES:
        if words.startswith(scale):
            power = sum(POWERS[letter] for letter in scale)
            kind = words[len(scale) :]
            return value.scaleb(power), SAME.get(kind, kind)
    return value, SAME.get(words, words)


def spans(words: str, quote: str) -> list[tuple[int, int]]:
    """Every place where the quote stands."""
    plain = squeezed(quote)
    return list(_spans(words, plain)) if plain else []


def _spans(words: str, plain: str) -> Iterator[tuple[int, int]]:
    start = words.find(plain)
    while start >= 0:
        yield start, start + len(plain)
        start = words.find(plain, start + 1)


def overlap(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    """Whether two quotes share a letter anywhere."""
    return any(a < d and c < b for a, b in one for c, d in other)


def dice(one: str, other: str) -> float:
    """How alike two names are, by their letters."""
    letters, others = set(squeezed(one)), set(squeezed(other))
    if not letters and not others:
        return 1.0
    return 2 * len(letters & others) / (len(letters) + len(others))
