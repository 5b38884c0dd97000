"""Trying methods on years that are over, and choosing by it what to trust in a year that is not.

The choice for a year reads trials of earlier years only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from guatu.kernel.forecasting.histories import MONTHS, History, Kind
from guatu.kernel.forecasting.spreads import Errors
from guatu.kernel.forecasting.yearends import BLENDED, WAYS, Method, year_end

BASELINES = frozenset({Method.SEASONAL_NAIVE, Method.STRAIGHT_LINE, Method.RUN_RATE})
STANDING = {Kind.FLOW: Method.BLEND, Kind.LEVEL: Method.RETURNING}
STAND_INS = {
    Kind.FLOW: (Method.SEASONAL_SHARE, Method.STRAIGHT_LINE),
    Kind.LEVEL: (Method.LAST_VALUE,),
}
YEARS_TO_CHOOSE = 3
NEIGHBOURS = 1  # months to either side that speak for a month as well
CLEARLY = 0.8  # of the standing method's error: what another must keep under to take its place
OLDEST = 10  # years back that errors are taken from


@dataclass(frozen=True, slots=True)
class Trials:
    """What each method foresaw at each month of the years of one history; None where it could not.

    Forecasts are made once, when first asked for, each from what was known at its month. `past`
    holds the trials of the years before the newest, which a new month leaves as they are.
    """

    history: History
    kept: dict[tuple[int, int, Method], float | None] = field(default_factory=dict)
    past: "Trials | None" = None

    def foreseen(self, year: int, month: int, method: Method) -> float | None:
        """The end of a year as the method foresaw it at a month."""
        if self.past is not None and year in self.past.history.years:
            return self.past.foreseen(year, month, method)
        key = (year, month, method)
        if key not in self.kept:
            self.kept[key] = self._blended(year, month, method)
        return self.kept[key]

    def _blended(self, year: int, month: int, method: Method) -> float | None:
        """A forecast made now; a blend from parts that are made already, or the one there is."""
        if method is not Method.BLEND:
            return year_end(self.history, year, month, method)
        parts = (self.foreseen(year, month, part) for part in BLENDED[self.history.kind])
        found = [part for part in parts if part is not None]
        return sum(found) / len(found) if found else None

    def is_relative(self, before: int) -> bool:
        """Whether errors are shares of the forecast: of flows whose years all ended above zero."""
        is_flow = self.history.kind is Kind.FLOW
        return is_flow and all(end > 0 for year, end in self.ends if year < before)

    @property
    def ends(self) -> tuple[tuple[int, float], ...]:
        """The years whose end is known, oldest first."""
        years = ((year, self.history.end_of(year)) for year in sorted(self.history.years))
        return tuple((year, end) for year, end in years if end is not None)

    def error(self, year: int, month: int, method: Method, *, relative: bool) -> float | None:
        """By how much the year ended above the forecast; a share of the forecast if `relative`."""
        end = self.history.end_of(year)
        foreseen = self.foreseen(year, month, method)
        if end is None or foreseen is None:
            return None
        if not relative:
            return end - foreseen
        return end / foreseen - 1 if foreseen > 0 else None

    def errors_before(self, year: int, month: int, method: Method) -> Errors:
        """The method's errors at that month of the years before."""
        earlier = [(each, end) for each, end in self.ends if year - OLDEST <= each < year]
        relative = self.is_relative(year)
        found = [self.error(each, month, method, relative=relative) for each, _ in earlier]
        changes = [(after[1] - before[1]) ** 2 for before, after in pairwise(earlier)]
        usual = (sum(changes) / len(changes)) ** 0.5 if changes else None
        past = tuple(each for each in found if each is not None)
        return Errors(past, relative, usual)


def choose(trials: Trials, year: int, month: int) -> Method | None:
    """The method for a month of a year by the trials of the years before it; None: none can.

    The standing method stays unless another has erred clearly less on average, at that month and
    its neighbours, in at least three years.
    """
    kind = trials.history.kind
    standing = STANDING[kind]
    able = [each for each in WAYS[kind] if trials.foreseen(year, month, each) is not None]
    if standing not in able:
        return next((each for each in STAND_INS[kind] if each in able), None)
    means = {
        method: mean
        for method in able
        if method not in BASELINES
        and (mean := _mean_error(trials, year, month, method)) is not None
    }
    if standing not in means:
        return standing
    best = min(means, key=lambda method: means[method])
    return best if means[best] < CLEARLY * means[standing] else standing


def _mean_error(trials: Trials, year: int, month: int, method: Method) -> float | None:
    """The mean absolute error about a month in the years before; None for too few of them."""
    years = [each for each, _ in trials.ends if each < year]
    first, last = max(1, month - NEIGHBOURS), min(MONTHS - 1, month + NEIGHBOURS)
    relative = trials.is_relative(year)
    errors = {
        (each, about): abs(error)
        for each in years
        for about in {month, *range(first, last + 1)}
        if (error := trials.error(each, about, method, relative=relative)) is not None
    }
    if sum(about == month for _, about in errors) < YEARS_TO_CHOOSE:
        return None
    return sum(errors.values()) / len(errors)


def default_methods(trials: Trials, year: int, months: Iterable[int]) -> Mapping[int, Method]:
    """The chosen method of each month of a year, where any can be used."""
    chosen = {month: choose(trials, year, month) for month in months}
    return {month: method for month, method in chosen.items() if method is not None}
