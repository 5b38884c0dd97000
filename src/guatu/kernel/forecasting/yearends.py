"""Where a year will end, seen from one of its months, by each method (TGT-13, STAT-30).

Every method gets a `History` that ends with the month it stands in, so none can see ahead. The
answers are floats in the unit of the series: the sum of the year for a flow, December for a
level. None says that the method has not got what it needs.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from math import exp, sqrt
from statistics import median

from guatu.kernel.forecasting.histories import FEBRUARY, MONTHS, SLOTS, History, Kind
from guatu.kernel.forecasting.models import Model, model_paths
from guatu.kernel.forecasting.smoothing import damped, simple, theta
from guatu.kernel.periods import FestivalUnknown, spring_festival

RECENT = 3  # months whose pace is the newest
SHARE_YEARS = 5
FORGETTING = 0.5  # what a year more of age leaves of a share's weight
FESTIVAL_DAYS = 20.0  # days of difference that leave a share a third of its weight
YEARS_FOR_A_MODEL = 2
PARTS = (Model.LOG_THETA, Model.QUICK_LOG_DAMPED)


class Method(StrEnum):
    """How the end of a year is foreseen; always printed with it."""

    SEASONAL_NAIVE = "seasonal_naive"
    STRAIGHT_LINE = "straight_line"
    SEASONAL_SHARE = "seasonal_share"
    RUN_RATE = "run_rate"
    GROWTH = "growth"
    LAST_VALUE = "last_value"
    RETURNING = "returning"
    MODEL = "model"
    BLEND = "blend"


Way = Callable[[History, int, int], float | None]


def year_end(history: History, year: int, month: int, method: Method) -> float | None:
    """The end of `year` as foreseen when `month` was its newest; None where that is impossible."""
    known = history.until(year, month)
    way = WAYS[history.kind].get(method)
    if way is None or known.at(year, month) is None:
        return None
    return way(known, year, month)


def _done(known: History, year: int, month: int) -> float:
    """The newest figure, which `year_end` has seen to."""
    return known.at(year, month) or 0.0


def _line_of_flow(known: History, year: int, month: int) -> float | None:
    """序时外推: as much every month as on average so far."""
    return _done(known, year, month) * MONTHS / month


def _line_of_level(known: History, year: int, month: int) -> float | None:
    """The way since last December, carried on at the same pace."""
    base = known.end_of(year - 1)
    return None if base is None else base + (_done(known, year, month) - base) * MONTHS / month


def _rest_of_last_year(known: History, year: int, month: int) -> float | None:
    """What the year before still brought after this month."""
    end, then = known.end_of(year - 1), known.at(year - 1, month)
    return None if end is None or then is None else end - then


def _naive_flow(known: History, year: int, month: int) -> float | None:
    """The rest of the year as the year before."""
    rest = _rest_of_last_year(known, year, month)
    return None if rest is None else _done(known, year, month) + rest


def _naive_level(known: History, year: int, _month: int) -> float | None:
    """Last December once more."""
    return known.end_of(year - 1)


def _seasonal_share(known: History, year: int, month: int) -> float | None:
    """What is done over the share of the year that used to be done by then.

    Newer years weigh more; in January and February so do years whose Spring Festival lay close
    to this year's, because it takes figures along.
    """
    weights = shares = 0.0
    for age in range(1, SHARE_YEARS + 1):
        end, then = known.end_of(year - age), known.at(year - age, month)
        if end and then is not None:
            weight = FORGETTING ** (age - 1)
            if month <= FEBRUARY:
                weight *= _alikeness(year, year - age)
            weights += weight
            shares += weight * then / end
    return _done(known, year, month) * weights / shares if shares > 0 else None


def _alikeness(year: int, other: int) -> float:
    """How close the Spring Festivals of two years lie: 1 on the same day, then falling off."""
    try:
        days = [spring_festival(each).timetuple().tm_yday for each in (year, other)]
    except FestivalUnknown:
        return 1.0
    return exp(-abs(days[0] - days[1]) / FESTIVAL_DAYS)


def _run_rate(known: History, year: int, month: int) -> float | None:
    """The pace of the last three months, kept."""
    done = _done(known, year, month)
    before = known.at(year, month - RECENT) if month > RECENT + 1 else None
    pace = done / month if before is None else (done - before) / RECENT
    return done + pace * (MONTHS - month)


def _growth(known: History, year: int, month: int) -> float | None:
    """The rest of last year, grown as the year so far and the last three months on average."""
    rest, then = _rest_of_last_year(known, year, month), known.at(year - 1, month)
    done = _done(known, year, month)
    if rest is None or not then or done / then <= 0:
        return None
    growth = newest = done / then
    if month > RECENT + 1:
        ago, ago_then = known.at(year, month - RECENT), known.at(year - 1, month - RECENT)
        if ago is not None and ago_then is not None and then != ago_then:
            newest = (done - ago) / (then - ago_then)
    return done + rest * (sqrt(growth * newest) if newest > 0 else growth)


def _model_of_flow(known: History, year: int, month: int) -> float | None:
    """The months ahead by log Theta and log damped trend, averaged, on top of what is done."""
    values = known.values()
    if len(values) < YEARS_FOR_A_MODEL * SLOTS:
        return None
    is_january = month < FEBRUARY  # whose figure is part of a value that is not whole yet
    horizon = SLOTS if is_january else MONTHS - month
    paths = model_paths(values, horizon, SLOTS, PARTS, seasonal=True)
    ahead = sum(sum(path) for path in paths.values()) / len(paths)
    return ahead if is_january else _done(known, year, month) + ahead


def _model_of_level(known: History, _year: int, month: int) -> float | None:
    """December by smoothing, Theta and damped trend: the middle one."""
    values = known.values()
    left = MONTHS - month
    if len(values) < YEARS_FOR_A_MODEL * SLOTS or not left:
        return None
    ways: Sequence[Callable[[Sequence[float], int], list[float]]] = (simple, theta, damped)
    return median(way(values, left)[-1] for way in ways)


def _returning(known: History, year: int, month: int) -> float | None:
    """The newest level as far as the year is gone, and for the rest where levels return to.

    They return to the middle of three: last December, the newest, the median of twelve months.
    """
    newest, base = _done(known, year, month), known.end_of(year - 1)
    if base is None:
        return newest
    home = median((base, newest, median(known.values()[-MONTHS:])))
    return (newest * month + home * (MONTHS - month)) / MONTHS


def _blend_of_flow(known: History, year: int, month: int) -> float | None:
    """The mean of growth and model, or the one of them that there is."""
    both = [_growth(known, year, month), _model_of_flow(known, year, month)]
    found = [each for each in both if each is not None]
    return sum(found) / len(found) if found else None


def _blend_of_level(known: History, year: int, month: int) -> float | None:
    """The mean of returning and model, or the one of them that there is."""
    both = [_returning(known, year, month), _model_of_level(known, year, month)]
    found = [each for each in both if each is not None]
    return sum(found) / len(found) if found else None


BLENDED = {
    Kind.FLOW: (Method.GROWTH, Method.MODEL),
    Kind.LEVEL: (Method.RETURNING, Method.MODEL),
}
WAYS: Mapping[Kind, Mapping[Method, Way]] = {
    Kind.FLOW: {
        Method.SEASONAL_NAIVE: _naive_flow,
        Method.STRAIGHT_LINE: _line_of_flow,
        Method.SEASONAL_SHARE: _seasonal_share,
        Method.RUN_RATE: _run_rate,
        Method.GROWTH: _growth,
        Method.MODEL: _model_of_flow,
        Method.BLEND: _blend_of_flow,
    },
    Kind.LEVEL: {
        Method.SEASONAL_NAIVE: _naive_level,
        Method.STRAIGHT_LINE: _line_of_level,
        Method.LAST_VALUE: _done,
        Method.RETURNING: _returning,
        Method.MODEL: _model_of_level,
        Method.BLEND: _blend_of_level,
    },
}
