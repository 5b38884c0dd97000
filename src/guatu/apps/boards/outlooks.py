"""What forecasts rest on besides the figures of the year: the years before, and what was promised.

The years before are those of the units that file; where they have none, the bureau's archive.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from zlib import crc32

from guatu.apps.boards.ledgers import Ledger
from guatu.kernel.catalog import RollUp
from guatu.kernel.evaluation import Commitment, Past, Told
from guatu.kernel.measuring import Fact, Filers, Measure, Measured, newest, series_of
from guatu.kernel.periods import Period, year
from guatu.platform.clock import end_of

NOTHING, WHOLE = Decimal(0), Decimal(1)


def told_on(ledger: Ledger, measured: Measured, day: date) -> Told:
    """All that is told beside the series of the period, as known on `day`."""
    return Told(commitments=_promised(ledger, measured, day), past=past_on(ledger, day))


def past_on(ledger: Ledger, day: date) -> Past:
    """The years before as known on `day`; kept while nothing of them is corrected."""
    moment = end_of(day)
    known = bisect_right(ledger.past, moment, key=lambda fact: fact.known_at)
    if known != ledger.before[0]:
        ledger.before = (known, _past(ledger, ledger.past[:known]))
    return ledger.before[1]


def _past(ledger: Ledger, facts: Sequence[Fact]) -> Past:
    """The figures of each earlier year, rolled up as this year's are."""
    by_month: dict[Period, Decimal] = {}
    archive = (ledger.target.owner.key,)
    for each in sorted({fact.period.year for fact in facts}):
        by_month |= _year_of(ledger, facts, ledger.filers, each) or _year_of(
            ledger, facts, archive, each
        )
    return Past(by_month, seed=crc32(ledger.declared.key.encode()))


def _year_of(
    ledger: Ledger, facts: Sequence[Fact], filers: Filers, of: int
) -> dict[Period, Decimal]:
    """The figures of one year over `filers`; empty while too few of them have any."""
    window = year(of)
    series = series_of(
        facts, indicator=ledger.declared, filers=filers, as_of=window.last_day, within=window
    )
    return dict(series.measured.by_month)


def _promised(ledger: Ledger, measured: Measured, day: date) -> tuple[Commitment, ...]:
    """What each unit still undertakes of a flow, with how much of its promises it has kept.

    A unit that had nothing to keep yet says nothing of how far it keeps its word.
    """
    if measured.period is None or not ledger.promises or ledger.declared.over_time != RollUp.SUM:
        return ()
    until, moment = measured.period.last_day, end_of(day)
    found = []
    for unit, rows in ledger.promises.items():
        ahead = [(day, amount) for day, amount in rows if day > until]
        due = sum((amount for day, amount in rows if day <= until), Decimal(0))
        if ahead and due:
            kept = _done(ledger.by_unit.get(unit, ()), until, moment) / due
            amount = sum((amount for _, amount in ahead), Decimal(0))
            share = min(WHOLE, max(NOTHING, kept))
            found.append(Commitment(max(day for day, _ in ahead), amount, share))
    return tuple(found)


def _done(facts: Sequence[Fact], until: date, known_by: datetime) -> Decimal:
    """What a unit has filed of the months up to a day."""
    return sum(
        (
            fact.value
            for fact in newest(facts, known_by=known_by).values()
            if fact.measure == Measure.MONTH and fact.period.last_day <= until
        ),
        Decimal(0),
    )
