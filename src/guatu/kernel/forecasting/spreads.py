"""The ends a year may have about its forecast, drawn from how the method erred before.

A draw is one of the method's own past errors at the same month of the year, newer years more
often, blurred by noise with long tails, because a few years do not show all that can happen. All
draws come from a seed: the same question has the same answer. Values are floats in the unit of
the series; an error is a share of the forecast where `is_relative`, else in that unit.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from math import floor as whole_below
from math import hypot, sqrt
from random import Random

from guatu.kernel.forecasting.histories import MONTHS

DRAWS = 500
PRIOR = 0.15  # TGT-13: the spread of a year's end about its forecast without any history
SEEN_PRIOR = 0.08  # the same beside past errors, worth as much as one of them
LEVEL_PRIOR = 1.0  # of the usual change from one December to the next
FORGETTING = 0.8  # what a year more of age leaves of an error's weight
BLUR = 0.7  # the share of noise in a draw; the rest is a past error
TAIL = 3.0  # degrees of freedom of that noise
WIDTH = 0.8
OF_MEAN_ERROR = 1.25  # a standard deviation over the mean absolute error of a normal spread
NOISE_SEED = 20230131
SURE = 2  # past errors from which on the general prior steps back


@dataclass(frozen=True, slots=True)
class Sample:
    """Equally likely ends of a year, lowest first."""

    ends: tuple[float, ...]

    def quantile(self, share: float) -> float:
        """The end that `share` of the draws stay below, between neighbours in proportion."""
        place = share * (len(self.ends) - 1)
        below = whole_below(place)
        above = min(below + 1, len(self.ends) - 1)
        return self.ends[below] + (place - below) * (self.ends[above] - self.ends[below])

    def interval(self, level: float) -> tuple[float, float]:
        """The middle ends that hold `level` of the draws."""
        return self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)

    def chance_at_least(self, goal: float) -> float:
        """The share of ends at the goal or above; never quite 0 or 1."""
        return self._share(len(self.ends) - bisect_left(self.ends, goal))

    def chance_at_most(self, goal: float) -> float:
        """The share of ends at the goal or below; never quite 0 or 1."""
        return self._share(bisect_right(self.ends, goal))

    def _share(self, count: int) -> float:
        """A count as a share, with half a draw left to what was not drawn."""
        return (count + 0.5) / (len(self.ends) + 1)


@dataclass(frozen=True, slots=True)
class Errors:
    """How a method erred at one month of past years, oldest first, and what is usual else.

    `usual` is the usual change from one year's end to the next, in the unit of the series; it
    stands in for errors that are not relative. None when not even two ends are known.
    """

    past: tuple[float, ...]
    is_relative: bool
    usual: float | None = None

    def scale(self, month: int) -> float | None:
        """The spread to expect at a month; None when nothing says how wide it is."""
        left = sqrt((MONTHS - month) / MONTHS)
        if self.is_relative:
            prior = (SEEN_PRIOR if len(self.past) >= SURE else PRIOR) * left
        elif self.usual is None:
            return None
        else:
            prior = LEVEL_PRIOR * self.usual * left
        weights = self.weights
        seen = sum(w * abs(e) for w, e in zip(weights, self.past, strict=True))
        return (prior + OF_MEAN_ERROR * seen) / (1 + sum(weights))

    @property
    def weights(self) -> list[float]:
        """How much each past error counts: the newest one whole."""
        return [FORGETTING**age for age in reversed(range(len(self.past)))]


def sample_of(
    mid: float, errors: Errors, month: int, *, seed: int, floor: float | None = None
) -> Sample | None:
    """The ends about a forecast made at `month`; none lies below `floor`.

    None when there is neither history nor prior.
    """
    scale = errors.scale(month)
    if scale is None:
        return None
    scale *= abs(mid) if errors.is_relative else 1.0
    width = WIDTH * scale * sqrt(1 + 1 / max(1, len(errors.past)))
    ends = [mid + width * each for each in _shape(errors, seed)]
    if floor is not None:
        lost = bisect_left(ends, floor)
        ends[:lost] = [floor] * lost
    return Sample(tuple(ends))


@lru_cache(maxsize=1024)
def _shape(errors: Errors, seed: int) -> tuple[float, ...]:
    """The draws about a forecast of 0 at a width of 1, lowest first: the same all month long."""
    drawn = _drawn(errors)
    rest = BLUR if drawn else 1.0
    of_error = sqrt(1 - rest * rest)
    start = Random(seed).randrange(DRAWS)  # noqa: S311 - draws, not secrets
    noise = _noise(DRAWS)[start : start + DRAWS]
    pairs = zip(drawn or [0.0] * DRAWS, noise, strict=True)
    return tuple(
        sorted(tail * (of_error * error + rest * normal) for error, (normal, tail) in pairs)
    )


def _drawn(errors: Errors) -> list[float]:
    """Past errors as often as they weigh, brought to a mean square of 1; none without errors.

    Every error comes its due number of times (systematic resampling): only the noise that each
    draw is paired with is left to the seed.
    """
    weights = errors.weights
    squares = hypot(*(sqrt(w) * e for w, e in zip(weights, errors.past, strict=True)))
    if not squares:
        return []
    total, reached = sum(weights), 0.0
    root = squares / sqrt(total)
    drawn: list[float] = []
    for weight, error in zip(weights, errors.past, strict=True):
        reached += weight
        drawn += [error / root] * (round(reached / total * DRAWS) - len(drawn))
    return drawn


@cache
def _noise(count: int) -> tuple[tuple[float, float], ...]:
    """Normal draws, and the stretch that gives them the tails of Student's t.

    They stand there twice in a row, so that `count` of them can begin at any of them.
    """
    lots = Random(NOISE_SEED)  # noqa: S311 - draws, not secrets
    drawn = tuple(
        (lots.gauss(0, 1), sqrt(TAIL / (2 * lots.gammavariate(TAIL / 2, 1)))) for _ in range(count)
    )
    return drawn + drawn
