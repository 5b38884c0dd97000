"""The yearly pattern of a series: whether there is one, and what each month is of the average.

Values and indexes are floats; an index of 1.2 says that the month is a fifth above its year.
"""

from collections.abc import Sequence
from math import sqrt

from guatu.kernel.forecasting.smoothing import straight_line

NINETY = 1.645  # the test for a season keeps to nine times of ten, as in the M competitions
YEARS_FOR_A_TEST = 3
YEARS_FOR_INDEXES = 2


def is_seasonal(values: Sequence[float], length: int) -> bool:
    """Whether the values go with those a year before: the autocorrelation test of the M series.

    `length` is the number of values a year. False for fewer than three years.
    """
    count = len(values)
    if count < YEARS_FOR_A_TEST * length:
        return False
    mean = sum(values) / count
    away = [value - mean for value in values]
    variance = sum(each * each for each in away)
    if not variance:
        return False
    lags = [
        sum(a * b for a, b in zip(away[lag:], away, strict=False)) / variance
        for lag in range(1, length + 1)
    ]
    bound = NINETY * sqrt((1 + 2 * sum(r * r for r in lags[:-1])) / count)
    return abs(lags[-1]) > bound


def seasonal_indexes(values: Sequence[float], length: int) -> list[float]:
    """What each place of the year is of its moving average, drawn to 1 as far as it is unsure.

    `indexes[k]` belongs to the values k, k + length …; they average 1. Years that differ among
    themselves more than the months do draw all indexes to 1 (James and Stein, as Miller and
    Williams use it). All are 1 for fewer than two years or values that are not positive.
    """
    if len(values) < YEARS_FOR_INDEXES * length or min(values) <= 0:
        return [1.0] * length
    ratios = _ratios(values, length)
    means = [sum(each) / len(each) for each in ratios]
    average = sum(means) / length
    means = [mean / average for mean in means]
    unsure = [
        sum((ratio - mean) ** 2 for ratio in each) / max(1, len(each) - 1) / len(each)
        for each, mean in zip(ratios, means, strict=True)
    ]
    apart = sum((mean - 1) ** 2 for mean in means) / (length - 1)
    if not apart:
        return [1.0] * length
    drawn = min(1.0, (length - 3) / (length - 1) * sum(unsure) / length / apart)
    return [drawn + (1 - drawn) * mean for mean in means]


def _ratios(values: Sequence[float], length: int) -> list[list[float]]:
    """Each value over the average of the year about it, by its place in the year.

    The first and last half year, which have no year about them, are put against the line through
    the averages only where a place of the year would else have nothing.
    """
    half, is_even = length // 2, length % 2 == 0
    averages: dict[int, float] = {}
    for place in range(half, len(values) - half):
        about = sum(values[place - half : place + half + 1])
        if is_even:
            about -= (values[place - half] + values[place + half]) / 2
        averages[place] = about / length
    ratios: list[list[float]] = [[] for _ in range(length)]
    for place, average in averages.items():
        ratios[place % length].append(values[place] / average)
    if not all(ratios):
        start, slope = straight_line(list(averages.values()))
        for place, value in enumerate(values):
            expected = start + slope * (place - half)
            if place not in averages and expected > 0:
                ratios[place % length].append(value / expected)
    return [each or [1.0] for each in ratios]
