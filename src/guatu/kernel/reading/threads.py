"""The thread of a passage: what was said last, which the next clause may leave unsaid."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from guatu.kernel.reading.figures import Numeral
from guatu.kernel.reading.pages import Block

LISTED = frozenset({"、", "和", "及", "以及", "与"})  # what joins the members of a list


@dataclass(slots=True)
class Commitment:
    """A target while it is being read: letters of its block, and its fields."""

    block: Block
    start: int
    end: int
    numeral: Numeral
    indicator: str
    relation: str
    period: str | None
    value: Decimal
    unit: str | None
    owner: str | None = None
    stretch: Decimal | None = None
    baseline: Decimal | None = None
    is_inherited: bool = False  # the indicator was taken over from what was said before
    construction: str = "plain"  # the form that it was read from: list, range, table
    named: str = "said"  # how the indicator was found: said, behind, part, inherited
    bound: str = "form"  # what gave the relation: verb, limit, done, bare, form
    timed: str = "plan"  # what gave the period: the plan, the clause, the sentence
    section: str = "open"  # whether the heading above plans
    tense: str = "open"  # whether the words around plan: plan, open
    charged: str = "issuer"  # who was asked for the owner: charge, actor, lead, issuer, nobody
    is_swapped: bool = False  # an amount smaller than the count it stands beside


@dataclass(slots=True)
class Thread:
    """What later clauses of a sentence and of a block may refer to."""

    commitments: list[Commitment] = field(default_factory=list)
    sentence_from: int = 0
    block_from: int = 0
    verb: str = ""
    topic: str = ""
    title: str = ""  # what a numbered item opens with: (六)雨污分流。
    project: str = ""  # what a clause without a figure carries out, in the same sentence
    subject: str = ""  # named in a clause without a figure, for the next one
    inherited_done: str = ""
    heads: list[str] = field(default_factory=list)  # of a list before 分别, still without figure
    heads_relation: str = "="

    @property
    def last(self) -> Commitment | None:
        """The last commitment of the block."""
        return self.commitments[-1] if len(self.commitments) > self.block_from else None

    @property
    def last_in_sentence(self) -> Commitment | None:
        """The last commitment of the sentence."""
        return self.commitments[-1] if len(self.commitments) > self.sentence_from else None

    def of_sentence(self) -> Sequence[Commitment]:
        """The commitments of the sentence so far."""
        return self.commitments[self.sentence_from :]

    def open_block(self) -> None:
        """Forget what an earlier block said."""
        self.block_from = self.sentence_from = len(self.commitments)
        self.verb = self.topic = self.title = self.inherited_done = ""

    def open_sentence(self) -> None:
        """Forget what an earlier sentence governed."""
        self.sentence_from = len(self.commitments)
        self.verb = self.inherited_done = self.subject = self.project = ""
        self.heads = []


SCALES = {
    "": Decimal(1),
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "十亿": Decimal(10**9),
    "百亿": Decimal(10**10),
    "千亿": Decimal(10**11),
    "万亿": Decimal(10**12),
}


def scaled(numeral: Numeral, like: Numeral) -> Decimal:
    """The value of `numeral` in the scale that `like` is written in."""
    return numeral.value * _scale(numeral) / _scale(like) if numeral.unit else numeral.value


def _scale(numeral: Numeral) -> Decimal:
    return SCALES.get((numeral.unit or "").removesuffix(numeral.base), Decimal(1))
