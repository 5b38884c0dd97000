"""What reading a plan gives: draft targets, the figures of the text, and the doubts about both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from guatu.kernel.sentences import Sentence

Record = dict[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class DraftTarget:
    """A quantified commitment as the document words it (GUIDE.md, TGT-01 to TGT-03).

    `text[start:end]` is the run of words that states it and holds the figure; `quote` is the
    same run with its broken lines joined. `confidence` says 0 to 1 per field.
    """

    quote: str
    start: int
    end: int
    owner: str | None
    indicator: str
    period: str | None
    relation: str
    value: Decimal
    unit: str | None
    stretch: Decimal | None = None
    baseline: Decimal | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)
    role: str = "target"
    construction: str = "plain"  # list, range, change, rank, table: the form it was read from
    evidence: Mapping[str, str] = field(default_factory=dict)  # how each field was found

    def to_record(self) -> Record:
        """The line of GUIDE.md for it, with plain numbers."""
        return {
            "quote": self.quote,
            "owner": self.owner,
            "indicator": self.indicator,
            "period": self.period,
            "relation": self.relation,
            "value": plain(self.value),
            "unit": self.unit,
            "stretch": None if self.stretch is None else plain(self.stretch),
            "baseline": None if self.baseline is None else plain(self.baseline),
            "role": self.role,
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral of the text at `start` to `end`, and why it became a target or was left."""

    text: str
    start: int
    end: int
    value: Decimal | None  # None when it is no plain number
    unit: str | None
    role: str
    reason: Sentence

    @property
    def is_target(self) -> bool:
        """Whether a draft target, or a field of one, came of it."""
        return self.role in {"target", "stretch", "baseline"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person must decide, with the remedy, and where it stands when it stands anywhere."""

    code: str
    sentence: Sentence
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in a document."""

    document_year: int | None
    targets: tuple[DraftTarget, ...]
    figures: tuple[Figure, ...]
    doubts: tuple[Doubt, ...]


def plain(value: Decimal) -> int | float:
    """The number for JSON: whole when it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
