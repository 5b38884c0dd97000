"""The outlook on a year: its foreseen end, how sure that is, and the chance to hit the goal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from guatu.kernel.forecasting.histories import MONTHS, History, Kind, figure_of
from guatu.kernel.forecasting.spreads import DRAWS, Errors, Sample, sample_of
from guatu.kernel.forecasting.trials import Trials, choose
from guatu.kernel.forecasting.yearends import WAYS, Method
from guatu.kernel.periods import month as month_of

LEVELS = (50, 80, 95)
SEED = 1
CHANCE_DIGITS = Decimal("0.0001")
CERTAIN = Decimal(1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """`bands[80]` holds the low and high end of 8 times of 10; empty when nothing tells the width.

    Figures are in the unit of the series. `method` is None for a sum of promises. `errors` are
    those of the method at this month of the years before.
    """

    year: int
    month: int
    method: Method | None
    mid: Decimal
    bands: Mapping[int, tuple[Decimal, Decimal]]
    sample: Sample | None
    errors: Errors | None = None

    def chance(self, goal: Decimal, *, at_most: bool = False) -> Decimal | None:
        """The chance that the year ends at the goal or beyond it on the good side (TGT-13)."""
        if self.sample is None:
            return None
        sample, end = self.sample, float(goal)
        share = sample.chance_at_most(end) if at_most else sample.chance_at_least(end)
        return Decimal(share).quantize(CHANCE_DIGITS)


@dataclass(frozen=True, slots=True)
class Promise:
    """A part that is promised by a day, with the chance that it comes."""

    due_on: date
    amount: Decimal
    probability: Decimal = CERTAIN


def outlook_on(
    trials: Trials, year: int, month: int, *, method: Method | None = None, seed: int = SEED
) -> Outlook | None:
    """The outlook at a month, by `method` or the one that the years before recommend.

    Reads nothing later than the month. None when the month is unknown or no method can be used.
    """
    used = choose(trials, year, month) if method is None else method
    mid = None if used is None else trials.foreseen(year, month, used)
    if used is None or mid is None:
        return None
    errors = trials.errors_before(year, month, used)
    floor = _floor(trials.history, year, month, mid)
    sample = sample_of(mid, errors, month, seed=seed + MONTHS * year + month, floor=floor)
    return Outlook(year, month, used, figure_of(mid), _bands(sample), sample, errors)


def outlooks_on(trials: Trials, year: int, month: int, *, seed: int = SEED) -> tuple[Outlook, ...]:
    """The outlook of every method that can be used at a month, the chosen one first."""
    chosen = choose(trials, year, month)
    methods = sorted(WAYS[trials.history.kind], key=lambda method: method is not chosen)
    found = (outlook_on(trials, year, month, method=each, seed=seed) for each in methods)
    return tuple(each for each in found if each is not None)


def bottom_up(
    done: Decimal, promises: Sequence[Promise], year: int, month: int, *, seed: int = SEED
) -> Outlook:
    """What is done up to the month, and each promise due in the rest of the year times its chance.

    Each draw keeps or breaks every promise on its own. Promises of earlier months are either in
    `done` or broken; those of later years do not count.
    """
    first, last = month_of(year, month).last_day, month_of(year, MONTHS).last_day
    ahead = [each for each in promises if first < each.due_on <= last]
    mid = done + sum((each.amount * each.probability for each in ahead), Decimal(0))
    lots = Random(seed + MONTHS * year + month)  # noqa: S311 - draws, not secrets
    parts = [(float(each.amount), float(each.probability)) for each in ahead]
    ends = [
        float(done) + sum(amount for amount, chance in parts if lots.random() < chance)
        for _ in range(DRAWS)
    ]
    sample = Sample(tuple(sorted(ends)))
    return Outlook(year, month, None, mid, _bands(sample), sample)


def _floor(history: History, year: int, month: int, mid: float) -> float | None:
    """What is already counted, for a flow that never went back; it cannot be lost again."""
    if history.kind is not Kind.FLOW:
        return None
    known = history.until(year, month)
    done = known.at(year, month)
    falls = any(value < 0 for value in known.values())
    return None if falls or done is None or done > mid else done


def _bands(sample: Sample | None) -> dict[int, tuple[Decimal, Decimal]]:
    """The intervals of a sample as figures, by level in percent."""
    if sample is None:
        return {}
    found = {level: sample.interval(level / 100) for level in LEVELS}
    return {level: (figure_of(low), figure_of(high)) for level, (low, high) in found.items()}
