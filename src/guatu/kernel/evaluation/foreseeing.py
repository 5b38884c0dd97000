"""The forecasts that the target's own years before give, each with how its method erred (TGT-13).

Figures are floats inside, as forecasts are; what comes out has nine digits.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from guatu.kernel.catalog import Relation, TargetType
from guatu.kernel.evaluation.progress import COUNTED_UP, Progress
from guatu.kernel.evaluation.standings import Basis, Forecast, ForecastMethod, Interval, Past
from guatu.kernel.forecasting import History, Kind, Outlook, Trials, outlooks_on
from guatu.kernel.periods import Frequency, Period, year

WHOLE_YEARS = 2  # before this one; with fewer the stated prior stands in
MONTHLY = frozenset({Frequency.MONTH, Frequency.JAN_FEB})
FLOWS = COUNTED_UP | {TargetType.UPPER_BOUND}
LARGEST = Decimal(10) ** 15  # beyond it floats keep no decimals
DECEMBER = 12
CHANCE_DIGITS = Decimal("0.0001")
ERROR_DIGITS = Decimal("0.000001")

Row = tuple[float | None, ...]
Rows = tuple[tuple[int, Row], ...]


def foreseen(
    progress: Progress, by_period: Mapping[Period, Decimal], past: Past
) -> tuple[Forecast, ...]:
    """The forecasts from the years before, the chosen one first.

    Empty without two whole years before, for anything but the months of one calendar year, for a
    rank, and as long as nothing is due.
    """
    if not past.by_month or not _is_a_year_of_months(progress):
        return ()
    history = _history(progress, by_period, past)
    this = progress.fresh.year
    known = {each for each in history.years if each < this and history.end_of(each) is not None}
    if not known.issuperset(range(this - WHOLE_YEARS, this)):
        return ()
    rows = tuple(sorted(history.years.items()))
    found = _outlooks(history.kind, rows, this, progress.fresh.last_day.month, past.seed)
    return tuple(_forecast(progress, each) for each in found if each.bands)


def _is_a_year_of_months(progress: Progress) -> bool:
    """Whether a year's end is asked for and months are reported."""
    standing, fresh = progress.standing, progress.fresh
    return (
        standing.type is not TargetType.RANK
        and bool(progress.share)
        and standing.period == year(fresh.year)
        and fresh.frequency in MONTHLY
    )


def _history(progress: Progress, by_period: Mapping[Period, Decimal], past: Past) -> History:
    """The years before and the months of this one up to the figure.

    A stock with a baseline is foreseen by what each year adds to the December before.
    """
    this = {period: value for period, value in by_period.items() if period <= progress.fresh}
    told = {**past.by_month, **this, progress.fresh: progress.actual}
    figures = {period: value for period, value in told.items() if period.frequency in MONTHLY}
    if any(abs(value) > LARGEST for value in figures.values()):
        return History(Kind.LEVEL)
    if _is_added_up(progress):
        figures = _added(figures, progress)
    elif progress.standing.type not in FLOWS:
        return History.of_levels(figures)
    return History.of_cumulated(figures)


def _is_added_up(progress: Progress) -> bool:
    """Whether the figure is a level that is counted from a baseline."""
    return progress.standing.type is TargetType.STOCK and bool(progress.line.base)


def _added(figures: Mapping[Period, Decimal], progress: Progress) -> dict[Period, Decimal]:
    """What each year has added since the December before; the first year has none before it."""
    bases = {
        period.year + 1: value
        for period, value in figures.items()
        if period.last_day.month == DECEMBER
    }
    bases[progress.fresh.year] = progress.line.base
    return {
        period: value - bases[period.year]
        for period, value in figures.items()
        if period.year in bases
    }


@lru_cache(maxsize=256)
def _trials(kind: Kind, rows: Rows) -> Trials:
    """The trials of years that are over, made once."""
    return Trials(History(kind, dict(rows)))


@lru_cache(maxsize=64)
def _outlooks(kind: Kind, rows: Rows, this: int, at: int, seed: int) -> tuple[Outlook, ...]:
    """The outlooks, kept: a board asks for the same again while nothing new is filed."""
    before = _trials(kind, tuple(row for row in rows if row[0] < this))
    trials = Trials(History(kind, dict(rows)), past=before)
    return outlooks_on(trials, this, at, seed=seed)


def _forecast(progress: Progress, outlook: Outlook) -> Forecast:
    """An outlook as a forecast of the target's own figure."""
    base = progress.line.base if _is_added_up(progress) else Decimal(0)
    past = outlook.errors.past if outlook.errors else ()

    def at(level: int) -> Interval:
        low, high = outlook.bands[level]
        return base + low, base + high

    low, high = at(80)
    mean = sum(abs(each) for each in past) / len(past) if past else None
    return Forecast(
        low=low,
        mid=base + outlook.mid,
        high=high,
        method=ForecastMethod(outlook.method or ForecastMethod.BOTTOM_UP),
        basis=Basis.HISTORY,
        half=at(50),
        most=at(95),
        chance=_chance(progress, outlook, base),
        error=None if mean is None else Decimal(mean).quantize(ERROR_DIGITS),
        years=len(past),
        is_share=bool(outlook.errors and outlook.errors.is_relative),
    )


def _chance(progress: Progress, outlook: Outlook, base: Decimal) -> Decimal | None:
    """The share of the draws that end as the relation asks; 左右 is bound on both sides."""
    standing, goal = progress.standing, progress.line.goal - base
    if standing.relation is Relation.EQUAL and standing.type is TargetType.RATE:
        room = abs(goal) * standing.tolerance
        below, under = outlook.chance(goal + room, at_most=True), outlook.chance(goal - room)
        if below is None or under is None:
            return None
        return max(CHANCE_DIGITS, below + under - 1)
    return outlook.chance(goal, at_most=progress.line.falls)
