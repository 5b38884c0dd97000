"""Where the period will end, by each method there is data for, and the chance to hit (TGT-13)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import erfc, sqrt

from guatu.kernel.catalog import TargetType
from guatu.kernel.evaluation.exact import NOTHING, WHOLE, ratio_of
from guatu.kernel.evaluation.foreseeing import foreseen
from guatu.kernel.evaluation.progress import COUNTED_UP, LINES, Progress, months_between
from guatu.kernel.evaluation.standings import (
    Basis,
    Commitment,
    Forecast,
    ForecastMethod,
    Interval,
    Told,
)
from guatu.kernel.periods import Period

PRIOR = Decimal("0.15")  # the spread of a year's end about its forecast, before any history
Z_80 = Decimal("1.2816")  # eight times of ten lie inside
Z_50 = Decimal("0.6745")
Z_95 = Decimal("1.9600")
RUN_PERIODS = 3
FAR = Decimal(8)  # standard deviations beyond which a chance prints as the last one
CHANCE_STEP = Decimal("0.0001")
ACCUMULATING = COUNTED_UP | {TargetType.UPPER_BOUND}


def forecasts_of(
    progress: Progress,
    by_period: Mapping[Period, Decimal],
    told: Told,
) -> tuple[Forecast, ...]:
    """The forecasts, the chosen one first, each method once.

    With two whole years before: the methods tried on them, then share of the schedule and
    bottom-up. Without: seasonal share, run rate, bottom-up; a rate is taken to stay where it is,
    within the range it has shown. A rank has no forecast, nor has what nothing is due of yet, when
    a beginning says nothing about the end.
    """
    if progress.standing.type is TargetType.RANK:
        return ()
    found = foreseen(progress, by_period, told.past)
    have = {forecast.method for forecast in found}
    stated = _stated(progress, by_period, told.commitments)
    return (*found, *(forecast for forecast in stated if forecast.method not in have))


def _stated(
    progress: Progress, by_period: Mapping[Period, Decimal], commitments: Sequence[Commitment]
) -> list[Forecast]:
    """The forecasts that need no year before: their width is the prior's or the promises' own."""
    if progress.standing.type in LINES:
        return [_last_value(progress, by_period)]
    made = [_bottom_up(progress, commitments)]
    if progress.share:
        made = [_seasonal(progress), _run_rate(progress, by_period), *made]
    return [forecast for forecast in made if forecast is not None]


def chance_of(progress: Progress, forecast: Forecast | None) -> Decimal | None:
    """The chance that the period ends as the relation asks; 1 or 0 only when it is certain.

    From the method's own errors where there are years before, else from the prior. None for ranks,
    and for rates without years before, which have no stated prior; and as long as nothing is due,
    when a beginning says nothing about the end.
    """
    certain = _certain(progress)
    if certain is not None:
        return certain
    if forecast is None or not progress.share:
        return None
    return forecast.chance


def _prior_chance(progress: Progress, mid: Decimal) -> Decimal | None:
    """The chance by the prior about a forecast; None for a rate, which has none."""
    if progress.standing.type in LINES:
        return None
    line = progress.line
    spread = _spread(progress, mid - line.base) or _spread(progress, line.goal - line.base)
    return _normal_chance(progress, line.better_by(mid, line.goal), spread)


def _normal_chance(progress: Progress, ahead: Decimal, spread: Decimal) -> Decimal:
    """The chance of a normal spread to stay on the good side, never quite 0 or 1."""
    if not spread:
        return WHOLE - CHANCE_STEP if progress.is_met else CHANCE_STEP
    away = max(-FAR, min(FAR, ahead / spread))
    chance = Decimal(erfc(-float(away) / sqrt(2)) / 2).quantize(CHANCE_STEP)
    return max(CHANCE_STEP, min(WHOLE - CHANCE_STEP, chance))


def _certain(progress: Progress) -> Decimal | None:
    """The chance of what nothing can change any more; None while it is open."""
    kind = progress.standing.type
    if progress.is_over or (kind in COUNTED_UP and not progress.line.falls and progress.is_met):
        return WHOLE if progress.is_met else NOTHING
    if kind is TargetType.UPPER_BOUND and progress.overspent:
        return NOTHING
    return None


def _spread(progress: Progress, way: Decimal) -> Decimal:
    """One standard deviation of the prior about a forecast of `way`."""
    return abs(way) * PRIOR * progress.share_left.sqrt()


def _forecast(progress: Progress, way: Decimal, method: ForecastMethod) -> Forecast:
    """The forecast of `way` beyond the base; what is already counted stays counted."""
    mid, spread = progress.line.base + way, _spread(progress, way)
    low, high = _band(progress, mid, spread * Z_80)
    return Forecast(
        low=low,
        mid=mid,
        high=high,
        method=method,
        half=_band(progress, mid, spread * Z_50),
        most=_band(progress, mid, spread * Z_95),
        chance=_prior_chance(progress, mid),
    )


def _band(progress: Progress, mid: Decimal, margin: Decimal) -> Interval:
    """An interval about `mid`; what is already counted cannot be lost again."""
    low, high = mid - margin, mid + margin
    if progress.standing.type in ACCUMULATING and low < progress.actual <= mid:
        low = progress.actual
    return low, high


def _seasonal(progress: Progress) -> Forecast | None:
    """What is done, over the share of the year in which it was done."""
    way = ratio_of(progress.actual - progress.line.base, progress.share)
    return None if way is None else _forecast(progress, way, ForecastMethod.SEASONAL)


def _run_rate(progress: Progress, by_period: Mapping[Period, Decimal]) -> Forecast | None:
    """The pace of the last three periods, kept up to the end."""
    past = _up_to(progress, by_period)
    if not past:
        return None
    if len(past) > RUN_PERIODS:
        since = past[-1 - RUN_PERIODS]
        before, months = by_period[since], months_between(since.last_day, past[-1].last_day)
    elif progress.standing.type is TargetType.STOCK and progress.standing.baseline is None:
        before, months = by_period[past[0]], months_between(past[0].last_day, past[-1].last_day)
    else:
        before, months = progress.line.base, progress.months_gone
    rate = ratio_of(progress.actual - before, months)
    if rate is None:
        return None
    way = progress.actual - progress.line.base + rate * progress.months_left
    return _forecast(progress, way, ForecastMethod.RUN_RATE)


def _bottom_up(progress: Progress, commitments: Sequence[Commitment]) -> Forecast | None:
    """What is done, and each promise still due times the chance that it is kept."""
    first, last = progress.fresh.last_day, progress.standing.period.last_day
    due = [promise for promise in commitments if first < promise.due_on <= last]
    if not due:
        return None
    mid = progress.actual + sum(p.amount * p.probability for p in due)
    variance = sum(p.amount**2 * p.probability * (WHOLE - p.probability) for p in due)
    spread = Decimal(max(variance, NOTHING)).sqrt()
    ahead = progress.line.better_by(mid, progress.line.goal)
    bands = [(mid - spread * z, mid + spread * z) for z in (Z_80, Z_50, Z_95)]
    return Forecast(
        low=bands[0][0],
        mid=mid,
        high=bands[0][1],
        method=ForecastMethod.BOTTOM_UP,
        basis=Basis.PROMISES,
        half=bands[1],
        most=bands[2],
        chance=_normal_chance(progress, ahead, spread),
    )


def _last_value(progress: Progress, by_period: Mapping[Period, Decimal]) -> Forecast:
    """The newest figure, within the range of those before it."""
    seen = [progress.actual, *(by_period[period] for period in _up_to(progress, by_period))]
    return Forecast(
        low=min(seen),
        mid=progress.actual,
        high=max(seen),
        method=ForecastMethod.LAST_VALUE,
        basis=Basis.RANGE,
    )


def _up_to(progress: Progress, by_period: Mapping[Period, Decimal]) -> list[Period]:
    """The periods up to that of the figure, oldest first."""
    last_day = progress.fresh.last_day
    past = [period for period in by_period if period.last_day <= last_day]
    return sorted(past, key=lambda period: period.last_day)
