"""Judging outlooks on real years: every series, year and month that can be looked back on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from guatu.kernel.forecasting import (
    WAYS,
    History,
    Judged,
    Kind,
    Method,
    Outlook,
    Trials,
    outlook_on,
)

YEARS_BEFORE = 2  # 24 months of history
MONTHS = range(1, 12)
RIVALS = (Method.SEASONAL_NAIVE, Method.STRAIGHT_LINE)
AROUND = (Decimal("0.97"), Decimal(1), Decimal("1.03"))
ASIDE = (Decimal("-0.5"), Decimal(0), Decimal("0.5"))


@dataclass(frozen=True, slots=True)
class Place:
    """A year of a series as seen from one of its months, and what to count errors in."""

    series: str
    trials: Trials
    year: int
    month: int
    scale: float

    @property
    def actual(self) -> Decimal:
        """How the year ended."""
        return Decimal(self.trials.history.end_of(self.year) or 0)


def places(histories: Mapping[str, History], kind: Kind) -> Iterator[Place]:
    """Every place that both baselines can be judged at; none of years without two before them."""
    for series, history in histories.items():
        trials = Trials(history)
        if history.kind is not kind:
            continue
        for (year, _), scale in zip(trials.ends[YEARS_BEFORE:], _scales(trials), strict=True):
            for month in MONTHS:
                rivals = [trials.foreseen(year, month, method) for method in RIVALS]
                if scale and None not in rivals:
                    yield Place(series, trials, year, month, scale)


def _scales(trials: Trials) -> list[float]:
    """For each year judged: its end for a flow, for a level the mean change over twelve months.

    The latter is the unit of MASE, taken from the years before.
    """
    judged = trials.ends[YEARS_BEFORE:]
    if trials.history.kind is Kind.FLOW:
        return [abs(end) for _, end in judged]
    return [_mean_change(trials.history, year) for year, _ in judged]


def _mean_change(history: History, before: int) -> float:
    """The mean absolute change of a level against the same month a year ago, before a year."""
    changes = [
        abs(now - then)
        for year in history.years
        for month in range(1, 13)
        if year < before
        and (now := history.at(year, month)) is not None
        and (then := history.at(year - 1, month)) is not None
    ]
    return sum(changes) / len(changes) if changes else 0.0


def judged_by(
    found: Sequence[Place], method: Method | None, *, spread: bool = False
) -> list[Judged]:
    """The outlooks of one method, of the chosen one for None; only the mid unless `spread`."""
    answers = []
    for place in found:
        outlook = (
            outlook_on(place.trials, place.year, place.month, method=method)
            if spread or method is None
            else _mid(place, method)
        )
        if outlook is not None:
            answers.append(Judged(place.series, outlook, place.actual, Decimal(place.scale)))
    return answers


def _mid(place: Place, method: Method) -> Outlook | None:
    """An outlook without its spread, which takes no draws."""
    mid = place.trials.foreseen(place.year, place.month, method)
    if mid is None:
        return None
    return Outlook(place.year, place.month, method, Decimal(mid), {}, None)


def chances(found: Sequence[Place]) -> list[tuple[float, bool]]:
    """The told chances of goals, and whether they were hit.

    The goals of a flow: last year grown by the middle growth so far, 3 % less and more; those of
    a level: last December, half a usual change less and more.
    """
    told = []
    for place in found:
        outlook = outlook_on(place.trials, place.year, place.month)
        for goal in _goals(place) if outlook else ():
            chance = outlook.chance(goal) if outlook else None
            if chance is not None:
                told.append((float(chance), place.actual >= goal))
    return told


def _goals(place: Place) -> list[Decimal]:
    """Goals as a plan might set them before the year began."""
    ends = [Decimal(end) for year, end in place.trials.ends if year < place.year]
    if place.trials.history.kind is Kind.LEVEL:
        return [ends[-1] + share * Decimal(place.scale) for share in ASIDE]
    growth = median(after / before for before, after in pairwise(ends))
    return [ends[-1] * growth * share for share in AROUND]


def methods_of(kind: Kind) -> tuple[Method, ...]:
    """The methods of a kind in the order of the tables."""
    return tuple(WAYS[kind])
