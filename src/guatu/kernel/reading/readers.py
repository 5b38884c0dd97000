"""From the clauses of a sentence to commitments."""

from collections.abc import Sequence

from guatu.kernel.reading.clauses import Clause
from guatu.kernel.reading.counting import add
from guatu.kernel.reading.figures import Numeral
from guatu.kernel.reading.forms import read_each, read_pair, read_respective, read_stretch
from guatu.kernel.reading.passages import Passage, Spot, ground_in, note_topic, places, take_times
from guatu.kernel.reading.tenses import first_plan


def read(passage: Passage) -> None:
    """Find the commitments of a sentence; `roles` says of each numeral what became of it."""
    passage.period = passage.opening = passage.default
    first, last = passage.clauses[0].start, passage.clauses[-1].end
    passage.plans_from = first_plan(passage.block.text, first, last)
    for index, clause in enumerate(passage.clauses):
        take_times(passage, clause, index)
        before = len(passage.thread.commitments)
        _read_clause(passage, clause)
        if len(passage.thread.commitments) == before:
            note_topic(passage, clause)


def _read_clause(passage: Passage, clause: Clause) -> None:
    usable: list[Numeral] = []
    for place in places(passage, clause):
        if ground := ground_in(passage, clause, place):
            passage.roles[place.numeral.start] = ground
        else:
            usable.append(place.numeral)
    at = 0
    while at < len(usable):
        at += _read_at(passage, clause, usable, at)


def _read_at(passage: Passage, clause: Clause, usable: Sequence[Numeral], at: int) -> int:
    """Read the figure `at`, alone or with the next one; how many were used up."""
    numeral = usable[at]
    other = usable[at + 1] if at + 1 < len(usable) else None
    begin = usable[at - 1].end if at else clause.start
    before = passage.words(begin, numeral.start)
    if before.endswith(("到的", "至的")):
        before = before[:-1]
    if other is not None and read_pair(passage, clause, (numeral, other), before):
        return 2
    stop = other.start if other else clause.end
    if other and other.start == numeral.end and other.is_counted and numeral.is_counted:
        stop = usable[at + 2].start if at + 2 < len(usable) else clause.end
        after = passage.block.text[other.end : stop]  # 1136户3027名贫困人口: one noun for both
        add(passage, Spot(clause, numeral, before, after))
        return 1
    spot = Spot(clause, numeral, before, passage.block.text[numeral.end : stop])
    if not (
        read_stretch(passage, spot) or read_each(passage, spot) or read_respective(passage, spot)
    ):
        add(passage, spot)
    return 1
